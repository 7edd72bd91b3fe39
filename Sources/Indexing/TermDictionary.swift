/// What the dictionary knows of one term.
public struct TermInfo: Hashable, Sendable {
    /// Number of passages with the term.
    public let passages: Int
    let postings: Range<Int>
    let positions: Range<Int>
}

/// The terms of a segment in byte order.
struct TermDictionary: Sendable {
    private let terms: SectionBytes
    private let blocks: SectionBytes
    private let blockCount: Int
    /// Number of terms.
    let count: Int

    init(terms: SectionBytes, blocks: SectionBytes) throws(IndexError) {
        let count = try blocks.size(at: 0)
        let size = SegmentFormat.termsInBlock
        blockCount = count / size + (count % size == 0 ? 0 : 1)
        guard blocks.count >= 8, blockCount == (blocks.count - 8) / 4 else { throw blocks.damaged }
        self.terms = terms
        self.blocks = blocks
        self.count = count
    }

    /// What is known of a term, or `nil` when no passage has it.
    func find(_ term: UnsafeBufferPointer<UInt8>) throws(IndexError) -> TermInfo? {
        // The last block whose first term is not behind the one sought.
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            var cursor = try TermCursor(terms, at: start(of: middle), left: 1)
            guard try cursor.next() else { throw terms.damaged }
            if term.lexicographicallyPrecedes(cursor.term) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        guard low > 0 else { return nil }
        var cursor = try TermCursor(terms, at: start(of: low - 1), left: size(of: low - 1))
        while try cursor.next() {
            if cursor.term.elementsEqual(term) { return cursor.info }
        }
        return nil
    }

    /// Calls `body` with the terms that start with `prefix`, in order, until it gives `false`.
    func forEach(
        prefix: [UInt8], _ body: ([UInt8], TermInfo) -> Bool
    ) throws(IndexError) {
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            var cursor = try TermCursor(terms, at: start(of: middle), left: 1)
            guard try cursor.next() else { throw terms.damaged }
            if cursor.term.lexicographicallyPrecedes(prefix) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        for block in max(0, low - 1)..<max(blockCount, max(0, low - 1)) {
            var cursor = try TermCursor(terms, at: start(of: block), left: size(of: block))
            while try cursor.next() {
                if cursor.term.starts(with: prefix) {
                    if !body(cursor.term, cursor.info) { return }
                } else if prefix.lexicographicallyPrecedes(cursor.term) {
                    return
                }
            }
        }
    }

    private func start(of block: Int) throws(IndexError) -> Int {
        Int(try blocks.u32(at: 8 + block * 4))
    }

    private func size(of block: Int) -> Int {
        min(SegmentFormat.termsInBlock, count - block * SegmentFormat.termsInBlock)
    }
}

/// Walks over the terms of one block.
struct TermCursor {
    private let bytes: SectionBytes
    private var offset: Int
    private var left: Int
    private var postings: Int
    private var positions: Int
    private(set) var term: [UInt8] = []
    private(set) var info = TermInfo(passages: 0, postings: 0..<0, positions: 0..<0)

    init(_ bytes: SectionBytes, at start: Int, left: Int) throws(IndexError) {
        self.bytes = bytes
        self.left = left
        offset = start
        postings = Int(try bytes.variable(at: &offset))
        positions = Int(try bytes.variable(at: &offset))
    }

    /// Moves to the next term; `false` behind the last.
    mutating func next() throws(IndexError) -> Bool {
        guard left > 0 else { return false }
        left -= 1
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
        let postingsEnd = postings + Int(try bytes.variable(at: &offset))
        let positionsEnd = positions + Int(try bytes.variable(at: &offset))
        info = TermInfo(
            passages: passages, postings: postings..<postingsEnd,
            positions: positions..<positionsEnd)
        postings = postingsEnd
        positions = positionsEnd
        return true
    }
}
