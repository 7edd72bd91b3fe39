internal import Corpus

// Signs that came out as a mark for "unknown".
extension TextRepair {
    static let accents = ["ë", "é", "ï", "è", "ö", "ü", "’", "ê", "ç"]

    /// Finds the letters behind marks, word by word.
    mutating func fillMarks(in unit: inout TextUnit) {
        guard !Letters.isOrdinary(unit.text) else { return }
        var pieces = Pieces(unit.text)
        var repairs: [Repair] = []
        for index in pieces.texts.indices {
            let piece = pieces.texts[index]
            // Of ASCII only the question mark is one.
            guard piece.utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "?") }) else {
                continue
            }
            let next = index + 1 < pieces.texts.count ? pieces.texts[index + 1] : nil
            let token = marked(piece, before: next)
            guard token.core.contains(where: { Letters.isUnknownMark($0) }),
                let fill = fill(of: token.core)
            else { continue }
            for part in fill.letters {
                // What was found tells which letters are likelier.
                if found.updateValue(found[part, default: 0] + 1, forKey: part) == nil {
                    fills.removeAll()
                }
            }
            repairs.append(Repair(from: Token(piece).core, to: fill.word))
            pieces.texts[index] = token.with(fill.word)
        }
        guard !repairs.isEmpty else { return }
        unit.note(repairs)
        unit.text = pieces.text
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

    /// As `filled`, worked out once for each word.
    private mutating func fill(of core: String) -> Fill? {
        if let fill = fills[core] { return fill }
        let fill = filled(core)
        fills[core] = .some(fill)
        return fill
    }

    struct Fill {
        var word: String
        var letters: [String]
        var cost: Double
    }

    /// The known word that letters in place of the marks give; of several the one that costs least:
    /// by its letters, and by how often this text or Dutch has it.
    ///
    /// No word is longer than the dictionary's longest; each of its marks has a dozen readings.
    func filled(_ core: String) -> Fill? {
        guard core.utf8.count <= WordList.longestWord else { return nil }
        let parts = core.split(
            omittingEmptySubsequences: false, whereSeparator: { Letters.isUnknownMark($0) })
        guard (2...4).contains(parts.count), parts.contains(where: { !$0.isEmpty }),
            !words.isExhausted
        else { return nil }
        var options = Self.ligatures.map { letters in
            let isFound = found[letters] != nil
            return (letters, CommonWords.prior(of: letters) + (isFound ? 0 : 0.2))
        }
        if parts.count < 4 { options += Self.accents.map { ($0, found[$0] == nil ? 0.6 : 0.4) } }
        var fills = [Fill(word: String(parts[0]), letters: [], cost: 0)]
        for part in parts.dropFirst() {
            var longer: [Fill] = []
            for fill in fills {
                for (letters, cost) in options {
                    longer.append(
                        Fill(
                            word: fill.word + letters + part, letters: fill.letters + [letters],
                            cost: fill.cost + cost))
                }
            }
            fills = longer
        }
        for index in fills.indices {
            let word = fills[index].word.lowercased()
            if own[word] != nil || CommonWords.withSigns.contains(word) { fills[index].cost -= 0.5 }
        }
        // Asking the dictionary takes long where it does not know the answer: the first one known is
        // the cheapest.
        let order = fills.indices.sorted { (fills[$0].cost, $0) < (fills[$1].cost, $1) }
        let best = order.first {
            own[fills[$0].word.lowercased()] != nil || isKnown(fills[$0].word)
        }
        if let best { return fills[best] }
        let tailFirst = parts[0].utf8.count < parts[parts.count - 1].utf8.count
        return fills.first {
            isForeignEnding($0, parts) || isCompound($0.word, tailFirst: tailFirst)
        }
    }

    /// Whether a word of another language ends in `-tion` or so: no other letters fit there.
    private func isForeignEnding(_ fill: Fill, _ parts: [Substring]) -> Bool {
        fill.letters == ["ti"] && parts.count == 2 && parts[0].count > 2
            && ["on", "al"].contains { parts[1].hasPrefix($0) }
    }

    /// Whether a word falls into two or three known ones of four letters at least.
    ///
    /// - Parameter tailFirst: Whether the ends are looked at first: asking takes long where the answer
    ///   is no, and other words that are tried may have the same ends, else the same beginnings.
    func isCompound(_ word: String, parts: Int = 3, tailFirst: Bool = false) -> Bool {
        let characters = Array(word)
        guard characters.count >= 9, word.utf8.count <= WordList.longestWord,
            Letters.arePlain(word)
        else { return false }
        for place in 4...characters.count - 4 {
            let head = String(characters[..<place])
            let tail = String(characters[place...])
            guard tailFirst || words.knows(head) else { continue }
            guard words.knows(tail) || (parts > 2 && isCompound(tail, parts: 2)) else { continue }
            if !tailFirst || words.knows(head) { return true }
        }
        return false
    }
}
