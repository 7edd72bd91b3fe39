public import Corpus
internal import Analysis
internal import Files
public import Indexing

/// Why a corpus could not be made into an index.
public enum IndexBuildError: Error, Hashable, Sendable {
    /// No `corpus.jsonl` stands in this folder.
    case noCorpus(folder: String)
    /// A corpus cannot be read at all.
    case corpus(CorpusError, path: String)
    /// None of the corpora holds a passage.
    case empty
    /// The index cannot be written.
    case index(IndexError)
}

/// What became of a build.
public struct IndexReport: Hashable, Sendable {
    /// Documents in the index.
    public var documents = 0
    /// Passages in the index.
    public var passages = 0
    /// Different terms in the index.
    public var terms = 0
    /// Lines that were left out, with the file they stand in.
    public var failures: [Failure] = []

    /// A line that was left out.
    public struct Failure: Hashable, Sendable {
        /// The corpus file.
        public let path: String
        /// What was wrong.
        public let error: CorpusError
    }
}

/// Makes the index of one or more corpora.
public struct IndexBuilder {
    private let corpora: [String]
    private let thesaurus: Thesaurus
    private let dictionary: String?
    private let plan: BuildPlan

    /// Bytes that a build takes when nothing else is said.
    public static let memory = 256 << 20
    /// What a build takes at least, whatever is said.
    public static let leastMemory = 128 << 20

    /// A builder over corpus folders; of doubled ids the first folder's document counts.
    ///
    /// - Parameters:
    ///   - corpora: The folders.
    ///   - thesaurus: The words that may stand for each other.
    ///   - dictionary: A hunspell dictionary (`.dic`) that teaches what compounds are made of; `nil`
    ///     for the words of the corpora alone.
    ///   - memory: Bytes that the build may take; the index is the same with any.
    ///   - threads: Threads at most; `nil` for one a core. The index is the same with any.
    public init(
        corpora: [String], thesaurus: Thesaurus = Thesaurus(), dictionary: String? = nil,
        memory: Int = IndexBuilder.memory, threads: Int? = nil
    ) {
        self.init(
            corpora: corpora, thesaurus: thesaurus, dictionary: dictionary,
            plan: BuildPlan(
                memory: max(Self.leastMemory, memory), cores: max(1, threads ?? Parallel.cores)))
    }

    init(
        corpora: [String], thesaurus: Thesaurus = Thesaurus(), dictionary: String? = nil,
        plan: BuildPlan
    ) {
        self.corpora = corpora
        self.thesaurus = thesaurus
        self.dictionary = dictionary
        self.plan = plan
    }

