internal import Corpus
internal import Markup

/// What the head of a page says about it: title, Dublin Core, OpenGraph and the like.
struct PageMetadata {
    private let tree: MarkupTree
    private var values: [String: [String]] = [:]
    private var title = ""
    private var language: String?
    private var canonical: String?
    /// The address that links are relative to, when the page names one.
    private(set) var base: String?
    /// Whether the publishing program names the page a single post.
    private var isSinglePost = false
    /// Whether names of elements are those of a discussion.
    private var hasMessages = false
    /// Names of the site, as keys: what the head says, and headings that lead to where it begins.
    private var sites: Set<String> = []

    init(_ tree: MarkupTree) {
        self.tree = tree
        var numbered = 0
        for node in 0..<tree.count where !tree.isText(node) {
            if !hasMessages, tree.hasAny(of: Self.telling, node) {
                if let type = tree.bytes(of: .itemtype, node), Discussion.isType(type) {
                    hasMessages = true
                }
                if let id = tree.bytes(of: .id, node), Discussion.isNumberedMessage(id) {
                    numbered += 1
                    hasMessages = hasMessages || numbered >= 3
                }
            }
            switch tree.tag(node) {
            case .html:
                language =
                    tree.attribute(.lang, of: node) ?? tree.attribute(named: "lang", of: node)
            case .title where title.isEmpty: title = Text.clean(tree.rawText(node))
            case .meta: read(meta: node)
            case .link: read(link: node)
            case .body:
                let names = tree.attribute(.class, of: node) ?? ""
                isSinglePost = names.split(separator: " ").contains("single-post")
            case .base:
                if base == nil { base = tree.attribute(.href, of: node).flatMap { web($0) } }
            default: break
            }
        }
        sites = Set(
            [first("og:site_name")].compactMap { $0.map { Text.key($0) } }
                + (0..<tree.count).filter(isSiteLink).map { Text.key(tree.rawText($0)) })
    }

    private static let telling: [HTMLAttribute] = [.id, .itemtype]

    private func web(_ address: String) -> String? { Address.resolve(address, base: nil) }

    private mutating func read(meta node: Int) {
        let name = tree.attribute(.name, of: node) ?? tree.attribute(.property, of: node)
        guard var name = name?.lowercased(), let content = tree.attribute(.content, of: node) else {
            return
        }
        // `DC.title` and `dcterms.title` are two spellings of one thing.
        for prefix in ["dcterms.", "dcterms:", "dc.", "dc:"] where name.hasPrefix(prefix) {
            name = "dc." + name.dropFirst(prefix.count)
            break
        }
        let value = Text.clean(content)
        if !value.isEmpty { values[name, default: []].append(value) }
    }

    private mutating func read(link node: Int) {
        guard let relation = tree.attribute(.rel, of: node)?.lowercased(),
            let target = tree.attribute(.href, of: node)
        else { return }
        if relation.split(separator: " ").contains("canonical") {
            canonical = canonical ?? web(target)
        }
        if relation == "license", let address = web(target) {
            values["license", default: []].append(address)
        }
    }

    private func first(_ names: String...) -> String? {
        for name in names {
            if let value = values[name]?.first { return value }
        }
        return nil
    }

    /// Whether the page says that it is one article, published on some day.
    var isPost: Bool { isSinglePost || values["article:published_time"] != nil }

    /// Whether the page may be a discussion: by the program that made it, its address or the names of
    /// its elements.
    func isDiscussion(at address: String?) -> Bool {
        !isPost
            && (hasMessages || first("generator").map(Discussion.isProgram) ?? false
                || [canonical, first("og:url"), address].contains {
                    $0.map(Discussion.isAddress) ?? false
                })
    }

    /// Whether it says so, or that it is some page of text: programs call overviews an article, too.
    var isArticle: Bool {
        isPost || first("og:type").map { $0.lowercased() == "article" } ?? false
    }

