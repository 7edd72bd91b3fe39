internal import Files

/// What a word of the dictionary can be in a sentence.
struct WordKinds: OptionSet, Sendable {
    let rawValue: UInt8

    static let noun = WordKinds(rawValue: 1)
    static let plural = WordKinds(rawValue: 2)
    static let infinitive = WordKinds(rawValue: 4)
    /// A form of a verb that is no infinitive.
    static let verb = WordKinds(rawValue: 8)
    static let participle = WordKinds(rawValue: 16)
    /// A participle with an ending: `gemaakte`.
    static let inflectedParticiple = WordKinds(rawValue: 32)
    static let adjective = WordKinds(rawValue: 64)
    /// Ends compounds.
    static let ending = WordKinds(rawValue: 128)
}

// How the dictionary of OpenTaal marks its words, `nl.aff`.
extension WordKinds {
    /// What a flag of an entry says, two letters.
    init(flag first: UInt8, _ second: UInt8) {
        let isSmall = second &- 97 < 26
        switch first {
        case UInt8(ascii: "Y"), UInt8(ascii: "Z"):
            // Endings of names and of adjectives.
            let isOther = second == UInt8(ascii: "k") || second == UInt8(ascii: "m")
            self = isOther ? [] : .noun
        case UInt8(ascii: "V"):
            switch second {
            case UInt8(ascii: "i"): self = .infinitive
            case UInt8(ascii: "e"): self = .participle
            default: self = .verb
            }
        case UInt8(ascii: "P") where isSmall: self = .verb
        case UInt8(ascii: "A") where isSmall: self = .adjective
        case UInt8(ascii: "C") where second == UInt8(ascii: "c"): self = .ending
        default: self = []
        }
    }

    /// What the name of an ending says.
    init(tag: Substring) {
        if tag.hasPrefix("NN2") {
            self = .plural
        } else if tag.hasPrefix("NN1") {
            self = .noun
        } else if ["VBpe", "PPe", "PPn"].contains(where: { tag.hasPrefix($0) }) {
            self = .inflectedParticiple
        } else if tag.hasPrefix("VB") || tag.hasPrefix("PP") {
            self = .verb
        } else {
            self = tag.hasPrefix("AJ") ? .adjective : []
        }
    }
}

/// The entries of a dictionary file, found by their words.
struct WordEntries: Sendable {
    private let bytes: [UInt8]
    /// Where the lines begin, by a hash of their words; 0 is an empty slot, as no word stands in the
    /// first line.
    private let slots: [UInt32]

    /// - Returns: `nil` for a file that cannot be read.
    init?(of path: String) {
        guard let bytes = try? FileReader.bytes(of: path, limit: 1 << 26) else { return nil }
        self.bytes = bytes
        let count = bytes.count { $0 == 0x0A }
        var size = 16
        while size < count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        var start = 0
        for place in bytes.indices where bytes[place] == 0x0A {
            defer { start = place + 1 }
            guard start > 0 else { continue }
            var slot = Self.hash(bytes[start..<Self.end(bytes, start)]) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(start)
        }
        self.slots = slots
    }

    /// What all entries of a word say together.
    func kinds(of word: String) -> WordKinds {
        // The file has one letter for these two.
        let word = Text.holds(word, "ij") ? word.replacing("ij", with: "ĳ") : word
        var result: WordKinds = []
        var slot = Self.hash(word.utf8) & (slots.count - 1)
        while slots[slot] != 0 {
            let start = Int(slots[slot])
            let end = Self.end(bytes, start)
            if bytes[start..<end].elementsEqual(word.utf8) { result.formUnion(flags(from: end)) }
            slot = (slot + 1) & (slots.count - 1)
        }
        // The forms of an infinitive begin with it.
        return result.contains(.infinitive) ? result.subtracting(.verb) : result
    }

    private func flags(from end: Int) -> WordKinds {
        var result: WordKinds = []
        guard end < bytes.count, bytes[end] == UInt8(ascii: "/") else { return result }
        var place = end + 1
        while place + 1 < bytes.count, bytes[place] > 0x20, bytes[place + 1] > 0x20 {
            result.formUnion(WordKinds(flag: bytes[place], bytes[place + 1]))
            place += 2
        }
        return result
    }

    /// Where the word of a line ends.
    private static func end(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "/") { end += 1 }
        return end
    }

    /// FNV-1a.
    private static func hash(_ word: some Sequence<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash >> 20)
    }
}
