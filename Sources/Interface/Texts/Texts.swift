internal import Answering
package import Corpus
internal import Searching

/// Everything that a person reads, in Dutch, in this folder.
package enum Texts {
    // MARK: names

    /// Kinds of passages.
    static let kindNames: [String: String] = [
        "activity": "activiteit", "tip": "tip", "step": "stap", "point": "punt",
        "question": "vraag", "answer": "antwoord", "indicator": "kenmerk",
        "example": "voorbeeld", "benefit": "voordeel", "role": "rol",
        "definition": "begrip", "statement": "stelling", "paragraph": "tekst", "link": "verwijzing",
    ]

    static func name(of kind: ItemKind) -> String { kindNames[kind.rawValue] ?? kind.rawValue }

    static func name(of audience: Audience) -> String {
        switch audience {
        case .teacher: "leraren"
        case .schoolLeader: "schoolleiders"
        case .parent: "ouders"
        case .trainer: "trainers"
        default: audience.rawValue
        }
    }

    // MARK: answers

    /// How the question was read.
    static func interpretation(_ answer: Answer) -> String {
        guard !answer.contentWords.isEmpty else {
            return "Ik zie in je vraag geen woord waar ik op kan zoeken."
        }
        let words = list(answer.contentWords.map { "‘\($0)’" })
        let mended = answer.corrections.map { correction in
            "‘\(correction.word)’ als \(list(correction.readAs.map { "‘\($0)’" }, last: " of "))"
        }
        return sentence(for: answer.intent, words)
            + (mended.isEmpty ? "" : " Ik las \(list(mended)).")
    }

    private static func sentence(for intent: Intent, _ words: String) -> String {
        switch intent {
        case .how: "Je vraagt hoe je iets aanpakt. Ik zocht op \(words)."
        case .what: "Je vraagt wat iets is of inhoudt. Ik zocht op \(words)."
        case .why: "Je vraagt waarom. Ik zocht op \(words)."
        case .who: "Je vraagt wie. Ik zocht op \(words)."
        case .when: "Je vraagt wanneer. Ik zocht op \(words)."
        case .where: "Je vraagt waar. Ik zocht op \(words)."
        case .keyword: "Ik zocht op \(words)."
        }
    }

    /// What the corpus does not tell.
    static func gaps(_ answer: Answer) -> [String] {
        answer.missingWords.map { "Over ‘\($0)’ staat niets in de kennisbank." }
    }

    static let nothingFound = "Daar heb ik geen antwoord op gevonden."
    static let nearby = "Dit komt er het dichtst bij, maar beantwoordt je vraag niet:"
    static let tryOtherWords =
        "Probeer het met andere woorden, of vraag bijvoorbeeld: hoe bereik ik alle ouders?"
    static let nothingMatches = "Geen enkele passage past bij deze zoekvraag."
    static let questionForTeam = "vraag voor je team"
    static let sourceLabel = "Bron"
    static let basedOn = "Gebaseerd op"
    static let forAudience = "Voor"
    static let alsoBelow = "Onderdelen"
    static let partOf = "Hoort bij"
    static let link = "Link"

    static func more(_ shown: Int, of total: Int, inConversation: Bool) -> String {
        let more = total - shown
        let hint = inConversation ? "met :meer zie je ze" : "met --aantal zie je er meer"
        return more == 1
            ? "Nog 1 passage past bij je vraag; \(hint)."
            : "Nog \(more) passages passen bij je vraag; \(hint)."
    }

    // MARK: import and index

    /// The report line of one source: always one, whatever its name holds.
    package static func line(for entry: ImportReport.Entry, isTrial: Bool) -> String {
        OutputStyle.visible(rawLine(for: entry, isTrial: isTrial))
    }

    private static func rawLine(for entry: ImportReport.Entry, isTrial: Bool) -> String {
        switch entry.outcome {
        case .imported(let summary):
            let action =
                switch (isTrial, summary.replaced) {
                case (false, false): "ingelezen"
                case (false, true): "vernieuwd"
                case (true, false): "zou nieuw zijn"
                case (true, true): "zou veranderen"
                }
            var line =
                "\(action): \(entry.path): \(summary.document), \(count(summary.passages, "passage"))"
            if !summary.title.isEmpty { line += ", ‘\(summary.title)’" }
            if summary.repairs > 0 {
                line += ", \(count(summary.repairs, "woord", "woorden")) hersteld"
            }
            if !summary.dropped.isEmpty {
                line +=
                    ", \(count(summary.dropped.count, "stuk bijwerk", "stukken bijwerk")) weggelaten"
            }
            return line
        case .unchanged(let document):
            return "ongewijzigd: \(entry.path): \(document)"
        case .rejected(let rejection):
            return "geweigerd: \(entry.path): \(message(for: rejection))"
        }
    }

    /// How far an import is.
    package static func progress(_ done: Int, of total: Int) -> String {
        "\(done) van \(total) bronnen gelezen…"
    }

    /// How far an indexing is, of so many bytes.
    package static func indexing(_ done: Int, of total: Int) -> String {
        "\(100 * done / max(1, total)) procent doorzoekbaar gemaakt…"
    }

    /// What was left out of one source.
    package static func dropped(_ texts: [String]) -> [String] {
        texts.map { OutputStyle.visible("  weggelaten: \($0)") }
    }

    /// The last line of an import.
    package static func summary(_ report: ImportReport, isTrial: Bool) -> String {
        let sources = count(report.entries.count, "bron", "bronnen")
        let rejected = report.rejected
        var line = "\(sources) bekeken"
        line += rejected > 0 ? ", \(rejected) geweigerd" : ""
        line += "; de kennisbank telt nu \(count(report.documents, "document", "documenten"))"
        if isTrial {
            line = "\(sources) bekeken; dit was een proef, er is niets opgeslagen"
        }
        return line + "."
    }

    /// The last line of an indexing.
    package static func indexed(documents: Int, passages: Int, seconds: Double) -> String {
        "\(count(passages, "passage")) uit \(count(documents, "document", "documenten")) doorzoekbaar "
            + "gemaakt in \(decimal(seconds)) seconden."
    }

    package static func badThesaurus(_ reason: String) -> String {
        "De begrippenlijst is niet te gebruiken. \(reason)"
    }

    package static let noThesaurus = """
        Ik vind geen begrippenlijst (begrippen.rdf in de map van het corpus, of bij het programma). \
        Zoeken werkt, maar alleen met de woorden die in de teksten staan. Wijs een lijst aan met: \
        ouderwijs indexeer --begrippen BESTAND
        """
    package static let noDictionary = """
        Ik vind geen Nederlandse woordenlijst (pakket hunspell-nl). Zoeken werkt, maar samengestelde \
        woorden als ‘oudergesprek’ haal ik dan minder goed uit elkaar.
        """
    package static let allIsSound = "Alles is in orde."
    package static let repairCorpus =
        "Verbeter de bronnen en lees ze opnieuw in met: ouderwijs importeer BRON"

    package static func changedSource(_ path: String) -> String {
        "De bron ‘\(path)’ is anders dan bij het inlezen. Lees hem opnieuw in met: ouderwijs importeer"
    }

    package static func checked(
        corpus: String, documents: Int, passages: Int, readingEase: Double?
    ) -> String {
        let counts =
            "\(count(passages, "passage")) in \(count(documents, "document", "documenten"))"
        let ease = readingEase.map { "; leesgemak \(Int($0.rounded())) van 100" } ?? ""
        return "Corpus ‘\(corpus)’: \(counts) nagekeken\(ease)."
    }

    package static func checked(index: String, passages: Int) -> String {
        "Index ‘\(index)’: \(count(passages, "passage")) nagekeken."
    }

    package static let staleIndex =
        "Let op: de bronnen zijn veranderd sinds de index is gemaakt. Vernieuw hem met: ouderwijs indexeer"

    static func cannotWrite(_ code: Int32) -> String {
        "De uitvoer is niet weg te schrijven (systeemfout \(code))."
    }

    static func unknownSchema(_ name: String, near: String?, _ names: [String]) -> String {
        "Het schema ‘\(name)’ ken ik niet. "
            + (near.map { "Bedoelde je ‘\($0)’?" } ?? "Kies uit: \(list(names, last: " of ")).")
    }

    // MARK: JSON lines

    static func unknownField(_ name: String) -> String {
        "Het veld ‘\(name)’ ken ik niet; ik sla het over."
    }

    // MARK: parts

    package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    static func decimal(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100),\(rest < 10 ? "0" : "")\(rest)"
    }

    static func list(_ words: [String], last joint: String = " en ") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + joint + last
    }
}
