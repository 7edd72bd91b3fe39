/// Makes texts of any origin fit for one line of a file.
package enum PlainText {
    /// The text as one line: runs of white space are one space, what is no character is left out.
    ///
    /// Left out are control characters and noncharacters, which XML 1.0 does not allow, and HTML
    /// and YAML neither. A no-break space stays. Empty for a text of white space alone.
    package static func line(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isSpaceDue = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029:
                isSpaceDue = !result.isEmpty
            case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: continue
            case let value where value & 0xFFFE == 0xFFFE: continue
            default:
                if isSpaceDue { result.append(" ") }
                isSpaceDue = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text as one line in XML or HTML, between tags or between double quotes.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in line(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Sheet {
    /// The rows of a table as wide as its row of headings: short rows are filled, long ones cut.
    package static func rows(_ rows: [[String]], width: Int) -> [[String]] {
        rows.map { row in (0..<width).map { $0 < row.count ? row[$0] : "" } }
    }
}

extension Sheet.Block {
    /// Whether a paragraph right above it speaks of it, and belongs on the same page.
    package var isIntroduced: Bool {
        switch self {
        case .quotation, .list, .checklist, .table: true
        case .heading(let level, _): level > 2
        case .paragraph, .note, .pageBreak: false
        }
    }
}
