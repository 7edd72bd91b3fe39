internal import Files
internal import Indexing
internal import Synchronization

/// Builds an index of a corpus of lines.
struct BenchBuild {
    var corpus: String
    var folder: String
    var isStored = false
    var keepsPositions = true
    /// Threads that invert pieces; one unless told otherwise, as the others of the comparison have.
    var threads = 1

    /// Bytes of a piece of the corpus that one thread inverts at a time.
    ///
    /// Pieces depend on the corpus alone, so that the index is the same whatever the number of threads.
    private static let pieceSize = 24 << 20
    /// Occurrences of a piece: a word and a separator take two bytes at the least.
    private static let capacity = 4 << 20

    /// BM25 as all engines of the comparison have it.
    static let model = ImpactModel(saturation: 1.2, weights: [1], penalties: [0.75])

    func run() throws {
        let file = try MappedFile(corpus)
        let pieces = Self.pieces(of: file.bytes)
        var writer = try IndexWriter(
            folder, model: Self.model, start: .replace, keepsPositions: keepsPositions)
        let done = Mutex<[Int: (runs: [Run], ids: [UInt64])]>([:])
        let failure = Mutex<IndexError?>(nil)
        Parallel.forEach(threads) { worker in
            let builder = PieceBuilder(
                folder: folder, isStored: isStored, capacity: Self.capacity)
            for index in stride(from: worker, to: pieces.count, by: threads) {
                do throws(IndexError) {
                    let piece = UnsafeRawBufferPointer(rebasing: file.bytes[pieces[index]])
                    let result = try builder.build(piece)
                    done.withLock { $0[index] = result }
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
                file.forget(pieces[index])
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        var ids: [UInt64] = []
        done.withLock { done in
            for index in pieces.indices {
                guard let piece = done[index] else { continue }
                for run in piece.runs { writer.add(run) }
                ids += piece.ids
            }
            done = [:]
        }
        writer.attach(PassageNumbers.name, PassageNumbers.encoded(ids))
        try writer.commit()
    }

    /// Ranges of whole lines.
    private static func pieces(of bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            var end = min(bytes.count, start + pieceSize)
            while end < bytes.count, bytes[end - 1] != UInt8(ascii: "\n") { end += 1 }
            pieces.append(start..<end)
            start = end
        }
        return pieces
    }
}

/// Inverts pieces, one after the other.
private final class PieceBuilder {
    private let folder: String
    private let builder: RunBuilder
    private var analysis = PlainAnalysis()
    private let lines = CorpusLines()
    private let isStored: Bool

    init(folder: String, isStored: Bool, capacity: Int) {
        self.folder = folder
        self.isStored = isStored
        builder = RunBuilder(fieldCount: 1, capacity: capacity, keepsStore: isStored)
    }

    func build(_ piece: UnsafeRawBufferPointer) throws(IndexError) -> (runs: [Run], ids: [UInt64]) {
        var runs: [Run] = []
        var ids: [UInt64] = []
        let bytes = piece.assumingMemoryBound(to: UInt8.self)
        var start = 0
        while start < bytes.count {
            let end = bytes.place(of: UInt8(ascii: "\n"), from: start)
            if let line = lines.read(UnsafeBufferPointer(rebasing: bytes[start..<end])) {
                ids.append(line.id)
                add(line)
                if builder.isFull {
                    runs.append(try builder.finish(spillingTo: folder))
                    analysis.reset()
                }
            }
            start = end + 1
        }
        if !builder.isEmpty {
            runs.append(try builder.finish(spillingTo: folder))
            analysis.reset()
        }
        return (runs, ids)
    }

    private func add(_ line: CorpusLines.Line) {
        var position = 0
        var count = 0
        var stored: [UInt8] = []
        for string in [line.title, line.text] {
            lines.withPlain(string) { text in
                analysis.forEachBatch(in: text, position: &position) {
                    builder.id(of: $0)
                } _: { batch in
                    builder.add(batch.terms, at: batch.positions, count: batch.count, field: 0)
                    count += batch.count
                }
                if isStored {
                    if !stored.isEmpty { stored.append(0x20) }
                    stored.append(contentsOf: text)
                }
            }
        }
        if isStored {
            stored.withUnsafeBytes { builder.endPassage(lengths: [count], stored: $0) }
        } else {
            builder.endPassage(length: count)
        }
    }
}

/// The numbers that passages have in the corpus, as bytes beside the index.
///
/// Numbers that rise evenly, as they mostly do, take three: count, first, step.
enum PassageNumbers {
    static let name = "numbers"

    static func encoded(_ numbers: [UInt64]) -> [UInt8] {
        var words: [UInt64] = [UInt64(numbers.count)]
        let first = numbers.first ?? 0
        let step = numbers.count > 1 ? numbers[1] &- first : 1
        let isEven = numbers.indices.allSatisfy { numbers[$0] == first &+ UInt64($0) &* step }
        words += isEven ? [first, step] : [0, 0] + numbers
        return words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    }

    /// The number of a passage.
    static func number(of passage: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
        func word(_ index: Int) -> UInt64 {
            guard (index + 1) * 8 <= bytes.count else { return 0 }
            return UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
        }
        return bytes.count > 24 ? word(3 + passage) : word(1) &+ UInt64(passage) &* word(2)
    }
}
