internal import Corpus

// The last step: blocks out of units whose roles are known.
extension TextStructure {
    /// The blocks, in reading order.
    func blocks() -> [Block] {
        var result: [Block] = []
        result.reserveCapacity(units.count)
        var lists = ListStack()
        var outline: Block?
        var labelled = false
        func close() {
            if let block = outline { result.append(block) }
            outline = nil
        }
        for (index, unit) in units.enumerated() {
            let role = roles[index]
            if role != .outline { close() }
            var block = Block(.paragraph, unit.text, line: unit.line)
            block.repairs = unit.repairs
            block.locator = Locator(page: unit.page, line: unit.page == nil ? unit.line : nil)
            switch role {
            case .gone, .title, .subtitle: continue
            case .outline:
                if outline == nil { outline = block } else { outline?.append(block) }
                continue
            case .heading(let level):
                block.shape = .heading(level: level)
                block.text = Self.withoutColon(unit.text)
                lists.reset()
                labelled = false
            case .link:
                block.shape = .item
                block.kind = .link
                block.url = urls[index]
            case .label:
                block = Block(.item, "", line: unit.line)
                block.locator = Locator(page: unit.page, line: unit.page == nil ? unit.line : nil)
                block.label = unit.text
                block.repairs = unit.repairs
                lists.reset()
                labelled = true
            case .open:
                if labelled, unit.marker == nil, let last = result.indices.last,
                    result[last].text.isEmpty, result[last].shape == .item
                {
                    result[last].text = unit.text
                    result[last].repairs += unit.repairs
                    continue
                }
                if let marker = unit.marker {
                    block.shape = .item
                    block.depth = lists.depth(of: marker, indent: unit.indent) + (labelled ? 1 : 0)
                    if case .number(let number) = marker { block.number = number }
                    Self.splitLabel(&block)
                } else {
                    lists.reset()
                    labelled = false
                }
            }
            result.append(block)
        }
        close()
        Self.withoutEmptyHeadings(&result)
        Self.withoutLonePoints(&result)
        let labels = result.count { $0.shape == .paragraph && $0.text.utf8.contains(0x3A) }
        return labels > 1 ? labelledParagraphs(result) : result
    }

    /// Splits `Label: text` where a short phrase stands before the colon.
    static func splitLabel(_ block: inout Block) {
        guard let colon = block.text.firstIndex(of: ":") else { return }
        let label = block.text[..<colon]
        let rest = block.text[block.text.index(after: colon)...]
        guard rest.first == " ", rest.count > 1, label.utf8.count <= 70,
            label.first?.isLowercase == false,
            label.split(separator: " ").count <= 8,
            !label.contains(where: { "(.?!;".contains($0) })
        else { return }
        block.label = String(label)
        block.text = String(rest.dropFirst())
    }

    /// Makes paragraphs of headings with nothing below them: a last line is no heading.
    private static func withoutEmptyHeadings(_ blocks: inout [Block]) {
        var below = 0
        for index in blocks.indices.reversed() {
            guard case .heading(let level) = blocks[index].shape else {
                if blocks[index].isEmpty { continue }
                below = Int.max
                continue
            }
            // Content, or a deeper heading with some.
            if below > level { below = level } else { blocks[index].shape = .paragraph }
            if blocks[index].shape == .paragraph { below = Int.max }
        }
    }

    /// Makes the only point below a label the label's text.
    private static func withoutLonePoints(_ blocks: inout [Block]) {
        // In place: a long list would otherwise stand in memory twice.
        var kept = 0
        for index in blocks.indices {
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            let isLone =
                blocks[index].depth == 1 && blocks[index].label.isEmpty
                && !(next?.shape == .item && next?.depth != 0)
            if isLone, kept > 0, blocks[kept - 1].shape == .item, blocks[kept - 1].depth == 0,
                blocks[kept - 1].text.isEmpty
            {
                blocks[kept - 1].text = blocks[index].text
                blocks[kept - 1].repairs += blocks[index].repairs
            } else {
                if kept < index { blocks[kept] = blocks[index] }
                kept += 1
            }
        }
        blocks.removeSubrange(kept...)
    }

    /// Splits the labels of paragraphs where two at least stand together, and lets a paragraph
    /// that winds up go to the section above.
    private func labelledParagraphs(_ blocks: [Block]) -> [Block] {
        var result = blocks
        var split = blocks
        for index in split.indices where split[index].shape == .paragraph {
            Self.splitLabel(&split[index])
        }
        func hasLabel(_ index: Int) -> Bool {
            split.indices.contains(index) && split[index].shape == .paragraph
                && !split[index].label.isEmpty
        }
        for index in split.indices where hasLabel(index) {
            if hasLabel(index - 1) || hasLabel(index + 1) { result[index] = split[index] }
        }
        var level = 2
        var place = 0
        while place < result.count {
            if case .heading(let next) = result[place].shape { level = next }
            if level > 2, place > 0, result[place].shape == .paragraph, result[place].label.isEmpty,
                !result[place - 1].label.isEmpty
            {
                result.insert(Block(.close(level: level), ""), at: place)
                level = 2
                place += 1
            }
            place += 1
        }
        return result
    }

    // MARK: Makers

    /// `Anna Jansen en Piet de Vries: Hogeschool (2020)` names makers, publisher and year.
    ///
    /// Such a line is about the whole document, whatever section it stands behind.
    func findMakers(_ draft: inout Draft) {
        for unit in units where unit.wordCount < 30 && unit.text.hasSuffix(")") {
            guard let open = unit.text.lastIndex(of: "("),
                let year = PageMetadata.year(String(unit.text[open...])),
                unit.text[open...].count == 6,
                let colon = unit.text.firstIndex(of: ":"), colon < open
            else { continue }
            let names = Self.names(unit.text[..<colon])
            guard !names.isEmpty else { continue }
            draft.year = year
            draft.authors = names
            let from = unit.text.index(after: colon)
            draft.publisher = Text.clean(String(unit.text[from..<open]))
            let place = draft.blocks.firstIndex {
                $0.shape == .paragraph && $0.text == unit.text
            }
            if let place { draft.blocks.insert(Block(.close(level: 2), ""), at: place) }
            return
        }
    }

    private static func names(_ text: Substring) -> [String] {
        var result: [String] = []
        for part in text.split(separator: ",") {
            var name: [Substring] = []
            for word in part.split(separator: " ") {
                if word == "en" || word == "&" {
                    result.append(name.joined(separator: " "))
                    name = []
                } else {
                    name.append(word)
                }
            }
            result.append(name.joined(separator: " "))
        }
        result.removeAll(where: \.isEmpty)
        let isName = result.allSatisfy { name in
            let words = name.split(separator: " ")
            return (2...6).contains(words.count) && words.first?.first?.isUppercase == true
                && words.last?.first?.isUppercase == true
        }
        return isName ? result : []
    }
}

extension Block {
    /// Adds the text of another block behind its own.
    fileprivate mutating func append(_ other: Block) {
        text += " " + other.text
        repairs += other.repairs
    }
}
