internal import Analysis
internal import Indexing

/// Rewards passages with a topic that the question names.
///
/// A topic is named when all its words that say something occur in the question: "hoe bereik ik alle
/// ouders?" names `alle-ouders-bereiken`.
struct TopicMatch {
    /// Weight of a topic's words beside words in the text.
    private static let weight = 0.4
    /// A corpus with more topics than this has tags rather than topics.
    private static let mostTopics = 1000

    private let segment: Segment
    private let topics: [(stems: Set<[UInt8]>, info: TermInfo)]

    init(_ segment: Segment, analyzer: Analyzer) throws(IndexError) {
        self.segment = segment
        var topics: [(stems: Set<[UInt8]>, info: TermInfo)] = []
        try segment.forEachTerm(prefix: [Facet.ownTopic.rawValue]) { term, info in
            var stems: Set<[UInt8]> = []
            for word in term.dropFirst().split(separator: UInt8(ascii: "-")) {
                let word = String(decoding: word, as: UTF8.self)
                guard !FunctionWords.contains(word) else { continue }
                stems.insert([TermReason.stem.prefix] + analyzer.stem(of: word).utf8)
            }
            if !stems.isEmpty { topics.append((stems, info)) }
            return topics.count < Self.mostTopics
        }
        self.topics = topics
    }

    /// The rewards by passage.
    ///
    /// - Parameters:
    ///   - groups: The content words of the question.
    ///   - rarities: Of these words.
    func rewards(for groups: [TermGroup], rarities: [Double]) throws(IndexError) -> [Int: Double] {
        var asked: [[UInt8]: Double] = [:]
        for (group, rarity) in zip(groups, rarities) {
            for term in group.terms { asked[term.bytes] = rarity }
        }
        var rewards: [Int: Double] = [:]
        for topic in topics {
            var sum = 0.0
            // In byte order: a sum in the order of hashing would differ from run to run.
            for stem in topic.stems.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                guard let rarity = asked[stem] else {
                    sum = 0
                    break
                }
                sum += rarity
            }
            guard sum > 0 else { continue }
            var cursor = try segment.postings(of: topic.info)
            while try cursor.next() {
                let reward = Self.weight * sum
                rewards[cursor.passage] = max(rewards[cursor.passage, default: 0], reward)
            }
        }
        return rewards
    }
}
