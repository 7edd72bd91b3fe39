internal import Indexing

/// Rewards passages in which words that stand together in the question stand together too.
///
/// For each pair of neighbouring content words the nearest two places in one field count; the reward
/// goes down with the distance. Source of the idea: T. Tao and C. Zhai, An Exploration of Proximity
/// Measures in Information Retrieval, SIGIR 2007.
struct Proximity {
    private let memory: GroupMemory
    private let ranking: Ranking

    init(_ memory: GroupMemory, _ ranking: Ranking) {
        self.memory = memory
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
        // In order of passages, as the places are.
        let order = candidates.indices.sorted { candidates[$0] < candidates[$1] }
        let sorted = order.map { candidates[$0] }
        var rewards: [Reward] = []
        var left = try memory.places(of: groups[0].terms, in: sorted)
        for pair in 0..<groups.count - 1 {
            let right = try memory.places(of: groups[pair + 1].terms, in: sorted)
            let weight =
                ranking.proximity
                * min(
                    rarities[pair] * groups[pair].weight,
                    rarities[pair + 1] * groups[pair + 1].weight)
            var leftCursor = Cursor()
            var rightCursor = Cursor()
            for (slot, candidate) in order.enumerated() {
                let before = leftCursor.places(of: sorted[slot], in: left)
                let after = rightCursor.places(of: sorted[slot], in: right)
                guard !before.isEmpty, !after.isEmpty else { continue }
                let nearness = nearness(left[before], right[after])
                let value = ScorePart.exact(weight * nearness)
                if value > 0 {
                    rewards.append(Reward(candidate: candidate, pair: pair, value: value))
                }
            }
            left = right
        }
        return rewards
    }

    /// Walks over places from passage to passage.
    private struct Cursor {
        private var start = 0

        /// The places in a passage, which is none before the last one asked for.
        mutating func places(of passage: Int, in places: [UInt64]) -> Range<Int> {
            let first = UInt64(passage) << 32
            var high = places.count
            while start < high {
                let middle = (start + high) / 2
                if places[middle] < first { start = middle + 1 } else { high = middle }
            }
            var end = start
            while end < places.count, places[end] >> 32 == UInt64(passage) { end += 1 }
            return start..<end
        }
    }

    /// 1 for neighbours in order, less with each word between them.
    private func nearness(_ left: ArraySlice<UInt64>, _ right: ArraySlice<UInt64>) -> Double {
        var best = 0.0
        for place in left {
            for other in right {
                let distance = Double(Int(other) - Int(place))
                guard distance != 0, abs(distance) <= ranking.reach else { continue }
                let value = 2 / (1 + abs(distance)) * (distance > 0 ? 1 : ranking.reversed)
                best = max(best, value)
            }
        }
        return best
    }
}
