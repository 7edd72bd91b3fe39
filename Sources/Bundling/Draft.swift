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
        let ranges = Sentences.ranges(in: passage.text)
        let first = ranges.first?.lowerBound ?? 0
        let end = ranges.last { $0.upperBound - first <= longestQuote }?.upperBound
        return quote(passage, first..<(end ?? ranges.first?.upperBound ?? 0))
    }

    private static func quote(_ passage: Passage, _ range: Range<Int>) -> Bundle.Quote {
        let bytes = Array(passage.text.utf8)
        return Bundle.Quote(
            text: String(decoding: bytes[range], as: UTF8.self), passage: passage.id)
    }

    private static func firstSentence(of passage: Passage) -> Bundle.Quote {
        quote(passage, Sentences.ranges(in: passage.text).first ?? 0..<0)
    }

    /// Quotations of the best passages with one of these roles.
    func quotes(_ count: Int, _ roles: Set<PassageRole>) -> [Bundle.Quote] {
        var pool = pool
        return pool.take(count, roles).map(Self.quote)
    }

    // MARK: statements

    /// Bytes that the sentence of a statement may have.
    private static let longestStatement = 200

    /// Statements about what passages advise, each with passages for and against.
    func statements(_ count: Int) -> [Bundle.Statement] {
        var pool = pool
        var advices = pool.take(count * 3, [.step, .idea, .preparation])
        advices += pool.take(count, [.text, .indicator, .reason, .summary])
        let reasons = self.pool.candidates.filter { [.reason, .summary, .goal].contains($0.role) }
        let cautions = self.cautions()
        var result: [Bundle.Statement] = []
        var uses: [String: Int] = [:]
        func pick(from candidates: [Candidate], near advice: Candidate) -> [String] {
            // The least used of the same document, else the least used of all.
            let others = candidates.filter { $0.passage.id != advice.passage.id }
            let near = others.filter { $0.document.id == advice.document.id }
            var best: (id: String, value: Int)?
            for candidate in near + others {
                let isNear = candidate.document.id == advice.document.id
                let value = uses[candidate.passage.id, default: 0] * 2 + (isNear ? 0 : 1)
                if best.map({ value < $0.value }) ?? true { best = (candidate.passage.id, value) }
            }
            guard let best else { return [] }
            uses[best.id, default: 0] += 1
            return [best.id]
        }
        for advice in advices where result.count < count {
            let quote = Self.firstSentence(of: advice.passage)
            guard quote.text.utf8.count <= Self.longestStatement, !quote.text.hasSuffix("?"),
                let claim = Bundle.Statement.Claim(
                    rawValue: result.count % Bundle.Statement.Claim.allCases.count)
            else { continue }
            let opposing = pick(from: cautions, near: advice)
            guard !opposing.isEmpty else { continue }
            let own = [advice.passage.id]
            let supporting = own + pick(from: reasons, near: advice).filter { $0 != opposing[0] }
            result.append(
                Bundle.Statement(
                    claim: claim, quote: quote,
                    supporting: claim.isInFavour ? supporting : opposing,
                    opposing: claim.isInFavour ? opposing : supporting))
        }
        return result
    }

    /// Passages that ask for care: points of attention, else those that say what not to do, else
    /// questions.
    private func cautions() -> [Candidate] {
        let all = pool.candidates
        for isCaution in [
            { $0.role == .caution },
            { Self.holdsBack($0.passage.text) && $0.role != .question },
            { $0.role == .question },
            { _ in true },
        ] as [(Candidate) -> Bool] {
            let found = all.filter(isCaution)
            if found.count > 1 { return found }
        }
        return all
    }

    private static let holdingWords: Set<Substring> = [
        "niet", "geen", "nooit", "maar", "toch", "echter", "alleen",
    ]

    private static func holdsBack(_ text: String) -> Bool {
        text.lowercased().split(whereSeparator: { !$0.isLetter })
            .contains(where: holdingWords.contains)
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
