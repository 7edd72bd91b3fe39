internal import Markup

/// What stands around the sentences of an article: names and dates, captions, teasers of others.
extension MainContent {
    /// The end of an article's head: where its first sentences begin, behind the title.
    func endOfHead() -> Int? {
        guard let titleHeading else { return nil }
        let first = (tree.end(titleHeading)..<tree.count).first { node in
            tree.isText(node) && textLength(node) >= Self.sentenceLength
                && tree.tag(tree.parent(node) ?? node) != .a
        }
        return first
    }

    /// A text of fewer bytes is a line of names and dates.
    private static let sentenceLength = 100

    /// Whether an element is a line of names and dates in the head of an article, or a caption.
    func isNote(_ node: Int, _ verdict: FurnitureWords.Verdict) -> Bool {
        let length = textLength(node)
        guard length > 0, length <= 200, headingCount(node) == 0, !isOverviewPage else {
            return false
        }
        if verdict.isCaption {
            if captionsPicture(node) { return true }
            if !verdict.content { return length <= 160 }
        }
        guard length <= 120, let titleHeading, let headEnd, node < headEnd,
            tree.end(node) <= headEnd, node > titleHeading || tree.tag(node) == .time
        else { return false }
        return verdict.isByline || tree.tag(node) == .time
            || tree.attribute(.itemprop, of: node).map(Self.bylines.contains) ?? false
    }

    private static let bylines: Set<String> = [
        "author", "datePublished", "dateModified", "dateCreated", "publisher",
    ]

    /// Whether a form is there to be filled in.
    ///
    /// Some wrap a whole page or the messages of a forum, of which each has a box to tick.
    func asks(_ node: Int) -> Bool {
        let length = textLength(node)
        guard length >= Self.longForm else { return true }
        let fields = tree.descendants(node).count { inner in
            switch tree.tag(inner) {
            case .textarea, .select: true
            case .input:
                tree.attribute(.type, of: inner).map { Self.written.contains($0.lowercased()) }
                    ?? true
            default: false
            }
        }
        return fields * Self.textOfField > length
    }

    /// A form with less text is a search field or the like.
    private static let longForm = 300
    /// What is asked takes no more words than this.
    private static let textOfField = 150
    private static let written: Set<String> = [
        "text", "email", "password", "tel", "url", "number", "date",
    ]

    /// Whether a caption belongs to a picture or a film, not to a table, a text or code.
    func captionsPicture(_ node: Int) -> Bool {
        var place = tree.parent(node)
        for _ in 0..<4 {
            guard let element = place else { return false }
            if tree.tag(element) == .figure {
                return tree.descendants(element).contains { inner in
                    switch tree.tag(inner) {
                    case .img, .picture, .video, .iframe, .svg: true
                    default: false
                    }
                }
            }
            place = tree.parent(element)
        }
        return false
    }

    /// Whether an element shows other pages below an article: each heading in it, but for one above
    /// them, is a link.
    ///
    /// On an overview the teasers are the content; there is no article before them.
    func isTeasers(_ node: Int) -> Bool {
        let linked = linkedHeadingCount(node)
        guard linked >= 2, headingCount(node) - linked <= 1 else { return false }
        if isPost || isBehindArticle(node) {
            let before = proseBetweenTitle(and: node)
            if before >= Self.shortArticle,
                proseLength(node) <= max(before, linked * Self.longestTeaser)
            {
                return true
            }
        }
        return proseBeforeTeasers >= Self.articleLength
            && proseBeforeTeasers >= 3 * proseLength(node)
    }

    /// Whether so many bytes are all that a short article has to say.
    func isWholeArticle(_ bytes: Int) -> Bool {
        guard bytes >= Self.shortArticle else { return false }
        return isPost || articleBody.map { bytes * 10 >= textLength($0) * 8 } ?? false
    }

    /// Whether an element shows the entries of an overview: headings that are links, on a page
    /// without an article before them.
    func isOverview(_ node: Int) -> Bool {
        linkedHeadingCount(node) >= 3 && proseBeforeTeasers < Self.articleLength
            && titleHeading.map { node > $0 } ?? true
    }

    /// Whether the page shows other pages and has no article of its own.
    var isOverviewPage: Bool {
        !isPost && articleBody == nil && linkedHeadingCount(0) >= 3
            && proseBeforeTeasers < Self.articleLength
    }

    /// Whether an element tells more of an entry of an overview, such as where and how long, than
    /// who wrote it and when.
    func tellsOfEntry(_ node: Int) -> Bool {
        guard isOverviewPage, tree.end(node) - node < 200, linkLength(node) == 0,
            headingCount(node) == 0,
            !([node] + tree.descendants(node)).contains(where: isDated)
        else { return false }
        var place = tree.parent(node)
        for _ in 0..<4 {
            guard let element = place else { return false }
            if headingCount(element) > 0 {
                return headingCount(element) == 1 && linkedHeadingCount(element) == 1
            }
            place = tree.parent(element)
        }
        return false
    }

    private func isDated(_ node: Int) -> Bool {
        tree.tag(node) == .time || tree.hasAny(of: Self.names, node) && verdict(node).isByline
    }

    /// Whether an element holds a few short links and nothing else, such as `Reageer` and `Meld dit`
    /// below a message.
    func isControls(_ node: Int) -> Bool {
        let length = textLength(node)
        guard length > 0, length <= 40, linkLength(node) == length, headingCount(node) == 0 else {
            return false
        }
        return tree.descendants(node).count { tree.tag($0) == .a && textLength($0) > 0 } >= 2
    }

    /// Prose of fewer bytes is no article.
    private static let articleLength = 500
    /// What is said of another page takes no more bytes; a part of the text with a link for its
    /// heading mostly does.
    private static let longestTeaser = 300

    /// Whether a list of links belongs to the text: a paragraph announces it with a colon, or it
    /// stands in an article that is made of such lists.
    func isAnnounced(_ node: Int) -> Bool {
        guard let parent = tree.parent(node) else { return false }
        var previous: Int?
        for child in tree.children(parent) where child < node {
            if !tree.isText(child) || textLength(child) > 0 { previous = child }
        }
        guard let previous, tree.tag(previous) == .p || tree.isText(previous),
            textLength(previous) > linkLength(previous)
        else { return false }
        let text = Text.clean(tree.rawText(previous))
        return text.hasSuffix(":") && !FurnitureWords.isPointer(text)
    }
}
