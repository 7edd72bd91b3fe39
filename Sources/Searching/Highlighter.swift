internal import Analysis
public import Corpus

/// Finds the sentences of a text that match a query, and the words in them.
///
/// Not to be shared between threads.
public final class Highlighter {
    private let analyzer: Analyzer
    /// The terms of texts that were analyzed before: the same passages are shown again and again.
    private var known: [String: [MarkableTerm]] = [:]
    /// How many terms are kept.
    private var held = 0

    private let limit: Int

    /// - Parameter limit: About how many bytes are kept; with more, all is forgotten.
    init(analyzer: Analyzer, limit: Int) {
        self.analyzer = analyzer
        self.limit = limit / MemoryLayout<MarkableTerm>.stride
    }

    /// A term of a text with its place.
    private struct MarkableTerm {
        /// As that of a `QueryTerm`.
        let hash: UInt64
        let start: UInt32
        let end: UInt32
    }

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
        quote(of: text, terms(of: text), Marks(query))
    }

    /// The quotations from many passages, in their order: from the label where there is no text.
    public func quotes(of passages: [Passage], for query: Query) -> [Quote] {
        let marks = Marks(query)
        return passages.map { passage in
            let text = passage.text.isEmpty ? passage.label : passage.text
            if let terms = known[passage.id] { return quote(of: text, terms, marks) }
            let terms = terms(of: text)
            if held + terms.count > limit {
                known.removeAll(keepingCapacity: true)
                held = 0
            }
            known[passage.id] = terms
            held += terms.count
            return quote(of: text, terms, marks)
        }
    }

    private func terms(of text: String) -> [MarkableTerm] {
        let stream = analyzer.tokens(in: text)
        var terms: [MarkableTerm] = []
        terms.reserveCapacity(stream.tokens.count)
        stream.forEach { token, term in
            terms.append(
                MarkableTerm(
                    hash: Fingerprint.of(term), start: UInt32(token.range.lowerBound),
                    end: UInt32(token.range.upperBound)))
        }
        return terms
    }

    private func quote(of text: String, _ terms: [MarkableTerm], _ marks: Marks) -> Quote {
        let matches: [Match] =
            marks.isEmpty
            ? []
            : terms.compactMap { term in
                guard let found = marks.found(term.hash) else { return nil }
                return Match(
                    range: Int(term.start)..<Int(term.end), group: found.group,
                    weight: found.weight)
            }
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
        private struct Slot {
            var hash: UInt64 = 0
            var group = 0
            /// 0 in a slot that is free.
            var weight = 0.0
        }

        /// Found by the lowest bits of the hash and linear probing; a power of two, half of them free.
        private var slots: [Slot]
        /// A bit for each remainder of the hashes: most words of a text have others.
        private var filter = SIMD8<UInt64>()

        var isEmpty: Bool { filter == SIMD8() }

        /// What a term of a text stands for in the query.
        func found(_ hash: UInt64) -> (group: Int, weight: Double)? {
            guard filter[Int(hash >> 6 & 7)] & 1 << (hash & 63) != 0 else { return nil }
            let slot = slots[place(of: hash)]
            return slot.weight > 0 ? (slot.group, slot.weight) : nil
        }

        /// Where a term is, or would be.
        private func place(of hash: UInt64) -> Int {
            var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[place].weight > 0, slots[place].hash != hash {
                place = (place + 1) & (slots.count - 1)
            }
            return place
        }

        init(_ query: Query) {
            let groups = query.groups.indices.filter {
                query.groups[$0].role == .content || query.groups[$0].role == .support
            }
            var count = 2
            let terms = groups.reduce(0) { $0 + query.groups[$1].terms.count }
            while count < 2 * terms { count *= 2 }
            slots = Array(repeating: Slot(), count: count)
            for index in groups {
                let group = query.groups[index]
                for term in group.terms {
                    let weight = term.weight * group.weight
                    // What stands for a word from afar would puzzle a reader.
                    guard term.how.isOwn || term.weight >= Highlighter.leastMarked else { continue }
                    let place = place(of: term.hash)
                    if weight > slots[place].weight {
                        slots[place] = Slot(hash: term.hash, group: index, weight: weight)
                        filter[Int(term.hash >> 6 & 7)] |= 1 << (term.hash & 63)
                    }
                }
            }
        }
    }

    /// Least weight of a word that is marked for standing for another.
    private static let leastMarked = 0.2

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
