import Markup
import Publishing
import TestSupport
import Testing
import Zip

@testable import Office

/// Sheets in the looks of a document that a school made.
@Suite struct TemplateTests {
    private static let sheet = Sheet(
        title: "Koffie",
        blocks: [
            .heading(level: 1, text: "Begin"), .paragraph("Een zin."),
            .quotation(text: "Een bezoek helpt.", source: "Bron", passage: "bron-1"),
            .list(ordered: false, items: [Sheet.Item("eerste")]),
            .list(ordered: true, items: [Sheet.Item("stap een"), Sheet.Item("stap twee")]),
            .table(caption: "Programma", header: ["Minuten", "Wat"], rows: [["10", "a"]]),
        ])

    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static func relationships(_ lines: [(id: String, kind: String, target: String)])
        -> String
    {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + lines.map {
                let isOutside = $0.target.hasPrefix("http")
                return
                    "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"\(isOutside ? " TargetMode=\"External\"" : "")/>"
            }.joined() + "</Relationships>"
    }

    /// As Word in Dutch writes it: ids of styles are translated, their names are not.
    private static let school: [(name: String, text: String)] = [
        ("_rels/.rels", relationships([("rId1", "officeDocument", "word/document.xml")])),
        (
            "word/document.xml",
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"\(word)\" xmlns:r=\"\(office)\"><w:body><w:p><w:r><w:t>Oude tekst</w:t></w:r></w:p><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId7\"/><w:pgSz w:w=\"11900\" w:h=\"16800\"/></w:sectPr></w:body></w:document>"
        ),
        (
            "word/_rels/document.xml.rels",
            relationships([
                ("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"),
                ("rId3", "settings", "settings.xml"), ("rId7", "header", "header1.xml"),
                ("rId8", "vbaProject", "vbaProject.bin"),
                ("rId9", "hyperlink", "https://example.org/"),
            ])
        ),
        (
            "word/styles.xml",
            "<w:styles xmlns:w=\"\(word)\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standaard\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Kop1\"><w:name w:val=\"Heading 1\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Citaat\"><w:name w:val=\"Quote\"/></w:style></w:styles>"
        ),
        (
            "word/numbering.xml",
            "<w:numbering xmlns:w=\"\(word)\"><w:abstractNum w:abstractNumId=\"4\"/><w:num w:numId=\"9\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"
        ),
        (
            "word/settings.xml",
            "<w:settings xmlns:w=\"\(word)\"><w:evenAndOddHeaders/></w:settings>"
        ),
        ("word/header1.xml", "<w:hdr xmlns:w=\"\(word)\"><w:p/></w:hdr>"),
        (
            "word/_rels/header1.xml.rels",
            relationships([("rId1", "image", "media/logo.png"), ("rId2", "oleObject", "x.bin")])
        ),
        ("word/media/logo.png", "niet echt"), ("word/vbaProject.bin", "macro"),
    ]

    private static func package(_ parts: [(name: String, text: String)] = school) throws -> [UInt8]
    {
        try ZipWriter.bytes(of: parts.map { ZipEntry(name: $0.name, text: $0.text) })
    }

    private static func changed(_ name: String, _ text: String?) throws -> [UInt8] {
        try package(
            school.compactMap { part in
                part.name != name ? part : text.map { (name, $0) }
            })
    }

    private static func made(_ template: [UInt8], _ format: OfficeFormat = .docx) throws -> (
        text: (String) -> String?, missing: [String]
    ) {
        let (file, missing) = try OfficeFile.bytes(of: sheet, as: format, in: template)
        return (
            { name in
                guard let archive = ZipArchive(file), let bytes = archive.bytes(of: name) else {
                    return nil
                }
                return String(decoding: bytes, as: UTF8.self)
            }, missing
        )
    }

    @Test func takesTheLooksAndNothingElse() throws {
        let (text, missing) = try Self.made(try Self.package())
        let document = try #require(text("word/document.xml"))
        #expect(document.contains("<w:pStyle w:val=\"Kop1\"/>"))
        #expect(document.contains("<w:pStyle w:val=\"Citaat\"/>"))
        #expect(document.contains("w:headerReference w:type=\"default\" r:id=\"rId7\""))
        #expect(document.contains("<w:pgSz w:w=\"11900\""))
        #expect(!document.contains("Oude tekst"))
        #expect(document.contains("<w:lang w:val=\"nl-NL\"/>"))
        #expect(text("word/header1.xml") != nil)
        #expect(text("word/media/logo.png") == "niet echt")
        for name in ["word/vbaProject.bin", "word/x.bin"] {
            #expect(text(name) == nil, "\(name)")
        }
        #expect(text("word/settings.xml")?.contains("evenAndOddHeaders") == true)
        let rels = try #require(text("word/_rels/document.xml.rels"))
        #expect(!rels.contains("vbaProject"))
        #expect(!rels.contains("example.org"))
        #expect(missing.contains("List Bullet"))
        #expect(!missing.contains("Quote"))
    }

