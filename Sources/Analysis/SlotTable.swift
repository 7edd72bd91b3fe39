/// Finds words in a blob of bytes by their hashes.
///
/// It is read in place:
///
///     0   4  slots, a power of two of at least 2
///     4   4  for each slot: place of a word in the blob plus 1 (0: empty)
///     ..     the blob
///
/// All numbers are little-endian. A slot is found by the lowest bits of the hash and linear probing.
struct SlotTable: @unchecked Sendable {
    /// What stands behind the slots.
    let blob: UnsafeRawBufferPointer
    // Read-only memory, kept alive by whoever has the table: safe to share.
    private let slots: UnsafeRawBufferPointer
    private let mask: Int

    /// A table without words.
    static let empty = SlotTable()

    private init() {
        blob = UnsafeRawBufferPointer(start: nil, count: 0)
        slots = blob
        mask = -1
    }

    /// A table over bytes that stay where they are; `nil` when they are none.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 4 else { return nil }
        let count = Int(bytes.loadUnaligned(as: UInt32.self).littleEndian)
        guard count >= 2, count & (count - 1) == 0, count <= (bytes.count - 4) / 4 else {
            return nil
        }
        let start = 4 + 4 * count
        slots = UnsafeRawBufferPointer(rebasing: bytes[4..<start])
        blob = UnsafeRawBufferPointer(rebasing: bytes[start...])
        mask = count - 1
    }

    /// Number of slots.
    var count: Int { mask + 1 }

    /// What is read where a word may stand; `nil` when it stands nowhere.
    ///
    /// - Parameter read: Gets a place in the blob, which in a damaged table may lie behind its end;
    ///   `nil` when another word stands there.
    @inline(__always)
    func find<Found>(_ hash: UInt64, _ read: (Int) -> Found?) -> Found? {
        guard mask > 0 else { return nil }
        var slot = Int(truncatingIfNeeded: hash) & mask
        for _ in 0...mask {
            let place = Int(
                slots.loadUnaligned(fromByteOffset: 4 * slot, as: UInt32.self).littleEndian)
            guard place > 0 else { return nil }
            if let found = read(place - 1) { return found }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The bytes of a table, without the blob.
    ///
    /// - Parameters:
    ///   - words: For each the hash and the place in the blob.
    ///   - filled: At most this part of the slots holds a word, so that a miss ends soon enough.
    static func encode(_ words: [(hash: UInt64, place: Int)], filled: Double) -> [UInt8] {
        var count = 2
        while Double(count) * filled < Double(words.count) { count *= 2 }
        var slots = [UInt32](repeating: 0, count: count)
        for word in words {
            var slot = Int(truncatingIfNeeded: word.hash) & (count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = UInt32(word.place + 1)
        }
        var bytes: [UInt8] = []
        for number in [UInt32(count)] + slots {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
