/// Takes a Markdown file apart into its head and its units; put together again they are the file.
///
/// Source of what begins and ends a block: CommonMark 0.31 and pandoc's fenced divisions. Where
/// those are in doubt, a block ends at the next blank line.
struct MarkdownLines {
    /// The lines of the head in YAML with its fences; empty without one.
    private(set) var head: [String] = []
    /// What stands in the file below the head.
    private(set) var units: [MarkdownUnit] = []
    /// The blank lines at the end.
    private(set) var rest: [String] = []

    private let lines: [String]
    private let divisions: [Int: Int]
    private var unclosed: Set<String> = []
    private var place = 0

    /// Takes the text apart; a carriage return stays at the end of its line.
    init(_ text: String) {
        lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        divisions = Self.divisions(in: lines)
        readHead()
        while true {
            let start = place
            while place < lines.count, Self.isBlank(lines[place]) { place += 1 }
            let gap = Array(lines[start..<place])
            guard place < lines.count else {
                rest = gap
                return
            }
            let first = place
            let kind = readUnit()
            units.append(MarkdownUnit(kind, gap: gap, lines: Array(lines[first..<place])))
        }
    }

    private mutating func readHead() {
        guard lines.first.map(Self.trimmed) == "---" else { return }
        let end = lines.dropFirst().firstIndex { ["---", "..."].contains(Self.trimmed($0)) }
        guard let end else { return }
        head = Array(lines[...end])
        place = end + 1
    }

    // MARK: units

    /// Moves behind the unit that begins here.
    private mutating func readUnit() -> MarkdownUnit.Kind {
        let line = Self.trimmed(lines[place])
        if let level = Self.headingLevel(line) {
            place += 1
            let kinds: [MarkdownUnit.Kind] = [.heading1, .heading2, .heading3, .heading4]
            return kinds[min(level, 4) - 1]
        }
        if line.hasPrefix(":::"), let end = divisions[place] {
            place = end
            return .division
        }
        for fence in ["```", "~~~"] where line.hasPrefix(fence) {
            let close = nextLine(closing: fence, from: place + 1) {
                Self.trimmed($0).hasPrefix(fence)
            }
            place = close.map { $0 + 1 } ?? endOfParagraph()
            return .code
        }
        if line.hasPrefix("<!--"),
            let end = nextLine(closing: "<!--", from: place, { $0.contains("-->") })
        {
            place = end + 1
            return .comment
        }
        if Self.afterItemMark(line) != nil {
            place = endOfItem()
            return .item
        }
        place = endOfParagraph()
        switch line.first {
        case ">": return .quotation
        case "|": return .table
        case "<": return .html
        default: return .paragraph
        }
    }

    private func endOfParagraph() -> Int {
        lines[(place + 1)...].firstIndex {
            Self.isBlank($0) || Self.trimmed($0).hasPrefix(":::")
        } ?? lines.count
    }

    /// For each line that opens a division the place behind its end; none for one that is not
    /// closed.
    private static func divisions(in lines: [String]) -> [Int: Int] {
        var result: [Int: Int] = [:]
        var open: [Int] = []
        for (place, line) in lines.enumerated() {
            let line = trimmed(line)
            guard line.hasPrefix(":::") else { continue }
            if !line.allSatisfy({ $0 == ":" }) {
                open.append(place)
            } else if let start = open.popLast() {
                result[start] = place + 1
            }
        }
        return result
    }

    /// The next line for which `isEnd` holds; `mark` is what it closes, which is not sought again
    /// when the rest of the file has none.
    private mutating func nextLine(
        closing mark: String, from start: Int, _ isEnd: (String) -> Bool
    ) -> Int? {
        guard !unclosed.contains(mark) else { return nil }
        let end = lines[start...].firstIndex(where: isEnd)
        if end == nil { unclosed.insert(mark) }
        return end
    }

    /// An item goes on with what is indented, and with lines that begin nothing else.
    private func endOfItem() -> Int {
        var next = place + 1
        var end = next
        while next < lines.count {
            let line = lines[next]
            if Self.isBlank(line) {
                next += 1
                continue
            }
            let isIndented = line.hasPrefix("  ") || line.hasPrefix("\t")
            let isAdjacent = end == next
            let text = Self.trimmed(line)
            let beginsOther =
                Self.afterItemMark(text) != nil || Self.headingLevel(text) != nil
                || [":::", "<!--", "```", ">"].contains { text.hasPrefix($0) }
            guard isIndented || (isAdjacent && !beginsOther) else { break }
            next += 1
            end = next
        }
        return end
    }

    // MARK: lines

    static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }

    /// The line without white space around it.
    static func trimmed(_ line: String) -> String {
        var line = line.drop(while: \.isWhitespace)
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }

    private static func headingLevel(_ line: String) -> Int? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level) else { return nil }
        let rest = line.dropFirst(level)
        return rest.isEmpty || rest.first == " " ? level : nil
    }

    /// What stands behind the mark of a list's item; `nil` for another line.
    static func afterItemMark(_ line: some StringProtocol) -> Line? {
        var rest = Line(line)
        if let mark = rest.first, "-*+".contains(mark) {
            rest = rest.dropFirst()
        } else {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard (1...9).contains(digits.count), let mark = rest.first, ".)".contains(mark) else {
                return nil
            }
            rest = rest.dropFirst()
        }
        guard rest.first == " " || rest.first == "\t" else { return nil }
        return rest.drop(while: \.isWhitespace)
    }

    typealias Line = Substring
}
