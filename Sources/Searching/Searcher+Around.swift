internal import Analysis
public import Indexing

/// What stands around a search.
extension Searcher {
    /// A term of a text with how it came about.
    public struct AnalyzedTerm: Hashable, Sendable {
        /// In small letters without accents.
        public let term: String
        /// UTF-8 byte offsets in the text.
        public let range: Range<Int>
        /// Word number from 0.
        public let position: Int
        /// How it came from the word.
        public let how: MatchKind
        /// How much a match counts.
        public let weight: Double
    }

    /// The terms that a text gives, in order, with what the thesaurus has for each word.
    public func analysis(of text: String) -> [AnalyzedTerm] {
        var result: [AnalyzedTerm] = []
        var synonyms: [AnalyzedTerm] = []
        var last = -1
        func flush() {
            result += synonyms
            synonyms = []
        }
        analyzer.tokens(in: text).forEach { token, bytes in
            if token.position != last { flush() }
            last = token.position
            let term = Array(bytes.dropFirst())
            let (how, weight): (MatchKind, Double) =
                switch token.reason {
                case .word: (.word, 1)
                case .stem: (.form, ranking.form)
                case .head: (.head, ranking.head)
                case .part: (.part, ranking.modifier)
                case .run: (.form, ranking.form)
                }
            result.append(
                AnalyzedTerm(
                    term: String(decoding: term, as: UTF8.self), range: token.range,
                    position: token.position, how: how, weight: weight))
            guard token.reason == .stem else { return }
            for synonym in (try? index.synonyms.synonyms(of: term)) ?? [] {
                synonyms.append(
                    AnalyzedTerm(
                        term: String(decoding: synonym.stem, as: UTF8.self), range: token.range,
                        position: token.position, how: synonym.how,
                        weight: ranking.weight(of: synonym)))
            }
        }
        flush()
        return result
    }

    /// Words that a text is compared by when others like it are sought.
    private static let mostWords = 25

    /// A query for passages like a text: its rarest words.
    ///
    /// - Throws: `IndexError.damaged`.
    public func query(likeText text: String) throws(IndexError) -> Query {
        var query = parser.query(from: text)
        var seen: Set<[UInt8]> = []
        var weighted: [(group: TermGroup, rarity: Double, place: Int)] = []
        for (place, group) in query.groups.enumerated() where group.role == .content {
            guard let stem = group.terms.dropFirst().first?.bytes, seen.insert(stem).inserted
            else { continue }
            weighted.append((group, try rarities(of: group).share, place))
        }
        weighted.sort { $0.rarity != $1.rarity ? $0.rarity > $1.rarity : $0.place < $1.place }
        query.groups = weighted.prefix(Self.mostWords).sorted { $0.place < $1.place }
            .map(\.group)
        query.corrections = []
        return query
    }

    /// Words of the index that begin with what was typed, most frequent first, and, where these are
    /// few, words that it may have been meant to be.
    ///
    /// - Throws: `IndexError.damaged`.
    public func completions(
        of prefix: String, limit: Int
    ) throws(IndexError) -> (
        words: [(word: String, passages: Int)], spelled: [(word: String, passages: Int)]
    ) {
        let typed = QueryWord.words(of: prefix, by: analyzer)
        guard let last = typed.last else { return ([], []) }
        // What stands before the word at hand is kept as it was typed.
        let bytes = Array(prefix.utf8)
        let before = String(decoding: bytes[..<last.range.lowerBound], as: UTF8.self)
        var words: [(word: String, passages: Int)] = []
        try index.reader.forEachTerm(prefix: [TermReason.word.prefix] + last.folded.utf8) {
            term, info in
            let word = String(decoding: term.dropFirst(), as: UTF8.self)
            if !FunctionWords.contains(word) { words.append((before + word, info.passages)) }
            return true
        }
        // Terms come in byte order, which the sort keeps among equals.
        words.sort { $0.passages > $1.passages }
        words = Array(words.prefix(limit))
        guard words.count < limit else { return (words, []) }
        let known = Set(words.map(\.word))
        let spelled = try Spelling(index).candidates(for: last.folded, limit: limit)
            .map { (word: before + $0.word, passages: $0.passages) }
            .filter { !known.contains($0.word) }
        return (words, spelled)
    }
}
