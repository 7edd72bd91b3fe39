internal import Searching

extension Texts {
    static func summary(of command: CommandName) -> String {
        switch command {
        case .vraag: "beantwoordt een vraag met passages uit de kennisbank"
        case .zoek: "zoekt passages op woorden"
        case .bundel: "maakt een programma voor een workshop, met passages"
        case .themas: "toont de thema's, met hoeveel passages ze hebben"
        case .importeer: "leest bronnen in en maakt ze doorzoekbaar"
        case .indexeer: "maakt de ingelezen bronnen (opnieuw) doorzoekbaar"
        case .controleer: "kijkt bronnen, begrippen en index helemaal na"
        case .evalueer: "meet hoe goed vragen worden beantwoord"
        case .json: "beantwoordt verzoeken van andere programma's, één JSON-regel per keer"
        case .mcp: "laat een AI-assistent in de kennisbank zoeken (Model Context Protocol)"
        case .schema: "toont de JSON Schema's van corpus, verzoeken, antwoorden en bundel"
        case .aanvulling: "maakt de aanvulling met Tab voor bash, zsh of fish"
        case .handleiding: "maakt de handleiding voor man"
        }
    }

    static func argument(of command: CommandName) -> String {
        switch command {
        case .vraag: "de vraag"
        case .zoek: "de zoekvraag"
        case .bundel: "het onderwerp"
        case .importeer: "de bron"
        case .aanvulling: "de naam van je shell"
        case .themas, .indexeer, .controleer, .evalueer, .json, .mcp, .schema, .handleiding: "niets"
        }
    }

    private static func usage(of command: CommandName) -> String {
        switch command {
        case .vraag: "VRAAG…"
        case .zoek: "ZOEKVRAAG…"
        case .bundel: "[ONDERWERP…]"
        case .importeer: "BRON…"
        case .themas, .indexeer, .controleer, .evalueer, .json, .mcp: ""
        case .aanvulling: "bash|zsh|fish"
        case .handleiding: "[COMMANDO]"
        case .schema: "[corpus|requests|responses|bundle]"
        }
    }

    static func examples(of command: CommandName) -> [String] {
        switch command {
        case .vraag:
            [
                "ouderwijs vraag \"hoe bereik ik alle ouders?\"",
                "ouderwijs vraag --doelgroep schoolleider wat levert samenwerken op",
                "echo \"hoe begin ik een huisbezoek?\" | ouderwijs vraag -",
            ]
        case .zoek:
            [
                "ouderwijs zoek huisbezoek", "ouderwijs zoek '\"goede gesprek\" -huiswerk'",
                "ouderwijs zoek --soort tip --aantal 10 gesprek",
            ]
        case .bundel:
            [
                "ouderwijs bundel huisbezoek",
                "ouderwijs bundel --duur 120 --doelgroep leraar --vorm html --uit avond.html lastige gesprekken",
                "ouderwijs bundel --vorm markdown --vorm docx --uit map \"alle ouders bereiken\"",
                "ouderwijs bundel --sjabloon school.docx --uit avond.docx ouderavond",
                "ouderwijs bundel --ververs huisbezoek.md",
            ]
        case .importeer:
            [
                "ouderwijs importeer map/met/bronnen", "ouderwijs importeer --proef brief.html",
                "ouderwijs importeer Corpus/bronnen --corpus Corpus",
            ]
        case .indexeer: ["ouderwijs indexeer", "ouderwijs indexeer --corpus C --index I"]
        case .controleer: ["ouderwijs controleer", "ouderwijs controleer --corpus C --index I"]
        case .evalueer:
            [
                "ouderwijs evalueer --queries vragen.jsonl --judgments oordelen.tsv",
                "ouderwijs evalueer --queries vragen.jsonl --judgments oordelen.tsv --zonder synoniemen",
            ]
        case .json:
            ["echo '{\"op\":\"ask\",\"query\":\"huisbezoek\"}' | ouderwijs json"]
        case .mcp: ["ouderwijs mcp", "ouderwijs mcp --corpus C --index I"]
        case .schema: ["ouderwijs schema", "ouderwijs schema responses"]
        case .themas: ["ouderwijs themas", "ouderwijs themas --json"]
        case .aanvulling:
            [
                "ouderwijs aanvulling bash > ~/.local/share/bash-completion/completions/ouderwijs",
                "ouderwijs aanvulling fish > ~/.config/fish/completions/ouderwijs.fish",
            ]
        case .handleiding:
            ["ouderwijs handleiding | man -l -", "ouderwijs handleiding vraag | man -l -"]
        }
    }

