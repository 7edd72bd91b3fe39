internal import Bundling
internal import Corpus
internal import Files
internal import Searching

// What the conversation says.
extension Texts {
    static func welcome(passages: Int, documents: Int) -> [String] {
        [
            "Welkom bij Ouderwijs: \(passages) passages uit \(documents) bronnen over school en ouders.",
            "Typ een vraag, bijvoorbeeld: hoe bereik ik alle ouders?",
            "Een nummer opent een antwoord, :help legt alles uit, :stop sluit af.",
        ]
    }

    static let prompt = "vraag> "
    static let goodbye = "Tot de volgende keer."

    /// What is wrong with a question that a person typed.
    static func message(forQuestion error: RequestError) -> String {
        switch error.reason {
        case .textTooLong(_, let limit): "Je vraag is te lang: meer dan \(limit) tekens kan niet."
        case .tooManyTerms(let limit): "Je vraag is te lang: meer dan \(limit) woorden kan niet."
        case .emptyText: "Je vraag is leeg."
        default: message(for: error)
        }
    }

    // MARK: commands

    /// What stands behind the name of a command.
    static func placeholder(of command: ConversationCommand) -> String {
        switch command {
        case .help: "[COMMANDO]"
        case .open, .waarom, .bron, .kaart, .verwant: "NUMMER"
        case .begrip, .ontleed: "WOORD"
        case .filter: "[DOELGROEP=…]"
        case .bewaar: "NUMMERS [in MAP]"
        case .map: "[MAP]"
        case .bundel: "[MAP|ONDERWERP]"
        case .toon: "lang|kort|json"
        case .voorlezen: "aan|uit"
        case .opnemen: "[BESTAND]"
        case .themas, .wis, .meer, .terug, .ongedaan, .stop: ""
        }
    }

    static func summary(of command: ConversationCommand) -> String {
        switch command {
        case .help: "deze uitleg, of die van één commando"
        case .open: "opent een antwoord helemaal, met wat eromheen staat"
        case .waarom: "legt uit waarom dit antwoord bovenaan kwam"
        case .bron: "toont waar een antwoord vandaan komt"
        case .kaart: "toont de praktijkkaarten over hetzelfde onderwerp"
        case .verwant: "zoekt passages die erop lijken"
        case .begrip: "legt een woord uit"
        case .ontleed: "laat zien hoe een woord gelezen wordt"
        case .themas: "toont de thema's van de kennisbank"
        case .filter: "beperkt de antwoorden, of toont hoe ze beperkt zijn"
        case .wis: "begint opnieuw: zonder vraag en zonder filter"
        case .meer: "toont de volgende antwoorden"
        case .terug: "toont de vorige antwoorden"
        case .bewaar: "bewaart antwoorden in een map van jou"
        case .map: "toont je mappen, of wat erin zit"
        case .bundel: "maakt een workshop van een map of over een onderwerp"
        case .toon: "kiest hoe je antwoorden ziet"
        case .voorlezen: "schrijft alles als lopende zinnen, voor een schermlezer"
        case .opnemen: "schrijft het gesprek mee; zonder bestand stopt het opnemen"
        case .ongedaan: "neemt de laatste stap terug"
        case .stop: "sluit af (ook met Ctrl-D)"
        }
    }

    static func example(of command: ConversationCommand) -> String {
        switch command {
        case .help: ":help bewaar"
        case .open: ":open 2"
        case .waarom: ":waarom 1"
        case .bron: ":bron 1"
        case .kaart: ":kaart 1"
        case .verwant: ":verwant 1"
        case .begrip: ":begrip ouderbetrokkenheid"
        case .ontleed: ":ontleed oudergesprekken"
        case .themas: ":themas"
        case .filter: ":filter doelgroep=schoolleider soort=tip"
        case .wis: ":wis"
        case .meer: ":meer"
        case .terug: ":terug"
        case .bewaar: ":bewaar 1 3 in ouderavond"
        case .map: ":map ouderavond"
        case .bundel: ":bundel ouderavond"
        case .toon: ":toon kort"
        case .voorlezen: ":voorlezen aan"
        case .opnemen: ":opnemen gesprek.txt"
        case .ongedaan: ":ongedaan"
        case .stop: ":stop"
        }
    }

    static let helpIntroduction = "Zo werkt het:"
    static let helpQuestion = ("hoe begin ik een huisbezoek?", "een vraag, in je eigen woorden")
    static let helpFollowUp = (
        "en voor schoolleiders?", "gaat verder op je vorige vraag; ook: meer over …"
    )
    static let helpNumber = ("2", "opent antwoord 2")
    static let helpCommands = "Commando's:"
    static let helpEnd =
        "Met de pijltjes haal je eerdere vragen terug, met Tab maak je een woord af."

    static func written(_ command: ConversationCommand) -> String {
        let placeholder = placeholder(of: command)
        return placeholder.isEmpty ? command.name : "\(command.name) \(placeholder)"
    }

