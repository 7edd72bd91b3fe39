internal import Retrieval

/// The ranking formula; its constants stand in `Ranking`.
///
/// Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
/// Foundations and Trends in Information Retrieval 3(4), 2009, section 3.6. Additions and divisions
/// in a fixed order and a logarithm of our own give the same bytes on every machine.
enum BM25F {
    /// The rarity of a term (inverse document frequency), never under the floor.
    static func rarity(passages: Int, of total: Int, floor: Double) -> Double {
        max(floor, Rarity.of(passages: passages, among: total))
    }
}
