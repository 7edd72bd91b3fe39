internal import JSON
internal import Searching

/// What a request gave: the part of the response that is the same each time.
struct Finding {
    /// The members that the operation gives, as JSON, without the braces.
    let members: [UInt8]
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
    private static let capacity = 4 << 20
    /// A larger answer is not kept: it would drive out many small ones.
    private static let largest = 1 << 17

    private var young: [Key: Finding] = [:]
    private var old: [Key: Finding] = [:]
    private var size = 0

    /// The answer of this key, or `nil`.
    mutating func find(_ key: Key) -> Finding? {
        if let known = young[key] { return known }
        guard let known = old[key] else { return nil }
        keep(known, as: key)
        return known
    }

    /// Remembers an answer.
    mutating func keep(_ finding: Finding, as key: Key) {
        guard finding.members.count <= Self.largest else { return }
        if size + finding.members.count > Self.capacity {
            old = young
            young = [:]
            size = 0
        }
        young[key] = finding
        size += finding.members.count
    }
}
