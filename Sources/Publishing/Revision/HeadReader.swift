/// Reads the head of a Markdown file: as much YAML as such a head needs.
///
/// Names with a value behind them, plain or within quotation marks, and lists of such values; a
/// line that is indented goes on with the value above it. What is more than that is passed over.
enum HeadReader {
    /// A head has no more lines than this that are read.
    private static let mostLines = 500

    /// The properties in order; those of a list each by themselves.
    static func properties(of lines: [String]) -> [Sheet.Property] {
        var result: [Sheet.Property] = []
        var name = ""
        for line in lines.dropFirst().dropLast().prefix(mostLines) {
            let text = MarkdownLines.trimmed(line)
            if text.hasPrefix("- "), !name.isEmpty {
                result.append(Sheet.Property(name, value(text.dropFirst(2))))
            } else if line.first == " ", let last = result.indices.last {
                result[last].value = value(result[last].value + " " + text)
            } else if let colon = text.firstIndex(of: ":") {
                name = String(text[..<colon])
                let rest = text[text.index(after: colon)...]
                if !MarkdownLines.isBlank(String(rest)) {
                    result.append(Sheet.Property(name, value(rest)))
                }
            }
        }
        return result
    }

    private static func value(_ text: some StringProtocol) -> String {
        let text = MarkdownLines.trimmed(String(text))
        guard let mark = text.first, mark == "\"" || mark == "'" else { return text }
        // A value that goes on at the next line has no second mark yet.
        guard text.count > 1, text.last == mark else { return text }
        let inner = String(text.dropFirst().dropLast())
        guard mark == "\"" else { return inner.replacing("''", with: "'") }
        var result = ""
        var isEscaped = false
        for character in inner {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            isEscaped = false
            result.append(character)
        }
        return result
    }
}
