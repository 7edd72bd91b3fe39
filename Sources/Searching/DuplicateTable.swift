internal import Indexing

/// The near-duplicates of each passage, read in place: for each passage the place of its list (4
/// bytes), then the lists: number of others, their ordinals (LEB128).
struct DuplicateTable: @unchecked Sendable {
    // Read-only memory of the index that hands this out: safe to share.
    private let bytes: UnsafeRawBufferPointer
    private let passages: Int
    private let path: String

    init(_ bytes: UnsafeRawBufferPointer, passages: Int, path: String) throws(IndexError) {
        guard bytes.count >= passages * 4 else {
            throw .damaged(path: path, part: Attachment.duplicates)
        }
        self.bytes = bytes
        self.passages = passages
        self.path = path
    }

    /// The near-duplicates of a passage in other documents, in order.
    ///
    /// - Throws: `IndexError.damaged`.
    func of(_ passage: Int) throws(IndexError) -> [Int] {
        let offset = bytes.loadUnaligned(fromByteOffset: passage * 4, as: UInt32.self).littleEndian
        let start = passages * 4 + Int(offset)
        guard start <= bytes.count else {
            throw .damaged(path: path, part: Attachment.duplicates)
        }
        var reader = RecordReader(UnsafeRawBufferPointer(rebasing: bytes[start...]), path: path)
        var result: [Int] = []
        for _ in 0..<(try reader.number()) {
            let other = try reader.number()
            guard other < passages else {
                throw .damaged(path: path, part: Attachment.duplicates)
            }
            result.append(other)
        }
        return result
    }
}
