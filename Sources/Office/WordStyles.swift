internal import Publishing

/// The styles of a Word document: those that Word has itself keep its names.
struct WordStyles {
    /// Namespace of everything in the text.
    static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    /// A style that the text uses; the raw value is its id where no template has another.
    enum Style: String, CaseIterable {
        case title = "Title"
        case heading1 = "Heading1"
        case heading2 = "Heading2"
        case heading3 = "Heading3"
        case heading4 = "Heading4"
        case quote = "Quote"
        case quoteSource = "QuoteSource"
        case bullets = "ListBullet"
        case numbers = "ListNumber"
        case checklist = "Checklist"
        case caption = "Caption"
        case cell = "TableContents"
        case cellHeading = "TableHeading"
        case note = "Note"
        case footer = "Footer"
        case table = "TableGrid"

        /// The name that Word shows, or translates.
        var name: String {
            switch self {
            case .title: "Title"
            case .heading1: "heading 1"
            case .heading2: "heading 2"
            case .heading3: "heading 3"
            case .heading4: "heading 4"
            case .quote: "Quote"
            case .quoteSource: "Bronvermelding"
            case .bullets: "List Bullet"
            case .numbers: "List Number"
            case .checklist: "Afvinklijst"
            case .caption: "caption"
            case .cell: "Tabelinhoud"
            case .cellHeading: "Tabelkop"
            case .note: "Notitie"
            case .footer: "footer"
            case .table: "Table Grid"
            }
        }

        /// Whether it is one of ours, which no other program knows.
        var isOwn: Bool {
            switch self {
            case .quoteSource, .checklist, .cell, .cellHeading, .note: true
            default: false
            }
        }

        static func heading(_ level: Int) -> Style {
            let all: [Style] = [.heading1, .heading2, .heading3, .heading4]
            return all[min(all.count, max(1, level)) - 1]
        }
    }

    /// The ids of styles that a template has.
    var ids: [Style: String] = [:]
    /// The id of the style that all others come from.
    var base = "Normal"
    /// The numbers of lists that a template has already.
    var usedNumbers = 0
    /// The kinds of lists that a template has already.
    var usedKinds = 0
    /// Whether letters are 18 points instead of 11.
    var isLarge = false

    /// The id by which the text names a style.
    func id(_ style: Style) -> String { ids[style] ?? style.rawValue }

    // MARK: styles

    /// Half points, or twentieths of a point, in large print so much more.
    private func scaled(_ size: Int) -> Int { isLarge ? size * 18 / 11 : size }

    private func size(_ halfPoints: Int) -> String {
        "<w:sz w:val=\"\(scaled(halfPoints))\"/><w:szCs w:val=\"\(scaled(halfPoints))\"/>"
    }

    /// The part with all styles.
    func part(language: String) -> String {
        let size = scaled(22)
        return XML.declaration
            + """
            <w:styles xmlns:w="\(Self.namespace)"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="\(size)"/><w:szCs w:val="\(size)"/><w:lang w:val="\(language)" w:eastAsia="\(language)" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
            """ + Style.allCases.map(definition).joined() + "</w:styles>"
    }

    /// A style as an element that can stand in any list of styles.
    func definition(of style: Style) -> String {
        guard style != .table else { return table }
        let (properties, run) = looks(of: style)
        let next: [Style] = [.title, .heading1, .heading2, .heading3, .heading4, .quote]
        let parent = style == .quoteSource ? id(.quote) : base
        return
            "<w:style xmlns:w=\"\(Self.namespace)\" w:type=\"paragraph\"\(style.isOwn ? " w:customStyle=\"1\"" : "") w:styleId=\"\(style.rawValue)\">"
            + "<w:name w:val=\"\(style.name)\"/><w:basedOn w:val=\"\(parent)\"/>"
            + (next.contains(style) ? "<w:next w:val=\"\(base)\"/>" : "") + "<w:qFormat/>"
            + (properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")
            + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>") + "</w:style>"
    }

