internal import Indexing

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
    // All by keys, so that none of the terms are kept.
    private var known: [UInt64: Findings] = [:]
    private var pairs: [UInt64: [NearPassage]] = [:]
    private var empty = EmptyKeys()
    /// About how many bytes are kept.
    private var held = 0

    private let limit: Int
    /// What takes more than this is looked for each time.
    private var limitOfOne: Int { limit / 8 }
    private static let bytesOfEntry = 128

    /// - Parameter limit: About how many bytes are kept; with more, all is forgotten.
    init(_ reader: IndexReader, limit: Int) {
        self.reader = reader
        self.limit = limit
        lookup = TermLookup(reader)
    }

    /// Counts the bytes of what is kept from now on.
    private func hold(_ bytes: Int) {
        if held > limit {
            known.removeAll()
            pairs.removeAll()
            held = 0
        }
        held += bytes + Self.bytesOfEntry
    }

    private func isSmall<Element>(_ kept: [Element]) -> Bool {
        kept.count * MemoryLayout<Element>.stride <= limitOfOne
    }

    /// What a group finds.
    ///
    /// - Throws: `IndexError.damaged`.
    func findings(of group: TermGroup) throws(IndexError) -> Findings {
        if let findings = known[group.key] { return findings }
        var own = 0
        var hasOwn = false
        var best: (weight: Double, passages: Int)?
        for term in group.terms {
            guard let passages = try lookup.find(term)?.passages, passages > 0 else {
                continue
            }
            if term.how.isWhole { own = max(own, passages) }
            hasOwn = hasOwn || term.how.isOwn
            if term.weight > best?.weight ?? 0 { best = (term.weight, passages) }
        }
        let findings = Findings(own: own, hasOwn: hasOwn, best: best)
        hold(0)
        known[group.key] = findings
        return findings
    }

    /// What a group gives the passages, in no order.
    ///
    /// - Parameter compute: Called the first time.
    /// - Throws: `IndexError.damaged`.
    func scored(
        by group: TermGroup, _ compute: () throws(IndexError) -> [ScoredPassage]
    ) throws(IndexError) -> [ScoredPassage] {
        let findings = try findings(of: group)
        if let scored = findings.scored { return scored }
        let scored = try compute()
        if isSmall(scored) {
            findings.scored = scored
            held += scored.count * MemoryLayout<ScoredPassage>.stride
        }
        return scored
    }

    // MARK: places

    /// A passage with how near two words stand in it, from 0 to 1.
    struct NearPassage {
        let passage: Int
        let nearness: Double
    }

    /// Where two words stand near each other, in order of the passages.
    ///
    /// - Parameters:
    ///   - candidates: The passages that matter, ascending; others may be left out.
    ///   - compute: Called the first time, with the places of both words.
    /// - Throws: `IndexError.damaged`.
    func near(
        _ left: TermGroup, _ right: TermGroup, in candidates: () -> [Int],
        _ compute: ([UInt64], [UInt64]) -> [NearPassage]
    ) throws(IndexError) -> [NearPassage] {
        let key = Key.mixed(left.key, right.key)
        if empty.contains(key) { return [] }
        if let near = pairs[key] { return near }
        let (before, hasAllBefore) = try places(of: left, in: candidates)
        let (after, hasAllAfter) = try places(of: right, in: candidates)
        let near = compute(before, after)
        guard hasAllBefore, hasAllAfter, isSmall(near) else { return near }
        if near.isEmpty {
            empty.insert(key)
        } else {
            hold(near.count * MemoryLayout<NearPassage>.stride)
            pairs[key] = near
        }
        return near
    }

    /// Terms that stand for a word from further off do not make two words stand together.
    private static let leastWeight = 0.2
    /// Of words in more passages only the places in candidates are read: those in all take longer than
    /// they save in later questions.
    private static let mostWithAllPlaces = 4096
    /// Fields lie far apart in a place.
    private static let fieldStep = 1 << 20

    /// Where the terms of a group stand, ascending: the passage in the upper 32 bits, below it field
    /// and position in one number; and whether these are all places, not only those in candidates.
    private func places(
        of group: TermGroup, in candidates: () -> [Int]
    ) throws(IndexError) -> (places: [UInt64], areAll: Bool) {
        let findings = try findings(of: group)
        if let places = findings.places { return (places, true) }
        var matches: [TermMatches] = []
        for term in group.terms where term.weight > Self.leastWeight {
            if let found = try lookup.find(term) { matches.append(found) }
        }
        let areAll = matches.reduce(0) { $0 + $1.passages } <= Self.mostWithAllPlaces
        var places: [UInt64] = []
        var all: [Int] = []
        for term in matches {
            if areAll {
                all.removeAll(keepingCapacity: true)
                try reader.forEachPassage(of: term) { all.append($0) }
            }
            let wanted = areAll ? all : candidates()
            try reader.forEachPosition(of: term, in: wanted) { slot, field, position in
                places.append(
                    UInt64(wanted[slot]) << 32 | UInt64(field * Self.fieldStep + position))
            }
        }
        places.sort()
        if areAll {
            findings.places = places
            held += places.count * MemoryLayout<UInt64>.stride
        }
        return (places, areAll)
    }
}
