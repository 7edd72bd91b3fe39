internal import Analysis
internal import Indexing

/// Rewards passages with a topic that the question names.
///
/// A topic is named when all its words that say something occur in the question: "hoe bereik ik alle
/// ouders?" names `alle-ouders-bereiken`.
struct TopicMatch {
    /// A topic that the question names.
    struct Named {
        let name: String
        let weight: Double
        let info: TermMatches
    }

    /// A corpus with more topics than this has tags rather than topics.
    private static let mostTopics = 1000

    private let topics: [(name: String, info: TermMatches)]
    /// The hashes of the terms of all topics' stems, and where each topic's end among them.
    private let stems: [UInt64]
    private let ends: [Int]

    init(_ reader: IndexReader, analyzer: Analyzer) throws(IndexError) {
        var topics: [(name: String, info: TermMatches)] = []
        var stems: [UInt64] = []
        var ends: [Int] = []
        try reader.forEachTerm(prefix: [Facet.ownTopic.rawValue]) { term, info in
            let start = stems.count
            for word in term.dropFirst().split(separator: UInt8(ascii: "-")) {
                let word = String(decoding: word, as: UTF8.self)
                guard !FunctionWords.contains(word) else { continue }
                stems.append(
                    Fingerprint.of([TermReason.stem.prefix] + analyzer.stem(of: word).utf8))
            }
            if stems.count > start {
                topics.append((String(decoding: term.dropFirst(), as: UTF8.self), info))
                ends.append(stems.count)
            }
            return topics.count < Self.mostTopics
        }
        (self.topics, self.stems, self.ends) = (topics, stems, ends)
    }

    /// The topics that the question names, in byte order of their names.
    func named(by groups: [TermGroup], rarities: [Double]) -> [Named] {
        var asked: [(term: UInt64, rarity: Double)] = []
        for (group, rarity) in zip(groups, rarities) {
            for term in group.terms where term.how.isWhole {
                asked.append((term.hash, rarity))
            }
        }
        var named: [Named] = []
        var start = 0
        for (index, end) in ends.enumerated() {
            var sum = 0.0
            for place in start..<end {
                // A word that is typed twice counts as the last one.
                guard let word = asked.last(where: { $0.term == stems[place] }) else {
                    sum = 0
                    break
                }
                sum += word.rarity
            }
            start = end
            guard sum > 0 else { continue }
            named.append(Named(name: topics[index].name, weight: sum, info: topics[index].info))
        }
        return named
    }
}
