/// The unit that is ranked and quoted: an item with what surrounds it.
public struct Passage: Hashable, Sendable {
    /// The item's id.
    public var id: String
    /// The id of the document it stands in.
    public var document: String
    /// What it is.
    public var kind: ItemKind
    /// The place in a numbered series, from 1.
    public var number: Int?
    /// Section headings and labels above it, outermost first; without the document's title.
    public var headings: [String] = []
    /// The short name in front; empty when there is none.
    public var label = ""
    /// NFC, no markup, single spaces; never empty together with the label.
    public var text: String
    /// Where the passage itself points to.
    public var url: String?
    /// Its own, else those of the document.
    public var audiences: [Audience] = []
    /// Its own, else those of the document.
    public var topics: [String] = []
    /// Whether the topics are its own and not those of the whole document.
    public var hasOwnTopics = false
    /// Where it stands in the source.
    public var locator: Locator?
    /// The passage that this one is a point of.
    public var parent: String?
    /// The points of this passage, in order.
    public var children: [String] = []

    /// A passage by itself.
    public init(id: String, document: String, kind: ItemKind, text: String) {
        self.id = id
        self.document = document
        self.kind = kind
        self.text = text
    }
}

extension Document {
    /// Longest passage in bytes that is cut from a document's plain text.
    static let plainPassageLimit = 4096

    /// All passages in reading order; empty for a document without text.
    public func passages() -> [Passage] {
        var result: [Passage] = []
        if let text { appendPlain(text, to: &result) }
        for section in sections { append(section, under: [], to: &result) }
        return result
    }

    /// Number of passages, without making them.
    public var passageCount: Int {
        guard text == nil else { return passages().count }
        var count = 0
        var waiting = sections
        while let section = waiting.popLast() {
            waiting += section.sections
            count += section.items.count
            var parents = section.items.filter { !$0.items.isEmpty }
            while let item = parents.popLast() {
                count += item.items.count
                parents += item.items.filter { !$0.items.isEmpty }
            }
        }
        return count
    }

    private func append(_ section: Section, under path: [String], to result: inout [Passage]) {
        let headings = section.heading.isEmpty ? path : path + [section.heading]
        for item in section.items { append(item, under: headings, parent: nil, to: &result) }
        for inner in section.sections { append(inner, under: headings, to: &result) }
    }

    private func append(
        _ item: Item, under headings: [String], parent: String?, to result: inout [Passage]
    ) {
        var passage = passage(id: item.id, kind: item.kind, text: item.text)
        passage.number = item.number
        passage.headings = headings
        passage.label = item.label
        passage.url = item.url
        passage.locator = item.locator
        passage.parent = parent
        passage.children = item.items.map(\.id)
        if !item.audiences.isEmpty { passage.audiences = item.audiences }
        if !item.topics.isEmpty {
            passage.topics = item.topics
            passage.hasOwnTopics = true
        }
        result.append(passage)
        let inner = item.label.isEmpty ? headings : headings + [item.label]
        for child in item.items { append(child, under: inner, parent: item.id, to: &result) }
    }

    private func appendPlain(_ text: String, to result: inout [Passage]) {
        let pieces = Sentences.pieces(of: text, limit: Self.plainPassageLimit)
        if pieces.count == 1 {
            result.append(passage(id: id, kind: .paragraph, text: pieces[0]))
            return
        }
        for (index, piece) in pieces.enumerated() {
            result.append(passage(id: "\(id)/\(index + 1)", kind: .paragraph, text: piece))
        }
    }

    private func passage(id: String, kind: ItemKind, text: String) -> Passage {
        var passage = Passage(id: id, document: self.id, kind: kind, text: text)
        passage.audiences = audiences
        passage.topics = topics
        return passage
    }
}
