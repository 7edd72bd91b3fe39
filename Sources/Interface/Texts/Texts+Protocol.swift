internal import Searching

// What programs and assistants read about the protocol.
extension Texts {
    static let bundleSchemaTitle = "Een bundel van Ouderwijs, versie 1"
    static let requestsTitle = "Verzoeken aan Ouderwijs, versie 1"

    static func summary(of operation: Operation) -> String {
        switch operation {
        case .hello: "Vertelt wat er kan, met welke grenzen, en wat er in de kennisbank zit."
        case .ask: "Beantwoordt een vraag in gewoon Nederlands met letterlijke passages."
        case .search: "Zoekt passages op woorden, zinsdelen en filters."
        case .passage: "Geeft één passage helemaal, met haar bron."
        case .document: "Geeft een heel document, zoals het in de kennisbank staat."
        case .related: "Geeft passages die over hetzelfde gaan als deze."
        case .explain: "Legt uit hoe de score van een passage bij een vraag tot stand komt."
        case .analyze: "Laat zien welke zoektermen een tekst oplevert, en waarom."
        case .suggest: "Vult aan wat iemand typt, of raadt wat bedoeld was."
        case .topics: "Geeft de thema's van de kennisbank, met hoeveel passages ze hebben."
        case .bundle: "Maakt een programma voor een workshop over een onderwerp, met passages."
        }
    }

    static func description(of field: RequestField) -> String {
        switch field {
        case .version: "De versie van het protocol."
        case .id: "Komt ongewijzigd terug in het antwoord."
        case .operation: "Wat er moet gebeuren."
        case .query:
            "De vraag of zoekvraag: hoogstens \(Limits.query) tekens en \(Limits.terms) woorden."
        case .text: "De tekst die ontleed wordt."
        case .prefix: "Het begin van wat iemand typt."
        case .key: "De id van de passage of het document, zoals een treffer hem geeft."
        case .topic: "Waar de workshop over gaat, zoals: alle ouders bereiken."
        case .minutes: "Hoeveel minuten de workshop duurt."
        case .audience: "Voor wie de workshop is; passages voor die doelgroep gaan voor."
        case .mode: "any: een van de woorden is genoeg; all: elk woord moet voorkomen."
        case .limit: "Hoeveel treffers je hoogstens krijgt."
        case .offset: "Hoeveel treffers worden overgeslagen, om verder te bladeren."
        case .filter: "Alleen passages met een van deze waarden, in elk van de lijsten."
        case .explain: "Of elke treffer zijn score uitlegt."
        case .deadline: "Binnen hoeveel milliseconden het antwoord er moet zijn."
        }
    }

    /// What a part of a score is for.
    static func description(of reason: ScorePart.Reason) -> String {
        switch reason {
        case .total: "de hele score"
        case .word(let word): "het woord ‘\(word)’"
        case .match(let found, let how): "‘\(found)’: \(description(of: how))"
        case .title(let found, let how): "‘\(found)’ in de titel: \(description(of: how))"
        case .near(let one, let other): "‘\(one)’ en ‘\(other)’ staan dicht bij elkaar"
        case .topic(let topic): "het gaat over het thema ‘\(topic)’"
        case .uncovered(let covered):
            "van wat je vroeg komt \(Int((covered * 100).rounded())) procent voor"
        case .kind(let kind): "de soort ‘\(name(of: kind))’ past meer of minder bij zo'n vraag"
        case .frame: "het zegt alleen voor wie of waarvoor de kaart is"
        case .thin: "het is kort, of leidt iets anders in"
        case .party: "het is voor een andere of juist voor deze doelgroep"
        case .fact: "het noemt het getal, de prijs of de tijd waar je naar vraagt"
        case .opening: "het is het begin van een stuk met deze titel"
        case .document: "uit dezelfde bron passen meer stukken bij je vraag"
        case .sameSource: "er staat al een beter antwoord uit dezelfde bron boven"
        }
    }

    static func description(of match: MatchKind) -> String {
        switch match {
        case .word: "precies zo geschreven"
        case .form: "een andere vorm van het woord"
        case .head: "het laatste deel van een samenstelling"
        case .part: "een deel van een samenstelling"
        case .synonym: "een woord met dezelfde betekenis"
        case .narrower: "een soort of onderdeel ervan"
        case .broader: "een ruimer woord"
        case .related: "een verwant woord"
        case .spelling: "een woord dat erop lijkt"
        }
    }

