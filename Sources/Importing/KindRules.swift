internal import Corpus

/// Dutch words that tell what a document, section or item is.
enum KindRules {
    /// Word stems in a title and the kind that they give, first match first.
    private static let documentKinds: [(String, DocumentKind)] = [
        ("praktijkkaart", .practiceCard), ("kwaliteitskaart", .qualityCard),
        ("veelgestelde", .faq), ("veel gestelde", .faq), ("vraag en antwoord", .faq),
        ("vragen en antwoorden", .faq), ("checklist", .checklist), ("controlelijst", .checklist),
        ("checklijst", .checklist), ("inspiratielijst", .activities), ("werkvormen", .activities),
        ("activiteiten", .activities), (" tips", .tips), ("tips ", .tips), ("handleiding", .guide),
        ("handreiking", .guide), ("stappenplan", .guide), ("leidraad", .guide),
        ("wegwijzer", .guide), ("gids", .guide),
    ]

    /// Word starts in a heading and the kind of the list entries below it.
    private static let itemKinds: [(String, ItemKind)] = [
        ("tip", .tip), ("stap", .step), ("indicator", .indicator), ("voorbeeld", .example),
        ("voordel", .benefit), ("opbrengst", .benefit), ("rol", .role), ("stelling", .statement),
        ("definitie", .definition), ("begrippen", .definition), ("activiteit", .activity),
        ("werkvorm", .activity), ("ideeen", .activity),
    ]

    /// The kind of a document by its title and subtitle, `nil` when no word tells.
    static func document(title: String, subtitle: String?) -> DocumentKind? {
        let text = " \(Text.folded(title)) \(Text.folded(subtitle ?? "")) "
        return documentKinds.first { Text.holds(text, $0.0) }?.1
    }

    /// Whether the headings are for the most part questions, three at least.
    static func isQuestionList(_ blocks: [Block]) -> Bool {
        let headings = blocks.filter { $0.isHeading }
        let questions = headings.count { $0.text.hasSuffix("?") }
        return questions >= 3 && questions * 2 >= headings.count
    }

    private static let dutchWords: Set<Substring> = [
        "de", "het", "een", "en", "van", "is", "dat", "op", "te", "voor", "met", "niet", "zijn",
        "je", "er", "aan", "ook", "om", "bij", "als", "of", "wat", "naar", "door", "ze", "hun",
    ]

    /// Whether as many of the words as in Dutch sentences are common Dutch ones.
    static func isDutch(_ text: String) -> Bool {
        var words = 0
        var dutch = 0
        for word in text.split(separator: " ").prefix(200) {
            words += 1
            if dutchWords.contains(word) { dutch += 1 }
        }
        return dutch * 100 >= words * 10
    }

    /// `nl` for a text that is Dutch by its commonest words, else `nil`.
    static func language(of blocks: [Block]) -> String? {
        var words = 0
        var dutch = 0
        for block in blocks {
            for word in block.text.split(separator: " ") where words < 2000 {
                words += 1
                if dutchWords.contains(word) { dutch += 1 }
            }
        }
        return dutch * 100 >= words * 15 && dutch > 2 ? "nl" : nil
    }

    /// The kind of the entries under a heading, `nil` when no word tells.
    static func items(under heading: String) -> ItemKind? {
        for word in Text.words(Text.folded(heading)) {
            for (start, kind) in itemKinds where word.hasPrefix(start) {
                if start == "rol", word != "rol", word != "rollen" { continue }
                return kind
            }
        }
        return nil
    }

    /// The kind of the entries of a document, `nil` for one that has none of its own.
    static func items(of kind: DocumentKind?) -> ItemKind? {
        switch kind {
        case .some(.activities): .activity
        case .some(.tips): .tip
        case .some(.checklist): .point
        default: nil
        }
    }

    /// The number in a heading such as `Stap 3 Plan het`, with the kind that the word gives.
    static func numbered(_ heading: String) -> (kind: ItemKind, number: Int)? {
        let words = Text.folded(heading).split(separator: " ").prefix(2)
        guard words.count == 2, let number = Int(words[1].prefix { $0.isNumber }), number < 100
        else { return nil }
        let rest = words[1].drop { $0.isNumber }
        guard rest.isEmpty || [":", ".", ")", "-", "–"].contains(String(rest)) else { return nil }
        return switch words[0] {
        case "stap": (.step, number)
        case "tip": (.tip, number)
        case "vraag": (.question, number)
        case "indicator": (.indicator, number)
        default: nil
        }
    }

    /// Dutch and English names of audiences, by word start.
    private static let audiences: [(String, Audience)] = [
        ("leraar", .teacher), ("leraren", .teacher), ("leerkracht", .teacher),
        ("docent", .teacher), ("teacher", .teacher), ("mentor", .teacher),
        ("schoolleid", .schoolLeader), ("directeur", .schoolLeader), ("directie", .schoolLeader),
        ("school-leader", .schoolLeader), ("bestuur", .schoolLeader), ("ouder", .parent),
        ("verzorger", .parent), ("parent", .parent), ("trainer", .trainer),
        ("begeleider", .trainer),
    ]

    /// The audiences that a phrase names, in the order of the vocabulary.
    static func audiences(in phrase: String) -> [Audience] {
        var found: Set<Audience> = []
        for word in Text.words(Text.folded(phrase)) {
            for (start, audience) in audiences where word.hasPrefix(start) {
                found.insert(audience)
                break
            }
        }
        return Audience.known.filter { found.contains($0) }
    }

    /// Whether a paragraph winds up what stood before it.
    static func isConclusion(_ text: String) -> Bool {
        let start = Text.folded(String(text.prefix(40)))
        return [
            "kortom", "door deze ", "al met al", "samengevat", "tot slot", "samenvattend",
            "concluderend", "onthoud dat",
        ].contains { start.hasPrefix($0) }
    }
}