    static func details(of command: CommandName) -> String {
        switch command {
        case .vraag:
            "Een VRAAG is gewoon Nederlands; met - wordt hij van de standaardinvoer gelezen."
        case .zoek:
            """
            Woorden mogen in elke vorm voorkomen. Met "dubbele aanhalingstekens" moeten ze achter
            elkaar staan; met - ervoor mogen ze juist niet voorkomen.
            """
        case .bundel:
            """
            Een ONDERWERP is een onderwerp of vraag in gewoon Nederlands. Zonder --vorm en --uit krijg je
            Markdown op de standaarduitvoer; met --uit BESTAND zegt de naam van het bestand de vorm.

            In plaats van een onderwerp kan ook --map (passages die je in een gesprek bewaarde) of --kaart
            (één praktijkkaart, om af te drukken). Met --ververs werk je een Markdown-bestand bij nadat de
            kennisbank is veranderd: wat je zelf schreef of weghaalde blijft zo, en waar jouw tekst en de
            kennisbank allebei veranderden staan ze onder elkaar, om uit te kiezen. Duur, doelgroep en editie
            staan dan in de kop van het bestand; je past ze daar aan.
            """
        case .importeer:
            """
            Een BRON is een bestand (webpagina, PDF, Word, OpenDocument, praktijkkaart of tekst), een map,
            een webadres, of - voor de standaardinvoer. Een kapotte bron houdt de andere niet tegen. Alleen voor een webadres gaat
            het programma het internet op.
            """
        case .indexeer:
            "Zonder --corpus gaat het om de kennisbank die meekwam en je eigen bronnen."
        case .controleer:
            """
            Elke regel van het corpus, elk begrip en elke byte van de index komt aan de beurt. Wat niet
            klopt, staat erbij met hoe je het herstelt.
            """
        case .evalueer:
            """
            De vragen staan als JSON-regels in het ene bestand ({"qid":"v1","type":"question","text":"…"}),
            de oordelen als vraag, passage en cijfer van 0 tot 3 met tabs ertussen in het andere. Met --zonder
            laat je een stap weg, om te zien wat die oplevert: \(list(evaluationSteps)).
            """
        case .json:
            "Elke regel op de standaardinvoer is een verzoek, elke regel op de uitvoer het antwoord."
        case .mcp:
            """
            Zet dit commando in de instellingen van de assistent; die start het zelf en praat ermee via
            standaardinvoer en -uitvoer.
            """
        case .schema:
            "Zonder naam krijg je ze alle vier in één object; met een naam alleen dat ene."
        case .themas: "De meest voorkomende thema's staan bovenaan."
        case .aanvulling: "Bewaar wat je krijgt waar je shell zijn aanvullingen zoekt."
        case .handleiding: "Zonder COMMANDO gaat het over het hele programma."
        }
    }

    static func help(for option: Option) -> String {
        switch option.name {
        case .corpus: "zoek in dit corpus (mag vaker)"
        case .index: "gebruik de index in deze map"
        case .json: "geef het antwoord als één regel JSON"
        case .aantal: "hoeveel passages je ziet (5 als je niets zegt)"
        case .doelgroep: "voor leraar, schoolleider, ouder of trainer"
        case .soort: "alleen passages van deze soort, zoals tip of stap"
        case .thema: "alleen passages over dit thema"
        case .bron: "alleen uit dit document"
        case .kleur: "auto, altijd of nooit"
        case .stil: "geen meldingen, alleen het resultaat"
        case .duur: "hoeveel minuten de workshop duurt: 45 tot en met 180 (90 als je niets zegt)"
        case .vorm: "markdown, html, docx, odt, pptx, pdf of json (mag vaker)"
        case .uit: "schrijf in dit bestand of deze map"
        case .editie: "trainer, deelnemer of groot (grote letters)"
        case .kaart: "druk deze praktijkkaart af, in plaats van een workshop"
        case .map: "maak de workshop van de passages die je in deze map bewaarde"
        case .sjabloon: "neem de huisstijl over van dit document (docx of odt)"
        case .ververs: "werk dit eerder gemaakte bestand bij; wat je zelf aanpaste, blijft"
        case .help: "toon deze hulp"
        case .version: "toon de versie"
        case .proef: "schrijf niets, toon wat er zou veranderen"
        case .vervang: "vervang het hele corpus door deze bronnen"
        case .begrippen: "gebruik deze begrippenlijst (SKOS in RDF/XML)"
        case .geheugen:
            "gebruik bij het indexeren hooguit zoveel megabyte (\(IndexBuilder.memory >> 20) als je niets zegt)"
        case .geenIndex: "maak de bronnen nog niet doorzoekbaar"
        case .uitleg: "toon ook wat er is weggelaten"
        case .volgKaarten: "haal ook de praktijkkaarten op waar de bronnen naar verwijzen"
        case .staLokaalToe: "haal ook pagina's uit je eigen netwerk op"
        case .queries: "de vragen (JSON-regels)"
        case .judgments: "de oordelen (tabs tussen vraag, passage en cijfer)"
        case .zonder: "laat deze stap weg (mag vaker)"
        case .waarde: "probeer een andere waarde voor een constante (mag vaker)"
        case .perVraag: "toon ook elke vraag apart"
        case .geenHerstel: "herstel geen beschadigde woorden uit PDF's"
        case .voorlezen: "lopende zinnen voor een schermlezer, het nummer achteraan"
        case .speel: "speel een opgenomen gesprek af"
        case .geenGeschiedenis: "onthoud niet wat je in het gesprek typt"
        }
    }

