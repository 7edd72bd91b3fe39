/// Walks over the passages of a term, in order of their ordinals.
public struct PostingsCursor {
    private let postings: SectionBytes
    private let positionBytes: SectionBytes
    private var offset: Int
    private let end: Int
    private var positionOffset: Int
    private let positionEnd: Int
    private var left: Int
    private let passageCount: Int
    private let fieldCount: Int
    private var started = false
    private var positionsRead = true
    /// The current passage.
    public private(set) var passage = 0
    /// For each field the number of occurrences in the current passage.
    public private(set) var counts: SIMD8<UInt32> = .zero

    init(_ info: TermInfo, in segment: Segment) throws(IndexError) {
        postings = segment.postings
        positionBytes = segment.positions
        passageCount = segment.passageCount
        fieldCount = segment.fieldCount
        left = info.passages
        offset = info.postings.lowerBound
        end = info.postings.upperBound
        positionOffset = info.positions.lowerBound
        positionEnd = info.positions.upperBound
        guard end <= postings.count else { throw postings.damaged }
        guard positionEnd <= positionBytes.count else { throw positionBytes.damaged }
    }

    /// Moves to the next passage; `false` behind the last.
    ///
    /// - Throws: `IndexError.damaged`.
    public mutating func next() throws(IndexError) -> Bool {
        guard left > 0 else { return false }
        if started, !positionsRead { try skipPositions() }
        left -= 1
        let head = try postings.variable(at: &offset)
        let gap = Int(head >> 1)
        guard !started || gap > 0 else { throw postings.damaged }
        passage = started ? passage + gap : gap
        started = true
        positionsRead = false
        guard passage < passageCount else { throw postings.damaged }
        counts = .zero
        if head & 1 == 1 {
            counts[fieldCount - 1] = 1
        } else {
            guard offset < end else { throw postings.damaged }
            let mask = postings.bytes[offset]
            offset += 1
            guard mask != 0, Int(mask) < 1 << fieldCount else { throw postings.damaged }
            for field in 0..<fieldCount where mask & 1 << UInt8(field) != 0 {
                counts[field] = try postings.variable(at: &offset)
            }
        }
        guard offset <= end else { throw postings.damaged }
        return true
    }

    /// The word positions in the current passage, for one field; empty where it does not occur.
    ///
    /// To be called at most once a passage.
    ///
    /// - Throws: `IndexError.damaged`.
    public mutating func positions(in field: Int) throws(IndexError) -> [Int] {
        try positions().filter { $0.field == field }.map(\.position)
    }

    /// The word positions in the current passage, with their fields, in order.
    ///
    /// To be called at most once a passage.
    ///
    /// - Throws: `IndexError.damaged`.
    public mutating func positions() throws(IndexError) -> [(field: Int, position: Int)] {
        guard started, !positionsRead else { return [] }
        var result: [(field: Int, position: Int)] = []
        for field in 0..<fieldCount {
            var position = 0
            for _ in 0..<counts[field] {
                position += Int(try nextPosition())
                result.append((field, position))
            }
        }
        positionsRead = true
        return result
    }

    private mutating func skipPositions() throws(IndexError) {
        for field in 0..<fieldCount {
            for _ in 0..<counts[field] { _ = try nextPosition() }
        }
    }

    private mutating func nextPosition() throws(IndexError) -> UInt32 {
        let value = try positionBytes.variable(at: &positionOffset)
        guard positionOffset <= positionEnd else { throw positionBytes.damaged }
        return value
    }
}
