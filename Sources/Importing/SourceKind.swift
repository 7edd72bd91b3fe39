internal import Markup

/// What a source is, told from its bytes.
enum SourceKind: Hashable, Sendable {
    case html
    case xml
    case text
    case pdf
    case wordDocument
    case openDocument
    /// A page that a browser saved as a single file.
    case savedPage
    /// Something that is not imported; the name is a media type.
    case other(String)

    /// The media type that the corpus names.
    var mediaType: String {
        switch self {
        case .html: "text/html"
        case .xml: "application/xml"
        case .text: "text/plain"
        case .pdf: "application/pdf"
        case .wordDocument:
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .openDocument: "application/vnd.oasis.opendocument.text"
        case .savedPage: "multipart/related"
        case .other(let type): type
        }
    }

    /// Extensions of files that are sources; others are passed over in a folder.
    static let extensions: Set<String> = [
        "html", "htm", "xhtml", "xml", "mhtml", "mht", "txt", "text", "pdf", "docx",
        "odt",
    ]

    /// The first bytes of kinds that are not text.
    private static let signatures: [(bytes: [UInt8], kind: SourceKind)] = [
        (Array("%PDF-".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47], .other("image/png")),
        ([0xFF, 0xD8, 0xFF], .other("image/jpeg")),
        (Array("GIF8".utf8), .other("image/gif")),
        ([0x1F, 0x8B], .other("application/gzip")),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .other("application/x-xz")),
        (Array("BZh".utf8), .other("application/x-bzip2")),
        ([0xD0, 0xCF, 0x11, 0xE0], .other("application/x-ole-storage")),
        (Array("{\\rtf".utf8), .other("application/rtf")),
        (Array("Rar!".utf8), .other("application/vnd.rar")),
        ([0x7F, 0x45, 0x4C, 0x46], .other("application/x-elf")),
        (Array("%!PS".utf8), .other("application/postscript")),
        (
            Array("7z\u{BC}\u{AF}".unicodeScalars.map { UInt8($0.value) }),
            .other("application/x-7z")
        ),
        (Array("OggS".utf8), .other("audio/ogg")),
        (Array("ID3".utf8), .other("audio/mpeg")),
    ]

    /// The kind of a source.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: Its name; only asked where the bytes leave two kinds open.
    static func detect(_ bytes: [UInt8], name: String) -> SourceKind {
        for (signature, kind) in signatures where bytes.starts(with: signature) { return kind }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return package(bytes) }
        // Nearly every page says at once that it is one.
        if markup(lowerHead(of: bytes, 512)) == .html { return .html }
        let head = lowerHead(of: bytes, 4096)
        if head.hasPrefix("<?xml") || head.hasPrefix("<!doctype") || head.hasPrefix("<") {
            if let markup = markup(head) { return markup }
        }
        if SavedPage.isOne(bytes) { return .savedPage }
        guard isText(bytes) else { return .other("application/octet-stream") }
        if isMarkup(head), ["html", "htm", "xhtml"].contains(Self.fileExtension(name)) {
            return .html
        }
        return .text
    }

    private static func fileExtension(_ name: String) -> String {
        name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    }

    /// An office document says its type near the start of the archive.
    private static func package(_ bytes: [UInt8]) -> SourceKind {
        let head = Array(bytes.prefix(4096))
        if contains(head, "mimetypeapplication/vnd.oasis.opendocument.text") {
            return .openDocument
        }
        // Some writers leave the type out or pack it.
        if contains(head, "content.xml") { return .openDocument }
        if contains(head, "[Content_Types].xml") || contains(head, "word/")
            || contains(head, "_rels/.rels")
        {
            return .wordDocument
        }
        return .other("application/zip")
    }

    /// The start in lower case as text, white space and marks before it left out.
    private static func lowerHead(of bytes: [UInt8], _ count: Int) -> String {
        var head = bytes.prefix(count)
        if TextEncoding.isWide(bytes) {
            head = TextEncoding.decode(Array(head), isMarkup: false)[...]
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        let plain = head.drop { $0 <= 0x20 }
        return String(decoding: plain.map { $0 &- 65 < 26 ? $0 | 32 : $0 }, as: UTF8.self)
    }

    /// Whether markup is HTML or XML, by its declaration and first element; `nil` for neither.
    private static func markup(_ head: String) -> SourceKind? {
        var rest = head[...]
        var declared = false
        while rest.first == "<" {
            if rest.hasPrefix("<!doctype html") || rest.hasPrefix("<html") { return .html }
            if rest.hasPrefix("<?xml") { declared = true }
            if rest.hasPrefix("<!--") {
                rest = after("-->", in: rest)
            } else if rest.hasPrefix("<?") {
                rest = after(">", in: rest)
            } else if rest.hasPrefix("<!doctype") {
                declared = true
                rest = afterDoctype(rest)
            } else {
                let name = rest.dropFirst().prefix {
                    $0.isLetter || $0.isNumber || ":-_.".contains($0)
                }
                if name.isEmpty { return nil }
                // DocBook and others share names with HTML.
                let isShared = name == "article" || name == "section"
                if isShared, declared || head.contains("docbook") { return .xml }
                if htmlStarts.contains(String(name)) { return .html }
                return declared || closes(name, in: head) ? .xml : nil
            }
            rest = rest.drop { $0.isWhitespace }
        }
        return declared ? .xml : nil
    }

    private static let htmlStarts: Set<String> = [
        "html", "head", "body", "title", "meta", "link", "script", "style", "div", "p", "h1", "h2",
        "h3", "main", "article", "section", "header", "nav", "ul", "ol", "table", "center", "base",
        "span", "a", "form", "b", "font", "br", "blockquote", "dl", "strong", "em", "img",
    ]

    /// Whether a name stands like that of an element: with attributes, or closed at once.
    private static func closes(_ name: Substring, in head: String) -> Bool {
        let rest = head.drop { $0 != "<" }.dropFirst(name.count + 1)
        return rest.first == ">" || rest.first == "/"
            || rest.first?.isWhitespace == true
                && rest.prefix(200).contains("=")
    }

    private static func after(_ mark: String, in text: Substring) -> Substring {
        var rest = text
        while !rest.isEmpty, !rest.hasPrefix(mark) { rest = rest.dropFirst() }
        return rest.dropFirst(mark.count)
    }

    private static func afterDoctype(_ text: Substring) -> Substring {
        var depth = 0
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if character == ">", depth <= 0 { break }
        }
        return rest
    }

    private static func isMarkup(_ head: String) -> Bool {
        head.contains("<p>") || head.contains("<div") || head.contains("</") || head.contains("<br")
    }

    /// Whether bytes can be a text: hardly any control characters.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        var head = bytes.prefix(1 << 16)
        guard !head.isEmpty else { return true }
        if TextEncoding.isWide(bytes) {
            // A multiple of every unit's width.
            head = TextEncoding.decode(Array(head), isMarkup: false)[...]
        }
        let odd = head.count {
            switch $0 {
            case 0x09...0x0D, 0x1A, 0x1B: false
            case 0...0x1F, 0x7F: true
            default: false
            }
        }
        return odd * 50 <= head.count
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return false }
        for start in 0...bytes.count - wanted.count where bytes[start] == wanted[0] {
            if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
    }
}
