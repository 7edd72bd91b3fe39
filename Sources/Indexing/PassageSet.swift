/// A set of passages, a bit each.
package struct PassageSet: Hashable, Sendable {
    private var words: [UInt64]
    /// Number of passages in the set.
    package private(set) var count = 0

    /// An empty set.
    package init() { words = [] }

    /// Whether the passage is in it.
    @inline(__always)
    package func contains(_ passage: Int) -> Bool {
        let word = passage >> 6
        return word < words.count && words[word] >> UInt64(passage & 63) & 1 == 1
    }

    /// Adds a passage; one that is in it already changes nothing.
    package mutating func insert(_ passage: Int) {
        guard !contains(passage) else { return }
        let word = passage >> 6
        if word >= words.count {
            words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
        }
        words[word] |= 1 << UInt64(passage & 63)
        count += 1
    }

    /// The passages, ascending.
    package var members: [Int] {
        var result: [Int] = []
        result.reserveCapacity(count)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                result.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return result
    }
}
