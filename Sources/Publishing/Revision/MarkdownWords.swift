/// The words of a unit of Markdown, the same whether we or pandoc wrote it.
enum MarkdownWords {
    /// The words with single spaces, and the id of the passage that a comment names.
    static func of(_ kind: MarkdownUnit.Kind, _ lines: [String]) -> (
        words: String, passage: String?
    ) {
        var text = ""
        for line in lines {
            let line = body(of: line, kind)
            if kind == .table, line.allSatisfy({ "-:+= ".contains($0) }) { continue }
            text += line + " "
        }
        let passage = takePassage(from: &text)
        if kind.isHeading, let start = text.lastIndex(of: "{"), text.contains("}") {
            text = String(text[..<start])
        }
        return (plain(text), passage)
    }

    /// A line without what marks it as part of its unit.
    private static func body(of line: String, _ kind: MarkdownUnit.Kind) -> String {
        let line = line.drop(while: \.isWhitespace)
        switch kind {
        case .quotation: return String(line.drop { $0 == ">" || $0 == " " })
        case .heading1, .heading2, .heading3, .heading4:
            return String(line.drop { $0 == "#" })
        case .item:
            guard let rest = MarkdownLines.afterItemMark(line) else { return String(line) }
            return String(rest).replacing("☐", with: "[ ]").replacing("☒", with: "[x]")
        case .table: return line.filter { $0 != "|" }
        default: return String(line)
        }
    }

    /// Cuts out the comments that name a passage; pandoc writes them as raw HTML within backquotes.
    private static func takePassage(from text: inout String) -> String? {
        var passage: String?
        var kept = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "<!-- passage:"),
            let end = rest[start.upperBound...].firstRange(of: "-->")
        {
            passage = String(rest[start.upperBound..<end.lowerBound].filter { !$0.isWhitespace })
            kept += rest[..<start.lowerBound] + " "
            rest = rest[end.upperBound...]
        }
        text = kept + rest
        guard let passage, !passage.isEmpty else { return nil }
        text = text.replacing("` `{=html}", with: " ")
        return passage
    }

    /// With single spaces, without backslashes, and with the signs that a keyboard has.
    private static func plain(_ text: String) -> String {
        var result = ""
        var isSpaceDue = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": continue
            case let space where space.properties.isWhitespace:
                isSpaceDue = !result.isEmpty
                continue
            default: break
            }
            if isSpaceDue { result += " " }
            isSpaceDue = false
            switch scalar {
            case "‘", "’": result += "'"
            case "“", "”": result += "\""
            case "–": result += "--"
            case "—": result += "---"
            case "…": result += "..."
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
