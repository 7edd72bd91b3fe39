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
/// Memory for every passage is kept over searches; only touched places are cleaned.
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
        var score = 0.0
        var coverage = 0.0
        var solid = 0.0
        var isTouched = false
        /// Its place among the best, or -1.
        var slot: Int32 = -1
    }

    /// What the group at hand gives: its best member a passage.
    private struct Group {
        var value: Float = 0
        var coverage: Float = 0
        var solid: Float = 0
    }

    /// How well a passage has the word at hand, by itself and by its parts.
    private struct Word {
        var own = 0.0
        var parts = 0.0
        var ownSolid = 0.0
        var partsSolid = 0.0
        var isTouched = false
    }

    private var sums: [Sums]
    private var touched: [Int] = []
    private var groups: [Group]
    private var groupTouched: [Int] = []
    private var words: [Word]
    private var wordTouched: [Int] = []
    private var share = 0.0
    private let partsCover: Double
    private let solidParts: Double

    /// - Parameters:
    ///   - partsCover: How far the parts of a word cover it.
    ///   - solidParts: How far they do so surely.
    init(passageCount: Int, partsCover: Double, solidParts: Double) {
        self.partsCover = partsCover
        self.solidParts = solidParts
        sums = Array(repeating: Sums(), count: passageCount)
        groups = Array(repeating: Group(), count: passageCount)
        words = Array(repeating: Word(), count: passageCount)
    }

    /// Number of passages with a score.
    var count: Int { touched.count }

    /// Whether the passage has a score.
    func isFound(_ passage: Int) -> Bool { sums[passage].isTouched }

    mutating func clear() {
        for passage in touched { sums[passage] = Sums() }
        touched.removeAll(keepingCapacity: true)
    }

    // MARK: one group of terms

    /// Tells what a member of the group gives a passage; the best one counts.
    ///
    /// - Parameters:
    ///   - count: Number of passages, from 0.
    ///   - offered: Gives the passage and the value at an index; a value is more than 0.
    mutating func offer(
        count: Int, coverage: Double, solid: Double,
        _ offered: (Int) -> (passage: Int, value: Float)
    ) {
        let (coverage, solid) = (Float(coverage), Float(solid))
        for index in 0..<count {
            let (passage, value) = offered(index)
            var group = groups[passage]
            if group.value == 0 { groupTouched.append(passage) }
            group.value = max(group.value, value)
            group.coverage = max(group.coverage, coverage)
            group.solid = max(group.solid, solid)
            groups[passage] = group
        }
    }

    /// Ends the group: what it gives, by passage.
    mutating func endGroup() -> [ScoredPassage] {
        let scored = groupTouched.map { passage in
            let group = groups[passage]
            groups[passage] = Group()
            return ScoredPassage(
                passage: Int32(passage), value: group.value, coverage: group.coverage,
                solid: group.solid)
        }
        groupTouched.removeAll(keepingCapacity: true)
        return scored
    }

    // MARK: one word, with its groups

    /// - Parameter share: Of the word in all that is asked about; 0 for one that says little, which
    ///   finds nothing by itself.
    mutating func beginWord(share: Double) { self.share = share }

    /// Adds what a group gives to the word at hand.
    ///
    /// - Parameter factor: The weight of the group; 0 where it counts for the coverage alone.
    mutating func add(
        _ scored: [ScoredPassage], factor: Double, isSupport: Bool, supportShare: Double
    ) {
        sums.withUnsafeMutableBufferPointer { sums in
            words.withUnsafeMutableBufferPointer { words in
                for found in scored {
                    let passage = Int(found.passage)
                    var sum = sums[passage]
                    if !sum.isTouched {
                        guard share > 0 else { continue }
                        sum.isTouched = true
                        touched.append(passage)
                    }
                    sum.score += ScorePart.exact(factor * Double(found.value))
                    sums[passage] = sum
                    guard share > 0 else { continue }
                    var word = words[passage]
                    if !word.isTouched {
                        word.isTouched = true
                        wordTouched.append(passage)
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
        for passage in wordTouched {
            let word = words[passage]
            words[passage] = Word()
            sums[passage].coverage += share * min(1, max(word.own, partsCover * word.parts))
            sums[passage].solid +=
                share * min(1, max(word.ownSolid, solidParts * word.partsSolid))
        }
        wordTouched.removeAll(keepingCapacity: true)
    }

    // MARK: all words

    /// Drops the passages that are not allowed.
    mutating func keep(where isAllowed: (Int) -> Bool) {
        touched.removeAll { passage in
            guard !isAllowed(passage) else { return false }
            sums[passage] = Sums()
            return true
        }
    }

    /// The passages with the highest scores, in no order.
    ///
    /// - Parameters:
    ///   - count: The most that are given.
    ///   - uncoveredShare: What a passage keeps of its score that has nothing of what was asked.
    mutating func best(count: Int, uncoveredShare: Double) -> [Candidate] {
        // A heap with the worst of the best on top.
        var heap: [Rated] = []
        heap.reserveCapacity(min(count, touched.count))
        for passage in touched {
            let sum = sums[passage]
            let share = uncoveredShare + (1 - uncoveredShare) * min(1, sum.coverage)
            let rated = Rated(passage: passage, score: sum.score * share)
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
                passage: rated.passage, words: sum.score, coverage: min(1, sum.coverage),
                solid: min(1, sum.solid))
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
