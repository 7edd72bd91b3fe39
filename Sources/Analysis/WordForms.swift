/// What the tables of words say of a folded word: its lemma, whether it is a particle or a verb that goes
/// with one, whether it says little.
///
/// Making this from the tables takes longer than answering a question. So an index keeps the bytes, and
/// they are read in place:
///
///     0   4  number of entries
///     4   4  for each entry, and once more for the end, where it begins
///     ..     entry: length of the key (1), key (`Kind`, then bytes), value
///
/// All numbers are little-endian; entries are in byte order of their keys. A damaged place reads as a word
/// that is not there.
public struct WordForms: @unchecked Sendable {
    // Read-only memory, kept alive by `owner`: hence safe to share between threads.
    private let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject?
    private let count: Int

    private enum Kind: UInt8 {
        /// A word; the value is its lemma.
        case lemma
        /// A particle; the value is its number and 1 when it is more often a preposition.
        case particle
        /// A lemma of a verb that goes with particles; the value is its number (2).
        case verb
        /// The number of a particle and that of a verb (2); the value is the lemma of both together.
        case joined
        /// A stem that says little by itself; no value.
        case lightStem
    }

    /// Those of this program's tables.
    static let compiled: WordForms = {
        // Lives as long as the program.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: encoded.count, alignment: 8)
        memory.copyBytes(from: encoded)
        return WordForms(bytes: UnsafeRawBufferPointer(memory), owner: nil) ?? WordForms()
    }()

    /// The bytes of this program's tables, to keep with an index.
    public static let encoded: [UInt8] = {
        var entries = lemmaEntries()
        // The stems of light words need the lemmas.
        let stems = encode(entries).withUnsafeBytes { bytes in
            let stemmer = Stemmer(forms: WordForms(bytes: bytes, owner: nil))
            return LightWords.all.map { stemmer.stem($0) }
        }
        for stem in stems { entries[[Kind.lightStem.rawValue] + stem.utf8] = [] }
        return encode(entries)
    }()

    private init() {
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        owner = nil
        count = 0
    }

    /// The tables in bytes made by `encoded`; `nil` when they are none.
    ///
    /// - Parameters:
    ///   - bytes: Stay where they are as long as `owner` lives.
    ///   - owner: What keeps the bytes alive.
    public init?(bytes: UnsafeRawBufferPointer, owner: AnyObject?) {
        guard bytes.count >= 8 else { return nil }
        let count = Int(bytes.loadUnaligned(as: UInt32.self).littleEndian)
        guard count <= (bytes.count - 8) / 4 else { return nil }
        self.bytes = bytes
        self.owner = owner
        self.count = count
    }

    // MARK: reading

