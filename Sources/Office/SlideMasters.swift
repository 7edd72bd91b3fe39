/// The looks that all slides share: theme, master and layouts.
enum SlideMasters {
    /// The namespaces of every part.
    static let namespaces =
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""

    /// Shapes as the tree of a slide.
    static func tree(_ shapes: String) -> String {
        "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>\(shapes)</p:spTree>"
    }

    private static let background =
        "<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    private static let colors =
        "bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\""

    /// A placeholder at a place, in English Metric Units (914400 to the inch).
    private static func placeholder(
        _ id: Int, _ name: String, _ kind: String, _ frame: (Int, Int, Int, Int)?,
        body: String = "<a:bodyPr/>", style: String = "<a:lstStyle/>"
    ) -> String {
        let place = frame.map {
            "<a:xfrm><a:off x=\"\($0.0)\" y=\"\($0.1)\"/><a:ext cx=\"\($0.2)\" cy=\"\($0.3)\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
        }
        return
            "<p:sp><p:nvSpPr><p:cNvPr id=\"\(id)\" name=\"\(name)\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph \(kind)/></p:nvPr></p:nvSpPr><p:spPr>\(place ?? "")</p:spPr><p:txBody>\(body)\(style)<a:p><a:endParaRPr lang=\"nl-NL\"/></a:p></p:txBody></p:sp>"
    }

    /// A strip of colour along the top, for the eye alone.
    private static let band =
        "<p:sp><p:nvSpPr><p:cNvPr id=\"4\" name=\"Band\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"12192000\" cy=\"180000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"

    /// The master of the slides.
    static let master: String = {
        let shapes =
            band
            + placeholder(
                2, "Titel", "type=\"title\"", (609_600, 320_000, 10_972_800, 1_000_000),
                body: "<a:bodyPr anchor=\"ctr\"><a:normAutofit/></a:bodyPr>")
            + placeholder(
                3, "Inhoud", "type=\"body\" idx=\"1\"", (609_600, 1_450_000, 10_972_800, 4_950_000),
                body: "<a:bodyPr><a:normAutofit/></a:bodyPr>")
        let levels = (1...9).map { level in
            "<a:lvl\(level)pPr marL=\"\(400_050 * level)\" indent=\"-400050\"><a:spcBef><a:spcPts val=\"800\"/></a:spcBef><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/><a:defRPr sz=\"2400\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl\(level)pPr>"
        }
        return XML.declaration
            + """
            <p:sldMaster \(namespaces)><p:cSld>\(background)\(tree(shapes))</p:cSld><p:clrMap \(colors)/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:buNone/><a:defRPr sz="3200" b="1"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>\(levels.joined())</p:bodyStyle><p:otherStyle><a:defPPr><a:defRPr lang="nl-NL"/></a:defPPr></p:otherStyle></p:txStyles></p:sldMaster>
            """
    }()

    /// The layout of a slide that has a title alone.
    static let titleLayout = layout(
        "title", "Titeldia",
        placeholder(
            2, "Titel", "type=\"ctrTitle\"", (914_400, 1_900_000, 10_363_200, 2_600_000),
            body: "<a:bodyPr anchor=\"ctr\"><a:normAutofit/></a:bodyPr>",
            style:
                "<a:lstStyle><a:lvl1pPr><a:defRPr sz=\"4400\"><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        ),
        background:
            "<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    )

    /// The layout of a slide with a title and something under it.
    static let contentLayout = layout(
        "obj", "Titel en inhoud",
        placeholder(2, "Titel", "type=\"title\"", nil)
            + placeholder(3, "Inhoud", "idx=\"1\"", nil))

    private static func layout(
        _ type: String, _ name: String, _ shapes: String, background: String = ""
    ) -> String {
        XML.declaration
            + "<p:sldLayout \(namespaces) type=\"\(type)\" preserve=\"1\"><p:cSld name=\"\(name)\">\(background)\(tree(shapes))</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    }

    /// The master of the notes.
    static let notesMaster: String = {
        let image =
            "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Dia\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr></p:sp>"
        let shapes =
            image
            + placeholder(
                3, "Notities", "type=\"body\" sz=\"quarter\" idx=\"1\"",
                (685_800, 4_400_550, 5_486_400, 3_600_450))
        return XML.declaration
            + "<p:notesMaster \(namespaces)><p:cSld>\(background)\(tree(shapes))</p:cSld><p:clrMap \(colors)/><p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1200\"/></a:lvl1pPr></p:notesStyle></p:notesMaster>"
    }()
}
