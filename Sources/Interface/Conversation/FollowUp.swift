/// A question that goes on from the one before.
enum FollowUp: Hashable {
    /// "En voor schoolleiders?": the same question for others.
    case audience(String)
    /// "En bij een huisbezoek?": the same question with more words.
    case addition(String)
    /// "Meer over huisbezoek": another subject, the rest stays.
    case subject(String)

    /// Words for people by audience, as they are said.
    private static let audiences: [String: String] = [
        "leraar": "teacher", "leraren": "teacher", "leerkracht": "teacher",
        "leerkrachten": "teacher", "docent": "teacher", "docenten": "teacher",
        "juf": "teacher", "meester": "teacher",
        "schoolleider": "school-leader", "schoolleiders": "school-leader",
        "directeur": "school-leader", "directeuren": "school-leader",
        "directie": "school-leader", "ouder": "parent", "ouders": "parent",
        "trainer": "trainer", "trainers": "trainer",
    ]

    private static let openings: [[String]] = [["meer", "over"], ["vertel", "meer", "over"]]
    private static let articles: Set<String> = ["de", "het", "een", "alle", "onze"]

    /// How a line goes on from an earlier question, or `nil` for a question by itself.
    init?(_ line: String) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        let plain = words.map { $0.lowercased().filter { $0.isLetter || $0 == "-" } }
        for opening in Self.openings
        where plain.count > opening.count && Array(plain.prefix(opening.count)) == opening {
            self = .subject(words.dropFirst(opening.count).joined(separator: " "))
            return
        }
        guard plain.first == "en", plain.count > 1 else { return nil }
        let rest = plain.dropFirst().filter { !Self.articles.contains($0) }
        if rest.count == 2, rest[0] == "voor", let audience = Self.audiences[rest[1]] {
            self = .audience(audience)
            return
        }
        self = .addition(words.dropFirst().joined(separator: " "))
    }
}
