internal import CKernels

/// What the dictionary knows of one term in a segment.
public struct TermInfo: Hashable, Sendable {
    /// Number of passages with the term.
    public let passages: Int
    let place: Place

    enum Place: Hashable, Sendable {
        /// Ranges in the sections of the postings and the positions.
        case lists(postings: Range<Int>, positions: Range<Int>)
        /// Offset in the terms' section of the ordinal, pattern and positions of the only posting.
        case single(offset: Int)
    }
}

/// The encoded postings of a term, read a block at a time.
///
/// `init` checks that the list holds the table of its blocks; `decode` checks that each block lies in
/// the list and that its ordinals ascend to the one that the table tells. Damage is told by a result,
/// not thrown: these are the hottest calls of a search.
package struct PostingList {
    /// Number of postings.
    package let count: Int
    /// Number of blocks, at least one.
    package let blockCount: Int
    /// A bound on all impacts, in 65,536ths.
    package let bound: UInt32
    /// The tenth best impact or somewhat less; 0 when it is not known.
    package let tenth: UInt32

    // All point into the mapped segment, which whoever made the list keeps alive. The columns lie
    // inside the list, as checked in `init`.
    @usableFromInline let lasts: UnsafeRawPointer
    private let starts: UnsafeRawPointer
    private let positionStarts: UnsafeRawPointer
    /// Bytes of a number in these two columns.
    private let startSize: Int
    @usableFromInline let maxima: UnsafeRawPointer
    private let body: UnsafeRawPointer
    private let bodySize: Int
    private let positions: UnsafeRawBufferPointer
    @usableFromInline let passageCount: UInt32
    @usableFromInline let single: (ordinal: UInt32, pattern: UInt32)?

    /// Number of numbers in a full block; room for so many must be given to `decode`.
    package static let blockSize = SegmentFormat.blockSize

    init?(
        _ list: UnsafeRawBufferPointer, positions: UnsafeRawBufferPointer, count: Int,
        passageCount: Int
    ) {
        guard let start = list.baseAddress, count >= 1, count <= passageCount else { return nil }
        let blocks = (count + Self.blockSize - 1) / Self.blockSize
        if blocks == 1 {
            guard list.count >= 1 else { return nil }
            startSize = 0
        } else {
            guard list.count >= SegmentFormat.listHead, (2...4).contains(list[2]) else {
                return nil
            }
            startSize = Int(list[2])
        }
        let headSize =
            blocks == 1 ? 1 : SegmentFormat.listHead + blocks * (3 + 2 * startSize + 1)
        guard list.count >= headSize else { return nil }
        self.count = count
        blockCount = blocks
        bound = SegmentFormat.bound(of: list[0])
        tenth = blocks > 1 ? UInt32(list[1]) << 8 : 0
        lasts = start + SegmentFormat.listHead
        starts = lasts + blocks * 3
        positionStarts = starts + blocks * startSize
        maxima = blocks == 1 ? start : positionStarts + blocks * startSize
        body = start + headSize
        bodySize = list.count - headSize
        self.positions = positions
        self.passageCount = UInt32(passageCount)
        single = nil
    }

    init?(
        ordinal: UInt32, pattern: UInt32, positions: UnsafeRawBufferPointer, passageCount: Int
    ) {
        guard let start = positions.baseAddress, ordinal < passageCount else { return nil }
        count = 1
        blockCount = 1
        bound = 65_535
        tenth = 0
        lasts = start
        starts = start
        positionStarts = start
        startSize = 0
        maxima = start
        body = start
        bodySize = 0
        self.positions = positions
        self.passageCount = UInt32(passageCount)
        single = (ordinal, pattern)
    }

    /// The last ordinal of a block.
    @inlinable
    package func last(_ block: Int) -> UInt32 {
        if block == blockCount - 1, blockCount == 1 {
            return single?.ordinal ?? passageCount - 1
        }
        return lasts.loadUnaligned(fromByteOffset: block * 3, as: UInt32.self) & 0xFF_FFFF
    }

    /// Where a block begins, of a list with several.
    private func start(of block: Int, in column: UnsafeRawPointer) -> Int {
        // The bytes behind the number belong to the list or to what stands behind it.
        let number = column.loadUnaligned(fromByteOffset: block * startSize, as: UInt32.self)
        return Int(number.littleEndian & UInt32.max >> UInt32(32 - 8 * startSize))
    }

    /// A bound on the impacts of a block.
    @inlinable
    package func bound(_ block: Int) -> UInt32 {
        if blockCount == 1 { return bound }
        let code = UInt32(maxima.load(fromByteOffset: block, as: UInt8.self))
        return code == 255 ? 65_535 : code << 8
    }

    /// What `decode` found.
    package enum Decoded {
        case damaged
        /// Number of postings; `isFlat` when all have pattern 0, which is then not written.
        case block(count: Int, isFlat: Bool, patternWidth: Int)
    }

    /// Unpacks a block.
    ///
    /// - Parameters:
    ///   - ordinals: Room for `blockSize` numbers.
    ///   - patterns: Likewise.
    package func decode(
        _ block: Int, ordinals: UnsafeMutablePointer<UInt32>,
        patterns: UnsafeMutablePointer<UInt32>
    ) -> Decoded {
        if let single {
            ordinals[0] = single.ordinal
            patterns[0] = single.pattern
            return .block(count: 1, isFlat: false, patternWidth: 32)
        }
        let size = block == blockCount - 1 ? count - block * Self.blockSize : Self.blockSize
        let start =
            blockCount == 1
            ? 0 : self.start(of: block, in: starts)
        let before =
            block == 0
            ? UInt32.max : last(block - 1)
        guard start <= bodySize, before == .max || before < passageCount else { return .damaged }
        let packed = (body + start).assumingMemoryBound(to: UInt8.self)
        guard
            let read = BlockCoding.read(
                packed, left: bodySize - start, count: size, to: ordinals, sumBehind: before)
        else { return .damaged }
        // Distances of up to 24 bits: no sum of 128 and an ordinal passes 32 bits, hence they ascend
        // and the last one bounds all.
        let last = ordinals[size - 1]
        guard last < passageCount, blockCount == 1 || last == self.last(block) else {
            return .damaged
        }
        let rest = packed + read.size
        let left = bodySize - start - read.size
        if left >= 1, rest[0] == 0 { return .block(count: size, isFlat: true, patternWidth: 0) }
        guard
            let read = BlockCoding.read(
                rest, left: left, count: size, to: patterns, sumBehind: nil)
        else { return .damaged }
        return .block(count: size, isFlat: false, patternWidth: Int(read.width))
    }

    /// Whether the list has one posting, which stands in the dictionary.
    package var isSingle: Bool { single != nil }

    /// The first `wanted` positions of the only posting; `nil` when they are damaged.
    package func singlePositions(_ wanted: Int) -> [UInt32]? {
        let bytes = SectionBytes(bytes: positions, path: "", part: "")
        var offset = 0
        var result: [UInt32] = []
        for _ in 0..<wanted {
            guard let number = try? bytes.variable(at: &offset) else { return nil }
            result.append(UInt32(number))
        }
        return result
    }

    /// The positions of a block's postings, one behind the other.
    package func positions(_ block: Int) -> PackedPositions? {
        if single != nil { return nil }
        let start =
            blockCount == 1
            ? 0 : self.start(of: block, in: positionStarts)
        let end =
            block + 1 < blockCount
            ? self.start(of: block + 1, in: positionStarts) : positions.count
        guard start < end, end <= positions.count else { return nil }
        return PackedPositions(UnsafeRawBufferPointer(rebasing: positions[start..<end]))
    }
}
