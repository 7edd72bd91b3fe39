internal import Corpus
internal import Markup

/// Reads one source: tells its kind from the bytes and hands it to the reader of that kind.
enum SourceReader {
    /// Largest file in bytes.
    static let limit = 64 << 20
    /// Most blocks of a source: as many as the paragraphs of a hundred books.
    static let mostBlocks = 250_000

    /// What a source holds, with its kind.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: Its name; only asked where the bytes leave two kinds open.
    ///   - address: Where it was fetched; `nil` for a file.
    ///   - options: How the import is done.
    /// - Throws: `Rejection`; `empty` when no text is left.
    static func draft(
        _ bytes: consuming [UInt8], name: String, address: String? = nil,
        options: Importer.Options
    ) throws(Rejection) -> (Draft, SourceKind) {
        let kind = SourceKind.detect(bytes, name: name)
        var draft: Draft
        switch kind {
        case .html: draft = try HTMLReader.draft(consume bytes, address: address)
        case .savedPage:
            let (page, saved) = try SavedPage.page(in: consume bytes)
            draft = try HTMLReader.draft(consume page, address: address ?? saved)
        case .xml: draft = try xml(consume bytes)
        case .text: draft = try TextReader.draft(consume bytes, repairs: options.repairs)
        case .pdf: draft = try PDFReader.draft(bytes, repairs: options.repairs)
        case .wordDocument, .openDocument: draft = try OfficeReader.draft(bytes, kind: kind)
        case .other:
            throw .unsupported(detected: kind.mediaType)
        }
        guard draft.blocks.contains(where: { !$0.isHeading && !$0.isEmpty }) else { throw .empty }
        guard draft.blocks.count <= mostBlocks else { throw .tooLarge }
        let isChecklist = draft.id == nil && KindRules.markIndicators(&draft.blocks)
        if draft.kind == nil {
            draft.kind =
                KindRules.document(title: draft.title, subtitle: draft.subtitle)
                ?? (KindRules.isQuestionList(draft.blocks) ? .faq : isChecklist ? .checklist : nil)
        }
        if draft.language == nil { draft.language = KindRules.language(of: draft.blocks) }
        return (draft, kind)
    }

    /// XML by its vocabulary: cards, pages in the XML syntax, and DocBook.
    private static func xml(_ source: consuming [UInt8]) throws(Rejection) -> Draft {
        let bytes = narrowed(consume source)
        let tree: MarkupTree
        do { tree = try MarkupParser.xml(bytes) } catch { throw Rejection(error) }
        switch tree.name(0) {
        case CardReader.root: return try CardReader.draft(bytes, tree)
        case "html": return HTMLReader.draft(tree)
        case _ where DocBookReader.reads(tree): return DocBookReader.draft(tree)
        default: throw .vocabulary(root: String(tree.name(0).prefix(60)))
        }
    }

    /// UTF-16 and UTF-32, which the parser knows in part, as UTF-8; its declaration goes with it.
    private static func narrowed(_ bytes: consuming [UInt8]) -> [UInt8] {
        guard TextEncoding.isWide(bytes) else { return bytes }
        let text = TextEncoding.decode(consume bytes, isMarkup: false)
        guard text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: UInt8(ascii: ">"))
        else { return text }
        return Array(text[(end + 1)...])
    }
}
