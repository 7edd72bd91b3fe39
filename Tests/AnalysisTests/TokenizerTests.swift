import Analysis
import TestSupport
import Testing

struct TokenizerTests {
    private static func words(_ text: String) -> [String] {
        let stream = Analyzer().tokens(in: text)
        return stream.tokens.filter { $0.reason == .word }.map {
            String(decoding: stream.term(of: $0).dropFirst(), as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("", []), ("Hoe bereik ik álle ouders?", ["hoe", "bereik", "ik", "alle", "ouders"]),
        ("foto's, baby’s en oma's", ["foto", "baby", "en", "oma"]),
        ("ADHD'er ADHD’ers", ["adhder", "adhders"]), ("'s morgens", ["s", "morgens"]),
        ("thema-avond", ["themaavond"]), ("één idee, ideeën", ["een", "idee", "ideeen"]),
        ("leerkrachten/mentoren", ["leerkrachten", "mentoren"]),
        ("(hoog)begaafd kind(eren)", ["hoogbegaafd", "kinderen"]),
        ("10-minutengesprek om 19.30", ["tienminutengesprek", "om", "1930"]),
        ("school- en thuistaal", ["school", "en", "thuistaal"]),
        ("e-mail: juf@school.nl", ["email", "juf", "schoolnl"]),
        ("co\u{AD}ördinator", ["coordinator"]), ("cafe\u{301}", ["cafe"]),
        ("ﬁets ŒUVRE", ["ﬁets", "oeuvre"]),
        ("мама 42½", ["мама", "42"]), ("…“–”", []),
    ])
    func cutsWords(text: String, expected: [String]) {
        #expect(Self.words(text) == expected)
    }

    /// Places lie inside the text, in order, and never go back; positions go up by one.
    @Test func keepsItsPlaces() {
        var random = SeededGenerator(11)
        let pieces = [
            "ouder", "Avond", "’", "'s", "-", " ", "é", "e\u{301}", "(", ")", "/", "ß", "10", ".",
            "😀", "\u{FFFD}", "ï", "school", "\n", "Ĳ", "д",
        ]
        let analyzer = Analyzer()
        for _ in 0..<5000 {
            let count = Int.random(in: 0...12, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let stream = analyzer.tokens(in: text)
            let length = text.utf8.count
            var last = 0
            var position = -1
            for token in stream.tokens {
                #expect(token.range.lowerBound >= 0 && token.range.upperBound <= length)
                #expect(!token.range.isEmpty)
                if token.reason == .word {
                    #expect(token.range.lowerBound >= last)
                    last = token.range.upperBound
                    position += 1
                }
                #expect(token.position == position)
                #expect(!stream.term(of: token).isEmpty)
            }
            #expect(stream.positions == position + 1)
        }
    }

    @Test func readsBytesThatAreNoText() {
        var random = SeededGenerator(12)
        let analyzer = Analyzer()
        var stream = TokenStream()
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            bytes.withUnsafeBufferPointer { analyzer.analyze($0, into: &stream) }
            #expect(stream.tokens.allSatisfy { $0.range.upperBound <= bytes.count })
        }
    }
}
