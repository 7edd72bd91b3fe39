internal import CKernels
internal import Indexing

/// The postings of one term in one segment during a search.
///
/// Its two buffers belong to the retriever and hold a block each; all pointers live as long as the
/// search, which holds the reader.
struct TermReader {
    let list: PostingList
    /// Whole number of scale parts that a full impact gives, under 65,536.
    let weight: UInt32
    private let ordinals: UnsafeMutablePointer<UInt32>
    private let patterns: UnsafeMutablePointer<UInt32>
    private var block = 0
    /// The last ordinal of the block.
    private var last: UInt32
    private var inBlock = 0
    private var index = 0
    private var isFlat = false
    private var patternWidth = 0
    /// Whether the list turned out to be damaged; it then reads as ended.
    private(set) var isDamaged = false

    init(
        _ list: PostingList, weight: UInt32, buffer: UnsafeMutablePointer<UInt32>
    ) {
        self.list = list
        self.weight = weight
        ordinals = buffer
        patterns = buffer + PostingList.blockSize
        last = list.last(0)
    }

    /// Numbers that `buffer` must have room for.
    static let bufferSize = 2 * PostingList.blockSize

    private var isEnded: Bool { block >= list.blockCount }

    @inline(__always)
    private func value(_ impact: UInt32) -> UInt32 { ImpactScorer.value(weight, impact) }

    /// Moves to the block that may hold passages from `low` on, and bounds what the term gives any
    /// passage below `high`.
    ///
    /// - Returns: The bound, and about how many postings lie in the window.
    mutating func bound(from low: UInt32, below high: UInt32, growth: Double) -> (UInt32, Int) {
        while !isEnded, last < low { nextBlock() }
        guard !isEnded else { return (0, 0) }
        if inBlock > 0 {
            index = ow_lower_bound(ordinals, index, inBlock, low)
            if index < inBlock, ordinals[index] >= high { return (0, 0) }
            // The last block of a short list does not tell its last ordinal.
            if index == inBlock, block == list.blockCount - 1 {
                nextBlock()
                return (0, 0)
            }
        }
        var impact = list.bound(block)
        var ahead = block
        var end = last
        while ahead < list.blockCount - 1, end < high - 1 {
            ahead += 1
            end = list.last(ahead)
            impact = max(impact, list.bound(ahead))
        }
        if growth > 1 { impact = UInt32(min(65_535, Double(impact) * growth + 1)) }
        return (value(impact), min(list.count, (ahead - block + 1) * PostingList.blockSize))
    }

    @inline(__always)
    private mutating func nextBlock() {
        block += 1
        inBlock = 0
        index = 0
        if !isEnded { last = list.last(block) }
    }

    /// Unpacks the current block unless that is done; `false` at the end.
    @inline(__always)
    private mutating func load() -> Bool {
        if inBlock > 0 { return true }
        guard !isEnded else { return false }
        switch list.decode(block, ordinals: ordinals, patterns: patterns) {
        case .damaged:
            isDamaged = true
            block = list.blockCount
            return false
        case .block(let count, let isFlat, let patternWidth):
            inBlock = count
            self.isFlat = isFlat
            self.patternWidth = patternWidth
            return true
        }
    }

    /// The next run of postings from `low` up to `high` as places in the buffers; `nil` behind the last.
    @inline(__always)
    private mutating func nextRun(from low: UInt32, below high: UInt32) -> Range<Int>? {
        while load() {
            if index == inBlock {
                let last = ordinals[inBlock - 1]
                nextBlock()
                if last >= high - 1 { return nil }
                continue
            }
            index = ow_lower_bound(ordinals, index, inBlock, low)
            if index == inBlock { continue }
            let end =
                ordinals[inBlock - 1] < high
                ? inBlock : ow_lower_bound(ordinals, index, inBlock, high)
            guard index < end else { return nil }
            defer { index = end }
            return index..<end
        }
        return nil
    }

    /// Adds what the term gives to the sums of a window, and marks its passages.
    mutating func add(to window: Window, scorer: ImpactScorer, marking: Bool) {
        let low = window.low
        while let run = nextRun(from: low, below: window.high) {
            guard let values = scorer.values, isFlat || patternWidth <= 4 else {
                for place in run {
                    let local = Int(ordinals[place] - low)
                    // No more than the greatest weight of each group; together under 65,536.
                    window.sums[local] &+= UInt16(truncatingIfNeeded: value(place, scorer))
                    if marking { window.mark(local) }
                }
                continue
            }
            let first = ordinals + run.lowerBound
            let lengths = scorer.lengths + Int(low)
            switch (isFlat, marking) {
            case (true, false):
                ow_add_single(first, run.count, low, lengths, values, weight, window.sums)
            case (true, true):
                ow_add_single_marked(
                    first, run.count, low, lengths, values, weight, window.sums, window.marks)
            case (false, false):
                ow_add_patterns(
                    first, patterns + run.lowerBound, run.count, low, lengths, values, weight,
                    window.sums)
            case (false, true):
                ow_add_patterns_marked(
                    first, patterns + run.lowerBound, run.count, low, lengths, values, weight,
                    window.sums, window.marks)
            }
        }
    }

