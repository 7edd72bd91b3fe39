internal import Corpus
internal import Indexing

/// Passages that were read from the store, kept while the index is open: the same ones are shown again
/// and again.
///
/// Not to be shared between threads.
struct PassageMemory {
    private var passages: [Int: Passage] = [:]
    /// About how many bytes are kept.
    private var held = 0
    private let limit: Int

    private static let bytesOfPassage = MemoryLayout<Passage>.stride + 256

    /// - Parameter limit: About how many bytes are kept; with more, all is forgotten. A passage of an
    ///   eighth of that is not kept.
    init(limit: Int) { self.limit = limit }

    /// The passage with this ordinal.
    ///
    /// - Parameter read: Called when it is not kept.
    /// - Throws: What `read` throws.
    mutating func passage(
        at ordinal: Int, _ read: () throws(IndexError) -> Passage
    ) throws(IndexError) -> Passage {
        if let passage = passages[ordinal] { return passage }
        let passage = try read()
        let size = passage.text.utf8.count + passage.label.utf8.count + Self.bytesOfPassage
        guard size <= limit / 8 else { return passage }
        if held > limit {
            passages.removeAll()
            held = 0
        }
        held += size
        passages[ordinal] = passage
        return passage
    }
}
