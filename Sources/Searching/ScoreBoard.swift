internal import Indexing

/// What a group of terms gives a passage.
///
/// Small, as many are kept.
struct ScoredPassage {
    let passage: Int32
    /// Before the weight of the group.
    let value: Float
    /// How far the word is covered, and how far surely.
    let coverage: Float
    let solid: Float
}

/// Adds up scores, one word of the question after the other.
///
/// Memory for every passage is kept over searches. It is compact: where passages are many, most of the
/// time goes into fetching it.
struct ScoreBoard {
    /// A passage with its sums.
    struct Candidate {
        let passage: Int
        /// What the words give.
        let words: Double
        let coverage: Double
        /// The coverage again, where only what surely says the same counts for much.
        let solid: Double
    }

    /// What all words together give a passage.
    private struct Sums {
        var coverage = 0.0
        var solid = 0.0
        /// In steps of `ScorePart.step`.
        var score: Int32 = 0
        /// The place among the best, or one of the two below.
        var slot = Self.untouched

        static let untouched: Int32 = -2
        static let unplaced: Int32 = -1
    }

    /// What the group at hand gives: its best member a passage.
    private struct Group {
        var value: Float = 0
        /// The same by the title.
        var title: Float = 0
        var coverage: Float = 0
        var solid: Float = 0

        var isEmpty: Bool { value == 0 && title == 0 }
    }

    /// How well a passage has the word at hand, by itself and by its parts.
    private struct Word {
        /// Negative where nothing was added.
        var own = -1.0
        var parts = 0.0
        var ownSolid = 0.0
        var partsSolid = 0.0
    }

    private var sums: PassageSlots<Sums>
    private var groups: PassageSlots<Group>
    private var words: PassageSlots<Word>
    private var share = 0.0
    private var solidShare = 0.0
    private let partsCover: Double
    private let solidParts: Double

    /// - Parameters:
    ///   - partsCover: How far the parts of a word cover it.
    ///   - solidParts: How far they do so surely.
    init(passageCount: Int, partsCover: Double, solidParts: Double) {
        self.partsCover = partsCover
        self.solidParts = solidParts
        sums = PassageSlots(Sums(), passageCount: passageCount)
        groups = PassageSlots(Group(), passageCount: passageCount)
        words = PassageSlots(Word(), passageCount: passageCount)
    }

    /// Number of passages with a score.
    var count: Int { sums.count }

    /// Whether the passage has a score.
    func isFound(_ passage: Int) -> Bool { sums[passage].slot != Sums.untouched }

    mutating func clear() { sums.removeAll { _ in false } }

    // MARK: one group of terms

    /// Tells what a member of the group gives passages; the best one counts.
    ///
    /// - Parameters:
    ///   - block: The passages that have it.
    ///   - values: What it gives each of them.
    mutating func offer(
        _ block: PostingBlock, values: UnsafeMutableBufferPointer<Float>, coverage: Double,
        solid: Double
    ) {
        let (coverage, solid) = (Float(coverage), Float(solid))
        groups.change { groups in
            for index in 0..<block.count {
                let passage = block.passage(index)
                let value = values[index]
                // A damaged index may have an occurrence in no field.
                guard value > 0 else { continue }
                var group = groups[passage]
                if group.isEmpty { groups.list(passage) }
                group.value = max(group.value, value)
                group.coverage = max(group.coverage, coverage)
                group.solid = max(group.solid, solid)
                groups[passage] = group
            }
        }
    }

    /// Tells what a member of the group gives the passages of the documents with it in their titles.
    mutating func offerTitle(
        _ block: PostingBlock, value: Float, coverage: Double, solid: Double
    ) {
        let (coverage, solid) = (Float(coverage), Float(solid))
        groups.change { groups in
            for index in 0..<block.count {
                let passage = block.passage(index)
                var group = groups[passage]
                if group.isEmpty { groups.list(passage) }
                group.title = max(group.title, value)
                group.coverage = max(group.coverage, coverage)
                group.solid = max(group.solid, solid)
                groups[passage] = group
            }
        }
    }

    /// What passage and title give together.
    ///
    /// - Parameter beside: What the lesser of the two keeps.
    static func sum(_ value: Float, title: Float, beside: Float) -> Float {
        max(value, title) + beside * min(value, title)
    }

    /// Ends the group: what it gives, by passage.
    ///
    /// - Parameter titleBeside: As `Ranking.titleBeside`.
    mutating func endGroup(titleBeside: Float) -> [ScoredPassage] {
        var scored: [ScoredPassage] = []
        scored.reserveCapacity(groups.count)
        groups.forEach { passage, group in
            scored.append(
                ScoredPassage(
                    passage: Int32(truncatingIfNeeded: passage),
                    value: Self.sum(group.value, title: group.title, beside: titleBeside),
                    coverage: group.coverage, solid: group.solid))
        }
        groups.removeAll { _ in false }
        return scored
    }

    // MARK: one word, with its groups

