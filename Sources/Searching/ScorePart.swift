public import Corpus

/// A part of a score, with the parts that it is made of.
///
/// Values are whole multiples of 1/1024, so that sums are exact in any order: the value of a part
/// with parts is their sum.
public struct ScorePart: Hashable, Sendable {
    /// What a part of a score is for.
    public enum Reason: Hashable, Sendable {
        /// The whole score.
        case total
        /// A word of the question, as typed.
        case word(String)
        /// What stands in the passage for a word: the term found and how it came to stand for it.
        case match(found: String, how: MatchKind)
        /// The same in the title of its document.
        case title(found: String, how: MatchKind)
        /// Two words of the question stand near each other.
        case near(String, String)
        /// The passage is about a topic that the question names.
        case topic(String)
        /// A part of what was asked is missing; the share that is covered, from 0 to 1.
        case uncovered(covered: Double)
        /// The kind of passage fits the kind of question, or does not.
        case kind(ItemKind)
        /// The passage only says for whom, when or with what its document is meant.
        case frame
        /// The passage only leads in to others, or is very short.
        case thin
        /// The passage is for another party than the question, or for the same.
        case party
        /// It names the fact that was asked for.
        case fact
        /// It opens a document whose title is what was asked.
        case opening
        /// Its document has more passages that fit.
        case document
        /// Better passages of the same document stand above it.
        case sameSource
    }

    /// What the part is for.
    public let reason: Reason
    /// What it adds to the score; negative where it takes off.
    public let value: Double
    /// What it is the sum of; empty for a part by itself.
    public let parts: [ScorePart]

    init(_ reason: Reason, _ value: Double, _ parts: [ScorePart] = []) {
        self.reason = reason
        self.value = value
        self.parts = parts
    }

    init(_ reason: Reason, sumOf parts: [ScorePart]) {
        self.init(reason, parts.reduce(0) { $0 + $1.value }, parts)
    }

    /// Values are whole multiples of this.
    static let step = 0x1p-10

    /// The nearest value that sums are exact in.
    ///
    /// Beyond 1.5 times 2^52 the numbers of a Double are whole: adding that rounds, to the even one of
    /// two that are equally near, without a call of the C library for each value.
    static func exact(_ value: Double) -> Double { (value / step + whole - whole) * step }

    /// `exact(value)` in steps; below 2^31 of them.
    static func steps(_ value: Double) -> Int32 {
        // The lowest bits of such a Double are the whole number.
        Int32(truncatingIfNeeded: (value / step + whole).bitPattern)
    }

    private static let whole = 0x18p48
}
