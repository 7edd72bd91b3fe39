public import Corpus
public import Indexing
public import Searching

/// Answers questions from an index.
///
/// Not to be shared between threads: make one a thread.
public final class Answerer {
    private let searcher: Searcher
    /// The index that is asked.
    public var index: SearchIndex { searcher.index }

    /// An answerer over an index.
    public init(_ index: SearchIndex) { searcher = Searcher(index) }

    /// Share of what was asked about that the best passage must have to count as an answer.
    ///
    /// Below it the question's rare words are missing: what matched are words that happen to occur.
    private static let leastCoverage = 0.46
    /// A long question may miss that share and still be met in several rare words: then coverage and
    /// score, as a part of the rarest word's, must reach this together.
    private static let leastTogether = 0.8
    /// Coverage without which no score counts.
    private static let leastOfAll = 0.3

    /// Whether the hits answer, by the bounds above; these were set between the unanswerable and the
    /// answerable among our development questions.
    private func answers(_ hits: [Hit]) -> Bool {
        let coverage = hits.map(\.coverage).max() ?? 0
        let score = (hits.first?.score ?? 0) / searcher.greatestRarity
        return coverage >= Self.leastCoverage
            || coverage >= Self.leastOfAll && coverage + score >= Self.leastTogether
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
        var query = searcher.parser.query(from: question)
        query.filter = filter
        let intent = Intent.of(question)
        let hits = try searcher.search(query, limit: limit) {
            KindWeights.weight(of: $0.kind, for: intent)
        }
        let isFound = answers(hits.hits)
        let content = query.contentGroups.map(\.word)
        return Answer(
            isFound: isFound, intent: intent, contentWords: content,
            missingWords: try searcher.wordsWithoutPassage(in: query),
            corrections: query.corrections,
            citations: citations(of: hits.hits, query: query, firstRank: 1, isRelated: !isFound),
            total: hits.total)
    }

    /// The passages for a search line.
    ///
    /// - Parameters:
    ///   - line: Words, `"phrases"` and words that may not occur behind a `-`.
    ///   - limit: The most citations that are given.
    ///   - offset: How many of the best are passed over.
    ///   - requiresAll: Whether every content word must occur.
    ///   - filter: Conditions on the passages.
    /// - Throws: `IndexError.damaged`.
    public func search(
        _ line: String, limit: Int, offset: Int = 0, requiresAll: Bool = false,
        filter: Filter = Filter()
    ) throws(IndexError) -> SearchResult {
        var query = searcher.parser.query(fromSearchLine: line)
        query.filter = filter
        query.requiresAll = requiresAll
        let hits = try searcher.search(query, limit: limit, offset: offset)
        return SearchResult(
            citations: citations(
                of: hits.hits, query: query, firstRank: offset + 1, isRelated: false),
            total: hits.total, facets: try searcher.facets())
    }

    private func citations(
        of hits: [Hit], query: Query, firstRank: Int, isRelated: Bool
    ) -> [Citation] {
        let highlighter = searcher.highlighter
        return hits.enumerated().map { index, hit in
            let passage = hit.passage
            let quote = highlighter.quote(
                of: passage.text.isEmpty ? passage.label : passage.text, for: query)
            return Citation(
                rank: firstRank + index, passage: passage, document: document(of: passage),
                quote: quote.text, highlights: quote.highlights, score: hit.score,
                isRelated: isRelated)
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

/// How well a passage of a kind serves as an answer.
enum KindWeights {
    /// A factor on the score, 1 for a passage that neither fits the intent nor fails it.
    static func weight(of kind: ItemKind, for intent: Intent) -> Double {
        switch (kind, intent) {
        case (.question, _): 0.7
        case (.link, _): 0.7
        case (.paragraph, .how), (.paragraph, .keyword): 0.85
        case (.activity, .how), (.tip, .how), (.step, .how), (.answer, .how): 1.1
        case (.benefit, .why): 1.15
        case (.role, .who): 1.15
        case (.definition, .what): 1.15
        default: 1
        }
    }
}
