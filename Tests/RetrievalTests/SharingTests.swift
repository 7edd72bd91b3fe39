import Files
import Indexing
import Retrieval
import Synchronization
import TestSupport
import Testing

/// Readers and a writer at once; run under the thread sanitizer among the long tests.
struct SharingTests {
    private static let model = ImpactModel(saturation: 1.2, weights: [1], penalties: [0.75])

    private static func corpus(_ seed: UInt64) -> RandomCorpus {
        RandomCorpus(passages: 60, fields: 1, words: 50, seed: seed)
    }

    @Test func readersShareAReaderWhileAWriterCommits() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(folder.path, model: Self.model, start: .replace)
        for run in try Self.corpus(1).runs(of: .max) { writer.add(run) }
        try writer.commit()
        let shared = try IndexReader(folder.path)
        let expected = try Self.answers(shared)
        let failures = Mutex<[String]>([])
        // The first is the writer, the second opens each commit, the others share one snapshot.
        Parallel.forEach(5) { worker in
            do {
                for round in 0..<12 {
                    switch worker {
                    case 0:
                        var writer = try IndexWriter(
                            folder.path, model: Self.model, start: .update)
                        for run in try Self.corpus(UInt64(round)).runs(of: 25) { writer.add(run) }
                        writer.remove(round)
                        try writer.commit()
                    case 1:
                        let reader = try IndexReader(folder.path)
                        try reader.check()
                        _ = try Self.answers(reader)
                    default:
                        let found = try Self.answers(shared)
                        if found != expected { failures.withLock { $0.append("other answers") } }
                    }
                }
            } catch { failures.withLock { $0.append("\(worker): \(error)") } }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try IndexReader(folder.path).liveCount == 60 * 13 - 12)
    }

    /// What some queries find, with the stored bytes.
    private static func answers(_ reader: IndexReader) throws -> [String] {
        let retriever = Retriever(reader)
        var answers: [String] = []
        for word in 0..<8 {
            let groups = try [word, word + 1].map { word in
                try reader.find(RandomCorpus.term(word)).map { [WeightedTerm($0, weight: 2)] } ?? []
            }
            for mode in [RankedQuery.Mode.any, .all, .phrase(offsets: [0, 1])] {
                for hit in try retriever.search(RankedQuery(groups, mode: mode), limit: 5) {
                    let stored = String(decoding: try reader.stored(hit.passage), as: UTF8.self)
                    answers.append("\(hit) \(stored)")
                }
            }
        }
        return answers
    }
}