    static func names(of command: ConversationCommand) -> String {
        let others = [":\(command.letter)"] + command.aliases.map { ":" + $0 }
        return "Ook te typen als: \(list(others, last: " of "))."
    }

    static func exampleLine(_ example: String) -> String { "Bijvoorbeeld: \(example)" }

    static func unknownCommand(_ word: String, near: String?) -> String {
        let hint = near.map { "Bedoelde je \($0)?" } ?? "Met :help zie je wat er kan."
        return "Het commando \(word) ken ik niet. \(hint)"
    }

    static func unknownValue(_ word: String, near: String?, _ known: [String]) -> String {
        let hint = near.map { "Bedoelde je ‘\($0)’?" } ?? "Kies uit: \(list(known, last: " of "))."
        return "‘\(word)’ ken ik hier niet. \(hint)"
    }

    // MARK: questions that go on

    static func kept(question: String, filter: Filter) -> String {
        let limits = filter.isEmpty ? "" : " " + limited(filter)
        return
            "Ik ga verder met ‘\(question)’.\(limits) (:wis begint opnieuw, :ongedaan gaat terug.)"
    }

    static func kept(filter: Filter) -> String { "\(limited(filter)) (:wis haalt dat weg.)" }

    private static func limited(_ filter: Filter) -> String {
        "Ik kijk alleen \(list(described(filter)))."
    }

    private static func described(_ filter: Filter) -> [String] {
        var parts: [String] = []
        if !filter.audiences.isEmpty {
            let names = filter.audiences.map { name(of: Audience(rawValue: $0)) }
            parts.append("naar wat voor \(list(names, last: " of ")) is")
        }
        if !filter.kinds.isEmpty {
            let names = filter.kinds.map { name(of: ItemKind(rawValue: $0)) }
            parts.append("naar de soort \(list(names, last: " of "))")
        }
        if !filter.topics.isEmpty {
            parts.append("naar het thema \(list(filter.topics, last: " of "))")
        }
        if !filter.documents.isEmpty {
            parts.append("in \(list(filter.documents, last: " of "))")
        }
        return parts
    }

    static func current(_ filter: Filter) -> String {
        filter.isEmpty
            ? "Er is geen filter. Bijvoorbeeld: :filter doelgroep=schoolleider"
            : kept(filter: filter)
    }

    static let filterForm =
        "Een filter schrijf je als naam=waarde, bijvoorbeeld: :filter doelgroep=leraar soort=tip"
    static let cleared = "We beginnen opnieuw, zonder vraag en zonder filter."
    static let noQuestionYet = "Je hebt nog niets gevraagd. Typ eerst een vraag."
    static let noHitsYet = "Er staan nog geen antwoorden op het scherm. Stel eerst een vraag."
    static let noMoreHits = "Meer antwoorden zijn er niet."
    static let noEarlierHits = "Dit zijn de eerste antwoorden al."

    static func notANumber(_ word: String) -> String {
        "‘\(word)’ is geen nummer van een antwoord."
    }

    static func noSuchHit(_ number: Int, count: Int) -> String {
        count == 0
            ? noHitsYet
            : "Antwoord \(number) is er niet: kies een nummer van 1 tot en met \(count)."
    }

    // MARK: more about a hit or a word

    static func scoreOf(_ number: Int, _ name: String, _ score: Double) -> String {
        "Antwoord \(number), ‘\(name)’, heeft score \(decimal(score)). Dat komt vooral door:"
    }

    static func signed(_ value: Double) -> String {
        (value < 0 ? "-" : "+") + decimal(abs(value))
    }

    static func forWord(_ word: String, _ text: String) -> String { "\(text), voor ‘\(word)’" }

    static func notExplained(_ number: Int) -> String {
        "Antwoord \(number) kwam niet door je vraag boven, dus daar valt niets aan uit te leggen."
    }

    static func related(to name: String) -> String { "Dit lijkt op ‘\(name)’:" }

    static func nothingRelated(_ number: Int) -> String {
        "Er is niets dat op antwoord \(number) lijkt."
    }

    static let cards = "Praktijkkaarten over hetzelfde:"

    static func howToPrint(card: String) -> String {
        "Zo druk je er een af: ouderwijs bundel --kaart \(card) --uit kaart.docx"
    }

    static func noCards(_ number: Int) -> String {
        "Bij antwoord \(number) hoort geen praktijkkaart."
    }

    static func missingWord(_ command: ConversationCommand) -> String {
        "Achter \(command.name) hoort een woord. \(exampleLine(example(of: command)))"
    }

    static func definition(of word: String, _ text: String?) -> String {
        guard let text else { return "\(word): hier staat geen uitleg bij." }
        return "\(word): \(text)"
    }

    static let alsoCalled = "Ook wel"
    static let broader = "Hoort bij"
    static let narrower = "Daaronder vallen"
    static let near = "Kijk ook bij"

    static func unknownConcept(_ word: String, near: String?) -> String {
        "‘\(word)’ staat niet in de begrippenlijst. "
            + (near.map { "Bedoelde je ‘\($0)’?" } ?? "Stel er gerust een vraag over.")
    }

