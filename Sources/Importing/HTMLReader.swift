internal import Corpus
internal import Markup

/// Reads web pages, saved ones and those of the corpus's own convention.
enum HTMLReader {
    /// What a page holds.
    ///
    /// - Parameters:
    ///   - bytes: The file as it was read.
    ///   - address: Where the page was fetched.
    /// - Throws: `Rejection.empty` without text, `Rejection.file` never.
    static func draft(
        _ bytes: consuming [UInt8], address: String? = nil
    ) throws(Rejection) -> Draft {
        let tree: MarkupTree
        do {
            tree = try MarkupParser.html(TextEncoding.decode(consume bytes, isMarkup: true))
        } catch { throw Rejection(error) }
        return draft(tree, address: address)
    }

    /// What a parsed page holds.
    static func draft(_ tree: MarkupTree, address: String? = nil) -> Draft {
        var draft = Draft()
        let metadata = PageMetadata(tree)
        metadata.fill(&draft)
        // What a page says of its own address goes before where it was found.
        let base = metadata.base ?? address ?? draft.url
        if draft.url == nil { draft.url = address }
        let data = StructuredData(tree)
        data.fill(&draft)
        let title = metadata.titleHeading()
        var content = MainContent(tree, titleHeading: title, isPost: metadata.isPost || data.isPost)
        let ownIDs = draft.id != nil
        var walker = walked(content, ownIDs: ownIDs, base: base)
        let kept = size(walker)
        let isShort = kept < Self.little || kept * 4 < content.plainLength && !content.isPost
        if !ownIDs, isShort, !content.isWholeArticle(kept), !content.hasCommentsBelowArticle() {
            content.strictness = .lenient
            let other = walked(content, ownIDs: false, base: base)
            if size(other) >= kept * (kept < Self.little ? 2 : 4) { walker = other }
        }
        if !ownIDs, !walker.blocks.contains(where: Self.isSentence) {
            content.strictness = .open
            let other = walked(content, ownIDs: false, base: base)
            if size(other) >= 2 * size(walker) { walker = other }
        }
        data.restoreBody(&walker.blocks)
        draft.dropped = walker.dropped
        metadata.settleTitle(
            &draft, heading: title.map { walker.headingText($0) } ?? "", blocks: &walker.blocks)
        data.complete(&walker.blocks)
        BlockCleaner.clean(
            &walker.blocks, isPage: true,
            isArticle: metadata.isArticle || content.isPost || content.articleBody != nil,
            dropped: &draft.dropped)
        draft.blocks = walker.blocks
        if draft.subtitle == nil { draft.subtitle = walker.subtitle }
        draft.links = walker.links
        return draft
    }

    /// A page of which fewer bytes are left than this may be an overview or a forum.
    private static let little = 600
    /// Whether a block says something; a page of which none does may be a form.
    private static func isSentence(_ block: Block) -> Bool {
        block.text.utf8.count >= 40 || block.text.last.map { ".!?".contains($0) } ?? false
    }

    private static func walked(
        _ content: MainContent, ownIDs: Bool, base: String?
    ) -> HTMLWalker {
        var walker = HTMLWalker(content: content, ownIDs: ownIDs, base: base)
        for root in content.roots() { walker.walk(root) }
        walker.keepBareHeadings()
        return walker
    }

    /// Bytes of text that a walk kept.
    private static func size(_ walker: HTMLWalker) -> Int {
        walker.blocks.reduce(0) { $0 + $1.text.utf8.count + $1.label.utf8.count }
    }
}

extension Rejection {
    /// The rejection that a fault of markup leads to.
    init(_ error: MarkupError) {
        self =
            switch error {
            case .syntax(let line, let message), .invalid(let line, let message):
                .markup(line: line, message: message)
            case .tooDeep(let line): .tooDeep(line: line)
            case .declarations(let line): .declarations(line: line)
            case .schema(let message): .markup(line: 1, message: message)
            case .tooLarge: .tooLarge
            }
    }
}