    @Test func addsTheStylesAndListsThatAreMissing() throws {
        let (text, _) = try Self.made(try Self.package())
        let styles = try #require(text("word/styles.xml"))
        #expect(styles.contains("w:styleId=\"Heading2\""))
        #expect(!styles.contains("w:styleId=\"Heading1\""))
        #expect(styles.contains("<w:basedOn w:val=\"Standaard\"/>"))
        #expect(styles.contains("<w:basedOn w:val=\"Citaat\"/>"))
        let numbering = try #require(text("word/numbering.xml"))
        #expect(numbering.contains("w:abstractNumId=\"5\""))
        #expect(numbering.contains("w:numId=\"12\""))
        // The kinds stand before all lists.
        let kind = try #require(numbering.ranges(of: "<w:abstractNum ").last)
        let list = try #require(numbering.firstRange(of: "<w:num "))
        #expect(kind.lowerBound < list.lowerBound)
        // Every style that is named is there.
        let document = try #require(text("word/document.xml"))
        for piece in document.split(separator: "<w:pStyle w:val=\"").dropFirst() {
            let id = piece.prefix { $0 != "\"" }
            #expect(styles.contains("w:styleId=\"\(id)\""), "\(id)")
        }
        for name in ["word/styles.xml", "word/document.xml", "[Content_Types].xml"] {
            let bytes = Array(try #require(text(name)).utf8)
            #expect(throws: Never.self) { try MarkupParser.xml(bytes) }
        }
    }

    @Test func takesAnOpenDocument() throws {
        let own = try OfficeFile.bytes(of: Self.sheet, as: .odt)
        let (text, missing) = try Self.made(own, .odt)
        #expect(missing.isEmpty)
        #expect(text("content.xml")?.contains("Een zin.") == true)
        let styles = try #require(text("styles.xml"))
        let less = styles.replacing("style:name=\"Quotations\"", with: "style:name=\"Anders\"")
        let parts = [
            ("mimetype", OpenDocument.mediaType), ("styles.xml", less),
        ]
        let (other, lacking) = try Self.made(try Self.package(parts), .odt)
        #expect(lacking == ["Quotations"])
        #expect(other("styles.xml")?.contains("style:name=\"Quotations\"") == true)
    }

    @Test func saysWhatIsWrong() throws {
        func fault(_ bytes: [UInt8], _ format: OfficeFormat = .docx) -> TemplateFault? {
            do throws(OfficeError) {
                _ = try OfficeFile.bytes(of: Self.sheet, as: format, in: bytes)
                return nil
            } catch {
                if case .template(let fault) = error { return fault }
                return nil
            }
        }
        #expect(fault([]) == .notAPackage)
        #expect(fault(Array("geen zip".utf8), .odt) == .notAPackage)
        #expect(fault(try Self.package(), .odt) == .otherKind)
        #expect(fault(try Self.package(), .pptx) == .otherKind)
        #expect(
            fault(try Self.changed("word/document.xml", nil)) == .damaged("word/document.xml"))
        #expect(
            fault(try Self.changed("word/document.xml", "<html/>")) == .otherKind)
        #expect(
            fault(try Self.changed("word/styles.xml", "<w:styles")) == .damaged("word/styles.xml"))
        #expect(fault(try Self.changed("word/styles.xml", nil)) == .damaged("word/styles.xml"))
        #expect(
            fault(try Self.changed("word/media/logo.png", nil)) == .damaged("word/media/logo.png"))
        // The last section's reference stands in the text, so what it needs must be there.
        #expect(fault(try Self.changed("word/header1.xml", nil)) == .damaged("word/header1.xml"))
    }

    /// Whatever stands in the file, it is used or refused.
    @Test func survivesDamage() throws {
        var random = SeededGenerator(7)
        let whole = try Self.package()
        for _ in 0..<200 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            _ = try? OfficeFile.bytes(of: Self.sheet, as: .docx, in: bytes)
        }
        for part in Self.school {
            for place in stride(from: 0, to: part.text.utf8.count, by: 7) {
                let cut = String(decoding: part.text.utf8.prefix(place), as: UTF8.self)
                _ = try? OfficeFile.bytes(
                    of: Self.sheet, as: .docx, in: try Self.changed(part.name, cut))
            }
        }
    }
}
