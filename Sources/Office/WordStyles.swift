/// The styles of a Word document: those that Word has itself keep its names.
enum WordStyles {
    /// Namespace of everything in the text.
    static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    /// The number under which the first ordered list is numbered, less one.
    static let firstOrdered = 2

    /// The part with the styles.
    static func styles(language: String) -> String {
        let headings = [(1, 32), (2, 26), (3, 23), (4, 22)].map { level, size in
            paragraph(
                "Heading\(level)", "heading \(level)", next: "Normal",
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"\(400 - 60 * level)\" w:after=\"80\"/><w:outlineLvl w:val=\"\(level - 1)\"/>",
                "<w:b/><w:color w:val=\"14365C\"/><w:sz w:val=\"\(size)\"/>")
        }
        let list = "<w:spacing w:after=\"60\"/><w:contextualSpacing w:val=\"0\"/>"
        let others = [
            paragraph(
                "Title", "Title", next: "Normal", "<w:keepNext/><w:spacing w:after=\"240\"/>",
                "<w:b/><w:color w:val=\"14365C\"/><w:sz w:val=\"44\"/>"),
            paragraph(
                "Quote", "Quote", next: "Normal",
                "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"14365C\"/></w:pBdr><w:spacing w:after=\"40\"/><w:ind w:left=\"340\" w:right=\"340\"/>",
                "<w:i/>"),
            paragraph(
                "QuoteSource", "Bronvermelding", parent: "Quote", next: "Normal",
                "<w:spacing w:after=\"120\"/>",
                "<w:i w:val=\"0\"/><w:color w:val=\"3D3D3D\"/><w:sz w:val=\"19\"/>"),
            paragraph(
                "ListBullet", "List Bullet", numbered(1) + list, ""),
            paragraph("ListNumber", "List Number", numbered(3) + list, ""),
            paragraph("Checklist", "Afvinklijst", numbered(2) + list, ""),
            paragraph(
                "Caption", "caption", next: "Normal",
                "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"80\"/>", "<w:b/>"),
            paragraph(
                "TableContents", "Tabelinhoud", "<w:spacing w:before=\"40\" w:after=\"40\"/>", ""),
            paragraph(
                "TableHeading", "Tabelkop",
                "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>",
                "<w:b/>"),
            paragraph(
                "Note", "Notitie",
                "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"595959\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"595959\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"595959\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"595959\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>",
                ""),
            paragraph("Footer", "footer", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"18\"/>"),
        ]
        return XML.declaration
            + """
            <w:styles xmlns:w="\(namespace)"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="\(language)" w:eastAsia="\(language)" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
            """ + headings.joined() + others.joined() + tables + "</w:styles>"
    }

    private static let tables = """
        <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="595959"/><w:left w:val="single" w:sz="4" w:space="0" w:color="595959"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="595959"/><w:right w:val="single" w:sz="4" w:space="0" w:color="595959"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="595959"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="595959"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E3EBF5"/></w:tcPr></w:tblStylePr></w:style>
        """

    private static func paragraph(
        _ id: String, _ name: String, parent: String = "Normal", next: String = "",
        _ properties: String, _ run: String
    ) -> String {
        let isOwn = !["heading", "Title", "Quote", "List", "caption", "footer"].contains {
            name.hasPrefix($0)
        }
        return
            "<w:style w:type=\"paragraph\"\(isOwn ? " w:customStyle=\"1\"" : "") w:styleId=\"\(id)\">"
            + "<w:name w:val=\"\(name)\"/><w:basedOn w:val=\"\(parent)\"/>"
            + (next.isEmpty ? "" : "<w:next w:val=\"\(next)\"/>")
            + "<w:qFormat/>"
            + (properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")
            + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>") + "</w:style>"
    }

    private static func numbered(_ number: Int) -> String {
        "<w:numPr><w:numId w:val=\"\(number)\"/></w:numPr>"
    }

    /// The part with the numberings: 1 for dots, 2 for boxes, then one for each ordered list.
    static func numbering(orderedLists: Int) -> String {
        func level(_ format: String, _ text: String, _ font: String = "") -> String {
            let run =
                font.isEmpty
                ? ""
                : "<w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:cs=\"\(font)\" w:hint=\"default\"/></w:rPr>"
            return
                "<w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"454\" w:hanging=\"340\"/></w:pPr>\(run)</w:lvl>"
        }
        var kinds = ""
        let levels = [
            level("bullet", "•"), level("bullet", "☐", "Segoe UI Symbol"), level("decimal", "%1."),
        ]
        for (place, level) in levels.enumerated() {
            kinds += "<w:abstractNum w:abstractNumId=\"\(place)\">\(level)</w:abstractNum>"
        }
        var numbers = ""
        for place in 0..<2 {
            numbers +=
                "<w:num w:numId=\"\(place + 1)\"><w:abstractNumId w:val=\"\(place)\"/></w:num>"
        }
        // The style of ordered lists refers to the first of these.
        for place in 1...max(1, orderedLists) {
            numbers +=
                "<w:num w:numId=\"\(firstOrdered + place)\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        }
        return XML.declaration
            + "<w:numbering xmlns:w=\"\(namespace)\">\(kinds)\(numbers)</w:numbering>"
    }

    /// The part with the settings of the document.
    static func settings(language: String) -> String {
        XML.declaration
            + """
            <w:settings xmlns:w="\(namespace)"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="\(language)"/></w:settings>
            """
    }

    /// The foot of a page: its number.
    static let footer =
        XML.declaration
            + """
            <w:ftr xmlns:w="\(namespace)"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
            """
}
