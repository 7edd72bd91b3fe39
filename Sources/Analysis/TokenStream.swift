/// Why a term stands in the stream, from the nearest to the farthest from what was written.
public enum TermReason: UInt8, Hashable, Sendable, CaseIterable {
    /// The word as written, folded to small letters without accents.
    case word
    /// The stem of the word, or its lemma where a table has one.
    case stem
    /// The stem of the last part of a compound, which names the kind of thing.
    case head
    /// The stem of another part of a compound.
    case part
    /// The stem of what a hyphen parts: by itself it is a word of the text, too.
    case run

    /// The byte in front of a term in the index, which keeps the reasons apart.
    public var prefix: UInt8 {
        switch self {
        case .word: UInt8(ascii: "w")
        case .stem, .run: UInt8(ascii: "s")
        case .head: UInt8(ascii: "h")
        case .part: UInt8(ascii: "p")
        }
    }
}

/// One term at one place of a text.
public struct Token: Hashable, Sendable {
    /// UTF-8 byte offsets in the text, half-open; a part of a compound has its own.
    public let range: Range<Int>
    /// Word number from 0; the terms of one word share it.
    public let position: Int
    /// Why the term is there.
    public let reason: TermReason
    /// Where its bytes stand in the stream's `bytes`, with the prefix of the reason in front.
    let term: Range<Int>
}

/// The terms of a text, in order; one value is used again for many texts without new memory.
public struct TokenStream: Sendable {
    /// Ordered by position; at one position word, stem, parts, and last the stem of the verb that a
    /// particle elsewhere makes of it.
    public private(set) var tokens: [Token] = []
    /// The term bytes of all tokens behind each other.
    private(set) var bytes: [UInt8] = []
    /// Number of word positions.
    public internal(set) var positions = 0

    /// A stream without tokens.
    public init() {}

    /// Forgets the tokens and keeps the memory.
    mutating func reset() {
        tokens.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        positions = 0
    }

    mutating func append(
        _ term: some Collection<UInt8>, _ reason: TermReason, range: Range<Int>, position: Int
    ) {
        let start = bytes.count
        bytes.append(reason.prefix)
        bytes.append(contentsOf: term)
        tokens.append(
            Token(range: range, position: position, reason: reason, term: start..<bytes.count))
    }

    /// Adds a token between those that are there.
    mutating func insert(
        _ term: some Collection<UInt8>, _ reason: TermReason, range: Range<Int>, position: Int,
        at index: Int
    ) {
        let start = bytes.count
        bytes.append(reason.prefix)
        bytes.append(contentsOf: term)
        tokens.insert(
            Token(range: range, position: position, reason: reason, term: start..<bytes.count),
            at: min(index, tokens.count))
    }

    /// The bytes of a token's term, NFC, with the prefix of its reason in front.
    public func term(of token: Token) -> ArraySlice<UInt8> { bytes[token.term] }

    /// Calls `body` with each token and the bytes of its term.
    public func forEach(_ body: (Token, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { buffer in
            for token in tokens { body(token, UnsafeBufferPointer(rebasing: buffer[token.term])) }
        }
    }
}
