internal import Analysis
internal import Corpus
internal import Indexing

/// What may stand for a word or expression, as far as the passages have it.
///
/// Made from the thesaurus when the index is made, and read in place: `SortedLines` with
///
///     number of terms, for each: bytes (length, bytes), share in percent times 64, plus the relation
///     times 8, plus a bit for each reason for which passages or titles have it
///
/// A key is the stems of an expression with spaces between them, or a byte 1 and two stems in byte
/// order, for two words that need not stand together.
struct SynonymTable {
    private let lines: SortedLines

    /// Longest expression in words.
    static let longestKey = 5

    /// A term that may stand for a word.
    struct Synonym: Hashable {
        let stem: [UInt8]
        /// What the word tells of the meaning, at most 1.
        let share: Double
        let how: MatchKind
        /// Whether it is the telling word of an expression.
        let isPartOfExpression: Bool
        /// Bits of the `reasons` for which some passage or title has it.
        fileprivate let occurs: Int

        /// Whether some passage or title has it for this reason.
        func occurs(as reason: TermReason) -> Bool {
            SynonymTable.reasons.firstIndex(of: reason).map { occurs >> $0 & 1 == 1 } ?? false
        }
    }

    /// The reasons for which a term may stand for a word.
    static let reasons: [TermReason] = [.stem, .head, .part]

    /// The relations, by their number in the table; 4 more for one word of an expression.
    static let relations: [MatchKind] = [.synonym, .narrower, .broader, .related]

    init(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
        lines = try SortedLines(bytes, path: path, part: Attachment.synonyms)
    }

    /// The synonyms of an expression; empty for one that the thesaurus does not know.
    ///
    /// - Throws: `IndexError.damaged`.
    func synonyms(of key: [UInt8]) throws(IndexError) -> [Synonym] {
        guard var line = try lines.find(key) else { return [] }
        var result: [Synonym] = []
        for _ in 0..<(try line.number()) {
            let stem = try line.blob()
            let code = try line.number()
            result.append(
                Synonym(
                    stem: stem, share: Double(code >> 6) / 100,
                    how: Self.relations[code >> 3 & 3], isPartOfExpression: code >> 3 & 4 != 0,
                    occurs: code & 7))
        }
        return result
    }

    /// Whether expressions begin with this stem.
    ///
    /// - Throws: `IndexError.damaged`.
    func hasExpression(from stem: [UInt8]) throws(IndexError) -> Bool {
        try lines.hasKey(from: stem + [UInt8(ascii: " ")])
    }

    /// Whether there are two words apart of which this stem is the first in byte order.
    ///
    /// - Throws: `IndexError.damaged`.
    func hasPair(from stem: [UInt8]) throws(IndexError) -> Bool {
        try lines.hasKey(from: [1] + stem + [UInt8(ascii: " ")])
    }

    /// The key of two words in any order.
    static func pairKey(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        let isInOrder = left.lexicographicallyPrecedes(right)
        return [1] + (isInOrder ? left : right) + [UInt8(ascii: " ")] + (isInOrder ? right : left)
    }
}

/// Makes a `SynonymTable` from a thesaurus.
struct SynonymCompiler {
    private let analyzer: Analyzer
    private let reader: IndexReader

    /// A compiler.
    ///
    /// - Parameters:
    ///   - analyzer: The one of the passages.
    ///   - reader: The terms of the passages and titles.
    init(analyzer: Analyzer, reader: IndexReader) {
        self.analyzer = analyzer
        self.reader = reader
    }

    /// What the index has of a stem.
    private struct Occurrence {
        /// Most passages that have it, as a word or as a part of one.
        var passages = 0
        /// Bits of the reasons for which passages or titles have it.
        var reasons = 0
    }

    /// What stands for a concept in the passages.
    private typealias Telling = (stem: [UInt8], share: Int, isPart: Bool)

    /// The stems that were looked up, for labels share most of theirs, and the concepts: each is asked for by
    /// its neighbours, too.
    private final class Known {
        var stems: [[UInt8]: Occurrence] = [:]
        var concepts: [String: [Telling]] = [:]
    }

    private let known = Known()

    private func occurrence(of stem: [UInt8]) -> Occurrence {
        if let known = known.stems[stem] { return known }
        func passages(_ term: [UInt8]) -> Int { (try? reader.find(term))?.passages ?? 0 }
        var occurrence = Occurrence()
        for (place, reason) in SynonymTable.reasons.enumerated() {
            let term = [reason.prefix] + stem
            let count = passages(term)
            occurrence.passages = max(occurrence.passages, count)
            if count + passages(TitleTerm.of(term)) > 0 { occurrence.reasons |= 1 << place }
        }
        known.stems[stem] = occurrence
        return occurrence
    }

