internal import Indexing

extension Searcher {
    /// What a word counts for.
    struct WordWeight {
        /// Of its own forms, never under the floor.
        let rarity: Double
        /// For the share that it has in the question: where only other words stand for it, between
        /// its own rarity and theirs.
        let share: Double
        /// The same where nothing is taken off a verb or adjective that no passage has: what is surely
        /// there must not look like more for it.
        let solidShare: Double
    }

    /// The weight of a word; of an unknown one that of a single passage.
    func rarities(of group: TermGroup) throws(IndexError) -> WordWeight {
        let findings = try memory.findings(of: group)
        let (own, best) = (findings.own, findings.best)
        let rarity = rarity(of: own) * (own == 0 && best != nil ? ranking.unknown : 1)
        let kept = own == 0 && group.isVerbOrAdjective ? ranking.missingVerb : 1
        guard own == 0, let best else {
            let share = rarity * group.weight
            return WordWeight(rarity: rarity, share: share * kept, solidShare: share)
        }
        let other = self.rarity(of: best.passages)
        let share = (rarity + (other - rarity) * min(1, best.weight)) * group.weight
        return WordWeight(rarity: rarity, share: share * kept, solidShare: share)
    }

    private func rarity(of passages: Int) -> Double {
        BM25F.rarity(
            passages: passages, of: index.passageCount, floor: ranking.rarityFloor)
    }

    /// What a word counts for that no passage has.
    public var greatestRarity: Double { rarity(of: 0) }

    func score(
        _ query: Query, _ content: [TermGroup], _ weights: [WordWeight], _ trace: Trace?
    ) throws(IndexError) {
        let sum = weights.reduce(0) { $0 + $1.share }
        let solidSum = weights.reduce(0) { $0 + $1.solidShare }
        var counted: Set<Int> = []
        for (group, weight) in zip(content, weights) {
            // Its parts count for the coverage of the same word.
            let supports = query.groups.indices.filter {
                query.groups[$0].role == .support && query.groups[$0].range.overlaps(group.range)
            }
            board.beginWord(
                share: sum > 0 ? weight.share / sum : 0,
                solidShare: solidSum > 0 ? weight.solidShare / solidSum : 0)
            try add(group, isCounted: true, isWhole: supports.isEmpty, trace)
            for place in supports {
                // An expression counts once for the score, for all its words in the coverage.
                try add(
                    query.groups[place], isCounted: counted.insert(place).inserted, isWhole: false,
                    trace)
            }
            board.endWord()
            trace?.endWord(group.word)
        }
        board.beginWord(share: 0, solidShare: 0)
        for group in query.groups where group.role == .function || group.role == .negation {
            try add(group, isCounted: true, isWhole: true, trace)
            trace?.endWord(group.word)
        }
    }

    private func add(
        _ group: TermGroup, isCounted: Bool, isWhole: Bool, _ trace: Trace?
    ) throws(IndexError) {
        let scored = try scored(group, trace)
        let factor = isCounted ? group.weight : 0
        trace?.endGroup(factor: factor, titleBeside: Float(ranking.titleBeside))
        if isWhole { return board.addWhole(scored, factor: factor) }
        board.add(
            scored, factor: factor, isSupport: group.role == .support, supportShare: group.weight)
    }

    private func scored(
        _ group: TermGroup, _ trace: Trace?
    ) throws(IndexError) -> [ScoredPassage] {
        func compute() throws(IndexError) -> [ScoredPassage] {
            try offer(group, trace)
            return board.endGroup(titleBeside: Float(ranking.titleBeside))
        }
        return trace == nil ? try memory.scored(by: group, compute) : try compute()
    }

    /// Offers the board what each term of a group gives.
    private func offer(_ group: TermGroup, _ trace: Trace?) throws(IndexError) {
        let rarity = try rarities(of: group).rarity
        let (reader, occurrences) = (index.reader, occurrences)
        var frequencies = [Double](repeating: 0, count: PostingBlock.capacity)
        var values = [Float](repeating: 0, count: PostingBlock.capacity)
        for term in group.terms {
            if ranking.title > 0, term.weight >= Self.leastWeightInTitle {
                try offerTitle(term, rarity: rarity, trace)
            }
            guard let info = try memory.lookup.find(term) else { continue }
            // What stands in most passages tells little, whatever rare word it stands for.
            let value = term.weight * min(rarity, self.rarity(of: info.passages))
            let saturation = ranking.saturation
            let solid = term.coverage * ranking.solidity(of: term.how)
            try reader.forEachBlock(of: info) { block in
                frequencies.withUnsafeMutableBufferPointer { frequencies in
                    occurrences.weigh(block, into: frequencies)
                    for index in 0..<block.count {
                        let frequency = frequencies[index]
                        values[index] = Float(value * frequency / (saturation + frequency))
                    }
                }
                values.withUnsafeMutableBufferPointer {
                    board.offer(block, values: $0, coverage: term.coverage, solid: solid)
                }
                trace?.offer(block, values, term)
            }
        }
    }

    /// What stands for a word from afar is not sought in titles.
    static let leastWeightInTitle = 0.4

    /// A word of the title counts for each passage of the document.
    private func offerTitle(
        _ term: QueryTerm, rarity: Double, _ trace: Trace?
    ) throws(IndexError) {
        guard let info = try memory.lookup.find(TitleTerm.of(term.bytes)) else { return }
        let value = Float(term.weight * ranking.title * rarity / (ranking.saturation + 1))
        let coverage = term.coverage * ranking.title.squareRoot()
        let solid = coverage * ranking.solidity(of: term.how)
        try index.reader.forEachBlock(of: info) { block in
            board.offerTitle(block, value: value, coverage: coverage, solid: solid)
            trace?.offerTitle(block, value, term)
        }
    }
}

/// What an occurrence in a field counts for, by the field's length: made once for an index.
struct OccurrenceWeights {
    /// For each field for each length code.
    private let weights: [Double]

    init(_ ranking: Ranking, averageLengths: [Double]) {
        let model = ranking.impactModel
        var weights = Field.allCases.flatMap { field in
            let average = averageLengths[field.rawValue]
            let penalty = model.penalties[field.rawValue]
            return (0...UInt8.max).map { code in
                let length = Double(IndexReader.length(ofCode: code))
                let normalization = 1 - penalty + penalty * (average > 0 ? length / average : 1)
                return model.weights[field.rawValue] / normalization
            }
        }
        // What a segment has in further fields counts for nothing.
        let most = SIMD8<UInt8>.scalarCount << 8
        weights += Array(repeating: 0, count: most - weights.count)
        self.weights = weights
    }

    /// The weighted number of occurrences in each passage of a block.
    func weigh(_ block: PostingBlock, into sums: UnsafeMutableBufferPointer<Double>) {
        weights.withUnsafeBufferPointer { weights in
            for index in 0..<block.count {
                // A byte for each field, most of them 0.
                var counts = unsafeBitCast(block.counts(index), to: UInt64.self).littleEndian
                var sum = 0.0
                while counts != 0 {
                    let field = counts.trailingZeroBitCount >> 3
                    let count = counts >> (field << 3) & 0xFF
                    let code = Int(block.lengthCode(index, field: field))
                    sum += Double(count) * weights[field << 8 + code]
                    counts &= ~(0xFF << (field << 3))
                }
                sums[index] = sum
            }
        }
    }
}
