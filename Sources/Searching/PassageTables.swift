internal import Corpus
internal import Files
internal import Indexing

/// Gathers what an index keeps beside the words of its passages, chunk by chunk.
struct PassageTables: ~Copyable {
    private let infos: SpillFile
    private let frames: SpillFile
    private let facts: SpillFile
    private var duplicates: DuplicateFinder
    private var kinds: [String] = []
    /// Number of documents so far.
    private(set) var documents = 0
    /// Number of passages so far.
    private(set) var passages = 0

    /// Tables without documents.
    ///
    /// - Parameter folder: Where they wait in files.
    /// - Throws: `IndexError.file`.
    init(in folder: String) throws(IndexError) {
        do {
            let files = (
                try SpillFile(in: folder), try SpillFile(in: folder), try SpillFile(in: folder)
            )
            let finder = try DuplicateFinder(in: folder)
            (infos, frames, facts) = files
            duplicates = finder
        } catch { throw .file(error) }
    }

    /// Adds a chunk behind those before it.
    ///
    /// - Throws: `IndexError.file` when the disk is full or fails.
    mutating func add(_ chunk: IndexedChunk) throws(IndexError) {
        do {
            try infos.write(chunk.documentInfos.bytes)
            try frames.write(chunk.frames.bytes)
            try facts.write(
                PassageFacts.renumbered(
                    chunk.facts, kinds: chunk.kinds, among: &kinds, firstDocument: documents))
            for waiting in chunk.traits {
                try PassageTraits.forEach(in: waiting.bytes) { (traits) throws(FileError) in
                    var traits = traits
                    traits.document += documents
                    try duplicates.add(traits)
                }
            }
        } catch { throw .file(error) }
        documents += chunk.documents
        passages += chunk.passages
    }

    /// Hands all tables to the writer of the index.
    ///
    /// - Throws: `IndexError.file` when the disk is full or fails.
    consuming func attach(to writer: inout IndexWriter) throws(IndexError) {
        var count = RecordWriter()
        count.append(documents)
        var names = RecordWriter()
        names.append(kinds)
        writer.attach(Attachment.documents, count.bytes, infos)
        writer.attach(Attachment.documentFrames, count.bytes, frames)
        writer.attach(Attachment.facts, names.bytes, facts)
        do { writer.attach(Attachment.duplicates, try duplicates.encoded()) } catch {
            throw .file(error)
        }
    }
}
