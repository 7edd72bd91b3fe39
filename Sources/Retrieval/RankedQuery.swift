public import Indexing

/// A term that may stand for a word, with what it counts for.
public struct WeightedTerm: Hashable, Sendable {
    /// What the index knows of it.
    public let matches: TermMatches
    /// What a full impact gives, from 0: rarity and role of the word are in it.
    public let weight: Double

    /// A term; a weight under 0 or that is no number counts as 0.
    public init(_ matches: TermMatches, weight: Double) {
        self.matches = matches
        self.weight = weight > 0 && weight.isFinite ? weight : 0
    }
}

/// A query as numbers: groups of terms, of which each scores as its best member.
///
/// The score of a passage is the sum over the groups of the greatest
///
///     floor(floor(weight * scale) * impact / 65536) / scale
///
/// of a member, with the impact of `ImpactModel` and the greatest power of two for which the sum of
/// the groups' greatest `floor(weight * scale)` stays under 65,536 (32,768 at most). Sums of whole
/// numbers do not depend on their order: the score is the same on every machine, and the parts of an
/// explanation add up to it exactly.
public struct RankedQuery: Hashable, Sendable {
    /// What a passage must have.
    public enum Mode: Hashable, Sendable {
        /// A term of any group.
        case any
        /// A term of each group.
        case all
        /// The first terms of all groups in one field, at these distances from the first word's place.
        /// The phrase scores as one term: its weight is the sum of the first terms', its frequency
        /// how often it occurs.
        case phrase(offsets: [Int])
    }

    /// The groups; those without terms match nothing.
    public var groups: [[WeightedTerm]]
    /// What a passage must have.
    public var mode: Mode

    /// A query.
    public init(_ groups: [[WeightedTerm]], mode: Mode = .any) {
        self.groups = groups
        self.mode = mode
    }

    /// The scale of the scores.
    package var scale: Double {
        let sum = groups.reduce(0.0) { sum, group in
            sum + (group.map(\.weight).max() ?? 0)
        }
        guard sum > 0 else { return 1 }
        var scale = 1.0
        while scale * sum < 32_768, scale < 32_768 { scale *= 2 }
        while scale * sum >= 65_536 { scale /= 2 }
        return scale
    }
}

/// A passage with its score.
public struct RankedPassage: Hashable, Sendable {
    /// Its ordinal in the reader.
    public let passage: Int
    /// Higher is better.
    public let score: Double

    /// A passage with its score.
    public init(passage: Int, score: Double) {
        self.passage = passage
        self.score = score
    }
}
