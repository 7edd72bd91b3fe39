import Corpus
import Files
import Testing

@testable import Importing

/// Input that was made to break, stall or betray the importer; sizes that show a square of time.
@Suite struct HostileTests {
    /// A source that a failing test names, without printing it.
    struct Source: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let wanted: String
        var testDescription: String { name }
        init(_ name: String, _ text: String, _ wanted: String) {
            self.name = name
            self.text = text
            self.wanted = wanted
        }
    }

    /// A word of letters alone for each number.
    private static func word(_ number: Int) -> String {
        String(number).reduce(into: "") {
            $0 += "bdfgklmnpr".map { String($0) }[$1.wholeNumberValue ?? 0]
        }
    }

    static let stalling: [Source] = [
        Source(
            "deep.html", String(repeating: "<div>", count: 100_000) + "diepe tekst", "diepe tekst"),
        Source(
            "lists.html", String(repeating: "<ul><li>", count: 20_000) + "diepe tekst",
            "diepe tekst"),
        Source(
            "links.html", String(repeating: "<a href=x>", count: 50_000) + "diepe tekst",
            "diepe tekst"
        ),
        Source(
            "ends.html",
            String(repeating: "<b>", count: 50_000) + String(repeating: "</i>", count: 50_000)
                + "<p>de tekst</p>", "de tekst"
        ),
        Source(
            "terms.html", "<dl>" + String(repeating: "<dt>a", count: 50_000) + "</dl><p>de tekst",
            "de tekst"
        ),
        Source(
            "same.html",
            "<main><ul>" + String(repeating: "<li>zelfde</li>", count: 20_000) + "</ul></main>",
            "zelfde"
        ),
        Source(
            "attributes.html",
            "<p " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">de tekst</p>",
            "de tekst"
        ),
        Source(
            "ld.html",
            "<script type='application/ld+json'>" + String(repeating: "[", count: 100_000)
                + "</script><p>de tekst</p>", "de tekst"
        ),
        Source("hyphens.txt", String(repeating: "woord-\nlijk ", count: 3000), "woordlijk"),
        Source("marks.txt", String(repeating: "a\u{FFFD}b ", count: 5000), "b"),
        Source("bullets.txt", String(repeating: "- punt hier\n", count: 10_000), "punt hier"),
        Source(
            "gaps.txt",
            // Mostly known words: a text of unknown ones counts as another language.
            String(repeating: "een posi eve sfeer op school met ouders ", count: 10_000),
            "positieve"),
        Source("word.txt", String(repeating: "a", count: 100_000), "aaa"),
        Source("unbroken.txt", "De tekst " + String(repeating: "é", count: 100_000), "De tekst"),
        Source(
            "accents.txt", "Titel\n\nDe tekst a" + String(repeating: "\u{301}", count: 200_000),
            "tekst"),
        Source(
            "mixed.html", "<p>De tekst a" + String(repeating: "\u{301}\u{323}", count: 200_000),
            "tekst"),
        Source(
            "entities.html", "<p>De tekst a" + String(repeating: "&#x301;", count: 100_000), "tekst"
        ),
        Source("flags.txt", "Titel\n\nDe tekst " + String(repeating: "🇳🇱", count: 50_000), "tekst"),
        Source(
            "joined.txt", "Titel\n\nDe tekst " + String(repeating: "👨\u{200D}", count: 50_000),
            "tekst"),
        Source(
            "conjuncts.txt", "Titel\n\nDe tekst " + String(repeating: "क\u{94D}", count: 50_000),
            "tekst"),
        Source(
            "jamo.txt", "Titel\n\nDe tekst " + String(repeating: "\u{1100}", count: 100_000),
            "tekst"),
        Source(
            "capitals.txt",
            "De tekst " + (0..<60_000).map { "woOrd" + word($0) }.joined(separator: " "), "De tekst"
        ),
    ]

    @Test(.timeLimit(.minutes(1)), arguments: stalling)
    func comesThrough(source: Source) throws {
        let document = try Sample.document(source.text, name: source.name)
        let found = document.passages().contains { ($0.label + $0.text).contains(source.wanted) }
        #expect(found)
    }

    /// Real texts come through whole, whatever their writing system.
    @Test(arguments: [
        "De ouders van 👨‍👩‍👧‍👦 en 🇳🇱🇧🇪 kwamen, 👍🏽 dus.", "Ещё одна школа, ой!", "学校は楽しいです。",
        "हिन्दी में संस्कृत का विद्यालय है।", "โรงเรียนของเราอยู่ที่นี่", "Chúng tôi rất vui được gặp bố mẹ.",
    ])
    func marksOfWritingSystemsStay(text: String) throws {
        let document = try Sample.document("Titel\n\n\(text) \(text)\n", name: "a.txt")
        #expect(document.passages().contains { $0.text.hasPrefix(text) })
    }

    @Test(arguments: [true, false])
    func wideTextsWithoutAMark(isLittle: Bool) throws {
        func wide(_ text: String) -> [UInt8] {
            text.unicodeScalars.flatMap { scalar -> [UInt8] in
                let value = scalar.value
                let bytes = [value, value >> 8, value >> 16, value >> 24].map {
                    UInt8(truncatingIfNeeded: $0)
                }
                return isLittle ? bytes : bytes.reversed()
            }
        }
        let card =
            "<?xml version='1.0' encoding='utf-32'?><praktijkkaart id='x'><titel>T</titel><doel><alinea>Eén doel.</alinea></doel></praktijkkaart>"
        for (name, text) in [("a.txt", "Titel\n\nEén doel."), ("x.xml", card)] {
            let document = try Importer.document(in: wide(text), named: name)
            #expect(document.passages().contains { $0.text == "Eén doel." })
        }
    }

    @Test func nothingOutsideIsRead() throws {
        let cards = [
            "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><praktijkkaart id=\"x\"><titel>&x;</titel></praktijkkaart>",
            "<praktijkkaart id=\"x\"><titel>T</titel><doel><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\" parse=\"text\"/></doel></praktijkkaart>",
        ]
        for card in cards {
            #expect(throws: Rejection.self) { try Sample.document(card, name: "a.xml") }
        }
    }

    @Test func noiseNeverTraps() {
        var state: UInt64 = 99
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let pieces = [
            "<ul>", "<li>", "</ul>", "<p>", "<b>a</b>:", "<h2>Kop?</h2>", "tekst ", "\n", "\n\n",
            "- ",
            "1. ", "Stap 2", "<table><tr><td>x<td>y", "<dl><dt>t<dd>", "https://a.nl/b\n", "ont-\n",
            "posiAeve", "\u{FFFD}", "\u{F8F0}", "  ", "\u{C}", "<br>- a", "<details><summary>q",
            "<section>", "</section>", "é", "<!--", "]]>", "&amp;", "\u{0}",
            "<div data-kind=tip id=a>",
        ]
        for round in 0..<300 {
            let text = (0..<(next() % 40)).map { _ in pieces[Int(next()) % pieces.count] }.joined()
            let name = ["a.html", "a.txt", "a.xml"][round % 3]
            let bytes = round % 5 == 0 ? text.utf8.map { $0 ^ UInt8(next() & 1) } : Array(text.utf8)
            guard
                let (draft, kind) = try? SourceReader.draft(bytes, name: name, options: .init())
            else { continue }
            let document = CorpusMerge.document(draft, kind, sha256: "", file: name)
            let ids = document.passages().map(\.id)
            #expect(Set(ids).count == ids.count)
            #expect(document.passages().allSatisfy { !($0.text + $0.label).isEmpty })
        }
    }

    @Test func brokenPackagesAreRefused() {
        let start: [UInt8] = [0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml".utf8)
        #expect(throws: Rejection.damaged(part: "zip")) {
            try SourceReader.draft(start, name: "a.docx", options: .init())
        }
        #expect(throws: Rejection.self) {
            try SourceReader.draft(Array("%PDF-1.4 weg".utf8), name: "a.pdf", options: .init())
        }
    }
}

