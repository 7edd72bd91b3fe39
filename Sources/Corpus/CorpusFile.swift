package import Files
internal import JSON

/// The file `corpus.jsonl` of a corpus folder: one document a line.
public enum CorpusFile {
    /// Its name in the folder.
    public static let name = "corpus.jsonl"

    /// Calls `body` for each document, in the order of the file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - body: Takes a document, or what was wrong with a line; the lines after it still come.
    /// - Throws: `CorpusError.file` when the file cannot be read at all.
    public static func read(
        _ path: String, _ body: (Result<Document, CorpusError>) -> Void
    ) throws(CorpusError) {
        let file: MappedFile
        do { file = try MappedFile(path) } catch { throw .file(error) }
        read(file) { body($1) }
    }

    /// Calls `body` for each document of a file, with the place of its line.
    ///
    /// What was read is given back to the system, so that a long file takes no memory.
    package static func read(
        _ file: MappedFile, _ body: (Range<Int>, Result<Document, CorpusError>) -> Void
    ) {
        let bytes = file.bytes.bindMemory(to: UInt8.self)
        var start = 0
        var line = 0
        var forgotten = 0
        while start < bytes.count {
            let rest = UnsafeBufferPointer(rebasing: bytes[start...])
            let length = rest.firstIndex(of: 0x0A) ?? rest.count
            line += 1
            let text = UnsafeBufferPointer(rebasing: rest[..<length])
            if text.contains(where: { $0 > 0x20 }) {
                body(
                    start..<start + length,
                    result { () throws(CorpusError) in try document(text, line: line) })
            }
            start += length + 1
            if start - forgotten > 1 << 22 {
                file.forget(forgotten..<start)
                forgotten = start
            }
        }
    }

    /// All documents of a file.
    ///
    /// - Throws: `CorpusError`, the first one met.
    public static func documents(of path: String) throws(CorpusError) -> [Document] {
        var documents: [Document] = []
        var failure: CorpusError?
        try read(path) { result in
            switch result {
            case .success(let document): documents.append(document)
            case .failure(let error): failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return documents
    }

    /// One line of the file.
    ///
    /// - Throws: `CorpusError`, which names `line`.
    public static func document(
        _ text: UnsafeBufferPointer<UInt8>, line: Int
    ) throws(CorpusError) -> Document {
        let value: JSONValue
        do { value = try JSONParser.parse(text) } catch {
            throw .notJSON(line: line, offset: error.offset)
        }
        return try DocumentDecoder(line: line).document(value)
    }

    /// Writes documents, sorted by the bytes of their ids; the file appears whole or not at all.
    ///
    /// - Throws: `CorpusError.file`.
    public static func write(_ documents: [Document], to path: String) throws(CorpusError) {
        let sorted = documents.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        do {
            let target = try CorpusTarget(path)
            var writer = JSONWriter { target.write($0) }
            for document in sorted {
                writer.reset()
                document.write(to: &writer)
                writer.endLine()
                target.write(writer.bytes)
            }
            try target.commit()
        } catch { throw .file(error) }
    }

    private static func result(
        _ body: () throws(CorpusError) -> Document
    ) -> Result<Document, CorpusError> {
        do { return .success(try body()) } catch { return .failure(error) }
    }
}

/// A corpus file that is being written; it appears whole, at `commit`, or not at all.
///
/// Takes pieces of lines, as a writer of JSON hands them over; a fault is kept until `commit`.
package final class CorpusTarget: @unchecked Sendable {
    // Used by the one thread that writes.
    private var file: AtomicFile?
    private var fault: FileError?

    /// Opens a temporary file beside `path`.
    package init(_ path: String) throws(FileError) { file = try AtomicFile(path) }

    /// Adds bytes.
    package func write(_ bytes: [UInt8]) {
        guard fault == nil else { return }
        do throws(FileError) { try file?.write(bytes) } catch { fault = error }
    }

    /// Makes the bytes the content of the file.
    package func commit() throws(FileError) {
        if let fault { throw fault }
        if let file = file.take() { try file.commit() }
    }
}
