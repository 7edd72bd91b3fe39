/// Turns text into terms, the same way for documents and for questions.
///
/// At each word position come the word, its stem and, for a compound or a hyphenated word, the
/// stems of its parts. Not to be shared between threads: make one a thread, over one lexicon.
public final class Analyzer {
    /// Raise when a rule changes, so that an index made by the old rules is made again.
    static let version = 9

    private var tokenizer = Tokenizer()
    private let stemmer: Stemmer
    /// What the tables of words say.
    private let forms: WordForms
    private let splitter: CompoundSplitter
    private let lexicon: Lexicon
    private let table: WordTable
    private let cache: TermCache
    private var verbs: SeparableVerbs
    private var scratch: [UInt8] = []

    /// An analyzer whose compounds are made of the words of `lexicon`.
    ///
    /// - Parameters:
    ///   - lexicon: The words of a corpus.
    ///   - forms: As an index keeps them; `nil` for those of this program's tables.
    ///   - table: Words with the terms that these rules give them with this lexicon.
    ///   - words: How many different words are remembered with their terms, a power of two of 4,096
    ///     or more.
    public init(
        lexicon: Lexicon = .empty, forms: WordForms? = nil, table: WordTable = .empty,
        words: Int = 1 << 16
    ) {
        self.table = table
        cache = TermCache(words: words)
        self.lexicon = lexicon
        self.forms = forms ?? .compiled
        stemmer = Stemmer(forms: self.forms)
        verbs = SeparableVerbs(self.forms)
        splitter = CompoundSplitter(lexicon: lexicon, stemmer: stemmer)
    }

    /// Names and versions of all rules; stored in the index and compared on opening.
    public static let fingerprint = "analyzer-\(version) \(Stemmer().fingerprint)"

    /// Writes the terms of a text into `stream`, in place of what that held.
    public func analyze(_ text: UnsafeBufferPointer<UInt8>, into stream: inout TokenStream) {
        stream.reset()
        var position = 0
        var end = 0
        tokenizer.forEachWord(in: text) { word in
            if Self.endsClause(text, from: end, to: word.range.lowerBound) {
                verbs.endClause(in: &stream)
            }
            end = word.range.upperBound
            append(word, position: position, to: &stream)
            position += 1
        }
        verbs.endClause(in: &stream)
        stream.positions = position
    }

    /// Writes the terms of a text into `stream`, in place of what that held.
    public func analyze(_ text: String, into stream: inout TokenStream) {
        var text = text
        text.withUTF8 { analyze($0, into: &stream) }
    }

    /// The terms of a text.
    public func tokens(in text: String) -> TokenStream {
        var stream = TokenStream()
        analyze(text, into: &stream)
        return stream
    }

    /// Whether a stem says little by itself.
    public func isLight(stem: [UInt8]) -> Bool { forms.isLight(stem: stem) }

    /// Whether a folded word is a verb or an adjective and cannot be a noun, as far as the dictionary tells:
    /// such a word hardly names what a text is about.
    public func isVerbOrAdjective(_ word: String) -> Bool {
        func tells(_ word: UnsafeBufferPointer<UInt8>) -> Bool? {
            let facts = lexicon.facts(of: word)
            return facts.isNoun || facts.isVerb ? !facts.isNoun : nil
        }
        var word = word
        return word.withUTF8 { word in
            if let answer = tells(word) { return answer }
            if Inflections.isVerb(word, in: lexicon) { return true }
            stem(word)
            return scratch.withUnsafeBufferPointer { tells($0) } ?? false
        }
    }

    /// The stem of a folded word.
    public func stem(of word: String) -> String {
        String(decoding: stem(ofFolded: word), as: UTF8.self)
    }

    /// Calls `body` with each folded word of a text that has no hyphen.
    public func forEachWord(in text: String, _ body: (String) -> Void) {
        Self.forEachWord(in: text, body)
    }

    /// Calls `body` with each folded word of a text that has no hyphen.
    public static func forEachWord(in text: String, _ body: (String) -> Void) {
        var text = text
        var tokenizer = Tokenizer()
        text.withUTF8 { bytes in
            tokenizer.forEachWord(in: bytes) { word in
                guard word.hyphens.isEmpty else { return }
                body(String(decoding: word.folded, as: UTF8.self))
            }
        }
    }

