internal import Analysis
internal import Corpus

/// Finds the sentences of a text that match a query, and the words in them.
public struct Highlighter {
    private let analyzer: Analyzer

    init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// A quotation with its matches.
    public struct Quote: Hashable, Sendable {
        /// Verbatim from the text.
        public let text: String
        /// UTF-8 byte ranges in `text`, ascending, disjoint.
        public let highlights: [Range<Int>]
    }

    /// Longest quotation in bytes, when it is more than one sentence.
    private static let quoteLimit = 320

    /// The run of sentences that matches best, with the matches in it.
    ///
    /// - Parameters:
    ///   - text: A whole passage.
    ///   - query: What was sought.
    public func quote(of text: String, for query: Query) -> Quote {
        quote(of: text, Marks(query))
    }

    /// The quotations from many texts, in their order.
    public func quotes(of texts: [String], for query: Query) -> [Quote] {
        let marks = Marks(query)
        return texts.map { quote(of: $0, marks) }
    }

    private func quote(of text: String, _ marks: Marks) -> Quote {
        let matches = matches(in: text, marks)
        let bytes = Array(text.utf8)
        let range = bestRange(of: text, length: bytes.count, matches: matches)
        let inside = matches.filter { range.contains($0.range.lowerBound) }
        return Quote(
            text: String(decoding: bytes[range], as: UTF8.self),
            highlights: Self.merged(
                inside.map {
                    $0.range.lowerBound - range.lowerBound..<min(
                        $0.range.upperBound, range.upperBound) - range.lowerBound
                }))
    }

    private struct Match {
        var range: Range<Int>
        var group: Int
        var weight: Double
    }

    /// What a query marks in texts: made once, used for each hit.
    struct Marks {
        private var weights: [[UInt8]: (group: Int, weight: Double)] = [:]
        /// Lengths with first letters: most words of a text have others.
        private var shapes = Set<Int>()

        var isEmpty: Bool { weights.isEmpty }

        /// What a term of a text stands for in the query.
        func found(_ term: UnsafeBufferPointer<UInt8>) -> (group: Int, weight: Double)? {
            shapes.contains(Self.shape(term)) ? weights[Array(term)] : nil
        }

        private static func shape(_ term: some Collection<UInt8>) -> Int {
            term.prefix(4).reduce(term.count) { $0 << 8 | Int($1) }
        }

        init(_ query: Query) {
            for (index, group) in query.groups.enumerated()
            where group.role == .content || group.role == .support {
                for term in group.terms {
                    let weight = term.weight * group.weight
                    // What stands for a word from afar would puzzle a reader.
                    guard term.how.isOwn || term.weight >= Highlighter.leastMarked else { continue }
                    if weight > weights[term.bytes]?.weight ?? 0 {
                        weights[term.bytes] = (index, weight)
                        shapes.insert(Self.shape(term.bytes))
                    }
                }
            }
        }
    }

    /// Least weight of a word that is marked for standing for another.
    private static let leastMarked = 0.2

    /// The matches of content words in order, the whole word where word and part match.
    private func matches(in text: String, _ marks: Marks) -> [Match] {
        guard !marks.isEmpty else { return [] }
        var matches: [Match] = []
        analyzer.tokens(in: text).forEach { token, term in
            guard let found = marks.found(term) else { return }
            matches.append(Match(range: token.range, group: found.group, weight: found.weight))
        }
        return matches
    }

    /// The run of sentences within the limit whose different matches weigh most.
    private func bestRange(of text: String, length: Int, matches: [Match]) -> Range<Int> {
        guard length > Self.quoteLimit else { return 0..<length }
        let sentences = Sentences.ranges(in: text)
        var best = sentences.first ?? 0..<length
        var bestWeight = -1.0
        for first in sentences.indices {
            var range = sentences[first]
            for last in first..<sentences.count {
                range = range.lowerBound..<sentences[last].upperBound
                guard last == first || range.count <= Self.quoteLimit else { break }
                var byGroup: [Int: Double] = [:]
                for match in matches where range.contains(match.range.lowerBound) {
                    byGroup[match.group] = max(byGroup[match.group] ?? 0, match.weight)
                }
                let weight = byGroup.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
                if weight > bestWeight {
                    bestWeight = weight
                    best = range
                }
            }
        }
        return best
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = result.last, range.lowerBound < last.upperBound {
                result[result.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
