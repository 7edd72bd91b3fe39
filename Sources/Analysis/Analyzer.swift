/// Turns text into terms, the same way for documents and for questions.
///
/// At each word position come the word, its stem and, for a compound or a hyphenated word, the
/// stems of its parts. Not to be shared between threads: make one a thread, over one lexicon.
public final class Analyzer {
    /// Raise when a rule changes, so that an index made by the old rules is made again.
    static let version = 1

    private var tokenizer = Tokenizer()
    private let stemmer = Stemmer()
    private let splitter: CompoundSplitter
    private let lexicon: Lexicon
    private var cache: [[UInt8]: Entry] = [:]
    private var scratch: [UInt8] = []

    /// Words remembered with their stems; a text rarely has more different ones.
    private static let cacheLimit = 50_000

    private struct Entry {
        var stem: [UInt8]
        var parts: [(range: Range<Int>, stem: [UInt8])]
    }

    /// An analyzer whose compounds are made of the words of `lexicon`.
    public init(lexicon: Lexicon = .empty) {
        self.lexicon = lexicon
        splitter = CompoundSplitter(lexicon: lexicon, stemmer: stemmer)
    }

    /// Names and versions of all rules; stored in the index and compared on opening.
    public static let fingerprint = "analyzer-\(version) \(Stemmer().fingerprint)"

    /// Writes the terms of a text into `stream`, in place of what that held.
    public func analyze(_ text: UnsafeBufferPointer<UInt8>, into stream: inout TokenStream) {
        stream.reset()
        var position = 0
        tokenizer.forEachWord(in: text) { word in
            append(word, position: position, to: &stream)
            position += 1
        }
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

    /// The stem of a folded word.
    public func stem(of word: String) -> String { stemmer.stem(word) }

    /// Calls `body` with each folded word of a text that has no hyphen.
    public func forEachWord(in text: String, _ body: (String) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            tokenizer.forEachWord(in: bytes) { word in
                guard word.hyphens.isEmpty else { return }
                body(String(decoding: word.folded, as: UTF8.self))
            }
        }
    }

    private func append(
        _ word: borrowing Tokenizer.Word, position: Int, to stream: inout TokenStream
    ) {
        let entry = entry(for: word.folded)
        stream.append(word.folded, .word, range: word.range, position: position)
        stream.append(entry.stem, .stem, range: word.range, position: position)
        if word.hyphens.isEmpty {
            // Places inside the word are known when folding changed no lengths.
            let exact = word.folded.count == word.range.count
            for part in entry.parts {
                let start = word.range.lowerBound
                let range =
                    exact
                    ? start + part.range.lowerBound..<start + part.range.upperBound : word.range
                stream.append(part.stem, .part, range: range, position: position)
            }
            return
        }
        var folded = 0
        var start = word.range.lowerBound
        for index in 0...word.hyphens.count {
            let last = index == word.hyphens.count
            let end = last ? word.folded.count : word.hyphens[index].folded
            let textEnd = last ? word.range.upperBound : word.hyphens[index].end
            if end > folded {
                let run = self.entry(for: Array(word.folded[folded..<end]))
                stream.append(run.stem, .part, range: start..<textEnd, position: position)
                for part in run.parts {
                    stream.append(part.stem, .part, range: start..<textEnd, position: position)
                }
            }
            if !last {
                folded = end
                start = word.hyphens[index].next
            }
        }
    }

    private func entry(for folded: [UInt8]) -> Entry {
        if let known = cache[folded] { return known }
        let entry = folded.withUnsafeBufferPointer { word -> Entry in
            let parts = splitter.parts(of: word).map { range in
                (range, stem(UnsafeBufferPointer(rebasing: word[range])))
            }
            return Entry(stem: stem(word), parts: parts)
        }
        if cache.count >= Self.cacheLimit { cache.removeAll(keepingCapacity: true) }
        cache[folded] = entry
        return entry
    }

    private func stem(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        scratch.removeAll(keepingCapacity: true)
        stemmer.append(word, to: &scratch)
        return scratch
    }
}
