public import Corpus
public import Indexing
internal import Searching

extension Answerer {
    /// The passages before and behind a passage under the same headings; `nil` where it is the
    /// first or the last.
    ///
    /// - Throws: `IndexError.damaged`.
    public func neighbours(
        of passage: Passage
    ) throws(IndexError) -> (previous: Passage?, next: Passage?) {
        guard let ordinal = try index.ordinal(of: passage.id) else { return (nil, nil) }
        func neighbour(_ place: Int) throws(IndexError) -> Passage? {
            guard (0..<index.passageCount).contains(place) else { return nil }
            let other = try index.passage(at: place)
            guard other.document == passage.document, other.parent == passage.parent,
                other.headings == passage.headings
            else { return nil }
            return other
        }
        return (try neighbour(ordinal - 1), try neighbour(ordinal + 1))
    }
}
