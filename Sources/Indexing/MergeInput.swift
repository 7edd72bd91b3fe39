internal import Files

/// Terms with their postings on their way into a merged segment.
///
/// Ordinals that come out are those of the merged segment.
protocol MergeInput: AnyObject {
    /// The current term; `nil` behind the last.
    var term: UnsafeBufferPointer<UInt8>? { get }
    /// The first bytes of the term as a number.
    var prefix: UInt64 { get }
    /// Calls `body` with ordinal, packed counts and positions of each posting of the current term, in
    /// order; then the next term is current.
    ///
    /// - Throws: `IndexError.damaged`.
    func drain(
        _ body: (UInt32, UInt64, UnsafeBufferPointer<UInt32>) -> Void
    ) throws(IndexError)
}

/// The terms of a run.
final class RunInput: MergeInput {
    private let run: Run
    private let base: UInt32
    private var reader: OccurrenceReader
    /// Bytes of occurrences that were given back to the system.
    private var forgotten = 0
    private static let forgetSize = 64 << 10
    // Of the run, which lives as long as this.
    private let terms: UnsafeBufferPointer<UInt8>
    /// Where the next term begins.
    private var offset = 0
    private var forgottenTerms = 0
    private var count = 0
    private(set) var term: UnsafeBufferPointer<UInt8>?
    private(set) var prefix: UInt64 = 0

    private static let headSize = 5

    init(_ run: Run, base: Int) {
        self.run = run
        self.base = UInt32(base)
        terms = run.terms.bytes.bindMemory(to: UInt8.self)
        reader = OccurrenceReader(run.occurrences.bytes)
        setTerm()
    }

    private func setTerm() {
        guard offset + Self.headSize <= terms.count else {
            term = nil
            return
        }
        let head = UnsafeRawBufferPointer(terms)
        count = Int(head.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
        let start = offset + Self.headSize
        offset = start + Int(terms[start - 1])
        let bytes = UnsafeBufferPointer(rebasing: terms[start..<offset])
        term = bytes
        prefix = TermPrefix.of(bytes)
    }

    func drain(
        _ body: (UInt32, UInt64, UnsafeBufferPointer<UInt32>) -> Void
    ) throws(IndexError) {
        reader.begin(count: count)
        while reader.nextPosting() {
            body(base + UInt32(reader.passage), reader.counts, reader.positions)
        }
        if offset - forgottenTerms >= Self.forgetSize {
            run.terms.forget(forgottenTerms..<offset)
            forgottenTerms = offset
        }
        setTerm()
        if reader.offset - forgotten >= Self.forgetSize {
            run.occurrences.forget(forgotten..<reader.offset)
            forgotten = reader.offset
        }
    }
}

/// The terms of a segment, without the passages that were removed.
final class SegmentInput: MergeInput {
    private let segment: Segment
    /// For each passage its new ordinal, or `removed`.
    private let ordinals: [UInt32]
    private var cursor: TermCursor
    private var bytes: UnsafeMutableBufferPointer<UInt8>
    private(set) var term: UnsafeBufferPointer<UInt8>?
    private(set) var prefix: UInt64 = 0

    static let removed = UInt32.max

    init(_ segment: Segment, ordinals: [UInt32]) throws(IndexError) {
        self.segment = segment
        self.ordinals = ordinals
        bytes = .allocate(capacity: SegmentFormat.longestTerm)
        cursor = try segment.dictionary.cursor(from: [])
        try advance()
    }

    deinit { bytes.deallocate() }

    private func advance() throws(IndexError) {
        guard try cursor.next() else {
            term = nil
            return
        }
        _ = bytes.update(from: cursor.term)
        let current = UnsafeBufferPointer(
            rebasing: UnsafeBufferPointer(bytes)[..<cursor.term.count])
        term = current
        prefix = TermPrefix.of(current)
    }

    func drain(
        _ body: (UInt32, UInt64, UnsafeBufferPointer<UInt32>) -> Void
    ) throws(IndexError) {
        var postings = SegmentCursor(try segment.list(cursor.info), of: segment)
        while try postings.next() {
            let ordinal = ordinals[postings.passage]
            guard ordinal != Self.removed else { continue }
            let positions = try postings.packedPositions()
            let counts = PackedCounts.packed(postings.counts)
            positions.withUnsafeBufferPointer { body(ordinal, counts, $0) }
        }
        try advance()
    }
}
