internal import Corpus
internal import Markup

/// Reads DocBook: articles, books and parts of these, of versions 4 and 5.
struct DocBookReader {
    private let tree: MarkupTree
    private var draft = Draft()
    /// The text since the last block boundary.
    private var run: [UInt8] = []
    private var runLine = 1
    private var stack: [(end: Int, role: Role)] = []
    /// Blocks of the entries that are open, innermost last.
    private var openItems: [Int] = []
    private var term: String?

    private enum Role {
        case block, section
        /// A list with the kind of its entries and the number of the next one.
        case list(kind: ItemKind?, next: Int?)
        case item, term, question
    }

    private static let sections: Set<String> = [
        "article", "book", "part", "chapter", "preface", "appendix", "section", "sect1", "sect2",
        "sect3", "sect4", "sect5", "simplesect", "glossary", "bibliography",
    ]
    private static let signs: Set<String> = [
        "title", "info", "articleinfo", "bookinfo", "chapterinfo", "sectioninfo", "para", "simpara",
        "chapter", "section", "sect1",
    ]
    private static let inline: Set<String> = [
        "emphasis", "link", "ulink", "xref", "phrase", "quote", "literal", "code", "command",
        "filename", "option", "parameter", "replaceable", "userinput", "computeroutput",
        "citetitle",
        "foreignphrase", "wordasword", "subscript", "superscript", "guilabel", "guibutton",
        "guimenu", "guimenuitem", "keycap", "menuchoice", "application", "uri", "email", "acronym",
        "abbrev", "trademark", "productname", "personname", "firstname", "surname", "orgname",
        "date", "firstterm", "varname", "function", "systemitem", "envar", "tag", "sgmltag",
    ]
    private static let left: Set<String> = [
        "indexterm", "remark", "footnote", "mediaobject", "inlinemediaobject", "figure",
        "informalfigure", "index", "toc", "colspec", "revhistory", "legalnotice", "copyright",
    ]

    /// Whether a tree is DocBook: by its root, and by what stands directly in it.
    static func reads(_ tree: MarkupTree) -> Bool {
        guard tree.count > 0, sections.contains(tree.name(0)) else { return false }
        let names = tree.children(0).filter { !tree.isText($0) }.map { tree.name($0) }
        return names.first.map { signs.contains($0) } ?? false
    }

    /// What a document holds.
    static func draft(_ tree: MarkupTree) -> Draft {
        var reader = DocBookReader(tree)
        reader.walk()
        return reader.draft
    }

    private init(_ tree: MarkupTree) { self.tree = tree }

    private mutating func walk() {
        draft.language = tree.attribute(.lang, of: 0).map { $0.lowercased().prefix { $0.isLetter } }
            .flatMap { (2...3).contains($0.count) ? String($0) : nil }
        var node = 1
        while node < tree.count {
            close(before: node)
            if tree.isText(node) {
                if run.isEmpty { runLine = tree.line(node) }
                tree.textBytes(node).withUnsafeBufferPointer { Text.appendClean($0, to: &run) }
                node += 1
            } else {
                node = enter(node)
            }
        }
        close(before: tree.count)
        flush()
    }

    /// Opens an element and gives the number of the node that comes next.
    private mutating func enter(_ node: Int) -> Int {
        let end = tree.end(node)
        let name = tree.name(node)
        switch name {
        case _ where Self.left.contains(name): return end
        case _ where name == "info" || name.hasSuffix("info"):
            readInfo(node)
            return end
        case "title":
            title(node)
            return end
        case "subtitle", "titleabbrev":
            flush()
            if name == "subtitle", level(of: node) == 1 {
                draft.subtitle = Text.clean(tree.rawText(node))
            }
            return end
        case "link", "ulink": link(node)
        case _ where Self.inline.contains(name): break
        case _ where Self.sections.contains(name): open(.section, end)
        case "itemizedlist", "simplelist", "variablelist", "glosslist", "calloutlist":
            open(.list(kind: nil, next: nil), end)
        case "orderedlist": open(.list(kind: nil, next: 1), end)
        case "procedure", "substeps": open(.list(kind: .step, next: 1), end)
        case "listitem", "step", "member", "glossdef", "callout": item(node)
        case "row":
            row(node)
            return end
        case "term", "glossterm": open(.term, end)
        case "question": open(.question, end)
        default: open(.block, end)
        }
        return node + 1
    }

    private mutating func open(_ role: Role, _ end: Int) {
        flush()
        stack.append((end, role))
    }

    private mutating func close(before node: Int) {
        while let last = stack.last, last.end <= node {
            stack.removeLast()
            switch last.role {
            case .term:
                let text = text()
                term = term.map { "\($0) / \(text)" } ?? text
                run.removeAll(keepingCapacity: true)
            case .question:
                let text = text()
                run.removeAll(keepingCapacity: true)
                let level = 2 + stack.count { if case .section = $0.role { true } else { false } }
                if !text.isEmpty {
                    draft.blocks.append(Block(.heading(level: level), text, line: runLine))
                }
            case .item:
                flush()
                openItems.removeLast()
            case .block, .section, .list: flush()
            }
        }
    }

