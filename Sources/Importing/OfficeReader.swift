internal import Corpus
internal import Markup
internal import Zip

/// Reads Word documents (Office Open XML) and OpenDocument texts.
///
/// Source: ECMA-376 part 1 section 17, OpenDocument 1.3 part 3.
enum OfficeReader {
    /// What a document holds.
    ///
    /// - Throws: `Rejection.damaged` with the part that cannot be read.
    static func draft(_ bytes: [UInt8], kind: SourceKind) throws(Rejection) -> Draft {
        guard let archive = ZipArchive(bytes) else { throw .damaged(part: "zip") }
        var draft = Draft()
        if kind == .wordDocument {
            let main = "word/document.xml"
            let tree = try required(main, archive.bytes(of: main))
            let styles = optional(archive.bytes(of: "word/styles.xml"))
            let numbering = optional(archive.bytes(of: "word/numbering.xml"))
            let relations = optional(archive.bytes(of: "word/_rels/document.xml.rels"))
            var reader = WordWalker(
                tree, styles: styles, numbering: numbering, relations: relations)
            reader.walk()
            draft.title = reader.title
            draft.blocks = reader.blocks
            draft.links = reader.links
            properties(optional(archive.bytes(of: "docProps/core.xml")), of: &draft)
        } else {
            let tree = try required("content.xml", archive.bytes(of: "content.xml"))
            var reader = OpenDocumentWalker(tree)
            reader.walk()
            draft.title = reader.title
            draft.blocks = reader.blocks
            draft.links = reader.links
            properties(optional(archive.bytes(of: "meta.xml")), of: &draft)
        }
        settleTitle(&draft)
        return draft
    }

    private static func required(_ part: String, _ bytes: [UInt8]?) throws(Rejection) -> MarkupTree
    {
        guard let bytes else { throw .damaged(part: part) }
        do { return try MarkupParser.xml(bytes) } catch {
            if case .declarations(let line) = error { throw .declarations(line: line) }
            if case .tooDeep(let line) = error { throw .tooDeep(line: line) }
            throw .damaged(part: part)
        }
    }

    private static func optional(_ bytes: [UInt8]?) -> MarkupTree? {
        bytes.flatMap { try? MarkupParser.xml($0) }
    }

    private static func properties(_ tree: MarkupTree?, of draft: inout Draft) {
        guard let tree else { return }
        for node in 0..<tree.count where !tree.isText(node) {
            let text = Text.clean(tree.rawText(node))
            guard !text.isEmpty else { continue }
            switch tree.name(node) {
            case "title": if draft.title.isEmpty { draft.title = text }
            case "creator", "initial-creator": if draft.authors.isEmpty { draft.authors = [text] }
            case "created", "creation-date": draft.year = draft.year ?? PageMetadata.year(text)
            case "language": draft.language = draft.language ?? String(text.lowercased().prefix(2))
            default: break
            }
        }
    }

    /// Without a title of its own a document begins with one: its first heading.
    private static func settleTitle(_ draft: inout Draft) {
        guard let place = draft.blocks.firstIndex(where: { !$0.isEmpty }) else { return }
        let first = draft.blocks[place]
        if draft.title.isEmpty, first.isHeading {
            draft.title = first.text
            draft.blocks.remove(at: place)
        } else if Text.key(first.text) == Text.key(draft.title), !draft.title.isEmpty {
            draft.blocks.remove(at: place)
        }
    }
}
