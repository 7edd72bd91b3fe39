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

    // The stems by the hashes of their terms.
    private let topics: [(name: String, stems: [UInt64], info: TermMatches)]

    init(_ reader: IndexReader, analyzer: Analyzer) throws(IndexError) {
        var topics: [(name: String, stems: [UInt64], info: TermMatches)] = []
        try reader.forEachTerm(prefix: [Facet.ownTopic.rawValue]) { term, info in
            var stems: [UInt64] = []
            for word in term.dropFirst().split(separator: UInt8(ascii: "-")) {
                let word = String(decoding: word, as: UTF8.self)
                guard !FunctionWords.contains(word) else { continue }
                stems.append(
                    Fingerprint.of([TermReason.stem.prefix] + analyzer.stem(of: word).utf8))
            }
            if !stems.isEmpty {
                topics.append((String(decoding: term.dropFirst(), as: UTF8.self), stems, info))
            }
            return topics.count < Self.mostTopics
        }
        self.topics = topics
    }

    /// The topics that the question names, in byte order of their names.
    func named(by groups: [TermGroup], rarities: [Double]) -> [Named] {
        var asked: [(term: UInt64, rarity: Double)] = []
        for (group, rarity) in zip(groups, rarities) {
            for term in group.terms where term.how == .word || term.how == .form {
                asked.append((term.hash, rarity))
            }
        }
        var named: [Named] = []
        for index in topics.indices {
            var sum = 0.0
            for stem in topics[index].stems {
                // A word that is typed twice counts as the last one.
                guard let word = asked.last(where: { $0.term == stem }) else {
                    sum = 0
                    break
                }
                sum += word.rarity
            }
            guard sum > 0 else { continue }
            named.append(Named(name: topics[index].name, weight: sum, info: topics[index].info))
        }
        return named
    }
}
