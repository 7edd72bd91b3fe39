/// Counts the folded words of texts, each once in memory, in the order in which they were met.
///
/// Not to be shared between threads.
public final class WordCounter {
    // The upper half of a slot is the word's number and 1, the lower half a part of its hash.
    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private var ends: [Int] = [0]
    private var bytes: [UInt8] = []
    private var counts: [UInt32] = []
    private var tokenizer = Tokenizer()

    /// A counter that has met no word.
    public init() {}

    /// Counts the words of a text that have no hyphen, and notes all others that an `Analyzer` reads in it.
    ///
    /// - Parameter counts: Whether they count; else all are noted only.
    public func add(_ text: String, counts: Bool = true) {
        var text = text
        text.withUTF8 { text in
            tokenizer.forEachWord(in: text) { word in
                word.folded.withUnsafeBufferPointer { folded in
                    guard !word.hyphens.isEmpty else {
                        add(folded, counts ? 1 : 0)
                        return
                    }
                    add(folded, 0)
                    var start = 0
                    for end in word.hyphens.map(\.folded) + [folded.count] where end > start {
                        add(UnsafeBufferPointer(rebasing: folded[start..<end]), 0)
                        start = end
                    }
                }
            }
        }
    }

    /// Adds the words of another counter.
    public func add(_ other: WordCounter) {
        other.forEach { add($0, $1) }
    }

    /// Calls `body` with each word and how often it was met.
    public func forEach(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            for number in counts.indices {
                body(
                    UnsafeBufferPointer(rebasing: bytes[ends[number]..<ends[number + 1]]),
                    counts[number])
            }
        }
    }

    /// Adds a folded word.
    ///
    /// - Parameter count: How often it was met; 0 only notes it.
    public func add(_ word: UnsafeBufferPointer<UInt8>, _ count: UInt32) {
        let hash = Fingerprint.of(word)
        let mark = hash & 0xFFFF_FFFF
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] >> 32) - 1
            if slots[slot] & 0xFFFF_FFFF == mark,
                bytes[ends[number]..<ends[number + 1]].elementsEqual(word)
            {
                counts[number] &+= count
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: word)
        ends.append(bytes.count)
        counts.append(count)
        slots[slot] = UInt64(counts.count) << 32 | mark
        if counts.count * 2 > slots.count { grow() }
    }

    private func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for number in counts.indices {
            let hash = Fingerprint.of(bytes[ends[number]..<ends[number + 1]])
            var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(number + 1) << 32 | hash & 0xFFFF_FFFF
        }
    }

    /// Tells a lexicon of the words that say something, and of their stems.
    public func add(to builder: inout LexiconBuilder) {
        let stemmer = Stemmer()
        for number in counts.indices where counts[number] > 0 {
            let word = String(decoding: bytes[ends[number]..<ends[number + 1]], as: UTF8.self)
            guard !FunctionWords.contains(word) else { continue }
            builder.add(word, count: Int(counts[number]))
            let stem = stemmer.stem(word)
            if stem != word { builder.add(stem, count: Int(counts[number])) }
        }
    }
}
