internal import Corpus
internal import Files
internal import Indexing

/// Corpora in pieces of whole documents, which threads read one by one.
struct CorpusChunks {
    /// Lines of one corpus that follow each other.
    struct Chunk {
        /// The number of the corpus.
        let corpus: Int
        /// The number of the part that it belongs to.
        let part: Int
        /// Its bytes in the corpus file.
        var range: Range<Int>
        /// The number of its first line, from 1.
        let firstLine: Int
    }

    /// Chunks that follow each other and become a segment of the index; see `leastPartSize`.
    struct Part {
        /// The number of the corpus.
        let corpus: Int
        /// A hash of its lines, which is the same wherever the part stands.
        let hash: UInt64
        /// The numbers of its chunks.
        let chunks: Range<Int>
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
    /// In the order of the corpora.
    let parts: [Part]
    private let regionSize: Int
    /// Bytes of the longest line.
    let longestLine: Int

    /// The mean number of bytes of a region.
    ///
    /// Documents come in regions, whose texts are compressed apart from those of others. A line ends
    /// one by its own bytes alone, so that the index of a corpus is the same in how many chunks it was
    /// read, and a changed document changes its region only.
    static let regionSize = 512 << 10

    /// The mean number of bytes of a part of small corpora.
    ///
    /// A line ends a part by its own bytes and by how many are before it in the part. So documents that
    /// come, change or go leave most parts as they are, and with these their segments of the index.
    static let leastPartSize = 1 << 20
    /// Parts of larger corpora, about: each costs a look at each question, and is made anew as a whole.
    private static let mostParts = 16

    /// Cuts corpora into parts, and these into chunks of whole regions.
    ///
    /// - Parameters:
    ///   - size: Bytes that a chunk has at least, but for the last one of a part.
    ///   - regionSize: Bytes of a region, on the average.
    ///   - partSize: Bytes of a part, on the average; of large corpora a power of two times that.
    /// - Throws: `IndexBuildError` for a corpus that cannot be read.
    init(
        of corpora: [String], size: Int, regionSize: Int, partSize: Int
    ) throws(IndexBuildError) {
        var files: [MappedFile] = []
        for corpus in corpora {
            let path = Path.join(corpus, CorpusFile.name)
            do { files.append(try MappedFile(path)) } catch {
                if case .missing = error { throw .noCorpus(folder: corpus) }
                throw .corpus(.file(error), path: path)
            }
        }
        let total = files.reduce(0) { $0 + $1.count }
        var partSize = partSize
        while partSize * Self.mostParts < total { partSize *= 2 }
        self.files = files
        self.regionSize = regionSize
        var cutter = Cutter(size: size, regionSize: regionSize, partSize: partSize)
        for (corpus, file) in files.enumerated() { cutter.cut(file, of: corpus) }
        chunks = cutter.chunks
        parts = cutter.parts
        longestLine = cutter.longestLine
    }

    /// Cuts one corpus after the other.
    private struct Cutter {
        let size: Int
        let regionSize: Int
        let partSize: Int
        var chunks: [Chunk] = []
        var parts: [Part] = []
        var longestLine = 0

        init(size: Int, regionSize: Int, partSize: Int) {
            self.size = size
            self.regionSize = regionSize
            self.partSize = partSize
        }

        mutating func cut(_ file: MappedFile, of corpus: Int) {
            var chunk = (start: 0, line: 1)
            var part = (start: 0, line: 1, chunk: chunks.count)
            var hashes: [UInt64] = []
            var number = 0
            CorpusChunks.forEachLine(in: file.bytes) { line, end in
                number += 1
                longestLine = max(longestLine, line.count)
                let hash = ContentHash.of(line)
                hashes.append(hash)
                let isLast = end == file.count
                // Half of a part at least, and then each line with the chance that gives another half.
                let endsPart =
                    isLast
                    || end - part.start >= partSize / 2
                        && CorpusChunks.ends(line, hash, size: partSize / 2)
                guard
                    endsPart
                        || end - chunk.start >= size
                            && CorpusChunks.ends(line, hash, size: regionSize)
                else { return }
                chunks.append(
                    Chunk(
                        corpus: corpus, part: parts.count, range: chunk.start..<end,
                        firstLine: chunk.line))
                file.forget(chunk.start..<end)
                chunk = (end, number + 1)
                guard endsPart else { return }
                parts.append(
                    Part(
                        corpus: corpus, hash: hashes.withUnsafeBytes { ContentHash.of($0) },
                        chunks: part.chunk..<chunks.count, firstLine: part.line))
                part = (end, number + 1, chunks.count)
                hashes.removeAll(keepingCapacity: true)
            }
        }
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
                        endsRegion: Self.ends(
                            line, ContentHash.of(line), size: regionSize)))
            }
            number += 1
        }
    }

    /// Tells the system that a chunk will not be read again soon.
    func forget(_ chunk: Chunk) { files[chunk.corpus].forget(chunk.range) }

    /// Whether a line ends what has so many bytes on the average.
    private static func ends(_ line: UnsafeRawBufferPointer, _ hash: UInt64, size: Int) -> Bool {
        hash % UInt64(max(1, size)) < UInt64(line.count)
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
