internal import Publishing
internal import Zip

/// A sheet as Office Open XML slides.
///
/// Source: ECMA-376 part 1, sections 19 to 21.
enum Presentation {
    /// The parts of the package.
    static func parts(of sheet: Sheet) -> [ZipEntry] {
        let language = XML.language(of: sheet)
        let slides = [Slide(title: sheet.title)] + Slide.slides(of: sheet)
        var types: [(name: String, kind: String)] = [
            ("ppt/presentation.xml", kind("presentation.main")),
            ("ppt/slideMasters/slideMaster1.xml", kind("slideMaster")),
            ("ppt/slideLayouts/slideLayout1.xml", kind("slideLayout")),
            ("ppt/slideLayouts/slideLayout2.xml", kind("slideLayout")),
            ("ppt/notesMasters/notesMaster1.xml", kind("notesMaster")),
            ("ppt/theme/theme1.xml", "officedocument.theme"),
            ("ppt/theme/theme2.xml", "officedocument.theme"),
            ("ppt/presProps.xml", kind("presProps")),
            ("ppt/viewProps.xml", kind("viewProps")),
            ("ppt/tableStyles.xml", kind("tableStyles")),
            ("docProps/core.xml", "package.core-properties"),
            ("docProps/custom.xml", "officedocument.custom-properties"),
        ]
        var parts: [ZipEntry] = []
        for (place, slide) in slides.enumerated() {
            let number = place + 1
            let hasNotes = !slide.notes.isEmpty
            let isTitle = place == 0 || (slide.points.isEmpty && slide.table == nil)
            var targets = [("slideLayout", "../slideLayouts/slideLayout\(isTitle ? 1 : 2).xml")]
            if hasNotes { targets.append(("notesSlide", "../notesSlides/notesSlide\(number).xml")) }
            let text = SlideText.slide(slide, isTitle: isTitle, language: language)
            parts.append(ZipEntry(name: "ppt/slides/slide\(number).xml", text: text))
            parts.append(
                ZipEntry(
                    name: "ppt/slides/_rels/slide\(number).xml.rels",
                    text: XML.relationships(targets)))
            types.append(("ppt/slides/slide\(number).xml", kind("slide")))
            guard hasNotes else { continue }
            let notes = "ppt/notesSlides/notesSlide\(number).xml"
            types.append((notes, kind("notesSlide")))
            parts.append(
                ZipEntry(name: notes, text: SlideText.notes(slide.notes, language: language)))
            parts.append(
                ZipEntry(
                    name: "ppt/notesSlides/_rels/notesSlide\(number).xml.rels",
                    text: XML.relationships([
                        ("notesMaster", "../notesMasters/notesMaster1.xml"),
                        ("slide", "../slides/slide\(number).xml"),
                    ])))
        }
        let head = [
            ZipEntry(name: "[Content_Types].xml", text: XML.contentTypes(types)),
            ZipEntry(name: "_rels/.rels", text: XML.packageRelationships("ppt/presentation.xml")),
            ZipEntry(name: "docProps/core.xml", text: XML.coreProperties(of: sheet)),
            ZipEntry(name: "docProps/custom.xml", text: XML.customProperties(of: sheet)),
        ]
        return head + fixedParts(slides: slides.count, language: language) + parts
    }

    private static func kind(_ name: String) -> String {
        "officedocument.presentationml.\(name)"
    }

    /// What holds for all slides together.
    private static func fixedParts(slides: Int, language: String) -> [ZipEntry] {
        let list = (0..<slides).map { "<p:sldId id=\"\(256 + $0)\" r:id=\"rId\($0 + 4)\"/>" }
        let presentation =
            XML.declaration
                + """
                <p:presentation \(SlideMasters.namespaces)><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>\(list.joined())</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="\(language)"/></a:defPPr></p:defaultTextStyle></p:presentation>
                """
        let master = "../slideMasters/slideMaster1.xml"
        return [
            ZipEntry(name: "ppt/presentation.xml", text: presentation),
            ZipEntry(
                name: "ppt/_rels/presentation.xml.rels",
                text: XML.relationships(
                    [
                        ("slideMaster", "slideMasters/slideMaster1.xml"),
                        ("notesMaster", "notesMasters/notesMaster1.xml"),
                        ("theme", "theme/theme1.xml"),
                    ] + (0..<slides).map { ("slide", "slides/slide\($0 + 1).xml") }
                        + ["presProps", "viewProps", "tableStyles"].map { ($0, $0 + ".xml") })),
            // Without these PowerPoint offers to repair the file.
            ZipEntry(
                name: "ppt/presProps.xml",
                text: XML.declaration + "<p:presentationPr \(SlideMasters.namespaces)/>"),
            ZipEntry(
                name: "ppt/viewProps.xml",
                text: XML.declaration + "<p:viewPr \(SlideMasters.namespaces)/>"),
            ZipEntry(
                name: "ppt/tableStyles.xml",
                text: XML.declaration
                    + "<a:tblStyleLst \(SlideMasters.namespaces) def=\"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}\"/>"
            ),
            ZipEntry(name: "ppt/theme/theme1.xml", text: XML.theme),
            ZipEntry(name: "ppt/theme/theme2.xml", text: XML.theme),
            ZipEntry(name: "ppt/slideMasters/slideMaster1.xml", text: SlideMasters.master),
            ZipEntry(
                name: "ppt/slideMasters/_rels/slideMaster1.xml.rels",
                text: XML.relationships([
                    ("slideLayout", "../slideLayouts/slideLayout1.xml"),
                    ("slideLayout", "../slideLayouts/slideLayout2.xml"),
                    ("theme", "../theme/theme1.xml"),
                ])),
            ZipEntry(name: "ppt/slideLayouts/slideLayout1.xml", text: SlideMasters.titleLayout),
            ZipEntry(
                name: "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
                text: XML.relationships([("slideMaster", master)])),
            ZipEntry(name: "ppt/slideLayouts/slideLayout2.xml", text: SlideMasters.contentLayout),
            ZipEntry(
                name: "ppt/slideLayouts/_rels/slideLayout2.xml.rels",
                text: XML.relationships([("slideMaster", master)])),
            ZipEntry(name: "ppt/notesMasters/notesMaster1.xml", text: SlideMasters.notesMaster),
            ZipEntry(
                name: "ppt/notesMasters/_rels/notesMaster1.xml.rels",
                text: XML.relationships([("theme", "../theme/theme2.xml")])),
        ]
    }
}
