internal import Indexing

/// Gathers what adds up to the score of one passage while it is ranked.
final class Trace {
    private let passage: Int
    private var parts: [ScorePart] = []
    /// The parts of the word at hand.
    private var word: [ScorePart] = []
    private var best: (value: Float, term: QueryTerm)?
    private var title: (value: Float, term: QueryTerm)?

    init(of passage: Int) { self.passage = passage }

    /// The whole score; `nil` when nothing was gathered.
    var total: ScorePart? { parts.isEmpty ? nil : ScorePart(.total, sumOf: parts) }

    func add(_ reason: ScorePart.Reason, _ value: Double, to passage: Int) {
        guard passage == self.passage, value != 0 else { return }
        parts.append(ScorePart(reason, value))
    }

    /// As `ScoreBoard.offer`.
    func offer(_ block: PostingBlock, _ values: [Float], _ term: QueryTerm) {
        for index in 0..<block.count where block.passage(index) == passage {
            if values[index] > best?.value ?? 0 { best = (values[index], term) }
        }
    }

    /// As `ScoreBoard.offerTitle`.
    func offerTitle(_ block: PostingBlock, _ value: Float, _ term: QueryTerm) {
        for index in 0..<block.count where block.passage(index) == passage {
            if value > title?.value ?? 0 { title = (value, term) }
        }
    }

    func endGroup(factor: Double, titleBeside: Float) {
        defer { (best, title) = (nil, nil) }
        let sum = ScoreBoard.sum(best?.value ?? 0, title: title?.value ?? 0, beside: titleBeside)
        let value = ScorePart.exact(factor * Double(sum))
        let ofTitle =
            best == nil
            ? value : ScorePart.exact(value * Double((title?.value ?? 0) * titleBeside / sum))
        if let best, value != ofTitle {
            word.append(
                ScorePart(.match(found: best.term.text, how: best.term.how), value - ofTitle))
        }
        if let title, ofTitle != 0 {
            word.append(ScorePart(.title(found: title.term.text, how: title.term.how), ofTitle))
        }
    }

    func endWord(_ text: String) {
        guard !word.isEmpty else { return }
        parts.append(ScorePart(.word(text), sumOf: word))
        word = []
    }
}
