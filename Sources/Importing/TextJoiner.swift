internal import Corpus

/// Lines that belong together: a paragraph, a heading or an entry of a list.
struct TextUnit: Hashable, Sendable {
    var text: String
    var marker: TextLine.Marker?
    var indent: Int
    /// Line of the source, from 1.
    var line: Int
    /// Empty lines above and below.
    var gap: Int
    var gapBelow = 0
    var startsPage: Bool
    var lineCount = 1
    /// Longest line.
    var width: Int
    /// How much larger than the body it is printed.
    var size = 0
    /// From 1, where the source has pages.
    var page: Int?
    var repairs: [Repair] = []

    var isAddress: Bool { !text.utf8.contains(0x20) && Address.isWeb(text) }
    /// Texts have single spaces.
    var wordCount: Int { text.utf8.count { $0 == 0x20 } + (text.isEmpty ? 0 : 1) }

    /// Notes which words were mended, in order; one that was mended before keeps what it was at first.
    mutating func note(_ mended: [Repair]) {
        guard !repairs.isEmpty else {
            repairs = mended
            return
        }
        // The first of equal ones is taken first.
        var places: [String: [Int]] = [:]
        for index in repairs.indices.reversed() {
            places[repairs[index].to, default: []].append(index)
        }
        for repair in mended {
            if let index = places[repair.from]?.popLast() {
                repairs[index].to = repair.to
            } else {
                repairs.append(repair)
            }
        }
    }
}

/// Joins the lines of paragraphs that extraction broke up.
///
/// Each pair of lines is judged where it stands: one long line or one page with wide spacing says
/// nothing about the next.
struct TextJoiner {
    private let lines: [TextLine]
    private let ownWords: OwnWords
    /// Whether this text has blanks behind the lines that go on, and none behind the last ones.
    private let blanksTell: Bool

    /// Lines of texts that nobody wrapped are longer than this.
    private static let unwrapped = 160
    private static let window = 4
    /// No paragraph is longer, in bytes; lines beyond it begin another.
    private static let longest = 20_000

    init(_ lines: [TextLine]) {
        self.lines = lines
        ownWords = OwnWords(lines)
        var sure = 0
        var withBlank = 0
        for (line, next) in zip(lines, lines.dropFirst())
        where next.startsLower && next.marker == nil && next.gap < 2 && !line.endsSentence {
            sure += 1
            withBlank += line.hasTrailingBlank ? 1 : 0
        }
        blanksTell = sure >= 5 && withBlank * 10 >= sure * 8
    }

    /// The units, in order.
    func units() -> [TextUnit] {
        var result: [TextUnit] = []
        for index in lines.indices {
            let line = lines[index]
            if index > 0, goesOn(result[result.count - 1], at: index) {
                join(line, after: lines[index - 1], to: &result[result.count - 1])
                continue
            }
            if !result.isEmpty { result[result.count - 1].gapBelow = line.gap }
            result.append(
                TextUnit(
                    text: line.text, marker: line.marker, indent: line.indent, line: line.number,
                    gap: line.gap, startsPage: line.startsPage || result.isEmpty,
                    width: line.length, size: line.size, page: line.page))
        }
        if !result.isEmpty { result[result.count - 1].gapBelow = 9 }
        return result
    }

    private func join(_ line: TextLine, after last: TextLine, to unit: inout TextUnit) {
        if last.endsWithHyphen, line.startsLower {
            Hyphens.join(
                line.text, to: &unit.text, repairs: &unit.repairs, isOwn: ownWords.contains)
        } else {
            let mayBeCut = line.startsLower && last.text.last?.isLetter == true
            // A blank at the end of this line alone, or before the next, may be a sign that was lost.
            let isWide =
                last.hasTrailingBlank && !blanksTell
                || last.indent == 0 && last.marker == nil && (1...2).contains(line.indent)
            let blank: TextRepair.Blank = mayBeCut ? isWide ? .wideLine : .line : .one
            unit.text.append(blank.rawValue)
            unit.text += line.text
        }
        unit.lineCount += 1
        unit.width = max(unit.width, line.length)
    }

    /// Longest line around a place, within its block.
    private func width(at index: Int) -> Int {
        var result = lines[index].length
        var place = index
        for _ in 0..<Self.window {
            guard place > 0, lines[place].gap < 2, !lines[place].startsPage else { break }
            place -= 1
            result = max(result, lines[place].length)
        }
        place = index
        for _ in 0..<Self.window {
            guard place + 1 < lines.count, lines[place + 1].gap < 2,
                !lines[place + 1].startsPage
            else { break }
            place += 1
            result = max(result, lines[place].length)
        }
        return result
    }

