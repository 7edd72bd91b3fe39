internal import Analysis

/// What kind of answer a question asks for.
public enum Intent: String, Hashable, Sendable, CaseIterable {
    case how, what, why, who, when, `where`, keyword

    /// The intent of a question, by its question words; `keyword` without one.
    public static func of(_ question: String) -> Intent {
        QuestionWords.kind(of: QuestionWords.words(of: question)).flatMap(Intent.init) ?? .keyword
    }
}
