internal import Indexing

/// Finds terms, and remembers where they are: a question looks the same ones up again and again.
///
/// An opened index never changes. Not to be shared between threads.
final class TermLookup {
    private let index: IndexReader
    private var known: [Key: TermMatches?] = [:]

    /// A term that is hashed as a whole, not byte by byte.
    private struct Key: Hashable {
        let term: [UInt8]

        func hash(into hasher: inout Hasher) {
            term.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    /// Terms that are remembered; with more, all are forgotten.
    private static let limit = 20_000

    init(_ index: IndexReader) { self.index = index }

    /// Where a term is, or `nil` when no passage has it.
    ///
    /// - Throws: `IndexError.damaged`.
    func find(_ term: [UInt8]) throws(IndexError) -> TermMatches? {
        let key = Key(term: term)
        if let known = known[key] { return known }
        let found = try index.find(term)
        if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
        known[key] = .some(found)
        return found
    }
}
