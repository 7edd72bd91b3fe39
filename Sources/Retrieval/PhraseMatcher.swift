internal import Indexing

/// Counts how often words stand at given distances in a passage.
struct PhraseMatcher {
    private var readers: [TermReader]
    private let offsets: [Int]
    private let segment: Segment
    private let occurrences: [UInt32]
    /// The positions of the block that each reader is in.
    private var packed: [PackedPositions?]
    private var blocks: [Int]
    /// Where the phrase may start, and the positions of one word; used again for each passage.
    private var starts: [Int] = []
    private var positions: [Int] = []
    private(set) var isDamaged = false

    init(_ readers: [TermReader], offsets: [Int], segment: Segment) {
        self.readers = readers
        self.offsets = offsets
        self.segment = segment
        occurrences = segment.patterns.map { pattern in
            (0..<segment.fieldCount).reduce(0) { $0 + UInt32(pattern[$1]) }
        }
        packed = Array(repeating: nil, count: readers.count)
        blocks = Array(repeating: -1, count: readers.count)
    }

    /// The score of the phrase in a passage that has all words; 0 where it is not above `bound`.
    mutating func score(
        _ passage: UInt32, above bound: UInt32, scorer: ImpactScorer
    ) -> UInt32 {
        // The phrase occurs no more often in a field than its rarest word.
        var least = SIMD8<UInt8>(repeating: .max)
        for index in readers.indices {
            guard readers[index].seek(passage),
                Int(readers[index].place.pattern) < segment.patterns.count
            else { return 0 }
            let counts = segment.patterns[Int(readers[index].place.pattern)]
            least.replace(with: counts, where: counts .< least)
        }
        for field in segment.fieldCount..<8 { least[field] = 0 }
        guard ImpactScorer.value(readers[0].weight, scorer.impact(counts: least, passage)) > bound
        else {
            return 0
        }
        var counts = SIMD8<UInt8>.zero
        for field in 0..<segment.fieldCount where least[field] > 0 {
            counts[field] = UInt8(min(255, count(in: field)))
        }
        return ImpactScorer.value(readers[0].weight, scorer.impact(counts: counts, passage))
    }

    /// How often the phrase stands in a field of the current passage.
    private mutating func count(in field: Int) -> Int {
        for index in readers.indices {
            read(index, field)
            let offset = offsets[index]
            if index == 0 {
                starts.removeAll(keepingCapacity: true)
                for position in positions { starts.append(position - offset) }
                continue
            }
            // Both ascend.
            var kept = 0
            var other = 0
            for start in starts {
                while other < positions.count, positions[other] - offset < start { other += 1 }
                guard other < positions.count else { break }
                if positions[other] - offset == start {
                    starts[kept] = start
                    kept += 1
                }
            }
            starts.removeSubrange(kept...)
            if starts.isEmpty { return 0 }
        }
        return starts.count
    }

    /// Reads the positions of a reader's current posting in a field.
    private mutating func read(_ index: Int, _ field: Int) {
        positions.removeAll(keepingCapacity: true)
        let place = readers[index].place
        let pattern = segment.patterns[Int(place.pattern)]
        var skipped = 0
        for earlier in 0..<field { skipped += Int(pattern[earlier]) }
        var position = 0
        if readers[index].list.isSingle {
            guard let all = readers[index].list.singlePositions(skipped + Int(pattern[field]))
            else {
                isDamaged = true
                return
            }
            for number in all[skipped...] {
                position += Int(number)
                positions.append(position)
            }
            return
        }
        if blocks[index] != place.block {
            blocks[index] = place.block
            packed[index] = readers[index].list.positions(place.block)
        }
        guard let packed = packed[index] else {
            isDamaged = true
            return
        }
        let start = skipped + occurrencesBefore(index, place.index)
        for number in 0..<Int(pattern[field]) {
            position += Int(packed.number(start + number))
            positions.append(position)
        }
    }

    /// The number of positions of the postings before one in its block.
    private func occurrencesBefore(_ index: Int, _ place: Int) -> Int {
        guard !readers[index].isFlatBlock else { return place * Int(occurrences.first ?? 0) }
        var sum: UInt32 = 0
        for earlier in 0..<place {
            let pattern = Int(readers[index].pattern(at: earlier))
            sum += pattern < occurrences.count ? occurrences[pattern] : 0
        }
        return Int(sum)
    }
}
