/// One line of a text as extraction left it.
struct TextLine: Hashable, Sendable {
    /// What stands in front of an entry of a list.
    enum Marker: Hashable, Sendable {
        case bullet(Character)
        case number(Int)
    }

    /// Cleaned, without the marker.
    var text: String
    var marker: Marker?
    /// Blanks before the marker or text.
    var indent: Int
    /// From 1.
    var number: Int
    /// Empty lines above.
    var gap: Int
    /// Whether a page begins here.
    var startsPage: Bool
    /// Whether blanks follow the text, as extraction leaves them where a paragraph goes on.
    var hasTrailingBlank: Bool
    /// Characters of the text and its marker.
    var length: Int
    /// How much larger than the body it is printed; 0 where the source does not say.
    var size = 0
    /// From 1, where the source has pages.
    var page: Int?

    var startsLower: Bool {
        guard let first = text.first(where: { !"(‘“\"'’[".contains($0) }) else { return false }
        return first.isLowercase
    }

    /// Whether a sentence ends here.
    var endsSentence: Bool { TextLine.endsSentence(text) }

    static func endsSentence(_ text: String) -> Bool {
        guard let last = text.last(where: { !")’”\"']".contains($0) }) else { return false }
        return ".!?:…;".contains(last)
    }

    /// Whether the text breaks off inside a word.
    var endsWithHyphen: Bool {
        guard let last = text.last, "-\u{2010}\u{AD}".contains(last) else { return false }
        return text.dropLast().last?.isLetter == true
    }

    /// Words after which no sentence and no heading ends.
    private static let connectors: Set<String> = [
        "de", "het", "een", "en", "of", "van", "met", "in", "op", "te", "om", "aan", "bij", "voor",
        "door", "tot", "naar", "uit", "over", "onder", "tussen", "zonder", "dat", "die", "als",
        "dan", "zijn", "hun", "haar", "je", "jullie", "onze", "ons", "mijn", "deze", "dit", "ook",
        "niet", "maar", "want", "omdat", "zodat", "waar", "wat", "welke", "per", "alle", "geen",
        "meer", "zeer", "nog", "kan", "kunnen", "moet", "wordt", "worden", "is", "heeft", "u",
    ]

    /// Whether the line cannot be the last of its paragraph.
    var leavesOpen: Bool {
        if text.hasSuffix(",") { return true }
        let word = text.utf8.lastIndex(of: 0x20).map { text[text.utf8.index(after: $0)...] }
        return Self.connectors.contains(String(word ?? text[...]))
    }

    var isAddress: Bool { !text.utf8.contains(0x20) && Address.isWeb(text) }

    /// Letters, all of them capitals, at least three.
    var isCapitals: Bool {
        // A small letter among the first bytes settles it for nearly all lines.
        if text.utf8.prefix(8).contains(where: { $0 &- 97 < 26 }) { return false }
        let letters = text.filter(\.isLetter)
        return letters.count >= 3 && letters.allSatisfy(\.isUppercase)
    }
}

/// Cuts a text into lines.
enum TextLines {
    private static let bullets: Set<Character> = [
        "•", "‣", "▪", "◦", "●", "○", "■", "□", "➢", "►", "▶", "→", "·", "✓", "✔", "❖", "◆", "⁃",
        "∙", "\u{F0B7}", "\u{F0A7}", "\u{F0D8}",
    ]
    /// Bullets that are also ordinary marks, so that a blank must follow.
    private static let looseBullets: Set<Character> = ["-", "–", "—", "*", ">", "+", "o", "§"]

    /// The lines with text, in order.
    ///
    /// - Parameters:
    ///   - expected: For so many lines room is made at once: grown step by step those of a large
    ///     text would take twice the room.
    ///   - most: After one more than these the rest is left out.
    static func lines(of text: String, expected: Int = 0, most: Int = .max) -> [TextLine] {
        var result: [TextLine] = []
        result.reserveCapacity(expected + 1)
        var number = 0
        var gap = 0
        var startsPage = false
        split(text) { raw, startsLine, startsHere in
            guard result.count <= most else { return }
            number += startsLine ? 1 : 0
            startsPage = startsPage || startsHere
            guard !raw.isEmpty, var line = line(raw, number: max(1, number)) else {
                gap += 1
                return
            }
            line.gap = result.isEmpty ? 0 : gap
            line.startsPage = startsPage && !result.isEmpty
            result.append(line)
            gap = 0
            startsPage = false
        }
        markPages(&result)
        return result
    }

    /// A form feed that became a blank: one line in a block that stands in by one.
    private static func markPages(_ lines: inout [TextLine]) {
        guard lines.count > 2 else { return }
        for index in 1..<lines.count
        where lines[index].indent == 1 && lines[index].gap == 0 && lines[index - 1].indent == 0 {
            if index + 1 == lines.count || lines[index + 1].indent == 0 {
                lines[index].startsPage = true
            }
        }
    }

