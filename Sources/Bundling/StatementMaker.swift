internal import Corpus
internal import Searching

/// Makes statements about what passages advise, each with passages that fit both sides of it.
///
/// Every advice speaks for or against what is claimed of it; the other side needs a passage that is
/// about the same, and where there is none it stays empty.
struct StatementMaker {
    private let pool: Pool
    private let likeness: Likeness
    /// For each claim the passages that can stand on its other side.
    private let others: [Bundle.Statement.Claim: [Candidate]]
    private var uses: [String: Int] = [:]
    private var claims: [Bundle.Statement.Claim: Int] = [:]

    /// How many statements a workshop needs.
    private static let fewest = 6
    /// Bytes that the sentence of a statement may have.
    private static let longest = 200
    private static let shortest = 30
    /// How much two passages must be about the same.
    private static let leastLikeness = 0.14
    /// What the same document counts for: its points of attention are about its advice.
    private static let sameDocument = 0.08
    /// What a point of attention counts for, and what it counts for less when it was used.
    private static let caution = 0.2
    private static let used = 0.1
    /// What a passage that tells counts beside one that advises.
    private static let toldShare = 0.6
    /// What one counts that says why: who speaks up for it needs it elsewhere.
    private static let reasonShare = 0.15
    /// How often one passage may stand opposite an advice.
    private static let mostUses = 2

    init(_ pool: Pool, _ likeness: Likeness) {
        self.pool = pool
        self.likeness = likeness
        var others: [Bundle.Statement.Claim: [Candidate]] = [:]
        for candidate in pool.candidates
        where ![.summary, .goal, .reason, .question].contains(candidate.role) {
            let phrases = PlainWords.phrases(of: candidate.quote.text)
            for claim in Bundle.Statement.Claim.allCases
            where claim.isOpposed(by: phrases, isCaution: candidate.role == .caution) {
                others[claim, default: []].append(candidate)
            }
        }
        self.others = others
    }

    /// At most `count` statements; those with one side only where there are too few with two.
    mutating func statements(_ count: Int) -> [Bundle.Statement] {
        var twoSided: [Bundle.Statement] = []
        var others: [Candidate] = []
        for advice in advices() where twoSided.count < count {
            if let statement = twoSidedStatement(about: advice) {
                twoSided.append(statement)
            } else {
                others.append(advice)
            }
        }
        for advice in others where twoSided.count < min(count, Self.fewest) {
            twoSided.append(statement(.agreed, advice, nil))
        }
        return twoSided
    }

    /// What can be claimed, best first: what passages advise before what they tell.
    private func advices() -> [Candidate] {
        let values = pool.candidates.map { candidate in
            // The group can decide what it does itself; what parents do it cannot.
            guard candidate.passage.audiences != [.parent] else { return 0.0 }
            return switch candidate.role {
            case .step, .idea, .preparation: candidate.score
            case .text, .indicator: candidate.score * Self.toldShare
            case .reason, .summary: candidate.score * Self.reasonShare
            default: 0.0
            }
        }
        return pool.candidates.indices.sorted {
            values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
        }.filter { values[$0] > 0 }.map { pool.candidates[$0] }.filter {
            let quote = $0.sentence.text
            return (Self.shortest...Self.longest).contains(quote.utf8.count)
                && !quote.hasSuffix("?")
        }
    }

    /// With the claim that was used least of those that something fits.
    private mutating func twoSidedStatement(about advice: Candidate) -> Bundle.Statement? {
        var best: (claim: Bundle.Statement.Claim, other: Candidate, value: Double)?
        for claim in Bundle.Statement.Claim.allCases {
            guard let (other, fit) = bestOther(for: claim, advice) else { continue }
            let value = fit - Double(claims[claim, default: 0])
            if best.map({ value > $0.value }) ?? true { best = (claim, other, value) }
        }
        return best.map { statement($0.claim, advice, $0.other) }
    }

