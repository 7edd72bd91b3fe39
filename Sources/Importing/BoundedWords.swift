/// A dictionary as one text may use it.
///
/// Looking for a compound in an unknown word takes the library a hundred times as long as finding
/// a known one, and longer the more letters it has. A text of words that nobody knows could be tried
/// for hours; after so much work in vain all others count as unknown too, and nothing more is mended.
final class BoundedWords {
    private let list: WordList
    private var answers: [String: Bool] = [:]
    private var work = 0
    private let mostWork: Int

    /// - Parameter mostWork: Work in vain, in letters of the words that were not found, each with
    ///   `perWord` more: some seconds, and many times that for a damaged book.
    init(_ list: WordList, mostWork: Int = 1_500_000) {
        self.list = list
        self.mostWork = mostWork
    }

    /// What any word takes besides its letters.
    private static let perWord = 4

    /// Whether a dictionary is installed.
    var isAvailable: Bool { list.isAvailable }

    /// Whether all words count as unknown that were not asked for yet.
    var isExhausted: Bool { work >= mostWork }

    /// Whether it is certain that a word is known or is not: it was asked for, or may be.
    func isSettled(_ word: String) -> Bool { !isExhausted || answers[word] != nil }

    /// As `WordList.knows`, as long as there is patience.
    func knows(_ word: String) -> Bool {
        if let answer = answers[word] { return answer }
        guard !isExhausted else { return false }
        let answer = list.knows(word)
        answers[word] = answer
        if !answer { work += word.utf8.count + Self.perWord }
        return answer
    }

    /// As `WordList.lists`, as long as there is patience.
    func lists(_ word: String) -> Bool { knows(word) && list.lists(word) }

    /// As `WordList.kinds`, as long as there is patience.
    func kinds(of word: String) -> WordKinds { knows(word) ? list.kinds(of: word) : [] }
}
