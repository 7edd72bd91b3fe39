internal import Glibc

/// Character encodings of pages and texts.
///
/// What is declared and what is found are settled as browsers do (WHATWG Encoding, HTML section
/// 13.2.3), with one difference: bytes that are valid UTF-8 beyond ASCII are read as that, whatever
/// is declared, because nothing else looks like it by chance.
public enum TextEncoding: Hashable, Sendable {
    case utf8, utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian
    case windows1252, macRoman
    /// An encoding from before Unicode, by the converter's name for it.
    case legacy(String)

    /// The bytes as UTF-8 without a byte order mark and without NULs.
    ///
    /// - Parameters:
    ///   - bytes: A file as it was read.
    ///   - isMarkup: Whether a `meta` element or XML declaration may name the encoding.
    public static func decode(_ bytes: consuming [UInt8], isMarkup: Bool) -> [UInt8] {
        let (encoding, skip) = detect(bytes, isMarkup: isMarkup)
        var text: [UInt8]
        switch encoding {
        case .utf8:
            if skip == 0, isValidUTF8(bytes) {
                text = bytes
            } else {
                text = decodeUTF8(bytes[skip...])
            }
        case .utf16LittleEndian: text = decodeUTF16(bytes[skip...], low: 0, high: 1)
        case .utf16BigEndian: text = decodeUTF16(bytes[skip...], low: 1, high: 0)
        case .windows1252: text = decodeSingle(bytes, windows1252Table)
        case .utf32LittleEndian: text = decodeUTF32(bytes[skip...], isLittleEndian: true)
        case .utf32BigEndian: text = decodeUTF32(bytes[skip...], isLittleEndian: false)
        case .legacy(let name): text = decodeLegacy(bytes, name)
        case .macRoman: text = decodeSingle(bytes, macRomanTable)
        }
        if holds(text, 0) { text.removeAll { $0 == 0 } }
        return text
    }

    /// The encoding and the length of the byte order mark.
    static func detect(_ bytes: [UInt8], isMarkup: Bool) -> (TextEncoding, skip: Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        // These hold the mark of UTF-16; a text does not begin with a NUL.
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if bytes.prefix(256).contains(0),
            let unmarked = unmarkedUTF32(bytes) ?? unmarkedUTF16(bytes)
        {
            return (unmarked, 0)
        }
        let isASCII = isASCII(bytes)
        if isASCII ? !holds(bytes, 0x1B) : isValidUTF8(bytes) { return (.utf8, 0) }
        let declared = isMarkup ? declared(in: bytes.prefix(1024)) : nil
        if isASCII {
            guard case .legacy(let name) = declared, LegacyEncoding.escapes(name) else {
                return (.utf8, 0)
            }
        }
        // A file in UTF-16 cannot say so in single bytes: that means UTF-8 in pages.
        switch declared {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: return (.utf8, 0)
        case .some(let other): return (other, 0)
        case nil: return (mostlyUTF8(bytes) ? .utf8 : .windows1252, 0)
        }
    }

    /// Whether a text comes in units of two or four bytes, so that it may hold NULs.
    public static func isWide(_ bytes: [UInt8]) -> Bool {
        // A mark, or the zeros of Latin letters.
        guard bytes.first ?? 0 >= 0xFE || bytes.prefix(256).contains(0) else { return false }
        return switch detect(Array(bytes.prefix(256)), isMarkup: false).0 {
        case .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian: true
        default: false
        }
    }

    /// UTF-32 without a mark: the upper half of each character is zero, the lower half is not.
    private static func unmarkedUTF32(_ bytes: [UInt8]) -> TextEncoding? {
        let starts = stride(from: 0, to: min(bytes.count, 256) - 3, by: 4)
        guard starts.underestimatedCount >= 4 else { return nil }
        let isLittle = starts.allSatisfy {
            bytes[$0 + 2] | bytes[$0 + 3] == 0 && bytes[$0] | bytes[$0 + 1] != 0
        }
        if isLittle { return .utf32LittleEndian }
        let isBig = starts.allSatisfy {
            bytes[$0] | bytes[$0 + 1] == 0 && bytes[$0 + 2] | bytes[$0 + 3] != 0
        }
        return isBig ? .utf32BigEndian : nil
    }

    /// UTF-16 without a mark: a Latin text has a zero in every second byte.
    private static func unmarkedUTF16(_ bytes: [UInt8]) -> TextEncoding? {
        let head = bytes.prefix(256)
        guard head.count >= 8 else { return nil }
        var even = 0
        var odd = 0
        for (index, byte) in head.enumerated() where byte == 0 {
            if index & 1 == 0 { even += 1 } else { odd += 1 }
        }
        let half = head.count / 2
        if odd * 10 >= half * 8, even * 10 < half { return .utf16LittleEndian }
        if even * 10 >= half * 8, odd * 10 < half { return .utf16BigEndian }
        return nil
    }

