internal import Publishing
internal import Zip

/// A sheet as Office Open XML text.
///
/// Source: ECMA-376 part 1, section 17. Everything has a named style, so that who restyles the
/// document changes it in one place.
struct WordDocument {
    private let sheet: Sheet
    private let styles: WordStyles
    /// What every run says of its language; empty where the styles say it.
    private let language: String
    private var body = ""
    private var orderedLists = 0
    private var isBreakDue = false
    private var bookmarks: [String] = []

    private init(_ sheet: Sheet, _ styles: WordStyles, language: String = "") {
        self.sheet = sheet
        self.styles = styles
        self.language = language
        write()
    }

    /// The parts of the package.
    static func parts(of sheet: Sheet) -> [ZipEntry] {
        var styles = WordStyles()
        styles.isLarge = sheet.isLarge
        let document = WordDocument(sheet, styles)
        let language = XML.language(of: sheet)
        let main = "wordprocessingml."
        let types: [(name: String, kind: String)] = [
            ("word/document.xml", "officedocument.\(main)document.main"),
            ("word/styles.xml", "officedocument.\(main)styles"),
            ("word/numbering.xml", "officedocument.\(main)numbering"),
            ("word/settings.xml", "officedocument.\(main)settings"),
            ("word/footer1.xml", "officedocument.\(main)footer"),
            ("word/theme/theme1.xml", "officedocument.theme"),
            ("word/fontTable.xml", "officedocument.\(main)fontTable"),
            ("docProps/core.xml", "package.core-properties"),
            ("docProps/custom.xml", "officedocument.custom-properties"),
        ]
        return [
            ZipEntry(name: "[Content_Types].xml", text: XML.contentTypes(types)),
            ZipEntry(name: "_rels/.rels", text: XML.packageRelationships("word/document.xml")),
            ZipEntry(name: "word/document.xml", text: document.text),
            ZipEntry(
                name: "word/_rels/document.xml.rels",
                text: XML.relationships([
                    ("styles", "styles.xml"), ("numbering", "numbering.xml"),
                    ("settings", "settings.xml"), ("footer", "footer1.xml"),
                    ("theme", "theme/theme1.xml"), ("fontTable", "fontTable.xml"),
                ])),
            ZipEntry(name: "word/styles.xml", text: styles.part(language: language)),
            ZipEntry(
                name: "word/numbering.xml",
                text: styles.numbering(orderedLists: document.orderedLists)),
            ZipEntry(
                name: "word/settings.xml", text: WordStyles.settings(language: language)),
            ZipEntry(name: "word/footer1.xml", text: WordStyles.footer),
            ZipEntry(name: "word/theme/theme1.xml", text: XML.theme),
            ZipEntry(name: "word/fontTable.xml", text: WordStyles.fontTable),
            ZipEntry(name: "docProps/core.xml", text: XML.coreProperties(of: sheet)),
            ZipEntry(name: "docProps/custom.xml", text: XML.customProperties(of: sheet)),
        ]
    }

    /// The paragraphs and tables alone, in the styles of a template, and how many ordered lists
    /// there are in them.
    static func content(
        of sheet: Sheet, in styles: WordStyles
    ) -> (body: String, orderedLists: Int) {
        let document = WordDocument(sheet, styles, language: XML.language(of: sheet))
        return (document.body, document.orderedLists)
    }

    private var text: String {
        XML.declaration
            + """
            <w:document xmlns:w="\(WordStyles.namespace)" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>\(body)<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>
            """
    }

    private mutating func write() {
        paragraph(sheet.title, .title)
        for (place, block) in sheet.blocks.enumerated() {
            let next = place + 1 < sheet.blocks.count ? sheet.blocks[place + 1] : nil
            write(block, keepsNext: next?.isIntroduced ?? false)
            guard case .table(_, let header, _) = block, !header.isEmpty else { continue }
            // Without a paragraph between them two tables are one; a text ends with a paragraph.
            if next == nil || next?.isTable == true { body += "<w:p/>" }
        }
    }

