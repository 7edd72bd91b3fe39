/// The fields that are searched apart, as BM25F wants them.
enum Field: Int, CaseIterable {
    // The text comes last: the index keeps a single occurrence there in the fewest bytes.
    case title, headings, label, text
}

/// Terms that are no words: the values that hits are filtered by.
enum Facet: UInt8, CaseIterable {
    case kind = 0x6B  // k
    case audience = 0x61  // a
    case topic = 0x74  // t
    case document = 0x64  // d
    /// Topics of just this passage; `topic` has those of its document too.
    case ownTopic = 0x6F  // o

    /// The term of a value.
    func term(_ value: String) -> [UInt8] { [rawValue] + value.utf8 }
}

/// Names of what the index keeps beside the passages.
enum Attachment {
    static let analysis = "analysis"
    static let lexicon = "lexicon"
    static let lexiconHash = "lexicon-hash"
    static let documents = "documents"
    static let corpora = "corpora"
    static let synonyms = "synonyms"
}
