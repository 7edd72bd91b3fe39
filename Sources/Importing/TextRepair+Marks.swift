internal import Corpus

// Signs that came out as a mark for "unknown", or as a wide gap.
extension TextRepair {
    static let accents = ["ë", "é", "ï", "è", "ö", "ü", "’", "ê", "ç"]

    /// Finds the letters behind marks, word by word.
    mutating func fillMarks(in unit: inout TextUnit) {
        var pieces = unit.text.split(separator: " ").map { String($0) }
        var changed = false
        for index in pieces.indices {
            let token = Token(pieces[index])
            guard token.core.contains(where: { Letters.isUnknownMark($0) }),
                let fill = filled(token.core)
            else { continue }
            for part in fill.letters { found[part, default: 0] += 1 }
            unit.repairs.append(Repair(from: Self.shown(token.core), to: fill.word))
            pieces[index] = token.with(fill.word)
            changed = true
        }
        if changed { unit.text = pieces.joined(separator: " ") }
    }

    /// A word as it stood in the source, with the blanks of its gaps.
    static func shown(_ core: String) -> String {
        core.contains(gap) ? core.map { $0 == gap ? "  " : String($0) }.joined() : core
    }

    struct Fill {
        var word: String
        var letters: [String]
        var rank: Int
    }

    /// The known word that letters in place of the marks give; of several the one that stands in
    /// this text, else the one with the letters that were found most often.
    func filled(_ core: String) -> Fill? {
        let parts = core.split(
            omittingEmptySubsequences: false, whereSeparator: { Letters.isUnknownMark($0) })
        let marks = core.filter { Letters.isUnknownMark($0) }
        guard marks.count <= 2, let mark = marks.first else { return nil }
        if mark == Self.gap {
            return parts.count == 2 ? filled(String(parts[0]), String(parts[1])) : nil
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
                            rank: fill.rank + (found[option] ?? 0)))
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
        return best
    }

    /// The two sides of a gap as one or two known words; `nil` where the gap is only a space.
    func filled(_ head: String, _ tail: String) -> Fill? {
        let headKnown = isWord(head)
        let tailKnown = isWord(tail)
        if headKnown, tailKnown { return nil }
        let letters = Self.ligatures.sorted { (found[$0] ?? 0) > (found[$1] ?? 0) }
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
        if let part = letters.first(where: { isKnown(head + $0 + tail) }) {
            return Fill(word: head + part + tail, letters: [part], rank: 0)
        }
        return isKnown(head + tail) ? Fill(word: head + tail, letters: [], rank: 0) : nil
    }
}
