internal import Corpus

/// Dutch words that tell what a document, section or item is.
enum KindRules {
    /// Word stems in a title and the kind that they give, first match first.
    private static let documentKinds: [(String, DocumentKind)] = [
        ("praktijkkaart", .practiceCard), ("kwaliteitskaart", .qualityCard),
        ("veelgestelde", .faq), ("veel gestelde", .faq), ("vraag en antwoord", .faq),
        ("vragen en antwoorden", .faq), ("checklist", .checklist), ("controlelijst", .checklist),
        ("checklijst", .checklist), ("indicatoren", .checklist), ("inspiratielijst", .activities),
        ("werkvormen", .activities),
        ("activiteiten", .activities), (" tips", .tips), ("tips ", .tips), ("handleiding", .guide),
        ("handreiking", .guide), ("stappenplan", .guide), ("leidraad", .guide),
        ("wegwijzer", .guide), ("gids", .guide),
    ]

    /// Word starts in a heading and the kind of the list entries below it.
    private static let itemKinds: [(String, ItemKind)] = [
        ("tip", .tip), ("stap", .step), ("indicator", .indicator), ("kenmerk", .indicator),
        ("voorbeeld", .example),
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
        let sample = 2000
        var words = 0
        var dutch = 0
        for block in blocks {
            let rest = sample - words
            guard rest > 0 else { break }
            // A block may be a whole book.
            for word in block.text.split(separator: " ", maxSplits: rest).prefix(rest) {
                words += 1
                if dutchWords.contains(word) { dutch += 1 }
            }
        }
        return dutch * 100 >= words * 15 && dutch > 2 ? "nl" : nil
    }

    /// The kind of the entries under a heading, `nil` when no word tells.
    static func items(under heading: String) -> ItemKind? {
        for word in Text.words(Text.folded(heading)) {
            for (start, kind) in itemKinds where word.utf8.starts(with: start.utf8) {
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

    /// Whether a heading asks what somebody can do: the entries below it are advice.
    static func asksAdvice(_ heading: String) -> Bool {
        guard heading.hasSuffix("?") else { return false }
        let text = Text.folded(heading)
        return [
            "hoe kan ", "hoe kun ", "hoe kunnen ", "wat kan ", "wat kun ", "wat kunnen ",
            "welke manieren ", "hoe zorg ", "hoe bevorder", "hoe stimuleer", "hoe bereik",
        ].contains { text.hasPrefix($0) }
    }

    /// Starts of statements about what a good school does, word by word.
    private static let actors: Set<Substring> = [
        "school", "scholen", "leraar", "leraren", "leerkracht", "leerkrachten", "docent",
        "docenten", "team", "teamleden", "directie", "schoolleider", "schoolleiding", "schoolteam",
        "mentor", "mentoren", "medewerkers", "ouders", "leerlingen",
    ]

    /// Makes indicators of the entries of numbered lists that tell what the school and its people do
    /// ("De school heeft …"): five at least, two thirds of them such statements.
    ///
    /// - Returns: Whether there is such a list.
    static func markIndicators(_ blocks: inout [Block]) -> Bool {
        var found = false
        var start = 0
        while start < blocks.count {
            guard isStatement(blocks[start]) != nil else {
                start += 1
                continue
            }
            var end = start
            var count = 0
            var statements = 0
            while end < blocks.count, blocks[end].depth > 0 || isStatement(blocks[end]) != nil {
                if blocks[end].depth == 0 {
                    count += 1
                    if isStatement(blocks[end]) == true { statements += 1 }
                }
                end += 1
            }
            if count >= 5, statements * 3 >= count * 2 {
                found = true
                for index in start..<end where blocks[index].depth == 0 {
                    blocks[index].kind = .indicator
                }
            }
            start = end
        }
        return found
    }

    /// Whether a numbered entry begins with somebody of the school and what they do; `nil` for
    /// anything but a numbered entry without a label and a kind of its own.
    private static func isStatement(_ block: Block) -> Bool? {
        guard block.shape == .item, block.depth == 0, block.number != nil, block.kind == nil,
            block.label.isEmpty
        else { return nil }
        let words = Text.folded(firstWords(block.text, 2)).split(separator: " ")
        guard let first = words.first else { return false }
        let subject =
            ["de", "het", "alle", "iedere", "elke", "onze"].contains(first) ? words.last : first
        return subject.map { actors.contains($0) } ?? false
    }

    /// The first words of a text, cut at spaces.
    private static func firstWords(_ text: String, _ count: Int) -> String {
        var spaces = 0
        let end = text.utf8.firstIndex { byte in
            if byte == 0x20 { spaces += 1 }
            return spaces == count
        }
        return end.map { String(text[..<$0]) } ?? text
    }

    /// The number in a heading such as `Stap 3 Plan het`, with the kind that the word gives.
    static func numbered(_ heading: String) -> (kind: ItemKind, number: Int)? {
        guard heading.utf8.contains(where: { $0 &- 48 < 10 }) else { return nil }
        let words = Text.folded(firstWords(heading, 2)).split(separator: " ")
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
