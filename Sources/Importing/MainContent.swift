internal import Markup

/// Tells a page's content from its furniture.
///
/// Sums of text are kept as prefix sums over the node numbers, so that any element is weighed in
/// constant time. The idea of weighing text against links is that of boilerpipe (Kohlschütter
/// and others, 2010) and of Readability.
struct MainContent {
    let tree: MarkupTree
    /// Bytes of visible text before each node, of text in links, and number of headings before it.
    private var text: [Int32]
    private var linkText: [Int32]
    private var headings: [Int32]
    /// Bytes of text in runs long enough to be sentences.
    private var prose: [Int32]
    /// Behind the head of an article, where names and dates stand: from its title to its first
    /// sentences; `nil` for a page that is none.
    private(set) var headEnd: Int?
    /// Bytes of prose before the first heading that is a link, all of it where there is none.
    private(set) var proseBeforeTeasers = 0
    /// Number of headings that are links as a whole before each node.
    private var linkedHeadings: [Int32] = []
    /// Text of the whole page.
    private var total = 0
    /// The heading that gives the page its title, `nil` where none does.
    let titleHeading: Int?
    /// What the page names as the text of its article, `nil` where it names none.
    private(set) var articleBody: Int?
    /// Behind that text; where readers' comments on it begin for a page that does not name it.
    private(set) var articleEnd: Int?
    /// Whether the page itself says that it is one article.
    let isPost: Bool
    /// The messages of a discussion, in reading order; empty for any other page.
    private(set) var messages: [Int] = []
    /// Who wrote a message and when.
    private(set) var signatures: [Int: String] = [:]
    /// Blocks to subscribe in and lines of copyright, which no name has to give away.
    private(set) var edges: Set<Int> = []
    /// Whether the page says everything to those who run no scripts.
    private(set) var readsNoscript = false
    /// What is believed of names and links.
    var strictness = Strictness.strict

    /// How much of a page is taken for furniture.
    enum Strictness {
        case strict
        /// Doubtful names are not believed and lists of links are content: for pages of which little
        /// is left otherwise, such as overviews, forums and collections of links.
        case lenient
        /// Fields and their labels are content, too: for pages that are a form.
        case open
    }

    var isLenient: Bool { strictness != .strict }

    /// A text of fewer bytes is no sentence.
    private static let proseLength = 60

    /// Weighs a page.
    ///
    /// - Parameters:
    ///   - titleHeading: The heading that gives the page its title.
    ///   - isPost: Whether the page says that it is one article.
    ///   - isDiscussion: Whether it may be one.
    init(
        _ tree: MarkupTree, titleHeading: Int? = nil, isPost: Bool = false,
        isDiscussion: Bool = false
    ) {
        self.tree = tree
        self.titleHeading = titleHeading
        self.isPost = isPost
        text = [Int32](repeating: 0, count: tree.count + 1)
        linkText = text
        headings = text
        prose = text
        weighTexts()
        if total < Self.proseLength {
            readsNoscript = true
            weighTexts()
        }
        weighProse()
        findArticle()
        headEnd = endOfHead()
        countTeasers()
        if isDiscussion { messages = foundMessages() }
        if messages.isEmpty { edges = foundEdges() } else { signatures = foundSignatures() }
    }

    /// Sums up the texts, those in links, and the headings.
    private mutating func weighTexts() {
        let count = tree.count
        var linkEnd = 0
        var silentEnd = 0
        var sums: (text: Int32, link: Int32, headings: Int32) = (0, 0, 0)
        for node in 0..<count {
            text[node] = sums.text
            linkText[node] = sums.link
            headings[node] = sums.headings
            switch tree.tag(node) {
            case .other where tree.isText(node) && node >= silentEnd:
                let length = Int32(Self.visibleLength(tree.textBytes(node)))
                sums.text += length
                if node < linkEnd { sums.link += length }
            case .a: linkEnd = max(linkEnd, tree.end(node))
            case .h1, .h2, .h3, .h4, .h5, .h6: sums.headings += 1
            case .noscript where readsNoscript: break
            case .script, .style, .noscript, .template, .svg, .head, .select, .button, .iframe:
                silentEnd = max(silentEnd, tree.end(node))
            default: break
            }
        }
        text[count] = sums.text
        linkText[count] = sums.link
        headings[count] = sums.headings
        total = Int(sums.text)
    }

