// Signs that came out as nothing at all.
extension TextRepair {
    /// How many of a hundred words of Dutch hold these letters, rounded down.
    static let frequent: [(letters: [String], percent: Double)] = [
        (["ti"], 2.5), (["ff", "fi", "fl"], 1.5), (["ft"], 1), (["tt"], 1),
    ]

    /// Puts lost letters back where a text is long enough to miss them and has none left.
    mutating func restoreLost(_ units: inout [TextUnit], in places: [Bool]) {
        let total = own.values.reduce(0, +)
        var unknown: [String] = []
        for word in own.keys
        where !word.contains("-") && !english.knows(word) && cost(of: Token(word)) >= Cost.rare {
            unknown.append(word)
        }
        guard total >= 150, unknown.count >= 3, unknown.count <= 20_000 else { return }
        unknown.sort()
        var restored: [String: String] = [:]
        for (group, percent) in Self.frequent {
            let expected = Double(total) * percent / 100
            let kept = own.reduce(0) { count, entry in
                count + (group.contains { entry.key.contains($0) } ? entry.value : 0)
            }
            guard expected >= 3, Double(kept) * 8 < expected else { continue }
            var fixes: [String: String] = [:]
            for word in unknown where restored[word] == nil {
                let found = group.flatMap { insertions(of: $0, in: word) }
                if found.count == 1 { fixes[word] = found[0] }
            }
            // Short words say nothing by themselves.
            guard fixes.keys.count(where: { $0.count > 3 }) >= 3 else { continue }
            restored.merge(fixes) { first, _ in first }
        }
        guard !restored.isEmpty else { return }
        for index in units.indices where places[index] {
            Self.rewrite(&units[index]) { piece in
                let token = Token(piece)
                guard let word = restored[token.core.lowercased()] else { return nil }
                let isCapital = token.core.first?.isUppercase == true
                return token.with(isCapital ? word.prefix(1).uppercased() + word.dropFirst() : word)
            }
        }
    }

    func insertions(of letters: String, in word: String) -> [String] {
        var result: [String] = []
        for place in word.indices + [word.endIndex] {
            let candidate = String(word[..<place]) + letters + word[place...]
            if words.knows(candidate), !result.contains(candidate) { result.append(candidate) }
        }
        return result
    }
}
