/// Escapes texts so that Markdown shows them as they are.
///
/// Only what would be markup where it stands gets a backslash, so that prose stays readable for
/// whoever edits the file, and a quotation can be found in it. Source of what is markup: CommonMark
/// 0.31 and the extensions that pandoc's Markdown has on.
enum MarkdownText {
    /// The text as one line within a block.
    static func inline(_ text: String) -> String {
        let scalars = Array(PlainText.line(text).unicodeScalars)
        var result = String.UnicodeScalarView()
        for place in scalars.indices {
            if isMarkup(scalars, place) { result.append("\\") }
            result.append(scalars[place])
        }
        return String(result)
    }

    /// The text as the first line of a block, where a list, heading or table could begin.
    static func block(_ text: String) -> String {
        let line = PlainText.line(text)
        let result = inline(line)
        guard let first = line.unicodeScalars.first else { return result }
        // The others that can open a block are escaped wherever they stand.
        if "-+>:=%".unicodeScalars.contains(first) { return "\\" + result }
        guard let mark = markOfList(line.unicodeScalars) else { return result }
        // Letters, digits and a bracket stand before the mark: nothing that was escaped.
        var escaped = result
        escaped.insert("\\", at: escaped.index(escaped.startIndex, offsetBy: mark))
        return escaped
    }

    /// Place of the full stop or bracket that makes a list's number of the first word.
    private static func markOfList(_ text: String.UnicodeScalarView) -> Int? {
        let word = Array(text.prefix { $0 != " " })
        guard let last = word.last, last == "." || last == ")", word.count > 1 else { return nil }
        let body = word.dropLast().drop { $0 == "(" }
        let isNumber = body.allSatisfy { isDigit($0) }
        let isRoman = body.allSatisfy { "ivxlcdmIVXLCDM".unicodeScalars.contains($0) }
        let isLetter = body.count == 1 && body.allSatisfy { $0.isASCII && isWord($0) }
        return isNumber || isRoman || isLetter ? word.count - 1 : nil
    }

    private static func isMarkup(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
        let before = place > 0 ? text[place - 1] : " "
        switch text[place] {
        case "\\", "`", "*", "[", "]", "<", "|", "~", "^", "$", "{", "}": return true
        // In the middle of a word these stand for themselves: in an address, say.
        case "_": return !isWord(before) || place + 1 == text.count || !isWord(text[place + 1])
        case "@": return !isWord(before)
        case "#": return before == " " || place + 1 == text.count || before == "#"
        case "&":
            let name = text[(place + 1)...].prefix { isWord($0) || $0 == "#" }
            return !name.isEmpty && name.endIndex < text.count && text[name.endIndex] == ";"
        default: return false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || isDigit(scalar)
    }
}
