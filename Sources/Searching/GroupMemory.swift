internal import Indexing

/// A passage with what one group of terms gives it.
struct ScoredPassage {
    let passage: Int
    /// Before the weight of the group.
    let value: Double
    /// How far the word is covered, and how far surely.
    let coverage: Double
    let solid: Double
}

/// What groups of terms find, kept while the index is open: questions share most of their words.
///
/// Not to be shared between threads: an index does not change, but the memory of what it has does.
final class GroupMemory {
    /// What one group finds.
    final class Findings {
        /// Most passages that the word or a form of it is in.
        let own: Int
        /// Whether some passage has the word, in some form or inside a compound.
        let hasOwn: Bool
        /// The greatest weight of a term that some passage has, and the passages of that term.
        let best: (weight: Double, passages: Int)?
        /// By passage; `nil` until it is asked for.
        fileprivate var scored: [ScoredPassage]?
        /// As `places` gives them; `nil` until they are asked for.
        fileprivate var places: [UInt64]?

        /// Whether some passage has one of the terms.
        var isKnown: Bool { best != nil }

        fileprivate init(own: Int, hasOwn: Bool, best: (weight: Double, passages: Int)?) {
            self.own = own
            self.hasOwn = hasOwn
            self.best = best
        }
    }

    /// The terms of the index.
    let lookup: TermLookup
    private let reader: IndexReader
    /// By the groups' hashes, so that none of their terms are kept.
    private var known: [UInt64: Findings] = [:]
    /// About how many bytes are kept.
    private var held = 0

    private let limit: Int
    /// A group whose findings take more than this is looked for each time.
    private var limitOfOne: Int { limit / 8 }
    private static let bytesOfFindings = 128

    /// - Parameter limit: About how many bytes are kept; with more, all is forgotten.
    init(_ reader: IndexReader, limit: Int) {
        self.reader = reader
        self.limit = limit
        lookup = TermLookup(reader)
    }

    private static func hash(of terms: [QueryTerm]) -> UInt64 {
        terms.reduce(UInt64(terms.count)) { hash, term in
            // Of MurmurHash3 (A. Appleby): each bit of a part changes half of the whole.
            let parts = term.hash ^ term.weight.bitPattern ^ term.how.number
            let mixed = (hash ^ parts) &* 0xFF51_AFD7_ED55_8CCD
            return mixed ^ mixed >> 33
        }
    }

    /// What a group finds.
    ///
    /// - Throws: `IndexError.damaged`.
    func findings(of terms: [QueryTerm]) throws(IndexError) -> Findings {
        let key = Self.hash(of: terms)
        if let findings = known[key] { return findings }
        var own = 0
        var hasOwn = false
        var best: (weight: Double, passages: Int)?
        for term in terms {
            guard let passages = try lookup.find(term)?.passages, passages > 0 else {
                continue
            }
            if term.how == .word || term.how == .form { own = max(own, passages) }
            hasOwn = hasOwn || term.how.isOwn
            if term.weight > best?.weight ?? 0 { best = (term.weight, passages) }
        }
        let findings = Findings(own: own, hasOwn: hasOwn, best: best)
        if held > limit {
            known.removeAll()
            held = 0
        }
        known[key] = findings
        held += Self.bytesOfFindings
        return findings
    }

    /// What a group gives the passages, in no order.
    ///
    /// - Parameter compute: Called the first time.
    /// - Throws: `IndexError.damaged`.
    func scored(
        by terms: [QueryTerm], _ compute: () throws(IndexError) -> [ScoredPassage]
    ) throws(IndexError) -> [ScoredPassage] {
        let findings = try findings(of: terms)
        if let scored = findings.scored { return scored }
        let scored = try compute()
        let size = scored.count * MemoryLayout<ScoredPassage>.stride
        if size <= limitOfOne {
            findings.scored = scored
            held += size
        }
        return scored
    }

    /// Terms that stand for a word from further off do not make two words stand together.
    private static let leastWeight = 0.2
    /// Fields lie far apart in a place.
    private static let fieldStep = 1 << 20

    /// Where the terms of a group stand, ascending: the passage in the upper 32 bits, below it field
    /// and position in one number.
    ///
    /// - Parameter passages: Ordinals, ascending; of others places may be left out.
    /// - Throws: `IndexError.damaged`.
    func places(of terms: [QueryTerm], in passages: [Int]) throws(IndexError) -> [UInt64] {
        let findings = try findings(of: terms)
        if let places = findings.places { return places }
        var matches: [TermMatches] = []
        for term in terms where term.weight > Self.leastWeight {
            if let found = try lookup.find(term) { matches.append(found) }
        }
        let isKept =
            matches.reduce(0) { $0 + $1.passages } * MemoryLayout<UInt64>.stride <= limitOfOne
        var places: [UInt64] = []
        var all: [Int] = []
        for term in matches {
            if isKept {
                all.removeAll(keepingCapacity: true)
                try reader.forEachPassage(of: term) { all.append($0) }
            }
            let wanted = isKept ? all : passages
            try reader.forEachPosition(of: term, in: wanted) { slot, field, position in
                places.append(
                    UInt64(wanted[slot]) << 32 | UInt64(field * Self.fieldStep + position))
            }
        }
        places.sort()
        if isKept {
            findings.places = places
            held += places.count * MemoryLayout<UInt64>.stride
        }
        return places
    }
}
