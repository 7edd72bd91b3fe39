internal import Files

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Inverts passages in memory.
///
/// Occurrences are gathered in the order of the text and put in the order of the terms at the end, by
/// counting: one write and one read a word, wherever the words of a corpus are.
/// Not to be shared between threads.
public final class RunBuilder {
    private let fieldCount: Int
    /// Occurrences that make a builder full.
    private let fullCount: Int
    private var capacity: Int
    private var terms = TermTable()
    // Number of occurrences by term; `countCapacity` of them.
    private var counts: UnsafeMutablePointer<UInt32>
    private var countCapacity = 1 << 12
    // Term (24 bits) and place (40 bits) of each occurrence; `capacity` of them, `count` in use.
    private var occurrences: UnsafeMutablePointer<UInt64>
    private var count = 0
    private var inPassage = 0
    private var lengths: [[UInt8]]
    private var totals: [UInt64]
    private var store: StoreWriter?
    /// Passages so far.
    public private(set) var passageCount = 0

    private static let placeBits: UInt64 = 40
    private static let mostTerms = 1 << 24
    /// Words of one passage and term beyond this are not indexed.
    static let mostInPassage = 1 << 17

    /// A builder.
    ///
    /// - Parameters:
    ///   - fieldCount: 1 to 8.
    ///   - capacity: Occurrences that are gathered before `isFull`; 8 bytes each, and 5 at the end.
    ///   - keepsStore: Whether passages have stored bytes.
    public init(fieldCount: Int, capacity: Int = 2_000_000, keepsStore: Bool = true) {
        precondition((1...8).contains(fieldCount))
        self.fieldCount = fieldCount
        fullCount = capacity
        // A full builder takes a passage more, mostly without growing.
        self.capacity = capacity + capacity / 8
        occurrences = .allocate(capacity: self.capacity)
        counts = .allocate(capacity: countCapacity)
        counts.initialize(repeating: 0, count: countCapacity)
        lengths = Array(repeating: [], count: fieldCount)
        totals = Array(repeating: 0, count: fieldCount)
        store = keepsStore ? StoreWriter() : nil
    }

    deinit {
        occurrences.deallocate()
        counts.deallocate()
    }

    /// Whether it is time to call `finish`.
    public var isFull: Bool {
        count >= fullCount || passageCount >= Run.mostPassages - Self.mostInBlock
            || terms.count >= Self.mostTerms / 2
    }

    /// Whether a run that ends here leaves the bytes of the store as they would be without an end.
    public var isBetweenBlocks: Bool { store?.isBetweenBlocks ?? true }

    /// Passages that a block of the store has at most: each takes a byte.
    private static let mostInBlock = PassageStore.blockSize

    /// Whether nothing was added.
    public var isEmpty: Bool { passageCount == 0 }

    /// The number of a term in this run.
    ///
    /// - Parameter term: 1 to 255 bytes; a longer one is cut there.
    public func id(of term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let cut =
            term.count <= SegmentFormat.longestTerm
            ? term : UnsafeBufferPointer(rebasing: term[..<SegmentFormat.longestTerm])
        let id = terms.id(of: cut)
        if id == countCapacity { growCounts() }
        return UInt32(id)
    }

