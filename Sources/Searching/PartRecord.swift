internal import Analysis
internal import Files
internal import Indexing

/// What an index tells of a part of the corpora, so that the next index can take it over.
///
///     the rules (length and bytes), number of parts, then for each: the hash of its lines (4, 4; 0 for a part
///     that cannot be taken over), numbers of documents and of passages, bytes of its document infos, its
///     document frames, its survey and its traits, number of segments; all numbers LEB128
struct PartRecord {
    var hash: UInt64 = 0
    var documents = 0
    var passages = 0
    var infos = 0
    var frames = 0
    var survey = 0
    var traits = 0
    var segments = 0

    static func encode(_ parts: [PartRecord], rules: [UInt8]) -> [UInt8] {
        var writer = RecordWriter()
        writer.append(rules)
        writer.append(parts.count)
        for part in parts {
            writer.append(Int(part.hash >> 32))
            writer.append(Int(part.hash & 0xFFFF_FFFF))
            for key in numbers { writer.append(part[keyPath: key]) }
        }
        return writer.bytes
    }

    static func decode(
        _ reader: inout RecordReader
    ) throws(IndexError) -> [PartRecord] {
        var parts: [PartRecord] = []
        for _ in 0..<(try reader.number()) {
            var part = PartRecord()
            part.hash = UInt64(try reader.number()) << 32
            part.hash |= UInt64(try reader.number())
            for key in numbers { part[keyPath: key] = try reader.number() }
            parts.append(part)
        }
        return parts
    }

    private static var numbers: [WritableKeyPath<PartRecord, Int>] {
        [\.documents, \.passages, \.infos, \.frames, \.survey, \.traits, \.segments]
    }

    /// Where the part behind this one begins, when this one tells where it begins itself.
    mutating func advance(by part: PartRecord) {
        for key in Self.numbers { self[keyPath: key] += part[keyPath: key] }
    }
}

/// What the first reading finds in a part: which documents it has, and its words.
///
///     number of documents, for each: lines from the one before, its ids' hashes (length, 8 bytes each); then
///     for each word to the end its bytes (length and bytes) and how often it was met; numbers are LEB128
///
/// The index keeps these bytes packed.
struct PartSurvey {
    private var documents = RecordWriter()
    private var count = 0
    private var line = 0
    let words = WordCounter()

    /// Adds a document.
    ///
    /// - Parameter line: Its line in the part; greater than that of the one before.
    mutating func add(line: Int, ids: [UInt64]) {
        documents.append(line - self.line)
        documents.append(ids.withUnsafeBytes { Array($0) })
        self.line = line
        count += 1
    }

    var bytes: [UInt8] {
        var writer = RecordWriter()
        writer.append(count)
        var result = writer.bytes + documents.bytes
        words.forEach { word, count in
            var writer = RecordWriter()
            writer.append(Array(word))
            writer.append(Int(count))
            result += writer.bytes
        }
        return result
    }

    /// Reads the packed bytes of a survey.
    ///
    /// - Parameters:
    ///   - document: Gets the line of each document in the part, and its ids.
    ///   - word: Gets each word and how often it was met.
    static func read(
        _ packed: UnsafeRawBufferPointer, path: String,
        document: (Int, [UInt64]) -> Void, word: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) throws(IndexError) {
        guard !packed.isEmpty else { return }
        try PackedBytes.withUnpacked(packed, path: path) { (bytes) throws(IndexError) in
            try read(unpacked: bytes, path: path, document: document, word: word)
        }
    }

    private static func read(
        unpacked bytes: UnsafeRawBufferPointer, path: String,
        document: (Int, [UInt64]) -> Void, word: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) throws(IndexError) {
        var reader = RecordReader(bytes, path: path)
        var line = 0
        for _ in 0..<(try reader.number()) {
            line += try reader.number()
            let ids = try reader.slice()
            document(
                line,
                (0..<ids.count / 8).map {
                    ids.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)
                })
        }
        while !reader.isAtEnd {
            let letters = try reader.slice()
            word(letters.bindMemory(to: UInt8.self), UInt32(clamping: try reader.number()))
        }
    }
}

/// The index before, as far as its parts can be taken over.
final class PreviousIndex: Sendable {
    /// A part with where it begins among all.
    struct Part: Sendable {
        let record: PartRecord
        let start: PartRecord
    }

    let index: SearchIndex
    private let parts: [UInt64: Part]
    /// Names of the kinds that the facts number.
    let kinds: [String]

    /// Opens the index of a folder; `nil` for one that was made by other rules or is not whole.
    init?(_ folder: String, rules: [UInt8]) {
        do throws(IndexError) {
            let index = try SearchIndex(folder)
            guard let bytes = index.reader.attachment(Attachment.parts) else { return nil }
            var reader = RecordReader(bytes, path: folder)
            guard try reader.blob() == rules else { return nil }
            var facts = RecordReader(try index.attachment(Attachment.facts), path: folder)
            kinds = try facts.texts()
            // Beyond these, passages lost their kind.
            guard kinds.count < PassageFacts.mostKinds else { return nil }
            var parts: [UInt64: Part] = [:]
            var end = PartRecord()
            for record in try PartRecord.decode(&reader) {
                if record.hash != 0 { parts[record.hash] = Part(record: record, start: end) }
                end.advance(by: record)
            }
            self.index = index
            self.parts = parts
            guard end.passages == index.passageCount, end.segments == index.reader.segmentCount,
                try body(of: Attachment.documents).count == end.infos,
                try body(of: Attachment.documentFrames).count == end.frames,
                try index.attachment(Attachment.surveys).count == end.survey,
                try index.attachment(Attachment.traits).count == end.traits
            else { return nil }
            try index.reader.checkBytes()
        } catch { return nil }
    }

    /// The part with these lines, if it is there.
    func part(_ hash: UInt64) -> Part? { parts[hash] }

    /// What an attachment holds behind the number that it begins with.
    private func body(of name: String) throws(IndexError) -> UnsafeRawBufferPointer {
        var reader = RecordReader(try index.attachment(name), path: index.folder)
        _ = try reader.number()
        return reader.rest
    }

    func infos(of part: Part) throws(IndexError) -> UnsafeRawBufferPointer {
        Self.slice(try body(of: Attachment.documents), part, \.infos)
    }

    func frames(of part: Part) throws(IndexError) -> UnsafeRawBufferPointer {
        Self.slice(try body(of: Attachment.documentFrames), part, \.frames)
    }

    func survey(of part: Part) throws(IndexError) -> UnsafeRawBufferPointer {
        Self.slice(try index.attachment(Attachment.surveys), part, \.survey)
    }

    func traits(of part: Part) throws(IndexError) -> UnsafeRawBufferPointer {
        Self.slice(try index.attachment(Attachment.traits), part, \.traits)
    }

    func facts(of part: Part) throws(IndexError) -> UnsafeRawBufferPointer {
        let all = try index.attachment(Attachment.facts)
        let start =
            all.count - (index.passageCount - part.start.passages) * PassageFacts.size
        return UnsafeRawBufferPointer(
            rebasing: all[start..<start + part.record.passages * PassageFacts.size])
    }

    /// The bytes of a part; `init` saw that all parts together have as many as there are.
    private static func slice(
        _ bytes: UnsafeRawBufferPointer, _ part: Part, _ size: KeyPath<PartRecord, Int>
    ) -> UnsafeRawBufferPointer {
        let start = part.start[keyPath: size]
        return UnsafeRawBufferPointer(
            rebasing: bytes[start..<start + part.record[keyPath: size]])
    }
}
