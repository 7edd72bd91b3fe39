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
    /// The coverage again, where only what surely says the same counts for much.
    public let solidCoverage: Double
    /// Ids of near-duplicates in other documents, which this hit stands for.
    public let also: [String]
}

/// The passages that a query found.
public struct Hits: Hashable, Sendable {
    /// Best first; equal scores in order of the passages' ids.
    public var hits: [Hit] = []
    /// Number of all passages found.
    public var total = 0
    /// The best score that a passage has by itself.
    public var bestScore = 0.0
}

/// Ranks passages.
///
/// Not to be shared between threads: make one a thread, over one index.
public final class Searcher {
    /// The index that is searched.
    public let index: SearchIndex
    /// The constants of the ranking.
    public let ranking: Ranking
    let analyzer: Analyzer
    let memory: GroupMemory
    let occurrences: OccurrenceWeights
    var board: ScoreBoard
    private var topics: TopicMatch?

    /// A searcher over an index.
    ///
    /// - Parameter memory: About how many bytes are kept of what questions found, so that others with
    ///   the same words are answered sooner.
    public init(_ index: SearchIndex, ranking: Ranking = Ranking(), memory: Int = 10 << 20) {
        self.index = index
        self.ranking = ranking
        analyzer = Analyzer(
            lexicon: index.lexicon, forms: index.forms, table: index.words, words: Self.words)
        highlighter = Highlighter(analyzer: analyzer, limit: memory / 6)
        passages = PassageMemory(limit: memory / 8)
        self.memory = GroupMemory(index.reader, limit: memory / 2)
        parser = QueryParser(
            index: index, memory: self.memory, readings: ReadingMemory(limit: memory / 3),
            analyzer: analyzer, ranking: ranking)
        occurrences = OccurrenceWeights(ranking, averageLengths: index.averageLengths)
        board = ScoreBoard(
            passageCount: index.passageCount, partsCover: ranking.partsCover,
            solidParts: ranking.solidParts)
    }

    /// Reads texts into queries for this index.
    public let parser: QueryParser

    /// Marks what matches a query.
    public let highlighter: Highlighter

    /// The best passages for a query.
    ///
    /// - Parameters:
    ///   - query: What is sought.
    ///   - limit: The most hits that are given.
    ///   - offset: How many of the best are passed over.
    /// - Throws: `IndexError.damaged`.
    public func search(
        _ query: Query, limit: Int, offset: Int = 0
    ) throws(IndexError) -> Hits {
        var ranked = try rank(query, count: offset + limit)
        var result = Hits(total: board.count, bestScore: bestScore)
        var shown: Set<Int> = []
        var passed = 0
        for place in ranked.indices where result.hits.count < limit {
            if place >= settled { try settle(&ranked, upTo: place + 1) }
            let candidate = ranked[place]
            guard !shown.contains(candidate.passage) else { continue }
            let also = try index.duplicates.of(candidate.passage).filter {
                !shown.contains($0) && isAllowed($0)
            }
            shown.insert(candidate.passage)
            shown.formUnion(also)
            passed += 1
            guard passed > offset else { continue }
            result.hits.append(
                Hit(
                    passage: try passage(at: candidate.passage), score: candidate.score,
                    coverage: candidate.coverage, solidCoverage: candidate.solid,
                    also: try also.map(index.id)))
        }
        return result
    }

    /// The score of a passage as a sum, or `nil` when the query does not find it.
    ///
    /// - Throws: `IndexError.damaged`.
    public func explain(_ query: Query, passage id: String) throws(IndexError) -> ScorePart? {
        guard let ordinal = try index.ordinal(of: id) else { return nil }
        let trace = Trace(of: ordinal)
        let ranked = try rank(query, count: index.passageCount, trace: trace)
        return ranked.contains { $0.passage == ordinal } ? trace.total : nil
    }

    // MARK: ranking

    /// A passage with its final score.
    struct Ranked {
        let passage: Int
        var score: Double
        let coverage: Double
        let solid: Double
    }

    private var passages: PassageMemory

    private func passage(at ordinal: Int) throws(IndexError) -> Passage {
        try passages.passage(at: ordinal) { () throws(IndexError) in try index.passage(at: ordinal)
        }
    }

    /// Candidates beyond those asked for, which nearness or their kind may still lift.
    private static let reserve = 100

    /// Different words whose terms are remembered: those of a corpus many times over.
    private static let words = 1 << 14

    /// How many of the best of the last search stand in their final order, whatever their ids.
    private var settled = 0
    /// The best score of the last search by words and kinds alone.
    private var bestScore = 0.0
    /// What the last search may show; `nil` for everything.
    private var allowed: [Bool]?

    private func isAllowed(_ passage: Int) -> Bool { allowed?[passage] ?? true }

