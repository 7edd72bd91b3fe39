public import Corpus
public import Indexing
public import Searching

/// Answers questions from an index.
///
/// Not to be shared between threads: make one a thread.
public final class Answerer {
    let searcher: Searcher
    /// The index that is asked.
    public var index: SearchIndex { searcher.index }

    /// An answerer over an index.
    ///
    /// - Parameter memory: As for `Searcher`.
    public init(_ index: SearchIndex, ranking: Ranking = Ranking(), memory: Int = 10 << 20) {
        searcher = Searcher(index, ranking: ranking, memory: memory)
    }

    /// The answer to a question in plain Dutch.
    ///
    /// - Parameters:
    ///   - question: What was asked.
    ///   - limit: The most citations that are given.
    ///   - filter: Conditions on the passages.
    /// - Throws: `IndexError.damaged`.
    public func answer(
        _ question: String, limit: Int, filter: Filter = Filter()
    ) throws(IndexError) -> Answer {
        var query = searcher.parser.query(fromQuestion: question)
        query.filter = filter
        let hits = try searcher.search(query, limit: limit)
        let evidence = try searcher.evidence(for: query, hits: hits)
        let isFound = evidence.isAnswer
        return Answer(
            isFound: isFound, intent: query.intent ?? .keyword,
            contentWords: query.contentGroups.map(\.word),
            missingWords: evidence.missing, evidence: evidence, corrections: query.corrections,
            readFilters: query.readFilters, keptNegations: query.negations,
            citations: citations(of: hits.hits, query: query, firstRank: 1, isRelated: !isFound),
            total: hits.total, relatedTopics: try relatedTopics(of: hits.hits),
            suggestions: isFound ? [] : try suggestions(for: query, hits.hits))
    }

    /// The passages for a search line.
    ///
    /// - Parameters:
    ///   - line: In the query language; see `SearchLine`.
    ///   - limit: The most citations that are given.
    ///   - offset: How many of the best are passed over.
    ///   - requiresAll: Whether every content word must occur.
    ///   - filter: Conditions on the passages.
    /// - Throws: `IndexError.damaged`.
    public func search(
        _ line: String, limit: Int, offset: Int = 0, requiresAll: Bool = false,
        filter: Filter = Filter()
    ) throws(IndexError) -> SearchResult {
        var (query, pieces, hints) = searcher.parser.query(fromSearchLine: line)
        query.filter = filter
        query.requiresAll = requiresAll
        let hits = try searcher.search(query, limit: limit, offset: offset)
        return SearchResult(
            citations: citations(
                of: hits.hits, query: query, firstRank: offset + 1, isRelated: false),
            total: hits.total, facets: try searcher.facets(), pieces: pieces, hints: hints,
            corrections: query.corrections)
    }

    /// How the score of a passage for a question comes about; `nil` when there is no such passage
    /// or the question does not find it.
    ///
    /// - Throws: `IndexError.damaged`.
    public func explain(
        _ question: String, key: String, filter: Filter = Filter()
    ) throws(IndexError) -> ScorePart? {
        var query = searcher.parser.query(fromQuestion: question)
        query.filter = filter
        return try searcher.explain(query, passage: key)
    }

    /// As `explain`, for a search line.
    ///
    /// - Throws: `IndexError.damaged`.
    public func explain(
        searchLine line: String, key: String, filter: Filter = Filter()
    ) throws(IndexError) -> ScorePart? {
        var query = searcher.parser.query(fromSearchLine: line).query
        query.filter = filter
        return try searcher.explain(query, passage: key)
    }

    func citations(
        of hits: [Hit], query: Query, firstRank: Int, isRelated: Bool
    ) -> [Citation] {
        let quotes = searcher.highlighter.quotes(of: hits.map(\.passage), for: query)
        return zip(hits, quotes).enumerated().map { index, pair in
            let (hit, quote) = pair
            let passage = hit.passage
            return Citation(
                rank: firstRank + index, passage: passage, document: document(of: passage),
                quote: quote.text, highlights: quote.highlights, score: hit.score,
                isRelated: isRelated, also: hit.also)
        }
    }

    /// A passage by its id, or `nil`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func passage(
        _ id: String
    ) throws(IndexError) -> (passage: Passage, document: DocumentInfo)? {
        guard let passage = try index.passage(id) else { return nil }
        return (passage, document(of: passage))
    }

    private func document(of passage: Passage) -> DocumentInfo {
        index.documents[passage.document] ?? DocumentInfo(unknown: passage.document)
    }
}
