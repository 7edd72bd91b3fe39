// Signs that came out as nothing at all.
extension TextRepair {
    /// How many of a hundred words of Dutch hold these letters, rounded down.
    static let frequent: [(letters: [String], percent: Double)] = [
        (["ti"], 2.5), (["ff", "fi", "fl"], 1.5), (["ft"], 1), (["tt"], 1),
    ]

    /// Common words by what is left of them without some letters.
    private static func stripped(of lost: [String]) -> [String: String] {
        // The longest first: `tti` goes as a whole.
        let lost = lost.sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) }
        var result: [String: String] = [:]
        for word in CommonWords.withSigns.sorted() {
            let rest = lost.reduce(word) { without($1, $0) }
            // Of two words with one rest neither can be told.
            if rest != word { result[rest] = result[rest] == nil ? word : "" }
        }
        return result.filter { !$0.value.isEmpty }
    }

    private static func without(_ letters: String, _ word: String) -> String {
        var result = ""
        var rest = word[...]
        while let first = rest.first {
            if rest.hasPrefix(letters) {
                rest = rest.dropFirst(letters.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// Puts lost letters back where a text is long enough to miss them and has none left.
    mutating func restoreLost(_ units: inout [TextUnit], in places: [Bool]) {
        let total = own.values.reduce(0, +)
        guard total >= 150 else { return }
        var lost: [[String]] = []
        for (group, percent) in Self.frequent {
            let expected = Double(total) * percent / 100
            let kept = own.reduce(0) { count, entry in
                count + (group.contains { Text.holds(entry.key, $0) } ? entry.value : 0)
            }
            if expected >= 2, Double(kept) * 8 < expected { lost.append(group) }
        }
        guard !lost.isEmpty else { return }
        let common = Self.stripped(of: lost.flatMap { $0 })
        // What was not asked for only seems to be no word.
        let unknown = own.keys.filter { words.isSettled($0) && cost(of: Token($0)) >= Cost.rare }
        guard unknown.count >= 3, unknown.count <= 20_000 else { return }
        var restored: [String: String] = [:]
        var support = 0
        for word in unknown.sorted() {
            if let whole = common[word] {
                restored[word] = whole
                support += own[word, default: 0]
            } else if let whole = restoration(of: word, lost) {
                restored[word] = whole
                support += 1
            }
        }
        guard support >= 3 else { return }
        for index in units.indices where places[index] {
            Self.rewrite(&units[index]) { piece in
                let token = Token(piece)
                guard let word = restored[token.core.lowercased()] else { return nil }
                let isCapital = token.core.first?.isUppercase == true
                return token.with(isCapital ? word.prefix(1).uppercased() + word.dropFirst() : word)
            }
        }
    }

    /// The one known word that lost letters make of an unknown one.
    private func restoration(of word: String, _ lost: [[String]]) -> String? {
        // Names are no words, whatever letters they lack, and short words are too many words.
        guard word.count > 3, small.contains(word), !word.contains("-"), !english.knows(word),
            !isHomemade(word)
        else { return nil }
        for group in lost {
            let found = group.flatMap { insertions(of: $0, in: word) }
            if !found.isEmpty { return found.count == 1 ? found[0] : nil }
        }
        return nil
    }

    /// Whether a word is put together from known ones, the last of which may be short.
    private func isHomemade(_ word: String) -> Bool {
        if isCompound(word) { return true }
        let tail = String(word.suffix(3))
        return word.count >= 7 && CommonWords.short.contains(tail)
            && words.knows(String(word.dropLast(3)))
    }

    func insertions(of letters: String, in word: String) -> [String] {
        var result: [String] = []
        for place in word.indices + [word.endIndex] {
            let candidate = String(word[..<place]) + letters + word[place...]
            if isKnown(candidate), !result.contains(candidate) { result.append(candidate) }
        }
        return result
    }
}
