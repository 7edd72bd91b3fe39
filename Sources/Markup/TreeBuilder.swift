/// Gathers the parser's events into a tree.
struct TreeBuilder {
    private(set) var tree = MarkupTree()
    private var open: [Int32] = []
    private var numbers: [String: Int32] = [:]

    /// Elements that are open now.
    var depth: Int { open.count }
    /// Most nodes, and most names that differ: beyond these nobody wrote the document by hand.
    private static let mostNodes = 2_500_000
    private static let mostNames = 20_000
    /// Most bytes of text and kept attributes.
    private static let mostBytes = 64 << 20
    /// Most bytes of the whole tree: a source of long texts may have more of these than one of many
    /// elements, which take memory again when they become blocks.
    private static let mostMemory = 72 << 20
    /// Most bytes of one text without an element in it: no paragraph, whatever it is.
    private static let longestText = 32 << 20

    /// Whether more came than a tree may hold.
    var isFull: Bool {
        tree.bytes.count > Self.mostBytes || tree.nodes.count > Self.mostNodes
            || tree.bytes.count + tree.nodes.count * MemoryLayout<MarkupTree.Node>.stride
                > Self.mostMemory
            || tree.otherNames.count > Self.mostNames
            || tree.nodes.last.map {
                $0.name == MarkupTree.Node.isText && $0.count > Self.longestText
            }
                ?? false
    }

    /// Makes room for the text of a page at once: growing step by step takes twice as much.
    mutating func reserve(bytes: Int) {
        tree.bytes.reserveCapacity(min(bytes, Self.mostBytes + 1))
        // A large page gets all at once: memory that is not written to costs nothing.
        tree.nodes.reserveCapacity(bytes < 4 << 20 ? bytes / 32 : Self.mostNodes + 1)
    }

    /// The number of a name that is none of HTML, a new one for a name that was not met yet.
    mutating func number(of name: String) -> Int32 {
        if let number = numbers[name] { return number }
        let number = MarkupTree.firstOther + Int32(tree.otherNames.count)
        tree.otherNames.append(name)
        numbers[name] = number
        return number
    }

    mutating func start(name: Int32, tag: HTMLTag, line: Int) {
        let index = Int32(tree.nodes.count)
        tree.nodes.append(
            MarkupTree.Node(
                name: name, tag: tag, parent: open.last ?? -1, end: index + 1, line: Int32(line),
                start: Int32(tree.attributes.count), count: 0))
        open.append(index)
    }

    /// Adds an attribute to the element that was started last.
    mutating func attribute(
        name: Int32, known: HTMLAttribute, value: UnsafeBufferPointer<UInt8>
    ) {
        guard let last = open.last else { return }
        tree.attributes.append(
            MarkupTree.Attribute(
                name: name, known: known, start: Int32(tree.bytes.count), count: Int32(value.count))
        )
        tree.bytes.append(contentsOf: value)
        tree.nodes[Int(last)].count += 1
    }

    /// Ends the innermost element of this name; without one nothing happens.
    mutating func end(name: Int32) {
        // The parser closes what it opened, so that the first one fits; the bound keeps a page of
        // stray end tags from costing the square of its size.
        guard
            let place = open.suffix(64).lastIndex(where: { tree.nodes[Int($0)].name == name })
        else { return }
        while open.count > place { closeLast() }
    }

    mutating func closeLast() {
        guard let last = open.popLast() else { return }
        tree.nodes[Int(last)].end = Int32(tree.nodes.count)
    }

    mutating func text(_ value: UnsafeBufferPointer<UInt8>, line: Int) {
        guard !value.isEmpty, let parent = open.last else { return }
        let start = Int32(tree.bytes.count)
        tree.bytes.append(contentsOf: value)
        if let last = tree.nodes.indices.last, tree.nodes[last].name == MarkupTree.Node.isText,
            tree.nodes[last].parent == parent,
            tree.nodes[last].start + tree.nodes[last].count == start
        {
            tree.nodes[last].count += Int32(value.count)
            return
        }
        tree.nodes.append(
            MarkupTree.Node(
                name: MarkupTree.Node.isText, tag: .other, parent: parent,
                end: Int32(tree.nodes.count) + 1, line: Int32(line), start: start,
                count: Int32(value.count)))
    }

    /// Closes what is open and gives the tree.
    mutating func finish() -> MarkupTree {
        while !open.isEmpty { closeLast() }
        return tree
    }
}