    /// What the posting at a place of the current block gives.
    @inline(__always)
    private func value(_ place: Int, _ scorer: ImpactScorer) -> UInt32 {
        value(scorer.impact(isFlat ? 0 : patterns[place], ordinals[place]))
    }

    /// Raises sums of a window to what the term gives, and marks its passages.
    mutating func raise(
        _ sums: UnsafeMutablePointer<UInt16>, of window: Window, scorer: ImpactScorer
    ) {
        while let run = nextRun(from: window.low, below: window.high) {
            for place in run {
                let local = Int(ordinals[place] - window.low)
                let value = UInt16(truncatingIfNeeded: value(place, scorer))
                if value > sums[local] { sums[local] = value }
                window.mark(local)
            }
        }
    }

    /// Writes the places in a window, and the sums there, of postings that give more than `least`.
    ///
    /// Blocks that hold none are not even unpacked; with -1 all postings count.
    ///
    /// - Returns: Their number.
    mutating func list(
        above least: Int32, in window: Window, to places: UnsafeMutablePointer<UInt16>,
        scorer: ImpactScorer
    ) -> Int {
        var found = 0
        while true {
            while scorer.growth <= 1, inBlock == 0, block < list.blockCount - 1,
                Int32(value(list.bound(block))) <= least
            {
                let last = last
                nextBlock()
                if last >= window.high - 1 { return found }
            }
            guard let run = nextRun(from: window.low, below: window.high) else { return found }
            if let values = scorer.values, isFlat || patternWidth <= 4 {
                found += ow_list(
                    ordinals + run.lowerBound, isFlat ? nil : patterns + run.lowerBound, run.count,
                    window.low, scorer.lengths + Int(window.low), values, weight, least,
                    window.sums, places + found)
                continue
            }
            for place in run {
                let value = value(place, scorer)
                guard Int32(value) > least else { continue }
                let local = Int(ordinals[place] - window.low)
                places[found] = UInt16(truncatingIfNeeded: local)
                window.sums[local] = UInt16(truncatingIfNeeded: value)
                found += 1
            }
        }
    }

    /// Keeps the places of a window that the term has, and joins what it gives to their sums.
    ///
    /// - Parameters:
    ///   - places: Ascending; those that are kept come first then. The sums of the others become 0.
    ///   - slots: A byte for each place of a window, whatever is in it.
    ///   - indices: Room for as many as there are places.
    ///   - adds: `false` keeps the lesser of the sum and what the term gives.
    /// - Returns: The number of places that are kept.
    mutating func meet(
        _ places: UnsafeMutablePointer<UInt16>, _ count: Int, in window: Window,
        slots: UnsafeMutablePointer<UInt8>, indices: UnsafeMutablePointer<UInt8>,
        scorer: ImpactScorer, adds: Bool
    ) -> Int {
        var next = 0
        var kept = 0
        while next < count {
            let wanted = window.low + UInt32(places[next])
            while !isEnded, last < wanted { nextBlock() }
            guard let run = nextRun(from: wanted, below: window.high) else { break }
            var found = kept
            next = ow_meet(
                ordinals + run.lowerBound, run.count, window.low, places, next, count, slots,
                window.sums, places, indices, &found)
            for index in kept..<found {
                let value = UInt16(
                    truncatingIfNeeded: value(run.lowerBound + Int(indices[index]), scorer))
                let local = Int(places[index])
                let sum = window.sums[local]
                window.sums[local] = adds ? sum &+ value : min(sum, value)
            }
            kept = found
        }
        for index in next..<count { window.sums[Int(places[index])] = 0 }
        return kept
    }

    /// What the term gives a passage, which must not lie before those asked for earlier; 0 when it is
    /// not in it, or gives no more than `needed` would take.
    ///
    /// - Parameter needed: Less than this is of no use and may come back as 0.
    @inline(__always)
    mutating func value(
        of passage: UInt32, scorer: ImpactScorer, needed: UInt32
    ) -> UInt32 {
        while !isEnded, last < passage { nextBlock() }
        guard !isEnded else { return 0 }
        if inBlock == 0, scorer.growth <= 1, value(list.bound(block)) < needed { return 0 }
        guard seek(passage) else { return 0 }
        return value(scorer.impact(isFlat ? 0 : patterns[index], passage))
    }

    /// Moves to a passage, which must not lie before those asked for earlier; `false` when the term is
    /// not in it.
    @inline(__always)
    mutating func seek(_ passage: UInt32) -> Bool {
        while !isEnded, last < passage { nextBlock() }
        guard load() else { return false }
        index = ow_lower_bound(ordinals, index, inBlock, passage)
        return index < inBlock && ordinals[index] == passage
    }

    /// Where the current posting stands: block, place in it and pattern; after `seek`.
    var place: (block: Int, index: Int, pattern: UInt32) {
        (block, index, isFlat ? 0 : patterns[index])
    }

    /// The pattern at a place of the current block.
    func pattern(at index: Int) -> UInt32 { isFlat ? 0 : patterns[index] }

    /// Whether all patterns of the current block are 0.
    var isFlatBlock: Bool { isFlat }
}
