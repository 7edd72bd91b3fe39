/// The styles of an OpenDocument text: those that LibreOffice has itself keep its names.
enum OpenDocumentStyles {
    /// The namespaces of every part.
    static let namespaces =
        [
            ("office", "office:1.0"), ("style", "style:1.0"), ("text", "text:1.0"),
            ("table", "table:1.0"), ("meta", "meta:1.0"), ("fo", "xsl-fo-compatible:1.0"),
            ("svg", "svg-compatible:1.0"),
        ].map { "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($1)\"" }.joined(
            separator: " ")
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""

    /// Styles of paragraphs that can begin a page.
    static let breaking =
        (1...4).map { "Heading_20_\($0)" }
        + ["Text_20_body", "Quotations", "Bronvermelding", "Notitie", "Caption"]

    /// The style of a paragraph that stands on the page of what comes behind it.
    static let kept = "Keep_Text_20_body"
    static let keptCaption = "Keep_Caption"

    /// The styles, derived from the named ones, of what begins a page; and those of tables.
    static let breaks =
        breaking.map {
            "<style:style style:name=\"Break_\($0)\" style:family=\"paragraph\" style:parent-style-name=\"\($0)\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>"
        }.joined()
            + """
            <style:style style:name="\(kept)" style:family="paragraph" style:parent-style-name="Text_20_body"><style:paragraph-properties fo:keep-with-next="always"/></style:style><style:style style:name="\(keptCaption)" style:family="paragraph" style:parent-style-name="Caption"><style:paragraph-properties fo:keep-with-next="always"/></style:style><style:style style:name="TableRow" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style><style:style style:name="TableCell" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border="0.5pt solid #595959"/></style:style><style:style style:name="TableHeaderCell" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border="0.5pt solid #595959" fo:background-color="#e3ebf5"/></style:style>
            """

    /// A style that the text names.
    struct Named {
        let name: String
        /// What LibreOffice calls it.
        let shown: String
        let definition: String
        /// Whether it is that of a list, and not of paragraphs.
        var isList = false
        /// Whether it is one of ours, which no other program knows.
        var isOwn: Bool { ["Bronvermelding", "Notitie", "Afvinklijst"].contains(shown) }
    }

    /// All styles that the text names, but the one that all come from.
    ///
    /// - Parameter isLarge: letters of 18 points instead of 11.
    static func named(isLarge: Bool) -> [Named] {
        func size(_ points: Double) -> String { self.size(points, isLarge) }
        let headings = [(1, 16, 0.6), (2, 13, 0.5), (3, 11.5, 0.4), (4, 11, 0.3)].map {
            level, points, above in
            paragraph(
                "Heading_20_\(level)", "Heading \(level)", parent: "Heading",
                "fo:margin-top=\"\(above)cm\" fo:margin-bottom=\"0.15cm\"",
                size(points),
                extra:
                    " style:default-outline-level=\"\(level)\" style:next-style-name=\"Text_20_body\""
            )
        }
        let bar =
            "fo:margin-left=\"0.6cm\" fo:margin-right=\"0.6cm\" fo:padding-left=\"0.25cm\" fo:border-left=\"2.25pt solid #14365c\" fo:border-right=\"none\" fo:border-top=\"none\" fo:border-bottom=\"none\""
        let blue = "fo:font-weight=\"bold\" fo:color=\"#14365c\""
        let others = [
            paragraph(
                "Text_20_body", "Text body", "fo:margin-bottom=\"0.2cm\" fo:line-height=\"115%\"",
                ""),
            paragraph(
                "Heading", "Heading", "fo:margin-bottom=\"0.15cm\" fo:keep-with-next=\"always\"",
                blue),
            paragraph(
                "Title", "Title", parent: "Heading", "fo:margin-bottom=\"0.5cm\"",
                size(22), extra: " style:next-style-name=\"Text_20_body\""),
            paragraph(
                "Quotations", "Quotations", parent: "Text_20_body",
                "\(bar) fo:margin-top=\"0.2cm\" fo:margin-bottom=\"0cm\" fo:keep-together=\"always\" fo:keep-with-next=\"always\"",
                "fo:font-style=\"italic\""),
            paragraph(
                "Bronvermelding", "Bronvermelding", parent: "Text_20_body",
                // Without the bar, so that two quotations below each other are seen to be two.
                "fo:margin-left=\"0.85cm\" fo:margin-right=\"0.6cm\" fo:margin-bottom=\"0.3cm\" fo:keep-together=\"always\"",
                "fo:color=\"#3d3d3d\" \(size(9.5))"),
            paragraph(
                "Caption", "Caption", parent: "Text_20_body",
                "fo:margin-top=\"0.2cm\" fo:keep-with-next=\"always\"", "fo:font-weight=\"bold\""),
            paragraph("Table_20_Contents", "Table Contents", "fo:margin-bottom=\"0cm\"", ""),
            paragraph(
                "Table_20_Heading", "Table Heading", parent: "Table_20_Contents", "",
                "fo:font-weight=\"bold\""),
            paragraph(
                "Notitie", "Notitie", parent: "Text_20_body",
                "fo:padding=\"0.2cm\" fo:border=\"0.5pt solid #595959\" fo:background-color=\"#f2f2f2\" fo:keep-with-next=\"always\" fo:keep-together=\"always\" fo:margin-bottom=\"0.2cm\"",
                ""),
            paragraph("Footer", "Footer", "fo:text-align=\"center\"", size(9)),
        ]
        let lists = [
            list(
                "List_20_1", "List 1",
                "<text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\">", "bullet"),
            list(
                "Numbering_20_123", "Numbering 123",
                "<text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\">",
                "number"),
            list(
                "Afvinklijst", "Afvinklijst",
                "<text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"☐\">", "bullet"),
        ]
        return others + headings + lists.flatMap(\.self)
    }

