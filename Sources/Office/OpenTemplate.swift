internal import Markup
internal import Publishing
internal import Zip

/// The looks of an OpenDocument text that somebody made: its styles, page, head and foot.
struct OpenTemplate {
    private let package: PackageReader
    private var styles = ""
    private var pictures: [String] = []

    /// What it has no style for, by the names that LibreOffice shows.
    private(set) var missing: [String] = []
    private var own: [String] = []

    private static let end = "</office:styles>"

    /// Reads the looks.
    ///
    /// - Throws: `OfficeError.template`.
    init(_ bytes: [UInt8]) throws(OfficeError) {
        package = try PackageReader(bytes)
        let kind = String(decoding: package.bytes(of: "mimetype") ?? [], as: UTF8.self)
        guard kind.hasPrefix(OpenDocument.mediaType) else { throw .template(.otherKind) }
        guard let (text, tree) = try package.xml("styles.xml"), text.contains(Self.end) else {
            throw .template(.damaged("styles.xml"))
        }
        styles = text
        var known: Set<String> = []
        for node in 0..<tree.count where !tree.isText(node) {
            // A list and a paragraph may have a style of the same name.
            if let name = tree.attribute(named: "name", of: node) {
                switch tree.name(node) {
                case "list-style": known.insert("list " + name)
                case "style" where tree.attribute(named: "family", of: node) == "paragraph":
                    known.insert(name)
                default: break
                }
            }
            if tree.name(node) == "image", let path = tree.attribute(named: "href", of: node),
                path.hasPrefix("Pictures/"), !pictures.contains(path)
            {
                pictures.append(path)
            }
        }
        for style in OpenDocumentStyles.named(isLarge: false)
        where !known.contains((style.isList ? "list " : "") + style.name) {
            own.append(style.definition)
            if !style.isOwn, !missing.contains(style.shown) { missing.append(style.shown) }
        }
        // Ours are put in with these prefixes.
        guard ["fo", "style", "text"].allSatisfy({ text.contains("xmlns:\($0)=") }) else {
            throw .template(.damaged("styles.xml"))
        }
    }

    /// The parts of a package with the sheet's text in these looks.
    ///
    /// - Throws: `OfficeError.template`.
    func parts(of sheet: Sheet) throws(OfficeError) -> [ZipEntry] {
        guard let place = styles.firstRange(of: Self.end) else {
            throw .template(.damaged("styles.xml"))
        }
        let text = styles[..<place.lowerBound] + own.joined() + styles[place.lowerBound...]
        guard (try? MarkupParser.xml(Array(text.utf8))) != nil else {
            throw .template(.damaged("styles.xml"))
        }
        var entries: [ZipEntry] = []
        for name in pictures {
            guard let bytes = package.bytes(of: name) else { throw .template(.damaged(name)) }
            entries.append(ZipEntry(name: name, bytes: bytes))
        }
        return OpenDocument.parts(of: sheet, styles: String(text), with: entries)
    }
}
