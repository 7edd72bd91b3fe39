internal import Analysis

/// How words of questions were read, kept while the index is open: questions share most of their words.
///
/// Not to be shared between threads.
final class ReadingMemory {
    /// What one word was read as.
    struct Reading {
        /// All that may stand for it.
        let groups: [TermGroup]
        /// Whether the thesaurus has expressions that begin with it.
        let beginsExpression: Bool
        /// Whether the thesaurus has two words apart of which it is the first in byte order.
        let beginsPair: Bool
    }

    // By keys, so that none of the letters are kept.
    private var readings: [UInt64: Reading] = [:]
    private var terms: [UInt64: [QueryTerm]] = [:]
    private var words: [UInt64: QueryWord] = [:]
    private var empty = EmptyKeys()
    private let limit: Int
    /// About how many bytes are kept.
    private var held = 0

    private static let bytesOfEntry = 96
    private static let bytesOfTerm = MemoryLayout<QueryTerm>.stride + 48

    /// - Parameter limit: About how many bytes are kept; with more, all is forgotten.
    init(limit: Int) { self.limit = limit }

    private func hold(terms: Int) {
        if held > limit {
            readings.removeAll()
            self.terms.removeAll()
            words.removeAll()
            held = 0
        }
        held += Self.bytesOfEntry + terms * Self.bytesOfTerm
    }

    /// How a word was read.
    ///
    /// - Parameters:
    ///   - kind: Tells readings of one word apart.
    ///   - read: Called the first time.
    func reading(of word: QueryWord, kind: UInt64, _ read: () -> Reading) -> Reading {
        var key = Key.mixed(word.key, kind)
        for part in word.parts {
            key = Key.mixed(key, Fingerprint.of(part.stem) ^ (part.isHead ? 1 : 0))
        }
        if let reading = readings[key] { return reading }
        let reading = read()
        hold(terms: reading.groups.reduce(0) { $0 + 1 + $1.terms.count })
        readings[key] = reading
        return reading
    }

    /// The terms that stand for an expression.
    ///
    /// - Parameter find: Called when it is not known.
    func terms(for key: UInt64, _ find: () -> [QueryTerm]) -> [QueryTerm] {
        if empty.contains(key) { return [] }
        if let terms = terms[key] { return terms }
        let found = find()
        guard !found.isEmpty else {
            empty.insert(key)
            return []
        }
        hold(terms: found.count)
        terms[key] = found
        return found
    }

    /// Keeps the keys of compounds apart from those of expressions.
    private static let compoundMark: UInt64 = 2

    /// The compound that two words are, written apart; `nil` where they are none.
    ///
    /// - Parameter find: Called when it is not known.
    func compound(
        of first: QueryWord, _ second: QueryWord, _ find: () -> QueryWord?
    ) -> QueryWord? {
        word(for: [first.key, second.key].reduce(Self.compoundMark, Key.mixed), find)
    }

    /// Keeps the keys of mistyped words apart from those.
    private static let mendingMark: UInt64 = 3

    /// The word that a mistyped one was probably meant to be; `nil` where it is right as it is.
    ///
    /// - Parameter find: Called when it is not known.
    func mended(_ typed: QueryWord, _ find: () -> QueryWord?) -> QueryWord? {
        word(for: Key.mixed(Self.mendingMark, typed.key), find)
    }

    private func word(for key: UInt64, _ find: () -> QueryWord?) -> QueryWord? {
        if empty.contains(key) { return nil }
        if let word = words[key] { return word }
        guard let word = find() else {
            empty.insert(key)
            return nil
        }
        hold(terms: 1)
        words[key] = word
        return word
    }
}
