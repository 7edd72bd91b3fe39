internal import Files

/// Gathers passages in memory and writes them as one segment file.
///
/// Fields are numbered from 0; the last one should be the one with most words, as its postings are
/// the shortest.
public struct SegmentBuilder {
    private let fieldCount: Int
    private var terms = TermTable()
    private var postings: [TermPostings] = []
    private var lengths: [[UInt16]]
    private var totals: [UInt64]
    private var store: [UInt8] = []
    private var storeOffsets: [UInt64] = [0]
    private var keys: [[UInt8]] = []
    private var attachments: [(name: String, value: [UInt8])] = []
    /// What the current passage holds: term, field and position in one number, to be sorted.
    private var occurrences: [UInt64] = []

    private struct TermPostings {
        var passages = 0
        var last = 0
        var postings: [UInt8] = []
        var positions: [UInt8] = []
    }

    private static let fieldShift: UInt64 = 28
    private static let termShift: UInt64 = 32
    private static let maximumFields = 8

    /// A builder for passages with `fieldCount` fields, 8 at most.
    public init(fieldCount: Int) {
        precondition((1...Self.maximumFields).contains(fieldCount))
        self.fieldCount = fieldCount
        lengths = Array(repeating: [], count: fieldCount)
        totals = Array(repeating: 0, count: fieldCount)
    }

    /// Number of passages so far.
    public var passageCount: Int { keys.count }
    /// Number of different terms so far.
    public var termCount: Int { postings.count }

    /// The number of passages so far that have a term.
    public func passages(of term: [UInt8]) -> Int {
        let id = term.withUnsafeBufferPointer { terms.find($0) }
        return id.map { postings[$0].passages } ?? 0
    }

    /// Adds an occurrence of a term to the current passage.
    ///
    /// - Parameters:
    ///   - term: 1 to 255 bytes; a longer one is cut there.
    ///   - field: From 0.
    ///   - position: Word number in the field.
    public mutating func add(
        _ term: UnsafeBufferPointer<UInt8>, field: Int, position: Int
    ) {
        let cut = UnsafeBufferPointer(rebasing: term.prefix(SegmentFormat.longestTerm))
        let id = terms.id(of: cut)
        if id == postings.count { postings.append(TermPostings()) }
        let place = UInt64(min(position, 1 << Self.fieldShift - 1))
        occurrences.append(
            UInt64(id) << Self.termShift | UInt64(field) << Self.fieldShift | place)
    }

    /// Ends the current passage.
    ///
    /// - Parameters:
    ///   - key: Its name, unique in the segment.
    ///   - lengths: For each field the number of words.
    ///   - stored: What a hit gives back.
    /// - Throws: `IndexError.tooLarge` beyond four milliard passages.
    public mutating func endPassage(
        key: String, lengths: [Int], stored: [UInt8]
    ) throws(IndexError) {
        let ordinal = keys.count
        guard ordinal < Int(UInt32.max) else { throw .tooLarge(what: "passages") }
        keys.append(Array(key.utf8))
        for field in 0..<fieldCount {
            self.lengths[field].append(UInt16(min(lengths[field], SegmentFormat.longestLength)))
            totals[field] += UInt64(min(lengths[field], SegmentFormat.longestLength))
        }
        store.append(contentsOf: stored)
        storeOffsets.append(UInt64(store.count))
        occurrences.sort()
        var index = 0
        while index < occurrences.count {
            let term = occurrences[index] >> Self.termShift
            var end = index + 1
            while end < occurrences.count, occurrences[end] >> Self.termShift == term { end += 1 }
            append(occurrences[index..<end], to: Int(term), ordinal: ordinal)
            index = end
        }
        occurrences.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ places: ArraySlice<UInt64>, to term: Int, ordinal: Int) {
        let first = postings[term].passages == 0
        let gap = ordinal - (first ? 0 : postings[term].last)
        postings[term].passages += 1
        postings[term].last = ordinal
        var mask: UInt8 = 0
        var counts = [Int](repeating: 0, count: fieldCount)
        var field = -1
        var last = 0
        for place in places {
            let inField = Int(place >> Self.fieldShift & 15)
            let position = Int(place & (1 << Self.fieldShift - 1))
            if inField != field {
                field = inField
                last = 0
                mask |= 1 << UInt8(field)
            }
            counts[field] += 1
            postings[term].positions.append(variable: position - last)
            last = position
        }
        if places.count == 1, field == fieldCount - 1 {
            postings[term].postings.append(variable: gap << 1 | 1)
            return
        }
        postings[term].postings.append(variable: gap << 1)
        postings[term].postings.append(mask)
        for count in counts where count > 0 { postings[term].postings.append(variable: count) }
    }

    /// Keeps bytes under a name, for the segment's user.
    public mutating func attach(_ name: String, _ value: [UInt8]) {
        attachments.append((name, value))
    }

