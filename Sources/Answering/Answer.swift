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
}

/// What a question gets: literal quotations, or an honest nothing.
public struct Answer: Hashable, Sendable {
    /// Whether the passages answer the question.
    public let isFound: Bool
    /// What kind of answer was asked for.
    public let intent: Intent
    /// The words that the question was taken to be about, as typed.
    public let contentWords: [String]
    /// Those of them that occur in none of the passages given.
    public let missingWords: [String]
    /// Words that were read as others, as no passage has them.
    public let corrections: [Query.Correction]
    /// Best first; without an answer what is near, or nothing.
    public let citations: [Citation]
    /// Number of all passages that matched.
    public let total: Int

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
}
