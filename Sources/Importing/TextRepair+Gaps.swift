internal import Corpus

// Signs that came out as a space, or as nothing at all.
extension TextRepair {
    struct Closing: Hashable {
        let unit: Int
        let place: Int
        let word: String
        let tail: String
        let isSure: Bool
    }

    /// Joins two halves of a word between which a sign was lost.
    mutating func closeGaps(_ units: inout [TextUnit], in places: [Bool]) {
        var closings: [Closing] = []
        for index in units.indices where places[index] {
            let pieces = units[index].text.split(separator: " ").map { String($0) }
            guard pieces.count > 1 else { continue }
            let tokens = pieces.map { Token($0) }
            for place in 0..<pieces.count - 1 {
                guard let (word, isSure) = closed(tokens[place], tokens[place + 1]) else {
                    continue
                }
                closings.append(
                    Closing(
                        unit: index, place: place, word: word, tail: Token(pieces[place + 1]).core,
                        isSure: isSure))
            }
        }
        // One half that is a word could be chance; in a text with more such damage it is not.
        let isDamaged = closings.count { $0.isSure } >= 2
        defer {
            if isDamaged {
                for index in units.indices where places[index] { complete(&units[index]) }
            }
        }
        close(closings.filter { $0.isSure || isDamaged }, in: &units)
    }

    /// Joins the halves, last ones first; a unit is taken apart and put together once.
    private func close(_ closings: [Closing], in units: inout [TextUnit]) {
        var end = closings.count
        while end > 0 {
            let unit = closings[end - 1].unit
            let start = closings[..<end].lastIndex { $0.unit != unit }.map { $0 + 1 } ?? 0
            var pieces = units[unit].text.split(separator: " ").map { String($0) }
            for closing in closings[start..<end].reversed() where closing.place + 1 < pieces.count {
                let first = Token(pieces[closing.place])
                let tail = Token(pieces[closing.place + 1])
                guard tail.core == closing.tail else { continue }
                pieces[closing.place] = first.prefix + closing.word + tail.suffix
                pieces[closing.place + 1] = ""
                units[unit].repairs.append(
                    Repair(from: "\(first.core) \(tail.core)", to: closing.word))
            }
            units[unit].text = pieces.filter { !$0.isEmpty }.joined(separator: " ")
            end = start
        }
    }

    /// Gives words back the sign that they began or ended with.
    func complete(_ unit: inout TextUnit) {
        Self.rewrite(&unit) { piece in
            let token = Token(piece)
            guard token.core.count > 1, token.core.first?.isLowercase == true, !token.isForeign,
                token.core.allSatisfy({ Letters.isPlain($0) }), !isKnown(token.core)
            else { return nil }
            let whole = Self.ligatures.flatMap { [$0 + token.core, token.core + $0] }
                .filter { words.knows($0) }
            return whole.count == 1 ? token.with(whole[0]) : nil
        }
    }

    func closed(_ head: Token, _ tail: Token) -> (word: String, isSure: Bool)? {
        guard head.suffix.isEmpty, tail.prefix.isEmpty, let start = tail.core.first,
            start.isLowercase, !head.core.isEmpty, head.core.last?.isLowercase == true,
            head.core.allSatisfy({ Letters.isPlain($0) }),
            tail.core.allSatisfy({ Letters.isPlain($0) }), !head.isForeign, !tail.isForeign
        else { return nil }
        let headKnown = isWord(head.core)
        let tailKnown = isWord(tail.core)
        if headKnown && tailKnown {
            let whole = head.core + tail.core
            return standsWhole(whole, head.core, tail.core) ? (whole, false) : nil
        }
        let isSure = !headKnown && !tailKnown
        if !isSure, (headKnown ? tail.core : head.core).count > 1, isKnown(head.core + tail.core) {
            return (head.core + tail.core, false)
        }
        let options = isSure ? [""] + Self.ligatures : Self.ligatures
        let candidates = options.map { head.core + $0 + tail.core }.filter {
            $0.count >= 5 && isKnown($0)
        }
        guard let word = candidates.first else { return nil }
        if !isSure, candidates.count > 1 { return nil }
        return (word, isSure)
    }

    /// Words that stand before others in their own right: `samen werken` is no damage.
    private static let separable: Set<String> = [
        "aan", "achter", "af", "alle", "bij", "binnen", "boven", "buiten", "dan", "de", "deze",
        "die",
        "dit", "door", "een", "eens", "en", "er", "geen", "goed", "haar", "heen", "het", "hier",
        "hoe", "hun", "in", "is", "je", "langs", "los", "maar", "me", "mee", "met", "na", "naar",
        "naast", "neer", "niet", "nog", "of", "om", "omver", "onder", "ook", "op", "open", "over",
        "rond", "samen", "te", "tegen", "terug", "thuis", "toe", "tot", "tussen", "u", "uit", "van",
        "vast", "veel", "verder", "vol", "voor", "voort", "vrij", "waar", "wat", "weer", "weg",
        "ze",
        "zij", "zijn", "zo", "zonder",
    ]

    /// Whether two known words are one that this text has whole, or one with a prefix that is hardly
    /// ever a word of its own.
    private func standsWhole(_ whole: String, _ head: String, _ tail: String) -> Bool {
        let first = head.lowercased()
        guard whole.count >= 7, !Self.separable.contains(first),
            !Self.separable.contains(tail.lowercased()), isKnown(whole)
        else { return false }
        return own[whole.lowercased()] != nil || ["ver", "be", "ge", "ont", "her"].contains(first)
    }

    /// How many of a hundred words of Dutch hold these letters, rounded down.
    static let frequent: [(letters: [String], percent: Double)] = [
        (["ti"], 2.5), (["ff", "fi", "fl"], 1.5), (["ft"], 1), (["tt"], 1),
    ]

    /// Puts lost letters back where a text is long enough to miss them and has none left.
    mutating func restoreLost(_ units: inout [TextUnit], in places: [Bool]) {
        let total = own.values.reduce(0, +)
        var unknown: [String] = []
        for word in own.keys where !word.contains("-") && !words.knows(word) {
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
