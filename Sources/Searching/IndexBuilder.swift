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

    /// A builder over corpus folders; of doubled ids the first folder's document counts.
    ///
    /// - Parameters:
    ///   - corpora: The folders.
    ///   - thesaurus: The words that may stand for each other.
    public init(corpora: [String], thesaurus: Thesaurus = Thesaurus()) {
        self.corpora = corpora
        self.thesaurus = thesaurus
    }

    /// Reads the corpora twice (words, then passages) and replaces the index in `folder`.
    ///
    /// - Returns: Counts, and the lines that were left out.
    /// - Throws: `IndexBuildError`; an index that was there is then as it was.
    public func build(into folder: String) throws(IndexBuildError) -> IndexReport {
        var report = IndexReport()
        let lexicon = try gatherLexicon()
        let lexiconHash = LexiconBuilder.fingerprint(of: lexicon)
        var builder = SegmentBuilder(fieldCount: Field.allCases.count)
        lexicon.withUnsafeBytes { bytes in
            let view = Lexicon(bytes: bytes, owner: nil, fingerprint: lexiconHash)
            let analyzer = Analyzer(lexicon: view ?? .empty)
            var indexer = PassageIndexer(analyzer: analyzer)
            var documents: [DocumentInfo] = []
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
                        documents.append(DocumentInfo(document, passages: passages.count))
                        let title = [document.title, document.subtitle ?? ""]
                            .joined(separator: " . ")
                        var texts: [String: String] = [:]
                        for passage in passages { texts[passage.id] = passage.text }
                        for passage in passages {
                            // A point seldom repeats what the passage above it is about.
                            let above = passage.parent.flatMap { texts[$0] } ?? ""
                            try indexer.add(
                                passage, context: title + " . " + above, to: &builder)
                        }
                    } catch {
                        report.failures.append(IndexReport.Failure(path: path, error: error))
                    }
                }
            }
            report.documents = documents.count
            var writer = RecordWriter()
            writer.append(documents.count)
            for document in documents { document.write(to: &writer) }
            builder.attach(Attachment.documents, writer.bytes)
            let compiler = SynonymCompiler(analyzer: analyzer) { stem in
                [TermReason.stem, .part].map { builder.passages(of: [$0.prefix] + stem) }.max() ?? 0
            }
            let synonyms = compiler.compile(thesaurus)
            builder.attach(Attachment.synonyms, synonyms)
        }
        report.passages = builder.passageCount
        guard report.passages > 0 else { throw .empty }
        var hash = RecordWriter()
        hash.append(String(lexiconHash, radix: 16))
        builder.attach(Attachment.lexiconHash, hash.bytes)
        builder.attach(Attachment.lexicon, lexicon)
        builder.attach(Attachment.analysis, Array(Analyzer.fingerprint.utf8))
        builder.attach(Attachment.corpora, try corpusHashes())
        report.terms = builder.termCount
        do { try IndexFolder.replace(folder, with: builder) } catch { throw .index(error) }
        return report
    }

    private func gatherLexicon() throws(IndexBuildError) -> [UInt8] {
        var builder = LexiconBuilder()
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

    private func corpusHashes() throws(IndexBuildError) -> [UInt8] {
        var writer = RecordWriter()
        writer.append(corpora.count)
        for corpus in corpora { writer.append(CorpusState.hash(of: corpus) ?? "") }
        return writer.bytes
    }
}

/// Adds passages to a segment.
private struct PassageIndexer {
    let analyzer: Analyzer
    private var stream = TokenStream()

    init(analyzer: Analyzer) { self.analyzer = analyzer }

    mutating func add(
        _ passage: Passage, context: String, to builder: inout SegmentBuilder
    ) throws(CorpusError) {
        var lengths = [Int](repeating: 0, count: Field.allCases.count)
        let ownTopics = passage.hasOwnTopics ? passage.topics : []
        for field in Field.allCases {
            let text =
                switch field {
                case .context: context
                // A topic heads its passages like a heading does: `alle-ouders-bereiken`.
                case .headings:
                    (passage.headings + ownTopics.map { $0.replacing("-", with: " ") })
                        .joined(separator: " . ")
                case .label: passage.label
                case .text: passage.text
                }
            guard !text.isEmpty else { continue }
            analyzer.analyze(text, into: &stream)
            lengths[field.rawValue] = stream.positions
            stream.forEach { token, term in
                builder.add(term, field: field.rawValue, position: token.position)
            }
        }
        func add(_ facet: Facet, _ values: [String]) {
            for value in values {
                facet.term(value).withUnsafeBufferPointer {
                    builder.add($0, field: Field.text.rawValue, position: 0)
                }
            }
        }
        add(.kind, [passage.kind.rawValue])
        add(.audience, passage.audiences.map(\.rawValue))
        add(.topic, passage.topics)
        add(.ownTopic, ownTopics)
        add(.document, [passage.document])
        do {
            try builder.endPassage(key: passage.id, lengths: lengths, stored: passage.encoded())
        } catch { throw .field(line: 0, pointer: "/sections") }
    }
}
