internal import Answering
internal import Corpus
internal import Searching

/// How much passages are about the same: the cosine of their words, the rarest of which count most.
///
/// Source: the vector space model of Salton (1975); how rare a word is, is counted among these
/// passages themselves, so that what all of them share counts for nothing.
struct Likeness {
    private var words: [String: Set<Int>] = [:]
    private var lengths: [String: Double] = [:]
    private var weights: [Double] = []

    /// Of these candidates.
    init(of candidates: [Candidate], by answerer: Answerer) {
        var numbers: [String: Int] = [:]
        var counts: [Int] = []
        for candidate in candidates {
            var found: Set<Int> = []
            let text = candidate.passage.label + " . " + candidate.passage.text
            for term in answerer.analyze(text) where term.why == .form || term.why == .part {
                let number = numbers[term.term] ?? numbers.count
                if number == counts.count {
                    numbers[term.term] = number
                    counts.append(0)
                }
                if found.insert(number).inserted { counts[number] += 1 }
            }
            words[candidate.passage.id] = found
        }
        weights = counts.map { Self.weight(of: $0, among: candidates.count) }
        for (id, found) in words {
            // In the order of the words: sums of the same numbers in another order differ.
            let sum = found.sorted().reduce(0) { $0 + weights[$1] * weights[$1] }
            lengths[id] = sum.squareRoot()
        }
    }

    /// The rarity of a word: the number of halvings that bring all passages down to those with it.
    private static func weight(of count: Int, among all: Int) -> Double {
        var weight = 0.0
        var rest = all / max(1, count)
        while rest > 1 {
            weight += 1
            rest /= 2
        }
        return weight
    }

    /// From 0 to 1; 0 for a passage that is not known.
    func between(_ one: Candidate, _ other: Candidate) -> Double {
        guard let left = words[one.passage.id], let right = words[other.passage.id],
            let leftLength = lengths[one.passage.id], let rightLength = lengths[other.passage.id],
            leftLength > 0, rightLength > 0
        else { return 0 }
        let shared = left.intersection(right).sorted().reduce(0) {
            $0 + weights[$1] * weights[$1]
        }
        return shared / (leftLength * rightLength)
    }
}
