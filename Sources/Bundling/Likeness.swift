internal import Corpus

/// How much passages are about the same: the cosine of their words, the rarest of which count most.
///
/// Source: the vector space model of Salton (1975), over the first letters of words (McNamee and
/// Mayfield, 2004). How rare a word is, is counted among these passages themselves, so that what
/// all of them share counts for nothing.
struct Likeness {
    /// Numbers of words, ascending.
    private var words: [String: [Int]] = [:]
    private var lengths: [String: Double] = [:]
    private var weights: [Double] = []

    /// Letters that tell words apart.
    private static let letters = 6

    /// Of these candidates.
    init(of candidates: [Candidate]) {
        var numbers: [String: Int] = [:]
        var counts: [Int] = []
        for candidate in candidates {
            let text = candidate.passage.label + " " + candidate.passage.text
            var found: Set<Int> = []
            for word in PlainWords.of(text) {
                let start = String(word.prefix(Self.letters))
                let number = numbers[start] ?? counts.count
                if number == counts.count {
                    numbers[start] = number
                    counts.append(0)
                }
                if found.insert(number).inserted { counts[number] += 1 }
            }
            words[candidate.passage.id] = found.sorted()
        }
        weights = counts.map { Self.weight(of: $0, among: candidates.count) }
        for (id, found) in words {
            lengths[id] = found.reduce(0) { $0 + weights[$1] }.squareRoot()
        }
    }

    /// The square of a word's rarity: of the number of halvings that bring all passages down to
    /// those with it.
    private static func weight(of count: Int, among all: Int) -> Double {
        var rarity = 0.0
        var rest = all / max(1, count)
        while rest > 1 {
            rarity += 1
            rest /= 2
        }
        return rarity * rarity
    }

    /// From 0 to 1; 0 for a passage that is not known.
    func between(_ one: Candidate, _ other: Candidate) -> Double {
        guard let left = words[one.passage.id], let right = words[other.passage.id],
            let leftLength = lengths[one.passage.id], let rightLength = lengths[other.passage.id],
            leftLength > 0, rightLength > 0
        else { return 0 }
        var shared = 0.0
        var (place, otherPlace) = (0, 0)
        while place < left.count, otherPlace < right.count {
            if left[place] == right[otherPlace] { shared += weights[left[place]] }
            let isBehind = left[place] <= right[otherPlace]
            if right[otherPlace] <= left[place] { otherPlace += 1 }
            if isBehind { place += 1 }
        }
        return shared / (leftLength * rightLength)
    }
}
