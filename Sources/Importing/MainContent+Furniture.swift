internal import Markup

/// Tells furniture by tags, roles and names.
extension MainContent {
    /// Whether an element is furniture by its tag, role, names or links.
    func isFurniture(_ node: Int) -> Bool {
        if let isBeside = isBesideMessages(node) { return isBeside }
        if edges.contains(node) { return true }
        switch tree.tag(node) {
        case .nav, .dialog, .menu: return !holdsMost(node)
        case .aside where !isInFlow(node): return !holdsMost(node)
        case .noscript: return !readsNoscript
        case .script, .style, .template, .svg, .select, .button, .iframe, .head, .object,
            .canvas, .map, .audio, .video, .textarea, .input, .option, .datalist, .math, .embed,
            .link, .meta, .img, .picture, .noframes:
            return true
        case .form, .fieldset:
            if strictness != .open, !holdsMost(node), asks(node) { return true }
        case .label:
            if strictness != .open, !holdsMost(node), !isTicked(node) { return true }
        case .footer: return !holdsMost(node)
        case .figcaption: return !isLenient && captionsPicture(node)
        case .header: return !holdsMost(node) && headingCount(node) == 0
        case .body, .html, .main, .p, .li, .a, .br, .b, .strong, .em, .i, .h1: break
        default: break
        }
        guard tree.hasAny(of: Self.telling, node) else { return false }
        if isHidden(node), !unfolds(node) { return true }
        let verdict = verdict(node)
        if !isLenient, isNote(node, verdict) { return true }
        if let role = tree.attribute(.role, of: node), Self.furnitureRoles.contains(role) {
            return !holdsMost(node)
        }
        return isFurniture(node, verdict)
    }

    /// Whether a label is an entry of a list to tick off, and not a field of a form or a filter.
    private func isTicked(_ label: Int) -> Bool {
        guard !isOverviewPage else { return false }
        var entry: Int?
        var place = tree.parent(label)
        for level in 0..<8 {
            guard let element = place else { break }
            if tree.tag(element) == .form { return false }
            if tree.tag(element) == .li, level < 3, entry == nil { entry = element }
            place = tree.parent(element)
        }
        guard let entry, tree.end(entry) - entry < 50 else { return false }
        return tree.descendants(entry).contains {
            tree.tag($0) == .input && tree.attribute(.type, of: $0)?.lowercased() == "checkbox"
        }
    }

    private static let telling: [HTMLAttribute] = [
        .class, .id, .role, .style, .hidden, .ariaHidden, .itemprop, .datetime,
    ]

    /// Whether an aside is a remark between the paragraphs: it follows one and has text, not links
    /// or fields to fill in.
    private func isInFlow(_ node: Int) -> Bool {
        guard proseLength(node) > 0, linkLength(node) * 4 < textLength(node),
            let parent = tree.parent(node),
            let previous = tree.children(parent).reduce(
                nil, { $1 < node && !tree.isText($1) ? $1 : $0 }),
            Self.flow.contains(tree.tag(previous))
        else { return false }
        return !tree.descendants(node).contains { tree.tag($0) == .form || tree.tag($0) == .input }
    }

    private static let flow: Set<HTMLTag> = [
        .p, .ul, .ol, .dl, .pre, .blockquote, .figure, .table, .h2, .h3, .h4,
    ]

    /// Whether a hidden element comes to light when the reader asks for it: the answers of an
    /// accordion, the panels behind tabs.
    private func unfolds(_ node: Int) -> Bool {
        guard textLength(node) > 0 else { return false }
        var place: Int? = node
        for _ in 0..<3 {
            guard let element = place else { return false }
            if verdict(element).unfolds { return true }
            place = tree.parent(element)
        }
        return false
    }

    private static let furnitureRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
        "menu", "menubar", "toolbar", "tooltip", "tablist",
    ]

    private func isHidden(_ node: Int) -> Bool {
        if tree.has(.hidden, node) { return true }
        if tree.attribute(.ariaHidden, of: node) == "true" { return !holdsMost(node) }
        guard let style = tree.attribute(.style, of: node), style.utf8.count < 400 else {
            return false
        }
        let plain = style.lowercased().filter { $0 != " " }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }

    /// What the names of an element say of it.
    func verdict(_ node: Int) -> FurnitureWords.Verdict {
        var result = FurnitureWords.Verdict()
        // The address of a heading is mostly its own words: `#search` over how to search.
        for attribute in tree.tag(node).isHeading ? [HTMLAttribute.class] : [.class, .id] {
            guard let value = tree.bytes(of: attribute, node) else { continue }
            result.formUnion(FurnitureWords.judge(value))
        }
        return result
    }

    /// Whether an element is furniture by its names.
    func isFurnitureByName(_ node: Int) -> Bool { isFurniture(node, verdict(node)) }

    private func isFurniture(_ node: Int, _ verdict: FurnitureWords.Verdict) -> Bool {
        if verdict.isPraise, !isLenient, let titleHeading, titleHeading < node,
            plainLength(from: titleHeading, to: node) >= Self.praised
        {
            return !holdsMost(node)
        }
        guard verdict.furniture else { return false }
        if holdsMost(node) { return verdict.isComments && articleEnd.map { node >= $0 } ?? false }
        if let articleBody, node < articleBody, articleBody < tree.end(node) { return false }
        if strictness == .open {
            return verdict.isSure && linkLength(node) * 2 > textLength(node)
        }
        // The entries of an overview may be called anything, such as `popup` for what a click does.
        if isLenient, proseLength(node) > 0, headingCount(node) == 1 || tree.tag(node) == .article {
            return false
        }
        if !verdict.isSure {
            // A banner with the page's title in it is where the page begins.
            if isLenient || isInMessage(node) { return tree.tag(node) == .a }
            if verdict.unfolds || tellsOfEntry(node) { return false }
            if holdsTitle(node) { return false }
        }
        // `post-meta` names both: what has prose of its own stays then.
        return !(verdict.content && proseLength(node) > 400)
    }

    /// Bytes of a text below which a site praises itself; less is the head of a page that does so.
    private static let praised = 500
}
