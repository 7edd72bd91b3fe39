internal import CKernels

/// The postings of one term on their way into a segment: gathered one by one, encoded in blocks.
///
/// Used again for each term, so that a build takes no memory a term. The layout stands in
/// `SegmentFormat`.
struct PostingsWriter {
    /// The encoded list behind `finish`: what goes into the sections.
    private(set) var list: [UInt8] = []
    private(set) var positionList: [UInt8] = []
    /// Number of postings so far.
    private(set) var count = 0

    private let table: ImpactTable
    private let keepsPositions: Bool
    private var ordinals = [UInt32](repeating: 0, count: SegmentFormat.blockSize)
    private var patterns = [UInt32](repeating: 0, count: SegmentFormat.blockSize)
    private var positionCount = 0
    private var inBlock = 0
    private var before = UInt32.max
    private var blockPositions: [UInt32] = []
    private var body: [UInt8] = []
    private var lasts: [UInt32] = []
    private var starts: [UInt32] = []
    private var positionStarts: [UInt32] = []
    private var maxima: [UInt8] = []
    private var blockMaximum: UInt16 = 0
    /// The best impacts so far, best first.
    private var best: [UInt16] = []

    init(table: ImpactTable, keepsPositions: Bool) {
        self.table = table
        self.keepsPositions = keepsPositions
    }

    /// Adds a passage behind all before it.
    ///
    /// - Parameters:
    ///   - positions: For each field in it the first position and then distances.
    mutating func append(
        ordinal: UInt32, pattern: UInt32, positions: UnsafeBufferPointer<UInt32>, impact: UInt16
    ) {
        if inBlock == SegmentFormat.blockSize { endBlock() }
        ordinals[inBlock] = ordinal
        patterns[inBlock] = pattern
        inBlock += 1
        count += 1
        if keepsPositions { keep(positions) }
        if impact > blockMaximum { blockMaximum = impact }
        note(impact)
    }

    @inline(__always)
    private mutating func keep(_ positions: UnsafeBufferPointer<UInt32>) {
        if positionCount + positions.count > blockPositions.count {
            blockPositions.append(
                contentsOf: repeatElement(0, count: blockPositions.count + positions.count))
        }
        for position in positions {
            blockPositions[positionCount] = position
            positionCount += 1
        }
    }

    private mutating func note(_ impact: UInt16) {
        let most = SegmentFormat.rankOfTenth
        guard best.count < most || impact > best[most - 1] else { return }
        var place = best.count
        while place > 0, best[place - 1] < impact { place -= 1 }
        best.insert(impact, at: place)
        if best.count > most { best.removeLast() }
    }

    /// The only posting, when there is just one.
    var single: (ordinal: UInt32, pattern: UInt32, positions: [UInt32]) {
        (ordinals[0], patterns[0], Array(blockPositions[..<positionCount]))
    }

    private mutating func endBlock() {
        let size = inBlock
        let last = ordinals[size - 1]
        var previous = before
        for index in 0..<size {
            let ordinal = ordinals[index]
            ordinals[index] = ordinal &- previous &- 1
            previous = ordinal
        }
        before = last
        lasts.append(last)
        starts.append(UInt32(truncatingIfNeeded: body.count))
        positionStarts.append(UInt32(truncatingIfNeeded: positionList.count))
        maxima.append(SegmentFormat.boundCode(of: blockMaximum))
        blockMaximum = 0
        BlockCoding.append(ordinals, size, to: &body, canPatchTails: false)
        BlockCoding.append(patterns, size, to: &body, canPatchTails: true)
        if keepsPositions {
            PackedPositions.append(blockPositions, positionCount, to: &positionList)
            positionCount = 0
        }
        inBlock = 0
    }

    /// Encodes what was gathered into `list` and `positionList`.
    ///
    /// - Throws: `IndexError.tooLarge` for a list of more than four milliard bytes.
    mutating func finish() throws(IndexError) {
        if inBlock > 0 { endBlock() }
        guard body.count <= Int(UInt32.max), positionList.count <= Int(UInt32.max) else {
            throw .tooLarge(what: "postings")
        }
        if lasts.count == 1 {
            list.append(maxima[0])
        } else {
            list.append(maxima.max() ?? 0)
            let tenth = best.count == SegmentFormat.rankOfTenth ? best[best.count - 1] : 0
            list.append(UInt8(tenth >> 8))
            let greatest = max(starts.last ?? 0, positionStarts.last ?? 0)
            let size = max(2, (39 - greatest.leadingZeroBitCount) / 8)
            list.append(UInt8(size))
            for (column, size) in [(lasts, 3), (starts, size), (positionStarts, size)] {
                for number in column {
                    withUnsafeBytes(of: number.littleEndian) {
                        list.append(contentsOf: $0.prefix(size))
                    }
                }
            }
            list.append(contentsOf: maxima)
        }
        list.append(contentsOf: body)
    }

    /// Makes ready for the next term.
    mutating func reset() {
        list.removeAll(keepingCapacity: true)
        positionList.removeAll(keepingCapacity: true)
        positionCount = 0
        body.removeAll(keepingCapacity: true)
        lasts.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        positionStarts.removeAll(keepingCapacity: true)
        maxima.removeAll(keepingCapacity: true)
        best.removeAll(keepingCapacity: true)
        count = 0
        inBlock = 0
        before = .max
        blockMaximum = 0
    }
}
