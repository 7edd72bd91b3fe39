/// Writes the terms of a segment, which come in byte order.
struct TermDictionaryWriter {
    /// The bytes of the term index.
    var index: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(u64: UInt64(count))
        for prefix in prefixes { bytes.append(u64: prefix.byteSwapped) }
        for offset in offsets { bytes.append(u32: offset) }
        return bytes
    }

    /// Terms so far.
    private(set) var count = 0
    /// Bytes of terms that wait to be taken out of `pending`.
    private(set) var pending: [UInt8] = []

    private var written = 0
    private var prefixes: [UInt64] = []
    private var offsets: [UInt32] = []
    private var previous: [UInt8] = []

    /// Where the lists of a term stand.
    enum Place {
        case single(ordinal: UInt32, pattern: UInt32, positions: [UInt32])
        case lists(postings: Int, positions: Int)
    }

    /// Adds a term behind all before it.
    ///
    /// - Parameters:
    ///   - passages: Number of passages with it.
    ///   - place: Lengths of its lists, or its only posting.
    ///   - starts: Where the lists begin in their sections.
    mutating func append(
        _ term: UnsafeBufferPointer<UInt8>, passages: Int, place: Place,
        starts: (postings: Int, positions: Int)
    ) throws(IndexError) {
        var shared = 0
        if count % SegmentFormat.termsInBlock == 0 {
            guard let offset = UInt32(exactly: written + pending.count) else {
                throw .tooLarge(what: "terms")
            }
            offsets.append(offset)
            prefixes.append(TermPrefix.of(term))
            pending.append(variable: starts.postings)
            pending.append(variable: starts.positions)
        } else {
            let most = min(previous.count, term.count)
            while shared < most, previous[shared] == term[shared] { shared += 1 }
        }
        pending.append(variable: shared)
        pending.append(variable: term.count - shared)
        pending.append(contentsOf: UnsafeBufferPointer(rebasing: term[shared...]))
        pending.append(variable: passages)
        switch place {
        case .single(let ordinal, let pattern, let positions):
            pending.append(variable: ordinal)
            pending.append(variable: pattern)
            for position in positions { pending.append(variable: position) }
        case .lists(let postings, let positions):
            pending.append(variable: postings)
            pending.append(variable: positions)
        }
        previous.removeAll(keepingCapacity: true)
        previous.append(contentsOf: term)
        count += 1
    }

    /// The waiting bytes, which are forgotten here.
    mutating func takePending() -> [UInt8] {
        written += pending.count
        defer { pending.removeAll(keepingCapacity: true) }
        return pending
    }
}

/// The first eight bytes of a term as a number that orders as the bytes do.
enum TermPrefix {
    static func of(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if term.count >= 8, let start = term.baseAddress {
            return UInt64(
                bigEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
        }
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | UInt64(index < term.count ? term[index] : 0) }
        return prefix
    }
}
