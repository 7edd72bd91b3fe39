internal import Files

/// A segment file, mapped and read in place.
///
/// Many threads may read one value.
///
/// Opening checks the frame only. Damage elsewhere throws where bytes become offsets; it never
/// traps and never gives bytes of another place for those asked.
public final class Segment: Sendable {
    /// Where the file stands.
    public let path: String
    /// Number of passages; their ordinals run from 0.
    public let passageCount: Int
    /// Number of fields.
    public let fieldCount: Int
    /// For each field the sum of the lengths, in words.
    public let totals: [Int]
    /// A short name for the contents: the frame's checksum in hexadecimal.
    public let name: String

    let postings: SectionBytes
    let positions: SectionBytes
    private let file: MappedFile
    private let dictionary: TermDictionary
    private let lengths: SectionBytes
    private let store: SectionBytes
    private let storeOffsets: SectionBytes
    private let keys: SectionBytes
    private let attachments: SectionBytes
    private let checksums: [(section: SectionBytes, expected: UInt64)]

    /// Opens a segment.
    ///
    /// - Throws: `IndexError`.
    public init(_ path: String) throws(IndexError) {
        let file: MappedFile
        do { file = try MappedFile(path) } catch { throw .file(error) }
        let frame = try Frame(of: file)
        self.path = path
        self.file = file
        passageCount = frame.passageCount
        name = frame.name
        checksums = frame.checksums
        postings = try frame.section(.postings)
        positions = try frame.section(.positions)
        lengths = try frame.section(.lengths)
        store = try frame.section(.store)
        storeOffsets = try frame.section(.storeOffsets)
        keys = try frame.section(.keys)
        attachments = try frame.section(.attachments)
        dictionary = try TermDictionary(
            terms: frame.section(.terms), blocks: frame.section(.termBlocks))
        let totals = try frame.section(.totals)
        fieldCount = totals.count / 8
        var sums: [Int] = []
        for field in 0..<fieldCount { sums.append(try totals.size(at: field * 8)) }
        self.totals = sums
        guard (1...8).contains(fieldCount), lengths.count == fieldCount * passageCount * 2 else {
            throw lengths.damaged
        }
        guard storeOffsets.count == (passageCount + 1) * 8 else { throw storeOffsets.damaged }
        guard keys.count >= passageCount * 8 else { throw keys.damaged }
    }

    /// Number of different terms.
    public var termCount: Int { dictionary.count }

