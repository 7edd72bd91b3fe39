internal import CKernels
internal import Indexing

/// A group of terms in one segment.
struct Clause {
    /// The readers of its terms in the list of all.
    var readers: Range<Int>
    /// What it gives at most in the current window, and about how many postings it has there.
    var bound: UInt32 = 0
    var inWindow = 0
    /// Number of postings of all its terms.
    var count = 0
}

/// What a passage must have, without the details.
enum Kind { case any, all, phrase }

/// The search of one segment.
struct PartSearch {
    var allowed: ((Int) -> Bool)?
    var isCancelled: (() -> Bool)?
    private(set) var failure: IndexError?
    private let part: IndexReader.Part
    private let kind: Kind
    private var readers: [TermReader] = []
    private var clauses: [Clause] = []
    private let retriever: Retriever
    private let passageCount: UInt32
    private let groupCount: Int
    private let hasDeleted: Bool

    init?(
        _ part: IndexReader.Part, terms: [[WeightedTerm]], kind: Kind, scale: Double,
        retriever: Retriever
    ) {
        self.part = part
        self.kind = kind
        self.retriever = retriever
        passageCount = UInt32(part.segment.passageCount)
        groupCount = terms.count
        hasDeleted = part.deleted.count > 0
        guard let index = retriever.reader.parts.firstIndex(where: { $0.base == part.base }) else {
            return nil
        }
        // Each term stands for the phrase, to bound what that gives.
        let phraseWeight =
            kind == .phrase
            ? terms.reduce(UInt32(0)) { $0 + UInt32(($1.first?.weight ?? 0) * scale) } : nil
        do throws(IndexError) {
            for group in terms {
                let start = readers.count
                var count = 0
                for term in group {
                    guard let info = term.matches.bySegment[index] else { continue }
                    let list = try part.segment.list(info)
                    count += list.count
                    let buffer = retriever.buffer(readers.count)
                    readers.append(
                        TermReader(
                            list, weight: phraseWeight ?? UInt32(term.weight * scale),
                            buffer: buffer))
                }
                if start < readers.count {
                    clauses.append(Clause(readers: start..<readers.count, count: count))
                }
            }
        } catch { failure = error }
    }

    var isDamaged: Bool { readers.contains { $0.isDamaged } }

    private func offer(_ passage: UInt32, _ score: UInt32, to hits: inout TopHits) {
        let local = Int(passage)
        if hasDeleted, part.deleted.contains(local) { return }
        if let allowed, !allowed(part.base + local) { return }
        hits.offer(UInt32(part.base + local), score)
    }

    /// Works out the bounds of all clauses in a window.
    ///
    /// - Returns: Their sum.
    private mutating func setBounds(
        from low: UInt32, below high: UInt32, growth: Double
    ) -> UInt32 {
        var sum: UInt32 = 0
        for index in clauses.indices {
            var bound: UInt32 = 0
            var inWindow = 0
            for reader in clauses[index].readers {
                let (other, count) = readers[reader].bound(from: low, below: high, growth: growth)
                bound = max(bound, other)
                inWindow += count
            }
            clauses[index].bound = bound
            clauses[index].inWindow = inWindow
            sum += bound
        }
        return sum
    }

    /// Whether a passage of the current window can be good enough.
    private func isWorthwhile(_ sum: UInt32, _ bound: UInt32) -> Bool {
        switch kind {
        case .any: sum > bound
        case .all: sum > bound && !clauses.contains { $0.inWindow == 0 }
        // A phrase occurs no more often than each of its words.
        case .phrase: !clauses.contains { $0.inWindow == 0 || $0.bound <= bound }
        }
    }

    /// Windows between two questions whether to go on.
    private static let windowsBetweenChecks: UInt32 = 16

