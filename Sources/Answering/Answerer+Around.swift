internal import Corpus
public import Indexing
public import Searching

/// What stands around answers: related passages, topics, completions and the analysis of a text.
extension Answerer {
    /// Passages that are about the same as a passage, or `nil` when there is no such passage.
    ///
    /// - Parameters:
    ///   - key: The passage's id; it is not among those given.
    ///   - limit: The most that are given.
    /// - Throws: `IndexError.damaged`.
    public func related(_ key: String, limit: Int) throws(IndexError) -> [Citation]? {
        guard let passage = try index.passage(key) else { return nil }
        let text = [passage.label, passage.text].joined(separator: " . ")
        let query = try searcher.query(likeText: text)
        let hits = try searcher.search(query, limit: limit + 1)
        let others = hits.hits.filter { $0.passage.id != key }.prefix(limit)
        return citations(of: Array(others), query: query, firstRank: 1, isRelated: true)
    }

    /// The topics of the passages, most frequent first.
    ///
    /// - Throws: `IndexError.damaged`.
    public func topics() throws(IndexError) -> [Topic] { try index.topics() }

    /// Completions of what was typed, most frequent first; where there are few, words that it may
    /// have been meant to be.
    ///
    /// - Throws: `IndexError.damaged`.
    public func suggest(_ prefix: String, limit: Int) throws(IndexError) -> [Suggestion] {
        let (words, spelled) = try searcher.completions(of: prefix, limit: limit)
        let all =
            words.map { Suggestion(text: $0.word, kind: .completion, passages: $0.passages) }
            + spelled.map { Suggestion(text: $0.word, kind: .spelling, passages: $0.passages) }
        return Array(all.prefix(limit))
    }

    /// The terms that a text gives, in order: for each word itself, its stem, the parts of a
    /// compound and what the thesaurus has for it.
    public func analyze(_ text: String) -> [AnalyzedTerm] {
        searcher.analysis(of: text).map {
            AnalyzedTerm(
                term: $0.term, range: $0.range, position: $0.position, why: $0.how,
                weight: $0.weight)
        }
    }

    /// How many related topics an answer names.
    private static let mostTopics = 3

    /// The topics of the best passages, the most frequent first.
    func relatedTopics(of hits: [Hit]) throws(IndexError) -> [Topic] {
        var counts: [String: Int] = [:]
        for hit in hits { for topic in hit.passage.topics { counts[topic, default: 0] += 1 } }
        let ordered = counts.sorted {
            $0.value != $1.value
                ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        var topics: [Topic] = []
        for (id, _) in ordered.prefix(Self.mostTopics) {
            if let topic = try index.topic(id) { topics.append(topic) }
        }
        return topics
    }

    /// What else to ask for: what a mistyped word may be, then topics near to what was asked.
    func suggestions(for query: Query, _ hits: [Hit]) throws(IndexError) -> [String] {
        let spelled = query.corrections.flatMap(\.readAs)
        return spelled + (try relatedTopics(of: hits)).map(\.label)
    }
}
