internal import Answering
internal import Corpus
internal import Indexing
internal import Searching

/// A passage that may go into a bundle.
struct Candidate {
    let passage: Passage
    let document: DocumentInfo
    let role: PassageRole
    /// What is quoted of it, and the first sentence of that; neither is empty.
    let quote: Bundle.Quote
    let sentence: Bundle.Quote
    /// Place in the order of the corpora.
    let ordinal: Int
    /// Higher is better; comparable within one pool only.
    let score: Double
}

/// The passages about a topic, best first, near-duplicates merged.
struct Pool {
    private(set) var candidates: [Candidate] = []
    private var uses: [String: Int] = [:]
    private var kindUses: [ItemKind: Int] = [:]
    private var taken: Set<String> = []

    /// How many hits are looked at, and what share of the best score they must have.
    private static let depth = 40
    private static let leastShare = 0.15
    /// Cards of which every passage is taken along, as they are about the topic as a whole.
    private static let mostHomes = 3
    private static let homeDepth = 30
    /// A hit among so many makes its card one; of a later one there must be two.
    private static let firstHits = 3
    /// Passages like the best one that are taken along, and what they count beside it.
    private static let related = 20
    private static let relatedShare = 0.2
    /// What a passage of the card that fits best counts beside the best one.
    private static let homeShare = 0.6
    /// What a passage for the asked audience counts for more.
    private static let audienceFactor = 1.3

    /// Gathers passages about a topic; `nil` when the corpus has nothing on it.
    init?(
        about topic: String, for audience: Audience?, by answerer: Answerer
    ) throws(IndexError) {
        let answer = try answerer.answer(topic, limit: Self.depth)
        guard answer.isFound, let best = answer.citations.first else { return nil }
        var found: [Found] = []
        for citation in answer.citations where citation.score >= best.score * Self.leastShare {
            found.append((citation.passage, citation.document, citation.score / best.score))
        }
        try self.init(
            found, around: answer.citations.map { ($0.passage, $0.document, $0.score) },
            for: audience, by: answerer)
    }

    /// Gathers passages and what stands around them; `nil` when none of them is there.
    init?(
        of passages: [String], for audience: Audience?, by answerer: Answerer
    ) throws(IndexError) {
        var found: [Found] = []
        for id in passages {
            guard let (passage, document) = try answerer.passage(id) else { continue }
            found.append((passage, document, 1))
        }
        try self.init(found, around: found, for: audience, by: answerer)
    }

    private typealias Found = (passage: Passage, document: DocumentInfo, score: Double)

    /// Takes the passages that were found, of which the best score is 1, with what stands around.
    private init?(
        _ found: [Found], around hits: [Found], for audience: Audience?, by answerer: Answerer
    ) throws(IndexError) {
        guard let best = hits.first else { return nil }
        let index = answerer.index
        var found = found
        for (home, share) in Self.homes(of: hits) {
            for passage in try Self.passages(around: home.passage, of: index) {
                found.append((passage, home.document, Self.homeShare * share))
            }
        }
        for citation in try answerer.related(best.passage.id, limit: Self.related) ?? [] {
            found.append((citation.passage, citation.document, Self.relatedShare))
        }
        var seen: Set<String> = []
        for (passage, document, score) in found {
            let role = PassageRole(of: passage)
            guard role != .frame, !seen.contains(passage.id),
                let ordinal = try index.ordinal(of: passage.id)
            else { continue }
            let (quote, sentence) = Draft.quotes(of: passage)
            guard !quote.text.isEmpty else { continue }
            seen.insert(passage.id)
            seen.formUnion(try index.nearDuplicates(of: ordinal))
            let isMeant = audience.map(passage.audiences.contains) ?? false
            candidates.append(
                Candidate(
                    passage: passage, document: document, role: role, quote: quote,
                    sentence: sentence, ordinal: ordinal,
                    score: isMeant ? score * Self.audienceFactor : score))
        }
        guard !candidates.isEmpty else { return nil }
        candidates.sort { $0.score != $1.score ? $0.score > $1.score : $0.ordinal < $1.ordinal }
    }

