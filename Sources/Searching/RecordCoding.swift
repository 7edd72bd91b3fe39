public import Corpus
internal import Indexing

/// Writes the records that the index stores: texts and numbers behind each other.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int) {
        var rest = UInt64(max(0, number))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Absent is 0; a number is itself plus 1.
    mutating func append(optional number: Int?) { append(number.map { $0 + 1 } ?? 0) }

    mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ bytes: [UInt8]) {
        append(bytes.count)
        self.bytes.append(contentsOf: bytes)
    }

    /// Eight bytes.
    mutating func append(hash: UInt64) {
        withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Absent and empty are one.
    mutating func append(_ text: String?) { append(text ?? "") }

    mutating func append(_ texts: [String]) {
        append(texts.count)
        for text in texts { append(text) }
    }
}

/// Reads what `RecordWriter` wrote; what does not fit gives `damaged`.
struct RecordReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0
    private let path: String

    init(_ bytes: UnsafeRawBufferPointer, path: String) {
        self.bytes = bytes
        self.path = path
    }

    var damaged: IndexError { .damaged(path: path, part: "store") }

    mutating func number() throws(IndexError) -> Int {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 35 {
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(result) }
            shift += 7
        }
        throw damaged
    }

    mutating func optionalNumber() throws(IndexError) -> Int? {
        let number = try number()
        return number > 0 ? number - 1 : nil
    }

    mutating func text() throws(IndexError) -> String {
        String(decoding: try slice(), as: UTF8.self)
    }

    mutating func blob() throws(IndexError) -> [UInt8] { Array(try slice()) }

    /// Reads a blob beside a key: less than 0 for a key before it, 0 for the same, more for one behind.
    mutating func order(of key: [UInt8]) throws(IndexError) -> Int {
        let blob = try slice()
        return key.withUnsafeBytes { ByteOrder.compare($0, blob) }
    }

    /// The bytes behind what was read.
    var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[offset...]) }

    /// Whether all was read.
    var isAtEnd: Bool { offset == bytes.count }

    mutating func hash() throws(IndexError) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw damaged }
        defer { offset += 8 }
        return bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }

    /// A blob in place.
    mutating func slice() throws(IndexError) -> UnsafeRawBufferPointer {
        let length = try number()
        guard length <= bytes.count - offset else { throw damaged }
        defer { offset += length }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
    }

    mutating func optionalText() throws(IndexError) -> String? {
        let text = try text()
        return text.isEmpty ? nil : text
    }

    mutating func texts() throws(IndexError) -> [String] {
        let count = try number()
        // Each text takes a byte or more: a damaged count cannot ask for much memory.
        guard count <= bytes.count - offset else { throw damaged }
        var result: [String] = []
        result.reserveCapacity(count)
        for _ in 0..<count { result.append(try text()) }
        return result
    }
}

extension Passage {
    func encoded() -> [UInt8] {
        var writer = RecordWriter()
        writer.append(id)
        writer.append(document)
        writer.append(kind.rawValue)
        writer.append(optional: number)
        writer.append(label)
        writer.append(text)
        writer.append(headings)
        writer.append(url)
        writer.append(audiences.map(\.rawValue))
        writer.append(topics)
        writer.append(optional: locator?.page)
        writer.append(optional: locator?.line)
        writer.append(parent)
        writer.append(children)
        return writer.bytes
    }

    init(decoding bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
        var reader = RecordReader(bytes, path: path)
        self.init(
            id: try reader.text(), document: try reader.text(),
            kind: ItemKind(rawValue: try reader.text()), text: "")
        number = try reader.optionalNumber()
        label = try reader.text()
        text = try reader.text()
        headings = try reader.texts()
        url = try reader.optionalText()
        audiences = try reader.texts().map(Audience.init)
        topics = try reader.texts()
        let place = Locator(page: try reader.optionalNumber(), line: try reader.optionalNumber())
        locator = place == Locator() ? nil : place
        parent = try reader.optionalText()
        children = try reader.texts()
    }
}

/// What a hit tells of the document it comes from.
public struct DocumentInfo: Hashable, Sendable {
    /// The document's id.
    public let id: String
    /// The document's kind.
    public let kind: DocumentKind
    /// The document's title; may be empty.
    public let title: String
    /// Where it came from.
    public let source: Source
    /// Name or address of its licence; `nil` where it has none.
    public let license: String?
    /// Number of its passages.
    public let passages: Int

    init(_ document: Document, passages: Int) {
        id = document.id
        kind = document.kind
        title = document.title
        source = document.source ?? Source(file: "")
        license = document.license
        self.passages = passages
    }

    /// What is known of a document that an index does not describe: its id.
    public init(unknown id: String) {
        self.init(Document(id: id, title: ""), passages: 0)
    }

    func write(to writer: inout RecordWriter) {
        writer.append(id)
        writer.append(kind.rawValue)
        writer.append(title)
        writer.append(source.file)
        writer.append(source.url)
        writer.append(source.mediaType)
        writer.append(source.citation)
        writer.append(license)
        writer.append(passages)
    }

    init(from reader: inout RecordReader) throws(IndexError) {
        id = try reader.text()
        kind = DocumentKind(rawValue: try reader.text())
        title = try reader.text()
        var source = Source(file: try reader.text())
        source.url = try reader.optionalText()
        source.mediaType = try reader.optionalText()
        source.citation = try reader.optionalText()
        self.source = source
        license = try reader.optionalText()
        passages = try reader.number()
    }
}
