import Corpus
import Files
import Testing

@testable import Importing

#if canImport(Glibc)
    import Glibc
#endif

/// The default corpus's own texts, damaged as extraction from PDF files damages them.
@Suite(.enabled("install hunspell-nl for these") { WordList.dutch.isAvailable })
struct DamageTests {
    /// One way of damaging, and the least share of damaged words that comes back.
    struct Style: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let floor: Double
        /// Whether the words in a line end where they may be cut.
        var hyphen = ""
        /// Whether words are cut at the ends of lines, also without a hyphen.
        var cuts = false
        /// Of so many words that may be cut one is, by a blank, wherever it stands.
        var splitsOneIn: Int?
        /// Most repairs that give a wrong word, by the number of damaged ones: where two words could
        /// be one that was cut, some are not.
        var mostWrong = 0.02
        /// What stands for each sign; `nil` keeps it.
        var sign: @Sendable (String) -> String? = { _ in nil }
    }

    private static let signs = ["ffi", "ffl", "tti", "ti", "tt", "ft", "fi", "ff", "fl"]

    static let styles: [Style] = [
        Style(
            testDescription: "capitals", floor: 0.985,
            sign: { ["ti": "A", "tt": "V", "ft": "J"][$0] }),
        Style(
            testDescription: "other letters", floor: 0.99,
            sign: { ["ti": "Ɵ", "tt": "Ʃ", "ft": "Ō", "ff": "ﬀ", "fi": "ﬁ"][$0] }),
        Style(
            testDescription: "marks of ASCII", floor: 0.985,
            sign: { ["ti": "=", "tt": "#", "ft": "$", "ff": "%", "fi": "+"][$0] }),
        Style(testDescription: "unknown", floor: 0.985, sign: { _ in "\u{FFFD}" }),
        Style(testDescription: "question marks", floor: 0.985, sign: { _ in "?" }),
        Style(
            testDescription: "private use", floor: 0.985,
            sign: { sign in signs.firstIndex(of: sign).map { String(privateUse($0)) } }),
        Style(testDescription: "one blank", floor: 0.98, sign: { _ in " " }),
        Style(testDescription: "two blanks", floor: 0.985, sign: { _ in "  " }),
        Style(testDescription: "a blank behind", floor: 0.985, sign: { $0 + " " }),
        Style(testDescription: "two blanks behind", floor: 0.985, sign: { $0 + "  " }),
        Style(testDescription: "hyphens", floor: 0.99, hyphen: "-"),
        Style(testDescription: "soft hyphens", floor: 0.99, hyphen: "\u{AD}"),
        Style(testDescription: "cut with a blank", floor: 0.97, hyphen: " ", cuts: true),
        Style(testDescription: "cut without a mark", floor: 0.93, cuts: true, mostWrong: 0.08),
        Style(testDescription: "split", floor: 0.78, splitsOneIn: 12, mostWrong: 0.05),
        Style(testDescription: "split often", floor: 0.83, splitsOneIn: 3, mostWrong: 0.05),
        Style(testDescription: "dropped", floor: 0.65, sign: { _ in "" }),
    ]

    private static func privateUse(_ index: Int) -> Unicode.Scalar {
        Unicode.Scalar(0xE000 + UInt32(index)) ?? "?"
    }

    /// The paragraphs of each document of the default corpus.
    private static let documents: [[String]] = {
        let root = Path.parent(of: Path.parent(of: Path.parent(of: #filePath)))
        let folder = Path.join(root, "Corpus/bronnen")
        let all = (try? Folder.names(in: folder).compactMap(\.text).sorted()) ?? []
        // The folder has a style sheet as well.
        let names = all.filter { $0.hasSuffix(".html") || $0.hasSuffix(".xml") }
        let isLong = getenv("OUDERWIJS_LONG_TESTS") != nil
        return names.enumerated().filter { isLong || $0.offset % 6 == 0 }.compactMap { _, name in
            guard let bytes = try? FileReader.bytes(of: Path.join(folder, name), limit: 1 << 20),
                let document = try? Importer.document(in: bytes, named: name)
            else { return nil }
            return document.passages().map(\.text).filter { $0.utf8.count > 60 }
        }
    }()

    @Test(arguments: styles) func comesBack(style: Style) throws {
        var damaged = 0
        var missed: [String] = []
        var wrong: [String] = []
        for paragraphs in Self.documents {
            let source = Self.lines(paragraphs, style)
            damaged += source.damaged.values.reduce(0, +)
            let blocks = try TextReader.draft(Array(source.text.utf8)).blocks
            let wanted = Self.count(paragraphs.joined(separator: " "))
            let found = Self.count(
                blocks.map { $0.label + " " + $0.text }.joined(separator: " "))
            for (word, count) in source.damaged {
                let lost = (wanted[word] ?? 0) - (found[word] ?? 0)
                missed += Array(repeating: word, count: max(0, min(lost, count)))
            }
            let repairs = blocks.flatMap(\.repairs)
            wrong += repairs.filter { wanted[Self.bare($0.to)] == nil }.map {
                "\($0.from) > \($0.to)"
            }
        }
        try #require(damaged > 20)
        let recall = 1 - Double(missed.count) / Double(damaged)
        #expect(recall >= style.floor, "\(recall) of \(damaged); \(missed.sorted().prefix(40))")
        // A lost sign may be another one in a word as good: `knuttel` for `knuffel`.
        let share = Double(wrong.count) / Double(damaged)
        #expect(share <= style.mostWrong, "\(wrong)")
    }

    @Test func undamagedTextStays() throws {
        let plain = Style(testDescription: "plain", floor: 1)
        for paragraphs in Self.documents {
            let text = Self.lines(paragraphs, plain).text
            #expect(try TextReader.draft(Array(text.utf8)).blocks.flatMap(\.repairs).isEmpty)
        }
    }

    /// Paragraphs in lines of 88 characters, with the words that are damaged in them.
    private static func lines(
        _ paragraphs: [String], _ style: Style
    ) -> (text: String, damaged: [String: Int]) {
        var text = "Titel van dit stuk\n\n\n"
        var damaged: [String: Int] = [:]
        var cuttable = 0
        for paragraph in paragraphs {
            var line = ""
            for word in paragraph.split(separator: " ").map({ String($0) }) {
                var shown = Self.damage(word, style)
                if let every = style.splitsOneIn, word.allSatisfy({ $0.isLetter }),
                    let place = cut(word)
                {
                    cuttable += 1
                    if cuttable % every == 0 {
                        shown = word.prefix(place) + " " + word.dropFirst(place)
                    }
                }
                if shown != word { damaged[bare(word), default: 0] += 1 }
                if !line.isEmpty, line.count + shown.count > 87 {
                    if style.cuts || !style.hyphen.isEmpty, word.allSatisfy({ $0.isLetter }),
                        let place = cut(word)
                    {
                        damaged[word, default: 0] += 1
                        line += " " + word.prefix(place) + style.hyphen
                        shown = String(word.dropFirst(place))
                    }
                    text += line + "\n"
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + shown
            }
            text += line + "\n\n\n"
        }
        return (text, damaged)
    }

    /// Where a word may be cut: between two consonants that stand between vowels.
    private static func cut(_ word: String) -> Int? {
        let letters = Array(word)
        guard letters.count >= 7 else { return nil }
        let vowels = Set("aeiouy")
        return (2..<letters.count - 2).first { place in
            vowels.contains(letters[place - 2]) && !vowels.contains(letters[place - 1])
                && !vowels.contains(letters[place]) && vowels.contains(letters[place + 1])
        }
    }

    private static func damage(_ word: String, _ style: Style) -> String {
        // Addresses are not mended by their letters.
        guard !word.contains("/"), !word.contains("@"), !word.dropLast().contains(".") else {
            return word
        }
        var result = ""
        var rest = word[...]
        while let first = rest.first {
            if let sign = signs.first(where: { rest.hasPrefix($0) && style.sign($0) != nil }) {
                result += style.sign(sign) ?? sign
                rest = rest.dropFirst(sign.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private static func count(_ text: String) -> [String: Int] {
        text.split(separator: " ").reduce(into: [:]) { $0[bare(String($1)), default: 0] += 1 }
    }

    /// A word without the marks around it.
    private static func bare(_ word: String) -> String { Token(word).core }
}