    /// Puts into a draft what the head says; the title comes later, with the content.
    func fill(_ draft: inout Draft) {
        if let id = first("dc.identifier") {
            if Address.isWeb(id) {
                draft.url = id
            } else {
                let slug = Text.slug(id)
                draft.id = slug.isEmpty ? nil : slug
            }
        }
        draft.url = canonical ?? draft.url ?? first("og:url").flatMap { web($0) }
        if let kind = first("dc.type") {
            let known = DocumentKind(rawValue: kind)
            draft.kind = DocumentKind.known.contains(known) ? known : nil
        }
        draft.language = (first("dc.language") ?? language ?? first("og:locale")).flatMap {
            let tag =
                $0.lowercased().split { $0 == "_" || $0 == "-" }.first.map { String($0) } ?? ""
            return tag.isEmpty || tag.count > 3 ? nil : tag
        }
        draft.authors = values["dc.creator"] ?? first("author", "article:author").map { [$0] } ?? []
        draft.authors.removeAll { Address.isWeb($0) }
        draft.publisher = first("dc.publisher", "og:site_name")
        draft.year = Self.year(
            first("dc.issued", "dc.date", "dc.created", "article:published_time", "date"))
        draft.license = first("dc.license", "dc.rights", "license")
        draft.audiences = (values["dc.audience"] ?? []).flatMap { name in
            let exact = Audience(rawValue: name)
            return Audience.known.contains(exact) ? [exact] : KindRules.audiences(in: name)
        }
        draft.topics = (values["dc.subject"] ?? []).map { Text.slug($0) }.filter { !$0.isEmpty }
        draft.citation = first("dc.source", "dc.bibliographiccitation")
    }

    /// The first number of four digits that can be a year.
    static func year(_ text: String?) -> Int? {
        guard let text else { return nil }
        for part in text.split(whereSeparator: { !$0.isASCII || !$0.isNumber })
        where part.count == 4 {
            if let year = Int(part), (1900...2100).contains(year) { return year }
        }
        return nil
    }

    /// The heading that gives the page its title: the longest that the head's titles hold, else the
    /// only one of the first level, unless it is the name of the site.
    func titleHeading() -> Int? {
        let titles = [first("dc.title", "og:title", "twitter:title"), title]
            .compactMap { $0 }.flatMap { [Text.key(withoutSite($0)), Text.key($0)] }
        // Most sites put their name last.
        let firstPart = Self.separators.lazy.filter { Text.holds(title, $0) }.first
            .flatMap { Self.split(title, at: $0).first }.map { Text.key($0) }
        // `Nieuws: Samen eten`.
        let named = titles.isEmpty ? nil : Self.behindColon(withoutSite(title))
        var best: (node: Int, rank: Int, length: Int)?
        var behindColon: Int?
        var tops: [(node: Int, key: String)] = []
        for node in 0..<tree.count {
            switch tree.tag(node) {
            case .h1, .h2, .h3: break
            default: continue
            }
            guard tree.end(node) - node < 100 else { continue }
            let key = Text.key(tree.rawText(node))
            if key.utf8.count < 3 || sites.contains(key) { continue }
            if tree.tag(node) == .h1 { tops.append((node, key)) }
            if behindColon == nil, key == named { behindColon = node }
            guard let place = titles.firstIndex(where: { Text.holds($0, key) }) else { continue }
            // Without the site's name a title holds no heading by chance.
            let isTop = tree.tag(node) == .h1
            let isWhole = titles[place] == key
            guard isTop || isWhole else { continue }
            let isFirst = isTop && firstPart == key
            let rank =
                (isWhole || isFirst ? 2 : 0) + (isTop ? 1 : 0) + (place % 2 == 0 || isFirst ? 2 : 0)
            if best.map({ (rank, key.utf8.count) > ($0.rank, $0.length) }) ?? true {
                best = (node, rank, key.utf8.count)
            }
        }
        if let best, best.rank >= 2 { return best.node }
        if let top = titledBehindColon(tops) { return top }
        if tops.isEmpty, let behindColon { return behindColon }
        if let part = partHeading(tops) { return part }
        if tops.count == 1, let top = tops.first, best == nil || !isSiteName(top.key) {
            return top.node
        }
        return nil
    }

