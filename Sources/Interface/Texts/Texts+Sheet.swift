internal import Bundling
internal import Corpus
internal import Searching

// What a printed bundle says around the quotations.
extension Texts {
    static let bundleOverview = "Overzicht"
    static let bundleGoals = "Doel"
    static let bundleMaterials = "Materiaal"
    static let bundlePreparation = "Voorbereiding"
    static let bundleProgramme = "Programma"
    static let bundleStatements = "Stellingen"
    static let bundleExercises = "Casus, oefening en opdracht"
    static let bundleChecklist = "Checklist"
    static let bundleHandout = "Hand-out"
    static let bundleEvaluation = "Evaluatie"
    static let bundleSources = "Bronnen"
    static let inFavour = "Ervoor pleit"
    static let against = "Ertegen pleit, of vraagt om zorg"
    static let noneInFavour =
        "De kennisbank heeft geen passage om ervoor te pleiten: vraag de groep naar redenen."
    static let noneAgainst =
        "De kennisbank heeft geen passage om ertegen te pleiten: vraag de groep naar bezwaren."
    static let handoutSlide =
        "Je krijgt de hand-out mee, met de citaten van vandaag en waar ze vandaan komen."
    static let programmeHeader = ["Van", "Tot", "Onderdeel", "Werkvorm"]

    static let preparation = [
        "Lees de citaten door en zoek bij elk een voorbeeld van deze school.",
        "Druk de hand-out en de checklist af, en zet de stoelen in groepjes van vier.",
        "Spreek met de schoolleider af wat er met de plannen van de deelnemers gebeurt.",
    ]

    static let evaluationQuestions = [
        "Wat neem je mee naar je eigen ouders of je eigen klas?",
        "Wat is je eerste stap, en wanneer zet je die?",
        "Welk cijfer geef je deze bijeenkomst, en wat maakt het een punt hoger?",
    ]

    static func introduction(of bundle: Bundle) -> String {
        "Een bijeenkomst van \(bundle.minutes) minuten over ‘\(bundle.topic)’ voor "
            + "\(name(of: bundle.audience)), in een groep van acht tot twintig mensen. Wat tussen "
            + "aanhalingstekens of als citaat staat, komt letterlijk uit de kennisbank; de rest is een "
            + "opzet die je naar je eigen hand zet."
    }

    static func handoutIntroduction(of bundle: Bundle) -> String {
        "Om mee naar huis te nemen: wat de kennisbank zegt over ‘\(bundle.topic)’."
    }

    static func programmeCaption(_ minutes: Int) -> String {
        "Programma van \(minutes) minuten, in uren en minuten na het begin"
    }

    /// Minutes as `0:45`.
    static func clock(_ minutes: Int) -> String {
        let rest = minutes % 60
        return "\(minutes / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    static func name(of phase: Bundle.Phase) -> String {
        switch phase {
        case .opening: "opening"
        case .core: "kern"
        case .closing: "afsluiting"
        case .break: "pauze"
        }
    }

    static func heading(of part: Bundle.Part) -> String {
        "\(clock(part.start)) \(capitalized(name(of: part.form))) (\(count(part.minutes, "minuut", "minuten")))"
    }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    static func trainerDoes(_ form: Bundle.Form) -> String { "De trainer: " + trainer(in: form) }
    static func participantsDo(_ form: Bundle.Form) -> String {
        "De deelnemers: " + participants(in: form)
    }

    static func statementHeading(_ number: Int) -> String { "Stelling \(number)" }

    static func line(of document: DocumentInfo) -> String {
        let title = document.title.isEmpty ? document.id : document.title
        return [title, document.source.citation, document.source.url]
            .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ". ")
            + (document.license.map { " (licentie: \($0))" } ?? "")
    }

    static func license(_ name: String) -> String { "Licentie: \(name)" }

    // MARK: what cannot be made

    static func message(for fault: BundleMaker.Fault) -> String {
        switch fault {
        case .request(let error): message(forQuestion: error)
        case .folder(let fault): message(for: fault)
        case .emptyFolder(let name): emptyFolder(name)
        case .noCard(let id, let near):
            "Er is geen kaart met de naam ‘\(id)’. "
                + (near.map { "Bedoelde je ‘\($0)’?" } ?? noCardHint)
        }
    }

    private static let noCardHint =
        "In een gesprek zie je met :kaart welke kaarten bij een passage horen."

    // MARK: on the command line

    static let oneSubject =
        "Zeg waar het over gaat: een onderwerp, --map NAAM, --kaart KAART of --ververs BESTAND, "
        + "één van de vier. Bijvoorbeeld: ouderwijs bundel huisbezoek"

    package static func noTemplate(_ path: String, _ form: String) -> String {
        "‘\(path)’ is geen sjabloon voor \(form): neem een document (of sjabloon) uit Word voor docx en pdf, "
            + "of uit LibreOffice voor odt."
    }

    package static func damagedTemplate(_ path: String, _ part: String) -> String {
        "Het sjabloon ‘\(path)’ is beschadigd (\(part)). Open het in Word of LibreOffice en bewaar het opnieuw."
    }

    package static func missingStyles(_ names: [String], _ path: String) -> String {
        "In ‘\(path)’ ontbreken stijlen: \(list(names)). Daarvoor neem ik die van Ouderwijs."
    }

    static let templateWithoutUse =
        "‘--sjabloon’ is voor docx, odt en pdf. Kies zo'n vorm met --vorm en zeg met --uit waar hij komt."

    package static func cannotWrite(_ form: String) -> String {
        "De vorm \(form) kan deze versie niet maken. Kies markdown, html, docx, odt, pptx of json."
    }

    package static func notPacked(_ path: String, code: Int32) -> String {
        "‘\(path)’ is niet gemaakt: het inpakken lukt niet (fout \(code) van libzip)."
    }

    static func needsPlace(_ forms: [String]) -> String {
        "Zeg met --uit in welk bestand of welke map \(list(forms)) komt."
    }

    static func written(_ path: String) -> String { "Geschreven: \(path)" }

    package static let needsLibreOffice =
        "Voor pdf is LibreOffice nodig, en dat staat hier niet. Installeer het "
        + "(op Debian en Ubuntu: sudo apt install libreoffice-writer-nogui), of kies html of docx "
        + "en druk die af als pdf."

    package static let noPDF =
        "LibreOffice heeft geen pdf gemaakt. Kies html of docx en druk die af als pdf."
}
