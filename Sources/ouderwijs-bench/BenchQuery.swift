internal import Files
internal import Indexing
internal import JSON
internal import Retrieval

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Answers queries and tells how long each took.
struct BenchQuery {
    var folder: String
    var queries: String
    var limit = 10
    var mode = Mode.or
    /// Seconds of unmeasured answers, and the most seconds of measured ones.
    var warm = 10.0
    var most = 60.0

    enum Mode: String { case or, and, phrase }

    private struct Question {
        var id: Int
        var text: [UInt8]
    }

    private struct Outcome {
        var id: Int
        var wall: Int
        var cpu: Int
        var numbers: [UInt64]
        var scores: [Double]
    }

    func run() throws {
        let reader = try IndexReader(folder)
        let searcher = BenchSearcher(reader)
        let questions = try readQuestions()
        var end = Self.time(CLOCK_MONOTONIC) + Int(warm * 1e9)
        warming: while warm > 0, !questions.isEmpty {
            for question in questions {
                guard Self.time(CLOCK_MONOTONIC) < end else { break warming }
                _ = try searcher.search(question.text, limit: limit, mode: mode)
            }
        }
        var outcomes: [Outcome] = []
        end = Self.time(CLOCK_MONOTONIC) + Int(most * 1e9)
        for question in questions {
            let cpu = Self.time(CLOCK_THREAD_CPUTIME_ID)
            let start = Self.time(CLOCK_MONOTONIC)
            let (numbers, scores) = try searcher.search(question.text, limit: limit, mode: mode)
            let stop = Self.time(CLOCK_MONOTONIC)
            outcomes.append(
                Outcome(
                    id: question.id, wall: stop - start,
                    cpu: Self.time(CLOCK_THREAD_CPUTIME_ID) - cpu, numbers: numbers, scores: scores
                ))
            guard stop < end else { break }
        }
        var output = ""
        for outcome in outcomes {
            output += "{\"id\": \(outcome.id), \"us\": \(Self.micro(outcome.wall)), "
            output += "\"cpu_us\": \(Self.micro(outcome.cpu)), "
            output += "\"ids\": \(outcome.numbers), \"scores\": \(outcome.scores)}\n"
        }
        print(output, terminator: "")
    }

    private static func time(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }

    /// Nanoseconds as microseconds with one decimal.
    private static func micro(_ time: Int) -> String { "\(time / 1000).\(time % 1000 / 100)" }

    private func readQuestions() throws -> [Question] {
        let file = try MappedFile(queries)
        var questions: [Question] = []
        for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
            guard let value = try? JSONParser.parse(Array(line)),
                case .object(let object) = value, case .string(let text)? = object["q"]
            else { continue }
            let id = object["id"].flatMap { $0.integer } ?? questions.count
            questions.append(Question(id: id, text: Array(text.utf8)))
        }
        return questions
    }
}

/// From the text of a query to the numbers of passages.
final class BenchSearcher {
    private let reader: IndexReader
    private let retriever: Retriever
    private var analysis = PlainAnalysis()
    private let numbers: UnsafeRawBufferPointer
    private var stems: [[UInt8]] = []

    init(_ reader: IndexReader) {
        self.reader = reader
        retriever = Retriever(reader)
        numbers =
            reader.attachment(PassageNumbers.name) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }

    func search(
        _ text: [UInt8], limit: Int, mode: BenchQuery.Mode
    ) throws -> (numbers: [UInt64], scores: [Double]) {
        var found: [(stem: [UInt8], position: Int)] = []
        var position = 0
        text.withUnsafeBufferPointer { bytes in
            analysis.forEachBatch(in: bytes, position: &position) { stem in
                stems.append(Array(stem))
                return UInt32(stems.count - 1)
            } _: { batch in
                for index in 0..<batch.count {
                    let stem = stems[Int(batch.terms[index])]
                    found.append((stem, Int(batch.positions[index])))
                }
            }
        }
        // A word asked twice counts twice, and is sought once.
        var groups: [[WeightedTerm]] = []
        var offsets: [Int] = []
        for (index, word) in found.enumerated() {
            if mode != .phrase, found[..<index].contains(where: { $0.stem == word.stem }) {
                continue
            }
            let times = mode == .phrase ? 1 : found.count { $0.stem == word.stem }
            offsets.append(word.position - (found.first?.position ?? 0))
            guard let matches = try reader.find(word.stem) else {
                groups.append([])
                continue
            }
            let rarity = Rarity.of(passages: matches.passages, among: reader.passageCount)
            groups.append([WeightedTerm(matches, weight: rarity * Double(times))])
        }
        let queryMode: RankedQuery.Mode =
            switch mode {
            case .or: .any
            case .and: .all
            case .phrase: .phrase(offsets: offsets)
            }
        let hits = try retriever.search(RankedQuery(groups, mode: queryMode), limit: limit)
        return (
            hits.map { PassageNumbers.number(of: $0.passage, in: numbers) }, hits.map(\.score)
        )
    }
}
