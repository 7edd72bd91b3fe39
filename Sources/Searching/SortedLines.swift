internal import Indexing

/// Lines that are found by their keys, and read in place.
///
///     count of lines (4), then for each its offset (4), sorted by key
///     line: key (length, bytes), then what the maker put there
///
/// with lengths and numbers in LEB128; counts and offsets are little-endian.
struct SortedLines: @unchecked Sendable {
    // Read-only memory of the index that hands this out: safe to share.
    private let bytes: UnsafeRawBufferPointer
    private let path: String
    private let part: String
    /// Number of lines.
    let count: Int

    /// - Parameters:
    ///   - bytes: As `encode` makes them.
    ///   - part: What they are called in errors.
    init(_ bytes: UnsafeRawBufferPointer, path: String, part: String) throws(IndexError) {
        guard bytes.count >= 4 else { throw .damaged(path: path, part: part) }
        count = Int(bytes.loadUnaligned(as: UInt32.self).littleEndian)
        guard count <= (bytes.count - 4) / 4 else { throw .damaged(path: path, part: part) }
        self.bytes = bytes
        self.path = path
        self.part = part
    }

    /// A reader at the key of the line at an index below `count`.
    ///
    /// - Throws: `IndexError.damaged`.
    func line(_ index: Int) throws(IndexError) -> RecordReader {
        let offset = Int(
            bytes.loadUnaligned(fromByteOffset: 4 + index * 4, as: UInt32.self).littleEndian)
        guard offset <= bytes.count else { throw .damaged(path: path, part: part) }
        return RecordReader(UnsafeRawBufferPointer(rebasing: bytes[offset...]), path: path)
    }

    /// The index of the first line whose key is not before this one; `count` without any.
    ///
    /// - Throws: `IndexError.damaged`.
    func place(of key: [UInt8]) throws(IndexError) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            var line = try line(middle)
            if try line.order(of: key) > 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A reader behind the key of its line, or `nil` when there is none.
    ///
    /// - Throws: `IndexError.damaged`.
    func find(_ key: [UInt8]) throws(IndexError) -> RecordReader? {
        let place = try place(of: key)
        guard place < count else { return nil }
        var line = try line(place)
        return try line.order(of: key) == 0 ? line : nil
    }

    /// Whether a key begins with these bytes.
    ///
    /// - Throws: `IndexError.damaged`.
    func hasKey(from start: [UInt8]) throws(IndexError) -> Bool {
        let place = try place(of: start)
        guard place < count else { return false }
        var line = try line(place)
        return try line.blob().starts(with: start)
    }

    /// The bytes of lines with these keys.
    ///
    /// - Parameter write: Puts behind a key what stands there.
    static func encode<Content>(
        _ contents: [[UInt8]: Content], _ write: (Content, inout RecordWriter) -> Void
    ) -> [UInt8] {
        let ordered = contents.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var lines = RecordWriter()
        var bytes: [UInt8] = []
        func append(_ number: Int) {
            withUnsafeBytes(of: UInt32(number).littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(ordered.count)
        for (key, content) in ordered {
            append(4 + ordered.count * 4 + lines.bytes.count)
            lines.append(key)
            write(content, &lines)
        }
        return bytes + lines.bytes
    }
}
