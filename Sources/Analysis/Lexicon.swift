/// The words that compounds may be made of, with what is known of each.
///
/// Reads the bytes that `LexiconBuilder` makes, in place:
///
///     0   8  "OWLEX\0\0\3"
///     8   4  number of words; the highest bit tells that parts were learnt from a dictionary
///     12  .. a `SlotTable` whose blob has for each word its facts (4 bytes, `WordFacts`), its
///            length (1) and its bytes
///
/// All numbers are little-endian.
public struct Lexicon: @unchecked Sendable {
    // Read-only memory, kept alive by `owner`: hence safe to share between threads.
    private let table: SlotTable
    private let owner: AnyObject?
    /// Number of words.
    public let count: Int
    /// Whether a dictionary taught what compounds are made of.
    let isLearnt: Bool

    static let learntBit: UInt32 = 1 << 31

    static let magic: [UInt8] = [0x4F, 0x57, 0x4C, 0x45, 0x58, 0, 0, 3]
    static let headerSize = 12

    /// A lexicon without words: no compound is ever split.
    public static let empty = Lexicon()

    private init() {
        table = .empty
        owner = nil
        count = 0
        isLearnt = false
    }

    /// A lexicon over bytes made by `LexiconBuilder`; `nil` when they are none.
    ///
    /// - Parameters:
    ///   - bytes: Stay where they are as long as `owner` lives.
    ///   - owner: What keeps the bytes alive.
    public init?(bytes: UnsafeRawBufferPointer, owner: AnyObject?) {
        guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(Self.magic) else {
            return nil
        }
        let head = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian
        let count = Int(head & ~Self.learntBit)
        guard
            let table = SlotTable(UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...])),
            count < table.count
        else { return nil }
        self.table = table
        self.owner = owner
        self.count = count
        isLearnt = head & Self.learntBit != 0
    }

    /// What is known of a folded word; nothing for a word that is not in the lexicon.
    func facts(of word: UnsafeBufferPointer<UInt8>) -> WordFacts {
        guard count > 0, !word.isEmpty else { return WordFacts() }
        let blob = table.blob
        let found = table.find(Fingerprint.of(word)) { start -> WordFacts? in
            let letters = start + 5
            // A damaged slot points nowhere: the word then counts as unknown.
            guard letters + word.count <= blob.count, Int(blob[start + 4]) == word.count,
                blob[letters..<letters + word.count].elementsEqual(word)
            else { return nil }
            return WordFacts(
                bits: blob.loadUnaligned(fromByteOffset: start, as: UInt32.self).littleEndian)
        }
        return found ?? WordFacts()
    }

    /// All words in byte order with what is known of them.
    func entries() -> Entries { Entries(blob: table.blob, left: count) }

    /// Walks over the words; a damaged lexicon ends early.
    struct Entries: IteratorProtocol {
        fileprivate let blob: UnsafeRawBufferPointer
        fileprivate var left: Int
        private var place = 0

        fileprivate init(blob: UnsafeRawBufferPointer, left: Int) {
            self.blob = blob
            self.left = left
        }

        mutating func next() -> (word: UnsafeRawBufferPointer, facts: WordFacts)? {
            let start = place + 5
            guard left > 0, start <= blob.count, start + Int(blob[start - 1]) <= blob.count else {
                return nil
            }
            let bits = blob.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian
            left -= 1
            place = start + Int(blob[start - 1])
            return (UnsafeRawBufferPointer(rebasing: blob[start..<place]), WordFacts(bits: bits))
        }
    }

    /// How often a folded word was met in the texts.
    public func count(of word: UnsafeBufferPointer<UInt8>) -> Int { facts(of: word).count }

    /// Whether the texts or the dictionary have a folded word, or a word with this stem.
    public func isWord(_ word: UnsafeBufferPointer<UInt8>) -> Bool { facts(of: word).isKnown }

    /// Whether the texts or the dictionary have a folded word, or a word with this stem.
    public func isWord(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { isWord($0) }
    }
}

