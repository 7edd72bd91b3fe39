internal import Corpus
internal import Files
internal import Indexing

/// Corpora in pieces of whole documents, which threads read one by one.
struct CorpusChunks {
    /// Lines of one corpus that follow each other.
    struct Chunk {
        /// The number of the corpus.
        let corpus: Int
        /// Its bytes in the corpus file.
        var range: Range<Int>
        /// The number of its first line, from 1.
        let firstLine: Int
    }

    /// A document's line.
    struct Line {
        /// The number of the line in its file, from 1.
        let number: Int
        let bytes: UnsafeBufferPointer<UInt8>
        /// Whether it ends a region: see `regionSize`.
        let endsRegion: Bool
    }

    /// The corpus files.
    let files: [MappedFile]
    /// In the order of the corpora.
    let chunks: [Chunk]
    private let regionSize: UInt64
    /// Bytes of the longest line.
    let longestLine: Int

    /// The mean number of bytes of a region.
    ///
    /// Documents come in regions, whose texts are compressed apart from those of others. A line ends
    /// one by its own bytes alone, so that the index of a corpus is the same in how many chunks it was
    /// read, and a changed document changes its region only.
    static let regionSize = 512 << 10

    /// Cuts corpora into chunks of whole regions.
    ///
    /// - Parameters:
    ///   - size: Bytes that a chunk has at least, but for the last one of a corpus.
    ///   - regionSize: Bytes of a region, on the average.
    /// - Throws: `IndexBuildError` for a corpus that cannot be read.
    init(
        of corpora: [String], size: Int, regionSize: Int
    ) throws(IndexBuildError) {
        let regionSize = UInt64(regionSize)
        var files: [MappedFile] = []
        var chunks: [Chunk] = []
        var longestLine = 0
        for (number, corpus) in corpora.enumerated() {
            let path = Path.join(corpus, CorpusFile.name)
            let file: MappedFile
            do { file = try MappedFile(path) } catch {
                if case .missing = error { throw .noCorpus(folder: corpus) }
                throw .corpus(.file(error), path: path)
            }
            var start = 0
            var firstLine = 1
            var lines = 0
            Self.forEachLine(in: file.bytes) { line, end in
                lines += 1
                longestLine = max(longestLine, line.count)
                guard end - start >= size || end == file.count else { return }
                guard Self.endsRegion(line, regionSize) || end == file.count else { return }
                chunks.append(Chunk(corpus: number, range: start..<end, firstLine: firstLine))
                file.forget(start..<end)
                start = end
                firstLine += lines
                lines = 0
            }
            files.append(file)
        }
        self.files = files
        self.chunks = chunks
        self.regionSize = regionSize
        self.longestLine = longestLine
    }

    /// Calls `body` with each line that has a document, or should have one.
    func forEachLine(of chunk: Chunk, _ body: (Line) -> Void) {
        let file = files[chunk.corpus].bytes
        var number = chunk.firstLine
        Self.forEachLine(in: UnsafeRawBufferPointer(rebasing: file[chunk.range])) { line, _ in
            if line.contains(where: { $0 > 0x20 }) {
                body(
                    Line(
                        number: number, bytes: line.bindMemory(to: UInt8.self),
                        endsRegion: Self.endsRegion(line, regionSize)))
            }
            number += 1
        }
    }

    /// Tells the system that a chunk will not be read again soon.
    func forget(_ chunk: Chunk) { files[chunk.corpus].forget(chunk.range) }

    private static func endsRegion(
        _ line: UnsafeRawBufferPointer, _ regionSize: UInt64
    ) -> Bool {
        ContentHash.of(line) % regionSize < UInt64(line.count)
    }

    /// Calls `body` with each line, and where the next one begins.
    private static func forEachLine(
        in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Int) -> Void
    ) {
        var start = 0
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let length = rest.firstIndex(of: 0x0A) ?? rest.count
            let end = min(bytes.count, start + length + 1)
            body(UnsafeRawBufferPointer(rebasing: rest[..<length]), end)
            start = end
        }
    }
}