    private static func endsClause(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Bool {
        // One space is between most words.
        guard end - start > 1 else { return false }
        for index in start..<end {
            switch text[index] {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
                UInt8(ascii: "?"), UInt8(ascii: "!"):
                return true
            default: continue
            }
        }
        return false
    }

    private func append(
        _ word: borrowing Tokenizer.Word, position: Int, to stream: inout TokenStream
    ) {
        let range = word.range
        word.folded.withUnsafeBufferPointer { folded in
            let record = record(of: folded)
            // Places inside the word are known when folding changed no lengths.
            let exact = folded.count == range.count
            // `één` is a number, `een` an article.
            let isOne = !exact && folded.elementsEqual("een".utf8)
            let isHyphenated = !word.hyphens.isEmpty
            for piece in cache.pieces(of: record) {
                let place =
                    exact && (piece.reason == .part || piece.reason == .head)
                    ? range.lowerBound + Int(piece.start)..<range.lowerBound + Int(piece.end)
                    : range
                if isHyphenated, piece.reason == .part || piece.reason == .head { continue }
                if isOne, piece.reason == .stem {
                    stream.append(
                        CollectionOfOne(UInt8(ascii: "1")), .stem, range: range, position: position)
                    continue
                }
                stream.append(cache.term(of: piece), piece.reason, range: place, position: position)
            }
            if isHyphenated { appendRuns(word, folded, position: position, to: &stream) }
            verbs.add(record, folded, range: range, position: position, to: &stream)
        }
    }

    /// The runs of a hyphenated word as its parts, the last one as its head.
    private func appendRuns(
        _ word: borrowing Tokenizer.Word, _ folded: UnsafeBufferPointer<UInt8>, position: Int,
        to stream: inout TokenStream
    ) {
        var from = 0
        var start = word.range.lowerBound
        for index in 0...word.hyphens.count {
            let isLast = index == word.hyphens.count
            let end = isLast ? folded.count : word.hyphens[index].folded
            let textEnd = isLast ? word.range.upperBound : word.hyphens[index].end
            if end > from {
                let record = record(of: UnsafeBufferPointer(rebasing: folded[from..<end]))
                let pieces = cache.pieces(of: record)
                // A run that is a compound stands for its parts, as it does without the hyphen.
                let hasParts = pieces.contains { $0.reason == .head }
                if let stem = pieces.first(where: { $0.reason == .stem }) {
                    stream.append(
                        cache.term(of: stem), .run, range: start..<textEnd, position: position)
                }
                for piece in pieces where piece.reason != .word {
                    if hasParts, piece.reason == .stem { continue }
                    let isHead = isLast && piece.reason != .part
                    stream.append(
                        cache.term(of: piece), isHead ? .head : .part, range: start..<textEnd,
                        position: position)
                }
            }
            if !isLast {
                from = end
                start = word.hyphens[index].next
            }
        }
    }

    private func record(of word: UnsafeBufferPointer<UInt8>) -> TermCache.Record {
        // A word of thousands of letters is no word: its start must do.
        let word = UnsafeBufferPointer(rebasing: word.prefix(TermCache.longestWord))
        var hash = Fingerprint.start
        for byte in word { hash = Fingerprint.next(hash, byte) }
        if let known = cache.find(word, hash: hash) { return known }
        cache.reserve()
        if let known = table.copy(word, hash: hash, to: cache) { return known }
        var record = cache.begin(word)
        let whole = 0..<word.count
        let spelled = Numbers.spelled(word)
        // `10-minutengesprek` is written as `tienminutengesprek`; `10` by itself stays what it is.
        let isPlain = word.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
        if let spelled, !isPlain {
            cache.append(spelled, .word, at: whole, to: &record)
        } else {
            cache.append(word, .word, at: whole, to: &record)
        }
        stemWhole(word, spelled: spelled)
        record.particle = forms.particle(word)
        record.verb = forms.verb(scratch)
        cache.append(scratch, .stem, at: whole, to: &record)
        let parts = splitter.parts(of: word)
        for (index, part) in parts.enumerated() {
            let letters = UnsafeBufferPointer(rebasing: word[part])
            stemBase(of: letters)
            cache.append(
                scratch, index == parts.count - 1 ? .head : .part, at: part, to: &record)
        }
        cache.end(record, hash: hash)
        return record
    }

    /// What a word gives as a `WordTable` reads it, behind the letters of the word; `nil` where it
    /// does not fit.
    func entry(of word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let record = record(of: word)
        let pieces = cache.pieces(of: record)
        var bytes = [record.particle, UInt8(record.verb & 0xFF), UInt8(record.verb >> 8)]
        guard let count = UInt8(exactly: pieces.count) else { return nil }
        bytes.append(count)
        for piece in pieces {
            guard let length = UInt8(exactly: piece.length), let end = UInt8(exactly: piece.end)
            else { return nil }
            bytes += [piece.reason.rawValue, UInt8(piece.start), end, length]
            bytes += cache.term(of: piece)
        }
        return bytes
    }

    /// What a word gives, to compare: numbers that stand for it, and its terms behind each other.
    func reading(of word: UnsafeBufferPointer<UInt8>) -> (numbers: [Int], terms: [UInt8]) {
        let record = record(of: word)
        var numbers = [Int(record.particle), Int(record.verb)]
        var terms: [UInt8] = []
        for piece in cache.pieces(of: record) {
            numbers += [
                Int(piece.reason.rawValue), Int(piece.start), Int(piece.end), Int(piece.length),
            ]
            terms += cache.term(of: piece)
        }
        return (numbers, terms)
    }

    /// The stem that a folded word gets in a text; nothing of it is remembered.
    public func stem(ofFolded word: String) -> [UInt8] {
        var word = word
        word.withUTF8 { stemWhole($0, spelled: Numbers.spelled($0)) }
        return scratch
    }

    /// Puts the stem of a whole word into `scratch`.
    ///
    /// - Parameter spelled: The word with its number in letters, where it has one.
    private func stemWhole(_ word: UnsafeBufferPointer<UInt8>, spelled: [UInt8]?) {
        // Numbers in digits are those in words; what is made small is the thing itself.
        if let spelled {
            spelled.withUnsafeBufferPointer { stem($0) }
        } else {
            stemBase(of: word)
        }
    }

    /// Puts the stem of a word, or of what the lexicon tells it is a form of, into `scratch`.
    private func stemBase(of word: UnsafeBufferPointer<UInt8>) {
        // The table of lemmas knows better.
        let base =
            Diminutives.base(of: word, in: lexicon)
            ?? (forms.lemma(of: word) == nil ? Inflections.base(of: word, in: lexicon) : nil)
        if let base {
            base.withUnsafeBufferPointer { stem($0) }
        } else {
            stem(word)
        }
    }

    /// Puts the stem of a word into `scratch`.
    private func stem(_ word: UnsafeBufferPointer<UInt8>) {
        scratch.removeAll(keepingCapacity: true)
        stemmer.append(word, to: &scratch)
    }
}
