internal import Corpus
internal import Publishing

extension Document {
    /// The document as a text to print: its words as they stand in the corpus, and where it is from.
    var sheet: Sheet {
        var sheet = Sheet(title: title.isEmpty ? id : title)
        if let subtitle, !subtitle.isEmpty { sheet.blocks.append(.paragraph(subtitle)) }
        if let text, !text.isEmpty { sheet.blocks.append(.paragraph(text, passage: id)) }
        for section in sections { sheet.blocks += Self.blocks(of: section, level: 1) }
        let lines = origin
        guard !lines.isEmpty else { return sheet }
        sheet.blocks.append(.heading(level: 1, text: Texts.sourceLabel))
        sheet.blocks.append(.list(ordered: false, items: lines.map { Sheet.Item($0) }))
        return sheet
    }

    private var origin: [String] {
        [
            authors.isEmpty ? nil : Texts.list(authors), publisher, year.map(String.init),
            source?.citation, source?.url, license.map(Texts.license),
        ].compactMap(\.self).filter { !$0.isEmpty }
    }

    private static func blocks(of section: Section, level: Int) -> [Sheet.Block] {
        var blocks: [Sheet.Block] = []
        if !section.heading.isEmpty {
            blocks.append(.heading(level: level, text: section.heading))
        }
        var items: [Sheet.Item] = []
        var isOrdered = false
        func flush() {
            if !items.isEmpty { blocks.append(.list(ordered: isOrdered, items: items)) }
            items = []
        }
        for item in section.items {
            let words = [item.label, item.text].filter { !$0.isEmpty }.joined(separator: ": ")
            guard item.kind != .paragraph else {
                flush()
                blocks.append(.paragraph(words, passage: item.id))
                blocks += Self.blocks(within: item)
                continue
            }
            if isOrdered != (item.kind == .step) { flush() }
            isOrdered = item.kind == .step
            items.append(Sheet.Item(words, passage: item.id))
            guard !item.items.isEmpty else { continue }
            flush()
            blocks += Self.blocks(within: item)
        }
        flush()
        let next = section.heading.isEmpty ? level : min(4, level + 1)
        for inner in section.sections { blocks += Self.blocks(of: inner, level: next) }
        return blocks
    }

    private static func blocks(within item: Item) -> [Sheet.Block] {
        guard !item.items.isEmpty else { return [] }
        var section = Section(id: item.id, heading: "")
        section.items = item.items
        return blocks(of: section, level: 4)
    }
}
