/// The terms of a segment in byte order.
struct TermDictionary: Sendable {
    private let terms: SectionBytes
    private let index: SectionBytes
    private let counts: PatternCounts
    private let keepsPositions: Bool
    private let blockCount: Int
    /// Number of terms.
    let count: Int

    init(
        terms: SectionBytes, index: SectionBytes, counts: PatternCounts, keepsPositions: Bool
    ) throws(IndexError) {
        let count = try index.size(at: 0)
        let size = SegmentFormat.termsInBlock
        // A term takes at least four bytes: this keeps the sums below from overflowing.
        guard count <= terms.count else { throw index.damaged }
        blockCount = count / size + (count % size == 0 ? 0 : 1)
        guard index.count == 8 + blockCount * 12 else { throw index.damaged }
        self.terms = terms
        self.index = index
        self.counts = counts
        self.keepsPositions = keepsPositions
        self.count = count
    }

    /// The first eight bytes of a block's first term.
    ///
    /// Blocks below `blockCount` lie in the section, as checked in `init`.
    private func prefix(of block: Int) -> UInt64 {
        UInt64(
            bigEndian: index.bytes.loadUnaligned(fromByteOffset: 8 + block * 8, as: UInt64.self))
    }

    /// The first block for which `isBehind` holds, where it holds for all blocks behind that one too.
    private func firstBlock(where isBehind: (Int) throws(IndexError) -> Bool) throws(IndexError)
        -> Int
    {
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            if try isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The last block whose first term is not behind the one sought, or `nil`.
    private func block(of term: UnsafeBufferPointer<UInt8>) throws(IndexError) -> Int? {
        let prefix = TermPrefix.of(term)
        let behind = try firstBlock { (block) throws(IndexError) in
            let other = self.prefix(of: block)
            if other != prefix { return other > prefix }
            var cursor = try self.cursor(block, left: 1)
            guard try cursor.next() else { throw terms.damaged }
            return term.lexicographicallyPrecedes(cursor.term)
        }
        return behind > 0 ? behind - 1 : nil
    }

    /// What is known of a term, or `nil` when no passage has it.
    func find(_ term: UnsafeBufferPointer<UInt8>) throws(IndexError) -> TermInfo? {
        guard let block = try block(of: term) else { return nil }
        var cursor = try self.cursor(block, left: size(of: block))
        while try cursor.next() {
            switch cursor.order(of: term) {
            case 0: return cursor.info
            case ..<0: return nil
            default: continue
            }
        }
        return nil
    }

    /// Calls `body` with the terms that start with `prefix`, in order, until it gives `false`.
    func forEach(
        prefix: [UInt8], _ body: ([UInt8], TermInfo) -> Bool
    ) throws(IndexError) {
        var cursor = try self.cursor(from: prefix)
        while try cursor.next() {
            guard cursor.term.starts(with: prefix), body(cursor.term, cursor.info) else { return }
        }
    }

    /// A cursor whose first term is the first one not before `start`.
    func cursor(from start: [UInt8]) throws(IndexError) -> TermCursor {
        let found = start.withUnsafeBufferPointer { term -> Result<Int?, IndexError> in
            do throws(IndexError) { return .success(try self.block(of: term)) } catch {
                return .failure(error)
            }
        }
        let block: Int = try found.get() ?? 0
        var cursor = try self.cursor(block, left: count - block * SegmentFormat.termsInBlock)
        try cursor.skip(before: start)
        return cursor
    }

    private func cursor(_ block: Int, left: Int) throws(IndexError) -> TermCursor {
        let offset =
            block < blockCount ? Int(try index.u32(at: 8 + blockCount * 8 + block * 4)) : 0
        return TermCursor(
            terms, at: offset, left: left, counts: counts, keepsPositions: keepsPositions)
    }

    private func size(of block: Int) -> Int {
        min(SegmentFormat.termsInBlock, count - block * SegmentFormat.termsInBlock)
    }
}

/// For each pattern the number of positions that it has.
struct PatternCounts: Sendable {
    private let counts: [Int]

    init(_ patterns: [SIMD8<UInt8>]) {
        counts = patterns.map { pattern in (0..<8).reduce(0) { $0 + Int(pattern[$1]) } }
    }

    /// The number of positions of a pattern, or `nil` for one that does not exist.
    func occurrences(_ pattern: UInt32) -> Int? {
        Int(pattern) < counts.count ? counts[Int(pattern)] : nil
    }
}

/// Walks over the terms of a segment from the start of a block on.
struct TermCursor {
    private let bytes: SectionBytes
    private let counts: PatternCounts
    private let keepsPositions: Bool
    private var offset: Int
    private var left: Int
    private var inBlock = 0
    private var postings = 0
    private var positions = 0
    private var isHeld = false
    private(set) var term: [UInt8] = []
    private(set) var info = TermInfo(passages: 0, place: .single(offset: 0))

    init(
        _ bytes: SectionBytes, at start: Int, left: Int, counts: PatternCounts, keepsPositions: Bool
    ) {
        self.bytes = bytes
        self.left = left
        self.counts = counts
        self.keepsPositions = keepsPositions
        offset = start
    }

    /// Less than 0 for a term before the one at hand, 0 for the same, more for one behind it.
    func order(of other: UnsafeBufferPointer<UInt8>) -> Int {
        term.withUnsafeBytes { ByteOrder.compare(UnsafeRawBufferPointer(other), $0) }
    }

    /// Makes the first term that is not before `start` the next one.
    mutating func skip(before start: [UInt8]) throws(IndexError) {
        while try next() {
            if !term.lexicographicallyPrecedes(start) {
                isHeld = true
                return
            }
        }
    }

    /// Moves to the next term; `false` behind the last.
    mutating func next() throws(IndexError) -> Bool {
        if isHeld {
            isHeld = false
            return true
        }
        guard left > 0 else { return false }
        left -= 1
        if inBlock == 0 {
            postings = Int(try bytes.variable(at: &offset, most: .max))
            positions = Int(try bytes.variable(at: &offset, most: .max))
        }
        inBlock = (inBlock + 1) % SegmentFormat.termsInBlock
        let shared = Int(try bytes.variable(at: &offset))
        let rest = Int(try bytes.variable(at: &offset))
        guard shared <= term.count, shared + rest <= SegmentFormat.longestTerm else {
            throw bytes.damaged
        }
        let suffix = try bytes.slice(offset..<offset + rest)
        offset += rest
        term.removeSubrange(shared...)
        term.append(contentsOf: suffix)
        let passages = Int(try bytes.variable(at: &offset))
        guard passages != 1 else {
            info = TermInfo(passages: 1, place: .single(offset: offset))
            try skipSingle()
            return true
        }
        let postingsEnd = postings + Int(try bytes.variable(at: &offset))
        let positionsEnd = positions + Int(try bytes.variable(at: &offset))
        info = TermInfo(
            passages: passages,
            place: .lists(postings: postings..<postingsEnd, positions: positions..<positionsEnd))
        postings = postingsEnd
        positions = positionsEnd
        return true
    }

    private mutating func skipSingle() throws(IndexError) {
        _ = try bytes.variable(at: &offset)
        let pattern = UInt32(try bytes.variable(at: &offset))
        guard let occurrences = counts.occurrences(pattern) else { throw bytes.damaged }
        guard keepsPositions else { return }
        for _ in 0..<occurrences { _ = try bytes.variable(at: &offset) }
    }
}
