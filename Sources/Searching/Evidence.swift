internal import Analysis
internal import Corpus
public import Indexing

/// Whether the hits answer a question, and what they miss.
public struct Evidence: Hashable, Sendable {
    /// Whether the best passages may be called an answer.
    public let isAnswer: Bool
    /// The content words that no passage has, nor anything that may stand for them.
    public let missing: [String]
    /// How much of what was asked about the best passages surely have, from 0 to 1.
    public let coverage: Double
    /// The best score beside what one word counts for that no passage has, at most 1.
    public let strength: Double
    /// How rare the words of the question are in the mean, from 0 to 1.
    public let rarity: Double
    /// How rare the rarest thing is that no passage has by that name, from 0 to 1; 0 where there is none.
    public let unknown: Double
    /// Whether a number, a price or the like is asked for that the best passages do not name.
    public let lacksFact: Bool
}

extension Searcher {
    /// How many of the best are looked at.
    private static let looked = 3
    /// How many of them for a fact that was asked for: what has most of the words of a question is not
    /// always what has the number.
    private static let lookedForFact = 5

    /// Weighs whether the hits answer.
    ///
    /// - Throws: `IndexError.damaged`.
    public func evidence(for query: Query, hits: Hits) throws(IndexError) -> Evidence {
        let best = hits.hits.prefix(Self.looked)
        let coverage = best.map(\.solidCoverage).max() ?? 0
        let strength = min(1, hits.bestScore / greatestRarity)
        let lacksFact =
            query.expectedFact.map { lacks($0, hits.hits.prefix(Self.lookedForFact), coverage) }
            ?? false
        let content = query.contentGroups
        var weights = 0.0
        var unknown = 0.0
        for group in content {
            let share = try rarities(of: group).solidShare
            weights += share
            // What is done may be told in many words; a thing has its name.
            guard !group.isLight, !group.isVerbOrAdjective,
                try memory.findings(of: group).own == 0
            else { continue }
            unknown = max(unknown, share / greatestRarity)
        }
        let rarity = weights / (greatestRarity * Double(max(1, content.count)))
        let sum =
            coverage + ranking.answerStrength * strength - ranking.answerRarity * rarity
            - ranking.answerUnknown * unknown * (1 - coverage)
            - (lacksFact ? ranking.answerFact : 0)
        return Evidence(
            isAnswer: !best.isEmpty && sum >= ranking.answerBound,
            missing: try wordsWithoutPassage(in: query), coverage: coverage, strength: strength,
            rarity: rarity, unknown: unknown, lacksFact: lacksFact)
    }

    /// What the passages that name the fact must have of the question, beside the one that has most.
    private static let shareBesideFact = 0.75

    private func lacks(_ fact: ExpectedFact, _ hits: ArraySlice<Hit>, _ coverage: Double) -> Bool {
        !hits.contains { hit in
            // A number in a text about something else is no answer.
            guard !fact.isBesideSubject || hit.solidCoverage >= coverage * Self.shareBesideFact
            else { return false }
            return isNamed(fact, in: hit.passage)
        }
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
                occurs = try memory.findings(of: other).isKnown
            }
            if !occurs { words.append(group.word) }
        }
        return words
    }
}
