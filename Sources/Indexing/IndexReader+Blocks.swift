/// Up to 128 postings of a term, read in place; valid inside the call that gives it.
public struct PostingBlock {
    /// The most postings of a block.
    public static var capacity: Int { PostingList.blockSize }

    /// Number of postings.
    public let count: Int
    // Buffers of the call, and columns of the segment, which the reader keeps alive.
    private let ordinals: UnsafePointer<UInt32>
    private let patterns: UnsafePointer<UInt32>?
    private let counts: UnsafePointer<SIMD8<UInt8>>
    private let lengths: UnsafePointer<UInt8>
    private let passageCount: Int
    private let base: Int

    fileprivate init(
        count: Int, ordinals: UnsafePointer<UInt32>, patterns: UnsafePointer<UInt32>?,
        counts: UnsafePointer<SIMD8<UInt8>>, lengths: UnsafePointer<UInt8>, passageCount: Int,
        base: Int
    ) {
        self.count = count
        self.ordinals = ordinals
        self.patterns = patterns
        self.counts = counts
        self.lengths = lengths
        self.passageCount = passageCount
        self.base = base
    }

    /// The passage at an index below `count`.
    public func passage(_ index: Int) -> Int { base + Int(ordinals[index]) }

    /// For each field the number of occurrences in the passage at an index; 255 stands for all above.
    public func counts(_ index: Int) -> SIMD8<UInt8> {
        // Patterns were held against their number when the block was read.
        counts[patterns.map { Int($0[index]) } ?? 0]
    }

    /// The code of a field's length in the passage at an index; see `IndexReader.length(ofCode:)`.
    public func lengthCode(_ index: Int, field: Int) -> UInt8 {
        lengths[field * passageCount + Int(ordinals[index])]
    }
}

extension IndexReader {
    /// The number of words that a length code stands for.
    public static func length(ofCode code: UInt8) -> Int { LengthCode.length(of: code) }

    /// Calls `body` with the postings of a term, a block at a time, in order; faster than a cursor where
    /// no positions are wanted.
    ///
    /// - Throws: `IndexError.damaged`.
    public func forEachBlock(
        of term: TermMatches, _ body: (PostingBlock) -> Void
    ) throws(IndexError) {
        for (part, info) in zip(parts, term.bySegment) {
            guard let info else { continue }
            let list = try part.segment.list(info)
            let isGood = withUnsafeTemporaryAllocation(
                of: UInt32.self, capacity: 2 * PostingList.blockSize
            ) { buffer in
                part.segment.patterns.withUnsafeBufferPointer { counts in
                    Self.forEachBlock(of: list, in: part, counts: counts, buffer: buffer, body)
                }
            }
            guard isGood else { throw part.segment.damagedPostings }
        }
    }

    private static func forEachBlock(
        of list: PostingList, in part: Part, counts: UnsafeBufferPointer<SIMD8<UInt8>>,
        buffer: UnsafeMutableBufferPointer<UInt32>, _ body: (PostingBlock) -> Void
    ) -> Bool {
        guard let ordinals = buffer.baseAddress, let table = counts.baseAddress,
            let lengths = part.segment.lengthCodes(field: 0)
        else { return false }
        let patterns = ordinals + PostingList.blockSize
        for block in 0..<list.blockCount {
            guard
                case .block(let found, let isFlat, _) = list.decode(
                    block, ordinals: ordinals, patterns: patterns)
            else { return false }
            var count = found
            if !isFlat {
                for index in 0..<count where patterns[index] >= counts.count { return false }
            }
            if part.deleted.count > 0 {
                count = 0
                for index in 0..<found where !part.deleted.contains(Int(ordinals[index])) {
                    ordinals[count] = ordinals[index]
                    patterns[count] = isFlat ? 0 : patterns[index]
                    count += 1
                }
            }
            body(
                PostingBlock(
                    count: count, ordinals: ordinals, patterns: isFlat ? nil : patterns,
                    counts: table, lengths: lengths, passageCount: part.segment.passageCount,
                    base: part.base))
        }
        return true
    }

    /// Calls `body` with each passage of a term, in order.
    ///
    /// - Throws: `IndexError.damaged`.
    public func forEachPassage(
        of term: TermMatches, _ body: (Int) -> Void
    ) throws(IndexError) {
        try forEachBlock(of: term) { block in
            for index in 0..<block.count { body(block.passage(index)) }
        }
    }

    /// Calls `body` with the positions of a term in some passages: index in `wanted`, field, position.
    ///
    /// Blocks without a wanted passage are passed over.
    ///
    /// - Parameter wanted: Ordinals, ascending.
    /// - Throws: `IndexError.damaged`.
    public func forEachPosition(
        of term: TermMatches, in wanted: [Int], _ body: (Int, Int, Int) -> Void
    ) throws(IndexError) {
        for (part, info) in zip(parts, term.bySegment) {
            guard let info, part.segment.keepsPositions else { continue }
            let list = try part.segment.list(info)
            let isGood = withUnsafeTemporaryAllocation(
                of: UInt32.self, capacity: 2 * PostingList.blockSize
            ) { buffer in
                Self.forEachPosition(of: list, in: part, wanted: wanted, buffer: buffer, body)
            }
            guard isGood else { throw part.segment.damagedPostings }
        }
    }

    private static func forEachPosition(
        of list: PostingList, in part: Part, wanted: [Int],
        buffer: UnsafeMutableBufferPointer<UInt32>, _ body: (Int, Int, Int) -> Void
    ) -> Bool {
        guard let ordinals = buffer.baseAddress else { return false }
        let patterns = ordinals + PostingList.blockSize
        let end = part.base + part.segment.passageCount
        var slot = 0
        while slot < wanted.count, wanted[slot] < part.base { slot += 1 }
        for block in 0..<list.blockCount {
            guard slot < wanted.count, wanted[slot] < end else { return true }
            if Int(list.last(block)) + part.base < wanted[slot] { continue }
            guard
                case .block(let count, let isFlat, _) = list.decode(
                    block, ordinals: ordinals, patterns: patterns)
            else { return false }
            let packed = list.positions(block)
            var before = 0
            for index in 0..<count {
                let pattern = isFlat ? 0 : Int(patterns[index])
                guard pattern < part.segment.patterns.count else { return false }
                let counts = part.segment.patterns[pattern]
                var occurrences = 0
                for field in 0..<part.segment.fieldCount { occurrences += Int(counts[field]) }
                let passage = part.base + Int(ordinals[index])
                while slot < wanted.count, wanted[slot] < passage { slot += 1 }
                guard slot < wanted.count else { return true }
                if wanted[slot] == passage, !part.deleted.contains(Int(ordinals[index])) {
                    let singles = list.isSingle ? list.singlePositions(occurrences) : nil
                    guard packed != nil || singles != nil else { return false }
                    var next = 0
                    for field in 0..<part.segment.fieldCount {
                        var position = 0
                        for _ in 0..<counts[field] {
                            position += Int(singles?[next] ?? packed?.number(before + next) ?? 0)
                            next += 1
                            body(slot, field, position)
                        }
                    }
                }
                before += occurrences
            }
        }
        return true
    }
}
