@testable import Analysis
import TestSupport
import Testing

struct CompoundTests {
    private static let words = [
        "ouder", "ouders", "avond", "avonden", "gesprek", "gesprekken", "huis", "bezoek",
        "informatie",
        "bijeenkomst", "school", "plein", "lezen", "les", "klas", "leerling", "begeleiding",
        "huiswerk",
        "kind", "kinderen", "opvang", "thema", "voor", "aan", "dag", "zon", "ver",
    ]

    private static let bytes: [UInt8] = {
        var builder = LexiconBuilder()
        for word in words { builder.add(word, count: 5) }
        return builder.build()
    }()

    private static func parts(_ word: String) -> [String] {
        bytes.withUnsafeBytes { raw in
            guard let lexicon = Lexicon(bytes: raw, owner: nil) else { return [] }
            let splitter = CompoundSplitter(lexicon: lexicon, stemmer: Stemmer())
            let letters = Array(word.utf8)
            return letters.withUnsafeBufferPointer { letters in
                splitter.parts(of: letters).map { String(decoding: letters[$0], as: UTF8.self) }
            }
        }
    }

    @Test(arguments: [
        ("ouderavond", ["ouder", "avond"]), ("oudergesprekken", ["ouder", "gesprekken"]),
        ("huisbezoek", ["huis", "bezoek"]), ("schoolplein", ["school", "plein"]),
        ("informatiebijeenkomst", ["informatie", "bijeenkomst"]),
        ("leerlingbegeleiding", ["leerling", "begeleiding"]),
        ("leerlingenbegeleiding", ["leerlingen", "begeleiding"]),
        ("kinderopvang", []), ("kinderenopvang", ["kinderen", "opvang"]),
        ("huiswerkbegeleiding", ["huiswerk", "begeleiding"]), ("voorlezen", []),
        ("ouder", []), ("themaavond", ["thema", "avond"]),
        ("klasseleerling", ["klasse", "leerling"]),
        ("onbekendwoord", []), ("", []),
        ("ouderinformatieavond", ["ouder", "informatie", "avond"]),
    ])
    func splits(word: String, expected: [String]) {
        #expect(Self.parts(word) == expected)
    }

    @Test func findsExactlyItsWords() throws {
        try Self.bytes.withUnsafeBytes { raw in
            let lexicon = try #require(Lexicon(bytes: raw, owner: nil))
            #expect(lexicon.count == Set(Self.words).count)
            func count(_ word: String) -> Int {
                let letters = Array(word.utf8)
                return letters.withUnsafeBufferPointer { lexicon.count(of: $0) }
            }
            for word in Self.words { #expect(count(word) == 5) }
            for word in ["oude", "ouderen", "", "x", "avon"] { #expect(count(word) == 0) }
        }
    }

    /// Whatever is changed in the bytes, looking a word up stays inside them.
    @Test func survivesDamage() {
        var random = SeededGenerator(3)
        let word = Array("gesprekken".utf8)
        for _ in 0..<5000 {
            var bytes = Self.bytes
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random) / 4)
            bytes.withUnsafeBytes { raw in
                guard let lexicon = Lexicon(bytes: raw, owner: nil) else { return }
                word.withUnsafeBufferPointer { _ = lexicon.count(of: $0) }
            }
        }
    }

    @Test func marksPartsInTheText() {
        Self.bytes.withUnsafeBytes { raw in
            let analyzer = Analyzer(
                lexicon: Lexicon(bytes: raw, owner: nil) ?? .empty)
            let text = "De ouderavonden en thema-avond"
            let bytes = Array(text.utf8)
            let stream = analyzer.tokens(in: text)
            let parts = stream.tokens.filter { $0.reason == .part || $0.reason == .head }.map {
                String(decoding: bytes[$0.range], as: UTF8.self)
            }
            #expect(parts == ["ouder", "avonden", "thema", "avond"])
        }
    }
}
