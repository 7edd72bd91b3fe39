internal import CStemmer

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The analysis that all engines of the comparison share: runs of letters and digits in small letters,
/// without the most frequent words, stemmed by Porter's Dutch stemmer.
///
/// Words that were met before cost one look into a table.
struct PlainAnalysis: ~Copyable {
    private let stemmer: OpaquePointer
    private var slots: UnsafeMutablePointer<Slot>
    private var capacity = 1 << 16
    private var used = 0
    private let folded = UnsafeMutablePointer<UInt8>.allocate(capacity: longestWord + 16)

    /// A word: its first sixteen bytes, or of a longer one two hashes.
    private struct Slot {
        var first: UInt64
        var second: UInt64
        /// 0 empty, 1 dropped, else a term's number and 2.
        var outcome: UInt32
        var length: UInt32

        @inline(__always)
        func isFor(_ word: Word) -> Bool {
            first == word.first && second == word.second && length == word.length
        }
    }

    private static let longestWord = 60
    private static let empty = Slot(first: 0, second: 0, outcome: 0, length: 0)

    init() {
        guard let stemmer = sb_stemmer_new("dutch", "UTF_8") else { fatalError("stemmer") }
        self.stemmer = stemmer
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Self.empty, count: capacity)
    }

    deinit {
        sb_stemmer_delete(stemmer)
        slots.deallocate()
        folded.deallocate()
        terms.deallocate()
        positions.deallocate()
        batch.deallocate()
    }

    /// Forgets all words, as numbers of terms hold for one run.
    mutating func reset() {
        slots.update(repeating: Self.empty, count: capacity)
        used = 0
    }

    /// The terms of the words of a batch that were kept, and their positions.
    private let terms = UnsafeMutablePointer<UInt32>.allocate(capacity: batchSize)
    private let positions = UnsafeMutablePointer<UInt32>.allocate(capacity: batchSize)

    private static let batchSize = 1024

    /// Words of a batch before they are looked up.
    private let batch = UnsafeMutablePointer<Word>.allocate(capacity: batchSize)

    private struct Word {
        var first: UInt64
        var second: UInt64
        var length: UInt32
        var position: UInt32
        /// Where a word of more than sixteen bytes stands in `longWords`.
        var start: Int
    }

    private var longWords: [UInt8] = []

    /// Terms and the position of each.
    struct Batch {
        let terms: UnsafePointer<UInt32>
        let positions: UnsafePointer<UInt32>
        let count: Int
    }

    /// Splits a text into words and calls `body` for each batch of terms and positions.
    ///
    /// Words are looked up a batch at a time, so that one look into the table does not wait for the
    /// other.
    ///
    /// - Parameters:
    ///   - position: The number of the first word; moves behind the last.
    ///   - number: The number of a stem that is not known yet.
    mutating func forEachBatch(
        in text: UnsafeBufferPointer<UInt8>, position: inout Int,
        number: (UnsafeBufferPointer<UInt8>) -> UInt32, _ body: (Batch) -> Void
    ) {
        guard let bytes = text.baseAddress else { return }
        let end = text.count
        let folded = folded
        var index = 0
        var place = UInt32(position)
        var inBatch = 0
        Self.classes.withUnsafeBufferPointer { classes in
            while index < end {
                while index < end, classes[Int(bytes[index])] == 0 { index += 1 }
                var length = 0
                word: while index < end {
                    let byte = bytes[index]
                    let kind = classes[Int(byte)]
                    if kind == 0 { break }
                    if kind != 1 {
                        if length < Self.longestWord { folded[length] = kind }
                        length += 1
                        index += 1
                        continue
                    }
                    // Two bytes up to U+07FF; what lies beyond separates words.
                    guard byte >= 0xC3, byte < 0xE0, index + 1 < end else {
                        index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                        index = min(index, end)
                        break word
                    }
                    var second = bytes[index + 1]
                    if byte == 0xC3 {
                        if second == 0x97 || second == 0xB7 {
                            index += 2
                            break word
                        }
                        if second < 0x9F { second |= 0x20 }
                    }
                    if length + 1 < Self.longestWord {
                        folded[length] = byte
                        folded[length + 1] = second
                    }
                    length += 2
                    index += 2
                }
                guard length > 0 else { continue }
                if length <= Self.longestWord {
                    batch[inBatch] = word(length, place)
                    inBatch += 1
                    if inBatch == Self.batchSize {
                        body(lookUp(inBatch, number))
                        inBatch = 0
                    }
                }
                place += 1
            }
        }
        position = Int(place)
        if inBatch > 0 { body(lookUp(inBatch, number)) }
    }

    @inline(__always)
    private mutating func word(_ length: Int, _ position: UInt32) -> Word {
        let raw = UnsafeRawPointer(folded)
        var first = raw.loadUnaligned(as: UInt64.self)
        var second = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        if length <= 8 {
            first &= UInt64.max >> UInt64(64 - 8 * length)
            second = 0
        } else if length <= 16 {
            second &= UInt64.max >> UInt64(128 - 8 * length)
        } else {
            memset(folded + length, 0, 8)
            (first, second) = (1, 2)
            for offset in stride(from: 0, to: length, by: 8) {
                let part = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                first = Self.mixed(first ^ part, 0x9E37_79B9_7F4A_7C15)
                second = Self.mixed(second ^ part, 0xC2B2_AE3D_27D4_EB4F)
            }
            let start = longWords.count
            longWords.append(contentsOf: UnsafeBufferPointer(start: folded, count: length))
            return Word(
                first: first, second: second, length: UInt32(length), position: position,
                start: start)
        }
        return Word(
            first: first, second: second, length: UInt32(length), position: position, start: 0)
    }

    /// Looks up the words of a batch and writes the terms of those that are kept.
    ///
    /// - Returns: Valid until the next call.
    private mutating func lookUp(
        _ count: Int, _ number: (UnsafeBufferPointer<UInt8>) -> UInt32
    ) -> Batch {
        var kept = 0
        // Read once, and again where a new word may have made the table anew.
        var (slots, mask) = (slots, capacity - 1)
        for index in 0..<count {
            let word = batch[index]
            var place = Int(truncatingIfNeeded: Self.hash(word.first, word.second)) & mask
            while slots[place].outcome != 0, !slots[place].isFor(word) {
                place = (place + 1) & mask
            }
            var outcome = slots[place].outcome
            if outcome == 0 {
                outcome = add(word, at: place, number)
                (slots, mask) = (self.slots, capacity - 1)
            }
            terms[kept] = outcome &- 2
            positions[kept] = word.position
            kept += outcome == 1 ? 0 : 1
        }
        longWords.removeAll(keepingCapacity: true)
        return Batch(terms: terms, positions: positions, count: kept)
    }

    /// 0 separates, 1 starts a letter of several bytes, else the small letter or digit itself.
    private static let classes: [UInt8] = (0..<256).map { byte in
        let byte = UInt8(byte)
        switch byte {
        case 0x30...0x39, 0x61...0x7A: return byte
        case 0x41...0x5A: return byte | 0x20
        case 0xC3...0xF4: return 1
        default: return 0
        }
    }

    /// 1 for a word that is dropped, else a term's number and 2.
    @inline(never)
    private mutating func add(
        _ word: Word, at place: Int, _ number: (UnsafeBufferPointer<UInt8>) -> UInt32
    ) -> UInt32 {
        let length = Int(word.length)
        if length > 16 {
            for index in 0..<length { folded[index] = longWords[word.start + index] }
        } else {
            let raw = UnsafeMutableRawPointer(folded)
            raw.storeBytes(of: word.first, as: UInt64.self)
            raw.storeBytes(of: word.second, toByteOffset: 8, as: UInt64.self)
        }
        let outcome = newOutcome(length, number)
        slots[place] = Slot(
            first: word.first, second: word.second, outcome: outcome, length: word.length)
        used += 1
        if used * 2 > capacity { grow() }
        return outcome
    }

    private static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mixed(first ^ 0x9E37_79B9_7F4A_7C15, second ^ 0xC2B2_AE3D_27D4_EB4F)
    }

    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    private func newOutcome(
        _ length: Int, _ number: (UnsafeBufferPointer<UInt8>) -> UInt32
    ) -> UInt32 {
        let word = UnsafeBufferPointer(start: folded, count: length)
        if Self.dropped.contains(Array(word)) { return 1 }
        guard let stem = sb_stemmer_stem(stemmer, folded, Int32(length)) else { return 1 }
        let size = Int(sb_stemmer_length(stemmer))
        return number(UnsafeBufferPointer(start: stem, count: size)) + 2
    }

    private mutating func grow() {
        let old = UnsafeMutableBufferPointer(start: slots, count: capacity)
        capacity *= 2
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Self.empty, count: capacity)
        for slot in old where slot.outcome != 0 {
            let hash = Self.hash(slot.first, slot.second)
            var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[place].outcome != 0 { place = (place + 1) & (capacity - 1) }
            slots[place] = slot
        }
        old.deallocate()
    }

    /// Words that the engines of the comparison pass over.
    private static let dropped: Set<[UInt8]> = Set(
        """
        aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus \
        een eens en er ge geen geweest haar had heb hebben heeft hem het hier hij hoe hun iemand \
        iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet niets \
        nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw van veel \
        voor want waren was wat werd wezen wie wil worden wordt zal ze zelf zich zij zijn zo \
        zonder zou
        """.split(separator: " ").map { Array($0.utf8) })
}
