internal import Publishing

/// What stands on one slide, and in its notes.
enum SlideText {
    /// The part of a slide; one with `isTitle` has a title alone.
    static func slide(_ slide: Slide, isTitle: Bool, language: String) -> String {
        var shapes = shape(
            2, "Titel", placeholder: isTitle ? "type=\"ctrTitle\"" : "type=\"title\"",
            [paragraph(slide.title, language)])
        if let table = slide.table {
            shapes += self.table(table.caption, table.rows, language)
        } else if !isTitle {
            shapes += shape(3, "Inhoud", placeholder: "idx=\"1\"", points(slide.points, language))
        }
        return part("sld", shapes)
    }

    /// The part with the notes of a slide, a paragraph each.
    static func notes(_ notes: [String], language: String) -> String {
        let image =
            "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Dia\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
        return part(
            "notes",
            image
                + shape(
                    3, "Notities", placeholder: "type=\"body\" idx=\"1\"",
                    notes.map { paragraph($0, language) }))
    }

    private static func part(_ root: String, _ shapes: String) -> String {
        XML.declaration
            + "<p:\(root) \(SlideMasters.namespaces)><p:cSld>\(SlideMasters.tree(shapes))</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:\(root)>"
    }

    private static func shape(
        _ id: Int, _ name: String, placeholder: String, _ paragraphs: [String]
    ) -> String {
        "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"\(name)\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph \(placeholder)/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>\(paragraphs.joined())</p:txBody></p:sp>"
    }

    private static func paragraph(
        _ text: String, _ language: String, properties: String = "", run: String = ""
    ) -> String {
        "<a:p>\(properties)<a:r><a:rPr lang=\"\(language)\"\(run)/><a:t>\(PlainText.escaped(text))</a:t></a:r></a:p>"
    }

    /// The points, in letters that let all of them stand on the slide.
    private static func points(_ points: [Slide.Point], _ language: String) -> [String] {
        let length = points.reduce(0) { $0 + $1.text.count + 30 }
        // Hundredths of a point; a slide of 800 characters is full at 18 points.
        let sizes = [(200, 3200), (420, 2600), (780, 2200), (1050, 1800), (1500, 1600)]
        let size = sizes.first { length <= $0.0 }?.1 ?? 1400
        return points.map { point in
            var mark = "marL=\"0\" indent=\"0\"><a:buNone/>"
            var run = " sz=\"\(size)\""
            switch point.kind {
            case .plain: break
            case .heading: run += " b=\"1\""
            case .quote: run += " i=\"1\""
            case .source: run = " sz=\"\(min(size, 1600))\""
            case .bullet: mark = indented + "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>"
            case .box:
                mark = indented + "<a:buFont typeface=\"Segoe UI Symbol\"/><a:buChar char=\"☐\"/>"
            case .number(let number):
                mark =
                    indented
                    + "<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\"\(number > 1 ? " startAt=\"\(number)\"" : "")/>"
            }
            return paragraph(
                point.text, language, properties: "<a:pPr \(mark)</a:pPr>", run: run)
        }
    }

    private static let indented = "marL=\"400050\" indent=\"-400050\">"

    private static func table(_ caption: String, _ rows: [[String]], _ language: String) -> String {
        let header = rows.first ?? []
        let title = PlainText.escaped(caption)
        let widths = XML.widths(header, Array(rows.dropFirst()), total: 10_972_800)
        var grid = ""
        for width in widths { grid += "<a:gridCol w=\"\(width)\"/>" }
        var lines = ""
        for (place, row) in rows.enumerated() {
            lines += "<a:tr h=\"370840\">"
            for cell in row {
                let run = " sz=\"1600\"" + (place == 0 ? " b=\"1\"" : "")
                let fill =
                    place == 0
                    ? "<a:solidFill><a:srgbClr val=\"E3EBF5\"/></a:solidFill>" : "<a:noFill/>"
                lines +=
                    "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>\(paragraph(cell, language, run: run))</a:txBody><a:tcPr>\(borders)\(fill)</a:tcPr></a:tc>"
            }
            lines += "</a:tr>"
        }
        return
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"3\" name=\"Tabel\" descr=\"\(title)\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x=\"609600\" y=\"1500000\"/><a:ext cx=\"10972800\" cy=\"\(rows.count * 370_840)\"/></p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>\(grid)</a:tblGrid>\(lines)</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    }

    private static let borders = ["lnL", "lnR", "lnT", "lnB"].map {
        "<a:\($0) w=\"6350\"><a:solidFill><a:srgbClr val=\"595959\"/></a:solidFill></a:\($0)>"
    }.joined()
}