    /// Sums up the texts that are long enough to be sentences, a paragraph as a whole: bold words
    /// and links cut it into short ones.
    private mutating func weighProse() {
        var sum: Int32 = 0
        var proseEnd = 0
        for node in 0..<tree.count {
            prose[node] = sum
            if tree.isText(node) {
                let plain = textLength(node) - linkLength(node)
                if plain >= Self.proseLength || node < proseEnd { sum += Int32(plain) }
            } else if tree.tag(node) == .p {
                let plain = textLength(node) - linkLength(node)
                if plain >= Self.proseLength { proseEnd = max(proseEnd, tree.end(node)) }
            }
        }
        prose[tree.count] = sum
    }

    /// Counts the headings that are links, and the prose before the first of them.
    private mutating func countTeasers() {
        linkedHeadings = [Int32](repeating: 0, count: tree.count + 1)
        var count: Int32 = 0
        for node in 0..<tree.count {
            linkedHeadings[node] = count
            guard headings[node + 1] > headings[node], node != titleHeading else { continue }
            let length = textLength(node)
            guard length > 0, linkLength(node) * 10 >= length * 9 || isInLink(node),
                !repeatsTitle(node)
            else { continue }
            if count == 0 { proseBeforeTeasers = Int(prose[node]) }
            count += 1
        }
        linkedHeadings[tree.count] = count
        if count == 0 { proseBeforeTeasers = Int(prose[tree.count]) }
    }

    private func repeatsTitle(_ node: Int) -> Bool {
        guard let titleHeading, textLength(node) == textLength(titleHeading) else { return false }
        return Text.key(tree.rawText(node)) == Text.key(tree.rawText(titleHeading))
    }

    private func isInLink(_ node: Int) -> Bool {
        var place = tree.parent(node)
        for _ in 0..<3 {
            guard let element = place else { return false }
            if tree.tag(element) == .a { return true }
            place = tree.parent(element)
        }
        return false
    }

    /// Number of headings inside a node that are links as a whole.
    func linkedHeadingCount(_ node: Int) -> Int {
        Int(linkedHeadings[tree.end(node)] - linkedHeadings[node])
    }

