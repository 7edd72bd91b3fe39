/// How text is laid out for whoever reads it.
struct OutputStyle: Hashable, Sendable {
    /// Columns to fill.
    var width = 80
    /// Whether matches are marked with the terminal's bold, underline and colour.
    var isMarked = false
    /// Whether marks may have a colour.
    var hasColor = false
    /// Whether addresses become links that can be clicked (OSC 8).
    var hasLinks = false
    /// Linear text for a screen reader: sentences, the message first, numbers last.
    var isAloud = false
    /// Whether hits show no more than their heading and quotation.
    var isShort = false
    /// Whether the reader can answer with commands.
    var isConversation = false

    /// Lines of prose are easier to read when they are not very long.
    static let longestLine = 96

    // Between the making of a text and its last form these stand for the terminal's marks. Texts
    // hold no control characters by then.
    static let markOn: Character = "\u{1}"
    static let markOff: Character = "\u{2}"

    private static func sequence(_ codes: String) -> String { "\u{1B}[\(codes)m" }

    /// Puts the terminal's marks, or nothing, in the place of the inner ones.
    func finished(_ line: String) -> String {
        guard line.utf8.contains(where: { $0 == 1 || $0 == 2 }) else { return line }
        var result = ""
        for character in line {
            switch character {
            case Self.markOn:
                if isMarked { result += Self.sequence(hasColor ? "1;4;36" : "1;4") }
            case Self.markOff: if isMarked { result += Self.sequence("0") }
            default: result.append(character)
            }
        }
        return result
    }

    /// Text with ranges of its UTF-8 bytes marked; control characters become blanks.
    func marked(_ text: String, _ ranges: [Range<Int>]) -> String {
        guard isMarked, !ranges.isEmpty else { return Self.visible(text) }
        let bytes = Array(text.utf8)
        var result = ""
        var place = 0
        for range in ranges where range.lowerBound >= place && range.upperBound <= bytes.count {
            result += Self.visible(String(decoding: bytes[place..<range.lowerBound], as: UTF8.self))
            let match = Self.visible(String(decoding: bytes[range], as: UTF8.self))
            // Each word by itself: a line may end between two of them.
            result += match.split(separator: " ").map { "\(Self.markOn)\($0)\(Self.markOff)" }
                .joined(separator: " ")
            place = range.upperBound
        }
        return result + Self.visible(String(decoding: bytes[place...], as: UTF8.self))
    }

    /// An address, as a link where the terminal has them.
    func link(_ address: String) -> String {
        let shown = Self.visible(address)
        guard hasLinks, !shown.contains(" ") else { return shown }
        return "\u{1B}]8;;\(shown)\u{1B}\\\(shown)\u{1B}]8;;\u{1B}\\"
    }

    /// A text whose control characters are blanks; a terminal obeys them otherwise.
    ///
    /// Separators of lines and signs that turn the direction of writing count as such.
    static func visible(_ text: String) -> String {
        let isHarmless = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2
        }
        guard !isHarmless else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl =
                switch scalar.value {
                case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
                default: false
                }
            result.append(isControl ? " " : scalar)
        }
        return String(result)
    }

    /// Breaks a text into lines at blanks; a word that is wider than a line breaks by grapheme.
    ///
    /// - Parameters:
    ///   - text: Without control characters but the inner marks.
    ///   - indent: What each line begins with.
    ///   - first: What the first line begins with instead.
    func wrap(_ text: String, indent: String = "", first: String? = nil) -> [String] {
        let room = max(10, min(width, Self.longestLine))
        var lines: [String] = []
        var line = first ?? indent
        var used = DisplayWidth.of(line)
        var isFresh = true
        func endLine() {
            lines.append(finished(line))
            line = indent
            used = DisplayWidth.of(indent)
            isFresh = true
        }
        for word in text.split(separator: " ") {
            let length = columns(of: word)
            if !isFresh, used + 1 + length > room { endLine() }
            if !isFresh {
                line += " "
                used += 1
            }
            if used + length <= room {
                line += word
                used += length
            } else {
                for character in word {
                    let columns = Self.isMark(character) ? 0 : DisplayWidth.of(character)
                    if used + columns > room, !isFresh { endLine() }
                    line.append(character)
                    used += columns
                    isFresh = false
                }
            }
            isFresh = false
        }
        lines.append(finished(line))
        return lines
    }

    private static func isMark(_ character: Character) -> Bool {
        character == markOn || character == markOff
    }

    private func columns(of word: Substring) -> Int {
        isMarked
            ? word.reduce(0) { $0 + (Self.isMark($1) ? 0 : DisplayWidth.of($1)) }
            : DisplayWidth.of(word)
    }
}
