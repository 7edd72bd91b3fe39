/// Gathers words and writes them as a `Lexicon`.
public struct LexiconBuilder {
    private var words: [[UInt8]: WordFacts] = [:]
    private var dictionary: [[UInt8]] = []
    private let stemmer = Stemmer()

    /// A builder without words.
    public init() {}

    /// Counts a folded word; words of over 255 bytes and under 3 letters are passed over.
    public mutating func add(_ word: String, count: Int = 1) {
        guard (3...255).contains(word.utf8.count) else { return }
        words[Array(word.utf8), default: WordFacts()].add(count: count)
    }

    /// Adds the words of a dictionary in the form of hunspell: a word a line, flags behind a slash.
    ///
    /// Names, abbreviations, words with a stress mark (`hóórt`) and what has anything but small letters are
    /// passed over.
    public mutating func addDictionary(_ bytes: UnsafeBufferPointer<UInt8>) {
        var folded: [UInt8] = []
        var stem: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let end = line.firstIndex(of: UInt8(ascii: "/")) ?? line.endIndex
            let flags = line[end...]
            guard !Self.has("Fw", flags), !Self.isStressed(line[..<end]) else { continue }
            folded.removeAll(keepingCapacity: true)
            guard Self.fold(UnsafeBufferPointer(rebasing: line[..<end]), into: &folded),
                (3...40).contains(folded.count)
            else { continue }
            if words[folded]?.isInDictionary != true { dictionary.append(folded) }
            words[folded, default: WordFacts()].markDictionary(
                isParticiple: Self.has("Ve", flags),
                isNoun: Self.has("Cb", flags) || Self.has("Cc", flags) || Self.has("Y", flags),
                isVerb: Self.has("V", flags) || Self.has("A", flags),
                hasDegrees: Self.has("Ad", flags))
            stem.removeAll(keepingCapacity: true)
            folded.withUnsafeBufferPointer { stemmer.append($0, to: &stem) }
            if stem != folded, stem.count >= 3 { words[stem, default: WordFacts()].markStem() }
        }
    }

    /// Whether two vowels beside each other have an acute accent, as only stress gives them.
    private static func isStressed(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        // In UTF-8: C3 with A1 á, A9 é, AD í, B3 ó or BA ú.
        let letters = Array(word)
        func isAcute(_ place: Int) -> Bool {
            place + 1 < letters.count && letters[place] == 0xC3
                && [0xA1, 0xA9, 0xAD, 0xB3, 0xBA].contains(letters[place + 1])
        }
        return letters.indices.contains { isAcute($0) && isAcute($0 + 2) }
    }

    /// Small letters only; `false` for anything else.
    private static func fold(_ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) -> Bool
    {
        var index = 0
        while index < word.count {
            let (scalar, length) = Folding.scalar(at: index, in: word)
            guard Folding.kind(of: scalar) == .letter, !(0x41...0x5A).contains(scalar.value) else {
                return false
            }
            Folding.append(scalar, to: &folded)
            index += length
        }
        return true
    }

    /// Whether a word has a flag of two letters, or one that begins with a letter: `Fw` marks what
    /// hunspell must not accept, `Ve` participles; `V` begins the flags of verbs, `A` those of adjectives,
    /// of which `Ad` marks those with a superlative,
    /// `Y` those of nouns that are made small, and `Cb` and `Cc` mark nouns inside and last in compounds.
    private static func has(_ flag: StaticString, _ flags: Slice<UnsafeBufferPointer<UInt8>>)
        -> Bool
    {
        var isSecond = false
        for (first, second) in zip(flags.dropFirst(), flags.dropFirst(2)) {
            isSecond.toggle()
            if isSecond, first == flag.utf8Start[0],
                flag.utf8CodeUnitCount == 1 || second == flag.utf8Start[1]
            {
                return true
            }
        }
        return false
    }

    /// Shortest part that is learnt from the dictionary.
    private static let shortestPart = 3
    /// Words shorter than this are not taken apart for learning.
    private static let shortestCompound = 7

    /// Counts of how many words of the dictionary each word stands first and last in, with `s`, `en`
    /// or nothing between the two.
    ///
    /// Source of the idea: P. Koehn and K. Knight, Empirical Methods for Compound Splitting, EACL
    /// 2003, with a dictionary for the corpus.
    private mutating func learnParts() {
        var first: [[UInt8]: Int] = [:]
        var last: [[UInt8]: Int] = [:]
        var filter = HashFilter(words: dictionary.count)
        for word in dictionary { filter.insert(Fingerprint.of(word)) }
        for word in dictionary where word.count >= Self.shortestCompound {
            let seen = dictionaryTails(of: word, filter)
            guard !seen.isEmpty else { continue }
            var hash = Fingerprint.start
            for end in 0..<word.count - Self.shortestPart {
                hash = Fingerprint.next(hash, word[end])
                let length = end + 1
                guard length >= Self.shortestPart, filter.mayHold(hash) else { continue }
                for link in CompoundSplitter.links {
                    guard CompoundSplitter.hasLink(link, in: word, at: length) else { continue }
                    let start = length + link.count
                    guard seen.contains(start) else { continue }
                    let left = Array(word[..<length])
                    guard words[left]?.isInDictionary == true else { break }
                    first[left, default: 0] += 1
                    last[Array(word[start...]), default: 0] += 1
                }
            }
        }
        // A stem stands for its words: `resultaten` is known by `resultaat`.
        var counts: [[UInt8]: (first: Int, last: Int)] = [:]
        var stem: [UInt8] = []
        for word in Set(first.keys).union(last.keys) {
            let own = (first[word] ?? 0, last[word] ?? 0)
            stem.removeAll(keepingCapacity: true)
            word.withUnsafeBufferPointer { stemmer.append($0, to: &stem) }
            for key in Set([word, stem]) {
                let old = counts[key] ?? (0, 0)
                counts[key] = (old.first + own.0, old.last + own.1)
            }
        }
        for (word, count) in counts { words[word]?.setParts(first: count.first, last: count.last) }
    }

    /// The places where a tail begins that is a word of the dictionary.
    private func dictionaryTails(of word: [UInt8], _ filter: HashFilter) -> [Int] {
        (Self.shortestPart...word.count - Self.shortestPart).filter { start in
            filter.mayHold(Fingerprint.of(word[start...]))
                && words[Array(word[start...])]?.isInDictionary == true
        }
    }

    /// The bytes of the lexicon; the same words give the same bytes.
    public mutating func build() -> [UInt8] {
        if !dictionary.isEmpty { learnParts() }
        var writer = LexiconWriter(isLearnt: !dictionary.isEmpty)
        for (word, facts) in sorted() {
            word.withUnsafeBytes { writer.append($0, facts) }
        }
        return writer.bytes
    }

    /// The bytes of the lexicon that these words give with the dictionary that another one was learnt
    /// from: as if that had been added here, without learning from it again.
    public func build(withDictionaryOf other: Lexicon) -> [UInt8] {
        var writer = LexiconWriter(isLearnt: other.isLearnt)
        var rest = sorted()[...]
        func appendRest(before word: UnsafeRawBufferPointer? = nil) {
            while let (first, facts) = rest.first {
                if let word, !first.lexicographicallyPrecedes(word) { return }
                first.withUnsafeBytes { writer.append($0, facts) }
                rest.removeFirst()
            }
        }
        var entries = other.entries()
        while let (word, known) = entries.next() {
            appendRest(before: word)
            var facts = known.withoutCount
            if let (first, own) = rest.first, first.elementsEqual(word) {
                facts.add(count: own.count)
                rest.removeFirst()
            }
            if facts != WordFacts() { writer.append(word, facts) }
        }
        appendRest()
        return writer.bytes
    }

    private func sorted() -> [(key: [UInt8], value: WordFacts)] {
        words.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    /// A hash of a lexicon's bytes, which tells lexicons apart.
    public static func fingerprint(of bytes: [UInt8]) -> UInt64 { Fingerprint.of(bytes) }
}