    private func looks(of style: Style) -> (paragraph: String, run: String) {
        let blue = "<w:b/><w:color w:val=\"14365C\"/>"
        func list(_ number: Int) -> String {
            "<w:numPr><w:numId w:val=\"\(number)\"/></w:numPr><w:spacing w:after=\"60\"/><w:contextualSpacing w:val=\"0\"/>"
        }
        func heading(_ level: Int, _ halfPoints: Int) -> (String, String) {
            (
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"\(400 - 60 * level)\" w:after=\"80\"/><w:outlineLvl w:val=\"\(level - 1)\"/>",
                blue + size(halfPoints)
            )
        }
        func border(_ side: String) -> String {
            "<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"595959\"/>"
        }
        return switch style {
        case .title: ("<w:keepNext/><w:spacing w:after=\"240\"/>", blue + size(44))
        case .heading1: heading(1, 32)
        case .heading2: heading(2, 26)
        case .heading3: heading(3, 23)
        case .heading4: heading(4, 22)
        case .quote:
            (
                "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"14365C\"/></w:pBdr><w:spacing w:before=\"120\" w:after=\"40\"/><w:ind w:left=\"340\" w:right=\"340\"/>",
                "<w:i/>"
            )
        case .quoteSource:
            // Without the bar, so that two quotations below each other are seen to be two.
            (
                "<w:pBdr><w:left w:val=\"nil\"/></w:pBdr><w:spacing w:before=\"0\" w:after=\"160\"/>",
                "<w:i w:val=\"0\"/><w:color w:val=\"3D3D3D\"/>" + size(19)
            )
        case .bullets: (list(number(of: .dots)), "")
        case .numbers: (list(number(of: .ordered(1))), "")
        case .checklist: (list(number(of: .boxes)), "")
        case .caption: ("<w:keepNext/><w:spacing w:before=\"120\" w:after=\"80\"/>", "<w:b/>")
        case .cell: ("<w:spacing w:before=\"40\" w:after=\"40\"/>", "")
        case .cellHeading: ("<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>", "<w:b/>")
        case .note:
            (
                "<w:keepNext/><w:keepLines/><w:pBdr>\(border("top"))\(border("left"))\(border("bottom"))\(border("right"))</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/><w:ind w:left=\"113\" w:right=\"113\"/>",
                ""
            )
        case .footer: ("<w:jc w:val=\"center\"/>", size(18))
        case .table: ("", "")
        }
    }

    private var table: String {
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"595959\"/>"
        }
        return
            "<w:style xmlns:w=\"\(Self.namespace)\" w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\(borders.joined())</w:tblBorders><w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E3EBF5\"/></w:tcPr></w:tblStylePr></w:style>"
    }

    // MARK: lists

    /// A list that the text numbers or marks.
    enum List {
        case dots, boxes
        /// The ordered list with this number, from 1: each begins at one.
        case ordered(Int)
    }

    /// The number by which the text names a list.
    func number(of list: List) -> Int {
        switch list {
        case .dots: usedNumbers + 1
        case .boxes: usedNumbers + 2
        case .ordered(let place): usedNumbers + 2 + place
        }
    }

    /// The elements that define kinds of lists, and those that define the lists.
    func numberings(orderedLists: Int) -> (kinds: String, numbers: String) {
        let left = scaled(454)
        let hanging = scaled(340)
        func kind(_ place: Int, _ format: String, _ text: String, _ font: String = "") -> String {
            let run =
                font.isEmpty
                ? ""
                : "<w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:cs=\"\(font)\" w:hint=\"default\"/></w:rPr>"
            return
                "<w:abstractNum xmlns:w=\"\(Self.namespace)\" w:abstractNumId=\"\(usedKinds + place)\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"\(left)\" w:hanging=\"\(hanging)\"/></w:pPr>\(run)</w:lvl></w:abstractNum>"
        }
        func number(_ list: List, _ kind: Int, _ restart: String = "") -> String {
            "<w:num xmlns:w=\"\(Self.namespace)\" w:numId=\"\(self.number(of: list))\"><w:abstractNumId w:val=\"\(usedKinds + kind)\"/>\(restart)</w:num>"
        }
        let kinds =
            kind(0, "bullet", "•") + kind(1, "bullet", "☐", "Segoe UI Symbol")
            + kind(2, "decimal", "%1.")
        var numbers = number(.dots, 0) + number(.boxes, 1)
        // The style of ordered lists refers to the first of these.
        for place in 1...max(1, orderedLists) {
            numbers += number(
                .ordered(place), 2,
                "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>")
        }
        return (kinds, numbers)
    }

    /// The part with the numberings.
    func numbering(orderedLists: Int) -> String {
        let (kinds, numbers) = numberings(orderedLists: orderedLists)
        return XML.declaration
            + "<w:numbering xmlns:w=\"\(Self.namespace)\">\(kinds)\(numbers)</w:numbering>"
    }

    // MARK: other parts

    /// The part with the settings of the document.
    static func settings(language: String, evenAndOdd: Bool = false) -> String {
        XML.declaration
            + """
            <w:settings xmlns:w="\(namespace)"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>\(evenAndOdd ? "<w:evenAndOddHeaders/>" : "")<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="\(language)"/></w:settings>
            """
    }

    /// The part that tells a program without our letters what they are like.
    static let fontTable =
        XML.declaration
            + """
            <w:fonts xmlns:w="\(namespace)"><w:font w:name="Calibri"><w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>
            """

    /// The foot of a page: its number.
    static let footer =
        XML.declaration
            + """
            <w:ftr xmlns:w="\(namespace)"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
            """
}
