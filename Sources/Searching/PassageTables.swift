internal import Corpus
internal import Files
internal import Indexing

/// Gathers what an index keeps beside the words of its passages, part by part.
struct PassageTables: ~Copyable {
    private let infos: SpillFile
    private let frames: SpillFile
    private let facts: SpillFile
    private let traits: SpillFile
    private var duplicates: DuplicateFinder
    private var kinds: [String] = []
    /// Number of documents so far.
    private(set) var documents = 0
    /// Number of passages so far.
    private(set) var passages = 0
    /// The parts so far.
    private(set) var parts: [PartRecord] = []
    private var partTraits = PartTraits.Writer(document: 0)
    /// What there was when the current part began.
    private var start = PartRecord()

    /// Tables without documents.
    ///
    /// - Parameter folder: Where they wait in files.
    /// - Throws: `IndexError.file`.
    init(in folder: String) throws(IndexError) {
        do {
            let files = (
                try SpillFile(in: folder), try SpillFile(in: folder), try SpillFile(in: folder),
                try SpillFile(in: folder)
            )
            let finder = try DuplicateFinder(in: folder)
            (infos, frames, facts, traits) = files
            duplicates = finder
        } catch { throw .file(error) }
    }

    /// What there is so far.
    private var state: PartRecord {
        var state = PartRecord()
        state.documents = documents
        state.passages = passages
        state.infos = infos.count
        state.frames = frames.count
        state.traits = traits.count
        return state
    }

    /// Begins a part behind those before it.
    mutating func beginPart() {
        start = state
        partTraits = PartTraits.Writer(document: documents)
    }

    /// Ends the part.
    ///
    /// - Parameters:
    ///   - hash: By which the next index knows it; 0 when that must make it anew.
    ///   - survey: Bytes of its survey.
    /// - Throws: `IndexError.file` when the disk is full or fails.
    mutating func endPart(hash: UInt64, survey: Int) throws(IndexError) {
        do { try traits.write(partTraits.end()) } catch { throw .file(error) }
        let end = state
        var part = PartRecord()
        part.hash = hash
        part.documents = end.documents - start.documents
        part.passages = end.passages - start.passages
        part.infos = end.infos - start.infos
        part.frames = end.frames - start.frames
        part.traits = end.traits - start.traits
        part.survey = survey
        parts.append(part)
    }

    /// Adds the whole part of the index before.
    ///
    /// - Throws: `IndexError`.
    mutating func add(_ part: PreviousIndex.Part, of previous: PreviousIndex) throws(IndexError) {
        let oldTraits = try previous.traits(of: part)
        let (oldInfos, oldFrames) = (try previous.infos(of: part), try previous.frames(of: part))
        let facts = PassageFacts.renumbered(
            Array(try previous.facts(of: part)), kinds: previous.kinds, among: &self.kinds,
            firstDocument: documents - part.start.documents)
        do {
            try infos.write(Array(oldInfos))
            try frames.write(Array(oldFrames))
            try self.facts.write(facts)
            try traits.write(Array(oldTraits))
        } catch { throw .file(error) }
        try PartTraits.forEach(in: oldTraits, path: previous.index.folder, document: documents) {
            (traits) throws(IndexError) in
            do throws(FileError) { try duplicates.add(traits) } catch { throw .file(error) }
        }
        documents += part.record.documents
        passages += part.record.passages
    }

    /// Adds a chunk of the current part behind those before it.
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
                    try self.traits.write(partTraits.add(traits))
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
        writer.attach(Attachment.traits, [], traits)
        do { writer.attach(Attachment.duplicates, try duplicates.encoded()) } catch {
            throw .file(error)
        }
    }
}
