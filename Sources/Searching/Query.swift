/// One term that may stand for a word of a question.
public struct QueryTerm: Hashable, Sendable {
    /// The term as it stands in the index.
    public let bytes: [UInt8]
    /// How much a match counts, at most 1 for the word itself.
    public let weight: Double
    /// How far a match covers the word: the root of the weight, as a poor match is still one.
    let coverage: Double

    init(bytes: [UInt8], weight: Double) {
        self.bytes = bytes
        self.weight = weight
        coverage = weight.squareRoot()
    }
}

/// One word of a question with all that may stand for it.
///
/// The group scores as its best weighted member, so that another form never outweighs the word.
public struct TermGroup: Hashable, Sendable {
    /// What a word does in a question.
    public enum Role: Hashable, Sendable {
        /// It says what the question is about.
        case content
        /// It says little by itself.
        case function
        /// A part of a compound, or a compound of two words that stand apart; adds to the score
        /// and is not asked for.
        case support
        /// It may not occur.
        case negated
    }

    /// The word as typed.
    public let word: String
    /// UTF-8 byte offsets in the question.
    public let range: Range<Int>
    /// The word itself first.
    public let terms: [QueryTerm]
    /// What the word does.
    public let role: Role
    /// How much the group counts beside the others.
    public let weight: Double
}

/// A question as the searcher takes it.
public struct Query: Hashable, Sendable {
    /// In the order of the question.
    public var groups: [TermGroup] = []
    /// Words that must stand behind each other, as groups of their own.
    public var phrases: [[TermGroup]] = []
    /// Only passages with these values.
    public var filter = Filter()
    /// Whether every content word must occur.
    public var requiresAll = false
    /// Words that no passage has, with those that were sought in their place.
    public var corrections: [Correction] = []

    /// A mistyped word with the words that it was read as.
    public struct Correction: Hashable, Sendable {
        /// As typed.
        public let word: String
        /// The likeliest first.
        public let readAs: [String]
    }

    /// The words that say what the question is about.
    public var contentGroups: [TermGroup] { groups.filter { $0.role == .content } }
}

/// Values that hits must have; within one list any of them, over the lists each.
public struct Filter: Hashable, Sendable {
    /// Audiences, as in the corpus.
    public var audiences: [String] = []
    /// Kinds of passages, as in the corpus.
    public var kinds: [String] = []
    /// Topics, as in the corpus.
    public var topics: [String] = []
    /// Document ids.
    public var documents: [String] = []

    /// A filter that lets everything through.
    public init() {}

    /// Whether everything passes.
    public var isEmpty: Bool { self == Filter() }

    var byFacet: [(Facet, [String])] {
        [(.audience, audiences), (.kind, kinds), (.topic, topics), (.document, documents)]
    }
}
