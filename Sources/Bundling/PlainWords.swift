/// The words of a text in small letters, for looking at without rules of the language.
enum PlainWords {
    /// Runs of letters, in order; what is no ASCII counts as a letter.
    static func of(_ text: String) -> [String] {
        var result: [String] = []
        var word: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x61...0x7A, 0x80...0xFF: word.append(byte)
            case 0x41...0x5A: word.append(byte | 0x20)
            default:
                if !word.isEmpty { result.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { result.append(String(decoding: word, as: UTF8.self)) }
        return result
    }

    /// The words, and each two that stand behind each other.
    static func phrases(of text: String) -> Set<String> {
        let words = of(text)
        return Set(words).union(zip(words, words.dropFirst()).map { $0 + " " + $1 })
    }
}