    static let noWords = "Daar staat geen woord in."
    static let noTopics = "Deze kennisbank heeft geen thema's."

    /// What to try when nothing was found.
    static func suggestion(_ words: [String]) -> String {
        words.isEmpty
            ? tryOtherWords
            : "Probeer het met andere woorden, zoals \(list(words.map { "‘\($0)’" }, last: " of "))."
    }

    // MARK: saving

    static func saved(_ added: Int, of count: Int, in folder: String) -> String {
        let rest = added < count ? " De rest stond er al." : ""
        return added == 0
            ? "Dat stond al in de map ‘\(folder)’."
            : "\(self.count(added, "passage")) bewaard in de map ‘\(folder)’.\(rest)"
    }

    static let noFolders =
        "Je hebt nog geen mappen. Bewaar een antwoord met bijvoorbeeld: :bewaar 1 in ouderavond"

    static func folder(_ name: String, count: Int) -> String {
        "Map ‘\(name)’: \(self.count(count, "passage"))."
    }

    static func folderPlace(_ path: String) -> String {
        "Je mappen zijn gewone tekstbestanden in \(path)."
    }

    static func gone(_ ids: [String]) -> String {
        "Niet meer in de kennisbank: \(list(ids))."
    }

    static func emptyFolder(_ name: String) -> String { "De map ‘\(name)’ is leeg." }

    static func bundled(_ bundle: Bundle, _ path: String) -> String {
        "Een workshop van \(bundle.minutes) minuten over ‘\(bundle.topic)’ staat klaar: \(path)."
    }

    static func bundleExists(_ path: String) -> String {
        "Het bestand ‘\(path)’ bestaat al. Haal het weg, of werk het bij met: "
            + "ouderwijs bundel --ververs \(path)"
    }

    static func fileExists(_ path: String) -> String {
        "Het bestand ‘\(path)’ bestaat al. Kies een andere naam, of haal het eerst weg."
    }

    static func message(for fault: SavedFolders.Fault) -> String {
        switch fault {
        case .badName(let name):
            "‘\(name)’ kan geen naam van een map zijn: gebruik letters, cijfers, spaties en streepjes."
        case .missing(let name, let near):
            "De map ‘\(name)’ is er niet. "
                + (near.map { "Bedoelde je ‘\($0)’?" } ?? "Met :map zie je welke er zijn.")
        case .file(let error): message(for: error)
        }
    }

    // MARK: the conversation itself

    static func current(_ display: Conversation.Display) -> String {
        switch display {
        case .lang: "Je ziet antwoorden met hun bron."
        case .kort: "Je ziet antwoorden kort, zonder hun bron."
        case .json: "Je ziet antwoorden als JSON."
        }
    }

    static func readingAloud(_ isOn: Bool) -> String {
        isOn
            ? "Voorlezen staat aan: alles komt als lopende zinnen, met het nummer achteraan."
            : "Voorlezen staat uit."
    }

    static func recording(_ path: String) -> String {
        "Vanaf nu schrijf ik het gesprek mee in \(path). Met :opnemen stop ik daarmee."
    }

    static func recorded(_ path: String) -> String {
        "Het gesprek staat in \(path). Speel het af met: ouderwijs --speel \(path)"
    }

    static let noRecording = "Ik neem niets op. Begin met bijvoorbeeld: :opnemen gesprek.txt"
    static let nothingToUndo = "Er is niets om terug te nemen."

    static func undone(question: String?) -> String {
        question.map { "Terug bij ‘\($0)’." } ?? "Terug bij het begin."
    }

    static func undone(saved count: Int, folder: String) -> String {
        "\(self.count(count, "passage")) weer uit de map ‘\(folder)’ gehaald."
    }

    static let interrupted = "Afgebroken."

    // MARK: reading aloud

    /// A hit as sentences, with its number at the end.
    static func aloud(_ parts: [String], number: Int) -> String {
        let sentences = parts.filter { !$0.isEmpty }.map { part in
            part.last.map { ".?!…:".contains($0) } ?? true ? part : part + "."
        }
        return sentences.joined(separator: " ") + " Antwoord \(number)."
    }

    static func aloudSource(_ title: String, _ headings: [String]) -> String {
        let place = headings.isEmpty ? "" : ", onder \(list(headings, last: ", "))"
        return "Uit: \(title)\(place)."
    }

    // MARK: one passage

    static let before = "Hiervoor"
    static let after = "Hierna"
    static let titleLabel = "Titel"
    static let sectionLabel = "Onderdeel"
    static let fileLabel = "Bestand"
    static let placeLabel = "Plaats"
    static let passageLabel = "Passage"

    static func place(_ locator: Locator) -> String {
        let page = locator.page.map { "bladzijde \($0)" }
        let line = locator.line.map { "regel \($0)" }
        return list([page, line].compactMap(\.self), last: ", ")
    }
}
