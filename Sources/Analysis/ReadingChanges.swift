/// Tells which words are read in another way with a lexicon than with one before it.
///
/// Both were learnt from the same dictionary; what texts have made them differ. Not to be shared between
/// threads.
public final class ReadingChanges {
    /// Words that the new lexicon may be read otherwise for.
    private let changes: LexiconChanges
    private let before: Analyzer
    private let after: Analyzer

    /// Compares two lexicons.
    ///
    /// - Parameters:
    ///   - old: The lexicon that words were read with.
    ///   - new: The one that they are read with now.
    public init(from old: Lexicon, to new: Lexicon) {
        changes = LexiconChanges(from: old, to: new)
        before = Analyzer(lexicon: old, words: Self.words)
        after = Analyzer(lexicon: new, words: Self.words)
    }

    /// Few words are compared at all.
    private static let words = 1 << 12

    /// Whether a folded word gives other terms than before.
    public func isChanged(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        changes.mayTouch(word) && !before.reads(word, as: after)
    }

    /// A table of words and their terms, made with the old lexicon, without those that may have changed.
    public func unchanged(in table: WordTable) -> WordTable { table.without(changes) }
}

/// The words that the rules see in another way in a lexicon than in one before it.
struct LexiconChanges: Sendable {
    /// What a word must hold to be touched, by its first three bytes.
    private var patterns: [UInt32: [[UInt8]]] = [:]
    /// A bit for each hash of three bytes that begin a pattern: most words are done with quickly.
    private var filter = [UInt64](repeating: 0, count: 1 << 10)

    /// Shortest word of a lexicon, and what patterns are found by.
    private static let shortest = 3
    /// Stems of so many letters may end in `heid` where the word has `heden`.
    private static let shortestOfTwo = 7

    /// Compares two lexicons.
    init(from old: Lexicon, to new: Lexicon) {
        var changed: Set<[UInt8]> = []
        var (left, right) = (old.entries(), new.entries())
        var (one, other) = (left.next(), right.next())
        while one != nil || other != nil {
            let order = Self.order(one?.word, other?.word)
            let word = order <= 0 ? one?.word : other?.word
            let before = order <= 0 ? one?.facts ?? WordFacts() : WordFacts()
            let after = order >= 0 ? other?.facts ?? WordFacts() : WordFacts()
            if !before.isSeen(as: after), let word { changed.insert(Array(word)) }
            if order <= 0 { one = left.next() }
            if order >= 0 { other = right.next() }
        }
        guard !changed.isEmpty else { return }
        for word in changed { insert(Self.beginning(of: word)) }
        WordForms.compiled.forEachLemma { form, lemma in
            if changed.contains(Array(lemma)), form.count >= Self.shortest { insert(Array(form)) }
        }
    }

    /// What a word has of another that is looked up for it as it stands or as a stem: the suffix stripper leaves
    /// the beginning but for a doubled vowel or a voiced consonant at the end.
    private static func beginning(of word: [UInt8]) -> [UInt8] {
        let end = word.count < shortestOfTwo ? 1 : 2
        return Array(word.prefix(max(shortest, word.count - end)))
    }

    private mutating func insert(_ pattern: [UInt8]) {
        let key = pattern.withUnsafeBufferPointer { Self.key($0, at: 0) }
        patterns[key, default: []].append(pattern)
        filter[Self.bit(key) >> 6] |= 1 << UInt64(Self.bit(key) & 63)
    }

    /// Whether a folded word may be read otherwise.
    func mayTouch(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !patterns.isEmpty, word.count >= Self.shortest else { return false }
        for place in 0...word.count - Self.shortest {
            let key = Self.key(word, at: place)
            guard filter[Self.bit(key) >> 6] >> UInt64(Self.bit(key) & 63) & 1 == 1,
                let found = patterns[key]
            else { continue }
            let rest = word[place...]
            if found.contains(where: { rest.starts(with: $0) }) { return true }
        }
        return false
    }

    private static func key(_ word: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32 {
        UInt32(word[place]) | UInt32(word[place + 1]) << 8 | UInt32(word[place + 2]) << 16
    }

    private static func bit(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 16) }

    private static func order(
        _ left: UnsafeRawBufferPointer?, _ right: UnsafeRawBufferPointer?
    ) -> Int {
        guard let left else { return 1 }
        guard let right else { return -1 }
        for (one, other) in zip(left, right) where one != other { return Int(one) - Int(other) }
        return left.count - right.count
    }
}

extension Analyzer {
    /// Whether another analyzer gives a folded word the same terms.
    func reads(_ word: UnsafeBufferPointer<UInt8>, as other: Analyzer) -> Bool {
        let (mine, others) = (reading(of: word), other.reading(of: word))
        return mine.numbers == others.numbers && mine.terms == others.terms
    }
}