    /// Reads the corpora twice (words, then passages) and replaces the index in `folder`.
    ///
    /// An index that was made of the same sources by the same rules, and is whole, stays as it is.
    ///
    /// - Parameter progress: Told now and then how many bytes of how many were indexed.
    /// - Returns: Counts, and the lines that were left out.
    /// - Throws: `IndexBuildError`; an index that was there is then as it was.
    public func build(
        into folder: String, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(IndexBuildError) -> IndexReport {
        Memory.returnLargeBlocks()
        let sources = sources()
        if let report = current(in: folder, of: sources) { return report }
        var report = IndexReport()
        let chunks = try CorpusChunks(
            of: corpora, size: plan.chunkSize, regionSize: plan.regionSize)
        let plan = plan.withRoom(forLine: chunks.longestLine)
        let survey = CorpusSurvey(
            chunks, corpora: corpora, dictionary: dictionary.flatMap { try? MappedFile($0) },
            threads: plan.threads)
        report.failures = survey.failures
        do throws(IndexError) {
            var writer = try IndexWriter(folder, model: Ranking().impactModel, start: .replace)
            try addPassages(of: chunks, survey, plan, to: &writer, &report, progress)
            guard report.passages > 0 else { throw IndexError.missing(folder: folder) }
            let reader = try writer.prepare()
            report.terms = reader.termCount
            writer.attach(Attachment.synonyms, synonyms(in: reader, survey.lexicon))
            writer.attach(Attachment.spelling, try spelling(in: reader))
            writer.attach(Attachment.topics, SearchIndex.encode(topicsOf: thesaurus))
            writer.attach(Attachment.glossary, SearchIndex.encode(glossaryOf: thesaurus))
            writer.attach(Attachment.lexicon, survey.lexicon)
            writer.attach(Attachment.forms, WordForms.encoded)
            writer.attach(Attachment.words, try words(in: reader, survey.lexicon))
            writer.attach(Attachment.analysis, Array(Analyzer.fingerprint.utf8))
            writer.attach(Attachment.corpora, corpusHashes())
            // With lines that were left out it is made anew, so that they are told of again.
            writer.attach(Attachment.sources, report.failures.isEmpty ? sources : [])
            try writer.commit()
        } catch {
            if report.passages == 0, case .missing = error { throw .empty }
            throw .index(error)
        }
        return report
    }

    /// What the index depends on, as bytes to compare: the rules, the regions of the store, and hashes
    /// of the corpora, the thesaurus and the dictionary.
    private func sources() -> [UInt8] {
        var writer = RecordWriter()
        writer.append(Analyzer.fingerprint)
        writer.append(Self.version)
        writer.append(plan.regionSize)
        writer.append(corpusHashes())
        for bytes in [
            SearchIndex.encode(topicsOf: thesaurus), SearchIndex.encode(glossaryOf: thesaurus),
        ] { writer.append(bytes) }
        for concept in thesaurus.concepts {
            writer.append([concept.id] + concept.labels)
            writer.append(concept.notation)
            writer.append(concept.narrower)
            writer.append(concept.broader)
            writer.append(concept.related)
        }
        let words = dictionary.flatMap { try? MappedFile($0) }
        writer.append(words.map { String(ContentHash.of($0.bytes), radix: 16) })
        let hash = writer.bytes.withUnsafeBytes { ContentHash.of($0) }
        return Array(String(hash, radix: 16).utf8)
    }

    /// Raise when the same sources give another index, or one of its tables is written another way.
    private static let version = 4

    /// What is told of an index that is as it would be made again, or `nil` for another one.
    private func current(in folder: String, of sources: [UInt8]) -> IndexReport? {
        guard let index = try? SearchIndex(folder),
            let known = index.reader.attachment(Attachment.sources), known.elementsEqual(sources),
            (try? index.reader.check()) != nil
        else { return nil }
        var report = IndexReport()
        report.documents = index.documents.count
        report.passages = index.passageCount
        report.terms = index.reader.termCount
        return report
    }

    private func addPassages(
        of chunks: CorpusChunks, _ survey: CorpusSurvey, _ plan: BuildPlan,
        to writer: inout IndexWriter, _ report: inout IndexReport, _ progress: (Int, Int) -> Void
    ) throws(IndexError) {
        // A small index is made without a file on the side.
        let spilling =
            chunks.chunks.count > 1 || chunks.longestLine > plan.chunkSize ? writer.folder : nil
        let total = chunks.files.reduce(0) { $0 + $1.count }
        var tables = try PassageTables(in: writer.folder)
        var runs: [Run] = []
        var failure: IndexError?
        var done = 0
        let leftOut = survey.leftOut
        survey.lexicon.withUnsafeBytes { bytes in
            let lexicon = Lexicon(bytes: bytes, owner: nil) ?? .empty
            OrderedWork.run(chunks.chunks.count, threads: plan.threads) {
                PassageIndexer(
                    lexicon: lexicon, words: plan.words, capacity: plan.capacity,
                    spillingTo: spilling)
            } make: { indexer, index in
                let chunk = chunks.chunks[index]
                defer { chunks.forget(chunk) }
                chunks.forEachLine(of: chunk) { line in
                    guard !leftOut[index].contains(line.number),
                        let document = try? CorpusFile.document(line.bytes, line: line.number)
                    else {
                        if line.endsRegion { indexer.endRegion() }
                        return
                    }
                    indexer.add(document, document.passages(), endsRegion: line.endsRegion)
                }
                return indexer.finish()
            } take: { index, chunk in
                failure = failure ?? chunk.failure
                guard failure == nil else { return }
                do throws(IndexError) { try tables.add(chunk) } catch { failure = error }
                runs += chunk.runs
                done += chunks.chunks[index].range.count
                progress(done, total)
            }
        }
        if let failure { throw failure }
        report.documents = tables.documents
        report.passages = tables.passages
        try tables.attach(to: &writer)
        for run in runs { writer.add(run) }
    }

    /// The thesaurus as far as the passages have its words.
    private func synonyms(in reader: IndexReader, _ lexicon: [UInt8]) -> [UInt8] {
        lexicon.withUnsafeBytes { bytes in
            let analyzer = Analyzer(lexicon: Lexicon(bytes: bytes, owner: nil) ?? .empty)
            return SynonymCompiler(analyzer: analyzer, reader: reader).compile(thesaurus)
        }
    }

    /// Words whose terms are kept: those of a corpus like ours many times over.
    private static let mostWords = 1 << 15

    /// The commonest words of the passages with their terms, so that no answer works them out.
    private func words(in reader: IndexReader, _ lexicon: [UInt8]) throws(IndexError) -> [UInt8] {
        var words: [(word: [UInt8], passages: Int, place: Int)] = []
        try reader.forEachTerm(prefix: [TermReason.word.prefix]) { term, matches in
            words.append((Array(term.dropFirst()), matches.passages, words.count))
            return true
        }
        words.sort {
            $0.passages != $1.passages ? $0.passages > $1.passages : $0.place < $1.place
        }
        return lexicon.withUnsafeBytes { bytes in
            Analyzer(lexicon: Lexicon(bytes: bytes, owner: nil) ?? .empty)
                .table(of: words.prefix(Self.mostWords).map(\.word))
        }
    }

    /// The words of the passages and the thesaurus, and those that say little.
    private func spelling(in reader: IndexReader) throws(IndexError) -> [UInt8] {
        var words: [[UInt8]: Int] = [:]
        for word in FunctionWords.all { words[Array(word.utf8)] = 0 }
        for label in thesaurus.concepts.flatMap({ [$0.preferred] + $0.alternatives }) {
            Analyzer.forEachWord(in: label) { words[Array($0.utf8)] = 0 }
        }
        try reader.forEachTerm(prefix: [TermReason.word.prefix]) { term, matches in
            words[Array(term.dropFirst())] = matches.passages
            return true
        }
        return SpellingTable.encode(words.filter { Spelling.mayBeMeant($0.key) })
    }

    private func corpusHashes() -> [UInt8] {
        var writer = RecordWriter()
        writer.append(corpora.count)
        for corpus in corpora { writer.append(CorpusState.hash(of: corpus) ?? "") }
        return writer.bytes
    }
}
