internal import Markup
internal import Publishing
internal import Zip

/// The looks of a Word document that somebody made: its styles, letters and theme, the size of the
/// page, its margins, head and foot.
///
/// Nothing else is taken over: no text, no macros, no settings, and nothing that stands outside the
/// package but addresses in head and foot.
struct WordTemplate {
    private let package: PackageReader
    private let main: String
    /// The document's first tag with its namespaces, and its last section's properties.
    private let root: String
    private let section: String
    private var relationships: [PackageReader.Relationship] = []
    private var styleText = ""
    private var numberingText = ""
    private var styles = WordStyles()
    private var evenAndOdd = false

    /// What it has no style for, by the names that Word shows.
    private(set) var missing: [String] = []

    /// The parts that are taken over, by the kind of the relationship.
    private static let kinds: Set<String> = [
        "styles", "numbering", "theme", "fontTable", "header", "footer",
    ]
    private static let innerKinds: Set<String> = ["image", "hyperlink", "font"]

    /// Reads the looks.
    ///
    /// - Throws: `OfficeError.template`.
    init(_ bytes: [UInt8]) throws(OfficeError) {
        package = try PackageReader(bytes)
        let outer = try package.relationships(of: "")
        guard let main = outer.first(where: { $0.kind == "officeDocument" })?.part else {
            throw .template(.otherKind)
        }
        self.main = main
        guard let (text, tree) = try package.xml(main) else { throw .template(.damaged(main)) }
        guard tree.count > 0, tree.name(0) == "document" else { throw .template(.otherKind) }
        // The other namespace is that of the strict form, which word processors hardly write.
        guard let body = text.firstRange(of: "<w:body"),
            let start = text[..<body.lowerBound].firstRange(of: "<w:document"),
            text[start.lowerBound..<body.lowerBound].contains("\"\(WordStyles.namespace)\"")
        else { throw .template(.damaged(main)) }
        root = String(text[start.lowerBound..<body.lowerBound])
        section = Self.lastSection(of: text)
        relationships = try package.relationships(of: main).filter {
            $0.part != nil && Self.kinds.contains($0.kind)
        }
        try readStyles()
        try readNumbering()
        if let (_, settings) = try package.xml(PackageReader.split(main).folder + "settings.xml") {
            evenAndOdd = (0..<settings.count).contains {
                settings.name($0) == "evenAndOddHeaders"
            }
        }
    }

    /// The properties of the last section, which are those of the page.
    private static func lastSection(of text: String) -> String {
        let end = "</w:sectPr>"
        var rest = text[...]
        var result = ""
        while let start = rest.firstRange(of: "<w:sectPr"),
            let close = rest[start.upperBound...].firstRange(of: end)
        {
            result = String(rest[start.lowerBound..<close.upperBound])
            rest = rest[close.upperBound...]
        }
        return result
    }

    private func part(_ kind: String) -> String? {
        relationships.first { $0.kind == kind }?.part
    }

    private mutating func readStyles() throws(OfficeError) {
        guard let name = part("styles"), let (text, tree) = try package.xml(name),
            text.contains("</w:styles>")
        else { throw .template(.damaged(part("styles") ?? "styles.xml")) }
        styleText = text
        var known: [String: String] = [:]
        for node in 0..<tree.count where tree.name(node) == "style" {
            guard let id = tree.attribute(named: "styleId", of: node) else { continue }
            let isDefault = ["1", "true"].contains(
                tree.attribute(named: "default", of: node) ?? "")
            if isDefault, tree.attribute(named: "type", of: node) == "paragraph" {
                styles.base = PlainText.escaped(id)
            }
            for inner in tree.descendants(node) where tree.name(inner) == "name" {
                guard let shown = tree.attribute(named: "val", of: inner)?.lowercased() else {
                    continue
                }
                if known[shown] == nil { known[shown] = PlainText.escaped(id) }
            }
        }
        // LibreOffice marks none as the one that all come from.
        if !known.values.contains(styles.base), let normal = known["normal"] {
            styles.base = normal
        }
        for style in WordStyles.Style.allCases {
            if let id = known[style.name.lowercased()] {
                styles.ids[style] = id
            } else if style != .footer, !style.isOwn {
                missing.append(style.name)
            }
        }
    }