    /// Calls with each line, and whether a line and whether a page of the source begins with it.
    private static func split(
        _ text: String, _ body: (_ line: Substring, _ startsLine: Bool, _ startsPage: Bool) -> Void
    ) {
        var text = text
        text.makeContiguousUTF8()
        let bytes = text.utf8
        var start = bytes.startIndex
        var startsLine = true
        var startsPage = false
        func give(to end: String.Index) {
            while true {
                let cut = cut(bytes, from: start, to: end)
                body(text[start..<cut], startsLine, startsPage)
                guard cut < end else { return }
                start = cut
                startsLine = false
                startsPage = false
            }
        }
        var next = start
        while next < bytes.endIndex {
            let width = newline(in: bytes, at: next)
            guard width > 0 else {
                next = bytes.index(after: next)
                continue
            }
            let isFeed = bytes[next] == 0x0C
            give(to: next)
            next = bytes.index(next, offsetBy: width)
            start = next
            startsLine = !isFeed
            startsPage = isFeed
        }
        if start < bytes.endIndex { give(to: bytes.endIndex) }
    }

    /// Bytes of the line end at a place, 0 for none: a control character, U+0085, U+2028 or U+2029.
    private static func newline(in bytes: String.UTF8View, at place: String.Index) -> Int {
        func byte(_ offset: Int) -> UInt8 {
            bytes.index(place, offsetBy: offset, limitedBy: bytes.endIndex).map {
                $0 < bytes.endIndex ? bytes[$0] : 0
            } ?? 0
        }
        switch bytes[place] {
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0x0A...0x0C: return 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }

    /// Longest line in bytes; longer ones are cut at a blank, so that no passage is a whole book.
    private static let longest = 1 << 16

    /// Where a line ends that would otherwise be too long: behind its start in any case.
    private static func cut(
        _ bytes: String.UTF8View, from start: String.Index, to end: String.Index
    ) -> String.Index {
        guard var limit = bytes.index(start, offsetBy: longest, limitedBy: end), limit < end else {
            return end
        }
        let second = bytes.index(after: start)
        if let blank = bytes[second..<limit].lastIndex(of: 0x20) { return blank }
        // Not inside a character.
        while bytes[limit] & 0xC0 == 0x80 { limit = bytes.index(before: limit) }
        return limit
    }

    private static func line(_ raw: Substring, number: Int) -> TextLine? {
        var indent = 0
        var rest = raw
        while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" {
            indent += first == "\t" ? 4 : first == "\u{FEFF}" ? 0 : 1
            rest = rest.dropFirst()
        }
        let (marker, body) = marker(of: rest)
        var text = Text.clean(withGaps(body))
        // Elsewhere a soft hyphen means nothing; at the end of a line it cuts a word.
        if body.last(where: { !$0.isWhitespace })?.unicodeScalars.last == "\u{AD}" { text += "-" }
        guard !text.isEmpty else { return nil }
        return TextLine(
            text: text, marker: marker, indent: indent, number: number, gap: 0, startsPage: false,
            hasTrailingBlank: raw.last?.isWhitespace == true,
            length: (text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count)
                + (marker == nil ? 0 : 2))
    }

    /// Marks two blanks behind a small letter where the rest of the line has single ones.
    ///
    /// There extraction lost a sign: inside a word, or with three blanks at the end of one. In
    /// justified text all blanks are wide and mean nothing.
    private static func withGaps(_ body: Substring) -> String {
        guard zip(body.utf8, body.utf8.dropFirst()).contains(where: { $0 == 0x20 && $1 == 0x20 })
        else { return String(body) }
        var result = ""
        var blanks = 0
        var wide = 0
        var gaps = 0
        var single = 0
        var last: Character = " "
        for character in body {
            if character == " " {
                blanks += 1
                continue
            }
            let isGap =
                last.isLowercase && (character.isLowercase || ".,;:!?)".contains(character))
                || ",;:".contains(last) && character.isLowercase
            if blanks > 1, isGap {
                gaps += 1
                let blank = blanks == 2 ? TextRepair.Blank.two : .three
                result.append(blank.rawValue)
            } else if blanks > 0 {
                wide += blanks > 1 ? 1 : 0
                single += blanks == 1 ? 1 : 0
                result.append(" ")
            }
            blanks = 0
            last = character
            result.append(character)
        }
        // A short line can have no other blanks than two such gaps.
        let isMarked = (gaps + wide) * 2 <= single + 2 || gaps <= 2 && wide == 0
        return gaps > 0 && isMarked ? result : String(body)
    }

    private static func marker(of text: Substring) -> (TextLine.Marker?, Substring) {
        guard let first = text.first else { return (nil, text) }
        let rest = text.dropFirst()
        if bullets.contains(first) { return (.bullet(first), rest) }
        if looseBullets.contains(first), rest.first?.isWhitespace == true {
            return (.bullet(first), rest)
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), let number = Int(digits) else { return (nil, text) }
        let behind = text.dropFirst(digits.count)
        guard let mark = behind.first, mark == "." || mark == ")",
            behind.dropFirst().first?.isWhitespace == true
        else { return (nil, text) }
        return (.number(number), behind.dropFirst())
    }
}
