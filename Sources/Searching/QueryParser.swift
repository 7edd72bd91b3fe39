public import Analysis

/// Reads questions and search lines into queries.
public struct QueryParser {
    private let analyzer: Analyzer
    private let isIndexed: ([UInt8]) -> Bool

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
        /// A word that says little.
        static let function = 0.08
    }

    /// A parser.
    ///
    /// - Parameters:
    ///   - analyzer: The one that the passages were analysed with.
    ///   - isIndexed: Whether a term occurs in the index.
    public init(analyzer: Analyzer, isIndexed: @escaping ([UInt8]) -> Bool) {
        self.analyzer = analyzer
        self.isIndexed = isIndexed
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
            query.groups.append(group(of: word))
            query.groups += partGroups(of: word)
            if index + 1 < words.count, let joined = joined(word, words[index + 1]) {
                query.groups.append(joined)
            }
        }
        return query
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
        return TermGroup(
            word: word.text, range: word.range,
            terms: word.groupRole == .function ? Array(terms.prefix(2)) : terms,
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
        guard isIndexed(stem) else { return nil }
        return TermGroup(
            word: first.text + " " + second.text,
            range: first.range.lowerBound..<second.range.upperBound,
            terms: [QueryTerm(bytes: stem, weight: 1)], role: .support, weight: Weight.joined)
    }
}