    /// - Parameters:
    ///   - share: Of the word in all that is asked about; 0 for one that says little, which finds nothing
    ///     by itself.
    ///   - solidShare: The same for what a passage surely has.
    mutating func beginWord(share: Double, solidShare: Double) {
        self.share = share
        self.solidShare = solidShare
    }

    /// Adds a group that is all of the word at hand.
    ///
    /// - Parameter factor: The weight of the group.
    mutating func addWhole(_ scored: [ScoredPassage], factor: Double) {
        let (share, solidShare) = (share, solidShare)
        sums.change { sums in
            for found in scored {
                let passage = Int(found.passage)
                var sum = sums[passage]
                if sum.slot == Sums.untouched {
                    guard share > 0 else { continue }
                    sum.slot = Sums.unplaced
                    sums.list(passage)
                }
                sum.score &+= ScorePart.steps(factor * Double(found.value))
                sum.coverage += share * min(1, Double(found.coverage))
                sum.solid += solidShare * min(1, Double(found.solid))
                sums[passage] = sum
            }
        }
    }

    /// Adds what one of several groups gives to the word at hand.
    ///
    /// - Parameter factor: The weight of the group; 0 where it counts for the coverage alone.
    mutating func add(
        _ scored: [ScoredPassage], factor: Double, isSupport: Bool, supportShare: Double
    ) {
        guard share > 0 else { return addWhole(scored, factor: factor) }
        sums.change { sums in
            words.change { words in
                for found in scored {
                    let passage = Int(found.passage)
                    var sum = sums[passage]
                    if sum.slot == Sums.untouched {
                        sum.slot = Sums.unplaced
                        sums.list(passage)
                    }
                    sum.score &+= ScorePart.steps(factor * Double(found.value))
                    sums[passage] = sum
                    var word = words[passage]
                    if word.own < 0 {
                        word.own = 0
                        words.list(passage)
                    }
                    if isSupport {
                        word.parts += supportShare * Double(found.coverage)
                        word.partsSolid += supportShare * Double(found.solid)
                    } else {
                        word.own = max(word.own, Double(found.coverage))
                        word.ownSolid = max(word.ownSolid, Double(found.solid))
                    }
                    words[passage] = word
                }
            }
        }
    }

    /// Ends the word: what its groups cover of it is counted once.
    mutating func endWord() {
        let (share, solidShare) = (share, solidShare)
        let (partsCover, solidParts) = (partsCover, solidParts)
        sums.change { sums in
            words.forEach { passage, word in
                var sum = sums[passage]
                sum.coverage += share * min(1, max(word.own, partsCover * word.parts))
                sum.solid += solidShare * min(1, max(word.ownSolid, solidParts * word.partsSolid))
                sums[passage] = sum
            }
        }
        words.removeAll { _ in false }
    }

    // MARK: all words

    /// Drops the passages that are not allowed.
    mutating func keep(where isAllowed: (Int) -> Bool) { sums.removeAll(unless: isAllowed) }

    /// The passages with the highest scores, in no order.
    ///
    /// - Parameters:
    ///   - count: The most that are given.
    ///   - uncoveredShare: What a passage keeps of its score that has nothing of what was asked.
    mutating func best(count: Int, uncoveredShare: Double) -> [Candidate] {
        // A heap with the worst of the best on top.
        var heap: [Rated] = []
        heap.reserveCapacity(min(count, sums.count))
        sums.forEach { passage, sum in
            let share = uncoveredShare + (1 - uncoveredShare) * min(1, sum.coverage)
            let rated = Rated(
                passage: passage, score: Double(sum.score) * ScorePart.step * share)
            if heap.count < count {
                heap.append(rated)
                var child = heap.count - 1
                while child > 0, heap[(child - 1) / 2].isBetter(than: rated) {
                    heap[child] = heap[(child - 1) / 2]
                    child = (child - 1) / 2
                }
                heap[child] = rated
            } else if let top = heap.first, rated.isBetter(than: top) {
                Self.sink(rated, into: &heap)
            }
        }
        return heap.enumerated().map { slot, rated in
            sums[rated.passage].slot = Int32(slot)
            let sum = sums[rated.passage]
            return Candidate(
                passage: rated.passage, words: Double(sum.score) * ScorePart.step,
                coverage: min(1, sum.coverage), solid: min(1, sum.solid))
        }
    }

    /// The place of a passage among the best that were given, or `nil`.
    func slot(of passage: Int) -> Int? {
        let slot = sums[passage].slot
        return slot < 0 ? nil : Int(slot)
    }

    /// A passage with its score, what is missing taken off.
    private struct Rated {
        let passage: Int
        let score: Double

        /// Equal ones are taken in order of their ordinals.
        func isBetter(than other: Rated) -> Bool {
            score != other.score ? score > other.score : passage < other.passage
        }
    }

    /// Puts a passage into the place of the worst one, and that where it belongs.
    private static func sink(_ rated: Rated, into heap: inout [Rated]) {
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child].isBetter(than: heap[child + 1]) { child += 1 }
            guard rated.isBetter(than: heap[child]) else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = rated
    }
}
