internal import Corpus
internal import Searching

/// Makes the parts of a bundle that stand beside the programme.
struct Draft {
    private let pool: Pool

    init(_ pool: Pool) { self.pool = pool }

    // MARK: quotations

    /// Bytes that a quotation of more than one sentence may have.
    private static let longestQuote = 240

    static func quote(_ candidate: Candidate) -> Bundle.Quote { candidate.quote }

    /// What is quoted of a passage: its first sentences that are not about a text, as far as they
    /// fit, and the first of them alone; both are empty when there are none.
    static func quotes(
        of passage: Passage
    ) -> (quote: Bundle.Quote, sentence: Bundle.Quote) {
        let bytes = Array(passage.text.utf8)
        func isAboutText(_ range: Range<Int>) -> Bool {
            let words = PlainWords.of(String(decoding: bytes[range], as: UTF8.self))
            return words.contains(where: textWords.contains)
                || zip(words, words.dropFirst()).contains {
                    ["de", "deze", "dit", "die"].contains($0) && ownWords.contains($1)
                }
        }
        func quote(_ range: Range<Int>) -> Bundle.Quote {
            Bundle.Quote(
                text: String(decoding: bytes[range], as: UTF8.self), passage: passage.id)
        }
        let ranges = Sentences.ranges(in: passage.text)
        let told = ranges.drop(while: isAboutText).prefix { !isAboutText($0) }
        guard let first = told.first else { return (quote(0..<0), quote(0..<0)) }
        let end = told.last { $0.upperBound - first.lowerBound <= longestQuote }
        return (
            quote(first.lowerBound..<(end?.upperBound ?? first.upperBound)), quote(first)
        )
    }

    /// What texts are called, and what a text calls itself.
    private static let textWords: Set<String> = [
        "handreiking", "praktijkkaart", "praktijkkaarten", "kwaliteitskaart", "kennisbank",
    ]
    private static let ownWords: Set<String> = [
        "kaart", "pagina", "artikel", "tekst", "lijst", "overzicht", "document", "stuk",
    ]

    /// Quotations of the best passages with one of these roles.
    func quotes(_ count: Int, _ roles: Set<PassageRole>) -> [Bundle.Quote] {
        var pool = pool
        return pool.take(count, roles).map(Self.quote)
    }

    // MARK: what to do

    func exercises(agenda: [Passage]) -> [Bundle.Exercise] {
        var pool = pool
        let steps = pool.takeSteps(6)
        let lists: [(Bundle.Exercise.Kind, [Candidate])] = [
            (.casework, pool.take(2, [.caution, .idea, .text, .question, .summary])),
            (.practice, steps.isEmpty ? pool.take(3, [.idea, .text, .preparation]) : steps),
            (.transfer, pool.take(2, [.question, .preparation, .indicator, .idea])),
        ]
        var result = lists.filter { !$0.1.isEmpty }.map { kind, candidates in
            Bundle.Exercise(kind: kind, passages: candidates.map(Self.quote))
        }
        let points = agenda.map { Self.quotes(of: $0).quote }.filter { !$0.text.isEmpty }
        if !points.isEmpty {
            result.append(
                Bundle.Exercise(kind: .agenda, passages: points))
        }
        return result
    }

    /// Most things to tick off.
    private static let longestList = 10

    func checklist() -> [Bundle.Quote] {
        var pool = pool
        var found = pool.take(4, [.indicator]) + pool.take(4, [.preparation])
        found += pool.takeSteps(Self.longestList - found.count)
        found += pool.take(max(0, 4 - found.count), [.idea, .caution, .text, .summary, .reason])
        return found.map(\.sentence)
    }

    /// As much as goes on one page: the best of the programme in its order.
    private static let handoutLength = 8

    func handout(_ programme: [Candidate]) -> [Bundle.Quote] {
        let told = programme.filter { $0.role != .question }
        return (told.isEmpty ? programme : told).prefix(Self.handoutLength).map(Self.quote)
    }
}
