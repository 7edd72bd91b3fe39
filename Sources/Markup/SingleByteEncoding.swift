internal import Glibc

/// The encodings of one byte a character that pages and texts still come in.
///
/// What the bytes mean comes from the C library's converter; the labels are those of the WHATWG
/// Encoding standard, section 4.2.
enum SingleByteEncoding {
    /// The converter's name for a label in lower case; `nil` for a label that is not read here.
    static func name(of label: String) -> String? { names[label] }

    /// The character of each byte from 0x80, 128 in all.
    ///
    /// A byte without a meaning becomes U+FFFD. Bytes that would be control characters keep the
    /// meaning in `controls`, for pages that name an ISO encoding often hold those of windows-1252.
    ///
    /// - Parameters:
    ///   - name: As `name(of:)` gives it.
    ///   - controls: The characters of 0x80 to 0x9F otherwise.
    /// - Returns: `nil` when the system lacks this converter.
    static func upperHalf(of name: String, controls: ArraySlice<UInt32>) -> [UInt32]? {
        let converter = iconv_open("UTF-32LE", name)
        guard let converter, converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        return (UInt8(0x80)...0xFF).map { byte in
            let value = character(byte, converter) ?? 0xFFFD
            let isControl = (0x80..<0xA0).contains(value)
            return isControl ? controls[controls.startIndex + Int(value - 0x80)] : value
        }
    }

    private static func character(_ byte: UInt8, _ converter: iconv_t) -> UInt32? {
        var source = CChar(bitPattern: byte)
        var result: UInt32 = 0
        let count = withUnsafeMutablePointer(to: &source) { source in
            withUnsafeMutableBytes(of: &result) { result in
                var input: UnsafeMutablePointer<CChar>? = source
                var output = result.baseAddress?.assumingMemoryBound(to: CChar.self)
                var inputLeft = 1
                var outputLeft = result.count
                // A combining mark is held back until the converter is told that nothing follows.
                let count = iconv(converter, &input, &inputLeft, &output, &outputLeft)
                _ = iconv(converter, nil, nil, &output, &outputLeft)
                return count
            }
        }
        return count == -1 || result == 0 ? nil : UInt32(littleEndian: result)
    }

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for (name, labels) in labels {
            for label in labels.split(separator: " ") { names[String(label)] = name }
        }
        return names
    }()

    private static let labels: [(String, String)] = [
        (
            "ISO-8859-2",
            "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"
        ),
        (
            "ISO-8859-5",
            "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"
        ),
        (
            "ISO-8859-7",
            "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"
        ),
        (
            "ISO-8859-15",
            "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin-9"
        ),
        ("KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"),
        ("KOI8-U", "koi8-ru koi8-u"),
        ("CP1250", "cp1250 windows-1250 x-cp1250"),
        ("CP1251", "cp1251 windows-1251 x-cp1251"),
        ("CP1253", "cp1253 windows-1253 x-cp1253"),
        (
            "CP1254",
            "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"
        ),
        ("CP1257", "cp1257 windows-1257 x-cp1257"),
    ]
}
