internal import Analysis

/// What kind of answer a question asks for.
public enum Intent: String, Hashable, Sendable, CaseIterable {
    case how, what, why, who, when, `where`, keyword

    /// The intent of a question, by its first question word; `keyword` without one.
    public static func of(_ question: String) -> Intent {
        var result: Intent?
        let analyzer = Analyzer()
        analyzer.forEachWord(in: question) { word in
            if result == nil { result = byWord[word] }
        }
        return result ?? .keyword
    }

    private static let byWord: [String: Intent] = [
        "hoe": .how, "hoeveel": .what, "wat": .what, "welke": .what, "welk": .what,
        "waarom": .why, "waartoe": .why, "wie": .who, "wiens": .who, "wanneer": .when,
        "waar": .where, "waarheen": .where, "waarmee": .how, "waarover": .what,
    ]
}