    /// For each card that the best hits point to, the hit that does, and its sum of scores beside
    /// that of the first: highest first.
    private static func homes(of hits: [Found]) -> [(hit: Found, share: Double)] {
        var sums: [String: Double] = [:]
        var counts: [String: Int] = [:]
        var firsts: [Found] = []
        for (place, hit) in hits.prefix(homeDepth).enumerated()
        where [.practiceCard, .guide].contains(hit.document.kind) {
            if sums[hit.document.id] == nil { firsts.append(hit) }
            sums[hit.document.id, default: 0] += hit.score
            counts[hit.document.id, default: 0] += place < firstHits ? 2 : 1
        }
        firsts.removeAll { counts[$0.document.id, default: 0] < 2 }
        let places = firsts.indices.sorted {
            let left = sums[firsts[$0].document.id] ?? 0
            let right = sums[firsts[$1].document.id] ?? 0
            return left != right ? left > right : $0 < $1
        }
        let most = places.first.flatMap { sums[firsts[$0].document.id] } ?? 1
        return places.prefix(mostHomes).map {
            (firsts[$0], (sums[firsts[$0].document.id] ?? 0) / most)
        }
    }

    /// All passages of the document that a passage stands in, in order.
    private static func passages(
        around passage: Passage, of index: SearchIndex
    ) throws(IndexError) -> [Passage] {
        guard let place = try index.ordinal(of: passage.id) else { return [] }
        var result = [passage]
        for step in [-1, 1] {
            var next = place + step
            while (0..<index.passageCount).contains(next) {
                let other = try index.passage(at: next)
                guard other.document == passage.document else { break }
                step < 0 ? result.insert(other, at: 0) : result.append(other)
                next += step
            }
        }
        return result
    }

    // MARK: taking

    /// What a document and a kind that were used count for less.
    private static let sameDocument = 0.85
    private static let sameKind = 0.9
    /// After so many uses it counts no less, or what is hardly about the topic would come first.
    private static let mostUses = 3

    /// Takes the best passages that have one of these roles and were not taken, from as many
    /// documents and kinds as can be.
    mutating func take(_ count: Int, _ roles: Set<PassageRole>) -> [Candidate] {
        var result: [Candidate] = []
        while result.count < count {
            var best: (candidate: Candidate, value: Double)?
            for candidate in candidates
            where roles.contains(candidate.role) && !taken.contains(candidate.passage.id) {
                var value = candidate.score
                for _ in 0..<min(Self.mostUses, uses[candidate.document.id] ?? 0) {
                    value *= Self.sameDocument
                }
                for _ in 0..<min(Self.mostUses, kindUses[candidate.passage.kind] ?? 0) {
                    value *= Self.sameKind
                }
                if best.map({ value > $0.value }) ?? true { best = (candidate, value) }
            }
            guard let best else { break }
            use(best.candidate)
            result.append(best.candidate)
        }
        return result
    }

    /// Takes the first steps of the approach that fits best, in their order; one approach, as
    /// steps of two make no sense together.
    mutating func takeSteps(_ count: Int) -> [Candidate] {
        let free = candidates.filter { $0.role == .step && !taken.contains($0.passage.id) }
        var sums: [String: Double] = [:]
        for step in free { sums[step.document.id, default: 0] += step.score }
        var best: (document: String, sum: Double)?
        for step in free {
            let sum = sums[step.document.id] ?? 0
            if best.map({ sum > $0.sum }) ?? true { best = (step.document.id, sum) }
        }
        let steps = free.filter { $0.document.id == best?.document }
            .sorted { $0.ordinal < $1.ordinal }.prefix(count)
        for step in steps { use(step) }
        return Array(steps)
    }

    private mutating func use(_ candidate: Candidate) {
        taken.insert(candidate.passage.id)
        uses[candidate.document.id, default: 0] += 1
        kindUses[candidate.passage.kind, default: 0] += 1
    }

    /// A pool from which nothing was taken.
    var whole: Pool {
        var pool = self
        pool.taken = []
        pool.uses = [:]
        pool.kindUses = [:]
        return pool
    }
}