    /// Whether line `index` goes on with the unit that ends at the line above.
    private func goesOn(_ unit: TextUnit, at index: Int) -> Bool {
        let last = lines[index - 1]
        let line = lines[index]
        if line.size > 0 || last.size > 0 {
            // What is set large is a heading, however many lines it takes.
            return line.size == last.size && line.gap < 2 && line.marker == nil && !line.startsPage
        }
        guard line.marker == nil, line.gap < 2, unit.text.utf8.count < Self.longest,
            !line.isAddress, !last.isAddress
        else { return false }
        if last.endsWithHyphen, line.startsLower { return true }
        if line.startsPage { return line.startsLower && !last.endsSentence }
        if isNumberedHead(last), line.gap == 0 { return true }
        if line.startsLower {
            return !last.endsSentence || line.gap == 0 || last.text.hasSuffix(",")
        }
        if unit.marker != nil, line.indent > unit.indent, lines[index].gap < 2,
            !isLabel(at: index)
        {
            return true
        }
        if last.leavesOpen { return true }
        let width = width(at: index - 1)
        guard width <= Self.unwrapped else { return false }
        if last.isCapitals, line.isCapitals, line.gap == 0, unit.lineCount < 3 { return true }
        if blanksTell, !last.hasTrailingBlank { return false }
        if isLabel(at: index) { return false }
        return line.gap == 0
            ? goesOnTightly(unit, last, width) : goesOnWidely(unit, last, width, index)
    }

    /// The next line starts with a capital and follows at once.
    private func goesOnTightly(_ unit: TextUnit, _ last: TextLine, _ width: Int) -> Bool {
        if last.text.hasSuffix("?"), unit.lineCount == 1, unit.gap > 0, unit.marker == nil,
            last.length * 100 < width * 85
        {
            return false
        }
        return last.length * 100 >= width * (last.endsSentence ? 60 : 75)
    }

    /// The next line starts with a capital and follows behind an empty one.
    private func goesOnWidely(
        _ unit: TextUnit, _ last: TextLine, _ width: Int, _ index: Int
    ) -> Bool {
        // Only where the lines above or below are set with wide spacing for sure.
        let isWide =
            (unit.lineCount > 1 && last.gap == 1)
            || (index + 1 < lines.count && lines[index + 1].gap == 1
                && lines[index + 1].startsLower)
        guard isWide else { return false }
        let word = lines[index].text.prefix { $0 != " " }.count
        let reach = last.length + (last.endsSentence ? word + 1 : 0)
        return last.length * 100 >= width * 80 && reach * 100 >= width * 95
    }

    /// `Stap 2` alone on its line: the name of the step follows.
    private func isNumberedHead(_ line: TextLine) -> Bool {
        line.text.utf8.count < 12 && line.marker == nil && KindRules.numbered(line.text) != nil
    }

    /// A short line without an end between a text and the start of another: a label.
    private func isLabel(at index: Int) -> Bool {
        let line = lines[index]
        guard !line.endsSentence, !line.leavesOpen, !line.hasTrailingBlank || !blanksTell,
            line.length * 100 < width(at: index) * 50, index + 1 < lines.count
        else { return false }
        let next = lines[index + 1]
        return next.gap == 0 && (next.marker != nil || !next.startsLower)
            && lines[index - 1].endsSentence
    }
}

/// The longer words of a text, gathered when one of them is asked for.
private final class OwnWords {
    private let lines: [TextLine]
    private lazy var words: Set<String> = gathered()

    /// Shortest word in bytes: shorter ones are not cut.
    private static let shortest = 6
    /// Most words: a text that has more has nearly all of its own among these.
    private static let most = 50_000

    init(_ lines: [TextLine]) { self.lines = lines }

    /// Whether a word in small letters stands whole in a line, or in the singular.
    func contains(_ word: String) -> Bool {
        words.contains(word) || (1...3).contains { words.contains(String(word.dropLast($0))) }
    }

    private func gathered() -> Set<String> {
        var result: Set<String> = []
        for line in lines {
            guard result.count < Self.most else { break }
            for piece in line.text.split(separator: " ")
            where piece.utf8.count >= Self.shortest && piece.utf8.count <= WordList.longestWord {
                result.insert(Token(String(piece)).core.lowercased())
            }
        }
        return result
    }
}