    private mutating func readNumbering() throws(OfficeError) {
        guard let name = part("numbering"), let (text, tree) = try package.xml(name) else {
            return
        }
        guard text.contains("</w:numbering>") else { throw .template(.damaged(name)) }
        numberingText = text
        for node in 0..<tree.count {
            func number(_ name: String) -> Int {
                min(1_000_000, tree.attribute(named: name, of: node).flatMap { Int($0) } ?? 0)
            }
            switch tree.name(node) {
            case "num": styles.usedNumbers = max(styles.usedNumbers, number("numId"))
            case "abstractNum":
                styles.usedKinds = max(styles.usedKinds, number("abstractNumId") + 1)
            default: continue
            }
        }
    }

    // MARK: writing

    /// The parts of a package with the sheet's text in these looks.
    ///
    /// - Throws: `OfficeError.template`.
    func parts(of sheet: Sheet) throws(OfficeError) -> [ZipEntry] {
        let (body, orderedLists) = WordDocument.content(of: sheet, in: styles)
        let folder = PackageReader.split(main).folder
        var entries: [ZipEntry] = []
        var rels = relationships.filter { $0.kind != "numbering" }
        for relationship in rels where relationship.kind != "styles" {
            guard let name = relationship.part, !entries.contains(where: { $0.name == name })
            else { continue }
            guard let bytes = package.bytes(of: name) else { throw .template(.damaged(name)) }
            entries.append(ZipEntry(name: name, bytes: bytes))
            entries += try inner(of: name, besides: entries)
        }
        let styleName = part("styles") ?? folder + "styles.xml"
        entries.append(ZipEntry(name: styleName, text: allStyles))
        let numbering = part("numbering") ?? folder + "numbering.xml"
        let settings = folder + "settings.xml"
        entries.append(ZipEntry(name: numbering, text: allNumbering(orderedLists)))
        entries.append(
            ZipEntry(
                name: settings,
                text: WordStyles.settings(
                    language: XML.language(of: sheet), evenAndOdd: evenAndOdd)))
        var added = [("numbering", numbering), ("settings", settings)]
        for (kind, name, text) in [
            ("theme", "theme1.xml", XML.theme),
            ("fontTable", "fontTable.xml", WordStyles.fontTable),
        ] where part(kind) == nil {
            added.append((kind, folder + name))
            entries.append(ZipEntry(name: folder + name, text: text))
        }
        for (place, (kind, name)) in added.enumerated() {
            rels.append(
                PackageReader.Relationship(
                    id: "ouderwijs\(place + 1)", kind: kind,
                    target: name.hasPrefix(folder)
                        ? String(name.dropFirst(folder.count)) : "/" + name, part: name))
        }
        // Two parts of one name would be no package.
        guard Set(entries.map(\.name)).count == entries.count else { throw .template(.otherKind) }
        let document =
            XML.declaration + root + "<w:body>" + body + section + "</w:body></w:document>"
        // What was cut out and put together is to be one well-formed whole.
        guard (try? MarkupParser.xml(Array(document.utf8))) != nil else {
            throw .template(.damaged(main))
        }
        let file = PackageReader.split(main).file
        return [
            ZipEntry(name: "[Content_Types].xml", text: types(of: entries, rels)),
            ZipEntry(name: "_rels/.rels", text: XML.packageRelationships(main)),
            ZipEntry(name: main, text: document),
            ZipEntry(name: "\(folder)_rels/\(file).rels", text: Self.text(of: rels)),
        ] + entries + [
            ZipEntry(name: "docProps/core.xml", text: XML.coreProperties(of: sheet)),
            ZipEntry(name: "docProps/custom.xml", text: XML.customProperties(of: sheet)),
        ]
    }

