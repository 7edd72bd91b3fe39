internal import Files
internal import Indexing

/// What tells whether a passage says the same as another.
struct PassageTraits: Sendable {
    /// The number of its document.
    var document: Int
    /// Hashes of the stems of the text's words that say something; ascending, each once.
    let words: [UInt64]
    /// A hash of the label; 0 for none.
    let label: UInt64

    /// The traits of a passage.
    ///
    /// - Parameter words: Hashes in any order.
    init(document: Int, words: [UInt64], label: UInt64) {
        self.document = document
        self.label = label
        var unique: [UInt64] = []
        unique.reserveCapacity(words.count)
        for word in words.sorted() where word != unique.last { unique.append(word) }
        self.words = unique
    }

    /// Adds the traits to those that wait in memory or in a file: document, label, number of words and
    /// the words, 8 bytes each.
    func append(to waiting: inout [UInt8]) {
        let numbers = [UInt64(document), label, UInt64(words.count)] + words
        numbers.withUnsafeBytes { waiting.append(contentsOf: $0) }
    }

    /// Calls `body` with all traits that were appended.
    static func forEach<Failure>(
        in waiting: UnsafeRawBufferPointer, _ body: (PassageTraits) throws(Failure) -> Void
    ) throws(Failure) {
        let numbers = waiting.bindMemory(to: UInt64.self)
        var place = 0
        while place < numbers.count {
            let end = place + 3 + Int(numbers[place + 2])
            try body(
                PassageTraits(
                    document: Int(numbers[place]), label: numbers[place + 1],
                    ordered: Array(numbers[place + 3..<end])))
            place = end
        }
    }

    /// The same with words in order.
    init(document: Int, label: UInt64, ordered: [UInt64]) {
        self.document = document
        self.label = label
        words = ordered
    }
}

/// Finds passages of other documents that say the same: the same label, or nine tenths of the
/// content words of the shorter one in the longer.
///
/// The words wait in a file, so that memory is taken by the passages' number alone.
struct DuplicateFinder: ~Copyable {
    private let words: SpillFile
    private var ends: [Int] = [0]
    private var documents: [Int32] = []
    private var labels: [(label: UInt64, passage: Int32)] = []
    private var numbers: [UInt64: UInt32] = [:]
    /// For each word the number of passages that have it.
    private var frequencies: [UInt32] = []

    /// Passages of fewer content words are too short to be a copy of anything.
    private static let fewestWords = 4
    /// More passages than these with one label have a formal one, such as "Tijd".
    private static let mostAlike = 6
    /// A text that is longer than this says more than the shorter one: its copy it is not.
    private static let longest = (times: 4, of: 3)
    /// Of how many words one may be missing in the copy.
    private static let wordsOfMissing = 10

    /// A finder without passages.
    ///
    /// - Parameter folder: Where its file is made.
    /// - Throws: `FileError`.
    init(in folder: String) throws(FileError) { words = try SpillFile(in: folder) }

    /// Adds a passage behind all before it.
    ///
    /// - Throws: `FileError` when the disk is full or fails.
    mutating func add(_ traits: PassageTraits) throws(FileError) {
        var found: [UInt32] = []
        found.reserveCapacity(traits.words.count)
        for word in traits.words {
            if let number = numbers[word] {
                found.append(number)
            } else {
                let number = UInt32(frequencies.count)
                numbers[word] = number
                frequencies.append(0)
                found.append(number)
            }
        }
        for word in found { frequencies[Int(word)] += 1 }
        if traits.label != 0 { labels.append((traits.label, Int32(documents.count))) }
        documents.append(Int32(traits.document))
        ends.append((ends.last ?? 0) + found.count)
        try words.write(found.withUnsafeBytes { Array($0) })
    }

    /// The bytes of `DuplicateTable`.
    ///
    /// - Throws: `FileError` when the disk is full or fails.
    consuming func encoded() throws(FileError) -> [UInt8] {
        var pairs = sameLabels()
        pairs += try copies()
        pairs += pairs.map { ($0.right, $0.left) }
        pairs.sort { $0.left != $1.left ? $0.left < $1.left : $0.right < $1.right }
        var lists = RecordWriter()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(documents.count * 4)
        var next = 0
        for passage in documents.indices {
            withUnsafeBytes(of: UInt32(lists.bytes.count).littleEndian) {
                bytes.append(contentsOf: $0)
            }
            var others: [Int] = []
            while next < pairs.count, pairs[next].left == passage {
                let other = Int(pairs[next].right)
                if others.last != other { others.append(other) }
                next += 1
            }
            lists.append(others.count)
            for other in others { lists.append(other) }
        }
        return bytes + lists.bytes
    }

    /// Two passages that say the same.
    private typealias Pair = (left: Int32, right: Int32)

    private mutating func sameLabels() -> [Pair] {
        var pairs: [Pair] = []
        labels.sort { $0.label != $1.label ? $0.label < $1.label : $0.passage < $1.passage }
        var start = 0
        while start < labels.count {
            var end = start + 1
            while end < labels.count, labels[end].label == labels[start].label { end += 1 }
            let same = labels[start..<end].map(\.passage)
            start = end
            guard same.count > 1, same.count <= Self.mostAlike else { continue }
            for left in same {
                for right in same
                where left < right && documents[Int(left)] != documents[Int(right)] {
                    pairs.append((left, right))
                }
            }
        }
        labels = []
        return pairs
    }

