internal import Analysis
internal import Corpus
internal import Indexing

extension QueryParser {
    /// A search line, with how it was read and what was odd in it.
    public func query(
        fromSearchLine text: String
    ) -> (query: Query, pieces: [QueryPiece], hints: [QueryHint]) {
        let line = SearchLine(text)
        var query = Query()
        var loose: [String] = []
        // Words that stand by themselves are read together: two may be one compound.
        func flush() {
            guard !loose.isEmpty else { return }
            addGroups(
                for: QueryWord.words(of: loose.joined(separator: " "), by: analyzer), to: &query)
            loose = []
        }
        for piece in line.pieces {
            if case .word(let word) = piece {
                loose.append(word)
                continue
            }
            flush()
            addGroups(of: piece, to: &query)
            if let condition = condition(of: piece) { query.conditions.append(condition) }
        }
        flush()
        return (query, line.pieces, line.hints)
    }

    /// The words of a piece that passages are ranked by.
    private func addGroups(of piece: QueryPiece, to query: inout Query) {
        switch piece {
        case .word(let text), .phrase(let text):
            addGroups(for: QueryWord.words(of: text, by: analyzer), to: &query)
        case .near(let first, let second, _):
            addGroups(
                for: QueryWord.words(of: first + " . " + second, by: analyzer), to: &query)
        case .exact(let text):
            for word in QueryWord.words(of: text, by: analyzer) {
                let term = QueryTerm(
                    bytes: [TermReason.word.prefix] + word.folded.utf8, weight: 1, how: .word)
                query.groups.append(
                    TermGroup(
                        word: word.text, range: word.range, terms: [term], role: .content,
                        weight: 1))
            }
        case .prefix(let text):
            guard let word = QueryWord.words(of: text, by: analyzer).first else { return }
            let terms = expansions(of: word.folded).map {
                QueryTerm(bytes: $0, weight: ranking.form, how: .form)
            }
            query.groups.append(
                TermGroup(
                    word: text + "*", range: word.range, terms: terms, role: .content, weight: 1))
        case .all(let pieces), .any(let pieces):
            for piece in pieces { addGroups(of: piece, to: &query) }
        case .field, .not: break
        }
    }

    /// Words that a prefix stands for are ranked by up to this many of their kind.
    private static let mostExpansions = 64

    private func expansions(of prefix: String) -> [[UInt8]] {
        var terms: [[UInt8]] = []
        try? index.reader.forEachTerm(prefix: [TermReason.word.prefix] + prefix.utf8) { term, _ in
            terms.append(term)
            return terms.count < Self.mostExpansions
        }
        return terms
    }

    private func condition(of piece: QueryPiece) -> Condition? {
        switch piece {
        case .word(let text):
            let words = QueryWord.words(of: text, by: analyzer).map { word in
                Condition.word(
                    group(of: word).terms.map(\.bytes))
            }
            return words.isEmpty ? nil : words.count == 1 ? words[0] : .all(words)
        case .exact(let text):
            let words = QueryWord.words(of: text, by: analyzer).map {
                Condition.word([[TermReason.word.prefix] + $0.folded.utf8])
            }
            return words.isEmpty ? nil : .all(words)
        case .prefix(let text):
            guard let word = QueryWord.words(of: text, by: analyzer).first else { return nil }
            return .prefix(Array(word.folded.utf8))
        case .phrase(let text):
            let groups = QueryWord.words(of: text, by: analyzer).map(exactGroup)
            return groups.isEmpty ? nil : .phrase(groups)
        case .near(let first, let second, let distance):
            let groups = QueryWord.words(of: first + " . " + second, by: analyzer).map(group)
            return groups.count < 2 ? nil : .near(groups, distance)
        case .field(let field, let value):
            var filter = Filter()
            switch field {
            case .kind: filter.kinds = [FieldValues.kind(value)]
            case .audience: filter.audiences = [FieldValues.audience(value)]
            case .topic: filter.topics = [FieldValues.slug(value)]
            case .document: filter.documents = [value]
            }
            return .filter(filter)
        case .not(let inner): return condition(of: inner).map(Condition.not)
        case .all(let pieces): return .all(pieces.compactMap(condition))
        case .any(let pieces): return .any(pieces.compactMap(condition))
        }
    }

    /// In a phrase a word stands for its own forms only.
    private func exactGroup(_ word: QueryWord) -> TermGroup {
        let group = group(of: word)
        return TermGroup(
            word: group.word, range: group.range,
            terms: group.terms.filter { $0.how == .word || $0.how == .form }, role: group.role,
            weight: group.weight)
    }
}

/// Values of fields as people write them, as in the corpus.
enum FieldValues {
    private static let audiences: [String: Audience] = [
        "leraar": .teacher, "leraren": .teacher, "leerkracht": .teacher, "leerkrachten": .teacher,
        "schoolleider": .schoolLeader, "schoolleiders": .schoolLeader, "directie": .schoolLeader,
        "ouder": .parent, "ouders": .parent, "trainer": .trainer, "trainers": .trainer,
    ]

    private static let kinds: [String: ItemKind] = [
        "activiteit": .activity, "tip": .tip, "stap": .step, "punt": .point, "vraag": .question,
        "antwoord": .answer, "kenmerk": .indicator, "voorbeeld": .example, "voordeel": .benefit,
        "rol": .role, "begrip": .definition, "definitie": .definition, "stelling": .statement,
        "alinea": .paragraph, "link": .link, "verwijzing": .link,
    ]

    static func audience(_ text: String) -> String {
        audiences[text.lowercased()]?.rawValue ?? text
    }

    static func kind(_ text: String) -> String { kinds[text.lowercased()]?.rawValue ?? text }

    /// A topic as it is named in the corpus: `alle ouders bereiken` is `alle-ouders-bereiken`.
    static func slug(_ text: String) -> String {
        text.lowercased().split(separator: " ").joined(separator: "-")
    }
}