    /// Calls `body` for each window that may hold a passage of use.
    private mutating func forEachWindow(
        _ hits: inout TopHits, growth: Double,
        _ body: (inout PartSearch, inout TopHits, inout Window) -> Void
    ) {
        var window = retriever.window
        var low: UInt32 = 0
        var number: UInt32 = 0
        while low < passageCount {
            let high = min(passageCount, low + UInt32(Window.size))
            if number % Self.windowsBetweenChecks == Self.windowsBetweenChecks - 1,
                isCancelled?() == true
            {
                return
            }
            number += 1
            let sum = setBounds(from: low, below: high, growth: growth)
            if isWorthwhile(sum, hits.bound) {
                window.low = low
                window.high = high
                body(&self, &hits, &window)
            }
            low = high
        }
    }

    // MARK: any

    /// Under this share of a window's passages it pays to note which sums were touched.
    private static let sparseShare = 12

    mutating func any(_ hits: inout TopHits, _ scorer: ImpactScorer) {
        raiseFloor(of: &hits, growth: scorer.growth)
        forEachWindow(&hits, growth: scorer.growth) { search, hits, window in
            search.anyWindow(&hits, &window, scorer)
        }
    }

    /// Ten passages have at least the tenth best impact of a term.
    private func raiseFloor(of hits: inout TopHits, growth: Double) {
        guard !hasDeleted, allowed == nil, growth <= 1, retriever.reader.parts.count == 1,
            hits.limit <= 10
        else { return }
        for reader in readers {
            let least = ImpactScorer.value(reader.weight, reader.list.tenth)
            if least > 0 { hits.raise(to: least - 1) }
        }
    }

    private mutating func anyWindow(
        _ hits: inout TopHits, _ window: inout Window, _ scorer: ImpactScorer
    ) {
        // The greatest bound last. There are few clauses, and they hardly move between windows.
        for index in clauses.indices.dropFirst() {
            var place = index
            while place > 0, clauses[place].bound < clauses[place - 1].bound {
                clauses.swapAt(place, place - 1)
                place -= 1
            }
        }
        // Those that cannot lift a passage by themselves are looked up later.
        var rest: UInt32 = 0
        var first = 0
        while first < clauses.count - 1, rest + clauses[first].bound <= hits.bound {
            rest += clauses[first].bound
            first += 1
        }
        let least = Int32(bitPattern: hits.bound) - Int32(rest)
        let places = retriever.candidatePlaces
        var found = 0
        var isDense = false
        if first == clauses.count - 1, clauses[first].readers.count == 1 {
            // One term decides: no sums are needed.
            found = readers[clauses[first].readers.lowerBound].list(
                above: least, in: window, to: places, scorer: scorer)
        } else {
            var postings = 0
            for index in first..<clauses.count { postings += clauses[index].inWindow }
            isDense = postings * Self.sparseShare >= Window.size
            for index in first..<clauses.count {
                add(clauses[index], to: window, scorer, marking: !isDense)
            }
            found =
                isDense
                ? ow_above(
                    window.sums, Window.size, UInt16(truncatingIfNeeded: max(least, 0)), places)
                : ow_marked_above(window.sums, window.marks, Window.size, least, places)
        }
        finish(found, first, rest, isDense, &hits, window, scorer)
    }

    /// Looking up a passage takes as long as adding so many postings.
    private static let lookUpCost = 24
    /// Looking up a passage takes as long as meeting so many postings.
    private static let meetCost = 48

    /// Completes the sums of the candidates of a window and offers what is good enough; leaves all sums
    /// 0.
    private mutating func finish(
        _ found: Int, _ first: Int, _ rest: UInt32, _ isDense: Bool, _ hits: inout TopHits,
        _ window: Window, _ scorer: ImpactScorer
    ) {
        let places = retriever.candidatePlaces
        var found = found
        var first = first
        var rest = rest
        var isDense = isDense
        // Where many are left, adding a term for all of the window is cheaper than looking it up.
        while first > 0, found * Self.lookUpCost > clauses[first - 1].inWindow {
            first -= 1
            rest -= clauses[first].bound
            add(clauses[first], to: window, scorer, marking: false)
            isDense = true
            found = ow_keep_above(
                window.sums, places, found, Int32(bitPattern: hits.bound) - Int32(rest))
        }
        for index in 0..<found {
            let local = Int(places[index])
            let sum = UInt32(window.sums[local])
            if !isDense { window.sums[local] = 0 }
            guard sum + rest > hits.bound else { continue }
            complete(window.low + UInt32(local), sum, first, rest, &hits, scorer)
        }
        if isDense { window.clearSums() }
    }

