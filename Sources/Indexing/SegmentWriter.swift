internal import Files

/// Writes a segment file in one go: terms in byte order with their postings, then the rest.
struct SegmentWriter: ~Copyable {
    private var file: AtomicFile
    private let table: ImpactTable
    private let keepsPositions: Bool
    private var postings: PostingsWriter
    private var dictionary = TermDictionaryWriter()
    private var postingsSize = 0
    private var positionsSize = 0
    // Only the postings go straight into the file; what belongs behind them waits aside.
    private var sum = RunningChecksum()
    private let positions: SpillFile
    private let terms: SpillFile
    private var sections: [(kind: SegmentFormat.Section, offset: Int, length: Int, sum: UInt64)] =
        []

    /// Begins a segment in a folder; until `finish` nothing of it has a lasting name.
    init(
        path: String, folder: String, table: ImpactTable, keepsPositions: Bool
    ) throws(IndexError) {
        var header = SegmentFormat.magic
        header.append(u32: SegmentFormat.version)
        header.append(u32: 0)
        do {
            let positions = try SpillFile(in: folder)
            let terms = try SpillFile(in: folder)
            var file = try AtomicFile(path)
            try file.write(header)
            self.table = table
            self.keepsPositions = keepsPositions
            postings = PostingsWriter(table: table, keepsPositions: keepsPositions)
            self.positions = positions
            self.terms = terms
            self.file = file
        } catch { throw .file(error) }
    }

    /// Adds a posting of the current term.
    mutating func append(
        ordinal: UInt32, pattern: UInt32, positions: UnsafeBufferPointer<UInt32>, impact: UInt16
    ) {
        postings.append(ordinal: ordinal, pattern: pattern, positions: positions, impact: impact)
    }

    /// Ends the current term, which is left out when it has no posting.
    mutating func endTerm(_ term: UnsafeBufferPointer<UInt8>) throws(IndexError) {
        guard postings.count > 0 else { return }
        let starts = (postingsSize, positionsSize)
        if postings.count == 1 {
            let single = postings.single
            try dictionary.append(
                term, passages: 1,
                place: .single(
                    ordinal: single.ordinal, pattern: single.pattern, positions: single.positions),
                starts: starts)
        } else {
            try postings.finish()
            do {
                try write(postings.list)
                try positions.write(postings.positionList)
            } catch { throw .file(error) }
            try dictionary.append(
                term, passages: postings.count,
                place: .lists(
                    postings: postings.list.count, positions: postings.positionList.count),
                starts: starts)
            postingsSize += postings.list.count
            positionsSize += postings.positionList.count
        }
        postings.reset()
        if dictionary.pending.count > 1 << 16 { try flushTerms() }
    }

    private mutating func flushTerms() throws(IndexError) {
        do { try terms.write(dictionary.takePending()) } catch { throw .file(error) }
    }

    private mutating func write(_ bytes: [UInt8]) throws(FileError) {
        bytes.withUnsafeBytes { sum.add($0) }
        try file.write(bytes)
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        sum.add(bytes)
        try file.write(bytes)
    }

    private mutating func endSection(_ kind: SegmentFormat.Section, from offset: Int)
        throws(FileError)
    {
        sections.append((kind, offset, file.count - offset, sum.value))
        sum = RunningChecksum()
        let over = file.count % SegmentFormat.alignment
        if over > 0 {
            try file.write([UInt8](repeating: 0, count: SegmentFormat.alignment - over))
        }
    }

    private mutating func writeSection(
        _ kind: SegmentFormat.Section, _ bytes: [UInt8]
    ) throws(FileError) {
        let offset = file.count
        try write(bytes)
        try endSection(kind, from: offset)
    }

    private mutating func writeSection(
        _ kind: SegmentFormat.Section, _ spill: SpillFile
    ) throws(FileError) {
        let offset = file.count
        try spill.flush()
        try spill.forEachPiece { (piece) throws(FileError) in try write(piece) }
        try endSection(kind, from: offset)
    }

