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
    /// An index that was made of the same sources by the same rules, and is whole, stays as it is. Of one
    /// that was made of others by the same rules, all parts are taken over that would come out the same.
    ///
    /// - Parameter progress: Told now and then how many bytes of how many were indexed.
    /// - Returns: Counts, and the lines that were left out.
    /// - Throws: `IndexBuildError`; an index that was there is then as it was.
    public func build(
        into folder: String, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(IndexBuildError) -> IndexReport {
        Memory.returnLargeBlocks()
        let rules = rules()
        let sources = sources(rules)
        if let report = current(in: folder, of: sources) { return report }
        let writer = try writer(of: folder)
        let previous = PreviousIndex(folder, rules: rules)
        do throws(IndexBuildError) {
            return try build(
                with: writer, rules: rules, sources: sources, previous: previous, progress)
        } catch {
            // An index that is not as it should be is no reason to make none.
            guard previous != nil, case .index(.damaged) = error else { throw error }
            return try build(
                with: try self.writer(of: folder), rules: rules, sources: sources, previous: nil,
                progress)
        }
    }

    private func writer(of folder: String) throws(IndexBuildError) -> IndexWriter {
        do { return try IndexWriter(folder, model: Ranking().impactModel, start: .arrange) } catch {
            throw .index(error)
        }
    }

    private func build(
        with newWriter: consuming IndexWriter, rules: [UInt8], sources: [UInt8],
        previous: PreviousIndex?, _ progress: (Int, Int) -> Void
    ) throws(IndexBuildError) -> IndexReport {
        var writer = newWriter
        var report = IndexReport()
        let chunks = try CorpusChunks(
            of: corpora, size: plan.chunkSize, regionSize: plan.regionSize,
            partSize: plan.partSize)
        let plan = plan.withRoom(forLine: chunks.longestLine)
        do throws(IndexError) {
            let survey = try CorpusSurvey(
                chunks, corpora: corpora, dictionary: dictionary.flatMap { try? MappedFile($0) },
                previous: previous, threads: plan.threads, in: writer.folder)
            report.failures = survey.failures
            let lexicon = try KeptLexicon(survey.lexicon)
            let changes = previous.map {
                ReadingChanges(from: $0.index.lexicon, to: lexicon.lexicon)
            }
            let table = changes?.unchanged(in: previous?.index.words ?? .empty) ?? .empty
            let kept = try kept(chunks, survey, previous, changes)
            let parts = try addPassages(
                of: chunks, survey, kept, previous, lexicon.lexicon, table, plan, to: &writer,
                &report, progress)
            guard report.passages > 0 else { throw IndexError.missing(folder: writer.folder) }
            let reader = try writer.prepare()
            report.terms = reader.termCount
            writer.attach(Attachment.synonyms, synonyms(in: reader, lexicon.lexicon, table))
            let found = try wordsOfPassages(in: reader)
            writer.attach(Attachment.spelling, spelling(of: found))
            writer.attach(Attachment.topics, SearchIndex.encode(topicsOf: thesaurus))
            writer.attach(Attachment.glossary, SearchIndex.encode(glossaryOf: thesaurus))
            writer.attach(Attachment.lexicon, lexicon.bytes)
            writer.attach(Attachment.forms, WordForms.encoded)
            writer.attach(Attachment.words, words(found, lexicon.lexicon, table))
            writer.attach(Attachment.analysis, Array(Analyzer.fingerprint.utf8))
            writer.attach(Attachment.corpora, corpusHashes())
            writer.attach(Attachment.parts, PartRecord.encode(parts, rules: rules))
            writer.attach(Attachment.surveys, [], survey.surveys)
            // With lines that were left out it is made anew, so that they are told of again.
            writer.attach(Attachment.sources, report.failures.isEmpty ? sources : [])
            try writer.commit()
        } catch {
            if report.passages == 0, case .missing = error { throw .empty }
            throw .index(error)
        }
        return report
    }

    /// A lexicon with its bytes.
    private struct KeptLexicon: Sendable {
        let bytes: [UInt8]
        let lexicon: Lexicon

        init(_ bytes: [UInt8]) throws(IndexError) {
            self.bytes = bytes
            let memory: MappedFile
            do { memory = try MappedFile(copying: bytes, path: "") } catch { throw .file(error) }
            lexicon = Lexicon(bytes: memory.bytes, owner: memory) ?? .empty
        }
    }

    /// What all of the index depends on, as bytes to compare: the rules, the sizes of the corpora's pieces,
    /// and hashes of the thesaurus and the dictionary.
    private func rules() -> [UInt8] {
        var writer = RecordWriter()
        writer.append(Analyzer.fingerprint)
        writer.append(Self.version)
        writer.append(plan.regionSize)
        writer.append(plan.partSize)
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
        return Self.hash(of: writer.bytes)
    }

    /// What the index depends on, as bytes to compare: the rules and the corpora.
    private func sources(_ rules: [UInt8]) -> [UInt8] { Self.hash(of: rules + corpusHashes()) }

    private static func hash(of bytes: [UInt8]) -> [UInt8] {
        Array(String(bytes.withUnsafeBytes { ContentHash.of($0) }, radix: 16).utf8)
    }

    /// Raise when the same sources give another index, or one of its tables is written another way.
    private static let version = 6

    /// What is told of an index that is as it would be made again, or `nil` for another one.
    private func current(in folder: String, of sources: [UInt8]) -> IndexReport? {
        guard let index = try? SearchIndex(folder),
            let known = index.reader.attachment(Attachment.sources), known.elementsEqual(sources),
            (try? index.reader.checkBytes()) != nil
        else { return nil }
        var report = IndexReport()
        report.documents = index.documents.count
        report.passages = index.passageCount
        report.terms = index.reader.termCount
        return report
    }

    /// For each part what is taken over of the index before: the same lines, whose words are all read as
    /// they were.
    private func kept(
        _ chunks: CorpusChunks, _ survey: CorpusSurvey, _ previous: PreviousIndex?,
        _ changes: ReadingChanges?
    ) throws(IndexError) -> [PreviousIndex.Part?] {
        guard let previous, let changes else { return chunks.parts.map { _ in nil } }
        var changed: Set<[UInt8]> = []
        survey.words.forEach { word, _ in
            if changes.isChanged(word) { changed.insert(Array(word)) }
        }
        var kept: [PreviousIndex.Part?] = []
        for (number, part) in chunks.parts.enumerated() {
            guard survey.leftOut[number].isEmpty, let known = previous.part(part.hash) else {
                kept.append(nil)
                continue
            }
            var isSame = true
            if !changed.isEmpty {
                try PartSurvey.read(
                    previous.survey(of: known), path: previous.index.folder
                ) { _, _ in
                } word: { word, _ in
                    if changed.contains(Array(word)) { isSame = false }
                }
            }
            kept.append(isSame ? known : nil)
        }
        return kept
    }

    /// - Returns: The parts, as the next index will find them.
    private func addPassages(
        of chunks: CorpusChunks, _ survey: CorpusSurvey, _ kept: [PreviousIndex.Part?],
        _ previous: PreviousIndex?, _ lexicon: Lexicon, _ table: WordTable, _ plan: BuildPlan,
        to writer: inout IndexWriter, _ report: inout IndexReport, _ progress: (Int, Int) -> Void
    ) throws(IndexError) -> [PartRecord] {
        // A small index is made without a file on the side.
        let spilling =
            chunks.chunks.count > 1 || chunks.longestLine > plan.chunkSize ? writer.folder : nil
        let total = chunks.files.reduce(0) { $0 + $1.count }
        var tables = try PassageTables(in: writer.folder)
        var runs = [[Run]](repeating: [], count: chunks.parts.count)
        var failure: IndexError?
        var done = 0
        let (leftOut, sizes) = (survey.leftOut, survey.sizes)
        OrderedWork.run(chunks.chunks.count, threads: plan.threads) {
            PassageIndexer(
                lexicon: lexicon, table: table, words: plan.words, capacity: plan.capacity,
                spillingTo: spilling)
        } make: { indexer, index in
            let chunk = chunks.chunks[index]
            guard kept[chunk.part] == nil else { return IndexedChunk() }
            defer { chunks.forget(chunk) }
            chunks.forEachLine(of: chunk) { line in
                guard !leftOut[chunk.part].contains(line.number),
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
            let number = chunks.chunks[index].part
            let part = chunks.parts[number]
            if index == part.chunks.lowerBound { tables.beginPart() }
            let isLast = index == part.chunks.upperBound - 1
            do throws(IndexError) {
                if let known = kept[number], let previous {
                    if isLast { try tables.add(known, of: previous) }
                } else {
                    try tables.add(chunk)
                }
                if isLast {
                    try tables.endPart(
                        hash: leftOut[number].isEmpty ? part.hash : 0, survey: sizes[number])
                }
            } catch { failure = error }
            runs[number] += chunk.runs
            done += chunks.chunks[index].range.count
            progress(done, total)
        }
        if let failure { throw failure }
        report.documents = tables.documents
        report.passages = tables.passages
        var parts = tables.parts
        try tables.attach(to: &writer)
        var segments = 0
        for number in parts.indices {
            if let known = kept[number], let previous {
                for segment in known.start.segments..<known.start.segments + known.record.segments {
                    try writer.keep(segment, of: previous.index.reader)
                }
                parts[number].segments = known.record.segments
                segments += known.record.segments
            } else {
                for run in runs[number] { writer.add(run) }
                runs[number] = []
                let count = try writer.endSegment()
                parts[number].segments = count - segments
                segments = count
            }
        }
        return parts
    }

    /// The thesaurus as far as the passages have its words.
    private func synonyms(
        in reader: IndexReader, _ lexicon: Lexicon, _ table: WordTable
    ) -> [UInt8] {
        SynonymCompiler(analyzer: Analyzer(lexicon: lexicon, table: table), reader: reader)
            .compile(thesaurus)
    }

    /// A word with the number of passages that have it.
    private typealias FoundWord = (word: [UInt8], passages: Int)

    /// The words of the passages, in byte order.
    private func wordsOfPassages(in reader: IndexReader) throws(IndexError) -> [FoundWord] {
        var words: [FoundWord] = []
        try reader.forEachTerm(prefix: [TermReason.word.prefix]) { term, matches in
            words.append((Array(term.dropFirst()), matches.passages))
            return true
        }
        return words
    }

    /// Words whose terms are kept: those of a corpus like ours many times over.
    private static let mostWords = 1 << 15

    /// The commonest words of the passages, and those of the thesaurus, with their terms, so that no answer
    /// works them out.
    private func words(_ found: [FoundWord], _ lexicon: Lexicon, _ table: WordTable) -> [UInt8] {
        // A stable sort: words that are as common stay in byte order.
        var words = found.sorted { $0.passages > $1.passages }.prefix(Self.mostWords).map(\.word)
        var seen = Set(words)
        for label in thesaurus.concepts.flatMap(\.labels) {
            Analyzer.forEachWord(in: label) { word in
                if seen.insert(Array(word.utf8)).inserted { words.append(Array(word.utf8)) }
            }
        }
        return Analyzer(lexicon: lexicon, table: table).table(of: words)
    }

    /// The words of the passages and the thesaurus, and those that say little.
    private func spelling(of found: [FoundWord]) -> [UInt8] {
        var words: [[UInt8]: Int] = [:]
        for word in FunctionWords.all { words[Array(word.utf8)] = 0 }
        for label in thesaurus.concepts.flatMap({ [$0.preferred] + $0.alternatives }) {
            Analyzer.forEachWord(in: label) { words[Array($0.utf8)] = 0 }
        }
        for (word, passages) in found { words[word] = passages }
        return SpellingTable.encode(words.filter { Spelling.mayBeMeant($0.key) })
    }

    private func corpusHashes() -> [UInt8] {
        var writer = RecordWriter()
        writer.append(corpora.count)
        for corpus in corpora { writer.append(CorpusState.hash(of: corpus) ?? "") }
        return writer.bytes
    }
}
