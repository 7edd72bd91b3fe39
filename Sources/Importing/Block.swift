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

    var shape: Shape
    /// Items around it: a block of depth 1 is a sub-item of the last block of depth 0.
    var depth = 0
    /// NFC, single spaces.
    var text: String
    var label = ""
    /// The number in front of it in the source.
    var number: Int?
    /// As the source says.
    var id: String?
    var kind: ItemKind?
    var audiences: [Audience] = []
    var topics: [String] = []
    var url: String?
    var locator: Locator?
    var repairs: [Repair] = []

    init(_ shape: Shape, _ text: String, line: Int? = nil) {
        self.shape = shape
        self.text = text
        if let line { locator = Locator(line: line) }
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