@Suite struct ChildProcessTests {
    @Test func givesTheOutput() throws {
        #expect(try ChildProcess.run("echo", ["a b", "$c"]) == Array("a b $c\n".utf8))
    }

    @Test func endsWhatTakesTooLong() {
        var limits = ChildProcess.Limits()
        limits.seconds = 1
        #expect(throws: ChildProcessError.timedOut(program: "sleep")) {
            try ChildProcess.run("sleep", ["30"], limits: limits)
        }
    }

    @Test func endsWhatWritesTooMuch() {
        var limits = ChildProcess.Limits()
        limits.output = 1000
        #expect(throws: ChildProcessError.tooMuchOutput(program: "yes")) {
            try ChildProcess.run("yes", [], limits: limits)
        }
    }

    @Test func tellsWhatIsMissing() {
        #expect(throws: ChildProcessError.missing(program: "bestaat-niet")) {
            try ChildProcess.run("bestaat-niet", [])
        }
        #expect(throws: ChildProcessError.failed(program: "false", status: 1)) {
            try ChildProcess.run("false", [])
        }
    }

    @Test func parallelWorkCallsEachNumberOnce() {
        var counts = [Int](repeating: 0, count: 1000)
        counts.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let places = buffer
            Parallel.forEach(1000) { places[$0] += 1 }
        }
        #expect(counts.allSatisfy { $0 == 1 })
        Parallel.forEach(0) { _ in Issue.record("called") }
    }
}
