internal import Corpus

/// Words that a line end cut in two.
enum Hyphens {
    /// Longest part of a word before a hyphen, in bytes.
    private static let longest = 60

    /// Adds a line to one that ends in a hyphen.
    ///
    /// - Parameters:
    ///   - repairs: Gets what changed.
    ///   - words: Decides where the hyphen could belong to the word.
    ///   - isOwn: Whether the text has a word elsewhere, in small letters.
    static func join(
        _ second: String, to first: inout String, repairs: inout [Repair],
        words: WordList = .dutch, isOwn: (String) -> Bool = { _ in false }
    ) {
        // Only the end is looked at: a paragraph of nothing but hyphens grows line by line.
        let end = first.utf8.suffix(longest + 8)
        let blank = end.lastIndex(of: 0x20)
        let start = blank.map { first.utf8.index(after: $0) } ?? first.startIndex
        let isWhole = blank != nil || end.startIndex == first.startIndex
        let token = Token(isWhole ? String(first[start...]) : "")
        let stem = String((token.core + token.suffix).dropLast())
        let tail = Token(String(second.prefix { $0 != " " }))
        switch isWhole ? decision(stem, tail.core, words, isOwn) : .hyphen {
        case .space: first += " "
        case .hyphen: break
        case .join(let word):
            repairs.append(Repair(from: "\(stem)- \(tail.core)", to: word))
            first.removeSubrange(start...)
            first += token.prefix + word + second.dropFirst(tail.core.count)
            return
        }
        first += second
    }

    private enum Decision {
        case space, hyphen
        case join(String)
    }

    private static func decision(
        _ stem: String, _ tail: String, _ words: WordList, _ isOwn: (String) -> Bool
    ) -> Decision {
        let whole = stem + tail
        // `vracht- en verzendkosten` keeps its hyphen and its space; `hier-/naar` is one word.
        if ["en", "of", "tot", "als", "dan", "naar", "c.q", "resp"].contains(tail) {
            return tail == "naar" && words.lists(whole) ? .join(whole) : .space
        }
        if stem.count < 2 || stem.contains("-") || stem.contains(where: \.isNumber) {
            return .hyphen
        }
        if stem.allSatisfy(\.isUppercase) { return .hyphen }
        if words.lists(whole) { return .join(whole) }
        if words.lists("\(stem)-\(tail)") { return .hyphen }
        if words.knows(whole) { return .join(whole) }
        if stem.first?.isUppercase == true, ["de", "van", "der", "den", "ten"].contains(tail) {
            return .hyphen
        }
        if belongs(to: stem, tail, words), !isOwn(whole.lowercased()) { return .hyphen }
        guard clashes(stem, tail) else { return .join(whole) }
        // `be-/invloeden` is one word with a diaeresis, `informatie-/uitwisseling` one with a hyphen.
        let marked = withDiaeresis(tail).map { stem + $0 }
        if let marked, words.knows(marked) { return .join(marked) }
        return .hyphen
    }

    /// Whether the hyphen belongs to two words that are none together: `kop-staartrelatie`, and behind
    /// a name or an abbreviation, `Debian-pakket`, `vmbo-scholen`.
    private static func belongs(to stem: String, _ tail: String, _ words: WordList) -> Bool {
        // Shorter ones are endings as well: `lijk`, `baar`.
        guard tail.count > 4, words.knows(tail) else { return false }
        if stem.count > 2, words.knows(stem) { return true }
        let folded = Text.folded(stem)
        return stem.first?.isUppercase == true && !words.knows(folded) && words.lists(tail)
            || !folded.contains { "aeiouy".contains($0) }
    }

    /// Vowels that read as one sound when they meet; Dutch then writes a hyphen in compounds.
    private static let vowels: Set<String> = [
        "aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ij", "oe", "oi", "oo", "ou", "ui", "uu",
        "ea",
    ]

    private static func clashes(_ stem: String, _ tail: String) -> Bool {
        guard let last = Text.folded(stem).last, let first = Text.folded(tail).first else {
            return false
        }
        return vowels.contains(String([last, first]))
    }

    private static func withDiaeresis(_ word: String) -> String? {
        let marks: [Character: Character] = ["e": "ë", "i": "ï", "o": "ö", "u": "ü", "a": "ä"]
        guard let first = word.first, let marked = marks[first] else { return nil }
        return String(marked) + word.dropFirst()
    }
}
