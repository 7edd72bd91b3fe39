/// Numbers the different terms of a build, in order of appearance.
struct TermTable {
    private var slots = [UInt32](repeating: 0, count: 1 << 12)
    private var hashes: [UInt64] = []
    private var offsets: [Int] = [0]
    private var bytes: [UInt8] = []

    /// The number of a term, which is that of the terms before it when it is new.
    mutating func id(of term: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Checksum.of(UnsafeRawBufferPointer(term))
        if let known = find(term, hash: hash) { return known }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        let id = hashes.count
        hashes.append(hash)
        bytes.append(contentsOf: term)
        offsets.append(bytes.count)
        slots[slot] = UInt32(id + 1)
        if hashes.count * 2 > slots.count { grow() }
        return id
    }

    /// The number of a term, or `nil` for one that was never met.
    func find(_ term: UnsafeBufferPointer<UInt8>) -> Int? {
        find(term, hash: Checksum.of(UnsafeRawBufferPointer(term)))
    }

    private func find(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let id = Int(slots[slot]) - 1
            if hashes[id] == hash, self.term(of: id).elementsEqual(term) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (id, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(id + 1)
        }
    }

    func term(of id: Int) -> ArraySlice<UInt8> { bytes[offsets[id]..<offsets[id + 1]] }

    func idsInByteOrder() -> [Int] {
        hashes.indices.sorted { term(of: $0).lexicographicallyPrecedes(term(of: $1)) }
    }
}
