/// Letters brought to one form: small, without accents.
///
/// Byte work with a fast path for ASCII; Latin letters up to U+017F go through a table, what lies
/// beyond through the standard library.
enum Folding {
    /// What a scalar is to a word.
    enum Kind { case letter, digit, mark, other }

    /// The folded letters of U+00C0 to U+017F, in order, separated by spaces; `*` is no letter.
    ///
    /// Source: Unicode 15 canonical decompositions without the marks; ß, æ, œ, ĳ, ø, đ, ł, þ and ð
    /// by their usual Dutch rendering.
    private static let latin: [[UInt8]] = """
        a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th ss \
        a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th y \
        a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g \
        h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n \
        o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u \
        w w y y y z z z z z z s
        """.split(separator: " ").map { Array($0.utf8) }

    /// The scalar that starts at `index`, with its length; ill-formed bytes give U+FFFD of length 1.
    static func scalar(
        at index: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, index + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var code = first & (0xFF >> UInt32(length + 1))
        for next in 1..<length {
            let byte = UInt32(bytes[index + next])
            guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
            code = code << 6 | byte & 0x3F
        }
        return (Unicode.Scalar(code) ?? "\u{FFFD}", length)
    }

    /// Whether the scalar belongs to words.
    static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x30...0x39: return .digit
        case 0x41...0x5A, 0x61...0x7A: return .letter
        case 0..<0xC0: return scalar.value == 0xAA || scalar.value == 0xBA ? .letter : .other
        case 0xC0...0x17F: return scalar.value == 0xD7 || scalar.value == 0xF7 ? .other : .letter
        case 0x300...0x36F: return .mark
        default:
            let properties = scalar.properties
            if properties.isAlphabetic { return .letter }
            if properties.numericType == .decimal { return .digit }
            switch properties.generalCategory {
            case .nonspacingMark, .spacingMark: return .mark
            default: return .other
            }
        }
    }

    /// Adds the folded form of a letter or digit; marks add nothing.
    static func append(_ scalar: Unicode.Scalar, to term: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: term.append(UInt8(scalar.value) | 0x20)
        case 0..<0x80: term.append(UInt8(scalar.value))
        case 0xC0...0x17F: term.append(contentsOf: latin[Int(scalar.value - 0xC0)])
        case 0x300...0x36F: break
        default: term.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }
}
