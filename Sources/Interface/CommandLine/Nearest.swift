internal import Analysis

/// Finds the word that was probably meant.
enum Nearest {
    /// The nearest word within a third of the letters (two at least), or `nil`; of equals the first.
    static func of(_ word: String, in words: [String]) -> String? {
        let typed = Array(word.lowercased().utf8)
        let limit = max(2, typed.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in words {
            let other = Array(candidate.lowercased().utf8)
            let distance = EditDistance.between(typed, other, most: limit)
            if distance <= limit, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }
}
