internal import Corpus
internal import Searching

/// Makes the parts of a bundle that stand beside the programme.
struct Draft {
    private let pool: Pool

    init(_ pool: Pool) { self.pool = pool }

    // MARK: quotations

    /// Bytes that a quotation of more than one sentence may have.
    private static let longestQuote = 240

    /// The first sentence of a passage, and those behind it while they fit.
    static func quote(_ candidate: Candidate) -> Bundle.Quote { quote(candidate.passage) }

    static func quote(_ passage: Passage) -> Bundle.Quote {
        let ranges = tellingRanges(of: passage)
        let first = ranges.first?.lowerBound ?? 0
        let end = ranges.last { $0.upperBound - first <= longestQuote }?.upperBound
        return quote(passage, first..<(end ?? ranges.first?.upperBound ?? 0))
    }

    /// The first sentences behind each other that are not about a text; empty when all are.
    private static func tellingRanges(of passage: Passage) -> ArraySlice<Range<Int>> {
        let bytes = Array(passage.text.utf8)
        func isAboutText(_ range: Range<Int>) -> Bool {
            let words = String(decoding: bytes[range], as: UTF8.self).lowercased()
                .split(whereSeparator: { !$0.isLetter })
            return words.contains(where: textWords.contains)
                || zip(words, words.dropFirst()).contains {
                    ["de", "deze", "dit", "die"].contains($0) && ownWords.contains($1)
                }
        }
        let ranges = Sentences.ranges(in: passage.text)
        return ranges.drop(while: isAboutText).prefix { !isAboutText($0) }
    }

    /// What texts are called, and what a text calls itself.
    private static let textWords: Set<Substring> = [
        "handreiking", "praktijkkaart", "praktijkkaarten", "kwaliteitskaart", "kennisbank",
    ]
    private static let ownWords: Set<Substring> = [
        "kaart", "pagina", "artikel", "tekst", "lijst", "overzicht", "document", "stuk",
    ]

    /// Whether a passage has a sentence to quote.
    static func isTelling(_ passage: Passage) -> Bool { !tellingRanges(of: passage).isEmpty }

    private static func quote(_ passage: Passage, _ range: Range<Int>) -> Bundle.Quote {
        let bytes = Array(passage.text.utf8)
        return Bundle.Quote(
            text: String(decoding: bytes[range], as: UTF8.self), passage: passage.id)
    }

    static func firstSentence(of passage: Passage) -> Bundle.Quote {
        quote(passage, tellingRanges(of: passage).first ?? 0..<0)
    }

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
        if !agenda.isEmpty {
            result.append(Bundle.Exercise(kind: .agenda, passages: agenda.map(Self.quote)))
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
        return found.map { Self.firstSentence(of: $0.passage) }
    }

    /// As much as goes on one page: the best of the programme in its order.
    private static let handoutLength = 8

    func handout(_ programme: [Candidate]) -> [Bundle.Quote] {
        let told = programme.filter { $0.role != .question }
        return (told.isEmpty ? programme : told).prefix(Self.handoutLength).map(Self.quote)
    }
}