    /// Bytes without those of white space.
    private static func visibleLength(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var count = 0
            for byte in buffer where byte > 0x20 { count += 1 }
            return count
        }
    }

    /// Bytes of visible text inside a node.
    func textLength(_ node: Int) -> Int { Int(text[tree.end(node)] - text[node]) }
    /// Bytes of visible text from one node to another.
    func textLength(from node: Int, to other: Int) -> Int { Int(text[other] - text[node]) }
    /// Bytes of visible text on the page that are no links.
    var plainLength: Int { total - Int(linkText[tree.count]) }
    /// The same without what stands in links.
    func plainLength(from node: Int, to other: Int) -> Int {
        textLength(from: node, to: other) - Int(linkText[other] - linkText[node])
    }
    /// Bytes of text in links inside a node.
    func linkLength(_ node: Int) -> Int { Int(linkText[tree.end(node)] - linkText[node]) }
    /// Number of headings inside a node, itself included.
    func headingCount(_ node: Int) -> Int { Int(headings[tree.end(node)] - headings[node]) }
    func proseLength(_ node: Int) -> Int { Int(prose[tree.end(node)] - prose[node]) }

    /// The elements that hold the content, in reading order; empty for a page without text.
    func roots() -> [Int] {
        guard tree.count > 0, total > 0 else { return [] }
        if let root = discussionRoot() { return [root] }
        let body = (0..<tree.count).first { tree.tag($0) == .body } ?? 0
        if let main = named(in: body) { return main }
        return narrowed(body)
    }

    /// What the page itself marks as its content, when that holds enough of the text.
    private func named(in body: Int) -> [Int]? {
        var mains: [Int] = []
        var articles: [Int] = []
        var node = body
        let end = tree.end(body)
        while node < end {
            if tree.isText(node) {
                node += 1
                continue
            }
            let tag = tree.tag(node)
            let role = tree.attribute(.role, of: node)
            if tag == .main || role == "main" {
                mains.append(node)
                node = tree.end(node)
            } else if tag == .article || role == "article"
                || tree.attribute(.itemprop, of: node) == "articleBody"
            {
                articles.append(node)
                node = tree.end(node)
            } else {
                node += 1
            }
        }
        let prose = max(1, proseLength(body))
        if let main = mains.max(by: { proseLength($0) < proseLength($1) }),
            proseLength(main) * 10 >= prose * 4 || (prose < 200 && textLength(main) * 3 >= total)
        {
            return [narrowedToArticle(main)]
        }
        if let article = titled(articles) { return [article] }
        // One article is the content; many of about the same size are a listing. Some programs make
        // one of each block: the title stands in another then.
        if let article = articles.max(by: { proseLength($0) < proseLength($1) }),
            proseLength(article) * 10 >= prose * 6,
            !articles.contains(where: { $0 != article && holdsTitle($0) })
        {
            return [article]
        }
        return nil
    }

    /// Whether the title stands in an element.
    func holdsTitle(_ node: Int) -> Bool {
        titleHeading.map { node <= $0 && $0 < tree.end(node) } ?? false
    }

    /// Of a page that is one article, the one with the title: the others follow it as the reader
    /// scrolls.
    private func titled(_ articles: [Int]) -> Int? {
        guard isPost, articles.count > 1, let own = articles.last(where: holdsTitle),
            proseLength(own) >= Self.shortArticle
        else { return nil }
        return own
    }

    /// The one article inside, when it has the title or holds nearly all the prose.
    private func narrowedToArticle(_ main: Int) -> Int {
        let articles = tree.descendants(main).filter { tree.tag($0) == .article }
        if let own = titled(articles) { return own }
        guard let best = articles.max(by: { proseLength($0) < proseLength($1) }),
            proseLength(best) * 10 >= proseLength(main) * 9
        else { return main }
        // The title often stands before the article.
        let hasTitle = tree.descendants(best).contains { tree.tag($0) == .h1 }
        let titleOutside = tree.descendants(main).contains { tree.tag($0) == .h1 }
        return hasTitle || !titleOutside ? best : main
    }

    /// What an element weighs: its prose, or all its text where prose is not to be expected.
    ///
    /// Names of pages count less than what is said of them: menus are longer than many an overview.
    private func weight(_ node: Int) -> Int {
        isLenient ? 4 * textLength(node) - 3 * linkLength(node) : proseLength(node)
    }

    /// Goes down as long as one child holds nearly all the prose.
    private func narrowed(_ body: Int) -> [Int] {
        var node = body
        while true {
            let all = weight(node)
            guard all > 0 else { return [node] }
            let candidates = tree.children(node).filter { !tree.isText($0) && !isFurniture($0) }
            guard let best = candidates.max(by: { weight($0) < weight($1) }),
                weight(best) * 100 >= all * 85, !Self.textHolders.contains(tree.tag(best))
            else { return fromTitle(node) }
            // Lists of short entries are no prose, and yet content.
            let plain = candidates.reduce(0) { $0 + textLength($1) - linkLength($1) }
            guard (textLength(best) - linkLength(best)) * 100 >= plain * 80,
                proseLength(best) * 100 >= proseLength(node) * 70
            else { return fromTitle(node) }
            if let titleHeading, titleHeading > node, titleHeading < best {
                return fromTitle(node)
            }
            node = best
        }
    }

    /// The children of an element from the one with the title on, without those that are mostly
    /// links; the element itself when the title does not stand in it, or last.
    private func fromTitle(_ node: Int) -> [Int] {
        guard let titleHeading, titleHeading > node, titleHeading < tree.end(node),
            textLength(from: tree.end(titleHeading), to: tree.end(node)) > 0
        else { return [node] }
        var result: [Int] = []
        for child in tree.children(node)
        where tree.end(child) > titleHeading || opensPage(child) {
            if tree.isText(child) {
                if textLength(child) > 0 { return [node] }
                continue
            }
            let isTitle = holdsTitle(child)
            let isKept =
                isLenient || !isMostlyLinks(child) || announcesSources(child) || isOverview(child)
            if isTitle || (isKept && !isFurniture(child)) {
                result.append(child)
            }
        }
        return result.isEmpty ? [node] : result
    }

    /// Whether what stands above the title is content: a sentence below a heading, on a page that is
    /// no article, such as where a site begins.
    private func opensPage(_ node: Int) -> Bool {
        !isPost && articleBody == nil && !tree.isText(node) && headingCount(node) > 0
            && proseLength(node) > 0 && linkedHeadingCount(node) == 0 && !isMostlyLinks(node)
    }

    /// Whether the first heading inside is one over sources or downloads.
    private func announcesSources(_ node: Int) -> Bool {
        let heading = tree.descendants(node).first {
            switch tree.tag($0) {
            case .h2, .h3, .h4, .h5: true
            default: false
            }
        }
        return heading.map { FurnitureWords.announcesSources(tree.rawText($0)) } ?? false
    }

    private func isMostlyLinks(_ node: Int) -> Bool {
        if isPost, proseLength(node) >= Self.shortArticle { return false }
        return !Self.textHolders.contains(tree.tag(node))
            && linkLength(node) * 5 > textLength(node) * 2
    }

    static let textHolders: Set<HTMLTag> = [
        .p, .li, .ul, .ol, .td, .tr, .table, .tbody, .blockquote, .dl, .dd, .pre, .span, .a,
    ]

    /// Whether comments stand below an article on the page, however long they are.
    func hasCommentsBelowArticle() -> Bool {
        guard let articleEnd else { return false }
        return (articleEnd..<tree.count).contains { node in
            tree.hasAny(of: Self.names, node) && proseLength(node) > 0 && verdict(node).isComments
        }
    }

    /// The first text of an article, by the name that publishing programs give it, or else the
    /// first comments that follow a title and some prose.
    private mutating func findArticle() {
        for node in 0..<tree.count
        where textLength(node) - linkLength(node) >= 30 && tree.hasAny(of: Self.names, node) {
            let verdict = verdict(node)
            if verdict.isArticleBody, !Self.textHolders.contains(tree.tag(node)) {
                articleBody = node
                articleEnd = tree.end(node)
                return
            }
            if verdict.isComments, articleEnd == nil,
                proseBetweenTitle(and: node) >= Self.commented
            {
                articleEnd = node
            }
        }
    }

    /// Prose of fewer bytes is no article even where the page names one.
    static let shortArticle = 200

    /// Bytes of prose that others comment on; less is a question that they answer.
    private static let commented = 300

    static let names: [HTMLAttribute] = [.class, .id]

    /// Whether a node holds so much of the page's prose that it cannot be furniture.
    func holdsMost(_ node: Int) -> Bool {
        let length = proseLength(node)
        return length > 200 && length * 10 >= Int(prose[tree.count]) * 4 && !isBesideArticle(node)
    }

    /// Whether the page names another element as the text of its article, and that has some prose,
    /// or the page is one article and much of that stands between its title and the element.
    private func isBesideArticle(_ node: Int) -> Bool {
        if isPost, proseBetweenTitle(and: node) >= Self.shortArticle { return true }
        guard let articleBody, proseLength(articleBody) >= Self.shortArticle else { return false }
        return isBehindArticle(node) || tree.end(node) <= articleBody
    }

    /// Whether a node follows the text that the page names as its article.
    func isBehindArticle(_ node: Int) -> Bool { articleBody.map { tree.end($0) <= node } ?? false }

    /// Bytes of prose from the title to a node behind it.
    func proseBetweenTitle(and node: Int) -> Int {
        guard let titleHeading, titleHeading < node else { return 0 }
        return Int(prose[node] - prose[titleHeading])
    }

    /// Whether nearly all text of an element stands in links.
    func isLinkList(_ node: Int) -> Bool {
        let length = textLength(node)
        return length > 0 && linkLength(node) * 10 >= length * 8
    }
}
