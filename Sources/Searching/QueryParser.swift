internal import Indexing
internal import Analysis

/// Reads questions and search lines into queries.
public struct QueryParser {
    private let analyzer: Analyzer
    private let index: SearchIndex

    /// Weights of what may stand for a word; 1 is the word itself.
    enum Weight {
        /// A form with the same stem.
        static let stem = 0.95
        /// A compound in the text that has the word as a part.
        static let inCompound = 0.6
        /// The last part of a compound that was asked for: it names the kind of thing.
        static let head = 0.5
        /// The other parts.
        static let modifier = 0.3
        /// A compound in the text of two words that the question writes apart.
        static let joined = 0.6
        /// What stands for an expression of more than one word.
        static let expression = 0.8
        /// A word that was read out of a mistyped one.
        static let mended = 0.9
        /// A word that says little.
        static let function = 0.08
    }

    init(index: SearchIndex, analyzer: Analyzer) {
        self.index = index
        self.analyzer = analyzer
    }

    /// One word of the question with its terms.
    private struct Word {
        var text: String
        var folded: String
        var range: Range<Int>
        var stem: [UInt8] = []
        var parts: [[UInt8]] = []
        var groupRole: TermGroup.Role
    }

    /// A question or a list of words; every word is welcome, none is required.
    public func query(from text: String) -> Query {
        var query = Query()
        let words = words(of: text)
        for (index, word) in words.enumerated() {
            let group = group(of: word)
            let parts = partGroups(of: word)
            if word.groupRole == .content, parts.isEmpty, !isKnown(group),
                let mended = mended(word, &query)
            {
                query.groups += mended
                continue
            }
            query.groups.append(group)
            query.groups += parts
            if index + 1 < words.count, let joined = joined(word, words[index + 1]) {
                query.groups.append(joined)
            }
        }
        query.groups += expressions(in: words)
        return query
    }

    /// Whether some passage has one of the terms.
    private func isKnown(_ group: TermGroup) -> Bool {
        group.terms.contains { (try? index.segment.find($0.bytes)) != nil }
    }

    /// The groups of the words that a mistyped word was probably meant to be.
    private func mended(_ word: Word, _ query: inout Query) -> [TermGroup]? {
        let candidates = (try? Spelling(index.segment).candidates(for: word.folded)) ?? []
        guard !candidates.isEmpty else { return nil }
        query.corrections.append(
            Query.Correction(word: word.text, readAs: candidates.map(\.word)))
        var terms: [QueryTerm] = []
        var parts: [TermGroup] = []
        for candidate in candidates {
            guard var other = words(of: candidate.word).first else { continue }
            other.text = word.text
            other.range = word.range
            terms += group(of: other).terms.map {
                QueryTerm(bytes: $0.bytes, weight: $0.weight * Weight.mended)
            }
            if parts.isEmpty { parts = partGroups(of: other) }
        }
        return [
            TermGroup(word: word.text, range: word.range, terms: terms, role: .content, weight: 1)
        ] + parts
    }

    /// Expressions of the thesaurus, such as "te pakken krijgen", with what may stand for them.
    private func expressions(in words: [Word]) -> [TermGroup] {
        var groups: [TermGroup] = []
        for start in words.indices {
            var key = words[start].stem
            let last = min(words.count, start + SynonymTable.longestKey)
            for end in start + 1..<max(last, start + 1) {
                key += [UInt8(ascii: " ")] + words[end].stem
                let terms = synonyms(of: key)
                guard !terms.isEmpty else { continue }
                let inside = words[start...end]
                let range = inside[start].range.lowerBound..<inside[end].range.upperBound
                let isContent = inside.contains { $0.groupRole == .content }
                groups.append(
                    TermGroup(
                        word: inside.map(\.text).joined(separator: " "), range: range,
                        terms: terms, role: isContent ? .support : .content,
                        weight: Weight.expression))
            }
        }
        return groups
    }