    private static func size(_ points: Double, _ isLarge: Bool) -> String {
        let tenths = Int(isLarge ? points * 180 / 11 : points * 10)
        return "fo:font-size=\"\(tenths / 10).\(tenths % 10)pt\""
    }

    /// The part with the named styles.
    static func styles(language: String, isLarge: Bool) -> String {
        let tag = language.split(separator: "-", maxSplits: 1)
        let country = tag.count > 1 ? " fo:country=\"\(tag[1])\"" : ""
        return XML.declaration
            + """
            <office:document-styles \(namespaces) office:version="1.3"><office:font-face-decls><style:font-face style:name="Sans" svg:font-family="Calibri, Carlito, 'Liberation Sans'" style:font-family-generic="swiss"/></office:font-face-decls><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/><style:text-properties style:font-name="Sans" \(size(11, isLarge)) fo:language="\(tag.first ?? "nl")"\(country)/></style:default-style><style:default-style style:family="table"/><style:default-style style:family="table-row"/><style:default-style style:family="table-cell"/><style:style style:name="Standard" style:family="paragraph" style:class="text"/>
            """ + named(isLarge: isLarge).map(\.definition).joined()
                + """
                </office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin-top="2cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm" fo:margin-right="2cm"/><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>
                """
    }

    private static func paragraph(
        _ id: String, _ name: String, parent: String = "Standard", _ properties: String,
        _ text: String, extra: String = ""
    ) -> Named {
        let definition =
            "<style:style style:name=\"\(id)\" style:display-name=\"\(name)\" style:family=\"paragraph\" style:parent-style-name=\"\(parent)\"\(extra)>"
            + (properties.isEmpty ? "" : "<style:paragraph-properties \(properties)/>")
            + (text.isEmpty ? "" : "<style:text-properties \(text)/>") + "</style:style>"
        return Named(name: id, shown: name, definition: definition)
    }

    /// A style of a list, and that of the paragraphs in it.
    private static func list(_ id: String, _ name: String, _ level: String, _ kind: String)
        -> [Named]
    {
        let definition =
            "<text:list-style style:name=\"\(id)\" style:display-name=\"\(name)\">\(level)"
            + "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"0.8cm\" fo:text-indent=\"-0.6cm\" fo:margin-left=\"0.8cm\"/></style:list-level-properties>"
            + "</text:list-level-style-\(kind)></text:list-style>"
        return [
            Named(name: id, shown: name, definition: definition, isList: true),
            paragraph(
                id + "_text", name, parent: "Text_20_body", "fo:margin-bottom=\"0.1cm\"", "",
                extra: " style:list-style-name=\"\(id)\""),
        ]
    }
}