    /// Writes the segment into a folder, under a name made from its contents.
    ///
    /// - Returns: The name of the file, which appears whole or not at all.
    /// - Throws: `IndexError`.
    public consuming func write(in folder: String) throws(IndexError) -> String {
        let (terms, blocks, postings, positions) = encodeTerms()
        guard postings.count <= Int(UInt32.max), positions.count <= Int(UInt32.max) else {
            throw .tooLarge(what: "postings")
        }
        var lengths: [UInt8] = []
        for length in self.lengths.joined() {
            lengths.append(UInt8(truncatingIfNeeded: length))
            lengths.append(UInt8(length >> 8))
        }
        var totals: [UInt8] = []
        for total in self.totals { totals.append(u64: total) }
        var storeOffsets: [UInt8] = []
        for offset in self.storeOffsets { storeOffsets.append(u64: offset) }
        let sections: [(SegmentFormat.Section, [UInt8])] = [
            (.terms, terms), (.termBlocks, blocks), (.postings, postings), (.positions, positions),
            (.lengths, lengths), (.totals, totals), (.store, store), (.storeOffsets, storeOffsets),
            (.keys, encodeKeys()), (.attachments, encodeAttachments()),
        ]
        let (frame, checksum) = frame(of: sections)
        let name = "segment-\(String(checksum, radix: 16)).ow"
        do {
            var file = try AtomicFile(Path.join(folder, name))
            try file.write(frame)
            for (_, bytes) in sections {
                try file.write(bytes)
                try file.write([UInt8](repeating: 0, count: Self.padding(behind: bytes.count)))
            }
            try file.commit()
        } catch { throw .file(error) }
        return name
    }

    private static func padding(behind count: Int) -> Int {
        (SegmentFormat.alignment - count % SegmentFormat.alignment) % SegmentFormat.alignment
    }

    private func frame(
        of sections: [(SegmentFormat.Section, [UInt8])]
    ) -> (bytes: [UInt8], checksum: UInt64) {
        let frameSize =
            SegmentFormat.headerSize + sections.count * SegmentFormat.entrySize + 8
        var table: [UInt8] = []
        var offset = frameSize
        for (section, bytes) in sections {
            table.append(u32: section.rawValue)
            table.append(u32: 0)
            table.append(u64: UInt64(offset))
            table.append(u64: UInt64(bytes.count))
            table.append(u64: Checksum.of(bytes))
            offset += bytes.count + Self.padding(behind: bytes.count)
        }
        var frame = SegmentFormat.magic
        frame.append(u32: SegmentFormat.version)
        frame.append(u32: UInt32(sections.count))
        frame.append(u64: UInt64(offset))
        frame.append(u64: UInt64(keys.count))
        frame.append(contentsOf: table)
        let checksum = Checksum.of(frame)
        frame.append(u64: checksum)
        return (frame, checksum)
    }

    private func encodeTerms() -> (
        terms: [UInt8], blocks: [UInt8], postings: [UInt8], positions: [UInt8]
    ) {
        var terms: [UInt8] = []
        var blocks: [UInt8] = []
        var allPostings: [UInt8] = []
        var allPositions: [UInt8] = []
        let order = self.terms.idsInByteOrder()
        blocks.append(u64: UInt64(order.count))
        var previous: ArraySlice<UInt8> = []
        for (index, id) in order.enumerated() {
            let term = self.terms.term(of: id)
            var shared = 0
            if index % SegmentFormat.termsInBlock == 0 {
                blocks.append(u32: UInt32(terms.count))
                terms.append(variable: allPostings.count)
                terms.append(variable: allPositions.count)
            } else {
                shared = zip(previous, term).prefix { $0 == $1 }.count
            }
            let entry = postings[id]
            terms.append(variable: shared)
            terms.append(variable: term.count - shared)
            terms.append(contentsOf: term.dropFirst(shared))
            terms.append(variable: entry.passages)
            terms.append(variable: entry.postings.count)
            terms.append(variable: entry.positions.count)
            allPostings.append(contentsOf: entry.postings)
            allPositions.append(contentsOf: entry.positions)
            previous = term
        }
        return (terms, blocks, allPostings, allPositions)
    }

    private func encodeKeys() -> [UInt8] {
        let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
        var table: [UInt8] = []
        var names: [UInt8] = []
        for ordinal in order {
            table.append(u32: UInt32(ordinal))
            table.append(u32: UInt32(names.count))
            names.append(variable: keys[ordinal].count)
            names.append(contentsOf: keys[ordinal])
        }
        return table + names
    }

    private func encodeAttachments() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(u32: UInt32(attachments.count))
        for attachment in attachments {
            bytes.append(variable: attachment.name.utf8.count)
            bytes.append(contentsOf: attachment.name.utf8)
            bytes.append(variable: attachment.value.count)
            bytes.append(contentsOf: attachment.value)
        }
        return bytes
    }
}
