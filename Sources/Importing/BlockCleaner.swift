/// Removes the furniture that only its words give away.
enum BlockCleaner {
    /// Takes out furniture lines, and what follows the content.
    ///
    /// - Parameters:
    ///   - isPage: Whether they come from a web page: what it says twice in a row goes once.
    ///   - isArticle: Whether the page says that it is an article: names and dates in its head go.
    ///   - dropped: Gets the text of what goes.
    static func clean(
        _ blocks: inout [Block], isPage: Bool = false, isArticle: Bool = false,
        dropped: inout [String]
    ) {
        let ends = ends(in: blocks)
        var rest: [Block] = []
        for part in ends.reversed() {
            rest.insert(contentsOf: blocks[part].prefix(200), at: 0)
            blocks.removeSubrange(part)
        }
        var lines: [String] = []
        if isPage { removeCopies(&blocks, &lines) }
        let head = isArticle ? blocks.firstIndex { isProse($0) } ?? 0 : 0
        var index = -1
        var previous = ""
        blocks.removeAll { block in
            index += 1
            guard block.id == nil, block.kind == nil, block.label.isEmpty, !block.text.isEmpty
            else {
                previous = ""
                return false
            }
            // Players and galleries say the same for each of their pictures.
            let isLine =
                FurnitureWords.isFurniture(block.text)
                || index < head && !block.isHeading && PublicationLine.isOne(block.text)
                || isPage && block.text == previous && block.text.utf8.count < 80
                || isPage && block.text.utf8.count < 4
                    && block.text.utf8.allSatisfy { $0 &- 48 < 10 }
            previous = block.text
            if isLine { note(block, &lines) }
            return isLine
        }
        for block in rest where !block.isEmpty { note(block, &lines) }
        dropped += lines.prefix(max(0, 200 - dropped.count))
    }

    /// Takes out what a page says a second time right behind the first, block by block the same, as it
    /// does for screens of another width.
    private static func removeCopies(_ blocks: inout [Block], _ lines: inout [String]) {
        var following: [UInt64: Int] = [:]
        following.reserveCapacity(blocks.count)
        var next = [Int?](repeating: nil, count: blocks.count)
        for index in blocks.indices.reversed() where blocks[index].text.utf8.count >= shortestCopy {
            next[index] = following.updateValue(index, forKey: sketch(blocks[index].text))
        }
        var isCopy = [Bool](repeating: false, count: blocks.count)
        for (index, other) in next.enumerated() {
            guard let other, !isCopy[index] else { continue }
            // The long text may have a heading or a short line before it that comes twice as well.
            var start = index
            var copy = other
            while start > 0, !isCopy[start - 1], copy - 1 > index,
                same(blocks[start - 1], blocks[copy - 1])
            {
                start -= 1
                copy -= 1
            }
            let length = copy - start
            while copy + length <= blocks.count,
                (0..<length).allSatisfy({ same(blocks[start + $0], blocks[copy + $0]) })
            {
                for place in copy..<(copy + length) where !isCopy[place] {
                    isCopy[place] = true
                    note(blocks[place], &lines)
                }
                copy += length
            }
        }
        if isCopy.contains(true) {
            blocks = zip(blocks, isCopy).filter { !$0.1 }.map(\.0)
        }
    }

    /// The length of a text and some of its bytes: texts that share it are compared in full.
    private static func sketch(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var sketch = UInt64(bytes.count)
            for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 16)) {
                sketch = (sketch ^ UInt64(bytes[place])) &* 0x100_0000_01B3
            }
            return sketch
        }
    }

    private static func same(_ one: Block, _ other: Block) -> Bool {
        one.text == other.text && one.label == other.label && one.shape == other.shape
            && one.id == nil && other.id == nil && one.kind == nil && other.kind == nil
    }

    /// A text of fewer bytes may well be said twice.
    private static let shortestCopy = 60

    /// The parts that headings such as `Lees ook` and `Reacties` begin.
    ///
    /// Comments go on to the end, links to other pages to where the text goes on.
    private static func ends(in blocks: [Block]) -> [Range<Int>] {
        // What stands under each entry, such as `Reageer`, ends nothing.
        var counts: [String: Int] = [:]
        for block in blocks
        where FurnitureWords.endsContent(block.text, isHeading: isMarked(block)) {
            counts[block.text, default: 0] += 1
        }
        guard !counts.isEmpty else { return [] }
        var parts: [Range<Int>] = []
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            guard block.id == nil, counts[block.text] == 1 else {
                index += 1
                continue
            }
            let isLate = index * 2 >= blocks.count
            let isTalk = FurnitureWords.opensTalk(block.text)
            guard isLate || (!isTalk && block.isHeading) else {
                index += 1
                continue
            }
            let end =
                isTalk
                ? blocks.count
                : resumption(of: blocks, after: index, isLate: isLate) ?? blocks.count
            parts.append(index..<end)
            index = end
        }
        return parts
    }

    /// Where the text goes on behind links to other pages: at a heading over a paragraph, early on
    /// the page at a paragraph, too; `nil` where it does not.
    private static func resumption(of blocks: [Block], after start: Int, isLate: Bool) -> Int? {
        var level = Int.max
        if case .heading(let own) = blocks[start].shape { level = own }
        return blocks.indices.dropFirst(start + 1).first { index in
            switch blocks[index].shape {
            case .heading(let other):
                return other <= level && !FurnitureWords.endsContent(blocks[index].text)
                    && (!isLate
                        || isText(blocks[(index + 1)...].prefix { !$0.isHeading }))
            case .paragraph: return !isLate && isProse(blocks[index])
            default: return false
            }
        }
    }

    /// Whether a block is a heading by its markup, not by bold type alone.
    private static func isMarked(_ block: Block) -> Bool {
        if case .heading(let level) = block.shape { level <= 6 } else { false }
    }

    private static func isProse(_ block: Block) -> Bool { block.text.utf8.count >= 100 }

    /// Whether what stands under a heading is a text, not an invitation to subscribe.
    private static func isText(_ blocks: ArraySlice<Block>) -> Bool {
        blocks.reduce(0) { $0 + ($1.shape == .paragraph ? $1.text.utf8.count : 0) } >= 250
    }

    private static func note(_ block: Block, _ dropped: inout [String]) {
        if dropped.count < 200 { dropped.append(String((block.label + block.text).prefix(60))) }
    }
}