    /// The passage that fits the side of a claim on which the advice does not stand.
    private func bestOther(
        for claim: Bundle.Statement.Claim, _ advice: Candidate
    ) -> (other: Candidate, fit: Double)? {
        var best: (other: Candidate, fit: Double)?
        for other in others[claim] ?? []
        where other.passage.id != advice.passage.id
            && isFree(other)
        {
            guard var fit = fit(of: other, advice) else { continue }
            if other.role == .caution { fit += Self.caution }
            fit -= Self.used * Double(uses[other.passage.id, default: 0])
            if best.map({ fit > $0.fit }) ?? true { best = (other, fit) }
        }
        return best
    }

    /// Whether a passage may stand beside one advice more.
    private func isFree(_ candidate: Candidate) -> Bool {
        uses[candidate.passage.id, default: 0] < Self.mostUses
    }

    /// How much a passage is about the same as an advice; `nil` when too little.
    private func fit(of candidate: Candidate, _ advice: Candidate) -> Double? {
        let likeness = likeness.between(advice, candidate)
        let fit =
            candidate.document.id == advice.document.id ? likeness + Self.sameDocument : likeness
        return fit >= Self.leastLikeness ? fit : nil
    }

    private mutating func statement(
        _ claim: Bundle.Statement.Claim, _ advice: Candidate, _ other: Candidate?
    ) -> Bundle.Statement {
        claims[claim, default: 0] += 1
        var own = [advice.passage.id]
        if let reason = reason(for: advice), reason.passage.id != other?.passage.id {
            uses[reason.passage.id, default: 0] += 1
            own.append(reason.passage.id)
        }
        if let other { uses[other.passage.id, default: 0] += 1 }
        let others = other.map { [$0.passage.id] } ?? []
        return Bundle.Statement(
            claim: claim, quote: advice.sentence,
            supporting: claim.isInFavour ? own : others,
            opposing: claim.isInFavour ? others : own)
    }

    /// A passage that says why the advice is a good one; `nil` when none is about the same.
    private func reason(for advice: Candidate) -> Candidate? {
        var best: (reason: Candidate, fit: Double)?
        for reason in pool.candidates
        where [.reason, .summary, .goal].contains(reason.role)
            && reason.passage.id != advice.passage.id
            && isFree(reason)
        {
            guard let fit = fit(of: reason, advice) else { continue }
            if best.map({ fit > $0.fit }) ?? true { best = (reason, fit) }
        }
        return best?.reason
    }
}

extension Bundle.Statement.Claim {
    /// Whether a passage with these phrases can stand on the side of the claim on which the advice
    /// does not stand.
    fileprivate func isOpposed(by phrases: Set<String>, isCaution: Bool) -> Bool {
        switch self {
        case .agreed, .everyone, .essential, .soon:
            isCaution || Self.holding.contains(where: phrases.contains)
        case .noTime: Self.time.contains(where: phrases.contains)
        case .hardToReach: Self.reach.contains(where: phrases.contains)
        case .leadership: Self.leaders.contains(where: phrases.contains)
        }
    }

    private static let holding = [
        "niet", "geen", "nooit", "maar", "toch", "echter", "alleen", "hoeft", "hooguit",
    ]
    private static let time = [
        "veel tijd", "je tijd", "geen tijd", "weinig tijd", "kost tijd", "te druk", "drukke",
        "werkdruk", "haast", "energie", "kost",
    ]
    private static let reach = [
        "drempel", "drempels", "schroom", "verlegen", "bereikt", "wegblijven", "schamen",
        "anderstalig", "anderstalige", "tolk", "weinig ziet", "nooit ziet", "nooit komen",
        "weinig nederlands", "moeite met", "laaggeletterd", "laaggeletterde",
    ]
    private static let leaders = [
        "schoolleider", "schoolleiders", "schoolleiding", "directeur", "directie", "beleid",
    ]
}
