package import Files

/// A segment file, mapped and read in place.
///
/// Many threads may read one value.
///
/// Opening checks the frame only. Damage elsewhere throws where bytes become offsets; it never
/// traps and never gives bytes of another place for those asked.
package final class Segment: Sendable {
    /// Where the file stands.
    package let path: String
    /// Number of passages; their ordinals run from 0.
    package let passageCount: Int
    /// For each field the sum of the lengths, in words.
    package let totals: [Int]
    /// A short name for the contents: the frame's checksum in hexadecimal.
    package let name: String
    /// The numbers that bounds of impacts were made with.
    package let model: ImpactModel
    /// The average lengths that bounds of impacts were made with.
    package let averages: [Double]
    /// Whether positions are kept.
    package let keepsPositions: Bool
    /// The count of each field by pattern.
    package let patterns: [SIMD8<UInt8>]
    /// The number of postings by pattern.
    let patternNumbers: [UInt64]

    let dictionary: TermDictionary
    let store: StoreReader
    private let file: MappedFile
    private let terms: SectionBytes
    private let postings: SectionBytes
    private let positions: SectionBytes
    private let lengths: SectionBytes
    private let checksums: [(section: SectionBytes, expected: UInt64)]

    /// Opens a segment.
    ///
    /// - Throws: `IndexError`.
    package convenience init(_ path: String) throws(IndexError) {
        let file: MappedFile
        do { file = try MappedFile(path) } catch { throw .file(error) }
        try self.init(file)
    }

    package init(_ file: MappedFile) throws(IndexError) {
        let frame = try SegmentFrame(of: file)
        path = file.path
        self.file = file
        passageCount = frame.passageCount
        name = frame.name
        checksums = frame.checksums
        terms = try frame.section(.terms)
        postings = try frame.section(.postings)
        positions = try frame.section(.positions)
        lengths = try frame.section(.lengths)
        let model = try SegmentModel(try frame.section(.model))
        self.model = model.model
        averages = model.averages
        keepsPositions = model.keepsPositions
        let fieldCount = model.model.fieldCount
        (patterns, patternNumbers) = try Self.patterns(
            try frame.section(.patterns), fieldCount: fieldCount)
        let totals = try frame.section(.totals)
        guard totals.count == fieldCount * 8, lengths.count == fieldCount * passageCount else {
            throw lengths.damaged
        }
        var sums: [Int] = []
        for field in 0..<fieldCount { sums.append(try totals.size(at: field * 8)) }
        self.totals = sums
        dictionary = try TermDictionary(
            terms: terms, index: frame.section(.termIndex), counts: PatternCounts(patterns),
            keepsPositions: keepsPositions)
        store = try StoreReader(
            store: frame.section(.store), index: frame.section(.storeIndex),
            passageCount: passageCount)
    }

    private static func patterns(
        _ section: SectionBytes, fieldCount: Int
    ) throws(IndexError) -> ([SIMD8<UInt8>], [UInt64]) {
        let count = Int(try section.u32(at: 0))
        guard section.count == 4 + count * (8 + fieldCount) else { throw section.damaged }
        var patterns: [SIMD8<UInt8>] = []
        var numbers: [UInt64] = []
        for index in 0..<count {
            numbers.append(try section.u64(at: 4 + index * 8))
            var pattern = SIMD8<UInt8>.zero
            for field in 0..<fieldCount {
                pattern[field] = section.bytes[4 + count * 8 + index * fieldCount + field]
            }
            patterns.append(pattern)
        }
        return (patterns, numbers)
    }

    /// Number of fields.
    package var fieldCount: Int { model.fieldCount }

    /// Number of different terms.
    package var termCount: Int { dictionary.count }

    /// What is known of a term, or `nil` when no passage has it.
    ///
    /// - Throws: `IndexError.damaged`.
    package func find(_ term: [UInt8]) throws(IndexError) -> TermInfo? {
        let result = term.withUnsafeBufferPointer { bytes -> Result<TermInfo?, IndexError> in
            do throws(IndexError) { return .success(try dictionary.find(bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The encoded postings of a term; valid while the segment lives.
    ///
    /// - Throws: `IndexError.damaged`.
    package func list(_ info: TermInfo) throws(IndexError) -> PostingList {
        switch info.place {
        case .lists(let postings, let positions):
            guard
                let list = PostingList(
                    try self.postings.slice(postings),
                    positions: try self.positions.slice(positions), count: info.passages,
                    passageCount: passageCount)
            else { throw self.postings.damaged }
            return list
        case .single(var offset):
            let ordinal = UInt32(try terms.variable(at: &offset))
            let pattern = UInt32(try terms.variable(at: &offset))
            guard
                let list = PostingList(
                    ordinal: ordinal, pattern: pattern,
                    positions: try terms.slice(offset..<terms.count), passageCount: passageCount)
            else { throw terms.damaged }
            return list
        }
    }

    /// That the postings are damaged.
    package var damagedPostings: IndexError { postings.damaged }

    /// The length codes of a field; as many as passages, valid while the segment lives.
    package func lengthCodes(field: Int) -> UnsafePointer<UInt8>? {
        guard field >= 0, field < fieldCount, let start = lengths.bytes.baseAddress else {
            return nil
        }
        return (start + field * passageCount).assumingMemoryBound(to: UInt8.self)
    }

    /// Holds every byte against its checksum.
    ///
    /// - Throws: `IndexError.damaged`, the first one met.
    package func checkBytes() throws(IndexError) {
        for (section, expected) in checksums where Checksum.of(section.bytes) != expected {
            throw section.damaged
        }
        try checkPadding()
    }

    /// Reads every byte: checksums, then each term with its postings and positions, then the stored
    /// passages.
    ///
    /// - Throws: `IndexError.damaged`, the first one met.
    package func check() throws(IndexError) {
        try checkBytes()
        var failure: IndexError?
        var seen = 0
        var cursor = try dictionary.cursor(from: [])
        var before: [UInt8]?
        while try cursor.next() {
            seen += 1
            if let before, !before.lexicographicallyPrecedes(cursor.term) { throw terms.damaged }
            before = cursor.term
            do throws(IndexError) {
                var postings = try SegmentCursor(list(cursor.info), of: self)
                while try postings.next() { _ = try postings.positions() }
            } catch { failure = error }
        }
        if let failure { throw failure }
        guard seen == termCount else { throw terms.damaged }
        for block in 0..<store.blockCount { _ = try store.unpacked(block) }
    }

    /// Between sections stand zeros, which no checksum covers.
    private func checkPadding() throws(IndexError) {
        let whole = SectionBytes(bytes: file.bytes, path: path, part: "frame")
        guard let start = file.bytes.baseAddress else { throw whole.damaged }
        var end = SegmentFormat.headerSize
        for (section, _) in checksums {
            guard let first = section.bytes.baseAddress else { throw section.damaged }
            let offset = first - start
            guard offset >= end, try whole.slice(end..<offset).allSatisfy({ $0 == 0 }) else {
                throw whole.damaged
            }
            end = offset + section.count
        }
        let table =
            whole.count - SegmentFormat.tailSize - checksums.count * SegmentFormat.entrySize
        guard end <= table, try whole.slice(end..<table).allSatisfy({ $0 == 0 }) else {
            throw whole.damaged
        }
    }
}

/// The model section of a segment.
private struct SegmentModel {
    let model: ImpactModel
    let averages: [Double]
    let keepsPositions: Bool

    init(_ section: SectionBytes) throws(IndexError) {
        guard section.count >= 2 else { throw section.damaged }
        let fields = Int(section.bytes[0])
        guard (1...8).contains(fields), section.count == 2 + 8 * (1 + 3 * fields) else {
            throw section.damaged
        }
        var numbers: [Double] = []
        for index in 0..<1 + 3 * fields {
            let number = Double(bitPattern: try section.u64(at: 2 + index * 8))
            guard number.isFinite, number >= 0 else { throw section.damaged }
            numbers.append(number)
        }
        guard numbers[0] > 0 else { throw section.damaged }
        keepsPositions = section.bytes[1] == 1
        model = ImpactModel(
            saturation: numbers[0], weights: Array(numbers[1..<1 + fields]),
            penalties: Array(numbers[1 + fields..<1 + 2 * fields]))
        averages = Array(numbers[(1 + 2 * fields)...])
    }
}

/// The checked frame of a segment file.
private struct SegmentFrame {
    let passageCount: Int
    let name: String
    let sections: [UInt32: SectionBytes]
    let checksums: [(section: SectionBytes, expected: UInt64)]
    let path: String

    init(of file: MappedFile) throws(IndexError) {
        let whole = SectionBytes(bytes: file.bytes, path: file.path, part: "frame")
        guard whole.count >= SegmentFormat.headerSize + SegmentFormat.tailSize,
            file.bytes.prefix(8).elementsEqual(SegmentFormat.magic)
        else { throw whole.damaged }
        let version = try whole.u32(at: 8)
        guard version == SegmentFormat.version else {
            throw .version(path: file.path, expected: SegmentFormat.version, got: version)
        }
        let tail = whole.count - SegmentFormat.tailSize
        let count = try whole.size(at: tail + 8)
        guard file.bytes.suffix(8).elementsEqual(SegmentFormat.endMagic), count < 64,
            tail - count * SegmentFormat.entrySize >= SegmentFormat.headerSize
        else { throw whole.damaged }
        let table = tail - count * SegmentFormat.entrySize
        let stored = try whole.u64(at: tail + 16)
        let framed =
            Array(try whole.slice(0..<SegmentFormat.headerSize))
            + Array(try whole.slice(table..<tail + 16))
        guard Checksum.of(framed) == stored else { throw whole.damaged }
        var sections: [UInt32: SectionBytes] = [:]
        var checksums: [(SectionBytes, UInt64)] = []
        for index in 0..<count {
            let entry = table + index * SegmentFormat.entrySize
            let kind = try whole.u32(at: entry)
            let offset = try whole.size(at: entry + 8)
            let length = try whole.size(at: entry + 16)
            guard offset <= table, length <= table - offset else { throw whole.damaged }
            let part = SegmentFormat.Section(rawValue: kind)?.name ?? "\(kind)"
            let section = SectionBytes(
                bytes: try whole.slice(offset..<offset + length), path: file.path, part: part)
            sections[kind] = section
            checksums.append((section, try whole.u64(at: entry + 24)))
        }
        passageCount = try whole.size(at: tail)
        guard passageCount <= SegmentFormat.mostPassages else { throw whole.damaged }
        name = String(stored, radix: 16)
        path = file.path
        self.sections = sections
        self.checksums = checksums
    }

    func section(_ kind: SegmentFormat.Section) throws(IndexError) -> SectionBytes {
        guard let section = sections[kind.rawValue] else {
            throw .damaged(path: path, part: kind.name)
        }
        return section
    }
}
