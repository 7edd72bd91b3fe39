extension TextRepair {
    /// What stands between two words.
    enum Blank: Character {
        case one = " "
        /// Two blanks inside a line of single ones: the trace of a lost sign.
        case two = "\u{10FFF0}"
        /// Three blanks: a word ended or began with the lost sign.
        case three = "\u{10FFF1}"
        /// The end of a line, which may have cut a word.
        case line = "\u{10FFF2}"
        /// The end of a line with a blank on one side of it: the trace of a lost sign, or of a cut.
        case wideLine = "\u{10FFF3}"

        /// As it stood in the source.
        var shown: String {
            switch self {
            case .one, .line, .wideLine: " "
            case .two: "  "
            case .three: "   "
            }
        }

        /// Whether a text has other blanks than single ones; the marks are
        /// private characters that no font uses.
        static func areSpecial(in text: String) -> Bool {
            text.utf8.contains(0xF4) && text.unicodeScalars.contains { isMark($0) }
        }

        static func isMark(_ scalar: Unicode.Scalar) -> Bool {
            (0x10FFF0...0x10FFF3).contains(scalar.value)
        }
    }

    /// A text cut at its blanks.
    struct Pieces {
        var texts: [String] = []
        /// What stands behind each piece but the last.
        var blanks: [Blank] = []

        init(_ text: String) {
            guard Blank.areSpecial(in: text) else {
                texts = text.split(separator: " ").map { String($0) }
                blanks = [Blank](repeating: .one, count: max(0, texts.count - 1))
                return
            }
            let bytes = text.utf8
            var start = bytes.startIndex
            var place = start
            var blank = Blank.one
            while place < bytes.endIndex {
                guard let (next, width) = Self.blank(in: bytes, at: place) else {
                    if place == start {
                        if !texts.isEmpty { blanks.append(blank) }
                        blank = .one
                    }
                    place = bytes.index(after: place)
                    continue
                }
                if place > start { texts.append(String(text[start..<place])) }
                place = bytes.index(place, offsetBy: width)
                start = place
                if blank == .one || next == .three { blank = next }
            }
            if place > start { texts.append(String(text[start...])) }
        }

        /// The blank at a place with its bytes, `nil` for none.
        private static func blank(
            in bytes: String.UTF8View, at place: String.Index
        ) -> (Blank, width: Int)? {
            if bytes[place] == 0x20 { return (.one, 1) }
            // The marks are the four characters from F4 8F BF B0 on.
            guard bytes[place] == 0xF4, case let mark = bytes[place...].prefix(4), mark.count == 4,
                mark.dropFirst().first == 0x8F, mark.dropFirst(2).first == 0xBF,
                let last = mark.last
            else { return nil }
            switch last {
            case 0xB0: return (.two, 4)
            case 0xB1: return (.three, 4)
            case 0xB2: return (.line, 4)
            case 0xB3: return (.wideLine, 4)
            default: return nil
            }
        }

        /// The text with its blanks as they were.
        var text: String {
            var result = texts.first ?? ""
            for (piece, blank) in zip(texts.dropFirst(), blanks) where !piece.isEmpty {
                result.append(blank.rawValue)
                result += piece
            }
            return result
        }

        /// The text with single spaces.
        static func plain(_ text: String) -> String {
            guard Blank.areSpecial(in: text) else { return text }
            return Pieces(text).texts.joined(separator: " ")
        }
    }
}
