import Publishing
import Testing

/// Files that somebody edited, and what was generated anew.
struct RevisionTests {
    private static let labels = MarkdownRevision.Labels(
        record: "laat staan", changed: "**veranderd**", gone: "**vervallen**")

    private static func sheet(
        quotes: [(text: String, id: String)], items: [(text: String, id: String)] = [],
        paragraph: String = "Een inleiding."
    ) -> String {
        var sheet = Sheet(title: "Proef")
        sheet.properties = [Sheet.Property("topic", "koffie: met \"melk\"")]
        sheet.blocks = [.heading(level: 1, text: "Begin"), .paragraph(paragraph)]
        sheet.blocks += quotes.map { .quotation(text: $0.text, source: "Bron", passage: $0.id) }
        sheet.blocks.append(.heading(level: 1, text: "Lijst"))
        sheet.blocks.append(.checklist(items.map { Sheet.Item($0.text, passage: $0.id) }))
        sheet.blocks += [
            .note("Zeg iets."),
            .table(caption: "Tijden", header: ["Van", "Tot"], rows: [["0:00", "0:10"]]),
            .pageBreak, .heading(level: 1, text: "Eind"), .paragraph("Een slot."),
        ]
        return MarkdownWriter.write(sheet)
    }

    private static let old = sheet(
        quotes: [("Eerste citaat.", "a"), ("Tweede citaat.", "b")],
        items: [("Eén ding.", "c"), ("Nog iets.", "d")])
    private static var file: String { MarkdownRevision.file(of: old, labels) }

    private static func merge(
        _ file: String, _ new: String = old
    ) throws -> (text: String, report: MarkdownRevision.Report) {
        let (bytes, report) = try MarkdownRevision.merge(Array(file.utf8), with: new, labels)
        return (String(decoding: bytes, as: UTF8.self), report)
    }

    private static func edited(_ from: String, _ to: String, in text: String = file) throws
        -> String
    {
        try #require(text.contains(from))
        return text.replacing(from, with: to)
    }

    // MARK: nothing new

    @Test func staysTheSameByteForByte() throws {
        let (text, report) = try Self.merge(Self.file)
        #expect(text == Self.file)
        #expect(report == MarkdownRevision.Report())
    }

    @Test(arguments: [
        ("Eerste citaat.", "Mijn eigen woorden."), ("# Lijst", "# Mijn lijst"),
        ("- [ ] Nog iets.", "- [x] Nog iets."), ("| 0:00 | 0:10 |", "| 0:00 | 0:20 |"),
        ("> Tweede citaat.\n>\n> — Bron <!-- passage: b -->\n\n", ""),
        ("Een slot.", "Een slot.\n\nEn een alinea van mezelf.\n\n- met een lijst\n- van mij"),
        ("\n\n", "\n\n\n"), ("lang: \"nl\"", "lang: \"nl\"\nauthor: ik"),
    ]) func keepsEditsByteForByte(from: String, to: String) throws {
        let file = try Self.edited(from, to)
        #expect(try Self.merge(file).text == file)
    }

    @Test func keepsCarriageReturnsAndTheByteOrderMark() throws {
        let file = "\u{FEFF}" + Self.file.replacing("\n", with: "\r\n")
        #expect(try Self.merge(file).text == file)
        let new = Self.sheet(quotes: [("Eerste citaat.", "a"), ("Ander citaat.", "b")])
        let (text, _) = try Self.merge(file, new)
        #expect(text.contains("> Ander citaat.\r\n"))
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
    }

    // MARK: something new

    private static let new = sheet(
        quotes: [("Eerste citaat, beter.", "a"), ("Derde citaat.", "e")],
        items: [("Eén ding.", "c"), ("Nieuw ding.", "f"), ("Nog iets.", "d")])

    @Test func becomesTheNewTextWhereNothingWasEdited() throws {
        let (text, report) = try Self.merge(Self.file, Self.new)
        #expect(text == MarkdownRevision.file(of: Self.new, Self.labels))
        #expect(report.updated == 1)
        #expect(report.added == 2)
        #expect(report.removed == 1)
        #expect(report.conflicts == 0)
    }

    @Test func keepsWhatWasEditedAndTakesTheRest() throws {
        var file = try Self.edited("Een slot.", "Mijn slot.")
        file = try Self.edited("# Lijst", "Alinea van mij.\n\n# Lijst", in: file)
        let (text, report) = try Self.merge(file, Self.new)
        #expect(text.contains("Mijn slot."))
        #expect(!text.contains("Een slot."))
        #expect(text.contains("Alinea van mij.\n\n"))
        #expect(text.contains("Eerste citaat, beter."))
        #expect(report.edited == 1)
        #expect(report.own == 1)
        #expect(report.conflicts == 0)
        #expect(text.contains("- [ ] Nieuw ding. <!-- passage: f -->\n- [ ] Nog iets."))
    }

    @Test func showsBothWhereBothChanged() throws {
        let file = try Self.edited("Eerste citaat.", "Mijn citaat.")
        let (text, report) = try Self.merge(file, Self.new)
        #expect(report.conflicts == 1)
        let both = """
            > Mijn citaat.
            >
            > — Bron <!-- passage: a -->

            ::: {.conflict}
            **veranderd**

            > Eerste citaat, beter.
            >
            > — Bron <!-- passage: a -->
            :::

            """
        #expect(text.contains(both))
        // Shown once: the next time it is only still open.
        let (again, later) = try Self.merge(text, Self.new)
        #expect(again == text)
        #expect(later.conflicts == 0)
        #expect(later.open == 1)
        #expect(later.edited == 1)
    }