    /// Adds a clause to the sums of a window.
    private mutating func add(
        _ clause: Clause, to window: Window, _ scorer: ImpactScorer,
        marking: Bool
    ) {
        if clause.readers.count == 1 {
            readers[clause.readers.lowerBound].add(to: window, scorer: scorer, marking: marking)
            return
        }
        // The best member of the group counts, so its sums are made apart.
        let group = retriever.groupWindow.at(window)
        for reader in clause.readers {
            readers[reader].raise(group.sums, of: group, scorer: scorer)
        }
        for word in 0..<Window.size / 64 {
            var rest = group.marks[word]
            guard rest != 0 else { continue }
            if marking { window.marks[word] |= rest }
            group.marks[word] = 0
            while rest != 0 {
                let local = word << 6 + rest.trailingZeroBitCount
                rest &= rest - 1
                window.sums[local] &+= group.sums[local]
                group.sums[local] = 0
            }
        }
    }

    /// Adds to a sum what the first clauses give, as long as that can make it good enough.
    @inline(__always)
    private mutating func complete(
        _ passage: UInt32, _ sum: UInt32, _ first: Int, _ rest: UInt32, _ hits: inout TopHits,
        _ scorer: ImpactScorer
    ) {
        var sum = sum
        var rest = rest
        var index = first
        while index > 0 {
            index -= 1
            guard sum + rest > hits.bound else { return }
            rest -= clauses[index].bound
            // Without this much the passage is lost whatever the others give.
            let needed = hits.bound >= sum + rest ? hits.bound + 1 - sum - rest : 0
            var best: UInt32 = 0
            for reader in clauses[index].readers {
                best = max(
                    best, readers[reader].value(of: passage, scorer: scorer, needed: needed))
            }
            sum += best
        }
        if sum > hits.bound { offer(passage, sum, to: &hits) }
    }

    // MARK: all

    mutating func all(_ hits: inout TopHits, _ scorer: ImpactScorer) {
        guard clauses.count == groupCount else { return }
        offerCommon(&hits, scorer) { _, sum, _ in sum }
    }

    /// Offers the passages that have all clauses.
    ///
    /// - Parameter score: Of a passage, from the sum of what the clauses give, or of a phrase the
    ///   least; one that is not above the bound may be anything up to it.
    @inline(__always)
    private mutating func offerCommon(
        _ hits: inout TopHits, _ scorer: ImpactScorer,
        score: (_ passage: UInt32, _ sum: UInt32, _ bound: UInt32) -> UInt32
    ) {
        clauses.sort { $0.count < $1.count }
        forEachWindow(&hits, growth: scorer.growth) { search, hits, window in
            let found = search.intersect(window, scorer, bound: hits.bound)
            let places = search.retriever.candidatePlaces
            for index in 0..<found {
                let sum = UInt32(window.sums[Int(places[index])])
                window.sums[Int(places[index])] = 0
                guard sum > hits.bound else { continue }
                let passage = window.low + UInt32(places[index])
                let score = score(passage, sum, hits.bound)
                if score > hits.bound { search.offer(passage, score, to: &hits) }
            }
        }
    }