    private func text() -> String { Text.composed(run.last == 0x20 ? run.dropLast() : run) }

    /// Ends the run: its text goes to the open entry, else it becomes a paragraph.
    private mutating func flush() {
        defer { run.removeAll(keepingCapacity: true) }
        if let last = stack.last {
            // The text of these is taken when they end.
            switch last.role {
            case .term: return
            default: break
            }
        }
        let text = text()
        guard !text.isEmpty else { return }
        if let place = openItems.last {
            draft.blocks[place].text += draft.blocks[place].text.isEmpty ? text : " " + text
        } else {
            draft.blocks.append(Block(.paragraph, text, line: runLine))
        }
    }

    /// The level of the section that a title belongs to; 1 is the document's own.
    private func level(of node: Int) -> Int? {
        guard var place = tree.parent(node) else { return nil }
        if tree.name(place).hasSuffix("info"), let parent = tree.parent(place) { place = parent }
        guard Self.sections.contains(tree.name(place)) else { return nil }
        var level = 1
        while let parent = tree.parent(place) {
            level += 1
            place = parent
        }
        return level
    }

    private mutating func title(_ node: Int) {
        flush()
        let text = Text.clean(tree.rawText(node))
        guard !text.isEmpty else { return }
        switch level(of: node) {
        case .some(1): if draft.title.isEmpty { draft.title = text }
        case .some(let level):
            draft.blocks.append(Block(.heading(level: level), text, line: tree.line(node)))
        case nil:
            // The title of a list, a table or a remark.
            if openItems.isEmpty {
                draft.blocks.append(Block(.paragraph, text, line: tree.line(node)))
            } else {
                tree.textBytesInside(node) { Text.appendClean($0, to: &run) }
                flush()
            }
        }
    }

    private mutating func item(_ node: Int) {
        flush()
        var block = Block(.item, "", line: tree.line(node))
        block.depth = openItems.count
        let place = stack.lastIndex { if case .list = $0.role { true } else { false } }
        if let place, case .list(let kind, let next) = stack[place].role {
            block.kind = kind
            block.number = next
            stack[place].role = .list(kind: kind, next: next.map { $0 + 1 })
        }
        if let term {
            block.label = term
            block.kind = .definition
            self.term = nil
        }
        draft.blocks.append(block)
        openItems.append(draft.blocks.count - 1)
        stack.append((tree.end(node), .item))
    }

    private mutating func row(_ node: Int) {
        flush()
        var block = Block(.item, "", line: tree.line(node))
        block.depth = openItems.count
        let cells = tree.children(node).filter { !tree.isText($0) }
            .map { Text.clean(tree.rawText($0)) }.filter { !$0.isEmpty }
        block.text = cells.joined(separator: " | ")
        for inner in tree.descendants(node) where ["link", "ulink"].contains(tree.name(inner)) {
            link(inner)
        }
        if !block.isEmpty { draft.blocks.append(block) }
    }

    private mutating func link(_ node: Int) {
        guard
            let target = tree.attribute(.href, of: node) ?? tree.attribute(named: "url", of: node),
            let address = Address.resolve(target, base: nil), draft.links.count < 1000
        else { return }
        let text = Text.clean(tree.rawText(node))
        draft.links.append(Link(text: text.isEmpty ? address : text, url: address))
    }

    /// What an `info` element says: the title of its section, and of the document also who made it
    /// and when.
    private mutating func readInfo(_ node: Int) {
        flush()
        let isDocument = tree.parent(node) == 0
        for inner in tree.children(node) where !tree.isText(inner) {
            let text = Text.clean(tree.rawText(inner))
            switch tree.name(inner) {
            case "title": title(inner)
            case "subtitle" where isDocument: draft.subtitle = text
            case "author" where isDocument: if !text.isEmpty { draft.authors.append(text) }
            case "date", "pubdate":
                if isDocument { draft.year = draft.year ?? PageMetadata.year(text) }
            case "publisher", "publishername":
                if isDocument { draft.publisher = text.isEmpty ? nil : text }
            case "abstract":
                for paragraph in tree.children(inner) where !tree.isText(paragraph) {
                    let text = Text.clean(tree.rawText(paragraph))
                    if !text.isEmpty {
                        draft.blocks.append(Block(.paragraph, text, line: tree.line(paragraph)))
                    }
                }
            default: break
            }
        }
    }
}

extension MarkupTree {
    /// Calls with the bytes of each text inside a node.
    fileprivate func textBytesInside(_ node: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        for inner in descendants(node) where isText(inner) {
            textBytes(inner).withUnsafeBufferPointer(body)
        }
    }
}