    @Test func saysWhatIsGone() throws {
        let file = try Self.edited("Tweede citaat.", "Mijn tweede.")
        let (text, report) = try Self.merge(file, Self.new)
        #expect(report.conflicts == 1)
        #expect(text.contains("> Mijn tweede."))
        #expect(text.contains("::: {.conflict}\n**vervallen**\n:::"))
        #expect(try Self.merge(text, Self.new).text == text)
    }

    @Test func leavesOutWhatWasTakenOut() throws {
        let file = try Self.edited(
            "> Eerste citaat.\n>\n> — Bron <!-- passage: a -->\n\n", "")
        let (text, report) = try Self.merge(file, Self.new)
        #expect(!text.contains("Eerste citaat"))
        #expect(report.left == 1)
        #expect(try Self.merge(text, Self.old).text.contains("Eerste citaat") == false)
    }

    @Test func whatWasMovedIsNotDoubled() throws {
        let quote = "> Tweede citaat.\n>\n> — Bron <!-- passage: b -->\n\n"
        var file = try Self.edited(quote, "")
        file = try Self.edited("# Eind\n\n", "# Eind\n\n" + quote, in: file)
        #expect(try Self.merge(file).text == file)
        let (text, _) = try Self.merge(file, Self.new)
        #expect(text.split(separator: "Tweede citaat.").count == 2)
    }

    /// The same change on both sides is no conflict.
    @Test func agreesWithWhoWroteTheSame() throws {
        let file = try Self.edited("Eerste citaat.", "Eerste citaat, beter.")
        let (text, report) = try Self.merge(file, Self.new)
        #expect(report.conflicts == 0)
        #expect(text.contains("Eerste citaat, beter."))
    }

    /// As pandoc writes Markdown: other signs and line ends for the same words.
    @Test func knowsTheWordsInAnotherDress() throws {
        var file = try Self.edited("> Eerste citaat.\n", "> Eerste\n> citaat.\n")
        file = try Self.edited("<!-- passage: a -->", "`<!-- passage: a -->`{=html}", in: file)
        file = try Self.edited("- [ ] Eén ding.", "-   [ ] Eén\n    ding.", in: file)
        file = try Self.edited("# Begin", "# Begin {#begin}", in: file)
        file = try Self.edited(
            "<!-- ouderwijs-bundel", "``` {=html}\n<!-- ouderwijs-bundel", in: file)
        file += "```\n"
        #expect(try Self.merge(file).text == file)
        let (text, report) = try Self.merge(file, Self.new)
        #expect(report.conflicts == 0)
        #expect(report.edited == 0)
        #expect(text.contains("Eerste citaat, beter."))
    }

    // MARK: the head

    @Test func readsTheHead() throws {
        let properties = try MarkdownRevision.properties(of: Array(Self.file.utf8))
        #expect(properties.first { $0.name == "topic" }?.value == "koffie: met \"melk\"")
        let other =
            "---\ntopic: 'een ''goed'' woord'\nlijst:\n  - a\n  - \"b\"\nlang: een\n  twee\n---\n"
        let found = try MarkdownRevision.properties(
            of: Array((other + Self.file.split(separator: "---\n", maxSplits: 2)[1]).utf8))
        #expect(found.first { $0.name == "topic" }?.value == "een 'goed' woord")
        #expect(found.filter { $0.name == "lijst" }.map(\.value) == ["a", "b"])
        #expect(found.first { $0.name == "lang" }?.value == "een twee")
    }

    // MARK: what is no such file

    @Test func refusesOthers() throws {
        func error(_ bytes: [UInt8]) -> RevisionError? {
            do throws(RevisionError) {
                _ = try MarkdownRevision.merge(bytes, with: Self.old, Self.labels)
                return nil
            } catch { return error }
        }
        #expect(error([]) == .noRecord)
        #expect(error(Array("# Een ander bestand\n".utf8)) == .noRecord)
        #expect(error([0xFF, 0xFE, 0x00]) == .notText)
        #expect(error(Array(Self.old.utf8)) == .noRecord)
        let version = try Self.edited("ouderwijs-bundel 1", "ouderwijs-bundel 2")
        #expect(error(Array(version.utf8)) == .version)
        let line = try #require(Self.file.split(separator: "\n").last { $0.hasPrefix("p ") })
        let damaged = try Self.edited(String(line) + "\n", "")
        #expect(error(Array(damaged.utf8)) == .damaged)
    }

    /// Whatever is in the file, it is merged or refused.
    @Test func survivesDamage() throws {
        let bytes = Array(Self.file.utf8)
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var cut = Array(bytes[..<place])
            _ = try? MarkdownRevision.merge(cut, with: Self.new, Self.labels)
            cut += bytes.dropFirst(place + 5)
            _ = try? MarkdownRevision.merge(cut, with: Self.new, Self.labels)
            cut.insert(contentsOf: Array(":::\n".utf8), at: place)
            _ = try? MarkdownRevision.merge(cut, with: Self.new, Self.labels)
        }
    }

    /// What never ends is not sought again and again.
    @Test(arguments: [
        ":::x\n", "<!--\n\n", "```\n\n", "<!-- passage: a -->", "<!-- passage:", "- a\n\n", "\n",
        "> ", "a: |\n ",
    ]) func isDoneSoon(piece: String) throws {
        let many = String(repeating: piece, count: 300_000 / piece.utf8.count)
        let clock = ContinuousClock()
        let time = clock.measure {
            for file in [many + Self.file, "---\n" + many + "\n" + Self.file, Self.file + many] {
                _ = try? MarkdownRevision.merge(Array(file.utf8), with: Self.new, Self.labels)
                _ = try? MarkdownRevision.properties(of: Array(file.utf8))
            }
        }
        // Searching anew from each piece takes minutes.
        #expect(time < .seconds(60))
    }
}
