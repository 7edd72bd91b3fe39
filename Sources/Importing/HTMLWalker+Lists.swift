internal import Corpus

/// Lists that people type: marks and numbers in the text, not in the markup.
extension HTMLWalker {
    /// Makes a list of lines that each begin with a mark, as people type them.
    mutating func listOfLines(_ bytes: [UInt8]) -> Bool {
        let bounds = [0] + breaks.filter { $0 < bytes.count } + [bytes.count]
        let lines = zip(bounds, bounds.dropFirst()).flatMap { start, end in
            TextLines.lines(of: Text.composed(Array(bytes[start..<end])))
        }
        guard lines.count(where: { $0.marker != nil }) >= 2 else { return false }
        for line in lines {
            var block = Block(line.marker == nil ? .paragraph : .item, line.text, line: runLine)
            if case .some(.number(let number)) = line.marker { block.number = number }
            blocks.append(block)
        }
        return true
    }

    /// Makes entries of paragraphs that follow each other with the same mark, or the next number.
    mutating func joinLists() {
        var start = 0
        while start < blocks.count {
            guard let first = entry(at: start) else {
                start += 1
                continue
            }
            var lines = [first]
            while let next = entry(at: start + lines.count), let last = lines.last?.marker,
                let marker = next.marker, Self.goesOn(last, with: marker)
            {
                lines.append(next)
            }
            if lines.count >= 2 {
                for (index, line) in lines.enumerated() {
                    blocks[start + index].shape = .item
                    blocks[start + index].text = line.text
                    if case .some(.number(let number)) = line.marker {
                        blocks[start + index].number = number
                    }
                }
            }
            start += lines.count
        }
    }

    /// The line of a paragraph that begins with a mark; `nil` for any other block.
    private func entry(at index: Int) -> TextLine? {
        guard index < blocks.count else { return nil }
        let block = blocks[index]
        // Nearly all begin with a letter.
        guard block.shape == .paragraph, block.id == nil, block.kind == nil, block.label.isEmpty,
            let first = block.text.utf8.first, !(first | 0x20 &- 97 < 26)
        else { return nil }
        let lines = TextLines.lines(of: block.text)
        guard lines.count == 1, let line = lines.first, line.marker != nil, !line.text.isEmpty
        else { return nil }
        return line
    }

    private static func goesOn(_ last: TextLine.Marker, with next: TextLine.Marker) -> Bool {
        switch (last, next) {
        case (.number(let last), .number(let next)): last < Int.max && next == last + 1
        case (.bullet(let last), .bullet(let next)): last == next
        default: false
        }
    }
}
