import Indexing
import Retrieval
import TestSupport

/// A corpus of random words, of which few are frequent.
struct RandomCorpus {
    /// For each passage for each field its words.
    let passages: [[[Int]]]
    let fieldCount: Int

    init(passages count: Int, fields: Int, words: Int, seed: UInt64) {
        var random = SeededGenerator(seed)
        fieldCount = fields
        passages = (0..<count).map { _ in
            (0..<fields).map { _ in
                let length = Int(random.next() % 30) + (random.next() % 50 == 0 ? 200 : 0)
                return (0..<length).map { _ in
                    // The product of two even numbers is small more often than not.
                    let left = Double(random.next() >> 11) / 9_007_199_254_740_992
                    let right = Double(random.next() >> 11) / 9_007_199_254_740_992
                    return Int(left * right * right * Double(words))
                }
            }
        }
    }

    init(passages: [[[Int]]], fieldCount: Int) {
        self.passages = passages
        self.fieldCount = fieldCount
    }

    static func term(_ word: Int) -> [UInt8] { Array("w\(word)".utf8) }

    /// Passages as runs, some in each.
    func runs(of size: Int) throws -> [Run] {
        var runs: [Run] = []
        let builder = RunBuilder(fieldCount: fieldCount, capacity: 10_000)
        for (index, passage) in passages.enumerated() {
            for (field, words) in passage.enumerated() {
                for (position, word) in words.enumerated() {
                    let id = Self.term(word).withUnsafeBufferPointer { builder.id(of: $0) }
                    builder.add(id, field: field, position: position)
                }
            }
            Array("p\(index)".utf8).withUnsafeBytes {
                builder.endPassage(lengths: passage.map(\.count), stored: $0)
            }
            if builder.passageCount == size { runs.append(try builder.finish()) }
        }
        if !builder.isEmpty { runs.append(try builder.finish()) }
        return runs
    }
}

/// The score as its definition says, over all passages one by one.
struct NaiveRetriever {
    let corpus: RandomCorpus
    let model: ImpactModel
    let deleted: Set<Int>

    /// Words and their weights by group; the mode as in the query.
    struct Query {
        var groups: [[(word: Int, weight: Double)]]
        var mode: RankedQuery.Mode
    }

    private func averages() -> [Double] {
        (0..<corpus.fieldCount).map { field in
            let sum = corpus.passages.reduce(0) { $0 + $1[field].count }
            return Double(sum) / Double(corpus.passages.count)
        }
    }

    private func impact(_ counts: [Int], _ passage: Int, _ averages: [Double]) -> Int {
        var frequency = 0.0
        for field in 0..<corpus.fieldCount where counts[field] > 0 {
            let length = Self.coded(corpus.passages[passage][field].count)
            let penalty = model.penalties[field]
            let divisor = 1 - penalty + penalty * (Double(length) / averages[field])
            frequency += Double(counts[field]) * (model.weights[field] / divisor)
        }
        return min(65_535, Int(65_536 * (frequency / (model.saturation + frequency))))
    }

    /// A length as the index keeps it: four significant bits from 128 on.
    private static func coded(_ length: Int) -> Int {
        guard length > 127 else { return length }
        var shift = 0
        while length >> shift > 31 { shift += 1 }
        return (length >> shift) << shift
    }

    func search(_ query: Query, scale: Double, limit: Int) -> [RankedPassage] {
        let averages = averages()
        var found: [(passage: Int, score: Int)] = []
        for passage in corpus.passages.indices where !deleted.contains(passage) {
            let fields = corpus.passages[passage]
            var score = 0
            var matched = 0
            for group in query.groups {
                var best = 0
                var isFound = false
                for term in group {
                    let counts = fields.map { words in words.count { $0 == term.word } }
                    guard counts.contains(where: { $0 > 0 }) else { continue }
                    isFound = true
                    let impact = impact(counts, passage, averages)
                    best = max(best, Int(term.weight * scale) * impact / 65_536)
                }
                score += best
                matched += isFound ? 1 : 0
            }
            switch query.mode {
            case .any: break
            case .all: if matched < query.groups.count { score = 0 }
            case .phrase(let offsets):
                let counts = fields.map { words in
                    words.indices.count { start in
                        zip(query.groups, offsets).allSatisfy { group, offset in
                            let place = start + offset
                            return words.indices.contains(place)
                                && words[place] == group.first?.word
                        }
                    }
                }
                let weight = query.groups.reduce(0) {
                    $0 + Int(($1.first?.weight ?? 0) * scale)
                }
                score =
                    counts.contains { $0 > 0 }
                    ? weight * impact(counts, passage, averages) / 65_536 : 0
            }
            if score > 0 { found.append((passage, score)) }
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.passage < $1.passage }
        return found.prefix(limit).map {
            RankedPassage(passage: $0.passage, score: Double($0.score) / scale)
        }
    }
}