    /// What is known of a term, or `nil` when no passage has it.
    ///
    /// - Throws: `IndexError.damaged`.
    public func find(_ term: [UInt8]) throws(IndexError) -> TermInfo? {
        let result = term.withUnsafeBufferPointer { bytes -> Result<TermInfo?, IndexError> in
            do throws(IndexError) { return .success(try dictionary.find(bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Calls `body` with the terms that start with `prefix`, in order, until it gives `false`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func forEachTerm(
        prefix: [UInt8], _ body: ([UInt8], TermInfo) -> Bool
    ) throws(IndexError) {
        try dictionary.forEach(prefix: prefix, body)
    }

    /// The passages of a term.
    ///
    /// - Throws: `IndexError.damaged`.
    public func postings(of info: TermInfo) throws(IndexError) -> PostingsCursor {
        try PostingsCursor(info, in: self)
    }

    /// The number of words of a field in a passage, 65,535 at most; 0 for an unknown passage.
    public func length(of passage: Int, field: Int) -> Int {
        let offset = (field * passageCount + passage) * 2
        guard passage >= 0, passage < passageCount, field < fieldCount else { return 0 }
        return Int(
            lengths.bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self).littleEndian)
    }

    /// The stored bytes of a passage, valid while the segment lives.
    ///
    /// - Throws: `IndexError.damaged`.
    public func stored(_ passage: Int) throws(IndexError) -> UnsafeRawBufferPointer {
        guard passage >= 0, passage < passageCount else { throw storeOffsets.damaged }
        let start = try storeOffsets.size(at: passage * 8)
        let end = try storeOffsets.size(at: passage * 8 + 8)
        guard start <= end else { throw storeOffsets.damaged }
        return try store.slice(start..<end)
    }

    /// The ordinal of the passage with this key, or `nil`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func passage(key: String) throws(IndexError) -> Int? {
        let wanted = Array(key.utf8)
        var low = 0
        var high = passageCount
        while low < high {
            let middle = (low + high) / 2
            let key = try self.key(at: middle)
            if key.elementsEqual(wanted) { return try ordinal(at: middle) }
            if key.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private func ordinal(at row: Int) throws(IndexError) -> Int {
        let ordinal = Int(try keys.u32(at: row * 8))
        guard ordinal < passageCount else { throw keys.damaged }
        return ordinal
    }

    private func key(at row: Int) throws(IndexError) -> UnsafeRawBufferPointer {
        var offset = passageCount * 8 + Int(try keys.u32(at: row * 8 + 4))
        let length = Int(try keys.variable(at: &offset))
        return try keys.slice(offset..<offset + length)
    }

    /// The bytes that were kept under a name, or `nil`; valid while the segment lives.
    ///
    /// - Throws: `IndexError.damaged`.
    public func attachment(_ name: String) throws(IndexError) -> UnsafeRawBufferPointer? {
        let count = try attachments.u32(at: 0)
        var offset = 4
        for _ in 0..<count {
            let nameLength = Int(try attachments.variable(at: &offset))
            let found = try attachments.slice(offset..<offset + nameLength)
            offset += nameLength
            let length = Int(try attachments.variable(at: &offset))
            let value = try attachments.slice(offset..<offset + length)
            offset += length
            if found.elementsEqual(name.utf8) { return value }
        }
        return nil
    }

    /// Reads every byte: checksums, then each term with its postings and positions, then keys and
    /// stored passages.
    ///
    /// - Throws: `IndexError.damaged`, the first one met.
    public func check() throws(IndexError) {
        for (section, expected) in checksums where Checksum.of(section.bytes) != expected {
            throw section.damaged
        }
        var failure: IndexError?
        var seen = 0
        try forEachTerm(prefix: []) { _, info in
            do throws(IndexError) {
                seen += 1
                var cursor = try postings(of: info)
                while try cursor.next() { _ = try cursor.positions(in: 0) }
            } catch {
                failure = error
            }
            return failure == nil
        }
        if let failure { throw failure }
        guard seen == termCount else { throw .damaged(path: path, part: "terms") }
        for passage in 0..<passageCount {
            _ = try stored(passage)
            _ = try ordinal(at: passage)
            _ = try key(at: passage)
        }
    }
}

/// The checked frame of a segment file.
private struct Frame {
    let passageCount: Int
    let name: String
    let sections: [UInt32: SectionBytes]
    let checksums: [(section: SectionBytes, expected: UInt64)]
    let path: String

    init(of file: MappedFile) throws(IndexError) {
        let whole = SectionBytes(bytes: file.bytes, path: file.path, part: "frame")
        guard whole.count >= SegmentFormat.headerSize + 8,
            file.bytes.prefix(8).elementsEqual(SegmentFormat.magic)
        else { throw whole.damaged }
        let version = try whole.u32(at: 8)
        guard version == SegmentFormat.version else {
            throw .version(path: file.path, expected: SegmentFormat.version, got: version)
        }
        let count = Int(try whole.u32(at: 12))
        let end = SegmentFormat.headerSize + count * SegmentFormat.entrySize
        let stored = try whole.u64(at: end)
        guard Checksum.of(try whole.slice(0..<end)) == stored,
            try whole.size(at: 16) == file.count
        else { throw whole.damaged }
        var sections: [UInt32: SectionBytes] = [:]
        var checksums: [(SectionBytes, UInt64)] = []
        for index in 0..<count {
            let entry = SegmentFormat.headerSize + index * SegmentFormat.entrySize
            let kind = try whole.u32(at: entry)
            let offset = try whole.size(at: entry + 8)
            let length = try whole.size(at: entry + 16)
            guard offset <= file.count, length <= file.count - offset else { throw whole.damaged }
            let part = SegmentFormat.Section(rawValue: kind)?.name ?? "\(kind)"
            let section = SectionBytes(
                bytes: try whole.slice(offset..<offset + length), path: file.path, part: part)
            sections[kind] = section
            checksums.append((section, try whole.u64(at: entry + 24)))
        }
        passageCount = try whole.size(at: 24)
        // A passage takes bytes in several sections: this keeps the sums below from overflowing.
        guard passageCount < file.count else { throw whole.damaged }
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