    /// What head, foot and letters refer to, with the part that says so.
    private func inner(
        of name: String, besides known: [ZipEntry]
    ) throws(OfficeError) -> [ZipEntry] {
        let found = try package.relationships(of: name).filter {
            Self.innerKinds.contains($0.kind) && ($0.part != nil || $0.kind == "hyperlink")
        }
        guard !found.isEmpty else { return [] }
        let (folder, file) = PackageReader.split(name)
        var entries = [ZipEntry(name: "\(folder)_rels/\(file).rels", text: Self.text(of: found))]
        for part in found.compactMap(\.part)
        where !(known + entries).contains(where: { $0.name == part }) {
            guard let bytes = package.bytes(of: part) else { throw .template(.damaged(part)) }
            entries.append(ZipEntry(name: part, bytes: bytes))
        }
        return entries
    }

    private var allStyles: String {
        let own = WordStyles.Style.allCases.filter { styles.ids[$0] == nil && $0 != .footer }
        return Self.insert(
            own.map(styles.definition).joined(), before: "</w:styles>", in: styleText)
    }

    private func allNumbering(_ orderedLists: Int) -> String {
        let (kinds, numbers) = styles.numberings(orderedLists: orderedLists)
        guard !numberingText.isEmpty else {
            return styles.numbering(orderedLists: orderedLists)
        }
        // The kinds stand before the lists, and behind the lists stands at most a clean-up.
        let first = numberingText.contains("<w:num ") ? "<w:num " : "</w:numbering>"
        let last =
            numberingText.contains("<w:numIdMacAtCleanup")
            ? "<w:numIdMacAtCleanup" : "</w:numbering>"
        let withKinds = Self.insert(kinds, before: first, in: numberingText)
        return Self.insert(numbers, before: last, in: withKinds)
    }

    private static func insert(_ new: String, before mark: String, in text: String) -> String {
        guard let place = text.firstRange(of: mark) else { return text }
        return text[..<place.lowerBound] + new + text[place.lowerBound...]
    }

    // MARK: the package

    private static func text(of relationships: [PackageReader.Relationship]) -> String {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let lines = relationships.map {
            "<Relationship Id=\"\(PlainText.escaped($0.id))\" Type=\"\(office)\($0.kind)\" Target=\"\(PlainText.escaped($0.target))\"\($0.part == nil ? " TargetMode=\"External\"" : "")/>"
        }
        return XML.declaration
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + lines.joined() + "</Relationships>"
    }

    /// The kinds of parts by their relationships, and those of other files by their ending.
    private func types(
        of entries: [ZipEntry], _ relationships: [PackageReader.Relationship]
    ) -> String {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        let office = "application/vnd.openxmlformats-officedocument."
        var overrides = [(main, word + "document.main+xml")]
        for relationship in relationships {
            guard let name = relationship.part, !overrides.contains(where: { $0.0 == name })
            else { continue }
            let kind = relationship.kind
            overrides.append((name, (kind == "theme" ? office : word) + kind + "+xml"))
        }
        overrides += [
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("docProps/custom.xml", office + "custom-properties+xml"),
        ]
        var endings = ["rels", "xml"]
        var defaults = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
        ]
        for entry in entries {
            let ending = String(entry.name.split(separator: ".").last ?? "").lowercased()
            guard !endings.contains(ending), let type = Self.types[ending] else { continue }
            endings.append(ending)
            defaults.append((ending, type))
        }
        return XML.declaration
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + defaults.map { "<Default Extension=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined()
            + overrides.map {
                "<Override PartName=\"/\(PlainText.escaped($0.0))\" ContentType=\"\($0.1)\"/>"
            }.joined() + "</Types>"
    }

    private static let types = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "svg": "image/svg+xml",
        "emf": "image/x-emf", "wmf": "image/x-wmf",
        "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    ]
}
