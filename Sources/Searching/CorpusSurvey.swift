internal import Analysis
internal import Corpus
internal import Files
internal import Indexing
internal import Synchronization

/// What the first reading of the corpora finds: their words, and which documents count.
struct CorpusSurvey {
    /// The bytes of a `Lexicon`.
    var lexicon: [UInt8] = []
    /// For each chunk the lines that are left out.
    var leftOut: [Set<Int>] = []
    /// Why, in order.
    var failures: [IndexReport.Failure] = []

    /// Reads all documents once.
    ///
    /// - Parameter dictionary: The bytes of a hunspell dictionary.
    init(_ chunks: CorpusChunks, corpora: [String], dictionary: MappedFile?, threads: Int) {
        var builder = LexiconBuilder()
        if let dictionary {
            builder.addDictionary(dictionary.bytes.bindMemory(to: UInt8.self))
        }
        // Hashes of 64 bits: two of a million ids are alike by accident in one of 37 million corpora.
        var seen: Set<UInt64> = []
        let counters = Mutex<[CounterBox]>([])
        OrderedWork.run(chunks.chunks.count, threads: threads) {
            let box = CounterBox()
            counters.withLock { $0.append(box) }
            return box.counter
        } make: { counter, index -> [SurveyedLine] in
            let chunk = chunks.chunks[index]
            defer { chunks.forget(chunk) }
            var lines: [SurveyedLine] = []
            chunks.forEachLine(of: chunk) { line in
                lines.append(Self.survey(line, counter))
            }
            return lines
        } take: { index, lines in
            let path = Path.join(corpora[chunks.chunks[index].corpus], CorpusFile.name)
            var leftOut: Set<Int> = []
            for line in lines {
                var fault: CorpusError?
                switch line.result {
                case .failure(let error): fault = error
                case .success(let ids):
                    if let double = ids.firstIndex(where: seen.contains) {
                        fault = .duplicate(
                            line: line.number,
                            id: chunks.id(double, ofLine: line.number, in: chunks.chunks[index]))
                    } else {
                        seen.formUnion(ids)
                    }
                }
                guard let fault else { continue }
                leftOut.insert(line.number)
                failures.append(IndexReport.Failure(path: path, error: fault))
            }
            self.leftOut.append(leftOut)
        }
        counters.withLock { boxes in
            for box in boxes { box.counter.add(to: &builder) }
            boxes = []
        }
        lexicon = builder.build()
    }

    /// A line with hashes of the ids of its passages and document, or what is wrong with it.
    private struct SurveyedLine: Sendable {
        let number: Int
        let result: Result<[UInt64], CorpusError>
    }

    /// The counter of one thread, read when all are done.
    private final class CounterBox: @unchecked Sendable {
        let counter = WordCounter()
    }

    private static func survey(
        _ line: CorpusChunks.Line, _ counter: WordCounter
    ) -> SurveyedLine {
        do throws(CorpusError) {
            let document = try CorpusFile.document(line.bytes, line: line.number)
            let passages = document.passages()
            counter.add(document.title)
            for passage in passages {
                counter.add(passage.label)
                counter.add(passage.text)
            }
            let ids = CorpusChunks.ids(of: document, passages).map { id in
                Array(id.utf8).withUnsafeBytes { ContentHash.of($0) }
            }
            return SurveyedLine(number: line.number, result: .success(ids))
        } catch { return SurveyedLine(number: line.number, result: .failure(error)) }
    }
}

extension CorpusChunks {
    /// The ids that no other document may bear.
    fileprivate static func ids(of document: Document, _ passages: [Passage]) -> [String] {
        passages.map(\.id) + [document.id]
    }

    /// One of the ids of a line's document.
    fileprivate func id(_ place: Int, ofLine number: Int, in chunk: Chunk) -> String {
        var result = ""
        forEachLine(of: chunk) { line in
            guard line.number == number,
                let document = try? CorpusFile.document(line.bytes, line: number)
            else { return }
            let ids = Self.ids(of: document, document.passages())
            if place < ids.count { result = ids[place] }
        }
        return result
    }
}
