internal import Analysis
public import Corpus
public import Indexing

/// A passage that was found.
public struct Hit: Hashable, Sendable {
    /// The passage.
    public let passage: Passage
    /// Higher is better; comparable within one search only.
    public let score: Double
    /// How much of what was asked about occurs in it, from 0 to 1, rare words counting for more.
    public let coverage: Double
}

/// The passages that a query found.
public struct Hits: Hashable, Sendable {
    /// Best first; equal scores in order of the passages' ids.
    public var hits: [Hit] = []
    /// Number of all passages found.
    public var total = 0
}

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

/// Ranks passages.
///
/// Not to be shared between threads: make one a thread, over one index.
public final class Searcher {
    /// The index that is searched.
    public let index: SearchIndex
    private let analyzer: Analyzer
    private var board: ScoreBoard
    private var topics: TopicMatch?

    /// A searcher over an index.
    public init(_ index: SearchIndex) {
        self.index = index
        analyzer = Analyzer(lexicon: index.lexicon)
        board = ScoreBoard(passageCount: index.passageCount)
    }

    /// Reads texts into queries for this index.
    public var parser: QueryParser {
        QueryParser(index: index, analyzer: analyzer)
    }

    /// Marks what matches a query.
    public var highlighter: Highlighter { Highlighter(analyzer: analyzer) }

    /// The best passages for a query.
    ///
    /// - Parameters:
    ///   - query: What is sought.
    ///   - limit: The most hits that are given.
    ///   - offset: How many of the best are passed over.
    ///   - adjust: A factor on the score of each candidate passage, such as for its kind.
    /// - Throws: `IndexError.damaged`.
    public func search(
        _ query: Query, limit: Int, offset: Int = 0, adjust: (Passage) -> Double = { _ in 1 }
    ) throws(IndexError) -> Hits {
        board.clear()
        try score(query)
        try board.keep(where: allowed(by: query))
        let candidates = board.best(count: offset + limit + Self.reserve)
        let content = query.contentGroups
        let rarities = try content.map(rarity)
        let near = try Proximity(index.segment).rewards(
            for: content, rarities: rarities, candidates: candidates.map(\.passage))
        let named = try topicMatch().rewards(for: content, rarities: rarities)
        var hits: [Hit] = []
        for candidate in candidates {
            let passage = try index.passage(at: candidate.passage)
            hits.append(
                Hit(
                    passage: passage,
                    score: (candidate.score + near[candidate.passage, default: 0]
                        + named[candidate.passage, default: 0]) * adjust(passage),
                    coverage: candidate.coverage))
        }
        hits.sort {
            $0.score != $1.score
                ? $0.score > $1.score
                : $0.passage.id.utf8.lexicographicallyPrecedes($1.passage.id.utf8)
        }
        return Hits(hits: Array(hits.dropFirst(offset).prefix(limit)), total: board.count)
    }

    private func topicMatch() throws(IndexError) -> TopicMatch {
        if let topics { return topics }
        let made = try TopicMatch(index.segment, analyzer: analyzer)
        topics = made
        return made
    }

    /// Candidates beyond the limit, which an adjustment may still lift into it.
    private static let reserve = 100

    /// What a word counts for that no passage has.
    public var greatestRarity: Double { BM25F.rarity(passages: 0, of: index.passageCount) }

