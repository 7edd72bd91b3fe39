internal import Corpus

/// Turns the blocks of a source into sections and items with kinds and ids.
struct Outline {
    /// Level of the section without a heading, so that any heading ends it.
    private static let lead = Int.max

    private let document: String
    private let documentKind: DocumentKind?
    private var ids: ItemIDs
    /// Sections that are open, outermost first; the first one holds what stands before any heading.
    private var open: [(level: Int, section: Section, itemKind: ItemKind?)] = []
    /// Items that are open in the innermost section, by depth.
    private var items: [Item] = []
    private var sections: [Section] = []
    /// Entries before the next heading: room for them is made at once.
    private var ahead = 0

    /// The sections of a document.
    ///
    /// - Parameters:
    ///   - blocks: In reading order.
    ///   - document: The document's id.
    ///   - kind: The document's kind, which gives list entries theirs.
    static func sections(
        of blocks: [Block], document: String, kind: DocumentKind?
    ) -> [Section] {
        var outline = Outline(document: document, kind: kind)
        outline.ids.reserve(blocks)
        var previous: Block?
        var shift = 0
        for (index, block) in blocks.enumerated() {
            var block = block
            if outline.open.isEmpty && !block.isEmpty || block.isHeading {
                outline.ahead = blocks[(index + 1)...].prefix { !$0.isHeading }
                    .count { $0.depth == 0 }
            }
            shift = Self.shift(block, after: previous, shift)
            previous = block
            block.depth += shift
            outline.add(block)
        }
        outline.close(to: 0)
        return outline.sections
    }

    private init(document: String, kind: DocumentKind?) {
        self.document = document
        documentKind = kind
        ids = ItemIDs(document: document)
    }

    /// How much deeper a block stands than its source says: a list stands under the paragraph that
    /// announces it with a colon.
    private static func shift(_ block: Block, after previous: Block?, _ shift: Int) -> Int {
        guard block.shape == .item, block.id == nil else { return 0 }
        if let previous, previous.shape == .paragraph, block.depth == 0, previous.id == nil,
            previous.depth == 0, previous.text.hasSuffix(":")
        {
            return 1
        }
        return shift
    }

    private mutating func add(_ block: Block) {
        switch block.shape {
        case .heading(let level): start(block, level: max(2, level))
        case .close(let level): close(to: level)
        case .paragraph, .item:
            guard !block.isEmpty else { return }
            if open.isEmpty {
                var section = Section(id: ids.section("", text: document), heading: "")
                section.items.reserveCapacity(ahead + 1)
                open = [(Self.lead, section, KindRules.items(of: documentKind))]
            }
            add(item: block)
        }
    }

    private mutating func start(_ block: Block, level: Int) {
        close(to: level)
        var section = Section(id: ids.section(block.text, text: block.text), heading: block.text)
        section.items.reserveCapacity(ahead)
        let numbered = KindRules.numbered(block.text)
        let asks = block.text.hasSuffix("?") && !FurnitureWords.announcesSources(block.text)
        section.kind = block.kind ?? numbered?.kind ?? (asks ? .question : nil)
        section.number = block.number ?? numbered?.number
        let inherited = open.last?.itemKind ?? KindRules.items(of: documentKind)
        // Under `Stap 2` stand the points of the step; the steps are the sections.
        let advice: ItemKind? = KindRules.asksAdvice(block.text) ? .tip : nil
        let own =
            numbered == nil ? KindRules.items(under: block.text) ?? advice ?? inherited : nil
        open.append((level, section, own))
    }

    /// Ends all sections of a level and deeper.
    private mutating func close(to level: Int) {
        closeItems(to: 0)
        while let last = open.last, last.level >= level {
            open.removeLast()
            // A heading over nothing would be a path without passages.
            if last.section.items.isEmpty, last.section.sections.isEmpty { continue }
            if open.isEmpty {
                sections.append(last.section)
            } else {
                open[open.count - 1].section.sections.append(last.section)
            }
        }
    }

    private mutating func closeItems(to depth: Int) {
        while items.count > depth, let last = items.popLast() {
            if items.isEmpty {
                open[open.count - 1].section.items.append(last)
            } else {
                items[items.count - 1].items.append(last)
            }
        }
    }

    /// Deepest items: lists in lists without end would make values that nest as deep.
    private static let deepest = 24

    private mutating func add(item block: Block) {
        let depth = min(block.depth, items.count, Self.deepest)
        closeItems(to: depth)
        var item = Item(
            id: ids.item(block), kind: kind(of: block, depth: depth), text: block.text)
        item.label = block.label
        item.number = block.number
        item.url = block.url
        item.audiences = block.audiences
        item.topics = block.topics
        item.locator = block.locator
        item.repairs = block.repairs
        items.append(item)
    }

    private func kind(of block: Block, depth: Int) -> ItemKind {
        if let kind = block.kind { return kind }
        let isEntry = block.shape == .item || !block.label.isEmpty
        guard isEntry else { return .paragraph }
        if block.text.hasSuffix("?") { return .question }
        let announced = depth == 0 || items.first?.kind == .paragraph
        if announced, let kind = open.last?.itemKind { return kind }
        return block.shape == .item ? .point : .paragraph
    }
}

/// Gives sections and items their ids.
struct ItemIDs {
    /// What all ids begin with.
    private let start: String
    private var items: Set<String> = []
    private var used: Set<String> = []
    /// The last hash of each chain of equal texts.
    private var chains: [String: String] = [:]
    private var sections: Set<String> = []
    private static let wordsInID = 6

    init(document: String) { start = document + "/" }

    /// Keeps the ids that the source gives itself from being given to others.
    mutating func reserve(_ blocks: [Block]) {
        for block in blocks {
            if let id = block.id { items.insert(start + id) }
        }
    }

    /// The id of an item: its own, else from its label or first words.
    mutating func item(_ block: Block) -> String {
        if let id = block.id {
            // A second block of the same id in one source gets digits like any other clash.
            let own = start + id
            if used.insert(own).inserted { return own }
            return free(own, text: block.label + " " + block.text, in: \.items)
        }
        let words = block.label.isEmpty ? Self.firstWords(block.text) : block.label
        return free(
            start + Self.slug(words, block.text), text: block.label + " " + block.text,
            in: \.items)
    }

    /// The id of a section by its heading.
    mutating func section(_ heading: String, text: String) -> String {
        free(start + Self.slug(heading, text), text: text, in: \.sections)
    }

    private static func firstWords(_ text: String) -> String {
        var spaces = 0
        let end = text.utf8.firstIndex { byte in
            if byte == 0x20 { spaces += 1 }
            return spaces == wordsInID
        }
        return end.map { String(text[..<$0]) } ?? text
    }

    private static func slug(_ words: String, _ text: String) -> String {
        let slug = Text.slug(words)
        return slug.isEmpty ? Digest.tag(text) : slug
    }

    /// `wanted`, or with digits of the text's hash behind it when that is taken.
    private mutating func free(
        _ wanted: String, text: @autoclosure () -> String,
        in taken: WritableKeyPath<ItemIDs, Set<String>>
    ) -> String {
        if self[keyPath: taken].insert(wanted).inserted { return wanted }
        var seed = text()
        var id = "\(wanted)-\(Digest.tag(seed))"
        while !self[keyPath: taken].insert(id).inserted {
            // The same text once more: the hash goes on from where the last one ended, with more
            // digits, and never becomes a running number.
            seed = Digest.sha256(Array((chains[id] ?? seed).utf8))
            chains[id] = seed
            id = "\(wanted)-\(seed.prefix(12))"
        }
        return id
    }
}
