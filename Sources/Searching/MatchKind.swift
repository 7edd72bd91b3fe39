/// How a term of a text came to stand for a word of the question, nearest first.
public enum MatchKind: String, Hashable, Sendable, CaseIterable {
    /// The word as typed.
    case word
    /// Another form of the word.
    case form
    /// The last part of a compound, which names the kind of thing.
    case head
    /// Another part of a compound.
    case part
    /// A word with the same meaning.
    case synonym
    /// A word for a kind or part of what was asked about.
    case narrower
    /// A word for something wider.
    case broader
    /// A word for something near.
    case related
    /// What a mistyped word was probably meant to be.
    case spelling

    /// A number of its own.
    var number: UInt64 {
        switch self {
        case .word: 0
        case .form: 1
        case .head: 2
        case .part: 3
        case .synonym: 4
        case .narrower: 5
        case .broader: 6
        case .related: 7
        case .spelling: 8
        }
    }

    /// Whether it is the word itself, in some form.
    var isWhole: Bool {
        switch self {
        case .word, .form, .spelling: true
        case .head, .part, .synonym, .narrower, .broader, .related: false
        }
    }

    /// Whether it is the word itself, in some form or inside a compound.
    var isOwn: Bool {
        switch self {
        case .word, .form, .head, .part, .spelling: true
        case .synonym, .narrower, .broader, .related: false
        }
    }
}
