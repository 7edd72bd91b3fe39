/// Adds up scores, one word of the question after the other.
///
/// Memory for every passage is kept over searches; only touched places are cleaned.
struct ScoreBoard {
    /// A passage with its sums.
    struct Candidate {
        let passage: Int
        let score: Double
        let coverage: Double
    }

    private var scores: [Double]
    private var coverages: [Double]
    private var touched: [Int] = []
    private var isTouched: [Bool]

    // The current group: best member a passage.
    private var group: [Double]
    private var groupCoverage: [Double]
    private var groupTouched: [Int] = []
    // The current word: how well a passage has it, by itself and by its parts.
    private var own: [Double]
    private var parts: [Double]
    private var wordTouched: [Int] = []
    private var isInWord: [Bool]
    private var share = 0.0

    init(passageCount: Int) {
        scores = Array(repeating: 0, count: passageCount)
        coverages = scores
        group = scores
        groupCoverage = scores
        own = scores
        parts = scores
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
            isTouched[passage] = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    mutating func beginWord(share: Double) { self.share = share }

    /// Tells what a member of the group gives a passage; the best one counts.
    mutating func offer(_ passage: Int, _ value: Double, coverage: Double) {
        if group[passage] == 0 { groupTouched.append(passage) }
        if value > group[passage] { group[passage] = value }
        if coverage > groupCoverage[passage] { groupCoverage[passage] = coverage }
    }

    mutating func endGroup(factor: Double, isSupport: Bool, supportShare: Double) {
        for passage in groupTouched {
            let value = group[passage]
            let coverage = groupCoverage[passage]
            group[passage] = 0
            groupCoverage[passage] = 0
            if !isTouched[passage] {
                // A word that says little finds nothing by itself.
                guard share > 0 else { continue }
                isTouched[passage] = true
                touched.append(passage)
            }
            scores[passage] += factor * value
            guard share > 0 else { continue }
            if !isInWord[passage] {
                isInWord[passage] = true
                wordTouched.append(passage)
            }
            if isSupport {
                parts[passage] += supportShare * coverage
            } else {
                own[passage] = max(own[passage], coverage)
            }
        }
        groupTouched.removeAll(keepingCapacity: true)
    }

    mutating func endWord() {
        for passage in wordTouched {
            coverages[passage] += share * min(1, max(own[passage], parts[passage]))
            own[passage] = 0
            parts[passage] = 0
            isInWord[passage] = false
        }
        wordTouched.removeAll(keepingCapacity: true)
    }

    /// Drops the passages that are not allowed.
    mutating func keep(where allowed: [Bool]?) {
        guard let allowed else { return }
        var kept: [Int] = []
        for passage in touched {
            if allowed[passage] {
                kept.append(passage)
            } else {
                scores[passage] = 0
                coverages[passage] = 0
                isTouched[passage] = false
            }
        }
        touched = kept
    }

    /// How much the coverage weighs: a passage with half of what was asked keeps this share plus
    /// half of the rest.
    private static let uncoveredShare = 0.4

    /// The passages with the highest scores; equal ones in order of their ordinals.
    func best(count: Int) -> [Candidate] {
        let all = touched.map { passage in
            let coverage = coverages[passage]
            return Candidate(
                passage: passage,
                score: scores[passage]
                    * (Self.uncoveredShare + (1 - Self.uncoveredShare) * coverage),
                coverage: coverage)
        }
        let sorted = all.sorted {
            $0.score != $1.score ? $0.score > $1.score : $0.passage < $1.passage
        }
        return Array(sorted.prefix(count))
    }
}
