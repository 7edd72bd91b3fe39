internal import Corpus
internal import Markup

/// Walks the content of a page and gathers its blocks.
///
/// One pass in reading order with a stack of what is open; nothing is recursive.
struct HTMLWalker {
    let content: MainContent
    let tree: MarkupTree
    let ownIDs: Bool
    let base: String?
    var subtitle: String?
    var blocks: [Block] = []
    var links: [Link] = []
    private(set) var dropped: [String] = []

    /// Where lines end inside the run.
    var breaks: [Int] = []
    /// The text since the last block boundary, cleaned while it comes in.
    var run: [UInt8] = []
    var runLine = 0
    /// Where the bold text at the start of the run ends; 0 without one.
    var boldEnd = 0
    var boldIsLabel = false
    var stack: [Container] = []
    /// Blocks of the items that are open, innermost last.
    var openItems: [Int] = []
    var headingLevel = 1
    /// Headings whose text was dropped as furniture: they announce nothing any more.
    private var emptied: Set<Int> = []
    private var titleBlock: Int?
    var lastHeading = ""

    struct Container {
        enum Role {
            /// An element that begins and ends a paragraph.
            case block
            case item
            /// A list with the number of its next entry, `nil` for one without numbers.
            case list(next: Int?)
            /// A section, and the level of the heading in it.
            case section(level: Int?)
            case bold(start: Int, isLabel: Bool)
            case term
        }
        var role: Role
        let end: Int
    }

    init(content: MainContent, ownIDs: Bool, base: String?) {
        self.content = content
        tree = content.tree
        self.ownIDs = ownIDs
        self.base = base
    }

    /// Adds the blocks of an element.
    mutating func walk(_ root: Int) {
        var node = root
        let end = tree.end(root)
        while node < end, blocks.count <= SourceReader.mostBlocks {
            closeContainers(before: node)
            if tree.isText(node) {
                if !(content.isBesideMessages(node) ?? false) { append(text: node) }
                node += 1
            } else if node != root, isDropped(node) {
                drop(node)
                node = tree.end(node)
            } else {
                if let signature = content.signatures[node] { sign(signature, node) }
                node = enter(node)
            }
        }
        closeContainers(before: end)
        flush()
    }

    // MARK: Elements

    func isDropped(_ node: Int) -> Bool {
        if tree.tag(node) == .button { return !opensAnswer(node) }
        if content.isFurniture(node) { return !isExplicit(node) }
        if content.holdsMessage(node) { return false }
        switch tree.tag(node) {
        case .ul, .ol, .div, .section, .table, .dl, .td:
            guard !ownIDs else { return false }
            if content.isControls(node) { return !FurnitureWords.announcesSources(lastHeading) }
            if content.isLenient { return false }
            if content.isTeasers(node) { return !FurnitureWords.announcesSources(lastHeading) }
            guard content.isLinkList(node) else { return false }
            let children = tree.descendants(node).prefix(400).count { tree.tag($0) == .a }
            return children >= 3 && !FurnitureWords.announcesSources(lastHeading)
                && !content.isAnnounced(node) && !content.isOverview(node)
        case .article: return !ownIDs && !content.isLenient && content.isTeasers(node)
        case .p, .h3, .h4, .h5, .h6:
            guard !ownIDs, content.isLinkList(node) else { return false }
            return FurnitureWords.isPointer(tree.rawText(node))
        default: return false
        }
    }

    /// The text of a heading, without the marks that link to it and the like.
    func headingText(_ node: Int) -> String {
        let inner = tree.descendants(node)
        guard inner.contains(where: { tree.has(.class, $0) || tree.tag($0) == .a }) else {
            return Text.clean(tree.rawText(node))
        }
        var bytes: [UInt8] = []
        var place = inner.lowerBound
        while place < inner.upperBound {
            if tree.isText(place) {
                bytes.append(contentsOf: tree.textBytes(place))
            } else if tree.tag(place) == .a && content.textLength(place) <= 2
                || tree.tag(place) != .button && content.isFurnitureByName(place)
            {
                place = tree.end(place)
                continue
            }
            place += 1
        }
        let text = Text.clean(String(decoding: bytes, as: UTF8.self))
        return text.isEmpty ? Text.clean(tree.rawText(node)) : text
    }

    /// Whether a button unfolds a text: it is the heading of that, such as a question.
    private func opensAnswer(_ node: Int) -> Bool {
        guard tree.has(.ariaExpanded, node), openItems.isEmpty else { return false }
        // The weights leave buttons out.
        return tree.descendants(node).reduce(0) { $0 + tree.textBytes($1).count } >= 12
    }

    func isExplicit(_ node: Int) -> Bool { tree.has(.dataKind, node) }

