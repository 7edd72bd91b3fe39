@_spi(_Unicode) import Swift
import Testing

@testable import Importing

/// Keys and folds take a short way through common bytes; it must lead where the long one does.
@Suite struct FoldingTests {
    /// Lower case without accents, scalar by scalar.
    private static func folded(_ text: String) -> String {
        let special: [Unicode.Scalar: String] = [
            "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "ı": "i",
            "ĳ": "ij",
        ]
        return text.lowercased()._nfd.reduce(into: "") { result, scalar in
            guard !(0x300...0x36F).contains(scalar.value) else { return }
            result += special[scalar] ?? String(Character(scalar))
        }
    }

    @Test func eachCharacterFoldsAlike() {
        for value in UInt32(0)...0x2100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [
                "\(Character(scalar))", "Een \(Character(scalar))é 4", "b\(Character(scalar))",
            ] {
                let folded = Self.folded(text)
                #expect(Text.folded(text).utf8.elementsEqual(folded.utf8), "U+\(value)")
                let key = folded.unicodeScalars.filter {
                    $0.properties.isAlphabetic || ("0"..."9").contains($0)
                }
                #expect(Text.key(text).unicodeScalars.elementsEqual(key), "U+\(value)")
                let plain = Text.withKey(text, digits: false) {
                    String(decoding: $0, as: UTF8.self)
                }
                #expect(plain == Text.key(text.filter { !$0.isNumber }), "U+\(value)")
            }
        }
    }

    @Test(arguments: [
        ("", ""), ("Één stap: zo’n “idee”", "eenstapzonidee"), ("12 reacties (4)", "12reacties4"),
        ("Straße, æ", "strasseae"), ("— … ·", ""),
    ])
    func keysHoldLettersAndDigits(text: String, key: String) { #expect(Text.key(text) == key) }

    @Test func holdsFindsBytes() {
        #expect(Text.holds("een twee", "twee"))
        #expect(Text.holds("aaab", "aab"))
        #expect(Text.holds("x", ""))
        #expect(!Text.holds("", "a"))
        #expect(!Text.holds("twe", "twee"))
    }
}