    private func passages(_ stem: [UInt8]) -> Int { occurrence(of: stem).passages }

    /// The bytes of the table.
    func compile(_ thesaurus: Thesaurus) -> [UInt8] {
        var byID: [String: Concept] = [:]
        for concept in thesaurus.concepts { byID[concept.id] = concept }
        var table: [[UInt8]: [[UInt8]: Int]] = [:]
        for concept in thesaurus.concepts where concept.notation == nil {
            // Percent times 8 plus the relation; of two ways to a word the nearer one counts.
            var terms: [[UInt8]: Int] = [:]
            func add(_ other: Concept, _ relation: Int) {
                for (stem, share, isPart) in tellingStems(of: other) where terms[stem] == nil {
                    terms[stem] = share << 3 | relation | (isPart ? 4 : 0)
                }
            }
            add(concept, 0)
            for id in concept.narrower { byID[id].map { add($0, 1) } }
            for id in concept.broader { byID[id].map { add($0, 2) } }
            for id in concept.related { byID[id].map { add($0, 3) } }
            for key in concept.labels.flatMap(keys) {
                for (stem, code) in terms where stem != key {
                    // A word of two concepts: the nearer relation counts.
                    let old = table[key]?[stem]
                    if old == nil || code & 7 < (old ?? 0) & 7 {
                        table[key, default: [:]][stem] = code
                    }
                }
            }
        }
        return encode(table)
    }

    /// A word in more passages than this tells nothing of an expression that it stands in.
    private static let mostPassages = 30

    /// The stems that stand for a concept's labels in the passages, with what they tell in percent:
    /// of one word all, of an expression its rarest word a part.
    private func tellingStems(of concept: Concept) -> [Telling] {
        if let known = known.concepts[concept.id] { return known }
        let labels = [concept.preferred] + concept.alternatives
        // Whole words first: they tell more than a word of an expression.
        let ordered = labels.filter { !$0.contains(" ") } + labels.filter { $0.contains(" ") }
        let result = ordered.compactMap { label -> Telling? in
            let stems = stems(of: label)
            if stems.count == 1 {
                guard passages(stems[0]) > 0, !FunctionWords.contains(label) else { return nil }
                return (stems[0], 100, false)
            }
            let words = label.split(separator: " ").map(String.init)
            guard words.count == stems.count, stems.count <= 3 else { return nil }
            let telling = zip(words, stems).filter { !FunctionWords.contains($0.0) }.map(\.1)
            guard let rarest = telling.min(by: { passages($0) < passages($1) }),
                (1...Self.mostPassages).contains(passages(rarest)),
                telling.allSatisfy({ passages($0) > 0 })
            else { return nil }
            return (rarest, 100, true)
        }
        known.concepts[concept.id] = result
        return result
    }

    private func stems(of label: String) -> [[UInt8]] {
        var stems: [[UInt8]] = []
        analyzer.tokens(in: label).forEach { token, term in
            guard token.reason == .stem else { return }
            // The stem of a separable verb comes last at its place, as it does in a question.
            if token.position < stems.count { stems.removeLast() }
            stems.append(Array(term.dropFirst()))
        }
        return stems
    }

    /// The keys that a label is found by: its words in order, and, when two of them say something,
    /// these two in any order with other words between.
    private func keys(of label: String) -> [[UInt8]] {
        let words = QueryWord.words(of: label, by: analyzer)
        guard (1...SynonymTable.longestKey).contains(words.count) else { return [] }
        var keys = [Array(words.map(\.stem).joined(separator: [UInt8(ascii: " ")]))]
        let telling = words.filter { $0.isContent || $0.role == .negation }
        if telling.count == 2 {
            keys.append(SynonymTable.pairKey(telling[0].stem, telling[1].stem))
        }
        return keys
    }

    private func encode(_ table: [[UInt8]: [[UInt8]: Int]]) -> [UInt8] {
        SortedLines.encode(table) { terms, line in
            line.append(terms.count)
            let ordered = terms.sorted {
                $0.value & 7 != $1.value & 7
                    ? $0.value & 7 < $1.value & 7 : $0.key.lexicographicallyPrecedes($1.key)
            }
            for (stem, percent) in ordered {
                line.append(stem)
                line.append(percent << 3 | occurrence(of: stem).reasons)
            }
        }
    }
}
