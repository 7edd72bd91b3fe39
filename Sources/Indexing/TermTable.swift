/// Numbers the different terms of a run, in order of appearance.
struct TermTable {
    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private var offsets: [Int] = [0]
    private var bytes: [UInt8] = []

    /// Number of different terms.
    var count: Int { offsets.count - 1 }

    /// The number of a term, which is that of the terms before it when it is new.
    mutating func id(of term: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Checksum.of(UnsafeRawBufferPointer(term))
        // The upper half of a slot is the term's number and 1, the lower half a part of its hash.
        let mark = hash & 0xFFFF_FFFF
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 {
            let id = Int(slots[slot] >> 32) - 1
            if slots[slot] & 0xFFFF_FFFF == mark, isEqual(id, term) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        let id = count
        bytes.append(contentsOf: term)
        offsets.append(bytes.count)
        slots[slot] = UInt64(id + 1) << 32 | mark
        if count * 2 > slots.count { grow() }
        return id
    }

    private func isEqual(_ id: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = offsets[id]
        guard offsets[id + 1] - start == term.count else { return false }
        for index in 0..<term.count where bytes[start + index] != term[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for id in 0..<count {
            let hash = withBytes(of: id) { Checksum.of(UnsafeRawBufferPointer($0)) }
            var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(id + 1) << 32 | hash & 0xFFFF_FFFF
        }
    }

    func withBytes<Result>(
        of id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(of: id)])) }
    }

    private func range(of id: Int) -> Range<Int> { offsets[id]..<offsets[id + 1] }

    /// The numbers of all terms, ordered by the terms' bytes.
    func idsInByteOrder() -> [UInt32] {
        bytes.withUnsafeBufferPointer { bytes in
            var keys = (0..<count).map { id in
                (
                    prefix: TermPrefix.of(UnsafeBufferPointer(rebasing: bytes[range(of: id)])),
                    id: UInt32(id)
                )
            }
            keys.sort {
                if $0.prefix != $1.prefix { return $0.prefix < $1.prefix }
                return bytes[range(of: Int($0.id))].lexicographicallyPrecedes(
                    bytes[range(of: Int($1.id))])
            }
            return keys.map(\.id)
        }
    }
}
