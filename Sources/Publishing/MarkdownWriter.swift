/// Writes a sheet as Markdown that pandoc, Quarto and GitHub read alike.
///
/// The dialect is what CommonMark, pandoc's Markdown and GitHub's share: a head in YAML, pipe
/// tables, task lists. The notes stand in a fenced division `notes`, which pandoc and Quarto turn
/// into the notes of a slide. A passage's id is a comment at the end of what quotes it:
/// `<!-- passage: id -->`.
public enum MarkdownWriter {
    /// The sheet as a file; without blocks it is the head alone.
    public static func write(_ sheet: Sheet) -> String {
        var pieces = [head(of: sheet)]
        var wasList = false
        for block in sheet.blocks {
            guard let piece = text(of: block) else { continue }
            // Without something between them two lists are read as one.
            if wasList, block.isList { pieces.append("<!-- -->") }
            wasList = block.isList
            pieces.append(piece)
        }
        return pieces.joined(separator: "\n\n") + "\n"
    }

    // MARK: - Head

    private static func head(of sheet: Sheet) -> String {
        // Pandoc reads a title as Markdown.
        var lines = ["title: \(quoted(MarkdownText.block(sheet.title)))"]
        lines.append("lang: \(quoted(sheet.language))")
        var names: [String] = []
        for property in sheet.properties where !["title", "lang"].contains(property.name) {
            if !names.contains(property.name) { names.append(property.name) }
        }
        for name in names {
            let key = isPlainKey(name) ? name : quoted(name)
            let values = sheet.properties.filter { $0.name == name }.map { quoted($0.value) }
            // A name that comes twice would be an error in YAML.
            if values.count == 1 {
                lines.append("\(key): \(values[0])")
            } else {
                lines.append("\(key):")
                lines += values.map { "  - \($0)" }
            }
        }
        return (["---"] + lines + ["---"]).joined(separator: "\n")
    }

    private static func isPlainKey(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return false }
        // YAML 1.1 reads these as truth values and as nothing.
        guard !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(name) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
                || byte == 0x5F
        }
    }

    /// A double-quoted scalar: the one form of YAML in which every text can stand.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in PlainText.line(text).unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }

    // MARK: - Blocks

    /// The block's lines, `nil` when there is nothing to read in it.
    private static func text(of block: Sheet.Block) -> String? {
        switch block {
        case .heading(let level, let text):
            let text = MarkdownText.inline(text)
            guard !text.isEmpty else { return nil }
            return String(repeating: "#", count: min(4, max(1, level))) + " " + text
        case .paragraph(let text, let passage):
            return nonEmpty(MarkdownText.block(text)).map { $0 + comment(passage ?? "") }
        case .quotation(let text, let source, let passage):
            guard let text = nonEmpty(MarkdownText.block(text)) else { return nil }
            let comment = comment(passage)
            guard let source = nonEmpty(MarkdownText.inline(source)) else {
                return "> \(text)\(comment)"
            }
            return "> \(text)\n>\n> — \(source)\(comment)"
        case .list(let ordered, let items):
            return list(items) { ordered ? "\($0 + 1). " : "- " }
        case .checklist(let items):
            return list(items) { _ in "- [ ] " }
        case .table(let caption, let header, let rows):
            return table(caption, header, rows)
        case .note(let text):
            return nonEmpty(MarkdownText.block(text)).map { "::: notes\n\($0)\n:::" }
        case .pageBreak:
            return "<div style=\"page-break-after: always\"></div>"
        }
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func list(_ items: [Sheet.Item], _ mark: (Int) -> String) -> String? {
        let lines = items.compactMap { item in
            nonEmpty(MarkdownText.block(item.text)).map { $0 + comment(item.passage ?? "") }
        }
        return nonEmpty(
            lines.indices.map { mark($0) + lines[$0] }.joined(separator: "\n"))
    }

    private static func comment(_ passage: String) -> String {
        // Nothing that could end the comment.
        let id = String(PlainText.line(passage).filter { $0 != "<" && $0 != ">" })
        return id.isEmpty ? "" : " <!-- passage: \(id) -->"
    }

    private static func table(_ caption: String, _ header: [String], _ rows: [[String]]) -> String?
    {
        guard !header.isEmpty else { return nil }
        let cells = ([header] + Sheet.rows(rows, width: header.count)).map {
            $0.map(MarkdownText.inline)
        }
        // Pandoc takes the columns' widths from the dashes when a row is long.
        let dashes = header.indices.map { column in
            let longest = cells.map { $0[column].count }.max() ?? 0
            return String(repeating: "-", count: min(48, max(5, longest)))
        }
        var lines = cells.map { "| " + $0.joined(separator: " | ") + " |" }
        lines.insert("|" + dashes.joined(separator: "|") + "|", at: 1)
        let caption = MarkdownText.inline(caption)
        if !caption.isEmpty { lines += ["", ": \(caption)"] }
        return lines.joined(separator: "\n")
    }
}

extension Sheet.Block {
    /// Whether Markdown would join it with a list next to it.
    fileprivate var isList: Bool {
        switch self {
        case .list, .checklist: true
        default: false
        }
    }
}
