@_spi(_Unicode) internal import Swift

extension Text {
    /// Lower case without accents.
    static func folded(_ text: String) -> String {
        withFolded(text) { String(decoding: $0, as: UTF8.self) }
    }

    /// Calls `body` with the bytes of a text in lower case without accents.
    static func withFolded<Result>(
        _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if let plain = withPlain(text, foldPlain, body) { return plain }
        var folded = foldedByScalars(text)
        return folded.withUTF8(body)
    }

    /// Calls `body` with what `write` makes of a text's bytes; `nil` when that cannot.
    ///
    /// - Parameter write: Puts no more bytes than there are; gives their number.
    @inline(__always)
    private static func withPlain<Result>(
        _ text: String,
        _ write: (UnsafeBufferPointer<UInt8>, UnsafeMutableBufferPointer<UInt8>) -> Int?,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        var text = text
        return text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { target in
                write(bytes, target).map { body(UnsafeBufferPointer(rebasing: target[..<$0])) }
            }
        }
    }

    /// Folds ASCII, Latin-1 and common punctuation.
    ///
    /// - Returns: The number of bytes, `nil` for a text with other characters.
    private static func foldPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var count = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                target[count] = byte &- 65 < 26 ? byte | 0x20 : byte
                count += 1
                index += 1
                continue
            }
            guard let length = plainLength(bytes, at: index) else { return nil }
            if byte == 0xC3 {
                let letter = latinLetters[Int(bytes[index + 1] & 0x3F)]
                if letter == Self.needsScalars { return nil }
                if letter != Self.isNoLetter {
                    target[count] = letter
                    count += 1
                    index += 2
                    continue
                }
            } else if length == 3, bytes[index + 2] < 0x82 {
                // Two widths of space that are canonically equal to others.
                return nil
            }
            for place in index..<index + length {
                target[count] = bytes[place]
                count += 1
            }
            index += length
        }
        return count
    }

    /// Length of a character of Latin-1 or U+2000 to U+203F, `nil` for another.
    private static func plainLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        switch bytes[index] {
        case 0xC2, 0xC3: index + 1 < bytes.count ? 2 : nil
        case 0xE2: index + 2 < bytes.count && bytes[index + 1] == 0x80 ? 3 : nil
        default: nil
        }
    }

    /// The letters from U+00C0 to U+00FF in lower case without accents.
    private static let latinLetters = Array(
        ("aaaaaa?ceeeeiiiidnooooo*ouuuuy??" + "aaaaaa?ceeeeiiiidnooooo*ouuuuy?y").utf8)
    private static let needsScalars = UInt8(ascii: "?")
    private static let isNoLetter = UInt8(ascii: "*")

    private static func foldedByScalars(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased()._nfd {
            switch scalar {
            case "\u{300}"..."\u{36F}": continue
            case "ø": result += "o"
            case "ß": result += "ss"
            case "æ": result += "ae"
            case "œ": result += "oe"
            case "ł": result += "l"
            case "đ", "ð": result += "d"
            case "ı": result += "i"
            case "ĳ": result += "ij"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Letters and digits alone, folded: equal for texts that differ in marks, spaces and case.
    static func key(_ text: String) -> String {
        withKey(text) { String(decoding: $0, as: UTF8.self) }
    }

    /// Calls `body` with the bytes of a text's key.
    ///
    /// - Parameter digits: Whether numbers are part of it.
    static func withKey<Result>(
        _ text: String, digits: Bool = true, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let plain = withPlain(text, { plainKey(of: $0, digits: digits, into: $1) }, body)
        if let plain { return plain }
        var key = ""
        for scalar in foldedByScalars(digits ? text : text.filter { !$0.isNumber }).unicodeScalars
        where scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
            key.unicodeScalars.append(scalar)
        }
        return key.withUTF8(body)
    }

    /// The key of a text in ASCII, Latin-1 and common punctuation.
    ///
    /// - Returns: The number of bytes, `nil` for a text with other characters.
    private static func plainKey(
        of bytes: UnsafeBufferPointer<UInt8>, digits: Bool,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var count = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                let lower = byte | 0x20
                let isDigit = byte &- 48 < 10
                if lower &- 97 < 26 || (isDigit && digits) {
                    target[count] = isDigit ? byte : lower
                    count += 1
                }
                index += 1
                continue
            }
            guard let length = plainLength(bytes, at: index) else { return nil }
            let second = bytes[index + 1]
            if byte == 0xC3 {
                let letter = latinLetters[Int(second & 0x3F)]
                if letter == Self.needsScalars { return nil }
                if letter != Self.isNoLetter {
                    target[count] = letter
                    count += 1
                }
            } else if byte == 0xC2, second == 0xAA || second == 0xB5 || second == 0xBA {
                return nil
            }
            index += length
        }
        return count
    }
}