    /// What the thesaurus has for the stems of a word or expression.
    private func synonyms(of key: [UInt8]) -> [QueryTerm] {
        // A damaged table costs the synonyms, not the answer.
        let found = (try? index.synonyms.synonyms(of: key)) ?? []
        return found.flatMap { synonym in
            [
                QueryTerm(
                    bytes: [TermReason.stem.prefix] + synonym.stem,
                    weight: synonym.weight * Weight.stem),
                QueryTerm(
                    bytes: [TermReason.part.prefix] + synonym.stem,
                    weight: synonym.weight * Weight.inCompound),
            ]
        }
    }

    /// A search line: words, `"phrases"` and words that may not occur behind a `-`.
    public func query(fromSearchLine text: String) -> Query {
        var query = Query()
        let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() {
            let quoted = index % 2 == 1 && index < pieces.count - 1
            if quoted {
                let groups = words(of: String(piece)).map { group(of: $0) }
                query.groups += groups
                if groups.count > 1 { query.phrases.append(groups) }
                continue
            }
            let (wanted, refused) = separateRefused(String(piece))
            query.groups += self.query(from: wanted).groups
            query.groups += words(of: refused).map { word in
                var word = word
                word.groupRole = .negated
                return group(of: word)
            }
        }
        return query
    }

    private func separateRefused(_ text: String) -> (wanted: String, refused: String) {
        var wanted: [Substring] = []
        var refused: [Substring] = []
        for word in text.split(separator: " ") {
            if word.hasPrefix("-"), word.count > 1 {
                refused.append(word.dropFirst())
            } else {
                wanted.append(word)
            }
        }
        return (wanted.joined(separator: " "), refused.joined(separator: " "))
    }

    private func words(of text: String) -> [Word] {
        let bytes = Array(text.utf8)
        let stream = analyzer.tokens(in: text)
        var words: [Word] = []
        stream.forEach { token, term in
            let value = Array(term.dropFirst())
            switch token.reason {
            case .word:
                let folded = String(decoding: value, as: UTF8.self)
                words.append(
                    Word(
                        text: String(decoding: bytes[token.range], as: UTF8.self), folded: folded,
                        range: token.range,
                        groupRole: FunctionWords.contains(folded) ? .function : .content))
            case .stem: words[words.count - 1].stem = value
            case .part: words[words.count - 1].parts.append(value)
            }
        }
        return words
    }

    private func group(of word: Word) -> TermGroup {
        let terms = [
            QueryTerm(bytes: [TermReason.word.prefix] + word.folded.utf8, weight: 1),
            QueryTerm(bytes: [TermReason.stem.prefix] + word.stem, weight: Weight.stem),
            QueryTerm(bytes: [TermReason.part.prefix] + word.stem, weight: Weight.inCompound),
        ]
        let others = word.groupRole == .content ? synonyms(of: word.stem) : []
        return TermGroup(
            word: word.text, range: word.range,
            terms: word.groupRole == .function ? Array(terms.prefix(2)) : terms + others,
            role: word.groupRole, weight: word.groupRole == .function ? Weight.function : 1)
    }

    private func partGroups(of word: Word) -> [TermGroup] {
        guard word.groupRole == .content else { return [] }
        return word.parts.enumerated().map { index, part in
            TermGroup(
                word: word.text, range: word.range,
                terms: [
                    QueryTerm(bytes: [TermReason.stem.prefix] + part, weight: 1),
                    QueryTerm(bytes: [TermReason.part.prefix] + part, weight: 0.8),
                ],
                role: .support,
                weight: index == word.parts.count - 1 ? Weight.head : Weight.modifier)
        }
    }

    /// `thema avond` also means `themaavond`.
    private func joined(_ first: Word, _ second: Word) -> TermGroup? {
        guard first.groupRole == .content, second.groupRole == .content else { return nil }
        let stream = analyzer.tokens(in: first.folded + second.folded)
        var stem: [UInt8] = []
        stream.forEach { token, term in if token.reason == .stem { stem = Array(term) } }
        guard (try? index.segment.find(stem)) != nil else { return nil }
        return TermGroup(
            word: first.text + " " + second.text,
            range: first.range.lowerBound..<second.range.upperBound,
            terms: [QueryTerm(bytes: stem, weight: 1)], role: .support, weight: Weight.joined)
    }
}
