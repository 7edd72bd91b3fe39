internal import Corpus

// Signs that came out as a mark for "unknown", or as a wide gap.
extension TextRepair {
    static let accents = ["ë", "é", "ï", "è", "ö", "ü", "’", "ê", "ç"]

    /// Finds the letters behind marks, word by word.
    mutating func fillMarks(in unit: inout TextUnit) {
        var pieces = unit.text.split(separator: " ").map { String($0) }
        var changed = false
        for index in pieces.indices {
            let next = index + 1 < pieces.count ? pieces[index + 1] : nil
            let token = marked(pieces[index], before: next)
            guard token.core.contains(where: { Letters.isUnknownMark($0) }),
                let fill = filled(token.core)
            else { continue }
            for part in fill.letters { found[part, default: 0] += 1 }
            unit.repairs.append(
                Repair(from: Self.shown(Token(pieces[index]).core), to: fill.word))
            pieces[index] = token.with(fill.word)
            changed = true
        }
        if changed { unit.text = pieces.joined(separator: " ") }
    }

    /// A word with the question mark behind it where that stands for letters: the word is none
    /// without them, and other words of this text have such marks inside.
    private func marked(_ piece: String, before next: String?) -> Token {
        var token = Token(piece)
        if !table.isEmpty, token.core.contains(where: { !$0.isASCII && Letters.isOdd($0) }),
            !token.isForeign
        {
            // Too rare for the table: then it is as good as a mark.
            token.core = String(
                token.core.map { !$0.isASCII && Letters.isOdd($0) ? "\u{FFFD}" : $0 })
            return token
        }
        guard token.suffix.first == "?", token.core.count > 1, !found.isEmpty,
            !token.core.contains(where: { Letters.isUnknownMark($0) }),
            Self.ligatures.contains(where: { isKnown(token.core + $0) })
        else { return token }
        // No sentence ends before a small letter or another mark.
        let goesOn =
            next?.first?.isLowercase == true
            || token.suffix.dropFirst().first.map { ".,;:!?)".contains($0) } == true
        guard goesOn || !isKnown(token.core) else { return token }
        token.core += "?"
        token.suffix.removeFirst()
        return token
    }

    /// A word as it stood in the source, with the blanks of its gaps.
    static func shown(_ core: String) -> String {
        guard core.contains(where: { $0 == gap || $0 == edge }) else { return core }
        return core.map { $0 == gap ? "  " : $0 == edge ? "   " : String($0) }.joined()
    }

    struct Fill {
        var word: String
        var letters: [String]
        var rank: Int
    }

    /// The known word that letters in place of the marks give; of several the one that stands in
    /// this text, else one with letters that this text lost elsewhere too.
    func filled(_ core: String) -> Fill? {
        let parts = core.split(
            omittingEmptySubsequences: false, whereSeparator: { Letters.isUnknownMark($0) })
        let marks = core.filter { Letters.isUnknownMark($0) }
        guard marks.count <= 2, let mark = marks.first else { return nil }
        if mark == Self.gap || mark == Self.edge {
            guard parts.count == 2 else { return nil }
            let head = String(parts[0])
            let tail = String(parts[1])
            return mark == Self.gap && !tail.isEmpty ? filled(head, tail) : ended(head, tail)
        }
        let options = Self.ligatures + Self.accents
        var fills = [Fill(word: String(parts[0]), letters: [], rank: 0)]
        for part in parts.dropFirst() {
            var longer: [Fill] = []
            for fill in fills {
                for option in options {
                    longer.append(
                        Fill(
                            word: fill.word + option + part, letters: fill.letters + [option],
                            rank: fill.rank + (found[option] == nil ? 0 : 1)))
                }
            }
            fills = longer
        }
        var best: Fill?
        // Of equals the first: the order of the table is that of frequency in Dutch.
        for var fill in fills {
            let count = own[fill.word.lowercased()]
            guard count != nil || isKnown(fill.word) else { continue }
            fill.rank += (count ?? 0) * 1000
            if fill.rank > best?.rank ?? -1 { best = fill }
        }
        return best ?? fills.first { isForeignEnding($0, parts) || isCompound($0.word) }
    }

