internal import Indexing

/// Rewards passages in which words that stand together in the question stand together too.
///
/// For each pair of content words that are neighbours, or have one other between them, the nearest two
/// places in one field count; the reward goes down with the distance. Source of the idea: T. Tao and C. Zhai, An Exploration of Proximity
/// Measures in Information Retrieval, SIGIR 2007.
struct Proximity {
    private let memory: GroupMemory
    private let ranking: Ranking

    init(_ memory: GroupMemory, _ ranking: Ranking) {
        self.memory = memory
        self.ranking = ranking
    }

    /// What a pair of words gives passages.
    struct Reward {
        /// As typed.
        let words: (String, String)
        let near: [GroupMemory.NearPassage]
        fileprivate let weight: Double

        /// What it gives the passage at an index of `near`; may be 0.
        func value(_ index: Int) -> Double { ScorePart.exact(weight * near[index].nearness) }
    }

    /// The rewards of each word with the next one and the one after that.
    ///
    /// - Parameters:
    ///   - groups: The content words of the question, in order.
    ///   - rarities: Of these words.
    ///   - candidates: The passages that matter, ascending; others may be rewarded too.
    func rewards(
        for groups: [TermGroup], rarities: [Double], in candidates: () -> [Int]
    ) throws(IndexError) -> [Reward] {
        guard groups.count > 1, ranking.proximity > 0 else { return [] }
        var rewards: [Reward] = []
        for (distance, share) in [(1, 1), (2, ranking.proximityApart)] where share > 0 {
            for (first, second) in zip(groups.indices, groups.indices.dropFirst(distance)) {
                let weight =
                    ranking.proximity * share
                    * min(
                        rarities[first] * groups[first].weight,
                        rarities[second] * groups[second].weight)
                let near = try memory.near(groups[first], groups[second], in: candidates, near)
                rewards.append(
                    Reward(
                        words: (groups[first].word, groups[second].word), near: near,
                        weight: weight))
            }
        }
        return rewards
    }

    /// The passages in which both words stand within reach.
    private func near(_ left: [UInt64], _ right: [UInt64]) -> [GroupMemory.NearPassage] {
        var near: [GroupMemory.NearPassage] = []
        var before = Cursor(left)
        var after = Cursor(right)
        while let passage = before.passage, let other = after.passage {
            if passage < other {
                before.skip(to: other)
            } else if other < passage {
                after.skip(to: passage)
            } else {
                let nearness = nearness(before.take(), after.take())
                if nearness > 0 {
                    near.append(.init(passage: Int(passage), nearness: nearness))
                }
            }
        }
        return near
    }

    /// Walks over places from passage to passage.
    private struct Cursor {
        private let places: [UInt64]
        private var start = 0

        init(_ places: [UInt64]) { self.places = places }

        /// The passage at hand; `nil` at the end.
        var passage: UInt64? { start < places.count ? places[start] >> 32 : nil }

        /// Goes on to the first passage that is not before this one.
        mutating func skip(to passage: UInt64) {
            // Steps that double, as the next passage is mostly near; then by halves.
            let first = passage << 32
            var step = 1
            while start + step < places.count, places[start + step] < first {
                start += step
                step *= 2
            }
            var end = min(start + step, places.count)
            start += 1
            while start < end {
                let middle = (start + end) / 2
                if places[middle] < first { start = middle + 1 } else { end = middle }
            }
        }

        /// The places in the passage at hand, which is left behind.
        mutating func take() -> ArraySlice<UInt64> {
            let first = start
            while start < places.count, places[start] >> 32 == places[first] >> 32 { start += 1 }
            return places[first..<start]
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
