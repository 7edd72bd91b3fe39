/// What a terminal makes of the bytes of a program: lines of text, as far back as they go.
///
/// It obeys what line editors write for `TERM=xterm`; colours and the like change nothing.
public struct TerminalScreen: Sendable {
    /// The width; a line that is longer goes on in the next.
    public var columns: Int
    private var lines: [[Character]] = [[]]
    private var row = 0
    private var column = 0
    private var pending: [UInt8] = []

    /// An empty screen.
    public init(columns: Int) { self.columns = columns }

    /// All lines, without blanks at their ends.
    public var text: String {
        lines.map(Self.trimmed).joined(separator: "\n")
    }

    /// The line with the cursor.
    public var currentLine: String { Self.shown(lines[row]) }

    /// Whether the cursor stands behind the last character of its line.
    public var isCursorAtEnd: Bool { column >= lines[row].count }

    /// The place of the cursor in its line, from 0.
    public var cursorColumn: Int { column }

    // The second column of a wide character holds this.
    private static let filler: Character = "\u{0}"

    private static func shown(_ line: [Character]) -> String {
        String(line.filter { $0 != filler })
    }

    private static func trimmed(_ line: [Character]) -> String {
        var text = shown(line)[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// Takes in bytes.
    public mutating func take(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var index = 0
        while index < pending.count {
            guard let next = step(from: index) else { break }
            index = next
        }
        pending.removeFirst(index)
    }

    /// Obeys what stands at a place; gives the place behind it, `nil` when more bytes must come.
    private mutating func step(from index: Int) -> Int? {
        switch pending[index] {
        case 0x1B: return escape(from: index)
        case 0x0D: column = 0
        case 0x0A: lineFeed()
        case 0x08: column = max(0, column - 1)
        case 0x07: break
        case 0x09: column = (column / 8 + 1) * 8
        case 0x00..<0x20: break
        default: return character(from: index)
        }
        return index + 1
    }

    private mutating func lineFeed() {
        row += 1
        while lines.count <= row { lines.append([]) }
    }

    private mutating func character(from index: Int) -> Int? {
        let first = pending[index]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= pending.count else { return nil }
        let text = String(decoding: pending[index..<index + length], as: UTF8.self)
        if let scalar = text.unicodeScalars.first { put(scalar) }
        return index + length
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if scalar.properties.canonicalCombiningClass != .notReordered, column > 0 {
            let place = min(column, lines[row].count) - 1
            if place >= 0 {
                lines[row][place] = Character(String(lines[row][place]) + String(scalar))
            }
            return
        }
        let isWide =
            (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
            || (0xAC00...0xD7A3).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
            || scalar.properties.isEmojiPresentation
        let width = isWide ? 2 : 1
        if column + width > columns {
            lineFeed()
            column = 0
        }
        while lines[row].count < column + width { lines[row].append(" ") }
        lines[row][column] = Character(scalar)
        if isWide { lines[row][column + 1] = Self.filler }
        column += width
    }

    private mutating func escape(from index: Int) -> Int? {
        guard index + 1 < pending.count else { return nil }
        switch pending[index + 1] {
        case UInt8(ascii: "["): return control(from: index)
        case UInt8(ascii: "]"):
            // A title or link, up to BEL or ESC \.
            var end = index + 2
            while end < pending.count {
                if pending[end] == 0x07 { return end + 1 }
                if pending[end] == 0x1B, end + 1 < pending.count { return end + 2 }
                end += 1
            }
            return nil
        default: return index + 2
        }
    }

    private mutating func control(from index: Int) -> Int? {
        var end = index + 2
        while end < pending.count, !(0x40...0x7E).contains(pending[end]) { end += 1 }
        guard end < pending.count else { return nil }
        let parameters = String(decoding: pending[(index + 2)..<end], as: UTF8.self)
        let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 1)
        switch Character(Unicode.Scalar(pending[end])) {
        case "A": row = max(0, row - count)
        case "B": for _ in 0..<count { lineFeed() }
        case "C": column += count
        case "D": column = max(0, column - count)
        case "G": column = count - 1
        case "K": erase(numbers.first ?? 0)
        case "J":
            lines[row].removeSubrange(min(column, lines[row].count)...)
            if row + 1 < lines.count { lines.removeSubrange((row + 1)...) }
        case "P":
            let start = min(column, lines[row].count)
            lines[row].removeSubrange(start..<min(start + count, lines[row].count))
        case "@":
            let start = min(column, lines[row].count)
            lines[row].insert(contentsOf: Array(repeating: " ", count: count), at: start)
        default: break
        }
        return end + 1
    }

    private mutating func erase(_ mode: Int) {
        switch mode {
        case 1:
            for place in 0..<min(column + 1, lines[row].count) { lines[row][place] = " " }
        case 2: lines[row] = []
        default: if column < lines[row].count { lines[row].removeSubrange(column...) }
        }
    }
}