    private func rank(
        _ query: Query, count: Int, trace: Trace? = nil
    ) throws(IndexError) -> [Ranked] {
        board.clear()
        let content = query.contentGroups
        let weights = try content.map(rarities)
        try score(query, content, weights, trace)
        allowed = try Conditions(index).allowed(by: query)
        if let allowed { board.keep { allowed[$0] } }
        let candidates = board.best(
            count: count + Self.reserve, uncoveredShare: ranking.uncoveredShare)
        var sums = candidates.map(\.words)
        var ascending: [Int]?
        func passages() -> [Int] {
            let passages = ascending ?? candidates.map(\.passage).sorted()
            ascending = passages
            return passages
        }
        func reward(_ groups: [TermGroup], _ rarities: [Double]) throws(IndexError) {
            let rewards = try Proximity(memory, ranking).rewards(
                for: groups, rarities: rarities, in: passages)
            for reward in rewards {
                for (index, near) in reward.near.enumerated() {
                    guard let slot = board.slot(of: near.passage) else { continue }
                    let value = reward.value(index)
                    sums[slot] += value
                    trace?.add(
                        .near(reward.words.0, reward.words.1), value, to: near.passage)
                }
            }
        }
        try reward(content, weights.map(\.rarity))
        for (place, group) in query.groups.enumerated() where group.role == .negation {
            // "Die nooit op gesprek komen": the negation belongs to a word beside it.
            let near = [query.groups[..<place].last { $0.role == .content }, group]
            let behind = [group, query.groups[(place + 1)...].first { $0.role == .content }]
            for pair in [near, behind].map({ $0.compactMap(\.self) }) where pair.count == 2 {
                try reward(pair, [ranking.negationNear, ranking.negationNear])
            }
        }
        for group in content {
            // "Gesprek met ouders" has the parts of `oudergesprek` together.
            let parts = query.groups.filter { $0.role == .support && $0.range == group.range }
            guard parts.count > 1 else { continue }
            var rarities: [Double] = []
            for part in parts { rarities.append(try self.rarities(of: part).rarity) }
            try reward(parts, rarities)
        }
        let named = try namedTopics(content, weights.map(\.rarity))
        let kinds = query.intent.map { KindWeights(index.facts.kinds, for: $0, ranking) }
        var ranked: [Ranked] = []
        ranked.reserveCapacity(candidates.count)
        for (slot, candidate) in candidates.enumerated() {
            if let (topic, value) = named[candidate.passage] {
                sums[slot] += value
                trace?.add(.topic(topic), value, to: candidate.passage)
            }
            ranked.append(
                Ranked(
                    passage: candidate.passage,
                    score: adjusted(sums[slot], of: candidate, for: query, kinds, trace),
                    coverage: candidate.coverage, solid: candidate.solid))
        }
        sort(&ranked)
        bestScore = ranked.first?.score ?? 0
        if let fact = query.expectedFact { try lift(&ranked, naming: fact, trace) }
        if query.intent != nil {
            try liftOpenings(&ranked, content, weights, trace)
            try supportByDocument(&ranked, trace)
            try spread(&ranked, trace)
        }
        return ranked
    }

    /// How many of the best are read for a fact that was asked for.
    private static let readForFact = 20

    /// Lifts passages that name the fact that was asked for.
    private func lift(
        _ ranked: inout [Ranked], naming fact: ExpectedFact, _ trace: Trace?
    ) throws(IndexError) {
        guard ranking.fact > 0 else { return }
        try settle(&ranked, upTo: Self.readForFact)
        var isChanged = false
        for place in ranked.indices.prefix(Self.readForFact)
        where try isNamed(fact, in: passage(at: ranked[place].passage)) {
            let gain = ScorePart.exact(ranked[place].score * ranking.fact)
            ranked[place].score += gain
            isChanged = true
            trace?.add(.fact, gain, to: ranked[place].passage)
        }
        if isChanged { sort(&ranked) }
    }

    /// Titles whose terms are remembered.
    private static let mostTitles = 1000
    /// By number of the document.
    private var titles: [Int32: Set<UInt64>] = [:]

    /// How many of the best may open a document.
    private static let openingDepth = 30
    /// A title with less of the question than this is about something else.
    private static let leastInTitle = 0.5

