import Foundation

/// The mistakes that people make while typing, made at random.
public enum TypingError {
    /// A word with one mistake; as it is when no mistake fits.
    ///
    /// - Parameter word: Three letters or more.
    public static func made<Generator: RandomNumberGenerator>(
        in word: String, using random: inout Generator
    ) -> String {
        var letters = Array(word)
        guard letters.count > 2 else { return word }
        let place = Int.random(in: 1..<letters.count - 1, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(beside(letters[place], using: &random), at: place)
        case 2: letters[place] = beside(letters[place], using: &random)
        case 3: letters.swapAt(place, place + 1)
        case 4: letters.insert(letters[place], at: place)
        default: return byEar(word, using: &random)
        }
        return String(letters)
    }

    /// By each key those beside it.
    private static let keys: [Character: [Character]] = [
        "a": ["q", "s", "z"], "b": ["v", "n"], "c": ["x", "v"], "d": ["s", "f", "e"],
        "e": ["w", "r", "d"], "f": ["d", "g"], "g": ["f", "h"], "h": ["g", "j"],
        "i": ["u", "o"], "j": ["h", "k"], "k": ["j", "l"], "l": ["k", "o"], "m": ["n"],
        "n": ["b", "m"], "o": ["i", "p"], "p": ["o"], "r": ["e", "t"], "s": ["a", "d"],
        "t": ["r", "y"], "u": ["y", "i"], "v": ["c", "b"], "w": ["q", "e"], "z": ["x", "a"],
    ]

    private static func beside<Generator: RandomNumberGenerator>(
        _ letter: Character, using random: inout Generator
    ) -> Character {
        keys[letter]?.randomElement(using: &random) ?? "e"
    }

    /// Spellings that sound alike.
    private static let alike = [
        ("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("ch", "g"), ("z", "s"), ("v", "f"), ("d", "t"),
        ("c", "k"), ("ie", "i"),
    ]

    private static func byEar<Generator: RandomNumberGenerator>(
        _ word: String, using random: inout Generator
    ) -> String {
        for (right, wrong) in alike.shuffled(using: &random) {
            if let range = word.range(of: right) {
                return word.replacingCharacters(in: range, with: wrong)
            }
        }
        return word
    }
}
