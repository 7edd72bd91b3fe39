/// Removes the furniture that only its words give away.
enum BlockCleaner {
    /// Takes out furniture lines, and what follows the content.
    ///
    /// - Parameter dropped: Gets the text of what goes.
    static func clean(_ blocks: inout [Block], dropped: inout [String]) {
        // What stands under each entry, such as `Reageer`, ends nothing.
        var endings: [String: Int] = [:]
        for block in blocks where FurnitureWords.endsContent(block.text) {
            endings[block.text, default: 0] += 1
        }
        // Comments and links to other pages come last: behind half of the blocks at least.
        let end =
            endings.isEmpty
            ? nil
            : blocks.indices.first {
                $0 * 2 >= blocks.count && blocks[$0].id == nil && endings[blocks[$0].text] == 1
            }
        var rest: [Block] = []
        if let end {
            rest = Array(blocks[end...].prefix(200))
            blocks.removeSubrange(end...)
        }
        var lines: [String] = []
        blocks.removeAll { block in
            let isLine =
                block.id == nil && block.kind == nil && block.label.isEmpty && !block.text.isEmpty
                && FurnitureWords.isFurniture(block.text)
            if isLine { note(block, &lines) }
            return isLine
        }
        for block in rest where !block.isEmpty { note(block, &lines) }
        dropped += lines.prefix(max(0, 200 - dropped.count))
    }

    private static func note(_ block: Block, _ dropped: inout [String]) {
        if dropped.count < 200 { dropped.append(String((block.label + block.text).prefix(60))) }
    }
}
