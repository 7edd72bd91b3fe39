/// A dictionary as one text may use it.
///
/// Looking for a compound in an unknown word takes the library a hundred times as long as finding
/// a known one. A text of words that nobody knows could be tried for hours; after so many that were
/// not found, all others count as unknown too, and nothing more is mended.
final class BoundedWords {
    private let list: WordList
    private var answers: [String: Bool] = [:]
    private var misses = 0
    private let mostMisses: Int

    /// - Parameter mostMisses: Words that may be asked for in vain: many times those of a damaged
    ///   book.
    init(_ list: WordList, mostMisses: Int = 60_000) {
        self.list = list
        self.mostMisses = mostMisses
    }

    /// Whether a dictionary is installed.
    var isAvailable: Bool { list.isAvailable }

    /// Whether all words count as unknown that were not asked for yet.
    var isExhausted: Bool { misses >= mostMisses }

    /// Whether it is certain that a word is known or is not: it was asked for, or may be.
    func isSettled(_ word: String) -> Bool { !isExhausted || answers[word] != nil }

    /// As `WordList.knows`, as long as there is patience.
    func knows(_ word: String) -> Bool {
        if let answer = answers[word] { return answer }
        guard !isExhausted else { return false }
        let answer = list.knows(word)
        answers[word] = answer
        if !answer { misses += 1 }
        return answer
    }

    /// As `WordList.lists`, as long as there is patience.
    func lists(_ word: String) -> Bool { knows(word) && list.lists(word) }

    /// As `WordList.kinds`, as long as there is patience.
    func kinds(of word: String) -> WordKinds { knows(word) ? list.kinds(of: word) : [] }
}
