/// The words that compounds may be made of, with how often they were met.
///
/// Reads the bytes that `LexiconBuilder` makes, in place:
///
///     0   8  "OWLEX\0\0\1"
///     8   4  number of words
///     12  4  slots, a power of two of at least 2
///     16  8  for each slot: place of the word in the blob plus 1 (0: empty), count
///     ..     blob: for each word its length (1 byte) and its folded bytes
///
/// All numbers are little-endian. A slot is found by FNV-1a and linear probing.
public struct Lexicon: @unchecked Sendable {
    // Read-only memory, kept alive by `owner`: hence safe to share between threads.
    private let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject?
    private let mask: Int
    private let blob: Int
    /// Number of words.
    public let count: Int
    /// A hash of all bytes, which tells lexicons apart.
    public let fingerprint: UInt64

    static let magic: [UInt8] = [0x4F, 0x57, 0x4C, 0x45, 0x58, 0, 0, 1]
    static let headerSize = 16
    static let slotSize = 8

    /// A lexicon without words: no compound is ever split.
    public static let empty = Lexicon()

    private init() {
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        owner = nil
        mask = 0
        blob = 0
        count = 0
        fingerprint = 0
    }

    /// A lexicon over bytes made by `LexiconBuilder`; `nil` when they are none.
    ///
    /// - Parameters:
    ///   - bytes: Stay where they are as long as `owner` lives.
    ///   - owner: What keeps the bytes alive.
    ///   - fingerprint: The hash that was stored with the bytes.
    public init?(bytes: UnsafeRawBufferPointer, owner: AnyObject?, fingerprint: UInt64) {
        guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(Self.magic) else {
            return nil
        }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian)
        let slots = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self).littleEndian)
        let blob = Self.headerSize + slots * Self.slotSize
        guard slots >= 2, slots & (slots - 1) == 0, count < slots, blob <= bytes.count else {
            return nil
        }
        self.bytes = bytes
        self.owner = owner
        self.count = count
        self.fingerprint = fingerprint
        mask = slots - 1
        self.blob = blob
    }

    /// How often a folded word was met; 0 for a word that is not in the lexicon.
    public func count(of word: UnsafeBufferPointer<UInt8>) -> Int {
        guard count > 0, !word.isEmpty else { return 0 }
        var slot = Int(truncatingIfNeeded: Fingerprint.of(word)) & mask
        for _ in 0...mask {
            let place = Self.headerSize + slot * Self.slotSize
            let entry = Int(
                bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian)
            guard entry > 0 else { return 0 }
            let start = blob + entry - 1
            // A damaged slot points nowhere: the word then counts as unknown.
            guard start < bytes.count, start + 1 + Int(bytes[start]) <= bytes.count else {
                return 0
            }
            if Int(bytes[start]) == word.count,
                bytes[start + 1..<start + 1 + word.count].elementsEqual(word)
            {
                return Int(
                    bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self).littleEndian)
            }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// Gathers words and writes them as a `Lexicon`.
public struct LexiconBuilder {
    private var counts: [String: Int] = [:]

    /// A builder without words.
    public init() {}

    /// Counts a folded word; words of over 255 bytes and under 3 letters are passed over.
    public mutating func add(_ word: String, count: Int = 1) {
        guard (3...255).contains(word.utf8.count) else { return }
        counts[word, default: 0] += count
    }

    /// The bytes of the lexicon; the same words give the same bytes.
    public func build() -> [UInt8] {
        let words = counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var slots = 2
        while slots < words.count * 2 { slots *= 2 }
        var table = [(entry: UInt32, count: UInt32)](repeating: (0, 0), count: slots)
        var blob: [UInt8] = []
        for (word, count) in words {
            var slot = Int(truncatingIfNeeded: Fingerprint.of(word.utf8)) & (slots - 1)
            while table[slot].entry != 0 { slot = (slot + 1) & (slots - 1) }
            table[slot] = (UInt32(blob.count + 1), UInt32(clamping: count))
            blob.append(UInt8(word.utf8.count))
            blob.append(contentsOf: word.utf8)
        }
        var bytes = Lexicon.magic
        func append(_ number: UInt32) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(UInt32(words.count))
        append(UInt32(slots))
        for slot in table {
            append(slot.entry)
            append(slot.count)
        }
        return bytes + blob
    }

    /// The hash that goes with the bytes.
    public static func fingerprint(of bytes: [UInt8]) -> UInt64 { Fingerprint.of(bytes) }
}