/// What a lexicon knows of a word, in 32 bits: how often texts have it (12), whether a dictionary has
/// it (1), whether it is the stem of a word of the dictionary (1), in how many words of the
/// dictionary it is the first and the last part (4 and 4, logarithms), whether the dictionary has
/// it as a participle alone (1), as a noun (1), as a verb or adjective (1), and as an adjective with
/// a comparative and a superlative (1).
struct WordFacts: Hashable {
    private(set) var bits: UInt32 = 0

    /// How often texts have a word.
    enum Occurrence: Int, Comparable {
        case none, rare, some, common

        static func < (left: Occurrence, right: Occurrence) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    private static let mostCount: UInt32 = 0xFFF
    private static let dictionary: UInt32 = 1 << 12
    private static let stem: UInt32 = 1 << 13
    private static let participle: UInt32 = 1 << 22
    private static let noun: UInt32 = 1 << 23
    private static let verb: UInt32 = 1 << 24
    private static let degrees: UInt32 = 1 << 25

    init(bits: UInt32 = 0) { self.bits = bits }

    var count: Int { Int(bits & Self.mostCount) }
    /// How often texts have it, as the rules see it: so a document more or less seldom changes how the words
    /// of others are read.
    var occurrence: Occurrence {
        switch count {
        case 0: .none
        case 1..<3: .rare
        case 3..<8: .some
        default: .common
        }
    }
    /// Whether the rules see no difference.
    func isSeen(as other: WordFacts) -> Bool {
        withoutCount == other.withoutCount && occurrence == other.occurrence
    }
    /// What the dictionary tells alone.
    var withoutCount: WordFacts { WordFacts(bits: bits & ~Self.mostCount) }
    var isInDictionary: Bool { bits & Self.dictionary != 0 }
    /// Whether a dictionary has it or a word with this stem.
    var isOfDictionary: Bool { bits & (Self.dictionary | Self.stem) != 0 }
    var isKnown: Bool { bits & (Self.mostCount | Self.dictionary | Self.stem) != 0 }
    /// Whether a dictionary has it as anything but a participle.
    var isEntry: Bool { isInDictionary && bits & Self.participle == 0 }
    /// Whether a dictionary has it as a verb or adjective.
    var isVerb: Bool { bits & Self.verb != 0 }
    /// Whether a dictionary has it as an adjective with a comparative and a superlative.
    var hasDegrees: Bool { bits & Self.degrees != 0 }
    /// Whether a dictionary has it as a noun.
    var isNoun: Bool { bits & Self.noun != 0 }
    /// The logarithm to the base 2 of the number of words that begin with it, 0 to 15.
    var first: Int { Int(bits >> 14 & 15) }
    /// The same for words that end in it.
    var last: Int { Int(bits >> 18 & 15) }

    mutating func add(count: Int) {
        bits = bits & ~Self.mostCount | min(Self.mostCount, UInt32(self.count + count))
    }
    /// - Parameters:
    ///   - isParticiple: Whether it is one in this entry of the dictionary.
    ///   - isNoun: Whether it is a noun there.
    ///   - isVerb: Whether it is a verb or adjective there.
    ///   - hasDegrees: Whether it has a comparative and a superlative there.
    mutating func markDictionary(
        isParticiple: Bool, isNoun: Bool, isVerb: Bool, hasDegrees: Bool
    ) {
        if hasDegrees { bits |= Self.degrees }
        if isNoun { bits |= Self.noun }
        if isVerb { bits |= Self.verb }
        if !isParticiple {
            bits &= ~Self.participle
        } else if !isInDictionary {
            bits |= Self.participle
        }
        bits |= Self.dictionary
    }
    mutating func markStem() { bits |= Self.stem }
    mutating func setParts(first: Int, last: Int) {
        func level(_ number: Int) -> UInt32 {
            UInt32(min(15, Int.bitWidth - (number + 1).leadingZeroBitCount - 1))
        }
        bits = bits & ~(255 << 14) | level(first) << 14 | level(last) << 18
    }
}
