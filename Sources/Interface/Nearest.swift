/// Finds the word that was probably meant.
enum Nearest {
    /// The nearest word within a third of the letters (two at least), or `nil`; of equals the first.
    static func of(_ word: String, in words: [String]) -> String? {
        let limit = max(2, word.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = distance(word.lowercased(), candidate.lowercased())
            if distance <= limit, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// Number of letters to add, drop, change or swap.
    ///
    /// Source: optimal string alignment, after F. J. Damerau, CACM 7(3), 1964.
    static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left)
        let b = Array(right)
        var above = Array(0...b.count)
        var before: [Int] = []
        guard !a.isEmpty else { return b.count }
        for i in 1...a.count {
            var row = Array(repeating: i, count: b.count + 1)
            for j in 1..<(b.count + 1) {
                let change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row[j] = min(above[j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], before[j - 2] + 1)
                }
            }
            before = above
            above = row
        }
        return above[b.count]
    }
}
