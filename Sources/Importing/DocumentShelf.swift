internal import Corpus
internal import Files
internal import JSON

/// The documents of a corpus while it is changed, outside the memory.
///
/// Those of the corpus stay in its file, new ones go to a file without a name in the same folder.
/// An import so takes the memory of its largest source, however many there are.
final class DocumentShelf {
    /// Where a document stands.
    enum Place: Hashable, Sendable {
        /// A line of the corpus as it was.
        case line(Range<Int>)
        /// A line among the new ones, with the place of its links; that is empty without links.
        case added(Range<Int>, links: Range<Int>)
        /// Nowhere: nothing is to be written.
        case none
    }

    private let corpus: MappedFile?
    private let added: AddedLines?

    /// A shelf over a corpus.
    ///
    /// - Parameters:
    ///   - path: Its file, which need not be there.
    ///   - keeps: Whether new documents are kept, so that the corpus can be written.
    /// - Throws: `FileError`.
    init(_ path: String, keeps: Bool) throws(FileError) {
        corpus = Folder.status(path) == nil ? nil : try MappedFile(path)
        added = keeps ? AddedLines(try SpillFile(in: Path.parent(of: path))) : nil
    }

    /// Calls `body` for each document of the corpus as it was.
    func forEach(_ body: (Place, Result<Document, CorpusError>) -> Void) {
        guard let corpus else { return }
        CorpusFile.read(corpus) { body(.line($0), $1) }
    }

    /// Keeps a new document.
    func add(_ document: Document) -> Place {
        guard let added else { return .none }
        let start = added.count
        var marks: [Int] = []
        var writer = JSONWriter { added.write($0) }
        document.write(to: &writer) { marks.append(added.count + $0) }
        writer.endLine()
        added.write(writer.bytes)
        let links = (marks.first ?? start)..<(marks.last ?? start)
        return .added(start..<added.count, links: links)
    }

    /// The links of a document that was added; empty for others.
    func links(of place: Place) throws(CorpusError) -> [Link] {
        guard case .added(_, let range) = place, !range.isEmpty, let added else { return [] }
        // What stands there is a member behind a comma; a document needs no more than an id.
        let line = Array("{\"id\":\"-\"".utf8) + (try added.bytes(range)) + Array("}".utf8)
        return try line.withUnsafeBufferPointer { text throws(CorpusError) in
            try CorpusFile.document(text, line: 1)
        }.links
    }

    /// Writes documents to a corpus file, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - documents: Ids and places, in the order of the lines.
    ///   - fill: Completes the links of each.
    /// - Throws: `CorpusError`; the file is then as it was.
    func write(
        _ documents: [(id: String, place: Place)], to path: String,
        fill: (_ id: String, _ links: inout [Link]) -> Void
    ) throws(CorpusError) {
        let target: CorpusTarget
        do throws(FileError) { target = try CorpusTarget(path) } catch { throw .file(error) }
        for (id, place) in documents {
            switch place {
            case .none: continue
            case .line(let range):
                guard let corpus else { continue }
                let text = UnsafeRawBufferPointer(rebasing: corpus.bytes[range])
                var document = try CorpusFile.document(text.bindMemory(to: UInt8.self), line: 1)
                fill(id, &document.links)
                var writer = JSONWriter { target.write($0) }
                document.write(to: &writer)
                writer.endLine()
                target.write(writer.bytes)
                corpus.forget(range)
            case .added(let range, let linkRange):
                var links = try links(of: place)
                fill(id, &links)
                try copy(range.lowerBound..<linkRange.lowerBound, to: target)
                if !links.isEmpty {
                    var writer = JSONWriter()
                    Link.write(links, to: &writer)
                    target.write([UInt8(ascii: ",")] + writer.bytes.dropFirst().dropLast())
                }
                try copy(linkRange.upperBound..<range.upperBound, to: target)
            }
        }
        do throws(FileError) { try target.commit() } catch { throw .file(error) }
    }

    private func copy(_ range: Range<Int>, to target: CorpusTarget) throws(CorpusError) {
        do throws(FileError) { try added?.forEachPiece(of: range) { target.write($0) } } catch {
            throw .file(error)
        }
    }

    /// The lines of new documents; a fault of the disk is kept until they are read.
    private final class AddedLines: @unchecked Sendable {
        // Used by the one thread that merges.
        private let file: SpillFile
        private var fault: FileError?

        init(_ file: SpillFile) { self.file = file }

        var count: Int { file.count }

        func write(_ bytes: [UInt8]) {
            guard fault == nil else { return }
            do throws(FileError) { try file.write(bytes) } catch { fault = error }
        }

        func forEachPiece(
            of range: Range<Int>, _ body: ([UInt8]) -> Void
        ) throws(FileError) {
            if let fault { throw fault }
            try file.flush()
            try file.forEachPiece(of: range) { body($0) }
        }

        func bytes(_ range: Range<Int>) throws(CorpusError) -> [UInt8] {
            var bytes: [UInt8] = []
            do throws(FileError) { try forEachPiece(of: range) { bytes += $0 } } catch {
                throw .file(error)
            }
            return bytes
        }
    }
}