    /// Whether a heading is a part of the title and a link to where the site begins.
    private func isSiteLink(_ heading: Int) -> Bool {
        guard tree.tag(heading) == .h1, tree.end(heading) - heading < 100,
            let link = tree.descendants(heading).first(where: { tree.tag($0) == .a })
                ?? tree.parent(heading),
            tree.tag(link) == .a, let address = tree.attribute(.href, of: link),
            titleParts.contains(Text.key(tree.rawText(heading)))
        else { return false }
        guard let scheme = address.firstRange(of: "://") else { return address == "/" }
        let path = address[scheme.upperBound...].drop { $0 != "/" }
        return path.isEmpty || path == "/"
    }

    /// The parts of the title as keys; empty for a title without a separator.
    private var titleParts: Set<String> {
        guard let separator = Self.separators.first(where: { Text.holds(title, $0) }) else {
            return []
        }
        return Set(Self.split(title, at: separator).map { Text.key($0) })
    }

    /// The only heading of the first level that is the title behind a word and a colon, such as
    /// `Onderwerp: Samen eten`.
    private func titledBehindColon(_ tops: [(node: Int, key: String)]) -> Int? {
        guard tops.count == 1, let top = tops.first,
            let named = Self.behindColon(Text.clean(tree.rawText(top.node))),
            named == Text.key(title)
        else { return nil }
        return top.node
    }

    /// What follows the first colon of a title, as a key; `nil` where nothing does.
    private static func behindColon(_ title: String) -> String? {
        guard let colon = title.firstRange(of: ": ") else { return nil }
        let key = Text.key(String(title[colon.upperBound...]))
        return key.isEmpty ? nil : key
    }

    /// The only heading of the first level, when it is one part of the title and no link home.
    ///
    /// Some sites put their name first; the other part may be a heading as well where the first
    /// level is the site's.
    private func partHeading(_ tops: [(node: Int, key: String)]) -> Int? {
        let parts = titleParts
        guard tops.count == 1, let top = tops.first, parts.contains(top.key),
            !tree.descendants(top.node).contains(where: { tree.tag($0) == .a })
        else { return nil }
        var place = tree.parent(top.node)
        for _ in 0..<2 {
            guard let element = place else { break }
            if tree.tag(element) == .a { return nil }
            place = tree.parent(element)
        }
        let isOther = (0..<tree.count).contains { node in
            (tree.tag(node) == .h2 || tree.tag(node) == .h3) && tree.end(node) - node < 100
                && parts.contains(Text.key(tree.rawText(node)))
        }
        return isOther ? nil : top.node
    }

    /// Whether a key is what the title holds beside the name of the page.
    private func isSiteName(_ key: String) -> Bool {
        let page = Text.key(withoutSite(title))
        return !page.isEmpty && page != Text.key(title) && !Text.holds(page, key)
            && Text.holds(Text.key(title), key)
    }

    /// Chooses the title among the page's headings, its head and OpenGraph, and takes the heading
    /// that it was out of the blocks.
    ///
    /// - Parameter heading: The text of the title's heading, empty where none is.
    func settleTitle(_ draft: inout Draft, heading: String, blocks: inout [Block]) {
        if !heading.isEmpty {
            draft.title =
                Self.behindColon(heading) == Text.key(title) ? title : spaced(unnumbered(heading))
            if let place = blocks.firstIndex(where: { $0.isHeading && $0.text == heading }) {
                removeTitle(at: place, from: &blocks)
            }
            return
        }
        let place = blocks.firstIndex { $0.shape == .heading(level: 1) }
        let og = first("dc.title", "og:title", "twitter:title")
        let plain = withoutSite(title)
        if let place, blocks.count(where: { $0.shape == .heading(level: 1) }) == 1,
            (og ?? plain).isEmpty || !isSiteName(Text.key(blocks[place].text)),
            !sites.contains(Text.key(blocks[place].text))
        {
            draft.title = blocks[place].text
            removeTitle(at: place, from: &blocks)
            return
        }
        draft.title = og.map(withoutSite) ?? plain
        if draft.title.isEmpty, let place = blocks.firstIndex(where: { $0.isHeading }) {
            draft.title = blocks[place].text
            removeTitle(at: place, from: &blocks)
            return
        }
        // Which part of the head's title names the page may be told by the text.
        if og == nil, let place = partOfTitle(in: blocks) {
            draft.title = blocks[place].text
            removeTitle(at: place, from: &blocks)
            return
        }
        // A page may give its title in bold, or behind the name of the site and a colon.
        let key = Text.key(draft.title)
        let start = blocks.prefix(5).firstIndex { block in
            let text = Text.key(block.text)
            return block.id == nil && text.utf8.count >= 8 && block.label.isEmpty
                && (text == key || key.hasSuffix(text) && draft.title.hasSuffix(": " + block.text))
        }
        if let start, blocks.count > 1 {
            draft.title = blocks[start].text
            removeTitle(at: start, from: &blocks)
        }
    }

