internal import Corpus
internal import Markup

extension HTMLWalker {
    // MARK: Tables

    /// Whether a row is one of a table of data: its cells hold text, not parts of a page.
    func isDataRow(_ node: Int) -> Bool {
        guard tree.end(node) - node < 2000, content.headingCount(node) == 0 else { return false }
        var cells = 0
        for inner in tree.descendants(node) {
            switch tree.tag(inner) {
            case .td, .th: cells += 1
            case .table, .ul, .ol, .section, .article: return false
            case .p, .div, .br: if content.textLength(node) > 600 { return false }
            default: break
            }
        }
        return cells > 1
    }

    mutating func row(_ node: Int) {
        flush()
        var block = Block(.item, "", line: tree.line(node))
        block.depth = openItems.count
        var cells: [String] = []
        let isHead = tree.children(node).allSatisfy { tree.isText($0) || tree.tag($0) == .th }
        for cell in tree.children(node) where !tree.isText(cell) {
            let text = Text.clean(tree.rawText(cell))
            if text.isEmpty { continue }
            if tree.tag(cell) == .th, !isHead, cells.isEmpty, block.label.isEmpty {
                block.label = text
            } else {
                cells.append(text)
            }
        }
        for inner in tree.descendants(node) where tree.tag(inner) == .a { link(inner) }
        block.text = cells.joined(separator: " | ")
        if !block.isEmpty { blocks.append(block) }
    }

    // MARK: Text

    mutating func append(text node: Int) {
        if run.isEmpty { runLine = tree.line(node) }
        let isBlank = run.isEmpty
        tree.textBytes(node).withUnsafeBufferPointer { Text.appendClean($0, to: &run) }
        if isBlank, !run.isEmpty { runLine = tree.line(node) }
    }

    /// Puts a blank between two elements that touch, such as a name and a date that only the style
    /// sheet sets apart: where a small letter or a digit meets a capital, a digit a letter, or
    /// another kind of element begins.
    mutating func separate(_ node: Int) {
        guard let last = run.last, last.isWordByte, node + 1 < tree.end(node),
            let first = tree.textBytes(node + 1).first, first.isWordByte,
            let before = tagBefore(node)
        else { return }
        let isCapital = first &- 65 < 26 && !(last &- 65 < 26)
        let isNumber = (first &- 48 < 10) != (last &- 48 < 10) && !isCode(node)
        if isCapital || isNumber || before != tree.tag(node) { run.append(0x20) }
    }

    /// Whether an element is a piece of code, whose colours cut words from their numbers.
    private func isCode(_ node: Int) -> Bool {
        var place = tree.parent(node)
        for _ in 0..<4 {
            guard let element = place else { return false }
            if tree.tag(element) == .code || tree.tag(element) == .pre { return true }
            place = tree.parent(element)
        }
        return false
    }

    /// The tag of the element beside this one that ends where it begins, `nil` for a text.
    private func tagBefore(_ node: Int) -> HTMLTag? {
        guard let parent = tree.parent(node) else { return nil }
        var place = node - 1
        for _ in 0..<6 where place != parent {
            guard let above = tree.parent(place) else { return nil }
            if above == parent {
                let tag = tree.tag(place)
                return tag == .span || tag == .a || tag == .time ? tag : nil
            }
            place = above
        }
        return nil
    }

    mutating func lineBreak(_ node: Int) {
        // Two breaks end a paragraph; one is a space.
        let previous = node - 1
        var place = previous
        while place > 0, tree.isText(place), !tree.textBytes(place).contains(where: { $0 > 0x20 }) {
            place -= 1
        }
        if place > 0, tree.tag(place) == .br, tree.parent(place) == tree.parent(node) {
            flush()
        } else if let last = run.last {
            if last != 0x20 { run.append(0x20) }
            breaks.append(run.count)
        }
    }

    mutating func link(_ node: Int) {
        guard let target = tree.attribute(.href, of: node),
            let address = Address.resolve(target, base: base), tree.end(node) - node < 200
        else { return }
        let text = Text.clean(tree.rawText(node))
        guard !text.isEmpty, !links.contains(where: { $0.url == address && $0.text == text }),
            links.count < 1000
        else { return }
        links.append(Link(text: text, url: address))
    }

