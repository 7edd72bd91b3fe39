#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The terms of words met before, so that a word is stemmed and taken apart once.
///
/// Memory is set aside at the start and used from the front: in the steady state nothing is allocated.
/// When it is full, all is forgotten; a text rarely has that many different words.
final class TermCache {
    /// What one folded word gives.
    struct Record {
        var word: UInt32 = 0
        var length: UInt16 = 0
        var pieceCount: UInt16 = 0
        var pieces: UInt32 = 0
        /// The number of the particle that the word is, or 0.
        var particle: UInt8 = 0
        /// The number of the verb that the word is a form of, or 0.
        var verb: UInt16 = 0
    }

    /// One term of a word.
    struct Piece {
        var term: UInt32
        var length: UInt16
        var reason: TermReason
        /// Where in the folded word a part stands.
        var start: UInt16
        var end: UInt16
    }

    private let slotCount: Int
    private let recordLimit: Int
    private let pieceLimit: Int
    private let byteLimit: Int
    /// Longest word that is kept; the longest has room for itself and its terms many times over.
    static let longestWord = 4096
    /// Bytes that are free when a word begins.
    private static let room = 64 * longestWord

    private let slots: UnsafeMutablePointer<UInt32>
    private let records: UnsafeMutablePointer<Record>
    private let pieces: UnsafeMutablePointer<Piece>
    let bytes: UnsafeMutablePointer<UInt8>
    private var recordCount = 0
    private var pieceCount = 0
    private var byteCount = 0

    /// - Parameter words: How many words are kept, a power of two of 4,096 or more.
    init(words: Int) {
        recordLimit = words
        slotCount = 2 * words
        pieceLimit = 4 * words
        byteLimit = 64 * words + Self.room
        // Zero without being written: a question touches a few pages of it.
        guard let zeros = calloc(slotCount, MemoryLayout<UInt32>.stride) else {
            fatalError("no memory for \(slotCount) slots")
        }
        slots = zeros.bindMemory(to: UInt32.self, capacity: slotCount)
        records = .allocate(capacity: recordLimit)
        pieces = .allocate(capacity: pieceLimit)
        bytes = .allocate(capacity: byteLimit)
    }

    deinit {
        free(slots)
        records.deallocate()
        pieces.deallocate()
        bytes.deallocate()
    }

    /// The record of a word, or `nil` for one that was not met.
    @inline(__always)
    func find(_ word: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Record? {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slotCount - 1)
        while slots[slot] != 0 {
            let record = records[Int(slots[slot]) - 1]
            if Int(record.length) == word.count {
                let known = UnsafeBufferPointer(start: bytes + Int(record.word), count: word.count)
                var place = 0
                while place < word.count, known[place] == word[place] { place += 1 }
                if place == word.count { return record }
            }
            slot = (slot + 1) & (slotCount - 1)
        }
        return nil
    }

    /// Makes room for a word with its terms; forgets everything when there is none.
    func reserve() {
        guard
            recordCount == recordLimit || pieceCount > pieceLimit - 4096
                || byteCount > byteLimit - Self.room
        else { return }
        slots.update(repeating: 0, count: slotCount)
        recordCount = 0
        pieceCount = 0
        byteCount = 0
    }

    /// Begins the record of a word; its terms follow by `append`.
    func begin(_ word: UnsafeBufferPointer<UInt8>) -> Record {
        var record = Record()
        record.word = UInt32(store(word))
        record.length = UInt16(word.count)
        record.pieces = UInt32(pieceCount)
        return record
    }

    func append(
        _ term: some Collection<UInt8>, _ reason: TermReason, at range: Range<Int>,
        to record: inout Record
    ) {
        let start = store(term)
        pieces[pieceCount] = Piece(
            term: UInt32(start), length: UInt16(byteCount - start), reason: reason,
            start: UInt16(range.lowerBound), end: UInt16(range.upperBound))
        pieceCount += 1
        record.pieceCount += 1
    }

    /// Ends the record, so that it is found.
    func end(_ record: Record, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slotCount - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
        records[recordCount] = record
        recordCount += 1
        slots[slot] = UInt32(recordCount)
    }

    private func store(_ term: some Collection<UInt8>) -> Int {
        let start = byteCount
        for byte in term {
            bytes[byteCount] = byte
            byteCount += 1
        }
        return start
    }

    @inline(__always)
    func pieces(of record: Record) -> UnsafeBufferPointer<Piece> {
        UnsafeBufferPointer(start: pieces + Int(record.pieces), count: Int(record.pieceCount))
    }

    @inline(__always)
    func term(of piece: Piece) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(piece.term), count: Int(piece.length))
    }

    @inline(__always)
    func word(of record: Record) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(record.word), count: Int(record.length))
    }
}