/// Writes words in byte order as a `Lexicon`.
private struct LexiconWriter {
    let isLearnt: Bool
    private var places: [(hash: UInt64, place: Int)] = []
    private var blob: [UInt8] = []

    init(isLearnt: Bool) { self.isLearnt = isLearnt }

    mutating func append(_ word: UnsafeRawBufferPointer, _ facts: WordFacts) {
        places.append((Fingerprint.of(word), blob.count))
        Self.append(facts.bits, to: &blob)
        blob.append(UInt8(word.count))
        blob.append(contentsOf: word)
    }

    var bytes: [UInt8] {
        var bytes = Lexicon.magic
        Self.append(UInt32(places.count) | (isLearnt ? Lexicon.learntBit : 0), to: &bytes)
        return bytes + SlotTable.encode(places, filled: 0.8) + blob
    }

    private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Says quickly of most hashes that they are not among those inserted.
private struct HashFilter {
    private var bits: [UInt64]
    private let mask: Int

    init(words: Int) {
        var size = 64
        while size < words * 16 { size *= 2 }
        bits = Array(repeating: 0, count: size / 64)
        mask = size - 1
    }

    mutating func insert(_ hash: UInt64) {
        let bit = Int(truncatingIfNeeded: hash >> 7) & mask
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    func mayHold(_ hash: UInt64) -> Bool {
        let bit = Int(truncatingIfNeeded: hash >> 7) & mask
        return bits[bit >> 6] & 1 << UInt64(bit & 63) != 0
    }
}
