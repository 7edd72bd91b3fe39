internal import Analysis
internal import Indexing

/// Finds terms, and remembers where they are: questions look the same ones up again and again.
///
/// An opened index never changes. Not to be shared between threads.
final class TermLookup {
    private let index: IndexReader
    /// By the terms' hashes, so that none of their bytes are kept.
    private var known: [UInt64: TermMatches?] = [:]

    /// Terms that are remembered; with more, all are forgotten.
    private static let limit = 20_000

    init(_ index: IndexReader) { self.index = index }

    /// Where a term is, or `nil` when no passage has it.
    ///
    /// - Throws: `IndexError.damaged`.
    func find(_ term: QueryTerm) throws(IndexError) -> TermMatches? {
        try find(term.bytes, hash: term.hash)
    }

    /// Where a term is, or `nil` when no passage has it.
    ///
    /// - Parameter term: As it stands in the index.
    /// - Throws: `IndexError.damaged`.
    func find(_ term: [UInt8]) throws(IndexError) -> TermMatches? {
        try find(term, hash: Fingerprint.of(term))
    }

    private func find(_ term: [UInt8], hash: UInt64) throws(IndexError) -> TermMatches? {
        if let known = known[hash] { return known }
        let found = try index.find(term)
        if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
        known[hash] = .some(found)
        return found
    }
}
