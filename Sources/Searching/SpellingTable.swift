internal import Indexing

/// The words that a mistyped one may have been meant to be, in the order of their sounds.
///
/// Made when the index is made, and read in place:
///
///     count of sounds (4), then for each its offset (4), sorted by sound
///     line: sound (length, bytes), number of words, for each: word (length, bytes), passages
///
/// with lengths and numbers in LEB128; offsets are little-endian. Words of no passage (of the
/// thesaurus, and those that say little) have 0 passages.
struct SpellingTable: @unchecked Sendable {
    // Read-only memory of the index that hands this out: safe to share.
    private let bytes: UnsafeRawBufferPointer
    private let path: String
    private let count: Int

    init(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
        guard bytes.count >= 4 else { throw .damaged(path: path, part: Attachment.spelling) }
        count = Int(bytes.loadUnaligned(as: UInt32.self).littleEndian)
        guard count <= (bytes.count - 4) / 4 else {
            throw .damaged(path: path, part: Attachment.spelling)
        }
        self.bytes = bytes
        self.path = path
    }

    /// Calls `body` with each word whose sound begins alike and is near enough, and how far its sound is.
    ///
    /// An automaton walks the sounds in order: what neighbours share is compared once, and where
    /// a beginning is too far off already, all sounds with it are passed over.
    ///
    /// - Throws: `IndexError.damaged`.
    func forEachWord(
        near sound: [UInt8], most: Int,
        _ body: (_ word: [UInt8], _ passages: Int, _ bySound: Int) -> Void
    ) throws(IndexError) {
        guard let first = sound.first else { return }
        var automaton = EditAutomaton(for: sound, most: most)
        var index = try place(of: [first])
        while index < count {
            var line = try line(index)
            let other = try line.blob()
            guard other.first == first else { return }
            switch automaton.read(other) {
            case .near(let distance):
                for _ in 0..<(try line.number()) {
                    let word = try line.blob()
                    body(word, try line.number(), distance)
                }
                index += 1
            case .far: index += 1
            case .dead(let length):
                guard let next = Self.next(after: other.prefix(length)) else { return }
                // In a damaged table what comes next may stand before this.
                index = max(index + 1, try place(of: next))
            }
        }
    }

    /// The first bytes behind all that begin with these; `nil` when there are none.
    private static func next(after prefix: ArraySlice<UInt8>) -> [UInt8]? {
        var next = Array(prefix)
        while let last = next.popLast() {
            if last < UInt8.max { return next + [last + 1] }
        }
        return nil
    }

    /// The place of the first sound that is not before this one.
    private func place(of sound: [UInt8]) throws(IndexError) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            var reader = try line(middle)
            if (try reader.blob()).lexicographicallyPrecedes(sound) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func line(_ index: Int) throws(IndexError) -> RecordReader {
        let offset = Int(
            bytes.loadUnaligned(fromByteOffset: 4 + index * 4, as: UInt32.self).littleEndian)
        guard offset <= bytes.count else { throw .damaged(path: path, part: Attachment.spelling) }
        return RecordReader(UnsafeRawBufferPointer(rebasing: bytes[offset...]), path: path)
    }

    /// The bytes of a table.
    ///
    /// - Parameter words: Folded, with the number of passages that have each.
    static func encode(_ words: [[UInt8]: Int]) -> [UInt8] {
        var bySound: [[UInt8]: [(word: [UInt8], passages: Int)]] = [:]
        for (word, passages) in words {
            bySound[Spelling.sound(of: word), default: []].append((word, passages))
        }
        let sounds = bySound.keys.sorted { $0.lexicographicallyPrecedes($1) }
        var lines = RecordWriter()
        var bytes: [UInt8] = []
        func append(_ number: Int) {
            withUnsafeBytes(of: UInt32(number).littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(sounds.count)
        for sound in sounds {
            append(4 + sounds.count * 4 + lines.bytes.count)
            let alike = (bySound[sound] ?? []).sorted {
                $0.word.lexicographicallyPrecedes($1.word)
            }
            lines.append(sound)
            lines.append(alike.count)
            for (word, passages) in alike {
                lines.append(word)
                lines.append(passages)
            }
        }
        return bytes + lines.bytes
    }
}

/// Tells of words in byte order how far each is from one word.
///
/// The rows of the comparison are those of `EditDistance`; the rows of what a word shares with the one
/// before are kept.
///
/// Source of the idea: K. U. Schulz and S. Mihov, Fast String Correction with Levenshtein Automata,
/// IJDAR 5(1), 2002.
struct EditAutomaton {
    /// What is known of a word.
    enum Reading: Hashable {
        /// Near enough, at this distance.
        case near(Int)
        case far
        /// Too far, as is all that begins with this many of its letters.
        case dead(Int)
    }

    private let word: [UInt8]
    private let most: Int
    /// A row for each letter of the word read last, one behind the other.
    private var rows: [Int]
    private var last: [UInt8] = []

    init(for word: [UInt8], most: Int) {
        self.word = word
        self.most = most
        rows = Array(0...word.count)
    }

    mutating func read(_ other: [UInt8]) -> Reading {
        var same = 0
        while same < min(last.count, other.count), last[same] == other[same] { same += 1 }
        let width = word.count + 1
        rows.removeLast(rows.count - (same + 1) * width)
        last.removeLast(last.count - same)
        for (place, letter) in other.enumerated().dropFirst(same) {
            let above = place * width
            rows.append(place + 1)
            var least = place + 1
            for column in word.indices {
                let change = rows[above + column] + (word[column] == letter ? 0 : 1)
                var value = min(
                    rows[above + column + 1] + 1, rows[above + width + column] + 1, change)
                if place > 0, column > 0, letter == word[column - 1],
                    other[place - 1] == word[column]
                {
                    value = min(value, rows[above - width + column - 1] + 1)
                }
                rows.append(value)
                least = min(least, value)
            }
            last.append(letter)
            // Swapped letters may yet come together: the row before counts, too.
            let before = rows[above..<above + width].min() ?? 0
            if least > most, before >= most { return .dead(place + 1) }
        }
        let distance = rows[rows.count - 1]
        return distance <= most ? .near(distance) : .far
    }
}
