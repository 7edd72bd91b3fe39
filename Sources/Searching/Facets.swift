public import Indexing

/// For each facet the values among the passages found, most frequent first.
public struct Facets: Hashable, Sendable {
    /// A value with the number of passages that have it.
    public struct Count: Hashable, Sendable {
        /// As in the corpus.
        public let value: String
        /// Number of passages, from 1.
        public let count: Int
    }

    /// Kinds of passages.
    public var kinds: [Count] = []
    /// Audiences.
    public var audiences: [Count] = []
    /// Topics.
    public var topics: [Count] = []
    /// Document ids.
    public var documents: [Count] = []
}

extension Searcher {
    /// The values of the passages that the last search found, with their numbers.
    ///
    /// - Throws: `IndexError.damaged`.
    public func facets() throws(IndexError) -> Facets {
        var facets = Facets()
        facets.kinds = try counts(of: .kind)
        facets.audiences = try counts(of: .audience)
        facets.topics = try counts(of: .topic)
        facets.documents = try counts(of: .document)
        return facets
    }

    private func counts(of facet: Facet) throws(IndexError) -> [Facets.Count] {
        var terms: [(value: String, info: TermMatches)] = []
        try index.reader.forEachTerm(prefix: [facet.rawValue]) { term, info in
            terms.append((String(decoding: term.dropFirst(), as: UTF8.self), info))
            return true
        }
        var counts: [Facets.Count] = []
        for term in terms {
            var count = 0
            try index.reader.forEachPassage(of: term.info) { count += board.isFound($0) ? 1 : 0 }
            if count > 0 { counts.append(Facets.Count(value: term.value, count: count)) }
        }
        // Terms come in byte order, which the sort keeps among equals.
        return counts.sorted { $0.count > $1.count }
    }
}