    private mutating func write(_ block: Sheet.Block, keepsNext: Bool) {
        switch block {
        case .heading(let level, let text): paragraph(text, .heading(level))
        case .paragraph(let text, let passage):
            paragraph(text, nil, keepsNext: keepsNext, passage: passage ?? "")
        case .quotation(let text, let source, let passage):
            paragraph(text, .quote, keepsNext: !source.isEmpty, passage: passage)
            paragraph(source, .quoteSource)
        case .list(let ordered, let items):
            guard ordered else { return list(items, .bullets, .dots) }
            orderedLists += 1
            list(items, .numbers, .ordered(orderedLists))
        case .checklist(let items): list(items, .checklist, .boxes)
        case .table(let caption, let header, let rows):
            guard !header.isEmpty else { return }
            table(caption, header, Sheet.rows(rows, width: header.count))
        case .note(let text): paragraph(text, .note)
        case .pageBreak: isBreakDue = true
        }
    }

    private mutating func list(
        _ items: [Sheet.Item], _ style: WordStyles.Style, _ list: WordStyles.List
    ) {
        let number = styles.number(of: list)
        for item in items {
            paragraph(
                item.text, style,
                numbering: "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\(number)\"/></w:numPr>",
                passage: item.passage ?? "")
        }
    }

    private mutating func paragraph(
        _ text: String, _ style: WordStyles.Style?, keepsNext: Bool = false,
        numbering: String = "", passage: String = ""
    ) {
        let text = PlainText.escaped(text)
        guard !text.isEmpty else { return }
        var all = style.map { "<w:pStyle w:val=\"\(styles.id($0))\"/>" } ?? ""
        if keepsNext { all += "<w:keepNext/>" }
        if isBreakDue { all += "<w:pageBreakBefore/>" }
        isBreakDue = false
        all += numbering
        body +=
            "<w:p>" + (all.isEmpty ? "" : "<w:pPr>\(all)</w:pPr>") + marked(run(text), passage)
            + "</w:p>"
    }

    private func run(_ text: String) -> String {
        let properties =
            language.isEmpty ? "" : "<w:rPr><w:lang w:val=\"\(language)\"/></w:rPr>"
        return "<w:r>\(properties)<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
    }

    /// The run with a bookmark of the passage's id, where it is quoted first.
    private mutating func marked(_ run: String, _ passage: String) -> String {
        guard !passage.isEmpty else { return run }
        // Word wants a letter first, then letters, digits and low lines, 40 together.
        let name = String(
            ("p_"
                + passage.unicodeScalars.map { scalar in
                    let isPlain =
                        scalar.isASCII
                        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    return isPlain ? String(Character(scalar)) : "_"
                }.joined()).prefix(40))
        guard !bookmarks.contains(name) else { return run }
        bookmarks.append(name)
        let id = bookmarks.count
        return
            "<w:bookmarkStart w:id=\"\(id)\" w:name=\"\(name)\"/>\(run)<w:bookmarkEnd w:id=\"\(id)\"/>"
    }

    /// A table with no more rows than this stays on one page.
    private static let mostRowsTogether = 16

    private mutating func table(_ caption: String, _ header: [String], _ rows: [[String]]) {
        paragraph(caption, .caption, keepsNext: true)
        if isBreakDue {
            body += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"
            isBreakDue = false
        }
        // The width between the margins, in twentieths of a point.
        let widths = XML.widths(header, rows, total: 9638)
        body +=
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"\(styles.id(.table))\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
        body +=
            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        body += "</w:tblPr><w:tblGrid>"
        for width in widths { body += "<w:gridCol w:w=\"\(width)\"/>" }
        body += "</w:tblGrid>"
        for (place, row) in ([header] + rows).enumerated() {
            body += "<w:tr><w:trPr><w:cantSplit/>\(place == 0 ? "<w:tblHeader/>" : "")</w:trPr>"
            let style = styles.id(place == 0 ? .cellHeading : .cell)
            let keeps = place < rows.count && rows.count <= Self.mostRowsTogether
            for (cell, width) in zip(row, widths) {
                let text = PlainText.escaped(cell)
                body += "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>"
                body +=
                    "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(keeps ? "<w:keepNext/>" : "")</w:pPr>"
                body += (text.isEmpty ? "" : run(text)) + "</w:p></w:tc>"
            }
            body += "</w:tr>"
        }
        body += "</w:tbl>"
    }
}

extension Sheet.Block {
    fileprivate var isTable: Bool {
        if case .table = self { true } else { false }
    }
}
