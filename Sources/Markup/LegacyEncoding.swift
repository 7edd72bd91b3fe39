internal import Glibc

/// The encodings from before Unicode that pages and texts still come in.
///
/// What the bytes mean comes from the C library's converter; the labels are those of the WHATWG
/// Encoding standard, section 4.2.
enum LegacyEncoding {
    /// The converter's name for a label in lower case; `nil` for a label that is not read here.
    static func name(of label: String) -> String? { names[label] }

    /// Whether a character may take more than one byte.
    static func isMultiByte(_ name: String) -> Bool { multiByte.contains(name) }

    /// Whether an encoding writes other characters with ASCII bytes alone, behind escapes.
    static func escapes(_ name: String) -> Bool { name == "ISO-2022-JP" }

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
        guard let converter = opened(name, target: "UTF-32LE") else { return nil }
        defer { iconv_close(converter) }
        return (UInt8(0x80)...0xFF).map { byte in
            let value = character(byte, converter) ?? 0xFFFD
            let isControl = (0x80..<0xA0).contains(value)
            return isControl ? controls[controls.startIndex + Int(value - 0x80)] : value
        }
    }

    private static func opened(_ name: String, target: String) -> iconv_t? {
        let converter = iconv_open(target, name)
        guard let converter, converter != iconv_t(bitPattern: -1) else { return nil }
        return converter
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

    /// All bytes as UTF-8; what has no meaning becomes U+FFFD, a byte at a time.
    ///
    /// - Returns: `nil` when the system lacks this converter.
    static func converted(_ bytes: [UInt8], from name: String) -> [UInt8]? {
        guard let converter = opened(name, target: "UTF-8") else { return nil }
        defer { iconv_close(converter) }
        var source = bytes
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        source.withUnsafeMutableBytes { source in
            chunk.withUnsafeMutableBytes { chunk in
                var input = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var inputLeft = source.count
                while inputLeft > 0 {
                    var output = chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var outputLeft = chunk.count
                    let count = iconv(converter, &input, &inputLeft, &output, &outputLeft)
                    let fault = errno
                    result.append(contentsOf: chunk.prefix(chunk.count - outputLeft))
                    guard count == -1, fault != E2BIG else { continue }
                    result.append(contentsOf: replacement)
                    // Cut off in the middle of a character: nothing more can come.
                    guard fault == EILSEQ, inputLeft > 0 else { break }
                    input = input?.advanced(by: 1)
                    inputLeft -= 1
                }
                var output = chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
                var outputLeft = chunk.count
                _ = iconv(converter, nil, nil, &output, &outputLeft)
                result.append(contentsOf: chunk.prefix(chunk.count - outputLeft))
            }
        }
        return result
    }

    private static let replacement = Array("\u{FFFD}".utf8)

    private static let multiByte: Set<String> = [
        "BIG5-HKSCS", "CP932", "EUC-JP-MS", "GB18030", "ISO-2022-JP", "UHC",
    ]

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for (name, labels) in labels {
            for label in labels.split(separator: " ") { names[String(label)] = name }
        }
        return names
    }()

    private static let labels: [(String, String)] = [
        ("IBM866", "866 cp866 csibm866 ibm866"),
        (
            "ISO-8859-2",
            "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"
        ),
        (
            "ISO-8859-3",
            "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"
        ),
        (
            "ISO-8859-4",
            "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"
        ),
        (
            "ISO-8859-5",
            "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"
        ),
        (
            "ISO-8859-6",
            "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"
        ),
        (
            "ISO-8859-7",
            "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"
        ),
        (
            "ISO-8859-8",
            "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 logical visual"
        ),
        (
            "ISO-8859-10",
            "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"
        ),
        ("ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"),
        ("ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"),
        (
            "ISO-8859-15",
            "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin-9"
        ),
        ("ISO-8859-16", "iso-8859-16"),
        ("KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"),
        ("KOI8-U", "koi8-ru koi8-u"),
        ("CP874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"),
        ("CP1250", "cp1250 windows-1250 x-cp1250"),
        ("CP1251", "cp1251 windows-1251 x-cp1251"),
        ("CP1253", "cp1253 windows-1253 x-cp1253"),
        (
            "CP1254",
            "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"
        ),
        ("CP1255", "cp1255 windows-1255 x-cp1255"),
        ("CP1256", "cp1256 windows-1256 x-cp1256"),
        ("CP1257", "cp1257 windows-1257 x-cp1257"),
        ("CP1258", "cp1258 windows-1258 x-cp1258"),
        ("MAC-UK", "x-mac-cyrillic x-mac-ukrainian"),
        (
            "GB18030",
            "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"
        ),
        ("BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
        ("EUC-JP-MS", "cseucpkdfmtjapanese euc-jp x-euc-jp"),
        ("ISO-2022-JP", "csiso2022jp iso-2022-jp"),
        (
            "CP932",
            "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"
        ),
        (
            "UHC",
            "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
        ),
    ]
}
