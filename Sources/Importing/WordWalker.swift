internal import Corpus
internal import Markup

/// Walks the body of a Word document.
struct WordWalker {
    private let tree: MarkupTree
    private var styles: [String: (name: String, level: Int?)] = [:]
    private var numbered: [String: [Int: Bool]] = [:]
    private var targets: [String: String] = [:]
    private var counters: [String: [Int: Int]] = [:]
    private(set) var title = ""
    private(set) var blocks: [Block] = []
    private(set) var links: [Link] = []

    init(
        _ tree: MarkupTree, styles: MarkupTree?, numbering: MarkupTree?, relations: MarkupTree?
    ) {
        self.tree = tree
        if let styles { read(styles: styles) }
        if let numbering { read(numbering: numbering) }
        if let relations {
            for node in 0..<relations.count where relations.name(node) == "Relationship" {
                if let id = relations.attribute(named: "Id", of: node) {
                    targets[id] = relations.attribute(named: "Target", of: node)
                }
            }
        }
    }

    private mutating func read(styles tree: MarkupTree) {
        for node in 0..<tree.count where tree.name(node) == "style" {
            guard let id = tree.attribute(named: "styleId", of: node) else { continue }
            var name = id
            var level: Int?
            for inner in tree.descendants(node) {
                let value = tree.attribute(named: "val", of: inner)
                if tree.name(inner) == "name", let value { name = value }
                if tree.name(inner) == "outlineLvl" { level = value.flatMap { Int($0) } }
            }
            styles[id] = (name.lowercased(), level)
        }
    }

    private mutating func read(numbering tree: MarkupTree) {
        var kinds: [String: [Int: Bool]] = [:]
        for node in 0..<tree.count where !tree.isText(node) {
            if tree.name(node) == "abstractNum",
                let id = tree.attribute(named: "abstractNumId", of: node)
            {
                var level = 0
                for inner in tree.descendants(node) {
                    if tree.name(inner) == "lvl" {
                        level = tree.attribute(named: "ilvl", of: inner).flatMap { Int($0) } ?? 0
                    }
                    if tree.name(inner) == "numFmt" {
                        let format = tree.attribute(named: "val", of: inner) ?? ""
                        kinds[id, default: [:]][level] = format != "bullet" && format != "none"
                    }
                }
            } else if tree.name(node) == "num", let id = tree.attribute(named: "numId", of: node) {
                let base = tree.descendants(node).first { tree.name($0) == "abstractNumId" }
                let key = base.flatMap { tree.attribute(named: "val", of: $0) } ?? ""
                numbered[id] = kinds[key]
            }
        }
    }

    /// Gathers the blocks.
    mutating func walk() {
        var node = 0
        while node < tree.count {
            switch tree.name(node) {
            case "p":
                paragraph(node)
                node = tree.end(node)
            case "tr" where isDataRow(node):
                row(node)
                node = tree.end(node)
            default: node += 1
            }
        }
    }

    private func isDataRow(_ node: Int) -> Bool {
        let inner = tree.descendants(node)
        return inner.count < 4000 && inner.count { tree.name($0) == "tc" } > 1
            && !inner.contains { tree.name($0) == "tbl" || tree.name($0) == "numPr" }
    }

    private mutating func row(_ node: Int) {
        let cells = tree.descendants(node).filter { tree.name($0) == "tc" }
            .map { text(of: $0) }.filter { !$0.isEmpty }
        guard !cells.isEmpty else { return }
        blocks.append(Block(.item, cells.joined(separator: " | "), line: tree.line(node)))
    }

    private mutating func paragraph(_ node: Int) {
        let text = text(of: node)
        guard !text.isEmpty else { return }
        findLinks(node)
        var style = ""
        var list: (id: String, level: Int)?
        var outline: Int?
        for inner in tree.descendants(node) {
            let value = tree.attribute(named: "val", of: inner)
            switch tree.name(inner) {
            case "pStyle": style = value ?? ""
            case "numId": if let value, value != "0" { list = (value, list?.level ?? 0) }
            case "ilvl": list = (list?.id ?? "", value.flatMap { Int($0) } ?? 0)
            case "outlineLvl": outline = value.flatMap { Int($0) }
            default: break
            }
        }
        let name = styles[style]?.name ?? style.lowercased()
        if name == "title" || name == "titel", title.isEmpty {
            title = text
            return
        }
        var block = Block(.paragraph, text, line: tree.line(node))
        if let level = outline ?? styles[style]?.level ?? Self.headingLevel(name), level < 9 {
            block.shape = .heading(level: level + 1)
        } else if list != nil || name.hasPrefix("list ") || name.hasPrefix("lijst") {
            block.shape = .item
            // Styles such as `List Bullet 2` carry the level in their name.
            let styled = name.last.flatMap { $0.wholeNumberValue }.map { $0 - 1 } ?? 0
            let level = min(8, max(0, list?.level ?? styled))
            block.depth = level
            let list = list ?? (id: name, level: level)
            if name.contains("number") || name.contains("nummer") {
                numbered[list.id] = numbered[list.id] ?? [level: true]
            }
            if numbered[list.id]?[level] == true {
                let next = (counters[list.id]?[level] ?? 0) + 1
                counters[list.id] = (counters[list.id] ?? [:]).filter { $0.key < level }
                counters[list.id]?[level] = next
                block.number = next
            }
            TextStructure.splitLabel(&block)
        }
        blocks.append(block)
    }

    /// Level from 0 of a style such as `heading 1` or `Kop 1`.
    private static func headingLevel(_ name: String) -> Int? {
        for start in ["heading", "kop"] where name.hasPrefix(start) {
            let digits = name.dropFirst(start.count).trimming { $0 == " " }
            if let level = Int(digits), (1...9).contains(level) { return level - 1 }
        }
        return nil
    }

    /// The text of all runs; deleted text and field codes are other elements.
    private func text(of node: Int) -> String {
        var result = ""
        for inner in tree.descendants(node) {
            switch tree.name(inner) {
            case "t": result += tree.rawText(inner)
            case "tab", "br", "cr", "p": result += " "
            case "noBreakHyphen": result += "-"
            default: break
            }
        }
        return Text.clean(result)
    }

    private mutating func findLinks(_ node: Int) {
        for inner in tree.descendants(node) where tree.name(inner) == "hyperlink" {
            guard let id = tree.attribute(.id, of: inner), let target = targets[id],
                let address = Address.resolve(target, base: nil)
            else { continue }
            let text = text(of: inner)
            if !text.isEmpty { links.append(Link(text: text, url: address)) }
        }
    }
}
