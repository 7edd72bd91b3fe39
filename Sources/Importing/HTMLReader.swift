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
        var content = MainContent(
            tree, titleHeading: title, isPost: metadata.isPost || data.isPost,
            isDiscussion: data.isDiscussion || metadata.isDiscussion(at: address))
        let ownIDs = draft.id != nil
        var walker = walked(content, ownIDs: ownIDs, base: base)
        let kept = size(walker)
        let isShort = kept < Self.little || kept * 4 < content.plainLength && !content.isPost
        let isComplete = ownIDs || !content.messages.isEmpty
        if !isComplete, isShort, !content.isWholeArticle(kept), !content.hasCommentsBelowArticle() {
            content.strictness = .lenient
            let other = walked(content, ownIDs: false, base: base)
            if size(other) >= kept * (kept < Self.little ? 2 : 4) { walker = other }
        }
        if !isComplete, !walker.blocks.contains(where: Self.isSentence) {
            content.strictness = .open
            let other = walked(content, ownIDs: false, base: base)
            if size(other) >= 2 * size(walker) { walker = other }
        }
        restoreBody(&walker, data, tree)
        draft.dropped = walker.dropped
        metadata.settleTitle(
            &draft, heading: title.map { walker.headingText($0) } ?? "", blocks: &walker.blocks)
        data.complete(&walker.blocks)
        BlockCleaner.clean(
            &walker.blocks, isPage: true,
            isArticle: content.messages.isEmpty
                && (metadata.isArticle || content.isPost || content.articleBody != nil),
            dropped: &draft.dropped)
        draft.blocks = walker.blocks
        if draft.subtitle == nil { draft.subtitle = walker.subtitle }
        draft.links = walker.links
        return draft
    }

    /// Puts the text in its place where the page itself shows less than half of it: pages that are
    /// drawn by script, or that end after the first lines.
    private static func restoreBody(
        _ walker: inout HTMLWalker, _ data: StructuredData, _ tree: MarkupTree
    ) {
        let shown = size(walker)
        let isBlank = shown < Self.blank
        guard let body = data.body ?? (isBlank ? PageState.text(of: tree) : nil),
            body.utf8.count > 400, shown * 2 < body.utf8.count
        else { return }
        let blocks = blocks(of: body)
        guard !blocks.isEmpty else { return }
        walker.blocks = walker.blocks.filter { $0.shape == .heading(level: 1) } + blocks
    }

    /// A text that may hold markup as blocks.
    private static func blocks(of text: String) -> [Block] {
        if text.contains("<"), let tree = try? MarkupParser.html(Array(text.utf8)), tree.count > 0 {
            var walker = HTMLWalker(content: MainContent(tree), ownIDs: false, base: nil)
            walker.walk(0)
            return walker.blocks
        }
        return text.split(whereSeparator: \.isNewline).map { StructuredData.plain(String($0)) }
            .filter { !$0.isEmpty }.map { Block(.paragraph, $0) }
    }

    /// A page that shows fewer bytes waits for its script.
    private static let blank = 300
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
        walker.joinLists()
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
