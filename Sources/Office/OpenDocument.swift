internal import Publishing
internal import Zip

/// A sheet as OpenDocument text.
///
/// Source: OpenDocument 1.3, part 3 (schema) and part 2 (packages: the media type stands first and
/// is not compressed).
struct OpenDocument {
    private var body = ""
    private var isBreakDue = false
    private var bookmarks: [String] = []
    /// The styles of tables and their columns, which belong to one table each.
    private var tableStyles = ""
    private var tables = 0

    static let mediaType = "application/vnd.oasis.opendocument.text"

    /// The parts of the package; in the styles of a template, which come with files of their own.
    static func parts(
        of sheet: Sheet, styles: String? = nil, with files: [ZipEntry] = []
    ) -> [ZipEntry] {
        var document = OpenDocument()
        document.paragraph(sheet.title, style: "Title")
        for (place, block) in sheet.blocks.enumerated() {
            let next = place + 1 < sheet.blocks.count ? sheet.blocks[place + 1] : nil
            document.write(block, keepsNext: next?.isIntroduced ?? false)
        }
        return [
            ZipEntry(name: "mimetype", text: mediaType, isStored: true),
            ZipEntry(name: "META-INF/manifest.xml", text: manifest(with: files)),
            ZipEntry(name: "content.xml", text: document.text),
            ZipEntry(
                name: "styles.xml",
                text: styles
                    ?? OpenDocumentStyles.styles(
                        language: XML.language(of: sheet), isLarge: sheet.isLarge)),
            ZipEntry(name: "meta.xml", text: meta(of: sheet)),
        ] + files
    }

    private var text: String {
        XML.declaration
            + """
            <office:document-content \(OpenDocumentStyles.namespaces) office:version="1.3"><office:automatic-styles>\(OpenDocumentStyles.breaks)\(tableStyles)</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>
            """
    }

    private static func manifest(with files: [ZipEntry]) -> String {
        let own = ["content.xml", "styles.xml", "meta.xml"].map { ($0, "text/xml") }
        // Without a type a reader looks at the file itself.
        let parts = (own + files.map { ($0.name, "") }).map {
            "<manifest:file-entry manifest:full-path=\"\(PlainText.escaped($0.0))\" manifest:media-type=\"\($0.1)\"/>"
        }
        return XML.declaration
            + """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="\(mediaType)"/>\(parts.joined())</manifest:manifest>
            """
    }

    private static func meta(of sheet: Sheet) -> String {
        let properties = XML.joined(sheet.properties).map {
            "<meta:user-defined meta:name=\"\($0.name)\">\($0.value)</meta:user-defined>"
        }
        return XML.declaration
            + """
            <office:document-meta \(OpenDocumentStyles.namespaces) office:version="1.3"><office:meta><dc:title>\(PlainText.escaped(sheet.title))</dc:title><dc:language>\(XML.language(of: sheet))</dc:language>\(properties.joined())</office:meta></office:document-meta>
            """
    }

    private mutating func write(_ block: Sheet.Block, keepsNext: Bool) {
        switch block {
        case .heading(let level, let text):
            let text = PlainText.escaped(text)
            guard !text.isEmpty else { return }
            let level = min(4, max(1, level))
            let style = style("Heading_20_\(level)")
            body +=
                "<text:h text:style-name=\"\(style)\" text:outline-level=\"\(level)\">\(text)</text:h>"
        case .paragraph(let text, let passage):
            let keeps = keepsNext && !isBreakDue
            paragraph(
                text, style: keeps ? OpenDocumentStyles.kept : "Text_20_body",
                passage: passage ?? "")
        case .quotation(let text, let source, let passage):
            paragraph(text, style: "Quotations", passage: passage)
            paragraph(source, style: "Bronvermelding")
        case .list(let ordered, let items):
            list(items, ordered ? "Numbering_20_123" : "List_20_1")
        case .checklist(let items): list(items, "Afvinklijst")
        case .table(let caption, let header, let rows):
            guard !header.isEmpty else { return }
            table(caption, header, Sheet.rows(rows, width: header.count))
        case .note(let text): paragraph(text, style: "Notitie")
        case .pageBreak: isBreakDue = true
        }
    }

    /// The style, or the one derived from it that begins a page when that is due.
    private mutating func style(_ name: String) -> String {
        guard isBreakDue, OpenDocumentStyles.breaking.contains(name) else { return name }
        isBreakDue = false
        return "Break_" + name
    }

    private mutating func paragraph(_ text: String, style name: String, passage: String = "") {
        let text = PlainText.escaped(text)
        guard !text.isEmpty else { return }
        body += "<text:p text:style-name=\"\(style(name))\">\(bookmark(passage))\(text)</text:p>"
    }

    /// A bookmark with the passage's id, where it is quoted first.
    private mutating func bookmark(_ passage: String) -> String {
        let name = PlainText.escaped(passage)
        guard !name.isEmpty, !bookmarks.contains(name) else { return "" }
        bookmarks.append(name)
        return "<text:bookmark text:name=\"\(name)\"/>"
    }

    private mutating func list(_ items: [Sheet.Item], _ name: String) {
        let items = items.filter { !PlainText.line($0.text).isEmpty }
        guard !items.isEmpty else { return }
        breakBefore()
        body += "<text:list text:style-name=\"\(name)\">"
        for item in items {
            body += "<text:list-item>"
            paragraph(item.text, style: name + "_text", passage: item.passage ?? "")
            body += "</text:list-item>"
        }
        body += "</text:list>"
    }

    /// Begins the page by itself, before what cannot do so.
    private mutating func breakBefore() {
        guard isBreakDue else { return }
        body += "<text:p text:style-name=\"\(style("Text_20_body"))\"/>"
    }

    /// A table with no more rows than this stays on one page.
    private static let mostRowsTogether = 16

    private mutating func table(_ caption: String, _ header: [String], _ rows: [[String]]) {
        paragraph(caption, style: isBreakDue ? "Caption" : OpenDocumentStyles.keptCaption)
        breakBefore()
        tables += 1
        let name = "Table\(tables)"
        let together =
            rows.count <= Self.mostRowsTogether ? " style:may-break-between-rows=\"false\"" : ""
        tableStyles +=
            "<style:style style:name=\"\(name)\" style:family=\"table\"><style:table-properties style:width=\"17cm\" table:align=\"margins\" table:border-model=\"collapsing\"\(together)/></style:style>"
        for (place, width) in XML.widths(header, rows, total: 17000).enumerated() {
            tableStyles +=
                "<style:style style:name=\"\(name).\(place)\" style:family=\"table-column\"><style:table-column-properties style:rel-column-width=\"\(width)*\"/></style:style>"
        }
        body += "<table:table table:name=\"\(name)\" table:style-name=\"\(name)\">"
        for place in header.indices {
            body += "<table:table-column table:style-name=\"\(name).\(place)\"/>"
        }
        body += "<table:table-header-rows>"
        row(header, cell: "TableHeaderCell", style: "Table_20_Heading")
        body += "</table:table-header-rows>"
        for cells in rows { row(cells, cell: "TableCell", style: "Table_20_Contents") }
        body += "</table:table>"
    }

    private mutating func row(_ cells: [String], cell: String, style: String) {
        body += "<table:table-row table:style-name=\"TableRow\">"
        for text in cells {
            body += "<table:table-cell table:style-name=\"\(cell)\" office:value-type=\"string\">"
            body += "<text:p text:style-name=\"\(style)\">\(PlainText.escaped(text))</text:p>"
            body += "</table:table-cell>"
        }
        body += "</table:table-row>"
    }
}
