import Foundation
import TestSupport
import Testing

@testable import Analysis

/// The rules of the language, line by line, over the dictionary that an index is made with.
struct TableTests {
    private static let dictionary = "/usr/share/hunspell/nl_NL.dic"
    static let hasDictionary = FileManager.default.fileExists(atPath: dictionary)

    // The bytes stay for good.
    private static let lexicon: Lexicon = {
        var builder = LexiconBuilder()
        if let data = FileManager.default.contents(atPath: dictionary) {
            data.withUnsafeBytes { builder.addDictionary($0.bindMemory(to: UInt8.self)) }
        }
        let bytes = builder.build()
        let kept = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        kept.copyBytes(from: bytes)
        return Lexicon(bytes: UnsafeRawBufferPointer(kept), owner: nil) ?? .empty
    }()

    private static func terms(_ text: String, _ reasons: Set<TermReason>) -> [String] {
        let stream = Analyzer(lexicon: lexicon).tokens(in: text)
        return stream.tokens.filter { reasons.contains($0.reason) }.map {
            String(decoding: stream.term(of: $0).dropFirst(), as: UTF8.self)
        }
    }

    @Test(arguments: Table.rows("woorden.tsv"))
    func cutsWords(row: [String]) {
        #expect(Self.terms(row[0], [.word]).joined(separator: " ") == row[1])
    }

    @Test(.enabled(if: hasDictionary), arguments: Table.rows("vormen.tsv"))
    func bringsFormsTogether(row: [String]) {
        let same = Self.terms(row[1], [.stem]) == Self.terms(row[2], [.stem])
        #expect(same == (row[0] == "samen"))
    }

    @Test(.enabled(if: hasDictionary), arguments: Table.rows("samenstellingen.tsv"))
    func takesCompoundsApart(row: [String]) {
        let parts = Self.terms(row[0], [.part, .head])
        let expected =
            row[1] == "-"
            ? []
            : row[1].split(separator: "+").flatMap {
                Self.terms(String($0), [.stem])
            }
        #expect(parts == expected)
    }

    @Test(arguments: Table.rows("bedoelingen.tsv"))
    func readsWhatIsAskedFor(row: [String]) {
        #expect(QuestionWords.kind(of: QuestionWords.words(of: row[0])) ?? "keyword" == row[1])
    }

    /// Three spellings of a compound give the same parts, in the same order.
    @Test(
        .enabled(if: hasDictionary),
        arguments: [
            "thema-avond", "ouder-avond", "informatie-avond", "huis-bezoek", "koffie-moment",
            "school-plein", "klas-agenda", "lees-moment",
        ])
    func readsSpellingsOfACompoundAlike(hyphenated: String) {
        let joined = hyphenated.replacingOccurrences(of: "-", with: "")
        #expect(Self.terms(hyphenated, [.word]) == Self.terms(joined, [.word]))
        #expect(Self.terms(hyphenated, [.stem]) == Self.terms(joined, [.stem]))
        #expect(
            Self.terms(hyphenated, [.part, .head]) == Self.terms(joined, [.part, .head]))
    }

    @Test(arguments: [
        ("Nodig alle ouders persoonlijk uit.", "uitnodig"),
        ("nodig je ze uit voor koffie", "uitnodig"),
        ("om ouders uit te nodigen", "uitnodig"),
        ("Lees elke avond een kwartier voor.", "voorlees"),
        ("doen de vaders ook mee?", "meedoe"), ("spreek het vooraf af", "afspreek"),
        ("Geef het op tijd door aan de school", "doorgeef"), ("we komen morgen langs", "langskom"),
        ("meld je kind aan", "aanmeld"), ("Leg het rustig uit", "uitleg"),
    ])
    func joinsSeparableVerbs(text: String, stem: String) {
        #expect(Self.terms(text, [.stem]).contains(stem))
    }

    @Test(arguments: [
        ("Nodig zijn: rust, uit de buurt", "uitnodig"),
        ("lees het boek. Voor ouders is dat fijn", "voorlees"),
        ("geef dit door de brievenbus", "doorgeef"),
    ])
    func leavesClausesApart(text: String, stem: String) {
        #expect(!Self.terms(text, [.stem]).contains(stem))
    }

    @Test(
        .enabled(if: hasDictionary),
        arguments: [
            ("hoort", true), ("klopt", true), ("vergelijken", true), ("gevraagd", true),
            ("terugkomt", true), ("vaag", true), ("kapotte", true), ("zinvol", true),
            ("kat", false), ("katten", false), ("warmtepomp", false), ("verlof", false),
            ("fiets", false), ("ouderraad", false), ("bapo", false), ("xyzzy", false),
        ])
    func knowsWhatCannotBeANoun(word: String, cannot: Bool) {
        #expect(Analyzer(lexicon: Self.lexicon).isVerbOrAdjective(word) == cannot)
    }

    /// A text and the same words as a question give the same terms.
    @Test func analysesTextsAndQuestionsAlike() {
        var random = SeededGenerator(5)
        let pieces = Table.rows("vormen.tsv").flatMap { $0.dropFirst() }
        let analyzer = Analyzer(lexicon: Self.lexicon)
        let other = Analyzer(lexicon: Self.lexicon)
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 1...8, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
            let first = analyzer.tokens(in: text)
            let second = other.tokens(in: text)
            #expect(first.tokens == second.tokens)
            #expect(
                first.tokens.map { Array(first.term(of: $0)) }
                    == second.tokens.map { Array(second.term(of: $0)) })
        }
    }
}