    /// Passages whose candidates are sought by one thread at a time.
    private static let batch = 4096

    /// All pairs of a passage and one that has nine tenths of its words and few others.
    ///
    /// Words are taken in the order of their rarity. Of two sets of which so many elements are common,
    /// the beginnings share one: only beginnings are compared.
    /// Source: S. Chaudhuri, V. Ganti and R. Kaushik, A Primitive Operator for Similarity Joins in
    /// Data Cleaning, ICDE 2006.
    private func copies() throws(FileError) -> [Pair] {
        let sorted = try wordsByRarity()
        let rows = WordRows(file: sorted, ends: ends)
        let holders = Holders(rows, words: frequencies.count)
        let documents = documents
        var pairs: [Pair] = []
        let batches = (rows.count + Self.batch - 1) / Self.batch
        OrderedWork.run(batches, threads: Parallel.cores) {
            CandidateMarks(passages: rows.count)
        } make: { marks, batch -> [Pair] in
            var found: [Pair] = []
            let start = batch * Self.batch
            for shorter in start..<min(rows.count, start + Self.batch) {
                let words = rows[shorter]
                guard words.count >= Self.fewestWords else { continue }
                let mayMiss = words.count / Self.wordsOfMissing
                marks.begin()
                for word in words.prefix(mayMiss + 1) {
                    for other in holders.passages(of: word) where marks.add(other) {
                        guard documents[Int(other)] != documents[shorter] else { continue }
                        let longer = rows[Int(other)]
                        guard longer.count >= words.count,
                            longer.count * Self.longest.of <= words.count * Self.longest.times,
                            Self.common(words, longer) >= words.count - mayMiss
                        else { continue }
                        found.append((Int32(shorter), other))
                    }
                }
            }
            return found
        } take: { _, found in
            pairs += found
        }
        return pairs
    }

    /// For each passage its words as places in the order of rarity, ascending.
    private func wordsByRarity() throws(FileError) -> MappedFile {
        let order = frequencies.indices.sorted {
            frequencies[$0] != frequencies[$1] ? frequencies[$0] < frequencies[$1] : $0 < $1
        }
        var places = [UInt32](repeating: 0, count: order.count)
        for (place, word) in order.enumerated() { places[word] = UInt32(place) }
        try words.flush()
        let unsorted = WordRows(file: try words.mapped(), ends: ends)
        let sorted = try SpillFile(in: words.folder)
        for passage in 0..<unsorted.count {
            let row = unsorted[passage].map { places[Int($0)] }.sorted()
            try sorted.write(row.withUnsafeBytes { Array($0) })
        }
        try sorted.flush()
        return try sorted.mapped()
    }

    /// How many of the longest passages' first words suffice to meet each of its copies.
    static func beginning(of count: Int) -> Int {
        // The shortest text of which this one is no more than a copy, and what they must have in common.
        let shortest = (count * longest.of + longest.times - 1) / longest.times
        return count - (shortest - shortest / wordsOfMissing) + 1
    }

    private static func common(
        _ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>
    ) -> Int {
        var (i, j, count) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                count += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }
}

/// For each passage a row of words, in a file.
private struct WordRows: Sendable {
    let file: MappedFile
    let ends: [Int]

    var count: Int { ends.count - 1 }

    subscript(_ passage: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(
            rebasing: file.bytes.bindMemory(to: UInt32.self)[ends[passage]..<ends[passage + 1]])
    }
}

/// For each word the passages that begin with it among others.
private struct Holders: Sendable {
    private var starts: [Int32]
    private var passages: [Int32]

    init(_ rows: WordRows, words: Int) {
        var starts = [Int32](repeating: 0, count: words + 2)
        for passage in 0..<rows.count {
            let row = rows[passage]
            for word in row.prefix(DuplicateFinder.beginning(of: row.count)) {
                starts[Int(word) + 2] += 1
            }
        }
        for word in starts.indices.dropFirst() { starts[word] += starts[word - 1] }
        var passages = [Int32](repeating: 0, count: Int(starts.last ?? 0))
        for passage in 0..<rows.count {
            let row = rows[passage]
            for word in row.prefix(DuplicateFinder.beginning(of: row.count)) {
                passages[Int(starts[Int(word) + 1])] = Int32(passage)
                starts[Int(word) + 1] += 1
            }
        }
        self.starts = starts
        self.passages = passages
    }

    func passages(of word: UInt32) -> ArraySlice<Int32> {
        passages[Int(starts[Int(word)])..<Int(starts[Int(word) + 1])]
    }
}

/// Passages that were met for the current one.
private struct CandidateMarks {
    private var rounds: [UInt32]
    private var round: UInt32 = 0

    init(passages: Int) { rounds = Array(repeating: 0, count: passages) }

    mutating func begin() { round += 1 }

    /// Whether the passage was not met before.
    mutating func add(_ passage: Int32) -> Bool {
        guard rounds[Int(passage)] != round else { return false }
        rounds[Int(passage)] = round
        return true
    }
}