    /// Lifts passages that open a document whose title says what was asked: there it is told what
    /// something is, or in short.
    private func liftOpenings(
        _ ranked: inout [Ranked], _ content: [TermGroup], _ weights: [WordWeight], _ trace: Trace?
    ) throws(IndexError) {
        let whole = weights.reduce(0) { $0 + $1.share }
        guard ranking.opening > 0, whole > 0 else { return }
        try settle(&ranked, upTo: Self.openingDepth)
        var isChanged = false
        for place in ranked.indices.prefix(Self.openingDepth) {
            guard isOpening(ranked[place].passage) else { continue }
            let title = try titleTerms(ofDocumentAt: ranked[place].passage)
            var covered = 0.0
            for (group, weight) in zip(content, weights)
            where group.terms.contains(where: {
                $0.weight >= Self.leastWeightInTitle && title.contains($0.hash)
            }) {
                covered += weight.share / whole
            }
            guard covered >= Self.leastInTitle else { continue }
            let gain = ScorePart.exact(ranked[place].score * ranking.opening * covered)
            ranked[place].score += gain
            isChanged = true
            trace?.add(.opening, gain, to: ranked[place].passage)
        }
        if isChanged { sort(&ranked) }
    }

    /// Hashes of the terms in the title of a passage's document; none when nothing is told of it.
    private func titleTerms(ofDocumentAt passage: Int) throws(IndexError) -> Set<UInt64> {
        let number = index.facts.document(of: passage)
        if let known = titles[number] { return known }
        var terms: Set<UInt64> = []
        if let document = index.documents[try self.passage(at: passage).document] {
            analyzer.tokens(in: document.title).forEach { terms.insert(Fingerprint.of(Array($1))) }
        }
        if titles.count >= Self.mostTitles { titles.removeAll() }
        titles[number] = terms
        return terms
    }

    /// Whether a passage is the first one of a document with more than one.
    private func isOpening(_ passage: Int) -> Bool {
        let document = index.facts.document(of: passage)
        return (passage == 0 || index.facts.document(of: passage - 1) != document)
            && index.documentSizes.indices.contains(Int(document))
            && index.documentSizes[Int(document)] > 1
    }

    /// Whether a passage names the fact that was asked for.
    func isNamed(_ fact: ExpectedFact, in passage: Passage) -> Bool {
        fact.isNamed(in: passage.label + " . " + passage.text, stem: analyzer.stem(of:))
    }

    /// Sorts by score; equal ones are in no order before they are settled.
    private func sort(_ ranked: inout [Ranked]) {
        // Scores are whole multiples of 1/1024: as whole numbers, with the place below them, they are
        // sorted at once.
        var keys = ranked.indices.map { Int64(ranked[$0].score * -1024) << 24 | Int64($0) }
        keys.sort()
        ranked = keys.map { [ranked] key in ranked[Int(key & 0xFF_FFFF)] }
        settled = 0
    }

    /// Brings equal scores into the order of their ids, among the first of those sorted.
    ///
    /// Only as far as it matters: the ids are read from the store.
    private func settle(_ ranked: inout [Ranked], upTo end: Int) throws(IndexError) {
        while settled < min(end, ranked.count) {
            settled = try settle(&ranked, from: settled)
        }
    }

    /// Brings the scores that are equal to that at `start`, the first of them, into order; gives where
    /// they end.
    private func settle(
        _ ranked: inout [Ranked], from start: Int
    ) throws(IndexError) -> Int {
        var end = start + 1
        while end < ranked.count, ranked[end].score == ranked[start].score { end += 1 }
        guard end - start > 1 else { return end }
        var tied: [(id: [UInt8], ranked: Ranked)] = []
        for ranked in ranked[start..<end] {
            tied.append((Array(try index.id(ranked.passage).utf8), ranked))
        }
        tied.sort { $0.id.lexicographicallyPrecedes($1.id) }
        ranked.replaceSubrange(start..<end, with: tied.map(\.ranked))
        return end
    }

    /// How many of the best tell how well their documents fit, and how many of one document count.
    private static let documentDepth = 20
    private static let passagesOfDocument = 5
    /// A document that is this part of all passages, or more, is about too much to tell anything.
    private static let largeDocument = 0.1

    /// Lifts the passages of documents that have more passages among the best.
    private func supportByDocument(_ ranked: inout [Ranked], _ trace: Trace?) throws(IndexError) {
        guard ranking.document > 0, ranked.count > 1 else { return }
        if ranked.count > Self.documentDepth {
            // Of equal scores it matters which of them are still among these.
            let depth = Self.documentDepth
            let first = ranked[..<depth].firstIndex { $0.score == ranked[depth].score }
            if let first { _ = try settle(&ranked, from: first) }
        }
        // Few enough to look through.
        var sums: [(document: Int32, score: Double, count: Int)] = []
        for candidate in ranked.prefix(Self.documentDepth) {
            let document = index.facts.document(of: candidate.passage)
            if let place = sums.firstIndex(where: { $0.document == document }) {
                guard sums[place].count < Self.passagesOfDocument else { continue }
                sums[place].score += candidate.score
                sums[place].count += 1
            } else {
                sums.append((document, candidate.score, 1))
            }
        }
        let greatest = sums.reduce(0) { max($0, $1.score) }
        guard greatest > 0 else { return }
        let large = Double(index.passageCount) * Self.largeDocument
        for place in ranked.indices {
            let document = index.facts.document(of: ranked[place].passage)
            guard let sum = sums.first(where: { $0.document == document }),
                index.documentSizes.indices.contains(Int(document))
            else { continue }
            let size = Double(index.documentSizes[Int(document)])
            let fit = sum.score / greatest
            let gain = ScorePart.exact(
                ranked[place].score * ranking.document * max(0, 1 - size / large) * fit * fit)
            guard gain > 0 else { continue }
            ranked[place].score += gain
            trace?.add(.document, gain, to: ranked[place].passage)
        }
        sort(&ranked)
    }

