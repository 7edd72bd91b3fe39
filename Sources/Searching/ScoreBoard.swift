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
        /// The part of the coverage that the question's own words give, in any form.
        let own: Double
        /// A bit for each word of the question that is covered for half or more.
        let covered: UInt64
    }

    private var scores: [Double]
    private var coverages: [Double]
    private var ownCoverages: [Double]
    private var covered: [UInt64]
    private var touched: [Int] = []
    private var isTouched: [Bool]

    // The current group: the best member a passage.
    private var group: [Double]
    private var groupCoverage: [Double]
    private var groupOwn: [Double]
    private var groupTouched: [Int] = []
    // The current word: how well a passage has it, by itself and by its parts.
    private var own: [Double]
    private var parts: [Double]
    private var ownByWords: [Double]
    private var partsByWords: [Double]
    private var wordTouched: [Int] = []
    private var isInWord: [Bool]
    private var share = 0.0
    private var bit: UInt64 = 0
    private let partsCover: Double

    /// - Parameter partsCover: How far the parts of a word cover it.
    init(passageCount: Int, partsCover: Double) {
        self.partsCover = partsCover
        scores = Array(repeating: 0, count: passageCount)
        coverages = scores
        ownCoverages = scores
        covered = Array(repeating: 0, count: passageCount)
        group = scores
        groupCoverage = scores
        groupOwn = scores
        own = scores
        parts = scores
        ownByWords = scores
        partsByWords = scores
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
            ownCoverages[passage] = 0
            covered[passage] = 0
            isTouched[passage] = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// - Parameters:
    ///   - share: Of the word in all that is asked about; 0 for one that says little.
    ///   - number: Of the word among those that are asked about.
    mutating func beginWord(share: Double, number: Int) {
        self.share = share
        bit = share > 0 && number < 64 ? 1 << UInt64(number) : 0
    }

    /// Tells what a member of the group gives a passage; the best one counts.
    ///
    /// - Parameters:
    ///   - count: Number of passages, from 0.
    ///   - offered: Gives the passage and the value at an index; a value is more than 0.
    mutating func offer(
        count: Int, coverage: Double, isOwn: Bool, _ offered: (Int) -> (passage: Int, value: Double)
    ) {
        group.withUnsafeMutableBufferPointer { group in
            groupCoverage.withUnsafeMutableBufferPointer { groupCoverage in
                for index in 0..<count {
                    let (passage, value) = offered(index)
                    if group[passage] == 0 { groupTouched.append(passage) }
                    if value > group[passage] { group[passage] = value }
                    if coverage > groupCoverage[passage] { groupCoverage[passage] = coverage }
                    if isOwn, coverage > groupOwn[passage] { groupOwn[passage] = coverage }
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
                    own: groupOwn[passage]))
            group[passage] = 0
            groupCoverage[passage] = 0
            groupOwn[passage] = 0
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
            let (coverage, byWords) = (found.coverage, found.own)
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
                partsByWords[passage] += supportShare * byWords
            } else {
                own[passage] = max(own[passage], coverage)
                ownByWords[passage] = max(ownByWords[passage], byWords)
            }
        }
    }

    mutating func endWord() {
        for passage in wordTouched {
            let whole = min(1, max(own[passage], partsCover * parts[passage]))
            coverages[passage] += share * whole
            if whole >= 0.5 { covered[passage] |= bit }
            ownCoverages[passage] +=
                share * min(1, max(ownByWords[passage], partsCover * partsByWords[passage]))
            own[passage] = 0
            parts[passage] = 0
            ownByWords[passage] = 0
            partsByWords[passage] = 0
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
                ownCoverages[passage] = 0
                covered[passage] = 0
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
                coverage: coverage, own: min(1, ownCoverages[passage]),
                covered: covered[passage])
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
