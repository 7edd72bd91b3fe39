/// Keeps pages that were made to stall the HTML parser from doing so.
///
/// libxml2 compares each attribute of an element with all others, and looks for the start of each
/// end tag through all open elements: the square of a page's size for pages made of nothing else.
/// Real pages come through untouched.
enum HTMLGuard {
    /// Most attributes of one element.
    private static let attributes = 1000
    /// Open elements that may be looked through in vain, summed over all end tags.
    private static let searches = 50_000_000
    /// A tag of fewer bytes cannot hold that many attributes.
    private static let longTag = 4 * attributes
    /// A page of fewer bytes cannot stall the parser, whatever stands in it: at most 5,461 tags, half
    /// of them looked for through the other half, or half as many attributes as bytes.
    private static let harmless = 16 << 10

    /// The page, without the attributes and end tags that would stall the parser.
    static func tamed(_ text: [UInt8]) -> [UInt8] {
        guard text.count >= harmless else { return text }
        var guardian = Scan()
        let cuts = text.withUnsafeBufferPointer { guardian.cuts(in: $0) }
        guard !cuts.isEmpty else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        for cut in cuts {
            result.append(contentsOf: text[start..<cut.lowerBound])
            start = cut.upperBound
        }
        result.append(contentsOf: text[start...])
        return result
    }

    /// The line of a tag of XML with more attributes than any document has, `nil` without one.
    static func endlessTag(in text: [UInt8]) -> Int? {
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index + longTag < text.count {
                guard text[index] == UInt8(ascii: "<"), (text[index + 1] | 0x20) &- 97 < 26 else {
                    index += 1
                    continue
                }
                let end = Scan.end(of: index, in: text)
                let tag = UnsafeBufferPointer(rebasing: text[index..<end])
                if tag.count > longTag, tag.count(where: { $0 == UInt8(ascii: "=") }) > attributes {
                    return 1 + text[..<index].count { $0 == 0x0A }
                }
                index = end
            }
            return nil
        }
    }

    private struct Scan {
        /// Open elements by a hash of their name, and in all.
        private var open = [Int32](repeating: 0, count: 1024)
        private var depth = 0
        private var last = 0
        private var spent = 0

        mutating func cuts(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
            var cuts: [Range<Int>] = []
            var index = 0
            while index + 1 < text.count {
                guard text[index] == UInt8(ascii: "<") else {
                    index += 1
                    continue
                }
                let start = index
                let next = text[index + 1]
                if next == UInt8(ascii: "/") {
                    index = Self.end(of: index, in: text)
                    if !keepsEnd(Self.name(at: start + 2, in: text)) { cuts.append(start..<index) }
                } else if (next | 0x20) &- 97 < 26 {
                    let name = Self.name(at: start + 1, in: text)
                    index = Self.end(of: index, in: text)
                    if Self.endsByItself(start + 1..<name.end, in: text) {
                        last = name.hash
                    } else {
                        opens(name.hash)
                    }
                    if index - start > HTMLGuard.longTag {
                        let head = name.end
                        let body = UnsafeBufferPointer(rebasing: text[head..<max(head, index - 1)])
                        if Self.words(in: body) > HTMLGuard.attributes, head < index - 1 {
                            cuts.append(head..<index - 1)
                        }
                    }
                } else {
                    index += 1
                }
            }
            return cuts
        }

        private mutating func opens(_ name: Int) {
            open[name] += 1
            depth += 1
            last = name
        }

        /// Whether the search for the start of an end tag is worth its time.
        private mutating func keepsEnd(_ name: (hash: Int, end: Int)) -> Bool {
            let isInnermost = name.hash == last
            if !isInnermost { spent += depth }
            last = -1
            if open[name.hash] > 0 {
                open[name.hash] -= 1
                depth -= 1
                return isInnermost || spent < HTMLGuard.searches
            }
            return spent < HTMLGuard.searches
        }

        /// Elements that others end, or that hold nothing: they are never looked through in numbers.
        private static let selfEnding: [UInt64] = [
            "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p",
            "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
        ].map { packed($0.utf8) }

        private static func packed(_ name: some Sequence<UInt8>) -> UInt64 {
            name.reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
        }

        private static func endsByItself(
            _ name: Range<Int>, in text: UnsafeBufferPointer<UInt8>
        ) -> Bool {
            name.count <= 6 && selfEnding.contains(packed(text[name]))
        }

        private static func name(
            at start: Int, in text: UnsafeBufferPointer<UInt8>
        ) -> (hash: Int, end: Int) {
            var hash = 0
            var index = start
            while index < text.count, text[index] > 0x20, text[index] != UInt8(ascii: ">"),
                text[index] != UInt8(ascii: "/"), index - start < 64
            {
                hash = (hash &* 31 &+ Int(text[index] | 0x20)) & 0xFFFF
                index += 1
            }
            return (hash & 1023, index)
        }

        /// Behind the `>` of a tag, or behind the text when it is cut off.
        static func end(of start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
            var index = start + 1
            while index < text.count, text[index] != UInt8(ascii: ">") { index += 1 }
            return min(text.count, index + 1)
        }

        private static func words(in text: UnsafeBufferPointer<UInt8>) -> Int {
            var count = 0
            var isInside = false
            for byte in text {
                if byte <= 0x20 {
                    isInside = false
                } else if !isInside {
                    isInside = true
                    count += 1
                }
            }
            return count
        }
    }
}
