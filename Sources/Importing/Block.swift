internal import Corpus

/// One piece of a source in reading order, before it has its place in the outline.
///
/// Every format becomes a list of these; `Outline` alone turns the list into sections and items.
struct Block: Hashable, Sendable {
    /// What a block is to the structure.
    enum Shape: Hashable, Sendable {
        /// Starts a section; level 1 is the title's, 2 the first below it.
        case heading(level: Int)
        case paragraph
        /// An entry of a list.
        case item
        /// Ends the sections of this level and deeper, so that what follows belongs to the one above.
        case close(level: Int)
    }

    /// NFC, single spaces.
    var text: String
    var label = ""
    /// What few blocks have, one at most: a long source has hundreds of thousands of blocks.
    private var rare: [Rare] = []
    var shape: Shape
    /// The number in front of it in the source.
    var number: Int?
    private var level: Int32 = 0
    private var page: Int32 = 0
    private var line: Int32 = 0

    private struct Rare: Hashable, Sendable {
        var id: String?
        var kind: ItemKind?
        var audiences: [Audience] = []
        var topics: [String] = []
        var url: String?
        var repairs: [Repair] = []
    }

    init(_ shape: Shape, _ text: String, line: Int? = nil) {
        self.shape = shape
        self.text = text
        if let line { locator = Locator(line: line) }
    }

    /// Items around it: a block of depth 1 is a sub-item of the last block of depth 0.
    var depth: Int {
        get { Int(level) }
        set { level = Int32(clamping: newValue) }
    }
    var locator: Locator? {
        get {
            guard page > 0 || line > 0 else { return nil }
            return Locator(page: page > 0 ? Int(page) : nil, line: line > 0 ? Int(line) : nil)
        }
        set {
            page = Int32(clamping: newValue?.page ?? 0)
            line = Int32(clamping: newValue?.line ?? 0)
        }
    }
    /// As the source says.
    var id: String? {
        get { rare.first?.id }
        set { set(\.id, newValue) }
    }
    var kind: ItemKind? {
        get { rare.first?.kind }
        set { set(\.kind, newValue) }
    }
    var audiences: [Audience] {
        get { rare.first?.audiences ?? [] }
        set { set(\.audiences, newValue) }
    }
    var topics: [String] {
        get { rare.first?.topics ?? [] }
        set { set(\.topics, newValue) }
    }
    var url: String? {
        get { rare.first?.url }
        set { set(\.url, newValue) }
    }
    var repairs: [Repair] {
        get { rare.first?.repairs ?? [] }
        set { set(\.repairs, newValue) }
    }

    private mutating func set<Value: Equatable>(
        _ path: WritableKeyPath<Rare, Value>, _ value: Value
    ) {
        if rare.isEmpty {
            guard value != Rare()[keyPath: path] else { return }
            rare.append(Rare())
        }
        rare[0][keyPath: path] = value
    }

    var isHeading: Bool { if case .heading = shape { true } else { false } }
    var isEmpty: Bool { text.isEmpty && label.isEmpty }
}

/// What a reader found in a source.
struct Draft: Sendable {
    /// Explicit ids are those of the source itself; readers never make one up.
    var id: String?
    var kind: DocumentKind?
    var title = ""
    var subtitle: String?
    var language: String?
    var authors: [String] = []
    var publisher: String?
    var year: Int?
    var license: String?
    var audiences: [Audience] = []
    var topics: [String] = []
    /// The canonical address.
    var url: String?
    var citation: String?
    var links: [Link] = []
    var blocks: [Block] = []
    /// Page furniture that was left out.
    var dropped: [String] = []
}