    /// The content words of a query that no passage has, in any form.
    ///
    /// - Throws: `IndexError.damaged`.
    public func wordsWithoutPassage(in query: Query) throws(IndexError) -> [String] {
        var words: [String] = []
        for group in query.contentGroups {
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
        var terms: [(value: String, info: TermInfo)] = []
        try index.segment.forEachTerm(prefix: [facet.rawValue]) { term, info in
            terms.append((String(decoding: term.dropFirst(), as: UTF8.self), info))
            return true
        }
        var counts: [Facets.Count] = []
        for term in terms {
            var cursor = try index.segment.postings(of: term.info)
            var count = 0
            while try cursor.next() { count += board.isFound(cursor.passage) ? 1 : 0 }
            if count > 0 { counts.append(Facets.Count(value: term.value, count: count)) }
        }
        // Terms come in byte order, which the sort keeps among equals.
        return counts.sorted { $0.count > $1.count }
    }

    // MARK: scoring

    private func score(_ query: Query) throws(IndexError) {
        let content = query.contentGroups
        let rarities = try content.map(rarity)
        let sum = rarities.reduce(0, +)
        for (group, rarity) in zip(content, rarities) {
            board.beginWord(share: sum > 0 ? rarity / sum : 0)
            try score(group, rarity: rarity)
            // Its parts count for the coverage of the same word.
            for support in query.groups
            where support.role == .support && support.range.overlaps(group.range) {
                // A compound of two words counts once for the score, for both in the coverage.
                let first = support.range.lowerBound == group.range.lowerBound
                try score(support, rarity: first ? try self.rarity(of: support) : 0)
            }
            board.endWord()
        }
        for group in query.groups where group.role == .function {
            board.beginWord(share: 0)
            try score(group, rarity: try rarity(of: group))
            board.endWord()
        }
    }

    /// Rarity of a word by its most frequent own form; of an unknown word that of a single passage.
    private func rarity(of group: TermGroup) throws(IndexError) -> Double {
        var passages = 0
        for term in group.terms where term.weight > 0.9 || passages == 0 {
            passages = max(passages, try index.segment.find(term.bytes)?.passages ?? 0)
        }
        return BM25F.rarity(passages: passages, of: index.passageCount)
    }

    private func score(_ group: TermGroup, rarity: Double) throws(IndexError) {
        let segment = index.segment
        for term in group.terms {
            guard let info = try segment.find(term.bytes) else { continue }
            var cursor = try segment.postings(of: info)
            while try cursor.next() {
                let passage = cursor.passage
                var frequency = 0.0
                for field in 0..<Field.allCases.count where cursor.counts[field] > 0 {
                    frequency +=
                        BM25F.fieldWeights[field] * Double(cursor.counts[field])
                        / normalization(of: passage, field: field)
                }
                board.offer(
                    passage, term.weight * BM25F.saturated(frequency), coverage: term.coverage)
            }
        }
        board.endGroup(
            factor: group.weight * rarity, isSupport: group.role == .support,
            supportShare: group.weight)
    }

    private func normalization(of passage: Int, field: Int) -> Double {
        let average = Double(index.segment.totals[field]) / Double(max(1, index.passageCount))
        let penalty = BM25F.lengthPenalty[field]
        let length = Double(index.segment.length(of: passage, field: field))
        return 1 - penalty + penalty * (average > 0 ? length / average : 1)
    }

    // MARK: conditions

    /// The passages that meet the query's conditions, or `nil` when there are none.
    private func allowed(by query: Query) throws(IndexError) -> [Bool]? {
        var result: [Bool]?
        func require(_ other: [Bool]) {
            guard let old = result else {
                result = other
                return
            }
            result = zip(old, other).map { $0 && $1 }
        }
        for (facet, values) in query.filter.byFacet where !values.isEmpty {
            require(try passages(of: values.map { facet.term($0) }))
        }
        for phrase in query.phrases { require(try passages(ofPhrase: phrase)) }
        if query.requiresAll {
            for group in query.contentGroups { require(try passages(of: group.terms.map(\.bytes))) }
        }
        for group in query.groups where group.role == .negated {
            require(try passages(of: group.terms.map(\.bytes)).map { !$0 })
        }
        return result
    }

    private func passages(of terms: [[UInt8]]) throws(IndexError) -> [Bool] {
        var result = [Bool](repeating: false, count: index.passageCount)
        for term in terms {
            guard let info = try index.segment.find(term) else { continue }
            var cursor = try index.segment.postings(of: info)
            while try cursor.next() { result[cursor.passage] = true }
        }
        return result
    }

    /// The passages in which the words stand behind each other, in one field.
    private func passages(ofPhrase phrase: [TermGroup]) throws(IndexError) -> [Bool] {
        var result = [Bool](repeating: false, count: index.passageCount)
        for field in Field.allCases {
            // For each passage the places where the phrase may start.
            var starts: [Int: Set<Int>]?
            for (offset, group) in phrase.enumerated() {
                var found: [Int: Set<Int>] = [:]
                for term in group.terms where term.bytes.first != TermReason.part.prefix {
                    guard let info = try index.segment.find(term.bytes) else { continue }
                    var cursor = try index.segment.postings(of: info)
                    while try cursor.next() {
                        guard cursor.counts[field.rawValue] > 0 else { continue }
                        let places = try cursor.positions(in: field.rawValue)
                        found[cursor.passage, default: []].formUnion(places.map { $0 - offset })
                    }
                }
                guard let old = starts else {
                    starts = found
                    continue
                }
                var both: [Int: Set<Int>] = [:]
                for (passage, places) in old {
                    let common = places.intersection(found[passage] ?? [])
                    if !common.isEmpty { both[passage] = common }
                }
                starts = both
            }
            for (passage, _) in starts ?? [:] { result[passage] = true }
        }
        return result
    }
}
