/// The best passages so far: a heap with the worst of them at its root.
///
/// Passages come in ascending order, so that of equal scores the earlier one stays.
struct TopHits {
    private var scores: [UInt32] = []
    private var passages: [UInt32] = []
    let limit: Int
    /// Only passages with a greater score are of use.
    private(set) var bound: UInt32 = 0
    private var floor: UInt32 = 0

    init(limit: Int) {
        self.limit = max(0, limit)
        scores.reserveCapacity(self.limit)
        passages.reserveCapacity(self.limit)
        if limit <= 0 { bound = .max }
    }

    /// Tells that at least `limit` passages score more than `floor`.
    mutating func raise(to floor: UInt32) {
        self.floor = max(self.floor, floor)
        bound = max(bound, self.floor)
    }

    /// Offers a passage behind all before it.
    mutating func offer(_ passage: UInt32, _ score: UInt32) {
        guard score > bound else { return }
        if scores.count < limit {
            scores.append(score)
            passages.append(passage)
            var child = scores.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                guard isWorse(child, than: parent) else { break }
                swapAt(child, parent)
                child = parent
            }
            if scores.count == limit { bound = max(floor, scores[0]) }
            return
        }
        scores[0] = score
        passages[0] = passage
        var parent = 0
        while true {
            var least = parent
            for child in 2 * parent + 1...2 * parent + 2
            where child < limit && isWorse(child, than: least) {
                least = child
            }
            guard least != parent else { break }
            swapAt(least, parent)
            parent = least
        }
        bound = max(floor, scores[0])
    }

    private func isWorse(_ left: Int, than right: Int) -> Bool {
        scores[left] != scores[right]
            ? scores[left] < scores[right] : passages[left] > passages[right]
    }

    private mutating func swapAt(_ left: Int, _ right: Int) {
        scores.swapAt(left, right)
        passages.swapAt(left, right)
    }

    /// Best first.
    func sorted(scale: Double) -> [RankedPassage] {
        scores.indices.sorted { isWorse($1, than: $0) }.map {
            RankedPassage(passage: Int(passages[$0]), score: Double(scores[$0]) / scale)
        }
    }
}
