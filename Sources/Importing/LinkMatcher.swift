/// Matches the texts of links to addresses that stand apart from them, both in their order.
enum LinkMatcher {
    /// For each address the place of its text, `nil` for one without.
    ///
    /// An alignment by dynamic programming (Needleman and Wunsch, 1970): a pair is worth a little
    /// by itself and more by the share of the text's words that the address holds.
    ///
    /// - Parameters:
    ///   - texts: Short lines that may be link texts.
    ///   - addresses: Without doubles that follow each other.
    static func match(_ texts: [String], _ addresses: [String]) -> [Int?] {
        guard !texts.isEmpty, !addresses.isEmpty, texts.count * addresses.count <= 1_000_000 else {
            return addresses.map { _ in nil }
        }
        let words = texts.map { Set(Text.words(Text.folded($0)).map(String.init)) }
        let slugs = addresses.map {
            Set(Text.words(Text.folded($0.replacingMarks())).map(String.init))
        }
        let columns = addresses.count + 1
        var best = [Int](repeating: 0, count: (texts.count + 1) * columns)
        func worth(_ text: Int, _ address: Int) -> Int {
            let known = words[text].intersection(slugs[address]).count
            return 10 + (words[text].isEmpty ? 0 : 90 * known / words[text].count)
        }
        // From the end, so that of equal alignments the one that takes earlier texts is found.
        for text in stride(from: texts.count - 1, through: 0, by: -1) {
            for address in stride(from: addresses.count - 1, through: 0, by: -1) {
                let pair = worth(text, address) + best[(text + 1) * columns + address + 1]
                best[text * columns + address] = max(
                    pair, best[(text + 1) * columns + address],
                    best[text * columns + address + 1])
            }
        }
        var result = [Int?](repeating: nil, count: addresses.count)
        var text = 0
        var address = 0
        while text < texts.count, address < addresses.count {
            let here = best[text * columns + address]
            if here == worth(text, address) + best[(text + 1) * columns + address + 1] {
                result[address] = text
                text += 1
                address += 1
            } else if here == best[(text + 1) * columns + address] {
                text += 1
            } else {
                address += 1
            }
        }
        return result
    }
}

extension String {
    /// With a space for each mark that parts the words of an address.
    fileprivate func replacingMarks() -> String {
        String(map { "-_/+.=%?&".contains($0) ? " " : $0 })
    }
}
