internal import Analysis
internal import Corpus
internal import Indexing

/// Finds passages of other documents that say the same: the same label, or nine tenths of the
/// content words of the shorter one in the longer.
struct DuplicateFinder {
    private var passages: [(document: Int, words: [Int])] = []
    private var labels: [String: [Int]] = [:]
    private var numbers: [String: Int] = [:]
    /// For each word the passages that have it, in order.
    private var holders: [[Int]] = []

    /// Passages of fewer content words are too short to be a copy of anything.
    private static let fewestWords = 4

    mutating func add(_ added: [Passage], document: Int, by analyzer: Analyzer) {
        for passage in added {
            let ordinal = passages.count
            var words: Set<Int> = []
            analyzer.forEachWord(in: passage.text) { word in
                guard !FunctionWords.contains(word) else { return }
                let stem = analyzer.stem(of: word)
                let number = numbers[stem] ?? numbers.count
                if number == numbers.count {
                    numbers[stem] = number
                    holders.append([])
                }
                words.insert(number)
            }
            let sorted = words.sorted()
            for word in sorted { holders[word].append(ordinal) }
            passages.append((document, sorted))
            if !passage.label.isEmpty, passage.kind != .question {
                var label: [String] = []
                analyzer.forEachWord(in: passage.label) { label.append(analyzer.stem(of: $0)) }
                if !label.isEmpty {
                    labels[label.joined(separator: " "), default: []].append(ordinal)
                }
            }
        }
    }

    /// The bytes of `DuplicateTable`.
    func encoded() -> [UInt8] {
        var others = [Set<Int>](repeating: [], count: passages.count)
        func join(_ left: Int, _ right: Int) {
            guard passages[left].document != passages[right].document else { return }
            others[left].insert(right)
            others[right].insert(left)
        }
        for same in labels.values where same.count > 1 && same.count <= Self.mostAlike {
            for left in same { for right in same where left < right { join(left, right) } }
        }
        for shorter in passages.indices {
            for longer in copies(of: shorter) { join(shorter, longer) }
        }
        var lists = RecordWriter()
        var offsets: [UInt32] = []
        for list in others {
            offsets.append(UInt32(lists.bytes.count))
            lists.append(list.count)
            for other in list.sorted() { lists.append(other) }
        }
        var bytes: [UInt8] = []
        for offset in offsets {
            withUnsafeBytes(of: offset.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes + lists.bytes
    }

    /// More passages than these with one label have a formal one, such as "Tijd".
    private static let mostAlike = 6

    /// A text that is longer than this says more than the shorter one: its copy it is not.
    private static let longest = (times: 4, of: 3)

    /// The passages that have nine tenths of the words of this one and few others.
    private func copies(of shorter: Int) -> [Int] {
        let words = passages[shorter].words
        guard words.count >= Self.fewestWords else { return [] }
        let mayMiss = words.count / 10
        // One of the rarest words must be among the common ones.
        let rarest = words.sorted {
            holders[$0].count != holders[$1].count
                ? holders[$0].count < holders[$1].count : $0 < $1
        }.prefix(mayMiss + 1)
        var candidates: Set<Int> = []
        for word in rarest { candidates.formUnion(holders[word]) }
        return candidates.filter { other in
            let longer = passages[other].words
            guard other != shorter, longer.count >= words.count,
                longer.count * Self.longest.of <= words.count * Self.longest.times
            else { return false }
            return Self.common(words, longer) >= words.count - mayMiss
        }.sorted()
    }

    private static func common(_ left: [Int], _ right: [Int]) -> Int {
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

/// The near-duplicates of each passage, read in place: for each passage the place of its list (4
/// bytes), then the lists: number of others, their ordinals (LEB128).
struct DuplicateTable: @unchecked Sendable {
    // Read-only memory of the index that hands this out: safe to share.
    private let bytes: UnsafeRawBufferPointer
    private let passages: Int
    private let path: String

    init(_ bytes: UnsafeRawBufferPointer, passages: Int, path: String) throws(IndexError) {
        guard bytes.count >= passages * 4 else {
            throw .damaged(path: path, part: Attachment.duplicates)
        }
        self.bytes = bytes
        self.passages = passages
        self.path = path
    }

    /// The near-duplicates of a passage in other documents, in order.
    ///
    /// - Throws: `IndexError.damaged`.
    func of(_ passage: Int) throws(IndexError) -> [Int] {
        let offset = bytes.loadUnaligned(fromByteOffset: passage * 4, as: UInt32.self).littleEndian
        let start = passages * 4 + Int(offset)
        guard start <= bytes.count else {
            throw .damaged(path: path, part: Attachment.duplicates)
        }
        var reader = RecordReader(UnsafeRawBufferPointer(rebasing: bytes[start...]), path: path)
        var result: [Int] = []
        for _ in 0..<(try reader.number()) {
            let other = try reader.number()
            guard other < passages else {
                throw .damaged(path: path, part: Attachment.duplicates)
            }
            result.append(other)
        }
        return result
    }
}