    /// How many of the best are looked at when sources are spread.
    private static let spreadDepth = 30

    /// Takes a little off passages whose document was already shown, so that sources alternate.
    private func spread(_ ranked: inout [Ranked], _ trace: Trace?) throws(IndexError) {
        guard ranking.sameSource > 0, ranked.count > 1 else { return }
        let depth = min(ranked.count, Self.spreadDepth)
        try settle(&ranked, upTo: depth)
        var pool: [(ranked: Ranked, document: Int32, shown: Int, loss: Double)] = []
        for place in 0..<depth {
            pool.append((ranked[place], index.facts.document(of: ranked[place].passage), 0, 0))
        }
        for place in 0..<depth {
            var best = 0
            for other in pool.indices
            where pool[other].ranked.score - pool[other].loss
                > pool[best].ranked.score - pool[best].loss
            {
                best = other
            }
            let chosen = pool.remove(at: best)
            ranked[place] = chosen.ranked
            ranked[place].score -= chosen.loss
            if chosen.loss > 0 { trace?.add(.sameSource, -chosen.loss, to: chosen.ranked.passage) }
            for other in pool.indices where pool[other].document == chosen.document {
                pool[other].shown = min(4, pool[other].shown + 1)
                pool[other].loss = ScorePart.exact(
                    pool[other].ranked.score * ranking.sameSource * Double(pool[other].shown))
            }
        }
        // Behind the depth scores are as they were, and may by now be higher than those before.
        let last = ranked[depth - 1].score
        for place in depth..<ranked.count where ranked[place].score > last {
            try settle(&ranked, upTo: place + 1)
            let loss = ranked[place].score - last
            ranked[place].score = last
            trace?.add(.sameSource, -loss, to: ranked[place].passage)
        }
    }

    /// The sum of the words with what is taken off and added for the whole passage.
    private func adjusted(
        _ sum: Double, of candidate: ScoreBoard.Candidate, for query: Query,
        _ kinds: KindWeights?, _ trace: Trace?
    ) -> Double {
        var sum = sum
        func change(_ reason: @autoclosure () -> ScorePart.Reason, by factor: Double) {
            guard factor != 1 else { return }
            let value = ScorePart.exact(sum * (factor - 1))
            sum += value
            trace?.add(reason(), value, to: candidate.passage)
        }
        change(
            .uncovered(covered: candidate.coverage),
            by: ranking.uncoveredShare + (1 - ranking.uncoveredShare) * candidate.coverage)
        guard let intent = query.intent, let kinds else { return sum }
        let facts = index.facts[candidate.passage]
        change(.kind(kinds.kind(of: facts)), by: kinds.weight(of: facts))
        if facts.isFrame { change(.frame, by: ranking.frame) }
        if facts.isBackground, intent == .how || intent == .keyword {
            change(.frame, by: ranking.background)
        }
        if facts.isIntroduction { change(.thin, by: ranking.introduction) }
        if facts.isShort { change(.thin, by: ranking.short) }
        if query.parties != 0, facts.parties != 0 {
            let isSame = query.parties & facts.parties != 0
            change(.party, by: isSame ? ranking.party : ranking.otherParty)
        }
        return sum
    }

    /// By passage the best topic that the question names, with what it gives.
    private func namedTopics(
        _ content: [TermGroup], _ rarities: [Double]
    ) throws(IndexError) -> [Int: (topic: String, value: Double)] {
        let match: TopicMatch
        if let topics {
            match = topics
        } else {
            match = try TopicMatch(index.reader, analyzer: analyzer)
            topics = match
        }
        var rewards: [Int: (topic: String, value: Double)] = [:]
        for topic in match.named(by: content, rarities: rarities) {
            let value = ScorePart.exact(ranking.topic * topic.weight)
            guard value > 0 else { continue }
            try index.reader.forEachPassage(of: topic.info) { passage in
                guard rewards[passage]?.value ?? 0 < value else { return }
                rewards[passage] = (topic.name, value)
            }
        }
        return rewards
    }
}
