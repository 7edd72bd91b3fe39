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
    private static let longestWord = 40
    /// Sounds from which on two mistakes are forgiven.
    private static let longWord = 9

    init(_ index: SearchIndex) { table = index.spelling }

    /// A word that may have been meant, with what it counts for.
    struct Candidate: Hashable {
        let word: String
        let passages: Int
        let distance: Int
    }

    /// The nearest words, best first; empty when none is near enough.
    ///
    /// - Parameters:
    ///   - word: Folded.
    ///   - limit: The most words that are given.
    /// - Throws: `IndexError.damaged`.
    func candidates(for word: String, limit: Int = 2) throws(IndexError) -> [Candidate] {
        let letters = Array(word.utf8)
        guard letters.count >= Self.shortestWord, letters.allSatisfy({ $0 > 0x39 }) else {
            return []
        }
        let sound = Self.sound(of: letters)
        let most = sound.count >= Self.longWord ? 2 : 1
        var candidates: [Candidate] = []
        // A mistake in the first sound is rare, and looking past it finds much that is wrong.
        try table.forEachWord(near: sound, most: most) { other, passages, bySound in
            guard abs(other.count - letters.count) <= most + 1 else { return }
            // By the hand a mistake counts double, by the ear single.
            let byLetter = bySound == 0 ? min(1, EditDistance.between(letters, other, most: 3)) : 0
            candidates.append(
                Candidate(
                    word: String(decoding: other, as: UTF8.self), passages: passages,
                    distance: bySound * 2 + byLetter))
        }
        candidates.sort {
            if $0.distance != $1.distance { return $0.distance < $1.distance }
            if $0.passages != $1.passages { return $0.passages > $1.passages }
            return $0.word.utf8.lexicographicallyPrecedes($1.word.utf8)
        }
        let best = candidates.first?.distance
        return Array(candidates.prefix { $0.distance == best }.prefix(limit))
    }

    /// Whether a folded word is of use as a candidate.
    static func mayBeMeant(_ word: [UInt8]) -> Bool {
        (shortestWord - 1...longestWord).contains(word.count) && word.allSatisfy { $0 > 0x39 }
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
