internal import Files

/// What the users of an index keep beside its segments, each under a name.
///
///     0   8  magic "OWATTA\r\n"
///     8   4  version
///     12  4  number of entries
///     16  .. for each: length of the name (8), length of the value (8), XXH3 of the value (8)
///     ..  .. the names behind each other
///     ..  8  XXH3 of all bytes before this one
///     ..  .. the values, each at a multiple of 8
final class AttachmentFile: Sendable {
    static let magic: [UInt8] = Array("OWATTA\r\n".utf8)
    static let version: UInt32 = 1

    private let file: MappedFile
    private let entries: [(name: String, value: SectionBytes, checksum: UInt64)]
    /// Where the values may begin.
    private let headEnd: Int

    /// Opens the file and checks its head, not the values.
    init(_ path: String) throws(IndexError) {
        do { file = try MappedFile(path) } catch { throw .file(error) }
        let whole = SectionBytes(bytes: file.bytes, path: path, part: "attachments")
        guard whole.count >= 24, file.bytes.prefix(8).elementsEqual(Self.magic) else {
            throw whole.damaged
        }
        let version = try whole.u32(at: 8)
        guard version == Self.version else {
            throw .version(path: path, expected: Self.version, got: version)
        }
        let count = Int(try whole.u32(at: 12))
        guard count <= whole.count / 24 else { throw whole.damaged }
        var names = 16 + count * 24
        var sizes: [(name: Int, value: Int, checksum: UInt64)] = []
        var nameBytes = 0
        for index in 0..<count {
            let entry = 16 + index * 24
            sizes.append(
                (
                    try whole.size(at: entry), try whole.size(at: entry + 8),
                    try whole.u64(at: entry + 16)
                ))
            guard sizes[index].name <= whole.count, sizes[index].value <= whole.count else {
                throw whole.damaged
            }
            nameBytes += sizes[index].name
        }
        let headEnd = names + nameBytes
        guard headEnd <= whole.count - 8,
            Checksum.of(try whole.slice(0..<headEnd)) == (try whole.u64(at: headEnd))
        else { throw whole.damaged }
        self.headEnd = headEnd + 8
        var offset = Self.aligned(headEnd + 8)
        var entries: [(String, SectionBytes, UInt64)] = []
        for size in sizes {
            let name = String(
                decoding: try whole.slice(names..<names + size.name), as: UTF8.self)
            names += size.name
            let value = SectionBytes(
                bytes: try whole.slice(offset..<offset + size.value), path: path, part: name)
            entries.append((name, value, size.checksum))
            offset = Self.aligned(offset + size.value)
        }
        self.entries = entries
    }

    private static func aligned(_ offset: Int) -> Int { (offset + 7) / 8 * 8 }

    /// The bytes kept under a name; valid while the value lives.
    func value(_ name: String) -> UnsafeRawBufferPointer? {
        entries.first { $0.name == name }?.value.bytes
    }

    /// Reads every byte.
    func check() throws(IndexError) {
        let whole = SectionBytes(bytes: file.bytes, path: file.path, part: "attachments")
        guard let start = file.bytes.baseAddress else { throw whole.damaged }
        var end = headEnd
        for entry in entries {
            guard let first = entry.value.bytes.baseAddress,
                Checksum.of(entry.value.bytes) == entry.checksum,
                try whole.slice(end..<max(end, first - start)).allSatisfy({ $0 == 0 })
            else { throw entry.value.damaged }
            end = first - start + entry.value.count
        }
        guard end == whole.count else { throw whole.damaged }
    }

    /// What is kept under a name: bytes in memory, and some in a file behind them.
    enum Value {
        case bytes([UInt8])
        case file([UInt8], SpillFile)

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(let head, let file): head.count + file.count
            }
        }

        func forEachPiece(
            _ body: ([UInt8]) throws(FileError) -> Void
        ) throws(FileError) {
            switch self {
            case .bytes(let bytes): try body(bytes)
            case .file(let head, let file):
                try body(head)
                try file.flush()
                try file.forEachPiece(body)
            }
        }
    }

    /// Writes a file with these entries, named by its contents.
    ///
    /// - Returns: The name.
    static func write(
        _ entries: [(name: String, value: Value)], to folder: String
    ) throws(FileError) -> String {
        var head = magic
        head.append(u32: version)
        head.append(u32: UInt32(entries.count))
        for entry in entries {
            let sum = RunningChecksum()
            try entry.value.forEachPiece { (piece) throws(FileError) in
                piece.withUnsafeBytes { sum.add($0) }
            }
            head.append(u64: UInt64(entry.name.utf8.count))
            head.append(u64: UInt64(entry.value.count))
            head.append(u64: sum.value)
        }
        for entry in entries { head.append(contentsOf: entry.name.utf8) }
        let checksum = Checksum.of(head)
        head.append(u64: checksum)
        // The head has the sum of every value.
        let name = "attachments-\(String(checksum, radix: 16)).ow"
        var file = try AtomicFile(Path.join(folder, name))
        try file.write(head)
        for entry in entries {
            try file.write([UInt8](repeating: 0, count: aligned(file.count) - file.count))
            try entry.value.forEachPiece { (piece) throws(FileError) in try file.write(piece) }
        }
        try file.commit()
        return name
    }
}
