internal import Indexing

/// The fields that are searched apart, as BM25F wants them.
enum Field: Int, CaseIterable {
    /// The text of the passage above, and of those below.
    case context
    /// The section headings and the passage's own topics.
    case headings
    case label
    // The text comes last: the index keeps a single occurrence there in the fewest bytes.
    case text
}

/// Terms of the title of a passage's document.
enum TitleTerm {
    /// The term of a title for a term of a passage: the prefix of its reason as a capital.
    static func of(_ term: [UInt8]) -> [UInt8] {
        var term = term
        term[0] &= ~0x20
        return term
    }
}

/// Terms that are no words: the values that hits are filtered by.
enum Facet: UInt8, CaseIterable {
    case kind = 0x6B  // k
    case audience = 0x61  // a
    case topic = 0x74  // t
    case document = 0x64  // d
    /// Topics of just this passage; `topic` has those of its document too.
    case ownTopic = 0x6F  // o

    /// The passage itself: its id, by which it is found.
    case passage = 0x69  // i

    /// Longest value that is a term as it stands.
    private static let longest = 200

    /// The term of a value; of a very long one its start and a hash.
    func term(_ value: String) -> [UInt8] {
        let bytes = Array(value.utf8)
        guard bytes.count > Self.longest else { return [rawValue] + bytes }
        let hash = bytes.withUnsafeBytes { ContentHash.of($0) }
        return [rawValue] + bytes.prefix(Self.longest) + Array(String(hash, radix: 16).utf8)
    }
}

/// Names of what the index keeps beside the passages.
enum Attachment {
    static let analysis = "analysis"
    static let lexicon = "lexicon"
    static let forms = "forms"
    static let words = "words"
    static let documents = "documents"
    static let corpora = "corpora"
    static let sources = "sources"
    static let synonyms = "synonyms"
    static let spelling = "spelling"
    static let facts = "facts"
    static let parts = "parts"
    static let surveys = "surveys"
    static let traits = "traits"
    static let duplicates = "duplicates"
    static let topics = "topics"
    static let documentFrames = "document-frames"
    static let glossary = "glossary"
}