    // MARK: Model Context Protocol

    static let serverTitle = "Ouderwijs"
    static let serverInstructions = """
        Ouderwijs is een Nederlandse kennisbank over samenwerken tussen school en ouders. Stel een \
        vraag met ‘vraag’, zoek met ‘zoek’, en haal een hele passage op met ‘passage’. Citeer \
        letterlijk en noem de bron; staat er "found": false, zeg dan dat de kennisbank er geen \
        antwoord op heeft.
        """

    static func title(of tool: MCPTool) -> String {
        switch tool {
        case .vraag: "Vraag stellen"
        case .zoek: "Zoeken"
        case .passage: "Passage openen"
        case .bundel: "Workshop maken"
        case .themas: "Thema's bekijken"
        }
    }

    static let documentTemplate = "Een document uit de kennisbank"
    static let documentTemplateDetails = "Het hele document, met secties en passages, als JSON."

    static func mcpError(_ error: MCPError) -> String {
        switch error {
        case .notJSON: "Dit is geen geldige JSON."
        case .tooLarge(let limit): "Dit bericht is te lang: meer dan \(limit) bytes lees ik niet."
        case .notARequest: "Dit is geen JSON-RPC-verzoek."
        case .unknownMethod(let name): "De methode ‘\(name)’ ken ik niet."
        case .missingParameter(let name): "De parameter ‘\(name)’ ontbreekt of klopt niet."
        case .unknownTool(let name): "Het gereedschap ‘\(name)’ ken ik niet."
        case .unknownPrompt(let name): "De opdracht ‘\(name)’ ken ik niet."
        case .unknownResource(let uri): "Er is geen bron met het adres ‘\(uri)’."
        case .badCursor: "Deze bladwijzer ken ik niet; begin opnieuw bij het begin."
        case .unsupportedVersion(let version): "De protocolversie ‘\(version)’ spreek ik niet."
        case .failed(let error): message(for: error)
        }
    }

    // MARK: prompts

    static func title(of prompt: MCPPrompt) -> String {
        switch prompt {
        case .workshop: "Workshop voorbereiden"
        case .team: "Teamgesprek voorbereiden"
        }
    }

    static func description(of prompt: MCPPrompt) -> String {
        switch prompt {
        case .workshop:
            "Maakt een programma voor een workshop over samenwerken met ouders, met passages uit de kennisbank."
        case .team: "Maakt een gesprek in het team over een thema, met vragen en stellingen."
        }
    }

    static func description(of argument: MCPPrompt.Argument) -> String {
        switch argument {
        case .topic: "Waar het over gaat, bijvoorbeeld: alle ouders bereiken."
        case .minutes: "Hoeveel minuten er zijn (90 als je niets zegt)."
        case .audience: "Voor wie: leraar, schoolleider, ouder of trainer."
        }
    }

    static func instructions(
        of prompt: MCPPrompt, topic: String, minutes: Int, audience: String?
    ) -> String {
        let people = audience.map { " Het is bedoeld voor: \($0)." } ?? ""
        let rules =
            "Gebruik alleen wat in de passages hieronder staat, en wat je met de gereedschappen ‘zoek’ "
            + "en ‘passage’ erbij vindt. Haal letterlijk aan en zet de id van de passage erbij."
        return switch prompt {
        case .workshop:
            """
            Bereid een workshop van \(minutes) minuten voor over: \(topic).\(people)
            Maak een programma met een opening, een kern en een afsluiting. Geef bij elk onderdeel hoeveel \
            minuten het duurt, wat de trainer doet, wat de deelnemers doen en welke passages erbij horen; \
            samen is het precies \(minutes) minuten. Sluit af met materiaal en een korte evaluatie.
            \(rules)
            """
        case .team:
            """
            Bereid een teamgesprek van \(minutes) minuten voor over: \(topic).\(people)
            Geef drie vragen om te beginnen, vier stellingen met wat ervoor en ertegen pleit, en een afspraak \
            waarmee het gesprek eindigt.
            \(rules)
            """
        }
    }

    static let foundPassages = "Passages uit de kennisbank:"
    static let noPassages = "De kennisbank heeft hier geen passages over. Zeg dat eerlijk."
}
