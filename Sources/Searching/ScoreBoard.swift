/// Adds up scores, one word of the question after the other.
///
/// Memory for every passage is kept over searches; only touched places are cleaned.
struct ScoreBoard {
    /// A passage with its sums.
    struct Candidate {
        let passage: Int
        /// What the words give, and with the share that is missing taken off.
        let words: Double
        let score: Double
        let coverage: Double
        /// The coverage again, where only what surely says the same counts for much.
        let solid: Double
    }

    private var scores: [Double]
    private var coverages: [Double]
    private var solidCoverages: [Double]
    private var touched: [Int] = []
    private var isTouched: [Bool]

    // The current group: the best member a passage.
    private var group: [Double]
    private var groupCoverage: [Double]
    private var groupSolid: [Double]
    private var groupTouched: [Int] = []
    // The current word: how well a passage has it, by itself and by its parts.
    private var own: [Double]
    private var parts: [Double]
    private var ownSolid: [Double]
    private var partsSolid: [Double]
    private var wordTouched: [Int] = []
    private var isInWord: [Bool]
    private var share = 0.0
    private let partsCover: Double
    private let solidParts: Double

    /// - Parameters:
    ///   - partsCover: How far the parts of a word cover it.
    ///   - solidParts: How far they do so surely.
    init(passageCount: Int, partsCover: Double, solidParts: Double) {
        self.partsCover = partsCover
        self.solidParts = solidParts
        scores = Array(repeating: 0, count: passageCount)
        coverages = scores
        solidCoverages = scores
        group = scores
        groupCoverage = scores
        groupSolid = scores
        own = scores
        parts = scores
        ownSolid = scores
        partsSolid = scores
        isTouched = Array(repeating: false, count: passageCount)
        isInWord = isTouched
    }

    /// Number of passages with a score.
    var count: Int { touched.count }

    /// Whether the passage has a score.
    func isFound(_ passage: Int) -> Bool { isTouched[passage] }

    mutating func clear() {
        for passage in touched {
            scores[passage] = 0
            coverages[passage] = 0
            solidCoverages[passage] = 0
            isTouched[passage] = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// - Parameter share: Of the word in all that is asked about; 0 for one that says little.
    mutating func beginWord(share: Double) { self.share = share }

    /// Tells what a member of the group gives a passage; the best one counts.
    ///
    /// - Parameters:
    ///   - count: Number of passages, from 0.
    ///   - offered: Gives the passage and the value at an index; a value is more than 0.
    mutating func offer(
        count: Int, coverage: Double, solid: Double,
        _ offered: (Int) -> (passage: Int, value: Double)
    ) {
        group.withUnsafeMutableBufferPointer { group in
            groupCoverage.withUnsafeMutableBufferPointer { groupCoverage in
                for index in 0..<count {
                    let (passage, value) = offered(index)
                    if group[passage] == 0 { groupTouched.append(passage) }
                    if value > group[passage] { group[passage] = value }
                    if coverage > groupCoverage[passage] { groupCoverage[passage] = coverage }
                    if solid > groupSolid[passage] { groupSolid[passage] = solid }
                }
            }
        }
    }

    /// Ends the group: what it gives, by passage.
    mutating func endGroup() -> [ScoredPassage] {
        var scored: [ScoredPassage] = []
        scored.reserveCapacity(groupTouched.count)
        for passage in groupTouched {
            scored.append(
                ScoredPassage(
                    passage: passage, value: group[passage], coverage: groupCoverage[passage],
                    solid: groupSolid[passage]))
            group[passage] = 0
            groupCoverage[passage] = 0
            groupSolid[passage] = 0
        }
        groupTouched.removeAll(keepingCapacity: true)
        return scored
    }

    /// Adds what a group gives to the word at hand.
    ///
    /// - Parameter factor: The weight of the group; 0 where it counts for the coverage alone.
    mutating func add(
        _ scored: [ScoredPassage], factor: Double, isSupport: Bool, supportShare: Double
    ) {
        for found in scored {
            let passage = found.passage
            let value = ScorePart.exact(factor * found.value)
            let (coverage, solid) = (found.coverage, found.solid)
            if !isTouched[passage] {
                // A word that says little finds nothing by itself.
                guard share > 0 else { continue }
                isTouched[passage] = true
                touched.append(passage)
            }
            scores[passage] += value
            guard share > 0 else { continue }
            if !isInWord[passage] {
                isInWord[passage] = true
                wordTouched.append(passage)
            }
            if isSupport {
                parts[passage] += supportShare * coverage
                partsSolid[passage] += supportShare * solid
            } else {
                own[passage] = max(own[passage], coverage)
                ownSolid[passage] = max(ownSolid[passage], solid)
            }
        }
    }

    mutating func endWord() {
        for passage in wordTouched {
            let whole = min(1, max(own[passage], partsCover * parts[passage]))
            coverages[passage] += share * whole
            let solid = min(1, max(ownSolid[passage], solidParts * partsSolid[passage]))
            solidCoverages[passage] += share * solid
            own[passage] = 0
            parts[passage] = 0
            ownSolid[passage] = 0
            partsSolid[passage] = 0
            isInWord[passage] = false
        }
        wordTouched.removeAll(keepingCapacity: true)
    }

    /// Drops the passages that are not allowed.
    mutating func keep(where isAllowed: (Int) -> Bool) {
        var kept = 0
        for passage in touched {
            if isAllowed(passage) {
                touched[kept] = passage
                kept += 1
            } else {
                scores[passage] = 0
                coverages[passage] = 0
                solidCoverages[passage] = 0
                isTouched[passage] = false
            }
        }
        touched.removeLast(touched.count - kept)
    }

    /// The passages with the highest scores, best first; equal ones in order of their ordinals.
    ///
    /// - Parameters:
    ///   - count: The most that are given.
    ///   - uncoveredShare: What a passage keeps of its score that has nothing of what was asked.
    func best(count: Int, uncoveredShare: Double) -> [Candidate] {
        // A heap with the worst of the best on top.
        var heap: [Candidate] = []
        heap.reserveCapacity(min(count, touched.count))
        for passage in touched {
            let words = scores[passage]
            let coverage = min(1, coverages[passage])
            let candidate = Candidate(
                passage: passage, words: words,
                score: words * (uncoveredShare + (1 - uncoveredShare) * coverage),
                coverage: coverage, solid: min(1, solidCoverages[passage]))
            if heap.count < count {
                heap.append(candidate)
                var child = heap.count - 1
                while child > 0, Self.isBetter(heap[(child - 1) / 2], heap[child]) {
                    heap.swapAt(child, (child - 1) / 2)
                    child = (child - 1) / 2
                }
            } else if let top = heap.first, Self.isBetter(candidate, top) {
                heap[0] = candidate
                Self.sink(&heap)
            }
        }
        return heap.sorted(by: Self.isBetter)
    }

    private static func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
        left.score != right.score ? left.score > right.score : left.passage < right.passage
    }

    private static func sink(_ heap: inout [Candidate]) {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && isBetter(heap[worst], heap[child]) {
                worst = child
            }
            guard worst != parent else { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