    /// Whether a word of another language ends in `-tion` or so: no other letters fit there.
    private func isForeignEnding(_ fill: Fill, _ parts: [Substring]) -> Bool {
        fill.letters == ["ti"] && parts.count == 2 && parts[0].count > 2
            && ["on", "al"].contains { parts[1].hasPrefix($0) }
    }

    /// Whether a word falls into two or three known ones of four letters at least.
    func isCompound(_ word: String, parts: Int = 3) -> Bool {
        let characters = Array(word)
        guard characters.count >= 9, word.allSatisfy({ Letters.isPlain($0) }) else { return false }
        for place in 4...characters.count - 4 {
            let head = String(characters[..<place])
            let tail = String(characters[place...])
            guard words.knows(head) else { continue }
            if words.knows(tail) || (parts > 2 && isCompound(tail, parts: 2)) { return true }
        }
        return false
    }

    /// Two words of which one lost its end or start; `nil` where neither can be completed.
    func ended(_ head: String, _ tail: String) -> Fill? {
        let isWhole = isWord(head) && (tail.isEmpty || isWord(tail))
        guard !isWhole || found.values.reduce(0, +) > 2 else { return nil }
        var fills: [Fill] = []
        for part in Self.ligatures {
            if isKnown(head + part) {
                let rank = own[(head + part).lowercased()] ?? 0
                fills.append(
                    Fill(
                        word: tail.isEmpty ? head + part : "\(head)\(part) \(tail)",
                        letters: [part],
                        rank: rank * 100 + (found[part] ?? 0) + (isKnown(head) ? 0 : 10_000)))
            }
            if !tail.isEmpty, isKnown(part + tail) {
                let rank = own[(part + tail).lowercased()] ?? 0
                fills.append(
                    Fill(
                        word: "\(head) \(part)\(tail)", letters: [part],
                        rank: rank * 100 + (found[part] ?? 0) + (isKnown(tail) ? 0 : 10_000)))
            }
        }
        var best: Fill?
        for fill in fills where fill.rank > best?.rank ?? -1 { best = fill }
        return best
    }

    /// The two sides of a gap as one or two known words; `nil` where the gap is only a space.
    func filled(_ head: String, _ tail: String) -> Fill? {
        let headKnown = isWord(head)
        let tailKnown = isWord(tail)
        // Two words may just stand apart: only in a text that has lost letters elsewhere they do not.
        let isDamaged = found.values.reduce(0, +) > 2
        if headKnown, tailKnown, !isDamaged { return nil }
        let letters =
            Self.ligatures.filter { found[$0] != nil } + Self.ligatures.filter { found[$0] == nil }
        if let part = letters.first(where: { isKnown(head + $0 + tail) }) {
            return Fill(word: head + part + tail, letters: [part], rank: 0)
        }
        if headKnown, tailKnown { return ended(head, tail) }
        // A word that is whole keeps to itself: the sign was the start or end of the other one.
        if headKnown, own[head.lowercased()] != nil,
            let part = letters.first(where: { isKnown($0 + tail) })
        {
            return Fill(word: "\(head) \(part)\(tail)", letters: [part], rank: 0)
        }
        if tailKnown, own[tail.lowercased()] != nil,
            let part = letters.first(where: { isKnown(head + $0) })
        {
            return Fill(word: "\(head)\(part) \(tail)", letters: [part], rank: 0)
        }
        if !headKnown, head.count > 2, tail.hasPrefix("on") {
            return Fill(word: head + "ti" + tail, letters: ["ti"], rank: 0)
        }
        return isKnown(head + tail) ? Fill(word: head + tail, letters: [], rank: 0) : nil
    }
}