    /// The encoding that a `meta` element or an XML declaration names.
    static func declared(in head: ArraySlice<UInt8>) -> TextEncoding? {
        let text = String(
            decoding: head.map { $0 < 0x80 ? $0 | ($0 &- 65 < 26 ? 32 : 0) : 32 }, as: UTF8.self)
        for mark in ["charset", "encoding"] {
            var rest = text[...]
            while let range = find(mark, in: rest) {
                rest = rest[range.upperBound...]
                var value = rest.drop { $0 == " " }
                guard value.first == "=" else { continue }
                value = value.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
                let label = value.prefix {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0))
                }
                if let encoding = named(String(label)) { return encoding }
            }
        }
        return nil
    }

    private static func find(_ word: String, in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(word) {
                return start..<text.index(start, offsetBy: word.count)
            }
            start = text.index(after: start)
        }
        return nil
    }

    /// The encoding behind a label of the WHATWG list, `nil` for one that is not read here.
    static func named(_ label: String) -> TextEncoding? {
        switch label {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8",
            "x-unicode20utf8":
            .utf8
        case "utf-16", "utf-16le", "csunicode", "iso-10646-ucs-2", "ucs-2", "unicode",
            "unicodefeff":
            .utf16LittleEndian
        case "utf-16be", "unicodefffe": .utf16BigEndian
        case "iso-8859-1", "latin1", "l1", "iso8859-1", "iso_8859-1", "us-ascii", "ascii",
            "windows-1252", "cp1252", "x-cp1252", "ansi_x3.4-1968", "cp819", "csisolatin1",
            "ibm819",
            "iso-ir-100", "iso88591", "iso_8859-1:1987":
            .windows1252
        case "macintosh", "x-mac-roman", "mac", "csmacintosh": .macRoman
        default: LegacyEncoding.name(of: label).map { .legacy($0) }
        }
    }

    private static func holds(_ bytes: [UInt8], _ byte: UInt8) -> Bool {
        bytes.withUnsafeBytes { raw in
            raw.baseAddress.flatMap { memchr($0, Int32(byte), raw.count) } != nil
        }
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { endOfASCII(in: $0, from: 0) == $0.count }
    }

    /// Behind the bytes from a place on that are ASCII.
    private static func endOfASCII(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count,
            bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// Whether all bytes are UTF-8.
    static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            var index = endOfASCII(in: raw, from: 0)
            while index < raw.count {
                guard let length = sequenceLength(in: raw, at: index) else { return false }
                index = endOfASCII(in: raw, from: index + length)
            }
            return true
        }
    }

    /// Whether nine tenths of what is not ASCII is UTF-8: a page with a broken spot or two.
    private static func mostlyUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { raw in
            var good = 0
            var bad = 0
            var index = endOfASCII(in: raw, from: 0)
            while index < raw.count {
                let length = sequenceLength(in: raw, at: index)
                if length == nil { bad += 1 } else { good += 1 }
                index = endOfASCII(in: raw, from: index + (length ?? 1))
            }
            return good >= 9 * bad
        }
    }

    /// Length of the well-formed sequence of two to four bytes at a place, by Unicode table 3-7.
    private static func sequenceLength(
        in bytes: UnsafeRawBufferPointer, at index: Int
    ) -> Int? {
        let first = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            low = 0xA0
        case 0xED:
            length = 3
            high = 0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            low = 0x90
        case 0xF4:
            length = 4
            high = 0x8F
        case 0xF1...0xF3: length = 4
        default: return nil
        }
        guard index + length <= bytes.count, bytes[index + 1] >= low, bytes[index + 1] <= high
        else { return nil }
        var place = index + 2
        while place < index + length {
            guard bytes[place] & 0xC0 == 0x80 else { return nil }
            place += 1
        }
        return length
    }

    /// Copies well-formed sequences; a stray byte is read as windows-1252, which it mostly was.
    private static func decodeUTF8(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBytes { raw in
            var result: [UInt8] = []
            result.reserveCapacity(raw.count)
            var index = 0
            while index < raw.count {
                var end = endOfASCII(in: raw, from: index)
                while end < raw.count, let length = sequenceLength(in: raw, at: end) {
                    end = endOfASCII(in: raw, from: end + length)
                }
                result.append(contentsOf: raw[index..<end])
                guard end < raw.count else { break }
                append(windows1252Table[Int(raw[end])], to: &result)
                index = end + 1
            }
            return result
        }
    }

    private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, low: Int, high: Int) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + low]))
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func decodeUTF32(
        _ bytes: ArraySlice<UInt8>, isLittleEndian: Bool
    ) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 4)
        var index = bytes.startIndex
        while index + 3 < bytes.endIndex {
            let parts = bytes[index..<index + 4]
            let value =
                isLittleEndian
                ? parts.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                : parts.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            index += 4
        }
        return result
    }

    private static func decodeLegacy(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        if LegacyEncoding.isMultiByte(name) {
            return LegacyEncoding.converted(bytes, from: name)
                ?? decodeSingle(bytes, windows1252Table)
        }
        let upper = LegacyEncoding.upperHalf(of: name, controls: windows1252Table[0x80..<0xA0])
        return decodeSingle(bytes, upper.map { (0..<128) + $0 } ?? windows1252Table)
    }

    private static func decodeSingle(_ bytes: [UInt8], _ table: [UInt32]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 { result.append(byte) } else { append(table[Int(byte)], to: &result) }
        }
        return result
    }

    private static func append(_ value: UInt32, to result: inout [UInt8]) {
        switch value {
        case 0..<0x80: result.append(UInt8(value))
        case 0x80..<0x800:
            result.append(UInt8(0xC0 | value >> 6))
            result.append(UInt8(0x80 | value & 0x3F))
        default:
            result.append(UInt8(0xE0 | value >> 12))
            result.append(UInt8(0x80 | value >> 6 & 0x3F))
            result.append(UInt8(0x80 | value & 0x3F))
        }
    }

    // Source of the tables: the Unicode consortium's mapping files and the WHATWG indexes.
    private static let windows1252Table: [UInt32] = {
        var table = (0..<256).map { UInt32($0) }
        let c1: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
            0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
            0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
        ]
        table.replaceSubrange(0x80..<0xA0, with: c1)
        return table
    }()

    private static let macRomanTable: [UInt32] = {
        let upper = """
            ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ\
            –—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
            """
        return (0..<128).map { UInt32($0) } + upper.unicodeScalars.map(\.value)
    }()
}
