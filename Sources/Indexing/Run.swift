internal import Files

/// A part of a build: some passages, inverted.
///
/// Occurrences stand ordered by term, passage, field and position, five bytes each: passage in the run
/// (20 bits), field (3 bits), position (17 bits), little-endian with the passage highest. They are in
/// memory or, of a large build, in a file without a name that is gone when the run is.
public final class Run: Sendable {
    static let bytesOfOccurrence = 5
    static let passageShift: UInt64 = 20
    static let fieldShift: UInt64 = 17
    static let mostPassages = 1 << 20
    static let lastPosition = 1 << 17 - 1

    /// The number of passages.
    public let passageCount: Int
    /// The terms in byte order: for each its number of occurrences (4 bytes), its length (1), its bytes.
    let terms: RunBytes
    /// For each field the length codes of the passages.
    let lengths: [[UInt8]]
    /// For each field the sum of the lengths.
    let totals: [UInt64]
    /// For each pattern the number of postings with it.
    let patterns: [UInt64: UInt64]
    /// Compressed blocks of the passages' stored bytes.
    let store: RunBytes
    let storeIndex: StoredBlocks.Index
    let occurrences: RunBytes

    init(
        passageCount: Int, terms: RunBytes, lengths: [[UInt8]], totals: [UInt64],
        patterns: [UInt64: UInt64], store: RunBytes,
        storeIndex: StoredBlocks.Index, occurrences: RunBytes
    ) {
        self.passageCount = passageCount
        self.terms = terms
        self.lengths = lengths
        self.totals = totals
        self.patterns = patterns
        self.store = store
        self.storeIndex = storeIndex
        self.occurrences = occurrences
    }
}

/// Bytes in memory or in a file without a name, which stay where they are.
package struct RunBytes: Sendable {
    private let file: MappedFile
    private let isFile: Bool

    /// Keeps bytes.
    ///
    /// - Parameter folder: Where a file for them is made; `nil` for memory.
    /// - Throws: `IndexError` when the disk is full or fails.
    package init(_ bytes: [UInt8], spillingTo folder: String?) throws(IndexError) {
        isFile = folder != nil && !bytes.isEmpty
        do {
            guard let folder, isFile else {
                file = try MappedFile(copying: bytes, path: "")
                return
            }
            let spill = try SpillFile(in: folder)
            try spill.write(bytes)
            try spill.flush()
            file = try spill.mapped()
        } catch { throw .file(error) }
    }

    /// Tells that a range will not be read again.
    package func forget(_ range: Range<Int>) {
        // Memory that was given back would be read as zeros.
        if isFile { file.forget(range) }
    }

    /// All bytes; valid while the value lives.
    package var bytes: UnsafeRawBufferPointer { file.bytes }
}

/// Counts of a term in the fields of a passage, a byte a field, the first field lowest.
enum PackedCounts {
    static func adding(_ field: Int, to counts: UInt64) -> UInt64 {
        let shift = UInt64(field) * 8
        return counts >> shift & 0xFF == 0xFF ? counts : counts + 1 << shift
    }

    static func vector(_ counts: UInt64) -> SIMD8<UInt8> {
        unsafeBitCast(counts.littleEndian, to: SIMD8<UInt8>.self)
    }

    static func packed(_ vector: SIMD8<UInt8>) -> UInt64 {
        UInt64(littleEndian: unsafeBitCast(vector, to: UInt64.self))
    }
}
