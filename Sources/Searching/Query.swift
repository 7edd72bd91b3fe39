internal import Analysis

/// One term that may stand for a word of a question.
public struct QueryTerm: Hashable, Sendable {
    /// The term as it stands in the index.
    public let bytes: [UInt8]
    /// How much a match counts, at most 1 for the word itself.
    public let weight: Double
    /// How the term came to stand for the word.
    public let how: MatchKind
    /// How far a match covers the word: the root of the weight, as a poor match is still one.
    let coverage: Double
    /// Stands for the bytes where many terms are compared: that two of them have the same one of
    /// 2^64 does not happen.
    let hash: UInt64

    init(bytes: [UInt8], weight: Double, how: MatchKind) {
        self.bytes = bytes
        self.weight = weight
        self.how = how
        coverage = weight.squareRoot()
        hash = Fingerprint.of(bytes)
    }

    /// The term without the byte that keeps reasons apart.
    public var text: String { String(decoding: bytes.dropFirst(), as: UTF8.self) }
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
        /// A part of a compound, or an expression; adds to the score and is not asked for.
        case support
        /// It turns the word beside it round, and is kept for that.
        case negation
    }

    /// The word as typed.
    public private(set) var word: String
    /// UTF-8 byte offsets in the question.
    public private(set) var range: Range<Int>
    /// The word itself first.
    public let terms: [QueryTerm]
    /// What the word does.
    public let role: Role
    /// How much the group counts beside the others.
    public let weight: Double
    /// Whether it is a word of everyday speech, which tells little of a subject.
    public let isLight: Bool
    /// Whether it can only be a verb or adjective, which tells little when no passage has it.
    let isVerbOrAdjective: Bool
    /// Stands for the terms, as the hash of a term stands for its bytes.
    let key: UInt64

    init(
        word: String, range: Range<Int>, terms: [QueryTerm], role: Role, weight: Double,
        isLight: Bool = false, isVerbOrAdjective: Bool = false
    ) {
        self.word = word
        self.range = range
        self.terms = terms
        self.role = role
        self.weight = weight
        self.isLight = isLight
        self.isVerbOrAdjective = isVerbOrAdjective
        key = terms.reduce(UInt64(terms.count)) { key, term in
            Key.mixed(key, term.hash ^ term.weight.bitPattern ^ term.how.number)
        }
    }

    /// The same for the word as it stands in a question.
    func placed(at word: QueryWord) -> TermGroup {
        var group = self
        group.word = word.text
        group.range = word.range
        return group
    }
}

/// Numbers that stand for things of many parts.
enum Key {
    /// A key with one part more; the order of parts counts.
    ///
    /// Of MurmurHash3 (A. Appleby): each bit of a part changes half of the whole.
    static func mixed(_ key: UInt64, _ part: UInt64) -> UInt64 {
        let mixed = ((key << 5 | key >> 59) ^ part) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ mixed >> 33
    }
}

/// Keys of what is known to be nothing, as are most words beside each other.
///
/// Takes always the same room: each key is kept at the place that it falls on, where it drives out the
/// last one.
struct EmptyKeys {
    private var keys = [UInt64](repeating: 0, count: 1 << 13)

    func contains(_ key: UInt64) -> Bool { keys[Int(key % UInt64(keys.count))] == key }

    mutating func insert(_ key: UInt64) { keys[Int(key % UInt64(keys.count))] = key }
}

/// A question as the searcher takes it.
public struct Query: Hashable, Sendable {
    /// In the order of the question.
    public var groups: [TermGroup] = []
    /// What passages must meet.
    public var conditions: [Condition] = []
    /// Only passages with these values.
    public var filter = Filter()
    /// Whether every content word must occur.
    public var requiresAll = false
    /// What kind of answer is asked for; `nil` for a search line, which ranks by words alone.
    public var intent: Intent?
    /// Words that no passage has, with those that were sought in their place.
    public var corrections: [Correction] = []
    /// Conditions that were read from the question.
    public var readFilters: [ReadFilter] = []
    /// Expressions with a negation, as typed: `geen Nederlands`.
    public var negations: [String] = []
    /// What an answer must name.
    var expectedFact: ExpectedFact?
    /// Bits of the parties whose part is asked about.
    var parties: UInt8 = 0
    /// Bits of the audiences that a passage must be for, where it says for whom it is.
    var audiences: UInt8 = 0
    /// The most minutes that a passage may name; 0 for any.
    var mostMinutes = 0

    /// A query that finds nothing.
    public init() {}

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

/// A condition that was read from a question.
public struct ReadFilter: Hashable, Sendable {
    /// What it asks of a passage.
    public enum Meaning: Hashable, Sendable {
        /// To be for this audience, as in the corpus, or for everyone.
        case audience(String)
        /// To take no more than this many minutes, where it says how long it takes.
        case minutes(Int)
    }

    /// The words of the question.
    public let words: String
    /// What they were read as.
    public let meaning: Meaning
    /// UTF-8 byte offsets in the question.
    let range: Range<Int>
}

/// What a passage must meet to be found.
public indirect enum Condition: Hashable, Sendable {
    /// To have one of the terms.
    case word([[UInt8]])
    /// To have a word that starts with this one, which is folded.
    case prefix([UInt8])
    /// To have the words behind each other in one field.
    case phrase([TermGroup])
    /// To have the words in one field with at most this many others between them.
    case near([TermGroup], Int)
    /// To meet the filter.
    case filter(Filter)
    /// Not to meet the condition.
    case not(Condition)
    /// To meet each.
    case all([Condition])
    /// To meet one.
    case any([Condition])
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
