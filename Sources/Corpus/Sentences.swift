/// Sentence boundaries in Dutch text.
public enum Sentences {
    /// Abbreviations that end in a dot inside a sentence, in lower case and without their last dot.
    private static let abbreviations: Set<String> = [
        "bijv", "bv", "o.a", "d.w.z", "m.b.t", "i.p.v", "t.a.v", "t.o.v", "e.d", "enz", "nr", "blz",
        "dhr", "mevr", "mw", "drs", "dr", "prof", "ca", "evt", "resp", "incl", "excl", "max", "min",
        "vgl", "z.g", "zgn", "ing", "ir", "mr", "st", "m.a.w", "n.a.v", "i.v.m", "t/m", "red",
    ]

    /// The byte ranges of the sentences, in order, together all of the text but the space between.
    ///
    /// A sentence ends behind `.`, `!`, `?` or `…` (and a closing mark) when a space and something
    /// other than a small letter follow, and the dot is not that of an abbreviation, an initial or
    /// a number at the start of a sentence.
    public static func ranges(in text: String) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        var result: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            guard let close = end(at: index, in: bytes, from: start) else {
                index += 1
                continue
            }
            result.append(start..<close)
            start = close
            while start < bytes.count, isSpace(bytes[start]) { start += 1 }
            index = start
        }
        if start < bytes.count { result.append(start..<bytes.count) }
        return result
    }

    /// The text cut at sentences into pieces of at most `limit` bytes.
    ///
    /// A sentence longer than that is cut at a space, or where there is none at a character. Empty
    /// text gives no pieces.
    public static func pieces(of text: String, limit: Int) -> [String] {
        let bytes = Array(text.utf8)
        guard bytes.count > limit else { return text.isEmpty ? [] : [text] }
        var result: [String] = []
        var piece: Range<Int>?
        func close() {
            if let piece { result.append(String(decoding: bytes[piece], as: UTF8.self)) }
            piece = nil
        }
        for sentence in ranges(in: text) {
            if let open = piece, sentence.upperBound - open.lowerBound <= limit {
                piece = open.lowerBound..<sentence.upperBound
                continue
            }
            close()
            var rest = sentence
            while rest.count > limit {
                let cut = lastBoundary(in: bytes, from: rest.lowerBound, limit: limit)
                result.append(String(decoding: bytes[rest.lowerBound..<cut], as: UTF8.self))
                var next = cut
                while next < rest.upperBound, isSpace(bytes[next]) { next += 1 }
                rest = next..<rest.upperBound
            }
            piece = rest
        }
        close()
        return result.filter { !$0.isEmpty }
    }

    private static func lastBoundary(in bytes: [UInt8], from start: Int, limit: Int) -> Int {
        var cut = start + limit
        while cut > start, !isSpace(bytes[cut]) { cut -= 1 }
        if cut > start { return cut }
        cut = start + limit
        while cut > start + 1, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        return cut
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09
    }

    /// The end of a sentence whose closing mark stands at `index`, or `nil`.
    private static func end(at index: Int, in bytes: [UInt8], from start: Int) -> Int? {
        let byte = bytes[index]
        let ellipsis =
            byte == 0xE2 && index + 2 < bytes.count && bytes[index + 1] == 0x80
            && bytes[index + 2] == 0xA6
        guard
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
                || ellipsis
        else { return nil }
        var close = index + (ellipsis ? 3 : 1)
        while close < bytes.count {
            if bytes[close] == UInt8(ascii: ")") || bytes[close] == UInt8(ascii: "\"")
                || bytes[close] == UInt8(ascii: "'") || bytes[close] == UInt8(ascii: "!")
                || bytes[close] == UInt8(ascii: "?") || bytes[close] == UInt8(ascii: ".")
            {
                close += 1
            } else if close + 2 < bytes.count, bytes[close] == 0xE2, bytes[close + 1] == 0x80,
                bytes[close + 2] == 0x99 || bytes[close + 2] == 0x9D
            {
                close += 3
            } else {
                break
            }
        }
        guard close < bytes.count, isSpace(bytes[close]) else { return nil }
        var next = close
        while next < bytes.count, isSpace(bytes[next]) { next += 1 }
        guard next < bytes.count else { return nil }
        let follower = bytes[next]
        if follower >= UInt8(ascii: "a"), follower <= UInt8(ascii: "z") { return nil }
        if byte == UInt8(ascii: ".") {
            var word = index
            while word > start, !isSpace(bytes[word - 1]), bytes[word - 1] != UInt8(ascii: "(") {
                word -= 1
            }
            let text = String(decoding: bytes[word..<index], as: UTF8.self)
            if abbreviations.contains(text.lowercased()) { return nil }
            if text.count == 1, let first = text.first, first.isUppercase { return nil }
            if word == start, Int(text) != nil { return nil }
        }
        return close
    }
}
