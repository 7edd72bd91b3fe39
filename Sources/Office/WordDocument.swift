internal import Publishing

/// A sheet as Office Open XML text.
///
/// Source: ECMA-376 part 1, section 17. Everything has a named style, so that who restyles the
/// document changes it in one place.
struct WordDocument {
    private var body = ""
    private var orderedLists = 0
    private var isBreakDue = false
    private var bookmarks: [String] = []

    /// The parts of the package.
    static func parts(of sheet: Sheet) -> [Part] {
        var document = WordDocument()
        document.write(sheet)
        let language = XML.language(of: sheet)
        let main = "wordprocessingml."
        let types: [(name: String, kind: String)] = [
            ("word/document.xml", "officedocument.\(main)document.main"),
            ("word/styles.xml", "officedocument.\(main)styles"),
            ("word/numbering.xml", "officedocument.\(main)numbering"),
            ("word/settings.xml", "officedocument.\(main)settings"),
            ("word/footer1.xml", "officedocument.\(main)footer"),
            ("docProps/core.xml", "package.core-properties"),
            ("docProps/custom.xml", "officedocument.custom-properties"),
        ]
        return [
            Part(name: "[Content_Types].xml", text: XML.contentTypes(types)),
            Part(
                name: "_rels/.rels",
                text: XML.relationships([
                    ("officeDocument", "word/document.xml"),
                    ("core-properties", "docProps/core.xml"),
                    ("custom-properties", "docProps/custom.xml"),
                ])),
            Part(name: "word/document.xml", text: document.text),
            Part(
                name: "word/_rels/document.xml.rels",
                text: XML.relationships([
                    ("styles", "styles.xml"), ("numbering", "numbering.xml"),
                    ("settings", "settings.xml"), ("footer", "footer1.xml"),
                ])),
            Part(name: "word/styles.xml", text: WordStyles.styles(language: language)),
            Part(
                name: "word/numbering.xml",
                text: WordStyles.numbering(orderedLists: document.orderedLists)),
            Part(name: "word/settings.xml", text: WordStyles.settings(language: language)),
            Part(name: "word/footer1.xml", text: WordStyles.footer),
            Part(name: "docProps/core.xml", text: XML.coreProperties(of: sheet)),
            Part(name: "docProps/custom.xml", text: XML.customProperties(of: sheet)),
        ]
    }

    private var text: String {
        XML.declaration
            + """
            <w:document xmlns:w="\(WordStyles.namespace)" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>\(body)<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>
            """
    }

    private mutating func write(_ sheet: Sheet) {
        paragraph(sheet.title, style: "Title")
        for (place, block) in sheet.blocks.enumerated() {
            write(block)
            guard case .table(_, let header, _) = block, !header.isEmpty else { continue }
            // Without a paragraph between them two tables are one; a text ends with a paragraph.
            let next = place + 1 < sheet.blocks.count ? sheet.blocks[place + 1] : nil
            if next == nil || next?.isTable == true { body += "<w:p/>" }
        }
    }

    private mutating func write(_ block: Sheet.Block) {
        switch block {
        case .heading(let level, let text):
            paragraph(text, style: "Heading\(min(4, max(1, level)))")
        case .paragraph(let text, let passage): paragraph(text, passage: passage ?? "")
        case .quotation(let text, let source, let passage):
            paragraph(
                text, style: "Quote", properties: source.isEmpty ? "" : "<w:keepNext/>",
                passage: passage)
            paragraph(source, style: "QuoteSource")
        case .list(let ordered, let items):
            guard ordered else { return list(items, style: "ListBullet", numbering: 1) }
            orderedLists += 1
            list(items, style: "ListNumber", numbering: WordStyles.firstOrdered + orderedLists)
        case .checklist(let items): list(items, style: "Checklist", numbering: 2)
        case .table(let caption, let header, let rows):
            guard !header.isEmpty else { return }
            table(caption, header, Sheet.rows(rows, width: header.count))
        case .note(let text): paragraph(text, style: "Note")
        case .pageBreak: isBreakDue = true
        }
    }

    private mutating func list(_ items: [Sheet.Item], style: String, numbering: Int) {
        for item in items {
            paragraph(
                item.text, style: style,
                numbering:
                    "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\(numbering)\"/></w:numPr>",
                passage: item.passage ?? "")
        }
    }

    private mutating func paragraph(
        _ text: String, style: String = "", properties: String = "", numbering: String = "",
        passage: String = ""
    ) {
        let text = PlainText.escaped(text)
        guard !text.isEmpty else { return }
        var all = style.isEmpty ? "" : "<w:pStyle w:val=\"\(style)\"/>"
        all += properties
        if isBreakDue { all += "<w:pageBreakBefore/>" }
        isBreakDue = false
        all += numbering
        let run = "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
        body +=
            "<w:p>" + (all.isEmpty ? "" : "<w:pPr>\(all)</w:pPr>") + marked(run, passage) + "</w:p>"
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

    private mutating func table(_ caption: String, _ header: [String], _ rows: [[String]]) {
        paragraph(caption, style: "Caption")
        if isBreakDue {
            body += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"
            isBreakDue = false
        }
        // The width between the margins, in twentieths of a point.
        let widths = XML.widths(header, rows, total: 9638)
        body +=
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
        body +=
            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
        body += "</w:tblPr><w:tblGrid>"
        for width in widths { body += "<w:gridCol w:w=\"\(width)\"/>" }
        body += "</w:tblGrid>"
        for (place, row) in ([header] + rows).enumerated() {
            body += "<w:tr><w:trPr><w:cantSplit/>\(place == 0 ? "<w:tblHeader/>" : "")</w:trPr>"
            for (cell, width) in zip(row, widths) {
                let text = PlainText.escaped(cell)
                let run = text.isEmpty ? "" : "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
                let style = place == 0 ? "TableHeading" : "TableContents"
                body += "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>"
                body += "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(run)</w:p></w:tc>"
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
