internal import Analysis

/// One word of a question, before anything stands for it.
struct QueryWord {
    /// As typed.
    var text: String
    /// In small letters, without accents.
    var folded: String
    /// UTF-8 byte offsets in the question.
    var range: Range<Int>
    /// Its stem or lemma.
    var stem: [UInt8] = []
    /// The stems of a compound's parts, in order.
    var parts: [Part] = []
    /// What it does in the question.
    var role: Role
    /// How it came about, for the reading of a mistyped word.
    var mending: Mending?

    /// What was typed in place of a word, and what else may have been meant.
    struct Mending {
        /// The stem of what was typed.
        var typed: [UInt8]
        /// As likely as the word itself.
        var others: [QueryWord]
        /// Whether what was typed is a word, too.
        var isDoubtful: Bool
    }

    /// A part of a compound.
    struct Part {
        var stem: [UInt8]
        /// Whether it is the last part, which names the kind of thing.
        var isHead: Bool
    }

    /// What a word does in a question.
    enum Role: UInt64 {
        case content, light, function, negation
        /// It was read as a part of a filter.
        case filter
    }

    /// Whether it says something of what the question is about.
    var isContent: Bool { role == .content || role == .light }

    /// Stands for its letters, stem and role, as the hash of a term stands for its bytes.
    ///
    /// What was typed for a mended word is a part of it.
    var key: UInt64 {
        let own = Key.mixed(Key.mixed(role.rawValue, Fingerprint.of(folded)), Fingerprint.of(stem))
        guard let mending else { return own }
        let typed = Key.mixed(own, Fingerprint.of(mending.typed) ^ (mending.isDoubtful ? 1 : 0))
        return mending.others.map(\.key).reduce(typed, Key.mixed)
    }

    /// The words of a text.
    static func words(of text: String, by analyzer: Analyzer) -> [QueryWord] {
        let bytes = Array(text.utf8)
        var words: [QueryWord] = []
        analyzer.tokens(in: text).forEach { token, term in
            let value = Array(term.dropFirst())
            switch token.reason {
            case .word:
                let folded = String(decoding: value, as: UTF8.self)
                words.append(
                    QueryWord(
                        text: String(decoding: bytes[token.range], as: UTF8.self), folded: folded,
                        range: token.range, role: role(of: folded)))
            case .stem:
                words[words.count - 1].stem = value
                if words[words.count - 1].role == .content,
                    analyzer.isLight(stem: value)
                {
                    words[words.count - 1].role = .light
                }
            case .part: words[words.count - 1].parts.append(Part(stem: value, isHead: false))
            case .head: words[words.count - 1].parts.append(Part(stem: value, isHead: true))
            case .run: break
            }
        }
        return words
    }

    private static func role(of folded: String) -> Role {
        if FunctionWords.isNegation(folded) { return .negation }
        if FunctionWords.contains(folded) { return .function }
        return LightWords.contains(word: folded) ? .light : .content
    }
}
