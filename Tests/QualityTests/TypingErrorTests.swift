import Answering
import DefaultIndex
import Evaluating
import Foundation
import TestSupport
import Testing

/// The quality of the answers to questions with typing errors.
struct TypingErrorTests {
    /// With an error in one word of each question, most of the answers are as good.
    @Test(.enabled(if: DefaultIndex.hasDictionary), arguments: [1, 2])
    func keepsMostOfTheQuality(seed: UInt64) throws {
        let answerer = Answerer(try DefaultIndex.shared.get().index)
        let folder = ProgramRun.checkout + "/Tests/Quality"
        let questions = try String(contentsOfFile: folder + "/questions.jsonl", encoding: .utf8)
        let temporary = try TemporaryFolder()
        let mistyped = temporary.file("questions.jsonl")
        var random = SeededGenerator(seed)
        let lines = try questions.split(separator: "\n").map { line in
            try Self.withError(Data(line.utf8), using: &random)
        }
        try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: mistyped))
        func quality(_ queries: String) throws -> Evaluation {
            try Evaluation(
                QuestionSet(queries: queries, judgments: folder + "/judgments.tsv"), answerer)
        }
        let (right, wrong) = try (quality(folder + "/questions.jsonl"), quality(mistyped))
        let kept = wrong.mean.ndcg / right.mean.ndcg
        #expect(kept > 0.94, "\(kept)")
        #expect(kept < 1.02, "\(kept)")
    }

    private static func withError(
        _ line: Data, using random: inout SeededGenerator
    ) throws -> Data {
        var question = try #require(
            JSONSerialization.jsonObject(with: line) as? [String: String])
        var words = try #require(question["text"]).components(separatedBy: " ")
        let long = words.indices.filter { words[$0].count > 4 }
        if let place = long.randomElement(using: &random) {
            words[place] = TypingError.made(in: words[place].lowercased(), using: &random)
        }
        question["text"] = words.joined(separator: " ")
        return try JSONSerialization.data(withJSONObject: question)
    }
}
