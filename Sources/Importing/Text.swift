@_spi(_Unicode) internal import Swift

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The small operations on text that all readers share.
enum Text {
    /// NFC with single spaces and without invisible characters; neither starts nor ends with a space.
    static func clean(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var text = text
        text.withUTF8 { appendClean($0, to: &bytes) }
        if bytes.last == 0x20 { bytes.removeLast() }
        return composed(bytes)
    }

    /// NFC of UTF-8.
    static func composed(_ bytes: [UInt8]) -> String {
        guard mayNeedComposing(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        let text = String(decoding: MarkPiles.leveled(bytes), as: UTF8.self)
        return text._nfc.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// NFC of a text.
    static func composed(_ text: String) -> String { composed(Array(text.utf8)) }

    /// Whether a text has bytes of characters that NFC could change: combining marks and what lies
    /// beyond Latin, without the common punctuation.
    private static func mayNeedComposing(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0xCC {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                let isPunctuation = byte == 0xE2 && (next == 0x80 || next == 0x82)
                if !isPunctuation { return true }
                index += 2
            }
            index += 1
        }
        return false
    }

    /// Adds text to a buffer: white space of any kind becomes one space, none at the start of the
    /// buffer; soft hyphens, marks without width and control characters go.
    static func appendClean(_ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var index = 0
        func space() {
            if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
        }
        while index < source.count {
            let byte = source[index]
            switch byte {
            case 0x21...0x7E:
                bytes.append(byte)
                index += 1
            case 0...0x20, 0x7F:
                space()
                index += 1
            case 0xC2:
                let next = index + 1 < source.count ? source[index + 1] : 0
                // Soft hyphen: nothing; no-break space and the C1 controls: a space.
                if next == 0xA0 || (0x80..<0xA0).contains(next) {
                    space()
                } else if next != 0xAD {
                    bytes.append(byte)
                    if next >= 0x80 { bytes.append(next) }
                }
                index += 2
            case 0xE1, 0xE2, 0xE3, 0xEF:
                let second = index + 1 < source.count ? source[index + 1] : 0
                let third = index + 2 < source.count ? source[index + 2] : 0
                switch (byte, second, third) {
                case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
                    (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xE1, 0x9A, 0x80):
                    space()
                case (0xE2, 0x80, 0x8B...0x8C), (0xE2, 0x80, 0x8E...0x8F),
                    (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF):
                    break
                default:
                    for place in index..<min(index + 3, source.count) {
                        bytes.append(source[place])
                    }
                }
                index += 3
            default:
                bytes.append(byte)
                index += 1
            }
        }
    }

    /// Runs of letters, digits, apostrophes and hyphens, in order.
    ///
    /// Splits at bytes: every character beyond ASCII but the punctuation from U+2000 on, without
    /// the apostrophe, counts as a letter.
    static func words(_ text: String) -> [Substring] {
        var result: [Substring] = []
        let bytes = text.utf8
        var start: String.Index?
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            var next = bytes.index(after: index)
            var isWord = byte >= 0x80 || (byte | 0x20) &- 97 < 26 || byte &- 48 < 10
            isWord = isWord || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
            if byte == 0xE2, next < bytes.endIndex, bytes[next] == 0x80 {
                let third = bytes.index(after: next)
                isWord = third < bytes.endIndex && bytes[third] == 0x99
                next = third < bytes.endIndex ? bytes.index(after: third) : third
            }
            if isWord {
                start = start ?? index
            } else if let from = start {
                result.append(text[from..<index])
                start = nil
            }
            index = next
        }
        if let from = start { result.append(text[from...]) }
        return result
    }

    /// Whether a text holds another, byte by byte.
    static func holds(_ text: String, _ part: String) -> Bool {
        var text = text
        var part = part
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first, let wanted = part.baseAddress else { return true }
                var rest = text[...]
                while rest.count >= part.count, let start = rest.firstIndex(of: first),
                    text.count - start >= part.count, let base = text.baseAddress
                {
                    if memcmp(base + start, wanted, part.count) == 0 { return true }
                    rest = text[(start + 1)...]
                }
                return false
            }
        }
    }

    /// `a-z`, `0-9` and hyphens; empty when nothing is left.
    ///
    /// - Parameter limit: The most bytes; cut at a hyphen where one is near.
    static func slug(_ text: String, limit: Int = 80) -> String {
        var result = withFolded(text) { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    result.append(byte)
                case UInt8(ascii: "'"), 0x80...: continue
                default:
                    if let last = result.last, last != UInt8(ascii: "-") {
                        result.append(UInt8(ascii: "-"))
                    }
                }
            }
            return result
        }
        if result.count > limit {
            let cut = result[..<limit].lastIndex(of: UInt8(ascii: "-")) ?? limit
            result.removeSubrange((cut > limit / 2 ? cut : limit)...)
        }
        while result.last == UInt8(ascii: "-") { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
