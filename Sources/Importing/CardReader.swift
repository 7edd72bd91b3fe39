internal import Corpus
internal import Markup

/// Reads practice cards: XML of the vocabulary `praktijkkaart`.
enum CardReader {
    /// The name of the root element.
    static let root = "praktijkkaart"

    /// The headings and kinds of a card's parts, by element.
    private static let parts: [String: (heading: String, kind: ItemKind?)] = [
        "samenvatting": ("Samenvatting", nil), "doel": ("Doel", nil),
        "doelgroep": ("Doelgroep", nil), "wanneer": ("Wanneer", nil),
        "voorbereiding": ("Voorbereiding", nil), "tijd": ("Tijd", nil),
        "materialen": ("Materialen", nil), "stappen": ("Stappen", .step),
        "aandachtspunten": ("Aandachtspunten", nil), "bewijs": ("Bewijs", nil),
        "reflectie": ("Reflectie", nil), "bronnen": ("Bronnen", nil),
    ]

    /// What a card says.
    ///
    /// - Parameters:
    ///   - bytes: The file as it was read.
    ///   - tree: What was parsed of it.
    /// - Throws: `Rejection` with the line of the first fault by the schema.
    static func draft(_ bytes: [UInt8], _ tree: MarkupTree) throws(Rejection) -> Draft {
        do { try CardSchema.compiled.get().validate(bytes) } catch { throw Rejection(error) }
        return draft(tree)
    }

    /// What a card says that was parsed.
    static func draft(_ tree: MarkupTree) -> Draft {
        var draft = Draft()
        draft.kind = tree.attribute(named: "soort", of: 0) == "handreiking" ? .guide : .practiceCard
        draft.id = tree.attribute(.id, of: 0).map { Text.slug($0, limit: 200) }
        draft.language = tree.attribute(named: "taal", of: 0) ?? "nl"
        draft.year = PageMetadata.year(tree.attribute(named: "jaar", of: 0))
        draft.publisher = tree.attribute(named: "uitgever", of: 0).map { Text.clean($0) }
        draft.license = tree.attribute(named: "licentie", of: 0).map { Text.clean($0) }
        draft.url = tree.attribute(named: "url", of: 0).flatMap { Address.resolve($0, base: nil) }
        let audiences = tree.attribute(named: "publiek", of: 0)?.split(separator: " ") ?? []
        draft.audiences = audiences.map { Audience(rawValue: String($0)) }
        draft.topics = topics(tree.attribute(named: "thema", of: 0))
        for part in tree.children(0) where !tree.isText(part) {
            if tree.name(part) == "titel" {
                draft.title = Text.clean(tree.rawText(part))
            } else if let (heading, kind) = parts[tree.name(part)] {
                var block = Block(.heading(level: 2), heading, line: tree.line(part))
                block.kind = kind
                draft.blocks.append(block)
                add(part, of: tree, to: &draft)
            }
        }
        return draft
    }

    private static func add(_ part: Int, of tree: MarkupTree, to draft: inout Draft) {
        var step = 0
        for node in tree.children(part) where !tree.isText(node) {
            let text = Text.clean(tree.rawText(node))
            let name = tree.name(node)
            var block = Block(name == "alinea" ? .paragraph : .item, text, line: tree.line(node))
            block.label = tree.attribute(named: "label", of: node).map { Text.clean($0) } ?? ""
            block.id = tree.attribute(.id, of: node).map { Text.slug($0, limit: 200) }
            block.topics = topics(tree.attribute(named: "thema", of: node))
            switch name {
            case "alinea": block.kind = .paragraph
            case "stap":
                step += 1
                block.kind = .step
                block.number = step
            case "vraag": block.kind = .question
            case "bron":
                block.kind = .link
                block.url = tree.attribute(named: "url", of: node).flatMap {
                    Address.resolve($0, base: draft.url)
                }
                if let url = block.url { draft.links.append(Link(text: text, url: url)) }
            default: block.kind = .point
            }
            // Without a word about it from the author, the text tells whom the card is for.
            if tree.name(part) == "doelgroep", tree.attribute(named: "publiek", of: 0) == nil {
                let found = KindRules.audiences(in: text)
                draft.audiences = Audience.known.filter {
                    draft.audiences.contains($0) || found.contains($0)
                }
            }
            if !block.isEmpty { draft.blocks.append(block) }
        }
    }

    private static func topics(_ names: String?) -> [String] {
        names.map { $0.split(separator: " ").map { Text.slug(String($0)) }.filter { !$0.isEmpty } }
            ?? []
    }
}

/// The schema of practice cards, compiled at its first use.
enum CardSchema {
    static let compiled: Result<MarkupSchema, MarkupError> = {
        do throws(MarkupError) {
            return .success(try MarkupSchema(PackageResources.praktijkkaart_rng))
        } catch { return .failure(error) }
    }()
}