    /// A heading without the number behind it that the head of the page leaves out: `Te laat #12`.
    private func unnumbered(_ heading: String) -> String {
        guard let mark = heading.lastIndex(of: "#"),
            heading[mark...].dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
        else { return heading }
        let name = Text.clean(String(heading[..<mark]))
        return titleParts.contains(Text.key(name)) ? name : heading
    }

    /// A heading as the head of the page has it, where that sets apart words that run together in
    /// the heading: its parts stand on lines of their own.
    private func spaced(_ heading: String) -> String {
        let key = Text.key(heading)
        let other = [first("dc.title", "og:title", "twitter:title"), title].lazy.compactMap { $0 }
            .map(withoutSite).first { Text.key($0) == key }
        guard let other else { return heading }
        return other.split(separator: " ").count > heading.split(separator: " ").count
            ? other : heading
    }

    /// A short text near the start that is a part of the head's title, and not the name of the site.
    private func partOfTitle(in blocks: [Block]) -> Int? {
        let parts = titleParts
        guard !parts.isEmpty else { return nil }
        return blocks.prefix(8).firstIndex { block in
            let key = Text.key(block.text)
            return block.id == nil && block.label.isEmpty && block.shape == .paragraph
                && key.utf8.count >= 6 && !sites.contains(key) && parts.contains(key)
        }
    }

    /// The title goes, and with it the crumbs, dates and names that stand above it.
    private func removeTitle(at place: Int, from blocks: inout [Block]) {
        blocks.remove(at: place)
        var kept: [Block] = []
        for block in blocks[..<place]
        where block.id != nil || block.text.utf8.count > 100 || block.isHeading {
            kept.append(block)
        }
        blocks.replaceSubrange(..<place, with: kept)
    }

    private static let separators = [
        " | ", " – ", " — ", " - ", " · ", " » ", " :: ", " • ", " « ",
    ]

    /// A title without the name of the site before or behind it.
    private func withoutSite(_ title: String) -> String {
        for separator in Self.separators
        where Text.holds(title, separator) {
            let parts = Self.split(title, at: separator)
            guard parts.count > 1, let head = parts.first, let tail = parts.last else { continue }
            if sites.contains(Text.key(tail)) {
                return parts.dropLast().joined(separator: separator)
            }
            if sites.contains(Text.key(head)) {
                return parts.dropFirst().joined(separator: separator)
            }
            // Without a name to compare: most sites put theirs last, unless the head is an address or
            // a single word before a longer text.
            let isSiteFirst =
                tail.count > head.count && tail.split(separator: " ").count > 3
                && (head.contains(".") || !head.contains(" "))
            return isSiteFirst
                ? parts.dropFirst().joined(separator: separator)
                : parts.dropLast().joined(separator: separator)
        }
        return title
    }

    /// The parts of a text between separators, byte by byte.
    private static func split(_ text: String, at separator: String) -> [String] {
        let bytes = Array(text.utf8)
        let mark = Array(separator.utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index + mark.count <= bytes.count {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
                parts.append(bytes[start..<index])
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        parts.append(bytes[start...])
        return parts.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }
}
