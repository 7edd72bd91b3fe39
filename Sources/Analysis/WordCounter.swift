/// Counts the folded words of texts, each once in memory.
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

    /// Counts the words of a text that have no hyphen.
    public func add(_ text: String) {
        var text = text
        text.withUTF8 { text in
            tokenizer.forEachWord(in: text) { word in
                guard word.hyphens.isEmpty else { return }
                word.folded.withUnsafeBufferPointer { count($0) }
            }
        }
    }

    private func count(_ word: UnsafeBufferPointer<UInt8>) {
        let hash = Fingerprint.of(word)
        let mark = hash & 0xFFFF_FFFF
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] >> 32) - 1
            if slots[slot] & 0xFFFF_FFFF == mark,
                bytes[ends[number]..<ends[number + 1]].elementsEqual(word)
            {
                counts[number] &+= 1
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: word)
        ends.append(bytes.count)
        counts.append(1)
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
        for number in counts.indices {
            let word = String(decoding: bytes[ends[number]..<ends[number + 1]], as: UTF8.self)
            guard !FunctionWords.contains(word) else { continue }
            builder.add(word, count: Int(counts[number]))
            let stem = stemmer.stem(word)
            if stem != word { builder.add(stem, count: Int(counts[number])) }
        }
    }
}
