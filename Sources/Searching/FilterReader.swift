internal import Corpus

/// Reads conditions from a question: "voor schoolleiders", "max 20 minuten".
struct FilterReader {
    private let index: SearchIndex

    init(index: SearchIndex) { self.index = index }

    /// Marks the words of a condition, and puts the condition into the query.
    func read(_ words: inout [QueryWord], of text: String, into query: inout Query) {
        let bytes = Array(text.utf8)
        func take(_ range: ClosedRange<Int>, _ meaning: ReadFilter.Meaning) {
            let first = words[range.lowerBound].range
            let place = first.lowerBound..<words[range.upperBound].range.upperBound
            query.readFilters.append(
                ReadFilter(
                    words: String(decoding: bytes[place], as: UTF8.self), meaning: meaning,
                    range: place))
            for index in range { words[index].role = .filter }
        }
        for start in words.indices where words[start].role != .filter {
            if let (end, audience) = audience(at: start, in: words) {
                query.audiences |= PassageFacts.bit(of: audience)
                take(start...end, .audience(audience.rawValue))
            } else if let (end, minutes) = minutes(at: start, in: words) {
                query.mostMinutes = minutes
                take(start...end, .minutes(minutes))
            }
        }
    }

    /// Words that name an audience of texts.
    ///
    /// Parents are not among them: "een avond voor ouders" is about parents, and not meant for them.
    private static let audiences: [String: Audience] = [
        "schoolleider": .schoolLeader, "schoolleiders": .schoolLeader, "directie": .schoolLeader,
        "directies": .schoolLeader, "directeuren": .schoolLeader,
        "schooldirecteuren": .schoolLeader,
        "leidinggevenden": .schoolLeader, "trainers": .trainer, "trainer": .trainer,
        "leraren": .teacher, "leerkrachten": .teacher, "docenten": .teacher,
        "schoolleiding": .schoolLeader, "directeur": .schoolLeader,
    ]
    /// Words behind which "voor leraren" says for whom a text is.
    private static let texts: Set<String> = [
        "tip", "tips", "advies", "adviezen", "kaart", "kaarten", "stappenplan", "handreiking",
        "informatie", "iets", "materiaal", "ideeen", "stappen", "vragen", "checklist", "en",
        "praktijkkaart", "praktijkkaarten", "kwaliteitskaart", "werkvormen", "activiteiten",
    ]

    private func audience(at start: Int, in words: [QueryWord]) -> (end: Int, audience: Audience)? {
        guard words[start].folded == "voor" else { return nil }
        var end = start + 1
        while end < words.count, ["de", "een", "onze"].contains(words[end].folded) { end += 1 }
        guard end < words.count, let audience = Self.audiences[words[end].folded],
            index.hasAudience(audience)
        else { return nil }
        // At an end, or behind a kind of text: "is er een workshop voor leraren over ..." is not.
        let isLast = end == words.count - 1 && audience != .teacher
        let isFirst = start == 0
        let before = start > 0 ? words[start - 1].folded : ""
        return isLast || isFirst || Self.texts.contains(before) ? (end, audience) : nil
    }

    /// Words that begin a limit, with those that must stand behind them.
    private static let limits = [
        "max": [], "maximaal": [], "hoogstens": [], "hooguit": [], "binnen": [],
        "minder": ["dan"], "in": ["minder", "dan"], "niet": ["meer", "dan"], "korter": ["dan"],
    ]

    private func minutes(at start: Int, in words: [QueryWord]) -> (end: Int, minutes: Int)? {
        guard let behind = Self.limits[words[start].folded],
            words.count > start + behind.count,
            zip(words[(start + 1)...], behind).allSatisfy({ $0.folded == $1 })
        else { return nil }
        var place = start + 1 + behind.count
        if place < words.count, words[place].folded == "de" { place += 1 }
        guard place < words.count else { return nil }
        if let factor = Durations.units[words[place].folded], factor == 15 { return (place, 15) }
        guard place + 1 < words.count, let value = Durations.value(of: words[place].folded),
            let factor = Durations.units[words[place + 1].folded]
        else { return nil }
        return (place + 1, Int(value * Double(factor)))
    }
}

/// What an answer must name for a question of a kind: "wat kost ..." asks for a price.
enum ExpectedAnswers {
    /// Words that are about what is asked although they say little elsewhere.
    private static let asked: Set<String> = ["kost", "kosten", "duurt", "duren"]
    private static let before: Set<String> = ["wat", "hoeveel", "hoelang", "lang", "zou"]

    /// The places of the words that a question makes its subject.
    static func words(for words: [QueryWord]) -> [Int] {
        words.indices.filter { place in
            place > 0 && asked.contains(words[place].folded)
                && before.contains(words[place - 1].folded)
        }
    }
}