    /// The lemma of a folded word, or `nil` when the stemmer may decide.
    func lemma(of word: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeRawBufferPointer>? {
        find(.lemma, UnsafeRawBufferPointer(word))
    }

    /// Calls `body` with each word that has a lemma, and that.
    func forEachLemma(
        _ body: (Slice<UnsafeRawBufferPointer>, Slice<UnsafeRawBufferPointer>) -> Void
    ) {
        for index in 0..<count {
            guard let entry = entry(index), entry.key.first == Kind.lemma.rawValue else { return }
            body(entry.key.dropFirst(), entry.value)
        }
    }

    /// The number of a folded word as a particle, or 0.
    func particle(_ word: UnsafeBufferPointer<UInt8>) -> UInt8 {
        find(.particle, UnsafeRawBufferPointer(word))?.first ?? 0
    }

    /// Whether a word that is a particle is more often a preposition.
    func isPreposition(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        find(.particle, UnsafeRawBufferPointer(word))?.last == 1
    }

    /// The number of a lemma as a verb that goes with particles, or 0.
    func verb(_ lemma: [UInt8]) -> UInt16 {
        lemma.withUnsafeBytes { find(.verb, $0) }
            .map { $0.reversed().reduce(0) { $0 << 8 | UInt16($1) } } ?? 0
    }

    /// The lemma of a particle and a verb together, by their numbers.
    func joined(_ particle: UInt8, _ verb: UInt16) -> Slice<UnsafeRawBufferPointer>? {
        withUnsafeBytes(of: (particle, UInt8(truncatingIfNeeded: verb), UInt8(verb >> 8))) {
            find(.joined, $0)
        }
    }

    /// Whether a stem says little by itself.
    func isLight(stem: [UInt8]) -> Bool { stem.withUnsafeBytes { find(.lightStem, $0) } != nil }

    private func find(
        _ kind: Kind, _ key: UnsafeRawBufferPointer
    ) -> Slice<UnsafeRawBufferPointer>? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            guard let entry = entry(middle), let first = entry.key.first else { return nil }
            let order =
                first != kind.rawValue
                ? Int(first) - Int(kind.rawValue) : Self.compare(entry.key.dropFirst(), key)
            if order == 0 { return entry.value }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private static func compare(
        _ left: Slice<UnsafeRawBufferPointer>, _ right: UnsafeRawBufferPointer
    ) -> Int {
        for (one, other) in zip(left, right) where one != other { return Int(one) - Int(other) }
        return left.count - right.count
    }

    private func offset(_ index: Int) -> Int {
        // `init` saw that the offsets, one more than entries, lie inside.
        Int(bytes.loadUnaligned(fromByteOffset: 4 + index * 4, as: UInt32.self).littleEndian)
    }

    private func entry(
        _ index: Int
    ) -> (key: Slice<UnsafeRawBufferPointer>, value: Slice<UnsafeRawBufferPointer>)? {
        let (start, end) = (offset(index), offset(index + 1))
        guard start < end, end <= bytes.count else { return nil }
        let middle = start + 1 + Int(bytes[start])
        guard middle <= end else { return nil }
        return (bytes[start + 1..<middle], bytes[middle..<end])
    }

    // MARK: making

    private static func lemmaEntries() -> [[UInt8]: [UInt8]] {
        let lemmas = Lemmas()
        var entries: [[UInt8]: [UInt8]] = [:]
        for (form, lemma) in lemmas.lemmas { entries[[Kind.lemma.rawValue] + form] = lemma }
        var verbs: [[UInt8]: UInt16] = [:]
        for (index, particle) in lemmas.particles.enumerated() {
            let number = UInt8(index + 1)
            let text = String(decoding: particle, as: UTF8.self)
            entries[[Kind.particle.rawValue] + particle] = [
                number, SeparableVerbs.prepositions.contains(text) ? 1 : 0,
            ]
            let pairs = lemmas.joined[particle, default: [:]]
            for verb in pairs.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                let of = verbs[verb] ?? UInt16(verbs.count + 1)
                verbs[verb] = of
                let low = UInt8(truncatingIfNeeded: of)
                entries[[Kind.joined.rawValue, number, low, UInt8(of >> 8)]] = pairs[verb]
            }
        }
        for (verb, number) in verbs {
            entries[[Kind.verb.rawValue] + verb] = [
                UInt8(truncatingIfNeeded: number), UInt8(number >> 8),
            ]
        }
        return entries
    }

    private static func encode(_ entries: [[UInt8]: [UInt8]]) -> [UInt8] {
        let keys = entries.keys.sorted { $0.lexicographicallyPrecedes($1) }
        var blob: [UInt8] = []
        var offsets: [Int] = []
        let start = 4 + (keys.count + 1) * 4
        for key in keys {
            offsets.append(start + blob.count)
            blob.append(UInt8(key.count))
            blob += key
            blob += entries[key, default: []]
        }
        offsets.append(start + blob.count)
        var result: [UInt8] = []
        for number in [keys.count] + offsets {
            withUnsafeBytes(of: UInt32(number).littleEndian) { result.append(contentsOf: $0) }
        }
        return result + blob
    }
}
