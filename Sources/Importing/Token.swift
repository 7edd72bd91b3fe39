/// A word of a text with the marks around it.
struct Token: Hashable, Sendable {
    var prefix: String
    var core: String
    var suffix: String

    private static let marks: Set<Character> = Set("()[]{}\"'‘’“”„.,;:!?…/–—-•&*#<>|«»")

    init(_ piece: String) {
        // Most pieces are plain words.
        if piece.utf8.allSatisfy({ ($0 | 0x20) &- 97 < 26 }) {
            prefix = ""
            core = piece
            suffix = ""
            return
        }
        if let bounds = Self.bounds(of: piece) {
            prefix = String(piece[..<bounds.lowerBound])
            core = String(piece[bounds])
            suffix = String(piece[bounds.upperBound...])
            return
        }
        var rest = piece[...]
        while let first = rest.first, Self.marks.contains(first) {
            // A question mark right before a small letter is a letter that extraction did not know.
            if first == "?", rest.dropFirst().first?.isLowercase == true { break }
            rest = rest.dropFirst()
        }
        let start = rest.startIndex
        while let last = rest.last, Self.marks.contains(last) { rest = rest.dropLast() }
        prefix = String(piece[..<start])
        core = String(rest)
        suffix = String(piece[rest.endIndex...])
    }

    /// Where the word stands in a piece of ASCII, `nil` for any other piece.
    private static func bounds(of piece: String) -> Range<String.Index>? {
        let bytes = piece.utf8
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        var start = bytes.startIndex
        while start < bytes.endIndex, marksOfASCII.contains(bytes[start]) {
            let next = bytes.index(after: start)
            // As below.
            if bytes[start] == UInt8(ascii: "?"), next < bytes.endIndex, bytes[next] &- 97 < 26 {
                break
            }
            start = next
        }
        var end = bytes.endIndex
        while end > start {
            let last = bytes.index(before: end)
            guard marksOfASCII.contains(bytes[last]) else { break }
            end = last
        }
        return start..<end
    }

    private static let marksOfASCII = marks.compactMap(\.asciiValue)

    /// The marks with another word between them.
    func with(_ word: String) -> String { prefix + word + suffix }

    /// Addresses and the like, which have rules of their own.
    var isForeign: Bool {
        core.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}

/// Which characters words are made of.
enum Letters {
    private static let accented: Set<Character> = Set(
        "àáâäãåçèéêëìíîïñòóôöõøùúûüÿæœÀÁÂÄÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÆŒßłšžčćńśźżğşőűřěůýđ")
    private static let joiners: Set<Character> = Set(
        "-'’‘.,:;!?()[]/&+@_\"“”„…–—•%€$#*<>|=~°²³½¼«»")

    /// Whether a character is a small letter, without a look at tables for the common ones.
    static func isSmall(_ character: Character) -> Bool {
        character.asciiValue.map { $0 &- 97 < 26 } ?? character.isLowercase
    }

    /// Whether a character is a capital, without a look at tables for the common ones.
    static func isCapital(_ character: Character) -> Bool {
        character.asciiValue.map { $0 &- 65 < 26 } ?? character.isUppercase
    }

    /// Whether a word is of the small letters of ASCII alone: nothing in it stands for others.
    static func areSmall(_ word: String) -> Bool { word.utf8.allSatisfy { $0 &- 97 < 26 } }

    /// A letter of Dutch, or a mark inside words.
    static func isPlain(_ character: Character) -> Bool {
        if let byte = character.asciiValue {
            return (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "'")
        }
        return accented.contains(character) || character == "’"
    }

    /// Whether all characters of a word are plain.
    static func arePlain(_ word: String) -> Bool {
        word.utf8.allSatisfy { ($0 | 0x20) &- 97 < 26 } || word.allSatisfy { isPlain($0) }
    }

    /// Whether a text is of ASCII letters, spaces and common marks alone, without a capital behind a
    /// small letter: then nothing in it is odd.
    static func isOrdinary(_ text: String) -> Bool {
        var previousIsLower = false
        for byte in text.utf8 {
            let isLower = byte &- 97 < 26
            let isUpper = byte &- 65 < 26
            guard isLower || isUpper || byte == 0x20 || ordinaryMarks.contains(byte) else {
                return false
            }
            if isUpper, previousIsLower { return false }
            previousIsLower = isLower
        }
        return true
    }

    private static let ordinaryMarks = Array(".,;:!()-'\"".utf8)

    /// A character that Dutch words do not have: a sign whose meaning was lost.
    static func isOdd(_ character: Character) -> Bool {
        if let byte = character.asciiValue { return oddBytes.contains(byte) }
        if isPrivate(character) { return true }
        return !accented.contains(character) && !joiners.contains(character)
            && !isUnknownMark(character) && !character.isWhitespace
    }

    /// A mark that extraction puts where it knows no letter.
    static func isUnknownMark(_ character: Character) -> Bool {
        if character == "\u{FFFD}" || character == "?" { return true }
        return isPrivate(character)
    }

    private static let oddBytes = Set("=#$%*+<>^~|0123456789".utf8)

    private static func isPrivate(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0xE000...0xF8FF).contains($0.value) } ?? false
    }

    /// Characters inside a word that may stand for others.
    ///
    /// These are odd ones and capitals behind a small letter. What stands at the start is a capital or a number in its own right until the inside
    /// of other words tells otherwise.
    static func suspects(in core: String) -> Set<Character> {
        let characters = Array(core)
        var result: Set<Character> = []
        for index in characters.indices.dropFirst() {
            let character = characters[index]
            guard characters[index - 1].isLowercase else { continue }
            let isLast = index + 1 == characters.count
            let goesOn = isLast ? !character.isNumber : characters[index + 1].isLowercase
            if goesOn, isOdd(character) || character.isUppercase { result.insert(character) }
        }
        return result
    }

    /// A capital behind a small letter, as no Dutch word has it.
    static func hasInnerCapital(_ word: String) -> Bool {
        var previousByte: UInt8 = 0
        for byte in word.utf8 {
            if byte >= 0x80 { return hasInnerCapital(of: word) }
            if byte &- 65 < 26, previousByte &- 97 < 26 { return true }
            previousByte = byte
        }
        return false
    }

    private static func hasInnerCapital(of word: String) -> Bool {
        var previous: Character = " "
        for character in word {
            if isCapital(character), isSmall(previous) { return true }
            previous = character
        }
        return false
    }
}
