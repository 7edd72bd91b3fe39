/// The terms of words, worked out when an index is made.
///
/// Reads the bytes that `Analyzer.table(of:)` makes, in place: a `SlotTable` whose blob has
///
///     for each word its length (1), bytes, particle (1), verb (2), number of terms (1), and for each
///     term its reason (1), its first and its last place in the word (1, 1), its length (1) and bytes
public struct WordTable: @unchecked Sendable {
    // Read-only memory, kept alive by `owner`: hence safe to share between threads.
    private let table: SlotTable
    private let owner: AnyObject?
    /// Words that are not as they stand here.
    private var changes: LexiconChanges?

    /// Longest word that is kept.
    static let longestWord = 60

    /// A table without words: each is analyzed when it is met.
    public static let empty = WordTable()

    private init() {
        table = .empty
        owner = nil
    }

    /// A table over bytes made by `Analyzer.table(of:)`; `nil` when they are none.
    ///
    /// - Parameters:
    ///   - bytes: Stay where they are as long as `owner` lives.
    ///   - owner: What keeps the bytes alive.
    public init?(bytes: UnsafeRawBufferPointer, owner: AnyObject?) {
        guard let table = SlotTable(bytes) else { return nil }
        self.table = table
        self.owner = owner
    }

    /// The same table without the words that changes of the lexicon may touch.
    func without(_ changes: LexiconChanges) -> WordTable {
        var table = self
        table.changes = changes
        return table
    }

    /// Puts a word with its terms into a cache; `nil` for a word that is not here.
    ///
    /// - Parameter hash: Of the folded word.
    func copy(
        _ word: UnsafeBufferPointer<UInt8>, hash: UInt64, to cache: TermCache
    ) -> TermCache.Record? {
        guard word.count <= Self.longestWord, changes?.mayTouch(word) != true else { return nil }
        return table.find(hash) { place in
            // A damaged table points nowhere, or ends too soon: the word then counts as unknown.
            var reader = Reader(bytes: table.blob, place: place)
            guard let length = reader.byte(), let other = reader.bytes(Int(length)),
                other.elementsEqual(word)
            else { return nil }
            return Self.record(of: word, hash, &reader, cache)
        }
    }

    private static func record(
        of word: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ reader: inout Reader,
        _ cache: TermCache
    ) -> TermCache.Record? {
        guard let particle = reader.byte(), let low = reader.byte(), let high = reader.byte(),
            let count = reader.byte()
        else { return nil }
        var record = cache.begin(word)
        record.particle = particle
        record.verb = UInt16(low) | UInt16(high) << 8
        for _ in 0..<count {
            guard let code = reader.byte(), let reason = TermReason(rawValue: code),
                let start = reader.byte(), let end = reader.byte(), start <= end,
                end <= word.count, let length = reader.byte(),
                let term = reader.bytes(Int(length))
            else { return nil }
            cache.append(term, reason, at: Int(start)..<Int(end), to: &record)
        }
        cache.end(record, hash: hash)
        return record
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var place: Int

        mutating func byte() -> UInt8? {
            guard place < bytes.count else { return nil }
            place += 1
            return bytes[place - 1]
        }

        mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer? {
            guard count <= bytes.count - place else { return nil }
            place += count
            return UnsafeRawBufferPointer(rebasing: bytes[place - count..<place])
        }
    }
}

extension Analyzer {
    /// The terms of folded words, as a `WordTable` reads them; of words that are too long none.
    public func table(of words: some Sequence<[UInt8]>) -> [UInt8] {
        var entries: [(hash: UInt64, place: Int)] = []
        var blob: [UInt8] = []
        for word in words where word.count <= WordTable.longestWord {
            guard let entry = word.withUnsafeBufferPointer(entry) else { continue }
            entries.append((Fingerprint.of(word), blob.count))
            blob.append(UInt8(word.count))
            blob += word + entry
        }
        return SlotTable.encode(entries, filled: 0.5) + blob
    }
}
