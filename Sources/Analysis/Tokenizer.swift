/// Cuts text into words.
///
/// A word is a run of letters, digits and combining marks (Unicode Standard Annex 29, reduced to
/// what Dutch needs) with these cares: an apostrophe inside belongs to the word (`ADHD'er`), `'s`
/// at its end does not (`foto's`); a hyphen between two runs keeps them together as one hyphenated
/// word with parts (`thema-avond`), and so does a dot in an address (`school.nl`), while it only keeps
/// together the letters of an abbreviation (`o.a.`) and the digits of a number (`10.30`); a bracket
/// inside a word is passed over, so that `(hoog)begaafd` is one word.
struct Tokenizer {
    /// A word with its folded bytes, and where it is hyphenated.
    struct Word {
        /// UTF-8 byte offsets in the text.
        var range = 0..<0
        /// Folded bytes; hyphens and apostrophes left out.
        var folded: [UInt8] = []
        /// Ends, in `folded` and in the text, of the runs before each hyphen.
        var hyphens: [(folded: Int, end: Int, next: Int)] = []
    }

    private var word = Word()

    /// Calls `body` for each word in order.
    mutating func forEachWord(
        in bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing Word) -> Void
    ) {
        var index = 0
        while index < bytes.count {
            let (scalar, length) = Folding.scalar(at: index, in: bytes)
            switch Folding.kind(of: scalar) {
            case .letter, .digit:
                index = readWord(from: index, in: bytes)
                body(word)
            case .mark, .other: index += length
            }
        }
    }

    /// Reads the word that starts at `start` and gives the place behind it.
    private mutating func readWord(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        word.folded.removeAll(keepingCapacity: true)
        word.hyphens.removeAll(keepingCapacity: true)
        var index = start
        var end = start
        loop: while index < bytes.count {
            let byte = bytes[index]
            // ASCII letters and digits, the usual case.
            if byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 {
                word.folded.append(byte)
                index += 1
                end = index
                continue
            }
            if byte &- UInt8(ascii: "A") < 26 {
                word.folded.append(byte | 0x20)
                index += 1
                end = index
                continue
            }
            let (scalar, length) = Folding.scalar(at: index, in: bytes)
            switch Folding.kind(of: scalar) {
            case .letter, .digit, .mark:
                Folding.append(scalar, to: &word.folded)
                index += length
                end = index
            case .other:
                guard let next = joined(scalar, at: index, length: length, in: bytes) else {
                    break loop
                }
                if isReduced(at: index, next: next, in: bytes) {
                    word.folded.append(UInt8(ascii: "'"))
                }
                if Self.isHyphen(scalar) || isAddressDot(scalar, at: index, in: bytes) {
                    word.hyphens.append((word.folded.count, index, next))
                }
                index = next
            }
        }
        word.range = start..<end
        dropGenitive(in: bytes)
        return end
    }

    /// The place behind a mark that keeps the word going, or `nil` when the word ends here.
    private func joined(
        _ scalar: Unicode.Scalar, at index: Int, length: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let next = index + length
        guard next < bytes.count else { return nil }
        let follower = Folding.scalar(at: next, in: bytes).scalar
        let kind = Folding.kind(of: follower)
        guard kind == .letter || kind == .digit else { return nil }
        switch scalar {
        case "'", "\u{2019}", "\u{2BC}": return kind == .letter ? next : nil
        case ".", "\u{B7}":
            return isDotInside(index, follower: follower, next: next, in: bytes) ? next : nil
        case ",": return kind == .digit && isDigit(before: index, in: bytes) ? next : nil
        case "\u{AD}": return next
        case "(", ")": return kind == .letter && isLetter(before: index, in: bytes) ? next : nil
        default: return Self.isHyphen(scalar) ? next : nil
        }
    }

    /// Whether a dot joins: in an abbreviation (`o.a.`), a number (`10.30`) or an address
    /// (`school.nl`).
    private func isDotInside(
        _ index: Int, follower: Unicode.Scalar, next: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard index > 0 else { return false }
        if isDigit(before: index, in: bytes) { return Folding.kind(of: follower) == .digit }
        // A capital behind a dot begins a sentence whose space was lost.
        return isLetter(before: index, in: bytes) && bytes[next] &- UInt8(ascii: "a") < 26
    }

    /// Whether a dot stands in an address: more than a letter before it.
    private func isAddressDot(
        _ scalar: Unicode.Scalar, at index: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        scalar == "." && index > 1 && isLetter(before: index, in: bytes)
            && isLetter(before: index - 1, in: bytes)
    }

    private func isDigit(before index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index > 0 && bytes[index - 1] &- UInt8(ascii: "0") < 10
    }

    private func isLetter(before index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index > 0 && (bytes[index - 1] | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// Whether an apostrophe and one letter end the word, other than `s`: `zo'n` is not `zon`.
    private func isReduced(at index: Int, next: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes[index] == UInt8(ascii: "'") || bytes[index] == 0xE2 && next - index == 3,
            bytes[index] == UInt8(ascii: "'") || bytes[index + 2] == 0x99,
            bytes[next] | 0x20 != UInt8(ascii: "s")
        else { return false }
        let behind = next + 1
        guard behind < bytes.count else { return true }
        let kind = Folding.kind(of: Folding.scalar(at: behind, in: bytes).scalar)
        return kind == .other
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2011}"
    }

    /// Takes `'s` off: `foto's` is a form of `foto`.
    private mutating func dropGenitive(in bytes: UnsafeBufferPointer<UInt8>) {
        guard word.folded.count > 1, word.folded.last == UInt8(ascii: "s") else { return }
        let end = word.range.upperBound
        let apostrophe: Int
        if end >= 2, bytes[end - 2] == UInt8(ascii: "'") {
            apostrophe = end - 2
        } else if end >= 4, bytes[end - 4] == 0xE2, bytes[end - 3] == 0x80, bytes[end - 2] == 0x99 {
            apostrophe = end - 4
        } else {
            return
        }
        guard apostrophe > word.range.lowerBound else { return }
        word.folded.removeLast()
        word.range = word.range.lowerBound..<apostrophe
        while let last = word.hyphens.last, last.next > apostrophe { word.hyphens.removeLast() }
    }
}