    private func growCounts() {
        let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: countCapacity * 2)
        grown.update(from: counts, count: countCapacity)
        (grown + countCapacity).initialize(repeating: 0, count: countCapacity)
        counts.deallocate()
        counts = grown
        countCapacity *= 2
    }

    /// Adds an occurrence to the current passage; by fields, in each by positions.
    ///
    /// - Parameters:
    ///   - term: Its number in this run.
    ///   - field: From 0.
    ///   - position: Word number in the field, from 0; higher ones than 131,071 count as that.
    public func add(_ term: UInt32, field: Int, position: Int) {
        let position = UInt32(clamping: position)
        withUnsafePointer(to: term) { term in
            withUnsafePointer(to: position) { add(term, at: $0, count: 1, field: field) }
        }
    }

    /// Adds occurrences to the current passage; by fields, in each by positions.
    ///
    /// - Parameters:
    ///   - added: Numbers of terms in this run.
    ///   - positions: The position of each.
    ///   - count: How many there are.
    ///   - field: From 0.
    public func add(
        _ added: UnsafePointer<UInt32>, at positions: UnsafePointer<UInt32>, count: Int, field: Int
    ) {
        let room = Self.mostInPassage * fieldCount - inPassage
        let known = terms.count
        if self.count + min(count, room) > capacity { grow(to: self.count + min(count, room)) }
        let base =
            UInt64(passageCount) << Run.passageShift | UInt64(field) << Run.fieldShift
        let (counts, target) = (counts, occurrences + self.count)
        let count = min(count, room)
        for index in 0..<count {
            let term = added[index]
            precondition(Int(term) < known, "not a term of this run")
            counts[Int(term)] += 1
            target[index] =
                UInt64(term) << Self.placeBits | base
                | UInt64(min(positions[index], UInt32(Run.lastPosition)))
        }
        self.count += count
        inPassage += count
    }

    private func grow(to least: Int) {
        let larger = max(least, capacity * 2)
        let grown = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
        grown.update(from: occurrences, count: count)
        occurrences.deallocate()
        occurrences = grown
        capacity = larger
    }

    /// Ends the current passage.
    ///
    /// - Parameters:
    ///   - lengths: For each field the number of words.
    ///   - stored: What a hit gives back.
    public func endPassage(lengths: [Int], stored: UnsafeRawBufferPointer) {
        for field in 0..<fieldCount { note(length: lengths[field], field: field) }
        endPassage(stored: stored)
    }

    /// Ends the current passage of a run with one field and no store.
    public func endPassage(length: Int) {
        note(length: length, field: 0)
        endPassage(stored: UnsafeRawBufferPointer(start: nil, count: 0))
    }

    private func note(length: Int, field: Int) {
        lengths[field].append(LengthCode.code(of: length))
        totals[field] += UInt64(length)
    }

    private func endPassage(stored: UnsafeRawBufferPointer) {
        precondition(passageCount < Run.mostPassages, "too many passages for a run")
        store?.append(stored)
        passageCount += 1
        inPassage = 0
    }

    /// The stored bytes of the passages so far are compressed apart from those that follow.
    ///
    /// With the same passages between two calls the store has the same bytes, in whichever runs they are.
    public func endRegion() { store?.endBlock() }

    /// The run of all passages, after which the builder is empty.
    ///
    /// - Parameter folder: Where the occurrences go to a file; `nil` keeps them in memory.
    /// - Throws: `IndexError` when the disk is full or fails.
    public func finish(spillingTo folder: String? = nil) throws(IndexError) -> Run {
        let order = terms.idsInByteOrder()
        var termBytes: [UInt8] = []
        var orderedCounts: [UInt32] = []
        var places = [Int](repeating: 0, count: order.count)
        orderedCounts.reserveCapacity(order.count)
        var place = 0
        for id in order {
            termBytes.append(u32: counts[Int(id)])
            terms.withBytes(of: Int(id)) {
                termBytes.append(UInt8($0.count))
                termBytes.append(contentsOf: $0)
            }
            orderedCounts.append(counts[Int(id)])
            places[Int(id)] = place
            place += Int(counts[Int(id)])
        }
        let ordered = inOrder(&places)
        let patterns = patterns(of: ordered, counts: orderedCounts)
        let stored = store?.finish() ?? StoredBlocks()
        let run = Run(
            passageCount: passageCount, terms: try RunBytes(termBytes, spillingTo: folder),
            lengths: lengths, totals: totals, patterns: patterns,
            store: try RunBytes(stored.bytes, spillingTo: folder), storeIndex: stored.index,
            occurrences: try RunBytes(ordered, spillingTo: folder))
        reset()
        return run
    }

    private func inOrder(_ places: inout [Int]) -> [UInt8] {
        let size = Run.bytesOfOccurrence
        // Three bytes more than are used: each occurrence is written as eight.
        var ordered = [UInt8](
            unsafeUninitializedCapacity: count * size + 8 - size
        ) { buffer, initialized in
            guard let out = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
            places.withUnsafeMutableBufferPointer { places in
                for index in 0..<count {
                    let occurrence = occurrences[index]
                    let term = Int(occurrence >> Self.placeBits)
                    let offset = places[term] * size
                    places[term] += 1
                    // What is written too much belongs to a later occurrence of the term or to the
                    // next term, whose first may stand there already: hence byte by byte.
                    out.storeBytes(
                        of: UInt32(truncatingIfNeeded: occurrence).littleEndian,
                        toByteOffset: offset, as: UInt32.self)
                    out.storeBytes(
                        of: UInt8(truncatingIfNeeded: occurrence >> 32), toByteOffset: offset + 4,
                        as: UInt8.self)
                }
            }
            memset(out + count * size, 0, 8 - size)
            initialized = count * size + 8 - size
        }
        // The slack lets readers load eight bytes at each occurrence.
        if count == 0 { ordered = [] }
        return ordered
    }

    private func patterns(of occurrences: [UInt8], counts: [UInt32]) -> [UInt64: UInt64] {
        var result: [UInt64: UInt64] = [:]
        var small = [UInt64](repeating: 0, count: 256)
        occurrences.withUnsafeBytes { bytes in
            var reader = OccurrenceReader(bytes)
            for count in counts {
                reader.begin(count: Int(count))
                while reader.nextPosting() {
                    if reader.counts < 256 {
                        small[Int(reader.counts)] += 1
                    } else {
                        result[reader.counts, default: 0] += 1
                    }
                }
            }
        }
        for (counts, number) in small.enumerated() where number > 0 {
            result[UInt64(counts)] = number
        }
        return result
    }

    private func reset() {
        terms = TermTable()
        counts.update(repeating: 0, count: countCapacity)
        count = 0
        lengths = Array(repeating: [], count: fieldCount)
        totals = Array(repeating: 0, count: fieldCount)
        passageCount = 0
        inPassage = 0
        if store != nil { store = StoreWriter() }
    }
}

