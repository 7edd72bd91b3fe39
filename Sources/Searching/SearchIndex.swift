public import Corpus
public import Indexing
internal import Analysis

/// An opened index: passages with their documents.
///
/// Many threads may use one value.
public final class SearchIndex: Sendable {
    /// The folder it was opened from.
    public let folder: String
    /// All documents, by id.
    public let documents: [String: DocumentInfo]
    /// A word that names the state of the index: eight hexadecimal digits.
    public let name: String

    let reader: IndexReader
    let lexicon: Lexicon
    /// The tables of words, as the index keeps them.
    let forms: WordForms
    /// The commonest words of the passages with their terms.
    let words: WordTable
    let synonyms: SynonymTable
    let spelling: SpellingTable
    let facts: FactsTable
    let duplicates: DuplicateTable
    let topicLabels: [String: String]
    /// Number of passages of each document, by its number.
    let documentSizes: [Int]
    /// For each field the mean number of words in a passage.
    let averageLengths: [Double]
    private let corpusHashes: [String]

    /// Opens the last commit of a folder.
    ///
    /// - Throws: `IndexError`; `.analysis` when the index was made by other rules than this
    ///   program's.
    public init(_ folder: String) throws(IndexError) {
        let reader = try IndexReader(folder)
        self.folder = folder
        self.reader = reader
        name = String(("0000000" + reader.name).suffix(8))
        let analysis = try Self.attachment(Attachment.analysis, of: reader)
        let found = String(decoding: analysis, as: UTF8.self)
        guard found == Analyzer.fingerprint else {
            throw .analysis(path: reader.path, expected: Analyzer.fingerprint, got: found)
        }
        var hashes = RecordReader(
            try Self.attachment(Attachment.corpora, of: reader), path: reader.path)
        corpusHashes = try hashes.texts()
        guard
            let lexicon = Lexicon(
                bytes: try Self.attachment(Attachment.lexicon, of: reader), owner: reader)
        else { throw .damaged(path: reader.path, part: Attachment.lexicon) }
        self.lexicon = lexicon
        guard
            let forms = WordForms(
                bytes: try Self.attachment(Attachment.forms, of: reader), owner: reader)
        else { throw .damaged(path: reader.path, part: Attachment.forms) }
        self.forms = forms
        guard
            let words = WordTable(
                bytes: try Self.attachment(Attachment.words, of: reader), owner: reader)
        else { throw .damaged(path: reader.path, part: Attachment.words) }
        self.words = words
        synonyms = try SynonymTable(
            try Self.attachment(Attachment.synonyms, of: reader), path: reader.path)
        spelling = try SpellingTable(
            try Self.attachment(Attachment.spelling, of: reader), path: reader.path)
        facts = try FactsTable(
            try Self.attachment(Attachment.facts, of: reader), passages: reader.passageCount,
            path: reader.path)
        duplicates = try DuplicateTable(
            try Self.attachment(Attachment.duplicates, of: reader),
            passages: reader.passageCount, path: reader.path)
        topicLabels = try Self.decode(
            topics: try Self.attachment(Attachment.topics, of: reader), path: reader.path)
        averageLengths = reader.totals.map { Double($0) / Double(max(1, reader.passageCount)) }
        var records = RecordReader(
            try Self.attachment(Attachment.documents, of: reader), path: reader.path)
        var documents: [String: DocumentInfo] = [:]
        var sizes: [Int] = []
        for _ in 0..<(try records.number()) {
            let document = try DocumentInfo(from: &records)
            documents[document.id] = document
            sizes.append(document.passages)
        }
        documentSizes = sizes
        self.documents = documents
    }

    private static func attachment(
        _ name: String, of reader: IndexReader
    ) throws(IndexError) -> UnsafeRawBufferPointer {
        guard let bytes = reader.attachment(name) else {
            throw .damaged(path: reader.path, part: name)
        }
        return bytes
    }

    /// What the index keeps under a name.
    func attachment(_ name: String) throws(IndexError) -> UnsafeRawBufferPointer {
        try Self.attachment(name, of: reader)
    }

    /// Number of passages.
    public var passageCount: Int { reader.passageCount }

    /// Whether the corpora are others than those that were indexed.
    public func isStale(corpora: [String]) -> Bool {
        CorpusState.isStale(corpora: corpora, hashes: corpusHashes, index: folder)
    }

    /// The passage with this id, or `nil`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func passage(_ id: String) throws(IndexError) -> Passage? {
        guard let ordinal = try ordinal(of: id) else { return nil }
        return try passage(at: ordinal)
    }

    /// The place of a passage in the order of the corpora, or `nil`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func ordinal(of id: String) throws(IndexError) -> Int? {
        guard let matches = try reader.find(Facet.passage.term(id)) else { return nil }
        var cursor = try reader.postings(of: matches)
        return try cursor.next() ? cursor.passage : nil
    }

    /// The passage with this ordinal.
    ///
    /// - Throws: `IndexError.damaged`.
    public func passage(at ordinal: Int) throws(IndexError) -> Passage {
        try read(ordinal) { (bytes) throws(IndexError) in
            try Passage(decoding: bytes, path: reader.path)
        }
    }

    /// Ids of the near-duplicates that a passage has in other documents, in order.
    ///
    /// - Throws: `IndexError.damaged`.
    public func nearDuplicates(of ordinal: Int) throws(IndexError) -> [String] {
        try duplicates.of(ordinal).map(id)
    }

    /// The id of the passage with this ordinal.
    ///
    /// - Throws: `IndexError.damaged`.
    func id(_ ordinal: Int) throws(IndexError) -> String {
        try read(ordinal) { (bytes) throws(IndexError) in
            // The id comes first in the record.
            var reader = RecordReader(bytes, path: reader.path)
            return try reader.text()
        }
    }

    private func read<Value>(
        _ ordinal: Int, _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Value
    ) throws(IndexError) -> Value {
        let stored = try reader.stored(ordinal)
        let result = stored.withUnsafeBytes { bytes -> Result<Value, IndexError> in
            do throws(IndexError) { return .success(try body(bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Whether some passage says that it is for this audience.
    func hasAudience(_ audience: Audience) -> Bool {
        (try? reader.find(Facet.audience.term(audience.rawValue))) != nil
    }

    /// Reads every byte of the index.
    ///
    /// - Throws: `IndexError.damaged`, the first one met.
    public func check() throws(IndexError) {
        try reader.check()
        for ordinal in 0..<passageCount { _ = try passage(at: ordinal) }
    }
}
