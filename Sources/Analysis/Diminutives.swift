/// Brings words that were made small back to what they are of: `pakketje`, `boompje`, `balletje`.
enum Diminutives {
    private static let ends: [[UInt8]] = ["jes", "je"].map { Array($0.utf8) }
    /// Shortest word that is left.
    private static let shortest = 3

    /// The word without its ending, where the lexicon has that; `nil` for any other word.
    ///
    /// - Parameters:
    ///   - word: Folded.
    ///   - lexicon: Tells which words exist.
    static func base(of word: UnsafeBufferPointer<UInt8>, in lexicon: Lexicon) -> [UInt8]? {
        guard let end = ends.first(where: { word.suffix($0.count).elementsEqual($0) }) else {
            return nil
        }
        let root = Array(word.dropLast(end.count))
        // The longest base first: `brief` of `briefje` before anything shorter.
        for candidate in candidates(for: root) where candidate.count >= shortest {
            if candidate.withUnsafeBufferPointer({ lexicon.isWord($0) }) { return candidate }
        }
        return nil
    }

    private static func candidates(for root: [UInt8]) -> [[UInt8]] {
        var result = [root]
        guard let last = root.last, root.count > 3 else { return result }
        let short = Array(root.dropLast())
        switch last {
        case UInt8(ascii: "t"):
            // `pakketje`, `vadertje`, `balletje`.
            result.append(short)
            if short.last == UInt8(ascii: "e") {
                let stem = Array(short.dropLast())
                if stem.count > 2, stem[stem.count - 1] == stem[stem.count - 2] {
                    result.append(Array(stem.dropLast()))
                }
            }
        case UInt8(ascii: "p"):
            // `boompje`.
            if short.last == UInt8(ascii: "m") { result.append(short) }
        case UInt8(ascii: "k"):
            // `koninkje`.
            if short.last == UInt8(ascii: "n") { result.append(short + [UInt8(ascii: "g")]) }
        default: break
        }
        return result
    }
}
