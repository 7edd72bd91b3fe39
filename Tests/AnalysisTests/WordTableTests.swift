import TestSupport
import Testing

@testable import Analysis

@Suite struct WordTableTests {
    private static let text =
        "Ouders van de themaavond nodigen jullie allemaal uit, zegt de ADHD'er op het "
        + "tienminutengesprek van 10-12 uur. Foto's, huisbezoeken en een oudergesprekje: één keer."

    private static func words() -> [[UInt8]] {
        var words: [[UInt8]] = []
        Analyzer.forEachWord(in: text) { words.append(Array($0.utf8)) }
        return Array(Set(words)).sorted { $0.lexicographicallyPrecedes($1) }
    }

    private static func lexicon() -> [UInt8] {
        var builder = LexiconBuilder()
        for word in ["ouder", "gesprek", "huis", "bezoek", "thema", "avond", "minuten", "tien"] {
            for _ in 0..<5 { builder.add(word) }
        }
        return builder.build()
    }

    private static func terms(_ analyzer: Analyzer) -> [String] {
        var terms: [String] = []
        analyzer.tokens(in: text).forEach { token, term in
            terms.append("\(token) \(String(decoding: term, as: UTF8.self))")
        }
        return terms
    }

    @Test func givesWhatTheRulesGive() throws {
        try Self.lexicon().withUnsafeBytes { raw in
            let lexicon = try #require(Lexicon(bytes: raw, owner: nil))
            let plain = Self.terms(Analyzer(lexicon: lexicon))
            #expect(plain.contains { $0.hasSuffix("hgesprek") })
            let bytes = Analyzer(lexicon: lexicon).table(of: Self.words())
            try bytes.withUnsafeBytes { raw in
                let table = try #require(WordTable(bytes: raw, owner: nil))
                #expect(Self.terms(Analyzer(lexicon: lexicon, table: table)) == plain)
                // With no lexicon, so it is the table that these come from.
                #expect(Self.terms(Analyzer(table: table)) == plain)
                #expect(Self.terms(Analyzer()) != plain)
            }
        }
    }

    @Test func damagedBytesNeverTrap() throws {
        let bytes = Analyzer().table(of: Self.words())
        var random = SeededGenerator(7)
        for _ in 0..<200 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(random.next() & 255)
            }
            damaged.removeLast(Int(random.next() % 4) == 0 ? damaged.count / 3 : 0)
            damaged.withUnsafeBytes { raw in
                guard let table = WordTable(bytes: raw, owner: nil) else { return }
                _ = Self.terms(Analyzer(table: table, words: 4096))
            }
        }
        for count in 0..<12 {
            bytes.prefix(count).withContiguousStorageIfAvailable { part in
                #expect(WordTable(bytes: UnsafeRawBufferPointer(part), owner: nil) == nil)
            }
        }
    }
}