/// Reads the occurrences of a run, term by term.
struct OccurrenceReader {
    // Of a run that outlives the reader; each occurrence has eight readable bytes.
    private let bytes: UnsafeRawBufferPointer
    /// Bytes that were read.
    private(set) var offset = 0
    private var left = 0
    /// The current passage in the run.
    private(set) var passage = 0
    /// The counts of the current posting, packed.
    private(set) var counts: UInt64 = 0
    /// For each field the first position, then distances; valid up to the next posting.
    var positions: UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(start: buffer.numbers, count: positionCount)
    }
    private let buffer = Buffer()
    private var positionCount = 0

    /// Memory for the positions of one posting.
    private final class Buffer {
        // Each field has at most as many as the greatest count of a pattern.
        let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: 8 * 255)
        deinit { numbers.deallocate() }
    }

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Starts on the next term.
    mutating func begin(count: Int) { left = count }

    /// Moves to the next posting of the term; `false` behind the last.
    mutating func nextPosting() -> Bool {
        guard left > 0, let start = bytes.baseAddress else { return false }
        let numbers = buffer.numbers
        var positionCount = 0
        var counts: UInt64 = 0
        var place = load(start)
        passage = Int(place >> Run.passageShift)
        var field = UInt64.max
        var before: UInt64 = 0
        repeat {
            let newField = place >> Run.fieldShift & 7
            let position = place & UInt64(Run.lastPosition)
            if newField != field {
                field = newField
                before = 0
            }
            let old = counts
            counts = PackedCounts.adding(Int(field), to: counts)
            // Occurrences beyond the greatest count have no place in a pattern.
            if counts != old {
                numbers[positionCount] = UInt32(truncatingIfNeeded: position &- before)
                positionCount += 1
            }
            before = position
            offset += Run.bytesOfOccurrence
            left -= 1
            guard left > 0 else { break }
            place = load(start)
        } while Int(place >> Run.passageShift) == passage
        self.counts = counts
        self.positionCount = positionCount
        return true
    }

    private func load(_ start: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            & 0xFF_FFFF_FFFF
    }
}
