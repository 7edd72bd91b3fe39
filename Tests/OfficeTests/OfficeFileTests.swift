import Corpus
import Files
import Markup
import Publishing
import TestSupport
import Testing
import Zip

@testable import Importing
@testable import Office

/// Sheets as files of word processors, read back by the readers of the importer.
@Suite struct OfficeFileTests {
    private static let long = String(repeating: "Ouders en school werken samen. ", count: 12)

    private static let sheet = Sheet(
        title: "Ouders & <school>\u{1}",
        properties: [Sheet.Property("topic", "huis\"bezoek"), Sheet.Property("topic", "b")],
        blocks: [
            .heading(level: 1, text: "Begin"),
            .paragraph("Een <b>gewone</b> zin & meer."),
            .pageBreak,
            .quotation(text: "Een bezoek helpt.", source: "Bron", passage: "bron-1"),
            .heading(level: 2, text: "Lijsten"),
            .list(
                ordered: false,
                items: [Sheet.Item("eerste", passage: "bron-2"), Sheet.Item("tweede")]),
            .list(ordered: true, items: [Sheet.Item("stap een"), Sheet.Item("stap twee")]),
            .heading(level: 3, text: "Klaarzetten"),
            .checklist([Sheet.Item("stoelen")]),
            .pageBreak,
            .table(
                caption: "Programma", header: ["Minuten", "Wat"], rows: [["10", "a"], ["15"]]),
            .note("Rustig aan."),
        ])

    private func draft(_ format: OfficeFormat, _ kind: SourceKind) throws -> Draft {
        try OfficeReader.draft(OfficeFile.bytes(of: Self.sheet, as: format), kind: kind)
    }

    @Test(arguments: [(OfficeFormat.docx, SourceKind.wordDocument), (.odt, .openDocument)])
    func readsBack(format: OfficeFormat, kind: SourceKind) throws {
        let draft = try draft(format, kind)
        // The reader of OpenDocument leaves the named styles, and so the numbers, aside.
        let (first, second) = format == .docx ? ("1", "2") : ("-", "-")
        #expect(draft.title == "Ouders & <school>")
        #expect(
            draft.blocks.map { "\(form(of: $0)) \($0.text)" } == [
                "h1 Begin", "p Een <b>gewone</b> zin & meer.", "p Een bezoek helpt.", "p Bron",
                "h2 Lijsten", "- eerste", "- tweede", "\(first) stap een", "\(second) stap twee",
                "h3 Klaarzetten", "- stoelen", "p Programma", "- Minuten | Wat", "- 10 | a",
                "- 15", "p Rustig aan.",
            ])
    }

    private func form(of block: Block) -> String {
        switch block.shape {
        case .heading(let level): "h\(level)"
        case .item: block.number.map(String.init) ?? "-"
        default: "p"
        }
    }

    @Test(arguments: OfficeFormat.allCases)
    func everyPartIsWellFormedAndDeclared(format: OfficeFormat) throws {
        let parts =
            switch format {
            case .docx: WordDocument.parts(of: Self.sheet)
            case .odt: OpenDocument.parts(of: Self.sheet)
            case .pptx: Presentation.parts(of: Self.sheet)
            }
        guard let archive = ZipArchive(try OfficeFile.bytes(of: Self.sheet, as: format)) else {
            Issue.record("no archive")
            return
        }
        for part in parts {
            let bytes = archive.bytes(of: part.name) ?? []
            #expect(bytes == part.bytes, "\(part.name)")
            if part.name == "mimetype" { continue }
            #expect(throws: Never.self, "\(part.name)") { try MarkupParser.xml(bytes) }
            // What a part refers to is there.
            guard part.name.hasSuffix(".rels") else { continue }
            let tree = try MarkupParser.xml(bytes)
            let folder = part.name.split(separator: "/").dropLast(2).map(String.init)
            for node in 0..<tree.count where tree.name(node) == "Relationship" {
                let target = try #require(tree.attribute(named: "Target", of: node))
                var path = folder
                for step in target.split(separator: "/") {
                    if step == ".." { path.removeLast() } else { path.append(String(step)) }
                }
                #expect(parts.contains { $0.name == path.joined(separator: "/") }, "\(target)")
            }
        }
    }

    @Test(arguments: OfficeFormat.allCases)
    func givesTheSameBytesTwice(format: OfficeFormat) throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            try OfficeFile.write(Self.sheet, as: format, to: folder.file(name))
        }
        let first = try FileReader.bytes(of: folder.file("a"), limit: 1 << 20)
        #expect(try first == FileReader.bytes(of: folder.file("b"), limit: 1 << 20))
        #expect(try first == OfficeFile.bytes(of: Self.sheet, as: format))
    }

    @Test func aTextTellsItsFormatByItsFirstBytes() throws {
        let bytes = try OfficeFile.bytes(of: Self.sheet, as: .odt)
        let mark = "mimetypeapplication/vnd.oasis.opendocument.text"
        #expect(String(decoding: bytes[30..<(30 + mark.utf8.count)], as: UTF8.self) == mark)
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        #expect(throws: OfficeError.self) {
            try OfficeFile.write(Self.sheet, as: .docx, to: "/is/er/niet/a.docx")
        }
    }

    @Test func orderedListsBeginAtOneEach() throws {
        let sheet = Sheet(
            title: "A",
            blocks: [
                .list(ordered: true, items: [Sheet.Item("a")]), .paragraph("tussen"),
                .list(ordered: true, items: [Sheet.Item("b")]),
            ])
        let part = try #require(
            WordDocument.parts(of: sheet).first { $0.name == "word/document.xml" })
        let text = String(decoding: part.bytes, as: UTF8.self)
        #expect(text.contains("<w:numId w:val=\"3\"/>"))
        #expect(text.contains("<w:numId w:val=\"4\"/>"))
    }

    @Test func columnsHaveRoomForTheirWordsAndFillTheLine() {
        let text = String(repeating: "woord ", count: 20)
        let widths = XML.widths(["Minuten", "Wat"], [["10", text]], total: 8400)
        #expect(widths.reduce(0, +) == 8400)
        #expect(widths[0] > 900 && widths[1] > 5000)
        #expect(XML.widths(["", "", ""], [], total: 10).reduce(0, +) == 10)
    }

    @Test func aSlideHoldsSixPointsAndGoesOn() {
        let items = (1...8).map { Sheet.Item("punt \($0)") }
        let sheet = Sheet(
            title: "A",
            blocks: [
                .heading(level: 1, text: "Deel"), .heading(level: 2, text: "Punten"),
                .list(ordered: true, items: items), .note("Zeg dit."),
                .heading(level: 2, text: "Lang"), .paragraph(Self.long), .paragraph(Self.long),
                .paragraph(Self.long),
            ])
        let slides = Slide.slides(of: sheet)
        #expect(slides.map(\.title) == ["Deel", "Punten", "Punten (2)", "Lang", "Lang (2)"])
        #expect(slides.map(\.points.count) == [0, 6, 2, 2, 1])
        #expect(slides[2].notes == ["Zeg dit."])
    }

    @Test func aQuotationOnASlideNamesItsPassageInTheNotes() {
        let slides = Slide.slides(of: Self.sheet)
        #expect(slides[0].notes == ["Bron [bron-1]"])
        #expect(slides[0].points.map(\.text).last == "Bron")
    }
}