    mutating func drop(_ node: Int) {
        if tree.tag(node) == .a { link(node) }
        switch tree.tag(node) {
        case .script, .style, .noscript, .template, .svg, .head, .img, .picture, .input, .link,
            .meta, .br:
            return
        default: break
        }
        if !isInline(tree.tag(node)) { flush() }
        guard dropped.count < 200, content.textLength(node) > 0, tree.end(node) - node < 5000 else {
            return
        }
        let text = Text.clean(tree.rawText(node))
        guard !text.isEmpty else { return }
        dropped.append(String(text.prefix(60)))
        if !isInline(tree.tag(node)), blocks.last?.isHeading ?? false {
            emptied.insert(blocks.count - 1)
        }
    }

    func isInline(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .a, .abbr, .b, .cite, .code, .data, .del, .dfn, .em, .font, .i, .ins, .kbd, .mark,
            .q, .s, .samp, .small, .span, .strike, .strong, .sub, .sup, .time, .tt, .u, .var, .wbr,
            .other, .label, .button, .img:
            true
        default: false
        }
    }

    /// Opens an element and gives the number of the node that comes next.
    mutating func enter(_ node: Int) -> Int {
        let end = tree.end(node)
        let tag = tree.tag(node)
        switch tag {
        case .h1, .h2, .h3, .h4, .h5, .h6, .summary:
            heading(node, tag)
            return end
        case .button:
            heading(node, .summary)
            return end
        case _ where tree.has(.itemprop, node) && isQuestionName(node):
            heading(node, .h4)
            return end
        case .br: lineBreak(node)
        case .hr: flush()
        case .a:
            separate(node)
            link(node)
        case .b, .strong:
            if run.allSatisfy({ $0 == 0x20 }) || boldEnd == run.count, end > node + 1 {
                let isLabel = tree.attribute(.class, of: node) == "label"
                stack.append(
                    Container(role: .bold(start: run.count, isLabel: isLabel), end: end))
            }
        case .ul, .ol, .menu, .dir:
            flush()
            let first = tag == .ol ? tree.attribute(.start, of: node).flatMap { Int($0) } ?? 1 : nil
            stack.append(Container(role: .list(next: first), end: end))
        case .li: item(node)
        case .div where tree.attribute(.role, of: node) == "listitem": item(node)
        case .dt:
            flush()
            stack.append(Container(role: .term, end: end))
        case .dl:
            flush()
            stack.append(Container(role: .list(next: nil), end: end))
        case .dd where content.headingCount(node) == 0:
            open(Block(.item, "", line: tree.line(node)), node)
        case .tr where isDataRow(node):
            row(node)
            return end
        case .section, .article, .details, .main:
            flush()
            stack.append(Container(role: .section(level: nil), end: end))
        case .span, .time: separate(node)
        case _ where isInline(tag): break
        default: block(node)
        }
        return node + 1
    }

    /// Puts who wrote a message above it.
    private mutating func sign(_ signature: String, _ node: Int) {
        flush()
        guard openItems.isEmpty else { return }
        blocks.append(Block(.heading(level: 2), signature, line: tree.line(node)))
    }

    mutating func block(_ node: Int) {
        flush()
        if tree.tag(node) == .p, isSubtitle(node) {
            subtitle = Text.clean(tree.rawText(node))
            // Its text must not come again as a paragraph: the container takes it up and drops it.
        }
        if isExplicit(node), openItems.isEmpty || ownIDs {
            open(Block(.paragraph, "", line: tree.line(node)), node)
        } else {
            stack.append(Container(role: .block, end: tree.end(node)))
        }
    }

    /// Whether an element is the name of a question by schema.org's microdata.
    func isQuestionName(_ node: Int) -> Bool {
        guard tree.attribute(.itemprop, of: node) == "name" else { return false }
        var place = tree.parent(node)
        for _ in 0..<6 {
            guard let element = place else { return false }
            if let type = tree.attribute(.itemtype, of: element) {
                return type.hasSuffix("/Question")
            }
            place = tree.parent(element)
        }
        return false
    }

    func isSubtitle(_ node: Int) -> Bool {
        guard subtitle == nil, let names = tree.bytes(of: .class, node) else { return false }
        return names.split(separator: 0x20).contains { name in
            Self.subtitles.contains { name.elementsEqual($0) }
        }
    }

    private static let subtitles = ["ondertitel", "subtitle", "subtitel"].map { Array($0.utf8) }

    mutating func heading(_ node: Int, _ tag: HTMLTag) {
        flush()
        let text = headingText(node)
        guard !text.isEmpty else { return }
        if text.utf8.count > Self.longestHeading, openItems.isEmpty {
            blocks.append(Block(.paragraph, text, line: tree.line(node)))
            return
        }
        if let place = openItems.last {
            headingInItem(text, at: place)
            return
        }
        var level =
            switch tag {
            case .h1: 1
            case .h2: 2
            case .h3: 3
            case .h4: 4
            case .h5: 5
            default: 6
            }
        if tag == .summary { level = min(6, headingLevel + 1) }
        var block = Block(.heading(level: level), text, line: tree.line(node))
        if let place = stack.lastIndex(where: { if case .section = $0.role { true } else { false } }
        ) {
            if case .section(nil) = stack[place].role {
                stack[place].role = .section(level: level)
                read(attributesOf: tree.parent(node) ?? node, into: &block)
                block.id = nil
            }
        }
        // The questions of an accordion stand side by side, not inside each other.
        if tag != .summary { headingLevel = level }
        lastHeading = text
        if node == content.titleHeading { titleBlock = blocks.count }
        blocks.append(block)
    }

    /// What is longer is a paragraph in large type.
    private static let longestHeading = 240

    /// Makes entries of headings over nothing that stand side by side.
    ///
    /// They are names of articles, products or people, each with a picture at most. A page of nothing
    /// but headings keeps them all.
    mutating func keepBareHeadings() {
        var bare: [Int: [Int]] = [:]
        for (index, block) in blocks.enumerated() {
            guard case .heading(let level) = block.shape, index != titleBlock,
                !emptied.contains(index), !block.text.hasSuffix(":")
            else { continue }
            let next = blocks[(index + 1)...].first {
                if case .close = $0.shape { false } else { true }
            }
            var isBare = true
            if let next {
                guard case .heading(let other) = next.shape else { continue }
                isBare = other <= level
            }
            if isBare { bare[level, default: []].append(index) }
        }
        let hasText = blocks.contains { $0.shape == .paragraph || $0.shape == .item }
        for (_, places) in bare where places.count >= (hasText ? 3 : 1) {
            for place in places { blocks[place].shape = .item }
        }
    }

    /// A heading inside an item is a part of the item: its label, or some of its text.
    mutating func headingInItem(_ text: String, at place: Int) {
        if blocks[place].isEmpty {
            blocks[place].label = text
        } else {
            blocks[place].text += blocks[place].text.isEmpty ? text : " " + text
        }
    }

    mutating func item(_ node: Int) {
        flush()
        var number: Int?
        if let place = stack.lastIndex(where: { if case .list = $0.role { true } else { false } }),
            case .list(.some(let next)) = stack[place].role
        {
            let value = tree.attribute(.value, of: node).flatMap { Int($0) } ?? next
            number = value
            stack[place].role = .list(next: value < Int.max ? value + 1 : value)
        }
        // Cards with headings and paragraphs are often marked up as entries of a list; a step with
        // its name in a heading stays an entry.
        let isStep = number != nil && content.headingCount(node) == 1 && isHeaded(node)
        guard content.headingCount(node) == 0 || isStep || isExplicit(node) else {
            stack.append(Container(role: .block, end: tree.end(node)))
            return
        }
        var block = Block(.item, "", line: tree.line(node))
        block.number = number
        open(block, node)
    }

    /// Whether an entry begins with a heading and goes on with a short text.
    private func isHeaded(_ node: Int) -> Bool {
        guard content.textLength(node) < 800,
            let heading = tree.descendants(node).first(where: { tree.tag($0).isHeading })
        else { return false }
        return content.textLength(from: node, to: heading) == 0
            && content.textLength(heading) < content.textLength(node)
    }

    /// Starts a block that takes up all text inside an element.
    mutating func open(_ block: Block, _ node: Int) {
        flush()
        var block = block
        block.depth = openItems.count
        read(attributesOf: node, into: &block)
        if case .some(let term) = pendingTerm {
            block.label = term
            pendingTerm = nil
            if block.kind == nil, !term.hasSuffix("?") { block.kind = .definition }
        }
        if block.kind == .link { block.url = firstLink(in: node) }
        blocks.append(block)
        openItems.append(blocks.count - 1)
        stack.append(Container(role: .item, end: tree.end(node)))
    }
    var pendingTerm: String?

    func firstLink(in node: Int) -> String? {
        tree.descendants(node).first { tree.tag($0) == .a && tree.has(.href, $0) }
            .flatMap { tree.attribute(.href, of: $0) }.flatMap { Address.resolve($0, base: base) }
    }

    func read(attributesOf node: Int, into block: inout Block) {
        guard !tree.isText(node) else { return }
        if let kind = tree.attribute(.dataKind, of: node), !kind.isEmpty {
            block.kind = ItemKind(rawValue: kind)
        }
        if ownIDs || block.kind != nil, let id = tree.attribute(.id, of: node) {
            let slug = Text.slug(id, limit: 200)
            if !slug.isEmpty { block.id = slug }
        }
        if let number = tree.attribute(.dataNumber, of: node).flatMap({ Int($0) }) {
            block.number = number
        }
        if let names = tree.attribute(.dataAudience, of: node) {
            block.audiences = names.split(separator: " ").map { Audience(rawValue: String($0)) }
        }
        if let names = tree.attribute(.dataTopic, of: node) {
            block.topics = names.split(separator: " ").map { String($0) }
        }
    }
}
