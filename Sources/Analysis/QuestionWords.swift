/// The words by which a question is known.
public enum QuestionWords {
    /// Folded words of a text.
    public static func words(of text: String) -> [String] {
        var words: [String] = []
        Analyzer.forEachWord(in: text) { words.append($0) }
        return words
    }

    /// What a question asks for, by its words: `how`, `what`, `why`, `who`, `when` or `where`; `nil`
    /// for words that ask nothing.
    public static func kind(of words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            let phrase = phrases[word]?.first { words[index...].starts(with: $0.words) }
            if let phrase { return phrase.kind }
            if let kind = byWord[word] { return kind }
        }
        // "Loont het om ...?": a yes or no asks for grounds.
        return words.first.flatMap { yields.contains($0) ? "why" : nil }
    }

    /// Expressions whose first word alone would say something else, by this word.
    private static let phrases = Dictionary(grouping: allPhrases) { $0.words[0] }

    private static let allPhrases: [(words: [String], kind: String)] = [
        ("wat is er nodig om", "how"), ("wat is nodig om", "how"), ("wat kan ik doen", "how"),
        ("wat kunnen we doen", "how"), ("wat kan je doen", "how"), ("wat kun je doen", "how"),
        ("wat doe ik", "how"), ("wat doe je", "how"), ("wat doen we", "how"),
        ("wat te doen", "how"),
        ("wat moet ik doen", "how"), ("wat zeg ik", "how"), ("wat zeg je", "how"),
        ("op welke manier", "how"), ("op welke wijze", "how"), ("welke manieren", "how"),
        ("wat helpt", "how"), ("wat werkt", "how"), ("waarmee", "how"),
        ("wat levert", "why"), ("wat heb ik eraan", "why"), ("wat heeft het voor zin", "why"),
        ("wat is het nut", "why"), ("wat is het voordeel", "why"), ("wat zijn de voordelen", "why"),
        ("welke voordelen", "why"), ("wat is het belang", "why"), ("heeft het zin", "why"),
        ("om welke reden", "why"), ("hoe komt het", "why"), ("hoezo", "why"), ("waartoe", "why"),
        ("hoe vaak", "when"), ("hoe lang", "when"), ("op welk moment", "when"),
        ("hoe laat", "when"),
        ("welke rol", "who"), ("welke rollen", "who"), ("wat is de rol", "who"),
        ("aan wie", "who"), ("met wie", "who"), ("door wie", "who"), ("bij wie", "who"),
        ("voor wie", "who"), ("hoeveel", "what"), ("hoe heet", "what"),
    ].map { ($0.0.split(separator: " ").map(String.init), $0.1) }

    private static let byWord: [String: String] = [
        "hoe": "how", "wat": "what", "welke": "what", "welk": "what", "waarover": "what",
        "waarom": "why", "wie": "who", "wiens": "who", "wanneer": "when", "hoelang": "when",
        "waar": "where", "waarheen": "where",
    ]

    /// Whether folded words are said by someone, as a heading or a list of words is not.
    public static func speak(_ words: [String]) -> Bool { words.contains(where: spoken.contains) }

    private static let spoken = Set(
        TableText.pieces(
            of: """
                ik me mij mijn m'n je jij jou jouw jullie u uw we wij ons onze hij hem zij ze haar hun hen die \
                is ben bent zijn was waren heb hebt heeft hebben had hadden kan kun kunt kunnen wil wilt willen \
                moet moeten mag mogen zou zouden zal zullen wordt worden er
                """))

    /// Verbs that begin a question after what something yields.
    private static let yields: Set<String> = ["loont", "helpt", "werkt", "baat", "zin"]
}
