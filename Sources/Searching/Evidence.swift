public import Indexing

/// Whether the hits answer a question, and what they miss.
public struct Evidence: Hashable, Sendable {
    /// Whether the best passages may be called an answer.
    public let isAnswer: Bool
    /// The content words that no passage has, nor anything that may stand for them.
    public let missing: [String]
    /// How much of what was asked about the best passages have, from 0 to 1.
    public let coverage: Double
    /// The part of it that the question's own words give.
    public let own: Double
    /// The best score beside what one word counts for that no passage has.
    public let strength: Double
    /// Share of what was asked about that no passage has.
    public let missingShare: Double
    /// Share of the weightiest word that the best passages lack.
    public let largestLack: Double
}

extension Searcher {
    /// Weighs whether the hits answer.
    ///
    /// - Throws: `IndexError.damaged`.
    public func evidence(for query: Query, hits: Hits) throws(IndexError) -> Evidence {
        let best = hits.hits.prefix(Self.looked)
        let coverage = best.map(\.coverage).max() ?? 0
        let own = best.map(\.ownCoverage).max() ?? 0
        let strength = (best.first?.score ?? 0) / greatestRarity
        let sum =
            ranking.answerCoverage * coverage + ranking.answerOwn * own
            + ranking.answerStrength * min(1, strength)
            - ranking.answerMissing * hits.missingShare - ranking.answerLack * hits.largestLack
            - (hits.lacksNumber ? ranking.answerNumber : 0)
        let isAnswer = !best.isEmpty && sum >= ranking.answerBound
        return Evidence(
            isAnswer: isAnswer, missing: try wordsWithoutPassage(in: query), coverage: coverage,
            own: own, strength: strength, missingShare: hits.missingShare,
            largestLack: hits.largestLack)
    }

    /// The content words of a query that no passage has, in any form.
    private func wordsWithoutPassage(in query: Query) throws(IndexError) -> [String] {
        var words: [String] = []
        for group in query.contentGroups where !group.isLight {
            let alternatives = query.groups.filter {
                $0.role == .support && $0.range.overlaps(group.range)
            }
            var occurs = false
            for other in [group] + alternatives where !occurs {
                occurs = try memory.findings(of: other.terms).isKnown
            }
            if !occurs { words.append(group.word) }
        }
        return words
    }
}
