internal import CStemmer

/// Stems folded Dutch words.
///
/// First a table of lemmas (`WordForms`), for what a suffix stripper cannot know; then Porter's Dutch
/// stemmer of the Snowball project, through libstemmer. Versions of that library differ, hence
/// `fingerprint`. Not to be shared between threads: the library keeps a buffer a handle.
///
/// Source: Martin Porter, Snowball `dutch` algorithm, https://snowballstem.org.
public final class Stemmer {
    private let handle: OpaquePointer?
    /// `nil` for those of this program's tables, which are made when first a word is looked up.
    private let forms: WordForms?

    /// A stemmer with buffers of its own.
    public init(forms: WordForms? = nil) {
        self.forms = forms
        handle = sb_stemmer_new("dutch", "UTF_8")
    }

    deinit {
        if let handle { sb_stemmer_delete(handle) }
    }

    /// Adds the stem of a word to `term`.
    ///
    /// - Parameter word: Small letters without accents, or digits; other words come back as they are.
    func append(_ word: UnsafeBufferPointer<UInt8>, to term: inout [UInt8]) {
        if let lemma = (forms ?? .compiled).lemma(of: word) {
            term.append(contentsOf: lemma)
            return
        }
        appendBySuffix(word, to: &term)
    }

    /// As `append`, by the suffix stripper alone.
    private func appendBySuffix(_ word: UnsafeBufferPointer<UInt8>, to term: inout [UInt8]) {
        guard let handle, word.count > 2, word.count < 128,
            let stem = sb_stemmer_stem(handle, word.baseAddress, Int32(word.count))
        else {
            term.append(contentsOf: word)
            return
        }
        let length = Int(sb_stemmer_length(handle))
        guard length > 0 else {
            term.append(contentsOf: word)
            return
        }
        term.append(contentsOf: UnsafeBufferPointer(start: stem, count: length))
        // `interactieve` and `interactief`, `brieven` and `brief`: what is voiced inside is not at the end.
        switch stem[length - 1] {
        case UInt8(ascii: "v"): term[term.count - 1] = UInt8(ascii: "f")
        case UInt8(ascii: "z"): term[term.count - 1] = UInt8(ascii: "s")
        default: break
        }
    }

    /// The stem of a word, for tests and messages.
    ///
    /// - Returns: Never empty for a word that is not: `huizen` and `huis` both give `huis`.
    public func stem(_ word: String) -> String {
        var term: [UInt8] = []
        let bytes = Array(word.utf8)
        bytes.withUnsafeBufferPointer { append($0, to: &term) }
        return String(decoding: term, as: UTF8.self)
    }

    /// Words that show which version of the algorithm is at work.
    static let probes = [
        "huizen", "lopende", "mogelijkheden", "gevaren", "bereikbaarheid", "vriendelijke",
        "leerkrachten", "gesprekken", "activiteiten", "vertegenwoordiging", "ouderbetrokkenheid",
        "samenwerking", "thuissituatie", "uitwisselen", "schoolleiders", "eenzaam", "heerlijkheid",
        "kleiner", "grootste", "werkzaamheden", "dagelijks", "avonden", "lezen", "brieven", "manen",
    ]

    /// A text that changes whenever the stems of the probe words or the lemmas change.
    ///
    /// It needs no table of lemmas: opening an index compares it.
    public var fingerprint: String {
        var text: [UInt8] = []
        for probe in Self.probes {
            Array(probe.utf8).withUnsafeBufferPointer { appendBySuffix($0, to: &text) }
            text.append(0x20)
        }
        text.append(contentsOf: Lemmas.text.utf8)
        return "nl-porter-" + String(Fingerprint.of(text), radix: 16)
    }
}

/// A short hash for telling configurations apart.
package enum Fingerprint {
    /// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC draft eastlake-fnv).
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(start, next) }

    /// The hash of a term.
    package static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBufferPointer { of($0) }
    }

    /// The hash of a term.
    package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        bytes.reduce(start, next)
    }

    /// The hash of a word.
    package static func of(_ word: String) -> UInt64 {
        var word = word
        return word.withUTF8 { of($0) }
    }

    /// The hash of no bytes.
    static let start: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The hash with one byte more.
    @inline(__always)
    static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
