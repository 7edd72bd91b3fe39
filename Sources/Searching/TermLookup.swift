internal import Indexing

/// Finds terms, and remembers where they are: a question looks the same ones up again and again.
///
/// An opened index never changes. Not to be shared between threads.
final class TermLookup {
    private let index: IndexReader
    private var known: [[UInt8]: TermMatches?] = [:]

    /// Terms that are remembered; with more, all are forgotten.
    private static let limit = 20_000

    init(_ index: IndexReader) { self.index = index }

    /// Where a term is, or `nil` when no passage has it.
    ///
    /// - Throws: `IndexError.damaged`.
    func find(_ term: [UInt8]) throws(IndexError) -> TermMatches? {
        if let known = known[term] { return known }
        let found = try index.find(term)
        if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
        known[term] = .some(found)
        return found
    }
}
