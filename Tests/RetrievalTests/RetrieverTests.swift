import Indexing
import Retrieval
import TestSupport
import Testing

struct RetrieverTests {
    private static func model(fields: Int) -> ImpactModel {
        ImpactModel(
            saturation: 1.2, weights: fields == 1 ? [1] : [0.5, 2, 1],
            penalties: fields == 1 ? [0.75] : [0.3, 0, 0.75])
    }

    /// Sizes around the edges of blocks and windows.
    @Test(
        arguments: [(60, 1), (128, 1), (1000, 1), (8192, 1), (16_500, 1), (300, 3), (8200, 3)])
    func findsWhatTheDefinitionFinds(count: Int, fields: Int) throws {
        let folder = try TemporaryFolder()
        let corpus = RandomCorpus(
            passages: count, fields: fields, words: 400, seed: UInt64(count + fields))
        let model = Self.model(fields: fields)
        var writer = try IndexWriter(folder.path, model: model, start: .replace)
        for run in try corpus.runs(of: 3000) { writer.add(run) }
        try writer.commit()
        try Self.compare(
            IndexReader(folder.path), NaiveRetriever(corpus: corpus, model: model, deleted: []),
            seed: UInt64(count), queries: count > 5000 ? 12 : 100)
    }

    /// Several segments and removed passages: the statistics are those of all segments together.
    @Test func findsTheSameInAnyNumberOfSegments() throws {
        let folder = try TemporaryFolder()
        let corpus = RandomCorpus(passages: 3500, fields: 1, words: 300, seed: 5)
        let model = Self.model(fields: 1)
        // Sizes that are not merged with each other.
        var first = 0
        for size in [2400, 700, 300, 100] {
            var writer = try IndexWriter(folder.path, model: model, start: .update)
            let part = RandomCorpus(
                passages: Array(corpus.passages[first..<first + size]), fieldCount: 1)
            for run in try part.runs(of: .max) { writer.add(run) }
            try writer.commit()
            first += size
        }
        let deleted = Set((0..<3500).filter { $0 % 17 == 3 })
        var writer = try IndexWriter(folder.path, model: model, start: .update)
        for passage in deleted { writer.remove(passage) }
        try writer.commit()
        let reader = try IndexReader(folder.path)
        #expect(reader.passageCount == 3500)
        try Self.compare(
            reader, NaiveRetriever(corpus: corpus, model: model, deleted: deleted), seed: 8,
            queries: 60)
    }

    private static func compare(
        _ reader: IndexReader, _ naive: NaiveRetriever, seed: UInt64, queries: Int
    ) throws {
        var random = SeededGenerator(seed)
        let retriever = Retriever(reader)
        for number in 0..<queries {
            var query = NaiveRetriever.Query(groups: [], mode: .any)
            switch number % 4 {
            case 0: query.mode = .all
            case 1:
                let second = Int.random(in: 1...2, using: &random)
                query.mode = .phrase(
                    offsets: Int.random(in: 0...1, using: &random) == 0 ? [0, second] : [0])
            default: break
            }
            var count = Int.random(in: 1...5, using: &random)
            if case .phrase(let offsets) = query.mode { count = offsets.count }
            if case .all = query.mode { count = Int.random(in: 1...3, using: &random) }
            for _ in 0..<count {
                let size = Int.random(in: 0...3, using: &random) == 0 ? 3 : 1
                query.groups.append(
                    (0..<size).map { _ in
                        let rank = Int.random(in: 0...20, using: &random)
                        return (
                            Int.random(in: 0...(rank * rank), using: &random),
                            Double.random(in: 0.01...9, using: &random)
                        )
                    })
            }
            // A phrase takes the first word of each group, and a group has words that occur.
            if case .phrase = query.mode { query.groups = query.groups.map { [$0[0]] } }
            var groups: [[WeightedTerm]] = []
            for index in query.groups.indices {
                var terms: [WeightedTerm] = []
                for term in query.groups[index] {
                    guard let matches = try reader.find(RandomCorpus.term(term.word)) else {
                        continue
                    }
                    terms.append(WeightedTerm(matches, weight: term.weight))
                }
                groups.append(terms)
            }
            let limit = [1, 3, 10, 10, 10, 50][Int.random(in: 0...5, using: &random)]
            let ranked = RankedQuery(groups, mode: query.mode)
            var known = query
            // Words of no passage weigh nothing in the scale either.
            known.groups = try query.groups.map { group in
                try group.filter { try reader.find(RandomCorpus.term($0.word)) != nil }
            }
            let expected = naive.search(known, scale: ranked.scale, limit: limit)
            let found = try retriever.search(ranked, limit: limit)
            #expect(found == expected, "\(number) \(query) \(limit)")
            if found != expected { return }
        }
    }
}
