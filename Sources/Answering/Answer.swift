public import Corpus
public import Searching

/// A passage as a source of an answer: quoted, with where it comes from.
public struct Citation: Hashable, Sendable {
    /// Place in the list, from 1.
    public let rank: Int
    /// The whole passage.
    public let passage: Passage
    /// The document it stands in.
    public let document: DocumentInfo
    /// Verbatim from the passage's text; the label when the text is empty.
    public let quote: String
    /// UTF-8 byte ranges in `quote`, ascending, disjoint.
    public let highlights: [Range<Int>]
    /// Higher is better; comparable within one search only.
    public let score: Double
    /// Near to what was asked, and no answer to it.
    public let isRelated: Bool
    /// Ids of near-duplicates in other documents, which this citation stands for.
    public let also: [String]
}

/// What a question gets: literal quotations, or an honest nothing.
public struct Answer: Hashable, Sendable {
    /// Whether the passages answer the question.
    public let isFound: Bool
    /// What kind of answer was asked for.
    public let intent: Intent
    /// The words that the question was taken to be about, as typed.
    public let contentWords: [String]
    /// Those of them that occur in no passage, nor anything that may stand for them.
    public let missingWords: [String]
    /// What the claim that there is an answer, or none, rests on.
    public let evidence: Evidence
    /// Words that were read as others, as no passage has them.
    public let corrections: [Query.Correction]
    /// Conditions that were read from the question; the hits meet them.
    public let readFilters: [ReadFilter]
    /// Expressions with a negation, as typed, which were kept: `geen Nederlands`.
    public let keptNegations: [String]
    /// Best first; without an answer what is near, or nothing.
    public let citations: [Citation]
    /// Number of all passages that matched.
    public let total: Int
    /// Topics of the best passages, most frequent first: where to look further.
    public let relatedTopics: [Topic]
    /// Words to ask with in place of the ones that were not found, or topics near them.
    public let suggestions: [String]

    /// What the corpus does not tell: the words that it has nothing on.
    public var gaps: [String] { missingWords }

    /// The citations that answer.
    public var points: [Citation] {
        isFound ? citations.filter { $0.passage.kind != .question } : []
    }

    /// The citations that are themselves a question, for a team to discuss.
    public var questions: [Citation] {
        isFound ? citations.filter { $0.passage.kind == .question } : []
    }
}

/// The result of a search: passages without a claim that they answer something.
public struct SearchResult: Hashable, Sendable {
    /// Best first.
    public let citations: [Citation]
    /// Number of all passages that matched.
    public let total: Int
    /// For each facet the values of all that matched, with their number.
    public let facets: Facets
    /// How the line was read, in order.
    public let pieces: [QueryPiece]
    /// What was odd in the line, and read as well as it could be.
    public let hints: [QueryHint]
    /// Words that were read as others, as no passage has them.
    public let corrections: [Query.Correction]
}

/// A term that a text gives, with why.
public struct AnalyzedTerm: Hashable, Sendable {
    /// In small letters without accents.
    public let term: String
    /// UTF-8 byte offsets in the text, half-open.
    public let range: Range<Int>
    /// Word number from 0.
    public let position: Int
    /// How the term came from the word.
    public let why: MatchKind
    /// How much a match with it counts, at most 1.
    public let weight: Double
}

/// A completion of what was typed, or what may have been meant.
public struct Suggestion: Hashable, Sendable {
    /// How the suggestion came about.
    public enum Kind: Hashable, Sendable {
        /// A word or topic that begins with what was typed.
        case completion
        /// A word that looks or sounds like it.
        case spelling
    }

    /// What to type.
    public let text: String
    /// How it came about.
    public let kind: Kind
    /// Number of passages that have it.
    public let passages: Int
}
