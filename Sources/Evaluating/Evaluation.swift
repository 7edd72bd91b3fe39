internal import Corpus
public import Answering
public import Indexing
public import Searching

/// How good answers are.
public struct Metrics: Hashable, Sendable {
    /// Normalised discounted cumulative gain of the first ten, with gain 2^grade - 1.
    public var ndcg = 0.0
    /// One through the rank of the first good answer among the first ten.
    public var reciprocalRank = 0.0
    /// Whether the first answer is good.
    public var first = 0.0
    /// Whether one of the first three is good.
    public var firstThree = 0.0
    /// Share of the good answers (ten at most) that are among the first ten.
    public var recall = 0.0

    /// Metrics of nothing.
    public init() {}

    /// Metrics of a ranked list; an answer is good from grade 2 on, where there is such a one.
    ///
    /// - Parameters:
    ///   - ranked: Ids, best first; one that comes again is passed over and takes no rank.
    ///   - grades: By id; not empty.
    public init(ranked: [String], grades: [String: Int]) {
        var seen: Set<String> = []
        let list = ranked.filter { seen.insert($0).inserted }.prefix(Self.depth)
        let gained = list.map { grades[$0] ?? 0 }
        let ideal = grades.values.sorted(by: >).prefix(Self.depth)
        let best = Self.gain(Array(ideal))
        ndcg = best > 0 ? Self.gain(gained) / best : 0
        let need = grades.values.contains { $0 >= 2 } ? 2 : 1
        if let place = gained.firstIndex(where: { $0 >= need }) {
            reciprocalRank = 1 / Double(place + 1)
            first = place == 0 ? 1 : 0
            firstThree = place < 3 ? 1 : 0
        }
        let good = min(Self.depth, grades.values.count { $0 > 0 })
        recall = good > 0 ? Double(gained.count { $0 > 0 }) / Double(good) : 0
    }

    private static let depth = 10

    private static func gain(_ grades: [Int]) -> Double {
        var sum = 0.0
        for (place, grade) in grades.enumerated() {
            sum += Double((1 << grade) - 1) / log2(Double(place + 2))
        }
        return sum
    }

    /// The logarithm to the base 2, for 2 to 11.
    private static func log2(_ number: Double) -> Double {
        // Squaring gives one binary digit after the other: exact enough for a printed figure, and
        // the same on every machine.
        var mantissa = number.significand
        var result = Double(number.exponent)
        var digit = 0.5
        for _ in 0..<52 {
            mantissa *= mantissa
            if mantissa >= 2 {
                mantissa /= 2
                result += digit
            }
            digit /= 2
        }
        return result
    }

    /// The mean; of nothing zeros.
    public static func mean(of all: [Metrics]) -> Metrics {
        var mean = Metrics()
        guard !all.isEmpty else { return mean }
        let count = Double(all.count)
        mean.ndcg = all.reduce(0) { $0 + $1.ndcg } / count
        mean.reciprocalRank = all.reduce(0) { $0 + $1.reciprocalRank } / count
        mean.first = all.reduce(0) { $0 + $1.first } / count
        mean.firstThree = all.reduce(0) { $0 + $1.firstThree } / count
        mean.recall = all.reduce(0) { $0 + $1.recall } / count
        return mean
    }
}

/// The result of asking a set of questions.
public struct Evaluation: Sendable {
    /// One question with what came of it.
    public struct Row: Sendable {
        /// What was asked.
        public let question: QuestionSet.Question
        /// Whether an answer was claimed.
        public let isFound: Bool
        /// What that claim rests on.
        public let evidence: Evidence
        /// The ids given, with the near-duplicates behind the passage that stands for them.
        public let ids: [String]
        /// How good the list is; `nil` for a question without an answer or without judgments.
        public let metrics: Metrics?
    }

    /// In the order of the questions.
    public let rows: [Row]

    /// Hits that are looked at for each question.
    private static let limit = 20

    /// Asks all questions.
    ///
    /// - Throws: `IndexError`.
    public init(_ set: QuestionSet, _ answerer: Answerer) throws(IndexError) {
        var rows: [Row] = []
        for question in set.questions {
            let answer = try answerer.answer(question.text, limit: Self.limit)
            let isFound = answer.isFound && !answer.citations.isEmpty
            let ids = answer.citations.flatMap { [$0.passage.id] + $0.also }
            var metrics: Metrics?
            if question.type != "noanswer", let grades = set.judgments[question.id] {
                metrics = Metrics(ranked: isFound ? ids : [], grades: grades)
            }
            rows.append(
                Row(
                    question: question, isFound: isFound, evidence: answer.evidence, ids: ids,
                    metrics: metrics))
        }
        self.rows = rows
    }

    /// The mean over all questions with an answer.
    public var mean: Metrics { Metrics.mean(of: rows.compactMap(\.metrics)) }

    /// The mean by type of question, in byte order of the types, with the number of questions.
    public var byType: [(type: String, count: Int, mean: Metrics)] {
        var groups: [String: [Metrics]] = [:]
        for row in rows {
            if let metrics = row.metrics { groups[row.question.type, default: []].append(metrics) }
        }
        return groups.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ($0.key, $0.value.count, Metrics.mean(of: $0.value)) }
    }

    /// Share of the questions without an answer for which none was claimed; `nil` without such.
    public var silentOnUnanswerable: Double? {
        share(of: rows.filter { $0.question.type == "noanswer" }) { !$0.isFound }
    }

    /// Share of the questions with an answer for which one was claimed; `nil` without such.
    public var answeredOnAnswerable: Double? {
        share(of: rows.filter { $0.metrics != nil }) { $0.isFound }
    }

    private func share(of rows: [Row], _ condition: (Row) -> Bool) -> Double? {
        rows.isEmpty ? nil : Double(rows.count(where: condition)) / Double(rows.count)
    }
}
