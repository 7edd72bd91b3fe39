internal import Analysis

/// What kind of answer a question asks for.
public enum Intent: String, Hashable, Sendable, CaseIterable {
    case how, what, why, who, when, `where`, keyword

    /// The intent of a question, by its question words; `keyword` without one.
    ///
    /// A question word in the middle counts where none begins a clause: "ik wil weten hoe het moet".
    public static func of(_ question: String) -> Intent {
        let words = QuestionWords.words(of: question)
        for (index, word) in words.enumerated() {
            if let phrase = QuestionWords.phrases.first(where: {
                words[index...].starts(with: $0.words)
            }) {
                return phrase.intent
            }
            if let intent = QuestionWords.byWord[word] {
                // "het gesprek waarin ouders ..., wat ...": a relative pronoun asks nothing, but
                // without any other question word it is all there is.
                return intent
            }
        }
        // "Loont het om ...?", "Halen kinderen betere resultaten?": a yes or no asks for grounds.
        if let first = words.first, QuestionWords.yields.contains(first) { return .why }
        return .keyword
    }
}

/// The words by which a question is known.
enum QuestionWords {
    /// Folded words of a text.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        Analyzer.forEachWord(in: text) { words.append($0) }
        return words
    }

    /// Expressions whose first word alone would say something else.
    static let phrases: [(words: [String], intent: Intent)] = [
        ("wat is er nodig om", Intent.how), ("wat is nodig om", .how), ("wat kan ik doen", .how),
        ("wat kunnen we doen", .how), ("wat kan je doen", .how), ("wat kun je doen", .how),
        ("wat doe ik", .how), ("wat doe je", .how), ("wat doen we", .how), ("wat te doen", .how),
        ("wat moet ik doen", .how), ("wat zeg ik", .how), ("wat zeg je", .how),
        ("op welke manier", .how), ("op welke wijze", .how), ("welke manieren", .how),
        ("wat helpt", .how), ("wat werkt", .how), ("waarmee", .how),
        ("wat levert", .why), ("wat heb ik eraan", .why), ("wat heeft het voor zin", .why),
        ("wat is het nut", .why), ("wat is het voordeel", .why), ("wat zijn de voordelen", .why),
        ("welke voordelen", .why), ("wat is het belang", .why), ("heeft het zin", .why),
        ("om welke reden", .why), ("hoe komt het", .why), ("hoezo", .why), ("waartoe", .why),
        ("hoe vaak", .when), ("hoe lang", .when), ("op welk moment", .when), ("hoe laat", .when),
        ("welke rol", .who), ("welke rollen", .who), ("wat is de rol", .who),
        ("aan wie", .who), ("met wie", .who), ("door wie", .who), ("bij wie", .who),
        ("voor wie", .who), ("hoeveel", .what), ("hoe heet", .what),
    ].map { ($0.0.split(separator: " ").map(String.init), $0.1) }

    static let byWord: [String: Intent] = [
        "hoe": .how, "wat": .what, "welke": .what, "welk": .what, "waarover": .what,
        "waarom": .why, "wie": .who, "wiens": .who, "wanneer": .when, "hoelang": .when,
        "waar": .where, "waarheen": .where,
    ]

    /// Verbs that begin a question after what something yields.
    static let yields: Set<String> = ["loont", "helpt", "werkt", "baat", "zin"]
}
