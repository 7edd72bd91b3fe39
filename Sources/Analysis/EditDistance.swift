/// How far two words are apart.
public enum EditDistance {
    /// Letters to add, drop, change or swap with a neighbour; more than `most` gives `most + 1`.
    ///
    /// Source: optimal string alignment, after F. J. Damerau, CACM 7(3), 1964.
    public static func between(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int {
        guard abs(left.count - right.count) <= most else { return most + 1 }
        var before: [Int] = []
        var above = Array(0...right.count)
        var row = above
        for i in left.indices {
            row[0] = i + 1
            var least = row[0]
            for j in right.indices {
                let change = above[j] + (left[i] == right[j] ? 0 : 1)
                var value = min(above[j + 1] + 1, row[j] + 1, change)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    value = min(value, before[j - 1] + 1)
                }
                row[j + 1] = value
                least = min(least, value)
            }
            if least > most { return most + 1 }
            before = above
            above = row
        }
        return min(above[right.count], most + 1)
    }
}
