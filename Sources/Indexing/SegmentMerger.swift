internal import Files

/// Makes one segment of runs and segments, whose passages follow each other in the order given.
struct SegmentMerger {
    /// What goes into the merged segment.
    enum Source {
        case run(Run)
        case segment(Segment, deleted: PassageSet)

        var keptCount: Int {
            switch self {
            case .run(let run): run.passageCount
            case .segment(let segment, let deleted): segment.passageCount - deleted.count
            }
        }
    }

    private let sources: [Source]
    private let model: ImpactModel
    private let keepsPositions: Bool

    init(_ sources: [Source], model: ImpactModel, keepsPositions: Bool) {
        self.sources = sources
        self.model = model
        self.keepsPositions = keepsPositions
    }

    /// Number of passages that the merged segment will have.
    var passageCount: Int { sources.reduce(0) { $0 + $1.keptCount } }

    /// Writes the segment.
    ///
    /// - Throws: `IndexError`; nothing stays behind then.
    func write(to path: String, in folder: String) throws(IndexError) {
        let passageCount = passageCount
        guard passageCount <= SegmentFormat.mostPassages else { throw .tooLarge(what: "passages") }
        var inputs: [any MergeInput] = []
        var base = 0
        for source in sources {
            switch source {
            case .run(let run): inputs.append(RunInput(run, base: base))
            case .segment(let segment, let deleted):
                inputs.append(
                    try SegmentInput(
                        segment, ordinals: Self.ordinals(of: segment, deleted, base: base)))
            }
            base += source.keptCount
        }
        let (lengths, totals) = try mergedLengths()
        let averages = totals.map { Double($0) / Double(max(1, passageCount)) }
        let patterns = mergedPatterns()
        let table = ImpactTable(
            model: model, averages: averages,
            patterns: patterns.map { PackedCounts.vector($0.counts) })
        var writer = try SegmentWriter(
            path: path, folder: folder, table: table, keepsPositions: keepsPositions)
        try merge(
            inputs, into: &writer, lengths: lengths, table: table, patterns: patterns.map(\.counts))
        try writer.finish(
            passageCount: passageCount,
            patterns: patterns.map { (PackedCounts.vector($0.counts), $0.number) },
            lengths: lengths, totals: totals, store: storePieces())
    }

    private static func ordinals(
        of segment: Segment, _ deleted: PassageSet, base: Int
    ) -> [UInt32] {
        var next = UInt32(base)
        return (0..<segment.passageCount).map { passage in
            if deleted.contains(passage) { return SegmentInput.removed }
            defer { next += 1 }
            return next
        }
    }

    private func mergedLengths() throws(IndexError) -> (codes: [[UInt8]], totals: [UInt64]) {
        var codes = [[UInt8]](repeating: [], count: model.fieldCount)
        var totals = [UInt64](repeating: 0, count: model.fieldCount)
        for field in 0..<model.fieldCount {
            codes[field].reserveCapacity(passageCount)
            for source in sources {
                switch source {
                case .run(let run):
                    codes[field] += run.lengths[field]
                    totals[field] += run.totals[field]
                case .segment(let segment, let deleted):
                    guard let old = segment.lengthCodes(field: field) else {
                        throw segment.damagedPostings
                    }
                    var removed = 0
                    for passage in 0..<segment.passageCount {
                        if deleted.contains(passage) {
                            removed += LengthCode.length(of: old[passage])
                        } else {
                            codes[field].append(old[passage])
                        }
                    }
                    totals[field] += UInt64(max(0, segment.totals[field] - removed))
                }
            }
        }
        return (codes, totals)
    }

    /// The patterns of all sources, the most frequent first, with their numbers.
    private func mergedPatterns() -> [(counts: UInt64, number: UInt64)] {
        var numbers: [UInt64: UInt64] = [:]
        for source in sources {
            switch source {
            case .run(let run): numbers.merge(run.patterns) { $0 + $1 }
            case .segment(let segment, _):
                for (pattern, number) in zip(segment.patterns, segment.patternNumbers) {
                    numbers[PackedCounts.packed(pattern), default: 0] += number
                }
            }
        }
        return numbers.map { (counts: $0.key, number: $0.value) }.sorted {
            $0.number != $1.number ? $0.number > $1.number : $0.counts < $1.counts
        }
    }

    private func merge(
        _ inputs: [any MergeInput], into writer: inout SegmentWriter, lengths: [[UInt8]],
        table: ImpactTable, patterns: [UInt64]
    ) throws(IndexError) {
        let numbering = PatternNumbering(patterns)
        let isSimple = table.isSimple
        var term: [UInt8] = []
        while let first = Self.least(inputs) {
            term.removeAll(keepingCapacity: true)
            if let bytes = first.term { term.append(contentsOf: bytes) }
            let prefix = first.prefix
            for input in inputs {
                guard input.prefix == prefix, let other = input.term, other.elementsEqual(term)
                else { continue }
                try input.drain { ordinal, counts, positions in
                    let pattern = numbering.number(of: counts)
                    let place = Int(ordinal)
                    let impact: UInt16
                    if isSimple, pattern < ImpactTable.rows {
                        impact = table.values[pattern * 256 + Int(lengths[0][place])]
                    } else {
                        impact = table.impact(pattern: pattern) { lengths[$0][place] }
                    }
                    writer.append(
                        ordinal: ordinal, pattern: UInt32(pattern), positions: positions,
                        impact: impact)
                }
            }
            var failure: IndexError?
            term.withUnsafeBufferPointer { bytes in
                do throws(IndexError) { try writer.endTerm(bytes) } catch { failure = error }
            }
            if let failure { throw failure }
        }
    }

    /// The input with the first term in byte order.
    private static func least(_ inputs: [any MergeInput]) -> (any MergeInput)? {
        var best: (any MergeInput)?
        var bestTerm: UnsafeBufferPointer<UInt8>?
        var bestPrefix = UInt64.max
        for input in inputs {
            guard let term = input.term, input.prefix <= bestPrefix else { continue }
            if input.prefix == bestPrefix, let bestTerm,
                !term.lexicographicallyPrecedes(bestTerm)
            {
                continue
            }
            best = input
            bestTerm = term
            bestPrefix = input.prefix
        }
        return best
    }

    private func storePieces() -> [StorePiece] {
        var base = 0
        return sources.map { source in
            defer { base += source.keptCount }
            return switch source {
            case .run(let run): .blocks(base: base, bytes: run.store, index: run.storeIndex)
            case .segment(let segment, let deleted):
                .segment(base: base, store: segment.store, deleted: deleted)
            }
        }
    }
}

/// Numbers patterns by their packed counts.
private struct PatternNumbering {
    private var small = [Int](repeating: 0, count: 256)
    private var others: [UInt64: Int] = [:]

    init(_ patterns: [UInt64]) {
        for (number, counts) in patterns.enumerated() {
            if counts < 256 { small[Int(counts)] = number } else { others[counts] = number }
        }
    }

    func number(of counts: UInt64) -> Int {
        counts < 256 ? small[Int(counts)] : others[counts] ?? 0
    }
}

/// A part of the merged passage store.
enum StorePiece {
    /// Blocks that are copied as they are.
    case blocks(base: Int, bytes: RunBytes, index: StoredBlocks.Index)
    /// The blocks of a segment, of which those with a removed passage are made anew.
    case segment(base: Int, store: StoreReader, deleted: PassageSet)
}
