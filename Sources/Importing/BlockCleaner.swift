/// Removes the furniture that only its words give away.
enum BlockCleaner {
    /// The blocks without furniture lines, and without what follows the content.
    ///
    /// - Parameter dropped: Gets the text of what goes.
    static func cleaned(_ blocks: [Block], dropped: inout [String]) -> [Block] {
        var result: [Block] = []
        // What stands under each entry, such as `Reageer`, ends nothing.
        var endings: [String: Int] = [:]
        for block in blocks where FurnitureWords.endsContent(block.text) {
            endings[block.text, default: 0] += 1
        }
        for (index, block) in blocks.enumerated() {
            // Comments and links to other pages come last: behind half of the blocks at least.
            if endings[block.text] == 1, block.id == nil, index * 2 >= blocks.count {
                for rest in blocks[index...] where !rest.isEmpty { note(rest, &dropped) }
                break
            }
            let isShort = block.id == nil && block.kind == nil
            if isShort, block.label.isEmpty, !block.text.isEmpty,
                FurnitureWords.isFurniture(block.text)
            {
                note(block, &dropped)
                continue
            }
            result.append(block)
        }
        return result
    }

    private static func note(_ block: Block, _ dropped: inout [String]) {
        if dropped.count < 200 { dropped.append(String((block.label + block.text).prefix(60))) }
    }
}
