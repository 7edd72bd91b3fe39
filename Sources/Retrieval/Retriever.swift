public import Indexing

/// Finds the passages that score best.
///
/// A segment is searched in windows of passages. For each window the bounds of the blocks tell which
/// terms can lift a passage over the worst of the best so far together (MaxScore); only those add up
/// their impacts, in one sweep over memory that stays in the fastest cache, and the others are looked
/// up for what is then left.
///
/// Not to be shared between threads: make one a thread, over one reader.
///
/// Source: H. Turtle and J. Flood, Query evaluation: strategies and optimizations, Information
/// Processing and Management 31(6), 1995; bounds by block after S. Ding and T. Suel, Faster top-k
/// document retrieval using block-max indexes, SIGIR 2011.
public final class Retriever {
    /// The index that is searched.
    public let reader: IndexReader
    private let tables: [ImpactTable]
    private let buffers: [ImpactBuffers]
    // Memory of windows and blocks, owned by this value and freed with it.
    private let sums: UnsafeMutablePointer<UInt16>
    private let groupSums: UnsafeMutablePointer<UInt16>
    private let marks: UnsafeMutablePointer<UInt64>
    private let groupMarks: UnsafeMutablePointer<UInt64>
    private let places: UnsafeMutablePointer<UInt16>
    private let placeSlots: UnsafeMutablePointer<UInt8>
    private let indices: UnsafeMutablePointer<UInt8>
    private var blocks: UnsafeMutablePointer<UInt32>
    private var blockCount: Int

    /// A retriever over an index.
    public init(_ reader: IndexReader) {
        self.reader = reader
        let averages = reader.totals.map {
            Double($0) / Double(max(1, reader.passageCount))
        }
        tables = reader.parts.map {
            ImpactTable(
                model: $0.segment.model, averages: averages, patterns: $0.segment.patterns)
        }
        buffers = tables.map(ImpactBuffers.init)
        sums = .allocate(capacity: Window.size)
        groupSums = .allocate(capacity: Window.size)
        marks = .allocate(capacity: Window.size / 64)
        groupMarks = .allocate(capacity: Window.size / 64)
        places = .allocate(capacity: Window.size)
        placeSlots = .allocate(capacity: Window.size)
        indices = .allocate(capacity: Window.size)
        placeSlots.initialize(repeating: 0, count: Window.size)
        sums.initialize(repeating: 0, count: Window.size)
        groupSums.initialize(repeating: 0, count: Window.size)
        marks.initialize(repeating: 0, count: Window.size / 64)
        groupMarks.initialize(repeating: 0, count: Window.size / 64)
        blockCount = 8
        blocks = .allocate(capacity: blockCount * TermReader.bufferSize)
        blocks.initialize(repeating: 0, count: blockCount * TermReader.bufferSize)
    }

    deinit {
        sums.deallocate()
        groupSums.deallocate()
        marks.deallocate()
        groupMarks.deallocate()
        places.deallocate()
        placeSlots.deallocate()
        indices.deallocate()
        blocks.deallocate()
    }

    /// The best passages for a query: best first, of equal scores the lower ordinal first.
    ///
    /// - Parameters:
    ///   - query: Without a group with terms, nothing is found.
    ///   - limit: The most passages that are given.
    ///   - allowed: Whether a passage may be given; asked only for those that are good enough.
    ///   - isCancelled: Asked now and then; `true` ends the search with what was found so far.
    /// - Throws: `IndexError.damaged`.
    public func search(
        _ query: RankedQuery, limit: Int, allowed: ((Int) -> Bool)? = nil,
        isCancelled: (() -> Bool)? = nil
    ) throws(IndexError) -> [RankedPassage] {
        let scale = query.scale
        var hits = TopHits(limit: limit)
        let groups = query.groups.filter { !$0.isEmpty }
        guard !groups.isEmpty, limit > 0 else { return [] }
        if query.mode != .any, groups.count < query.groups.count { return [] }
        let isPhrase = query.mode.kind == .phrase
        let terms = isPhrase ? groups.map { Array($0.prefix(1)) } : groups
        reserve(terms.reduce(0) { $0 + $1.count } * (isPhrase ? 2 : 1))
        for (index, part) in reader.parts.enumerated() {
            guard
                var search = PartSearch(
                    part, terms: terms, kind: query.mode.kind, scale: scale, retriever: self),
                let scorer = ImpactScorer(
                    tables[index], buffers: buffers[index], segment: part.segment)
            else { throw part.segment.damagedPostings }
            search.allowed = allowed
            search.isCancelled = isCancelled
            if let failure = search.failure { throw failure }
            switch query.mode {
            case .any: search.any(&hits, scorer)
            case .all: search.all(&hits, scorer)
            case .phrase(let offsets): search.phrase(offsets, &hits, scorer)
            }
            if let failure = search.failure { throw failure }
            if search.isDamaged { throw part.segment.damagedPostings }
        }
        return hits.sorted(scale: scale)
    }

    private func reserve(_ count: Int) {
        guard count > blockCount else { return }
        blocks.deallocate()
        blockCount = count
        blocks = .allocate(capacity: count * TermReader.bufferSize)
        blocks.initialize(repeating: 0, count: count * TermReader.bufferSize)
    }
}

extension RankedQuery.Mode {
    var kind: Kind {
        switch self {
        case .any: .any
        case .all: .all
        case .phrase: .phrase
        }
    }
}

extension Retriever {
    var window: Window { Window(sums: sums, marks: marks) }
    var groupWindow: Window { Window(sums: groupSums, marks: groupMarks) }
    var candidatePlaces: UnsafeMutablePointer<UInt16> { places }
    var slots: UnsafeMutablePointer<UInt8> { placeSlots }
    var placeIndices: UnsafeMutablePointer<UInt8> { indices }
    func buffer(_ index: Int) -> UnsafeMutablePointer<UInt32> {
        blocks + index * TermReader.bufferSize
    }
}
