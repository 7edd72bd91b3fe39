internal import Indexing

/// Rewards passages in which words that stand together in the question stand together too.
///
/// For each pair of neighbouring content words the nearest two places in one field count; the reward
/// goes down with the distance. Source of the idea: T. Tao and C. Zhai, An Exploration of Proximity
/// Measures in Information Retrieval, SIGIR 2007.
struct Proximity {
    private let index: SearchIndex
    private let ranking: Ranking

    private let lookup: TermLookup

    init(_ index: SearchIndex, _ lookup: TermLookup, _ ranking: Ranking) {
        self.index = index
        self.lookup = lookup
        self.ranking = ranking
    }

    /// What one pair gives one of the candidates.
    struct Reward {
        let candidate: Int
        let pair: Int
        let value: Double
    }

    /// The rewards, by pair and then by candidate.
    ///
    /// - Parameters:
    ///   - groups: The content words of the question, in order.
    ///   - rarities: Of these words.
    ///   - candidates: The passages that matter.
    func rewards(
        for groups: [TermGroup], rarities: [Double], candidates: [Int]
    ) throws(IndexError) -> [Reward] {
        guard groups.count > 1, !candidates.isEmpty, ranking.proximity > 0 else { return [] }
        // In order of passages, as the postings are.
        let order = candidates.indices.sorted { candidates[$0] < candidates[$1] }
        let sorted = order.map { candidates[$0] }
        var rewards: [Reward] = []
        var left = try places(of: groups[0], in: sorted)
        for pair in 0..<groups.count - 1 {
            let right = try places(of: groups[pair + 1], in: sorted)
            let weight =
                ranking.proximity
                * min(
                    rarities[pair] * groups[pair].weight,
                    rarities[pair + 1] * groups[pair + 1].weight)
            for (slot, candidate) in order.enumerated() {
                let value = ScorePart.exact(weight * nearness(left[slot], right[slot]))
                if value > 0 {
                    rewards.append(Reward(candidate: candidate, pair: pair, value: value))
                }
            }
            left = right
        }
        return rewards
    }

    /// Places as field and position in one number, far apart for different fields.
    private static let fieldStep = 1 << 20

    private func places(
        of group: TermGroup, in wanted: [Int]
    ) throws(IndexError) -> [[Int]] {
        var result = [[Int]](repeating: [], count: wanted.count)
        for term in group.terms where term.weight > 0.2 {
            guard let info = try lookup.find(term.bytes) else { continue }
            try index.reader.forEachPosition(of: info, in: wanted) { slot, field, position in
                result[slot].append(field * Self.fieldStep + position)
            }
        }
        return result
    }

    /// 1 for neighbours in order, less with each word between them.
    private func nearness(_ left: [Int], _ right: [Int]) -> Double {
        var best = 0.0
        for place in left {
            for other in right {
                let distance = Double(other - place)
                guard distance != 0, abs(distance) <= ranking.reach else { continue }
                let value = 2 / (1 + abs(distance)) * (distance > 0 ? 1 : ranking.reversed)
                best = max(best, value)
            }
        }
        return best
    }
}
