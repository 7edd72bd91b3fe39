import Testing

@testable import Markup

/// What a file's bytes are as text, by mark, declaration and content.
@Suite struct EncodingTests {
    static let pages: [(String, [UInt8], String)] = [
        ("UTF-8 without a word", Array("idee\u{EB}n".utf8), "ideeën"),
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array("één".utf8), "één"),
        (
            "declared iso-8859-1 means windows-1252", latin("<meta charset=iso-8859-1>\u{80} 5"),
            "€ 5"
        ),
        ("undeclared single bytes", [0x65, 0xEB, 0x6E], "eën"),
        ("UTF-8 declared as latin1 is still UTF-8", Array("<meta charset=latin1>é".utf8), "é"),
        ("euro of iso-8859-15", latin("<meta charset='ISO-8859-15'>\u{A4}"), "€"),
        ("http-equiv", latin("<meta content='text/html; charset=windows-1252'>\u{93}"), "“"),
        ("UTF-16 with a mark", [0xFF, 0xFE, 0x65, 0, 0xE9, 0], "eé"),
        ("UTF-16 big end with a mark", [0xFE, 0xFF, 0, 0x65, 0, 0xE9], "eé"),
        (
            "UTF-16 without a mark", Array("<p>ouders</p>".utf8).flatMap { [$0, 0] },
            "<p>ouders</p>"
        ),
        ("NUL bytes go", [0x61, 0, 0x62], "ab"),
        ("one stray byte among much UTF-8", Array("éééééééééé".utf8) + [0x92], "éééééééééé’"),
        ("half a surrogate pair", [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], "\u{FFFD}a"),
        ("UTF-32 with a mark", [0xFF, 0xFE, 0, 0, 0x65, 0, 0, 0, 0xE9, 0, 0, 0], "eé"),
        (
            "UTF-32 big end with a mark", [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x65, 0, 1, 0xF6, 0],
            "e\u{1F600}"
        ),
        ("UTF-32 without a mark", Array("ouders".utf8).flatMap { [$0, 0, 0, 0] }, "ouders"),
        (
            "UTF-32 big end without a mark", Array("ouders".utf8).flatMap { [0, 0, 0, $0] },
            "ouders"
        ),
        ("UTF-32 beyond Unicode", [0xFF, 0xFE, 0, 0, 0, 0, 0x11, 0, 0x61, 0, 0, 0], "\u{FFFD}a"),
        ("iso-8859-2", latin("<meta charset=latin2>\u{B1}\u{B3}\u{E8}"), "ąłč"),
        ("windows-1250", latin("<meta charset=windows-1250>\u{9C}\u{B9}\u{E8}"), "śąč"),
        ("windows-1251", latin("<meta charset=cp1251>\u{EF}\u{F0}\u{E8}"), "при"),
        ("iso-8859-9 means windows-1254", latin("<meta charset=iso-8859-9>\u{80}\u{FE}"), "€ş"),
        ("koi8-r", latin("<meta charset=KOI8-R>\u{D0}\u{D2}\u{C9}"), "при"),
        ("Greek", latin("<meta charset=iso-8859-7>\u{E1}\u{E2}"), "αβ"),
        ("windows quotes in iso-8859-2", latin("<meta charset=iso-8859-2>\u{93}"), "“"),
        ("byte without a meaning", latin("<meta charset=windows-1253>\u{D2}"), "\u{FFFD}"),
        ("shift_jis", latin("<meta charset=Shift_JIS>\u{8A}\u{77}\u{8D}\u{5A}"), "学校"),
        ("euc-jp", latin("<meta charset=euc-jp>\u{B3}\u{D8}\u{B9}\u{BB}"), "学校"),
        ("iso-2022-jp", latin("<meta charset=iso-2022-jp>\u{1B}$B3X9;\u{1B}(B"), "学校"),
        ("gb2312 means gb18030", latin("<meta charset=gb2312>\u{D6}\u{D0}"), "中"),
        ("big5", latin("<meta charset=big5>\u{BE}\u{C7}"), "學"),
        ("euc-kr", latin("<meta charset=ks_c_5601-1987>\u{C7}\u{D0}"), "학"),
        ("a character cut off", latin("<meta charset=shift_jis>a\u{8A}"), "a\u{FFFD}"),
        ("bytes without a meaning", latin("<meta charset=euc-kr>a\u{FF}b\u{E9}!"), "!"),
        ("ibm866", latin("<meta charset=ibm866>\u{E8}\u{AA}"), "шк"),
        ("windows-874", latin("<meta charset=tis-620>\u{A1}"), "ก"),
        ("iso-8859-3", latin("<meta charset=latin3>\u{E6}"), "ĉ"),
        ("iso-8859-16", latin("<meta charset=iso-8859-16>\u{BA}"), "ș"),
        ("macintosh", latin("<meta charset=macintosh>\u{8E}"), "é"),
        ("unknown label", latin("<meta charset=geheim>\u{E9}"), "é"),
        ("empty", [], ""),
    ]

    private static func latin(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8($0.value) }
    }

    @Test(arguments: pages)
    func decodes(name: String, bytes: [UInt8], text: String) {
        let decoded = String(decoding: TextEncoding.decode(bytes, isMarkup: true), as: UTF8.self)
        #expect(decoded.hasSuffix(text), "\(name)")
    }

    @Test func everyResultIsValid() {
        var generator = SplitMix(state: 7)
        for _ in 0..<2000 {
            let count = Int(generator.next() % 60)
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let decoded = TextEncoding.decode(bytes, isMarkup: true)
            #expect(TextEncoding.isValidUTF8(decoded))
            #expect(!decoded.contains(0))
        }
    }
}

/// A small generator with a seed, so that a failure comes back.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
