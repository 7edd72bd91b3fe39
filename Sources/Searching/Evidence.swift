public import Indexing

/// Whether the hits answer a question, and what they miss.
public struct Evidence: Hashable, Sendable {
    /// Whether the best passages may be called an answer.
    public let isAnswer: Bool
    /// The content words that no passage has, nor anything that may stand for them.
    public let missing: [String]
}

extension Searcher {
    /// Weighs whether the hits answer.
    ///
    /// - Throws: `IndexError.damaged`.
    public func evidence(for query: Query, hits: Hits) throws(IndexError) -> Evidence {
        let coverage = hits.hits.map(\.coverage).max() ?? 0
        let score = (hits.hits.first?.score ?? 0) / greatestRarity
        let isAnswer =
            coverage >= ranking.leastCoverage
            || coverage >= ranking.leastOfAll && coverage + score >= ranking.leastTogether
        return Evidence(isAnswer: isAnswer, missing: try wordsWithoutPassage(in: query))
    }

    /// The content words of a query that no passage has, in any form.
    private func wordsWithoutPassage(in query: Query) throws(IndexError) -> [String] {
        var words: [String] = []
        for group in query.contentGroups where !group.isLight {
            let alternatives = query.groups.filter {
                $0.role == .support && $0.range.overlaps(group.range)
            }
            var occurs = false
            for term in ([group] + alternatives).flatMap(\.terms) where !occurs {
                occurs = try index.segment.find(term.bytes) != nil
            }
            if !occurs { words.append(group.word) }
        }
        return words
    }
}