    /// Writes the places of the passages of a window that have all clauses and may score more than
    /// `bound`.
    ///
    /// Their sums are those of what the clauses give, of a phrase the least of that; all others are 0.
    ///
    /// - Returns: Their number.
    private mutating func intersect(
        _ window: Window, _ scorer: ImpactScorer, bound: UInt32
    ) -> Int {
        let isPhrase = kind == .phrase
        let places = retriever.candidatePlaces
        var rest = isPhrase ? 0 : clauses.dropFirst().reduce(UInt32(0)) { $0 + $1.bound }
        var least = Int32(bitPattern: bound) - Int32(rest)
        var found: Int
        if clauses[0].readers.count == 1 {
            found = readers[clauses[0].readers.lowerBound].list(
                above: least, in: window, to: places, scorer: scorer)
        } else {
            add(clauses[0], to: window, scorer, marking: true)
            found = ow_marked_above(window.sums, window.marks, Window.size, least, places)
        }
        for clause in clauses.dropFirst() {
            guard found > 0 else { return 0 }
            rest -= isPhrase ? 0 : clause.bound
            least = Int32(bitPattern: bound) - Int32(rest)
            if clause.inWindow > found * Self.meetCost {
                found = lookUp(clause, in: window, found, scorer)
            } else if clause.readers.count == 1 {
                found = readers[clause.readers.lowerBound].meet(
                    places, found, in: window, slots: retriever.slots,
                    indices: retriever.placeIndices, scorer: scorer, adds: !isPhrase)
            } else if !isMeasurable(clause, scorer) {
                found = lookUp(clause, in: window, found, scorer)
            } else {
                // What a passage of the clause gets is never 0, as was just asked.
                raise(retriever.groupWindow.at(window), to: clause, scorer)
                found = ow_join(
                    window.sums, retriever.groupWindow.sums, places, found,
                    isPhrase ? Int32(bitPattern: bound) : 0, isPhrase ? 0 : 1)
                retriever.groupWindow.clearSums()
            }
            if least > 0 { found = ow_keep_above(window.sums, places, found, least) }
        }
        return found
    }

    /// Whether each posting of a clause gives more than 0.
    private func isMeasurable(_ clause: Clause, _ scorer: ImpactScorer) -> Bool {
        clause.readers.allSatisfy { ImpactScorer.value(readers[$0].weight, scorer.least) > 0 }
    }

    /// Raises the sums of a window, all 0, to what a clause gives.
    private mutating func raise(_ group: Window, to clause: Clause, _ scorer: ImpactScorer) {
        for reader in clause.readers {
            readers[reader].raise(group.sums, of: group, scorer: scorer)
        }
        group.clearMarks()
    }

    /// Keeps the places of passages that a clause has.
    private mutating func lookUp(
        _ clause: Clause, in window: Window, _ found: Int, _ scorer: ImpactScorer
    ) -> Int {
        let places = retriever.candidatePlaces
        var kept = 0
        for index in 0..<found {
            let local = Int(places[index])
            let passage = window.low + UInt32(local)
            var best: UInt32 = 0
            var isFound = false
            for index in clause.readers where readers[index].seek(passage) {
                isFound = true
                let impact = scorer.impact(readers[index].place.pattern, passage)
                best = max(best, ImpactScorer.value(readers[index].weight, impact))
            }
            guard isFound else {
                window.sums[local] = 0
                continue
            }
            let sum = UInt32(window.sums[local])
            window.sums[local] = UInt16(
                truncatingIfNeeded: kind == .phrase ? min(sum, best) : sum + best)
            places[kept] = places[index]
            kept += 1
        }
        return kept
    }

    // MARK: phrase

    mutating func phrase(_ offsets: [Int], _ hits: inout TopHits, _ scorer: ImpactScorer) {
        guard clauses.count == groupCount, offsets.count == groupCount else { return }
        guard part.segment.keepsPositions else { return }
        var matcher = PhraseMatcher(
            readers.enumerated().map { index, reader in
                TermReader(
                    reader.list, weight: reader.weight,
                    buffer: retriever.buffer(readers.count + index))
            }, offsets: offsets, segment: part.segment)
        offerCommon(&hits, scorer) { passage, _, bound in
            matcher.score(passage, above: bound, scorer: scorer)
        }
        if matcher.isDamaged { failure = part.segment.damagedPostings }
    }
}