    /// Writes what is left and gives the file its name.
    ///
    /// - Parameters:
    ///   - lengths: For each field the codes of all passages, in pieces.
    ///   - store: Pieces of compressed blocks; `base` is the ordinal of a piece's first passage.
    /// - Throws: `IndexError`; nothing stays behind then.
    consuming func finish(
        passageCount: Int, patterns: [(counts: SIMD8<UInt8>, number: UInt64)],
        lengths: [[UInt8]], totals: [UInt64], store: [StorePiece]
    ) throws(IndexError) {
        try flushTerms()
        do {
            try endSection(.postings, from: SegmentFormat.headerSize)
            try writeSection(.positions, positions)
            try writeSection(.terms, terms)
            try writeSection(.termIndex, dictionary.index)
            let offset = file.count
            for field in lengths { try write(field) }
            try endSection(.lengths, from: offset)
            var bytes: [UInt8] = []
            for total in totals { bytes.append(u64: total) }
            try writeSection(.totals, bytes)
        } catch { throw .file(error) }
        try writeStore(store)
        do {
            try writeSection(.model, modelBytes())
            var bytes: [UInt8] = []
            bytes.append(u32: UInt32(patterns.count))
            for pattern in patterns { bytes.append(u64: pattern.number) }
            for pattern in patterns {
                for field in 0..<table.model.fieldCount { bytes.append(pattern.counts[field]) }
            }
            try writeSection(.patterns, bytes)
            try writeFrame(passageCount: passageCount)
            try file.commit()
        } catch { throw .file(error) }
    }

    /// Writes the compressed passages and what finds them.
    private mutating func writeStore(_ pieces: [StorePiece]) throws(IndexError) {
        let offset = file.count
        var index = StoredBlocks.Index()
        for piece in pieces {
            switch piece {
            case .blocks(let base, let bytes, let other):
                try write(bytes, other, base: base, from: offset, to: &index)
            case .segment(let base, let store, let deleted):
                try copy(store, without: deleted, base: base, from: offset, to: &index)
            }
        }
        var bytes: [UInt8] = []
        bytes.append(u32: UInt32(index.firsts.count))
        for first in index.firsts { bytes.append(u32: first) }
        for start in index.offsets { bytes.append(u64: start) }
        do {
            try endSection(.store, from: offset)
            try writeSection(.storeIndex, bytes)
        } catch { throw .file(error) }
    }

    /// Adds finished blocks; `base` is the ordinal of their first passage.
    private mutating func write(
        _ bytes: RunBytes, _ blocks: StoredBlocks.Index, base: Int, from offset: Int,
        to index: inout StoredBlocks.Index
    ) throws(IndexError) {
        let start = file.count - offset
        for (first, place) in zip(blocks.firsts, blocks.offsets) {
            index.firsts.append(UInt32(base) + first)
            index.offsets.append(UInt64(start) + place)
        }
        do { try write(bytes.bytes) } catch { throw .file(error) }
        bytes.forget(0..<bytes.bytes.count)
    }

    /// Adds the passages of a segment that are left; without removals its blocks as they stand.
    private mutating func copy(
        _ store: StoreReader, without deleted: PassageSet, base: Int, from offset: Int,
        to index: inout StoredBlocks.Index
    ) throws(IndexError) {
        var packer = StoreWriter()
        for number in 0..<store.blockCount {
            if deleted.count == 0 {
                let (packed, first) = try store.packed(number)
                index.firsts.append(UInt32(base + first))
                index.offsets.append(UInt64(file.count - offset))
                do { try write(packed) } catch { throw .file(error) }
                continue
            }
            let block = try store.unpacked(number)
            for passage in block.first..<block.first + block.count
            where !deleted.contains(passage) {
                guard let bytes = block.passage(passage) else { continue }
                bytes.withUnsafeBytes { packer.append($0) }
            }
            let done = packer.takeBlocks()
            try write(
                RunBytes(done.bytes, spillingTo: nil), done.index, base: base, from: offset,
                to: &index)
        }
        let done = packer.finish()
        try write(
            RunBytes(done.bytes, spillingTo: nil), done.index, base: base, from: offset, to: &index)
    }

    private func modelBytes() -> [UInt8] {
        var bytes = [UInt8(table.model.fieldCount), keepsPositions ? 1 : 0]
        let numbers =
            [table.model.saturation] + table.model.weights + table.model.penalties + table.averages
        for number in numbers { bytes.append(u64: number.bitPattern) }
        return bytes
    }

    private mutating func writeFrame(passageCount: Int) throws(FileError) {
        var frame: [UInt8] = []
        for section in sections {
            frame.append(u32: section.kind.rawValue)
            frame.append(u32: 0)
            frame.append(u64: UInt64(section.offset))
            frame.append(u64: UInt64(section.length))
            frame.append(u64: section.sum)
        }
        frame.append(u64: UInt64(passageCount))
        frame.append(u64: UInt64(sections.count))
        var whole = SegmentFormat.magic
        whole.append(u32: SegmentFormat.version)
        whole.append(u32: 0)
        frame.append(u64: Checksum.of(whole + frame))
        frame += SegmentFormat.endMagic
        try file.write(frame)
    }
}