    mutating func closeContainers(before node: Int) {
        while let last = stack.last, last.end <= node {
            stack.removeLast()
            switch last.role {
            case .bold(let start, let isLabel):
                if boldEnd == start || start == 0 { boldEnd = run.count }
                boldIsLabel = boldIsLabel || isLabel
            case .block: flush()
            case .list:
                flush()
                dropTerm(before: node)
            case .item:
                flush()
                openItems.removeLast()
            case .term:
                let term = Text.composed(trimmedRun())
                run.removeAll(keepingCapacity: true)
                boldEnd = 0
                takeTerm(term, before: node)
            case .section(let level):
                flush()
                if let level { blocks.append(Block(.close(level: level), "")) }
            }
        }
    }

    /// Keeps a term for the description that follows; several terms may share one.
    private mutating func takeTerm(_ term: String, before node: Int) {
        guard let waiting = pendingTerm else {
            pendingTerm = term
            return
        }
        if waiting.utf8.count + term.utf8.count < 200 {
            pendingTerm = "\(waiting) / \(term)"
        } else {
            dropTerm(before: node)
            pendingTerm = term
        }
    }

    /// Makes a paragraph of a term that got no description.
    private mutating func dropTerm(before node: Int) {
        guard let term = pendingTerm, !term.isEmpty else { return }
        blocks.append(Block(.paragraph, term, line: tree.line(max(0, node - 1))))
        pendingTerm = nil
    }

    func trimmedRun() -> [UInt8] { run.last == 0x20 ? run.dropLast() : run }

    /// Ends the run: its text goes to the open item, else it becomes a paragraph.
    mutating func flush() {
        defer {
            run.removeAll(keepingCapacity: true)
            breaks.removeAll(keepingCapacity: true)
            boldEnd = 0
            boldIsLabel = false
        }
        let bytes = trimmedRun()
        guard !bytes.isEmpty else { return }
        if !breaks.isEmpty, openItems.isEmpty, listOfLines(bytes) { return }
        var block = Block(.paragraph, Text.composed(bytes), line: runLine)
        splitLabel(&block, bytes)
        if block.text == subtitle, openItems.isEmpty { return }
        if let place = openItems.last {
            if blocks[place].isEmpty {
                blocks[place].label = block.label
                blocks[place].text = block.text
            } else {
                let rest = block.label.isEmpty ? block.text : "\(block.label): \(block.text)"
                blocks[place].text += blocks[place].text.isEmpty ? rest : " " + rest
            }
            return
        }
        if isBoldHeading(block, bytes) { block.shape = .heading(level: Self.boldLevel) }
        blocks.append(block)
    }

    /// Level of a heading that only its bold type gives away: below all real ones.
    private static let boldLevel = 7

    /// Whether a paragraph is bold as a whole, short and no sentence.
    private func isBoldHeading(_ block: Block, _ bytes: [UInt8]) -> Bool {
        boldEnd >= bytes.count && !boldIsLabel && block.label.isEmpty && bytes.count <= 90
            && breaks.isEmpty && !TextLine.endsSentence(block.text.hasSuffix("?") ? "" : block.text)
    }

    /// Splits bold words at the start off as the label: always where the class says so, elsewhere
    /// where a colon or full stop ends them and text follows.
    func splitLabel(_ block: inout Block, _ bytes: [UInt8]) {
        guard boldEnd > 0, boldEnd <= bytes.count else { return }
        var label = Text.composed(Array(bytes[..<boldEnd]))
        var rest = bytes[boldEnd...]
        while label.last == " " { label.removeLast() }
        var marked = boldIsLabel
        if let last = label.last, last == ":" || last == "." {
            label.removeLast()
            marked = true
        } else {
            let next = rest.drop { $0 == 0x20 }
            if next.first == UInt8(ascii: ":") || next.first == UInt8(ascii: ".") {
                rest = next.dropFirst()
                marked = true
            }
        }
        guard marked, !label.isEmpty, label.utf8.count <= 100 else { return }
        rest = rest.drop { $0 == 0x20 }
        guard !rest.isEmpty || boldIsLabel else { return }
        block.label = label
        block.text = Text.composed(Array(rest))
    }
}

extension UInt8 {
    /// A letter or digit of ASCII.
    fileprivate var isWordByte: Bool { (self | 0x20) &- 97 < 26 || self &- 48 < 10 }
}
