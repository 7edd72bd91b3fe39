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

    /// A builder over corpus folders; of doubled ids the first folder's document counts.
    ///
    /// - Parameters:
    ///   - corpora: The folders.
    ///   - thesaurus: The words that may stand for each other.
    ///   - dictionary: A hunspell dictionary (`.dic`) that teaches what compounds are made of; `nil`
    ///     for the words of the corpora alone.
    public init(
        corpora: [String], thesaurus: Thesaurus = Thesaurus(), dictionary: String? = nil
    ) {
        self.corpora = corpora
        self.thesaurus = thesaurus
        self.dictionary = dictionary
    }

    /// Reads the corpora twice (words, then passages) and replaces the index in `folder`.
    ///
    /// - Returns: Counts, and the lines that were left out.
    /// - Throws: `IndexBuildError`; an index that was there is then as it was.
    public func build(into folder: String) throws(IndexBuildError) -> IndexReport {
        var report = IndexReport()
        let lexicon = try gatherLexicon()
        do throws(IndexError) {
            var writer = try IndexWriter(folder, model: Ranking().impactModel, start: .replace)
            try addPassages(by: lexicon, to: &writer, &report)
            guard report.passages > 0 else { throw IndexError.missing(folder: folder) }
            let reader = try writer.prepare()
            report.terms = reader.termCount
            writer.attach(Attachment.synonyms, synonyms(in: reader, lexicon))
            writer.attach(Attachment.spelling, try spelling(in: reader))
            writer.attach(Attachment.topics, SearchIndex.encode(topicsOf: thesaurus))
            writer.attach(Attachment.glossary, SearchIndex.encode(glossaryOf: thesaurus))
            writer.attach(Attachment.lexicon, lexicon)
            writer.attach(Attachment.forms, WordForms.encoded)
            writer.attach(Attachment.words, try words(in: reader, lexicon))
            writer.attach(Attachment.analysis, Array(Analyzer.fingerprint.utf8))
            writer.attach(Attachment.corpora, corpusHashes())
            try writer.commit()
        } catch {
            if report.passages == 0, case .missing = error { throw .empty }
            throw .index(error)
        }
        return report
    }

    private func addPassages(
        by lexicon: [UInt8], to writer: inout IndexWriter, _ report: inout IndexReport
    ) throws(IndexError) {
        let builder = RunBuilder(fieldCount: Field.allCases.count)
        var runs: [Run] = []
        var failure: IndexError?
        lexicon.withUnsafeBytes { bytes in
            let analyzer = Analyzer(lexicon: Lexicon(bytes: bytes, owner: nil) ?? .empty)
            var indexer = PassageIndexer(analyzer: analyzer)
            var documents: [DocumentInfo] = []
            var frames: [(id: String, frame: [UInt8])] = []
            var seen: Set<String> = []
            for corpus in corpora {
                let path = Path.join(corpus, CorpusFile.name)
                forEachDocument(of: path) { line, result in
                    do throws(CorpusError) {
                        let document = try result.get()
                        let passages = document.passages()
                        for id in Set(passages.map(\.id) + [document.id]) where seen.contains(id) {
                            throw .duplicate(line: line, id: id)
                        }
                        seen.formUnion(passages.map(\.id) + [document.id])
                        indexer.add(passages, of: document, number: documents.count, to: builder)
                        documents.append(DocumentInfo(document, passages: passages.count))
                        frames.append(
                            (document.id, DocumentStore.frame(of: document, passages: passages)))
                        report.passages += passages.count
                    } catch {
                        report.failures.append(IndexReport.Failure(path: path, error: error))
                    }
                    guard builder.isFull, failure == nil else { return }
                    do throws(IndexError) {
                        runs.append(try builder.finish(spillingTo: writer.folder))
                    } catch { failure = error }
                }
            }
            report.documents = documents.count
            var record = RecordWriter()
            record.append(documents.count)
            for document in documents { document.write(to: &record) }
            writer.attach(Attachment.documents, record.bytes)
            writer.attach(Attachment.documentFrames, DocumentStore.encode(frames))
            writer.attach(Attachment.facts, indexer.facts)
            writer.attach(Attachment.duplicates, indexer.duplicates.encoded())
        }
        if let failure { throw failure }
        if !builder.isEmpty { runs.append(try builder.finish()) }
        for run in runs { writer.add(run) }
    }

    /// The thesaurus as far as the passages have its words.
    private func synonyms(in reader: IndexReader, _ lexicon: [UInt8]) -> [UInt8] {
        lexicon.withUnsafeBytes { bytes in
            let analyzer = Analyzer(lexicon: Lexicon(bytes: bytes, owner: nil) ?? .empty)
            let compiler = SynonymCompiler(analyzer: analyzer) { stem in
                [TermReason.stem, .head, .part].map { reason in
                    let matches = try? reader.find([reason.prefix] + stem)
                    return matches?.passages ?? 0
                }.max() ?? 0
            }
            return compiler.compile(thesaurus)
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

    private func gatherLexicon() throws(IndexBuildError) -> [UInt8] {
        var builder = LexiconBuilder()
        if let dictionary, let file = try? MappedFile(dictionary) {
            builder.addDictionary(file.bytes.bindMemory(to: UInt8.self))
        }
        let analyzer = Analyzer()
        for corpus in corpora {
            let path = Path.join(corpus, CorpusFile.name)
            var failure: CorpusError?
            do throws(CorpusError) {
                try CorpusFile.read(path) { result in
                    guard case .success(let document) = result else { return }
                    var texts = [document.title]
                    for passage in document.passages() { texts += [passage.label, passage.text] }
                    for text in texts {
                        analyzer.forEachWord(in: text) { word in
                            guard !FunctionWords.contains(word) else { return }
                            builder.add(word)
                            let stem = analyzer.stem(of: word)
                            if stem != word { builder.add(stem) }
                        }
                    }
                }
            } catch { failure = error }
            if case .file(.missing) = failure { throw .noCorpus(folder: corpus) }
            if let failure { throw .corpus(failure, path: path) }
        }
        return builder.build()
    }

    /// As `CorpusFile.read`, with the number of the document for messages; read errors were met
    /// when the words were gathered.
    private func forEachDocument(
        of path: String, _ body: (Int, Result<Document, CorpusError>) -> Void
    ) {
        var line = 0
        try? CorpusFile.read(path) { result in
            line += 1
            body(line, result)
        }
    }

    private func corpusHashes() -> [UInt8] {
        var writer = RecordWriter()
        writer.append(corpora.count)
        for corpus in corpora { writer.append(CorpusState.hash(of: corpus) ?? "") }
        return writer.bytes
    }
}
