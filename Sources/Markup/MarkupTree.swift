/// A parsed page or XML document, as values in flat arrays.
///
/// Nodes are numbered in reading order, so that the descendants of a node are a range of numbers.
/// Nothing here is recursive: a tree of a million levels is read, walked and given back as one of
/// three.
public struct MarkupTree: Sendable {
    /// The number of a node; the first is the root element.
    public typealias Index = Int

    struct Node: Sendable {
        /// Number of the name; `isText` for a text.
        var name: Int32
        var tag: HTMLTag
        var parent: Int32
        /// Behind the last descendant.
        var end: Int32
        var line: Int32
        /// First byte of a text, first attribute of an element.
        var start: Int32
        var count: Int32

        static let isText: Int32 = -1
    }

    struct Attribute: Sendable {
        var name: Int32
        var known: HTMLAttribute
        var start: Int32
        var count: Int32
    }

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    var bytes: [UInt8] = []
    /// The names that are none of HTML.
    var otherNames: [String] = []

    /// The number of a name of HTML.
    static func number(of name: HTMLName) -> Int32 {
        name.tag != .other ? Int32(name.tag.rawValue) : 256 + Int32(name.attribute.rawValue)
    }
    /// The number of the first of `otherNames`.
    static let firstOther: Int32 = 512

    private func text(ofName number: Int32) -> String {
        switch number {
        case Self.firstOther...: otherNames[Int(number - Self.firstOther)]
        case 256...: HTMLAttribute(rawValue: UInt8(number - 256))?.markupName ?? ""
        case 0...: HTMLTag(rawValue: UInt8(number))?.name ?? ""
        default: ""
        }
    }

    init() {}

    /// Number of nodes; 0 for a source without elements.
    public var count: Int { nodes.count }

    /// Whether a node is a text; all others are elements.
    public func isText(_ node: Index) -> Bool { nodes[node].name == Node.isText }

    /// The element's known tag; `other` for a text.
    public func tag(_ node: Index) -> HTMLTag { nodes[node].tag }

    /// The element's name, in lower case for HTML and without a prefix for XML; empty for a text.
    public func name(_ node: Index) -> String { text(ofName: nodes[node].name) }

    /// Line of the source, from 1.
    public func line(_ node: Index) -> Int { Int(nodes[node].line) }

    /// The element around a node, `nil` for the root.
    public func parent(_ node: Index) -> Index? {
        let parent = nodes[node].parent
        return parent < 0 ? nil : Int(parent)
    }

    /// The number behind the last descendant.
    public func end(_ node: Index) -> Index { Int(nodes[node].end) }

    /// All nodes inside, in reading order.
    public func descendants(_ node: Index) -> Range<Index> { node + 1..<Int(nodes[node].end) }

    /// The nodes directly inside, in order.
    public func children(_ node: Index) -> Children { Children(nodes: nodes, parent: node) }

    /// The nodes directly inside a node.
    public struct Children: Sequence, IteratorProtocol {
        let nodes: [Node]
        var next_: Index
        let end: Index

        init(nodes: [Node], parent: Index) {
            self.nodes = nodes
            next_ = parent + 1
            end = Int(nodes[parent].end)
        }

        /// The next node, `nil` behind the last.
        public mutating func next() -> Index? {
            guard next_ < end else { return nil }
            let result = next_
            next_ = Int(nodes[next_].end)
            return result
        }
    }

    /// The value of a known attribute, `nil` where it is missing.
    public func attribute(_ attribute: HTMLAttribute, of node: Index) -> String? {
        bytes(of: attribute, node).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether an element has one of the known attributes.
    public func hasAny(of known: [HTMLAttribute], _ node: Index) -> Bool {
        let element = nodes[node]
        guard element.name >= 0, element.count > 0 else { return false }
        return attributes[Int(element.start)..<Int(element.start + element.count)]
            .contains { known.contains($0.known) }
    }

    /// Whether an attribute is there.
    public func has(_ attribute: HTMLAttribute, _ node: Index) -> Bool {
        bytes(of: attribute, node) != nil
    }

    /// The bytes of a known attribute's value, `nil` where it is missing.
    public func bytes(of attribute: HTMLAttribute, _ node: Index) -> ArraySlice<UInt8>? {
        let element = nodes[node]
        guard element.name >= 0, element.count > 0 else { return nil }
        for index in Int(element.start)..<Int(element.start + element.count)
        where attributes[index].known == attribute {
            let start = Int(attributes[index].start)
            return bytes[start..<start + Int(attributes[index].count)]
        }
        return nil
    }

    /// The value of an attribute by its name, `nil` where it is missing.
    public func attribute(named name: String, of node: Index) -> String? {
        let element = nodes[node]
        guard element.name >= 0 else { return nil }
        for index in Int(element.start)..<Int(element.start + element.count)
        where text(ofName: attributes[index].name) == name {
            let start = Int(attributes[index].start)
            let value = bytes[start..<start + Int(attributes[index].count)]
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    /// The bytes of a text node as they stood in the source; empty for an element.
    public func textBytes(_ node: Index) -> ArraySlice<UInt8> {
        let text = nodes[node]
        guard text.name == Node.isText else { return [] }
        return bytes[Int(text.start)..<Int(text.start + text.count)]
    }

    /// All text inside a node as it stood in the source, white space included.
    public func rawText(_ node: Index) -> String {
        if isText(node) { return String(decoding: textBytes(node), as: UTF8.self) }
        var result: [UInt8] = []
        for inner in descendants(node) where isText(inner) {
            result.append(contentsOf: textBytes(inner))
        }
        return String(decoding: result, as: UTF8.self)
    }
}
