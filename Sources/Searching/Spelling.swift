internal import Analysis
internal import Indexing

/// Finds the words that a mistyped word was probably meant to be.
///
/// Words are compared by their Dutch sounds first (d and t at the end, ei and ij, au and ou, g and
/// ch, double letters), so that a mistake of the ear costs less than one of the hand.
struct Spelling {
    private let table: SpellingTable

    /// Shortest word that is mended: under it nearly every word is near to another.
    private static let shortestWord = 4
    /// One that is written as it sounds may be this short.
    private static let shortestByEar = 3
    private static let longestWord = 40
    /// Sounds from which on two mistakes are forgiven.
    private static let longWord = 9
    /// Letters from which on the first may be wrong: of shorter words too many are alike but for it.
    private static let shortestWithoutFirst = 6
    /// Of two words as near, the one that is this many times rarer is not meant.
    private static let rarer = 4

    init(_ index: SearchIndex) { table = index.spelling }

    /// A word that may have been meant, with what it counts for.
    struct Candidate: Hashable {
        let word: String
        let passages: Int
        let mistake: Mistake
    }

    /// What must have gone wrong for a word to be typed for another, likeliest first.
    enum Mistake: Int, Comparable {
        case none
        /// Written as it sounds.
        case ear
        /// A letter left out, doubled or swapped with its neighbour, or a key beside the right one.
        case slip
        /// Any other single letter.
        case letter
        /// A single sound, which is more than one letter.
        case sound
        /// Two of these, in a long word.
        case two

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The nearest words, best first; empty when none is near enough.
    ///
    /// - Parameters:
    ///   - word: Folded.
    ///   - limit: The most words that are given.
    /// - Throws: `IndexError.damaged`.
    func candidates(for word: String, limit: Int = 2) throws(IndexError) -> [Candidate] {
        let letters = Array(word.utf8)
        guard letters.count >= Self.shortestByEar, letters.allSatisfy({ $0 > 0x39 }) else {
            return []
        }
        var candidates = try candidates(for: letters, within: .sameBeginning)
        if candidates.isEmpty, letters.count >= Self.shortestWithoutFirst {
            candidates = try self.candidates(for: letters, within: .all)
        }
        candidates.sort {
            if $0.mistake != $1.mistake { return $0.mistake < $1.mistake }
            if $0.passages != $1.passages { return $0.passages > $1.passages }
            return $0.word.utf8.lexicographicallyPrecedes($1.word.utf8)
        }
        guard let best = candidates.first else { return [] }
        return Array(
            candidates.prefix {
                $0.mistake == best.mistake && $0.passages * Self.rarer >= best.passages
            }.prefix(limit))
    }

    private func candidates(
        for letters: [UInt8], within words: SpellingTable.Words
    ) throws(IndexError) -> [Candidate] {
        let sound = Self.sound(of: letters)
        let most = sound.count >= Self.longWord ? 2 : 1
        var candidates: [Candidate] = []
        // One letter may be two sounds: `ontbujt` for `ontbijt`.
        try table.forEachWord(near: sound, most: words == .all ? 1 : most + 1, within: words) {
            other, passages, bySound in
            guard
                let mistake = Self.mistake(typing: letters, for: other, bySound: bySound, most)
            else { return }
            if mistake > .ear, letters.count < Self.shortestWord { return }
            // A mistake in the first sound is rare: any but the likeliest finds much that is wrong.
            if words == .all, mistake > .slip { return }
            candidates.append(
                Candidate(
                    word: String(decoding: other, as: UTF8.self), passages: passages,
                    mistake: mistake))
        }
        return candidates
    }

    /// What went wrong, where one word was typed for another; `nil` when they are too far apart.
    private static func mistake(
        typing typed: [UInt8], for word: [UInt8], bySound: Int, _ most: Int
    ) -> Mistake? {
        let byLetter = EditDistance.between(typed, word, most: 2)
        if byLetter == 0 { return Mistake.none }
        if bySound == 0 { return abs(typed.count - word.count) <= 2 ? .ear : nil }
        if byLetter == 1 { return isSlip(typed, for: word) ? .slip : .letter }
        guard bySound <= most, abs(typed.count - word.count) <= most + 1 else { return nil }
        return bySound == 1 ? .sound : .two
    }

    /// Whether the one letter in which words differ is a slip of the hand.
    private static func isSlip(_ typed: [UInt8], for word: [UInt8]) -> Bool {
        let same = zip(typed, word).prefix { $0 == $1 }.count
        if typed.count < word.count { return true }
        if typed.count == word.count {
            let isSwap = same + 1 < typed.count && typed[same] == word[same + 1]
            return isSwap || areNear(typed[same], word[same]) || areAlike(typed[same], word[same])
        }
        // One key too many: it is beside that of the letter before it or behind it, or the same.
        let added = typed[same]
        let beside = [same - 1, same + 1].filter(typed.indices.contains).map { typed[$0] }
        return beside.contains { $0 == added || areNear($0, added) }
    }

    private static let keys = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

    /// Whether two letters are beside each other on the keyboard that is usual in the Netherlands.
    private static func areNear(_ one: UInt8, _ other: UInt8) -> Bool {
        func place(_ letter: UInt8) -> (row: Int, column: Int)? {
            for (row, keys) in keys.enumerated() {
                if let column = keys.firstIndex(of: letter) { return (row, column) }
            }
            return nil
        }
        guard let one = place(one), let other = place(other) else { return false }
        // Each row begins half a key farther to the right.
        let shift = 2 * (one.column - other.column) + (one.row - other.row)
        return abs(one.row - other.row) <= 1 && abs(shift) <= 2
    }

    /// Letters that are easily taken for each other by the ear.
    private static let alike = [("d", "t"), ("b", "p"), ("g", "k"), ("i", "y")].map { one, other in
        Set(one.utf8).union(other.utf8)
    }

    private static func areAlike(_ one: UInt8, _ other: UInt8) -> Bool {
        alike.contains { $0.contains(one) && $0.contains(other) }
    }

    /// Whether a folded word is of use as a candidate.
    static func mayBeMeant(_ word: [UInt8]) -> Bool {
        (shortestByEar...longestWord).contains(word.count) && word.allSatisfy { $0 > 0x39 }
    }

    /// A word with letters that sound alike written alike.
    static func sound(of word: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < word.count {
            let letter = word[index]
            let next = index + 1 < word.count ? word[index + 1] : 0
            switch (letter, next) {
            case (UInt8(ascii: "e"), UInt8(ascii: "i")), (UInt8(ascii: "i"), UInt8(ascii: "j")):
                result.append(UInt8(ascii: "y"))
                index += 1
            case (UInt8(ascii: "a"), UInt8(ascii: "u")):
                result += [UInt8(ascii: "o"), UInt8(ascii: "u")]
                index += 1
            case (UInt8(ascii: "c"), UInt8(ascii: "h")):
                result.append(UInt8(ascii: "g"))
                index += 1
            case (UInt8(ascii: "c"), _): result.append(UInt8(ascii: "k"))
            case (UInt8(ascii: "z"), _): result.append(UInt8(ascii: "s"))
            case (UInt8(ascii: "v"), _): result.append(UInt8(ascii: "f"))
            default: result.append(letter)
            }
            // Double letters sound like single ones.
            if result.count > 1, result[result.count - 1] == result[result.count - 2] {
                result.removeLast()
            }
            index += 1
        }
        if result.last == UInt8(ascii: "d") { result[result.count - 1] = UInt8(ascii: "t") }
        return result
    }
}
