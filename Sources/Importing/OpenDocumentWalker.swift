internal import Corpus
internal import Markup

/// Walks the body of an OpenDocument text.
struct OpenDocumentWalker {
    private let tree: MarkupTree
    private var parents: [String: String] = [:]
    private(set) var title = ""
    private(set) var blocks: [Block] = []
    private(set) var links: [Link] = []

    init(_ tree: MarkupTree) {
        self.tree = tree
        for node in 0..<tree.count where tree.name(node) == "style" {
            if let name = tree.attribute(.name, of: node) {
                parents[name] = tree.attribute(named: "parent-style-name", of: node)
            }
        }
    }

    /// Gathers the blocks.
    mutating func walk() {
        var lists: [Int] = []
        var entryStart = -1
        var node = 0
        while node < tree.count {
            while let end = lists.last, end <= node { lists.removeLast() }
            let next: Int
            switch tree.name(node) {
            case "tracked-changes", "annotation", "note", "sequence-decls", "forms":
                next = tree.end(node)
            case "list":
                lists.append(tree.end(node))
                next = node + 1
            case "list-item":
                entryStart = node
                next = node + 1
            case "h", "p":
                add(node, depth: lists.count, startsEntry: entryStart >= 0)
                entryStart = -1
                next = tree.end(node)
            case "table-row":
                row(node)
                next = tree.end(node)
            default: next = node + 1
            }
            node = next
        }
    }

    private mutating func row(_ node: Int) {
        let cells = tree.descendants(node).filter { tree.name($0) == "table-cell" }
            .map { text(of: $0) }.filter { !$0.isEmpty }
        guard !cells.isEmpty else { return }
        blocks.append(Block(.item, cells.joined(separator: " | "), line: tree.line(node)))
    }

    private mutating func add(_ node: Int, depth: Int, startsEntry: Bool) {
        let text = text(of: node)
        guard !text.isEmpty else { return }
        findLinks(node)
        let style = tree.attribute(named: "style-name", of: node) ?? ""
        if [style, parents[style] ?? ""].contains("Title"), title.isEmpty {
            title = text
            return
        }
        var block = Block(.paragraph, text, line: tree.line(node))
        if tree.name(node) == "h" {
            let level = tree.attribute(named: "outline-level", of: node).flatMap { Int($0) } ?? 1
            block.shape = .heading(level: min(10, max(1, level)))
        } else if depth > 0 {
            if !startsEntry, let last = blocks.indices.last, blocks[last].shape == .item {
                blocks[last].text += " " + text
                return
            }
            block.shape = .item
            block.depth = depth - 1
            TextStructure.splitLabel(&block)
        }
        blocks.append(block)
    }

    private func text(of node: Int) -> String {
        var result = ""
        var inner = node + 1
        while inner < tree.end(node) {
            var next = inner + 1
            if tree.isText(inner) {
                result += String(decoding: tree.textBytes(inner), as: UTF8.self)
            } else {
                switch tree.name(inner) {
                case "s", "tab", "line-break", "p": result += " "
                case "note", "annotation": next = tree.end(inner)
                default: break
                }
            }
            inner = next
        }
        return Text.clean(result)
    }

    private mutating func findLinks(_ node: Int) {
        for inner in tree.descendants(node) where tree.name(inner) == "a" {
            guard let target = tree.attribute(.href, of: inner),
                let address = Address.resolve(target, base: nil)
            else { continue }
            let text = Text.clean(tree.rawText(inner))
            if !text.isEmpty { links.append(Link(text: text, url: address)) }
        }
    }
}
