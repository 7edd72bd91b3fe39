internal import Analysis
internal import Corpus
internal import Files
internal import Indexing

/// What the first reading of the corpora finds: their words, and which documents count.
///
/// Of parts that the index before knows nothing is read.
struct CorpusSurvey {
    /// The bytes of a `Lexicon`.
    private(set) var lexicon: [UInt8] = []
    /// The words of all parts.
    let words = WordCounter()
    /// For each part the lines that are left out.
    private(set) var leftOut: [Set<Int>] = []
    /// Why, in order.
    private(set) var failures: [IndexReport.Failure] = []
    /// The surveys of the parts, one behind the other.
    let surveys: SpillFile
    /// For each part the bytes of its survey.
    private(set) var sizes: [Int] = []

    /// Reads all documents once.
    ///
    /// - Parameters:
    ///   - dictionary: The bytes of a hunspell dictionary; not read with an index before.
    ///   - previous: An index that was made by the same rules, with the same dictionary.
    ///   - folder: Where what was found waits in a file.
    /// - Throws: `IndexError`.
    init(
        _ chunks: CorpusChunks, corpora: [String], dictionary: MappedFile?,
        previous: PreviousIndex?, threads: Int, in folder: String
    ) throws(IndexError) {
        do { surveys = try SpillFile(in: folder) } catch { throw .file(error) }
        // Hashes of 64 bits: two of a million ids are alike by accident in one of 37 million corpora.
        var seen: Set<UInt64> = []
        var current = PartSurvey()
        var failure: IndexError?
        var leftOut: [Set<Int>] = []
        var failures: [IndexReport.Failure] = []
        var sizes: [Int] = []
        let (surveys, words) = (surveys, words)
        OrderedWork.run(chunks.chunks.count, threads: threads) {
        } make: { _, index -> SurveyedChunk in
            let chunk = chunks.chunks[index]
            var result = SurveyedChunk()
            guard previous?.part(chunks.parts[chunk.part].hash) == nil else { return result }
            defer { chunks.forget(chunk) }
            chunks.forEachLine(of: chunk) { result.lines.append(Self.survey($0, result.words)) }
            return result
        } take: { index, surveyed in
            guard failure == nil else { return }
            let number = chunks.chunks[index].part
            let part = chunks.parts[number]
            var lines = surveyed.lines
            do throws(IndexError) {
                if index == part.chunks.lowerBound {
                    leftOut.append([])
                    current = PartSurvey()
                    if let previous, let known = previous.part(part.hash) {
                        let counter = current.words
                        try PartSurvey.read(
                            previous.survey(of: known), path: previous.index.folder
                        ) { line, ids in
                            lines.append(
                                SurveyedLine(number: part.firstLine + line, result: .success(ids)))
                        } word: {
                            counter.add($0, $1)
                        }
                    }
                }
                current.words.add(surveyed.words)
                for line in lines {
                    var fault: CorpusError?
                    switch line.result {
                    case .failure(let error): fault = error
                    case .success(let ids):
                        if let double = ids.firstIndex(where: seen.contains) {
                            fault = .duplicate(
                                line: line.number,
                                id: chunks.id(double, ofLine: line.number, in: part))
                        } else {
                            seen.formUnion(ids)
                            current.add(line: line.number - part.firstLine, ids: ids)
                        }
                    }
                    guard let fault else { continue }
                    leftOut[number].insert(line.number)
                    failures.append(
                        IndexReport.Failure(
                            path: Path.join(corpora[part.corpus], CorpusFile.name), error: fault))
                }
                guard index == part.chunks.upperBound - 1 else { return }
                words.add(current.words)
                // With lines that were left out it is read anew, so that they are told of again.
                let bytes = leftOut[number].isEmpty ? PackedBytes.pack(current.bytes) : []
                sizes.append(bytes.count)
                do throws(FileError) { try surveys.write(bytes) } catch { throw .file(error) }
            } catch { failure = error }
        }
        if let failure { throw failure }
        self.leftOut = leftOut
        self.failures = failures
        self.sizes = sizes
        var builder = LexiconBuilder()
        if previous == nil, let dictionary {
            builder.addDictionary(dictionary.bytes.bindMemory(to: UInt8.self))
        }
        words.add(to: &builder)
        lexicon =
            previous.map { builder.build(withDictionaryOf: $0.index.lexicon) } ?? builder.build()
    }

    /// A line with hashes of the ids of its passages and document, or what is wrong with it.
    private struct SurveyedLine: Sendable {
        let number: Int
        let result: Result<[UInt64], CorpusError>
    }

    /// What one thread found, and another one takes.
    private struct SurveyedChunk: @unchecked Sendable {
        var lines: [SurveyedLine] = []
        let words = WordCounter()
    }

    private static func survey(
        _ line: CorpusChunks.Line, _ counter: WordCounter
    ) -> SurveyedLine {
        do throws(CorpusError) {
            let document = try CorpusFile.document(line.bytes, line: line.number)
            let passages = document.passages()
            counter.add(document.title)
            counter.add(document.subtitle ?? "", counts: false)
            var headings: [String] = []
            for passage in passages {
                counter.add(passage.label)
                counter.add(passage.text)
                for topic in passage.topics { counter.add(topic, counts: false) }
                guard passage.headings != headings else { continue }
                headings = passage.headings
                for heading in headings { counter.add(heading, counts: false) }
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
    fileprivate func id(_ place: Int, ofLine number: Int, in part: Part) -> String {
        var result = ""
        for chunk in chunks[part.chunks] {
            forEachLine(of: chunk) { line in
                guard line.number == number,
                    let document = try? CorpusFile.document(line.bytes, line: number)
                else { return }
                let ids = Self.ids(of: document, document.passages())
                if place < ids.count { result = ids[place] }
            }
        }
        return result
    }
}
