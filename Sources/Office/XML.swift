internal import Publishing

/// What the three formats have in common.
enum XML {
    /// The first line of every part.
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    /// A language with its country, as word processors want it.
    static func language(of sheet: Sheet) -> String {
        sheet.language == "nl" ? "nl-NL" : PlainText.escaped(sheet.language)
    }

    /// Share of each column, in parts of `total`, by what stands in it; adds up to `total`.
    ///
    /// A column gets room for its longest word, and what remains by its text on the average.
    static func widths(_ header: [String], _ rows: [[String]], total: Int) -> [Int] {
        // About how many characters stand side by side on a page of A4, 17 cm wide.
        let line = 84
        let columns = header.indices.map { column in ([header] + rows).map { $0[column] } }
        let words = columns.map { texts in
            let longest = texts.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
            return min(max(3, longest) + 3, line / header.count)
        }
        // How much of a column's average text does not stand beside its longest word.
        let averages = zip(columns, words).map { texts, word in
            max(1, texts.reduce(0) { $0 + min(200, $1.count) } / texts.count - word)
        }
        let rest = line - words.reduce(0, +)
        let sum = averages.reduce(0, +)
        var result = header.indices.map { column in
            total * (words[column] * sum + rest * averages[column]) / (line * sum)
        }
        result[result.count - 1] += total - result.reduce(0, +)
        return result
    }

    /// The title and language, for both families of Office Open XML.
    static func coreProperties(of sheet: Sheet) -> String {
        declaration
            + """
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>\(PlainText.escaped(sheet.title))</dc:title><dc:language>\(language(of: sheet))</dc:language></cp:coreProperties>
            """
    }

    /// What else is told about the sheet; values of one name together.
    static func customProperties(of sheet: Sheet) -> String {
        let properties = joined(sheet.properties).enumerated().map { place, property in
            """
            <property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="\(place + 2)" name="\(property.name)"><vt:lpwstr>\(property.value)</vt:lpwstr></property>
            """
        }
        return declaration
            + """
            <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">\(properties.joined())</Properties>
            """
    }

    /// Names and values, escaped, each name once.
    static func joined(_ properties: [Sheet.Property]) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        for property in properties {
            let name = PlainText.escaped(property.name)
            let value = PlainText.escaped(property.value)
            guard !name.isEmpty else { continue }
            if let place = result.firstIndex(where: { $0.name == name }) {
                result[place].value += "; " + value
            } else {
                result.append((name, value))
            }
        }
        return result
    }

    /// A part that says how others hang together.
    static func relationships(_ targets: [(kind: String, target: String)]) -> String {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let lines = targets.enumerated().map { place, entry in
            let kind =
                entry.kind == "core-properties"
                ? "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                : office + entry.kind
            return
                "<Relationship Id=\"rId\(place + 1)\" Type=\"\(kind)\" Target=\"\(entry.target)\"/>"
        }
        return declaration
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + lines.joined() + "</Relationships>"
    }

    /// The part that says where the package begins: at this part, with its properties beside it.
    static func packageRelationships(_ main: String) -> String {
        relationships([
            ("officeDocument", main), ("core-properties", "docProps/core.xml"),
            ("custom-properties", "docProps/custom.xml"),
        ])
    }

    /// The list of what each part is; `kinds` are the ends of the content types.
    static func contentTypes(_ parts: [(name: String, kind: String)]) -> String {
        let office = "application/vnd.openxmlformats-"
        let lines = parts.map {
            "<Override PartName=\"/\($0.name)\" ContentType=\"\(office)\($0.kind)+xml\"/>"
        }
        return declaration
            + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\(lines.joined())</Types>
            """
    }

    /// The part with colours and letters; word processors and PowerPoint want three of each kind of fill, line and effect.
    static let theme: String = {
        let colors = [
            ("dk1", "1A1A1A"), ("lt1", "FFFFFF"), ("dk2", "14365C"), ("lt2", "E3EBF5"),
            ("accent1", "14365C"), ("accent2", "8A3B12"), ("accent3", "2F5D3A"),
            ("accent4", "5B3A7A"), ("accent5", "0B5C6B"), ("accent6", "6B4F00"),
            ("hlink", "0B4F9E"), ("folHlink", "5B3A7A"),
        ].map { "<a:\($0)><a:srgbClr val=\"\($1)\"/></a:\($0)>" }.joined()
        let fonts = ["major", "minor"].map {
            "<a:\($0)Font><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:\($0)Font>"
        }.joined()
        let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
        func three(_ text: String) -> String { text + text + text }
        return declaration
            + """
            <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Ouderwijs"><a:themeElements><a:clrScheme name="Ouderwijs">\(colors)</a:clrScheme><a:fontScheme name="Ouderwijs">\(fonts)</a:fontScheme><a:fmtScheme name="Ouderwijs"><a:fillStyleLst>\(three(fill))</a:fillStyleLst><a:lnStyleLst>\(three("<a:ln w=\"6350\">\(fill)</a:ln>"))</a:lnStyleLst><a:effectStyleLst>\(three("<a:effectStyle><a:effectLst/></a:effectStyle>"))</a:effectStyleLst><a:bgFillStyleLst>\(three(fill))</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
            """
    }()
}
