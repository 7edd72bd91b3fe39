internal import CKernels

/// Walks over the passages of a term in one segment, in order of their ordinals.
package struct SegmentCursor {
    private let list: PostingList
    private let segment: Segment
    private var block = -1
    private var index = 0
    private var inBlock = 0
    private var ordinals: [UInt32]
    private var patterns: [UInt32]
    private var packed: PackedPositions?
    private var positionsBefore = 0
    /// The current passage.
    package private(set) var passage = 0
    /// For each field the number of occurrences in the current passage.
    package private(set) var counts: SIMD8<UInt8> = .zero
    /// The pattern of the current passage.
    package private(set) var pattern: UInt32 = 0

    package init(_ list: PostingList, of segment: Segment) {
        self.list = list
        self.segment = segment
        ordinals = [UInt32](repeating: 0, count: PostingList.blockSize)
        patterns = ordinals
    }

    /// Moves to the next passage; `false` behind the last.
    ///
    /// - Throws: `IndexError.damaged`.
    package mutating func next() throws(IndexError) -> Bool {
        if block >= 0 {
            positionsBefore += occurrences
            index += 1
        }
        while block < 0 || index == inBlock {
            block += 1
            guard block < list.blockCount else {
                block = list.blockCount - 1
                index = inBlock - 1
                return false
            }
            try decode()
        }
        passage = Int(ordinals[index])
        pattern = patterns[index]
        guard Int(pattern) < segment.patterns.count else { throw segment.damagedPostings }
        counts = segment.patterns[Int(pattern)]
        return true
    }

    private mutating func decode() throws(IndexError) {
        let list = list
        let block = block
        let decoded = ordinals.withUnsafeMutableBufferPointer { ordinals in
            patterns.withUnsafeMutableBufferPointer { patterns -> PostingList.Decoded in
                guard let first = ordinals.baseAddress, let second = patterns.baseAddress else {
                    return .damaged
                }
                return list.decode(block, ordinals: first, patterns: second)
            }
        }
        guard case .block(let count, let isFlat, _) = decoded else {
            throw segment.damagedPostings
        }
        if isFlat { for index in 0..<count { patterns[index] = 0 } }
        inBlock = count
        index = 0
        positionsBefore = 0
        packed = segment.keepsPositions ? list.positions(block) : nil
        if segment.keepsPositions, packed == nil, !list.isSingle { throw segment.damagedPostings }
    }

    /// Occurrences in the current passage, over all fields.
    private var occurrences: Int {
        var sum = 0
        for field in 0..<segment.fieldCount { sum += Int(counts[field]) }
        return sum
    }

    /// The word positions in the current passage, with their fields, in order; none where no positions
    /// are kept.
    ///
    /// - Throws: `IndexError.damaged`.
    package func positions() throws(IndexError) -> [(field: Int, position: Int)] {
        guard segment.keepsPositions else { return [] }
        let singles = list.isSingle ? list.singlePositions(occurrences) : nil
        if list.isSingle, singles == nil { throw segment.damagedPostings }
        var result: [(field: Int, position: Int)] = []
        var next = 0
        for field in 0..<segment.fieldCount {
            var position = 0
            for _ in 0..<counts[field] {
                position += Int(
                    singles?[next] ?? packed?.number(positionsBefore + next) ?? 0)
                result.append((field, position))
                next += 1
            }
        }
        return result
    }

    /// The word positions as they are packed: for each field the first one, then distances.
    func packedPositions() throws(IndexError) -> [UInt32] {
        guard segment.keepsPositions else { return [] }
        if list.isSingle {
            guard let positions = list.singlePositions(occurrences) else {
                throw segment.damagedPostings
            }
            return positions
        }
        return (0..<occurrences).map { packed?.number(positionsBefore + $0) ?? 0 }
    }
}