    static func written(_ option: Option) -> String {
        let names = ([option.name.flag] + option.name.aliases).joined(separator: ", ")
        return switch option.value {
        case .flag: names
        case .text(let placeholder): "\(names) \(placeholder)"
        case .number: "\(names) N"
        case .choice: "\(names) WOORD"
        }
    }

    private static func table(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { left, right in
            "  " + left + String(repeating: " ", count: width - left.count + 2) + right
        }.joined(separator: "\n")
    }

    static let programSummary = "een kennisbank over samenwerken met ouders"
    static let programDetails = "Zonder commando stel je vragen in een gesprek: ouderwijs"
    static let programExamples = ["ouderwijs", "ouderwijs vraag \"hoe bereik ik alle ouders?\""]

    static let manualName = "NAAM"
    static let manualUsage = "GEBRUIK"
    static let manualDescription = "BESCHRIJVING"
    static let manualCommands = "COMMANDO'S"
    static let manualOptions = "OPTIES"
    static let manualConversation = "IN HET GESPREK"
    static let manualStatus = "AFSLUITCODE"
    static let manualExamples = "VOORBEELDEN"

    static let statusMeanings = [
        ("0", "gevonden of gedaan"), ("1", "niets gevonden"), ("2", "verkeerd aangeroepen"),
        ("3", "kennisbank of index ontbreekt, is beschadigd of van een andere versie"),
        ("4", "voor een deel gelukt; wat niet lukte staat op de foutuitvoer"),
        ("130", "afgebroken met Ctrl-C"),
    ]

    static func written(_ command: CommandName) -> String {
        command.rawValue + (command.alias.map { " (\($0))" } ?? "")
    }

    static func usageLine(of command: CommandName?) -> String {
        guard let command else { return "ouderwijs [COMMANDO] [OPTIES]" }
        return ["ouderwijs", command.rawValue, usage(of: command), "[OPTIES]"]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    static func unknownShell(_ name: String, near: String?, _ names: [String]) -> String {
        "De shell ‘\(name)’ ken ik niet. "
            + (near.map { "Bedoelde je ‘\($0)’?" } ?? "Kies uit: \(list(names, last: " of ")).")
    }

    /// The help of the whole program, or of one command.
    package static func help(for command: CommandName?) -> String {
        guard let command else {
            let commands = CommandName.allCases.map { (written($0), summary(of: $0)) }
            let own = CommandTable.general.filter { option in
                option.name == .speel || option.name == .geenGeschiedenis
                    || option.name == .voorlezen
            }
            return """
                Ouderwijs: \(programSummary).

                Gebruik: \(usageLine(of: nil))

                \(programDetails)

                Commando's:
                \(table(commands))

                Opties van het gesprek:
                \(table(own.map { (written($0), help(for: $0)) }))

                Opties die overal kunnen:
                \(table(CommandTable.common.map { (written($0), help(for: $0)) }))

                Voorbeeld:
                  ouderwijs vraag "hoe bereik ik alle ouders?"

                Meer over een commando: ouderwijs vraag --help
                """
        }
        return """
            ouderwijs \(command.rawValue): \(summary(of: command)).

            Gebruik: \(usageLine(of: command))

            \(details(of: command))

            Opties:
            \(table(command.options.map { (written($0), help(for: $0)) }))

            Voorbeelden:
            \(examples(of: command).map { "  " + $0 }.joined(separator: "\n"))
            """
    }
}
