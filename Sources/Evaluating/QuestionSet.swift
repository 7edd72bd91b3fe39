public import Files
internal import JSON

/// Why a set of questions cannot be used.
public enum QuestionSetError: Error, Hashable, Sendable {
    /// A file cannot be read.
    case file(FileError)
    /// A line is not what it should be; lines count from 1.
    case line(path: String, line: Int)
}

/// Questions with judgments: which passages answer each, and how well.
public struct QuestionSet: Sendable {
    /// One question.
    public struct Question: Hashable, Sendable {
        /// Its name in the judgments.
        public let id: String
        /// What sort of question it is; `noanswer` for one that the corpus does not answer.
        public let type: String
        /// What is asked.
        public let text: String
    }

    /// In the order of the file.
    public let questions: [Question]
    /// By question the grade of each passage, from 0 (does not answer) to 3.
    public let judgments: [String: [String: Int]]

    /// Reads questions (`{"qid":…,"type":…,"text":…}`, a line each) and judgments (question, passage
    /// and grade, separated by tabs; a head line is passed over).
    ///
    /// - Throws: `QuestionSetError`.
    public init(queries: String, judgments: String) throws(QuestionSetError) {
        var questions: [Question] = []
        for (number, line) in try Self.lines(of: queries) {
            guard let value = try? JSONParser.parse(Array(line.utf8)).object,
                let id = value["qid"]?.string, let text = value["text"]?.string
            else { throw .line(path: queries, line: number) }
            questions.append(
                Question(id: id, type: value["type"]?.string ?? "question", text: text))
        }
        var grades: [String: [String: Int]] = [:]
        for (number, line) in try Self.lines(of: judgments) {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            if number == 1, parts.first == "qid" { continue }
            guard parts.count >= 3, let grade = Int(parts[2]) else {
                throw .line(path: judgments, line: number)
            }
            grades[String(parts[0]), default: [:]][String(parts[1])] = grade
        }
        self.questions = questions
        self.judgments = grades
    }

    private static func lines(
        of path: String
    ) throws(QuestionSetError) -> [(number: Int, line: Substring)] {
        let file: MappedFile
        do throws(FileError) { file = try MappedFile(path) } catch { throw .file(error) }
        let text = String(decoding: file.bytes, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(\.isWhitespace) }
            .map { ($0.offset + 1, $0.element) }
    }
}
