internal import Corpus

/// Words that a line end cut in two.
enum Hyphens {
    /// Joins two lines of which the first ends in a hyphen.
    ///
    /// - Parameters:
    ///   - repairs: Gets what changed.
    ///   - words: Decides where the hyphen could belong to the word.
    static func joined(
        _ first: String, _ second: String, repairs: inout [Repair], words: WordList = .dutch
    ) -> String {
        let piece = String(first[(first.utf8.lastIndex(of: 0x20) ?? first.startIndex)...])
            .trimming { $0 == " " }
        let stem = String(piece.dropFirst(Token(piece).prefix.count).dropLast())
        let tail = Token(String(second.prefix { $0 != " " }))
        switch decision(stem, tail.core, words) {
        case .space: return first + " " + second
        case .hyphen: return first + second
        case .join(let word):
            repairs.append(Repair(from: "\(stem)- \(tail.core)", to: word))
            let start = first.dropLast(stem.count + 1)
            return start + word + second.dropFirst(tail.core.count)
        }
    }

    private enum Decision {
        case space, hyphen
        case join(String)
    }

    private static func decision(_ stem: String, _ tail: String, _ words: WordList) -> Decision {
        // `vracht- en verzendkosten` keeps its hyphen and its space.
        if ["en", "of", "tot", "als", "dan", "c.q", "resp"].contains(tail) { return .space }
        if stem.count < 2 || stem.contains("-") || stem.contains(where: \.isNumber) {
            return .hyphen
        }
        if stem.allSatisfy(\.isUppercase) { return .hyphen }
        if stem.first?.isUppercase == true, ["de", "van", "der", "den", "ten"].contains(tail) {
            return .hyphen
        }
        if words.knows(stem + tail) { return .join(stem + tail) }
        guard clashes(stem, tail) else { return .join(stem + tail) }
        // `be-/invloeden` is one word with a diaeresis, `informatie-/uitwisseling` one with a hyphen.
        let marked = withDiaeresis(tail).map { stem + $0 }
        if let marked, words.knows(marked) { return .join(marked) }
        return .hyphen
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
