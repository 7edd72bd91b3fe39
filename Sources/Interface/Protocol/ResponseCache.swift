internal import JSON
internal import Searching

/// What a request gave: the part of the response that is the same each time.
struct Finding {
    /// The members that the operation gives, as JSON, without the braces.
    let members: ArraySlice<UInt8>
    /// Whether something was found.
    let isFound: Bool
}

/// Keeps what was answered lately: over days the same questions come again and again.
///
/// An index that is open never changes, so an answer holds as long as its index is open. There are two
/// generations: what is asked for again while it stands in the old one moves to the young one; when the
/// young one is full it becomes the old one. So memory is bounded, and nothing is ordered by use.
struct ResponseCache {
    /// What the answer to a question depends on.
    struct Key: Hashable {
        private let operation: Operation
        private let query: String
        private let limit: Int
        private let offset: Int
        private let mode: Request.Mode
        private let filter: Filter

        /// The key of a question; `nil` for a request that is not kept.
        init?(_ request: Request) {
            guard request.operation == .ask || request.operation == .search, !request.explain
            else { return nil }
            operation = request.operation
            query = request.query
            limit = request.limit
            offset = request.offset
            mode = request.mode
            filter = request.filter
        }
    }

    /// Bytes of answers in a generation.
    private static let capacity = 3 << 20
    /// A larger answer is not kept: it would drive out many small ones.
    private static let largest = 1 << 16

    /// Answers behind each other in one buffer, which is set aside once: days of answers of all sizes would
    /// leave holes in memory.
    private struct Generation {
        var places: [Key: (range: Range<Int>, isFound: Bool)] = [:]
        var bytes: [UInt8] = []

        func find(_ key: Key) -> Finding? {
            places[key].map { Finding(members: bytes[$0.range], isFound: $0.isFound) }
        }
    }

    private var young = Generation()
    private var old = Generation()

    /// The answer of this key, or `nil`.
    mutating func find(_ key: Key) -> Finding? {
        if let known = young.find(key) { return known }
        guard let known = old.find(key) else { return nil }
        // Where there is no room the old generation, with this answer, is about to go.
        if young.bytes.count + known.members.count <= Self.capacity { keep(known, as: key) }
        return known
    }

    /// Remembers an answer.
    mutating func keep(_ finding: Finding, as key: Key) {
        guard finding.members.count <= Self.largest else { return }
        if young.bytes.count + finding.members.count > Self.capacity {
            swap(&young, &old)
            young.places.removeAll(keepingCapacity: true)
            young.bytes.removeAll(keepingCapacity: true)
        }
        if young.bytes.isEmpty { young.bytes.reserveCapacity(Self.capacity) }
        let start = young.bytes.count
        young.bytes.append(contentsOf: finding.members)
        young.places[key] = (start..<young.bytes.count, finding.isFound)
    }
}
