internal import Indexing

/// The words that a mistyped one may have been meant to be, in the order of their sounds.
///
/// Made when the index is made, and read in place: `SortedLines` with a sound as key, and
///
///     number of words, for each: word (length, bytes), passages
///
/// Words of no passage (of the thesaurus, and those that say little) have 0 passages.
struct SpellingTable {
    private let lines: SortedLines

    init(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
        lines = try SortedLines(bytes, path: path, part: Attachment.spelling)
    }

    /// Which words are looked at.
    enum Words {
        /// Those whose first sound is the same.
        case sameBeginning
        case all
    }

    /// Calls `body` with each word whose sound is near enough, and how far its sound is.
    ///
    /// An automaton walks the sounds in order: what neighbours share is compared once, and where
    /// a beginning is too far off already, all sounds with it are passed over.
    ///
    /// - Throws: `IndexError.damaged`.
    func forEachWord(
        near sound: [UInt8], most: Int, within words: Words,
        _ body: (_ word: [UInt8], _ passages: Int, _ bySound: Int) -> Void
    ) throws(IndexError) {
        guard let first = sound.first else { return }
        var automaton = EditAutomaton(for: sound, most: most)
        var index = words == .all ? 0 : try lines.place(of: [first])
        while index < lines.count {
            var line = try lines.line(index)
            let other = try line.blob()
            guard words == .all || other.first == first else { return }
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
                index = max(index + 1, try lines.place(of: next))
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

    /// The bytes of a table.
    ///
    /// - Parameter words: Folded, with the number of passages that have each.
    static func encode(_ words: [[UInt8]: Int]) -> [UInt8] {
        var bySound: [[UInt8]: [(word: [UInt8], passages: Int)]] = [:]
        for (word, passages) in words {
            bySound[Spelling.sound(of: word), default: []].append((word, passages))
        }
        return SortedLines.encode(bySound) { alike, line in
            line.append(alike.count)
            for (word, passages) in alike.sorted(by: { $0.word.lexicographicallyPrecedes($1.word) })
            {
                line.append(word)
                line.append(passages)
            }
        }
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
