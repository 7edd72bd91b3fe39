/// Keeps characters from becoming endless.
///
/// A letter may bear any number of marks, and flags, syllables and joined signs chain without end
/// to what counts as one character. Comparing, composing or walking back over such a pile takes
/// the square of its size. No writing system needs more than a few: Unicode's stream-safe format
/// (UAX #15, section 13) allows 30 marks.
enum MarkPiles {
    /// Most marks in a row; what comes more is left out.
    private static let most = 30

    /// The text with what piles up beyond 30 marks left out; any other text as it is.
    ///
    /// - Parameter bytes: UTF-8.
    static func leveled(_ bytes: consuming [UInt8]) -> [UInt8] {
        guard hasPile(bytes) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var state = State()
        let mark = UTF8.encodedReplacementCharacter
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if state.keeps(scalar) { result.append(contentsOf: UTF8.encode(scalar) ?? mark) }
            case .error: result.append(contentsOf: mark)
            case .emptyInput: return result
            }
        }
    }

    private static func hasPile(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            // Latin letters and common marks, which real texts are full of, end every pile.
            var run = 0
            for byte in bytes {
                run = byte < 0xCC && byte & 0xC0 != 0x80 ? 0 : run + 1
                if run > 2 * most { return true }
            }
            return false
        }
    }

    private struct State {
        private var marks = 0
        private var lastIsMark = false

        /// Whether a scalar stays; one that ends the pile always does.
        mutating func keeps(_ scalar: Unicode.Scalar) -> Bool {
            guard scalar.value >= 0x300 else {
                marks = 0
                lastIsMark = false
                return true
            }
            guard Self.piles(scalar) else {
                // Letters between marks may be joined by them: two in a row are not.
                if !lastIsMark { marks = 0 }
                lastIsMark = false
                return true
            }
            lastIsMark = true
            marks += 1
            return marks <= most
        }

        /// Whether a scalar can be one of many in a character.
        private static func piles(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x300...0x36F: return true
            // Letters and signs of the common writing systems.
            case 0x370...0x482, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x20CF,
                0x2100...0x2BFF, 0x3001...0x3029, 0x3040...0x3098, 0x30A0...0xA66E,
                0xAC00...0xD7A3:
                return false
            // Parts of Korean syllables, halves of flags, colors of skin.
            case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF, 0x1F1E6...0x1F1FF,
                0x1F3FB...0x1F3FF:
                return true
            default: break
            }
            let properties = scalar.properties
            if properties.isGraphemeExtend { return true }
            return properties.generalCategory == .format
                || properties.generalCategory == .spacingMark
        }
    }
}
