internal import Analysis
internal import Indexing

/// Rewards passages in which words that stand together in the question stand together too.
///
/// For each pair of neighbouring content words the nearest two places in one field count; the reward
/// goes down with the distance. Source of the idea: T. Tao and C. Zhai, An Exploration of Proximity
/// Measures in Information Retrieval, SIGIR 2007.
struct Proximity {
    /// Weight of a pair beside that of its less rare word.
    private static let weight = 0.5
    /// Words farther apart than this have nothing to do with each other.
    private static let reach = 8
    /// What the other order of the words leaves of the reward.
    private static let reversed = 0.8

    private let segment: Segment

    init(_ segment: Segment) { self.segment = segment }

    /// The rewards by passage.
    ///
    /// - Parameters:
    ///   - groups: The content words of the question, in order.
    ///   - rarities: Of these words.
    ///   - candidates: The passages that matter.
    func rewards(
        for groups: [TermGroup], rarities: [Double], candidates: [Int]
    ) throws(IndexError) -> [Int: Double] {
        guard groups.count > 1, !candidates.isEmpty else { return [:] }
        let wanted = Set(candidates)
        let places = try groups.map { group throws(IndexError) in
            try self.places(of: group, in: wanted)
        }
        var rewards: [Int: Double] = [:]
        for pair in 0..<groups.count - 1 {
            let weight = Self.weight * min(rarities[pair], rarities[pair + 1])
            for (passage, left) in places[pair] {
                guard let right = places[pair + 1][passage] else { continue }
                rewards[passage, default: 0] += weight * Self.nearness(left, right)
            }
        }
        return rewards
    }

    /// Places as field and position in one number, far apart for different fields.
    private static let fieldStep = 1 << 20

    private func places(
        of group: TermGroup, in wanted: Set<Int>
    ) throws(IndexError) -> [Int: [Int]] {
        var result: [Int: [Int]] = [:]
        for term in group.terms {
            guard let info = try segment.find(term.bytes) else { continue }
            var cursor = try segment.postings(of: info)
            while try cursor.next() {
                guard wanted.contains(cursor.passage) else { continue }
                let places = try cursor.positions()
                result[cursor.passage, default: []] += places.map {
                    $0.field * Self.fieldStep + $0.position
                }
            }
        }
        return result.mapValues { $0.sorted() }
    }

    /// 1 for neighbours in order, less with each word between them.
    private static func nearness(_ left: [Int], _ right: [Int]) -> Double {
        var best = 0.0
        for place in left {
            for other in right {
                let distance = other - place
                guard distance != 0, abs(distance) <= reach else { continue }
                let value = 2 / (1 + Double(abs(distance))) * (distance > 0 ? 1 : reversed)
                best = max(best, value)
            }
        }
        return best
    }
}
