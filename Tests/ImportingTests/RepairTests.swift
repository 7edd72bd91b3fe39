import Corpus
import Testing

@testable import Importing

/// Damage of extraction, and text that only looks damaged.
@Suite(.enabled("install hunspell-nl for these") { WordList.dutch.isAvailable })
struct RepairTests {
    private func mended(_ text: String) throws -> String {
        try TextReader.draft(Array("Titel van dit stuk\n\n\n\(text)\n".utf8)).blocks
            .map { $0.label.isEmpty ? $0.text : "\($0.label): \($0.text)" }.joined(separator: " / ")
    }

    static let damaged: [(String, String)] = [
        (
            "Een posiAef gesprek met alle moAvaAe geeJ ouders de Ajd.",
            "Een positief gesprek met alle motivatie geeft ouders de tijd."
        ),
        (
            "Een posiƟef gesprek met informaƟe over acƟviteiten.",
            "Een positief gesprek met informatie over activiteiten."
        ),
        ("De koﬃe is e\u{FFFD}ectief en posi\u{FFFD}ef.", "De koffie is effectief en positief."),
        (
            "Een goede school heeft re  ectie nodig op wat er in de klas gebeurt.",
            "Een goede school heeft reflectie nodig op wat er in de klas gebeurt."
        ),
        (
            "Kies een koffi  emoment dat bij de ouders van deze groep goed past.",
            "Kies een koffiemoment dat bij de ouders van deze groep goed past."
        ),
        (
            "Leraren leren hoe ouders het best kunnen ontwik-\nkelen wat zij al een tijd deden.",
            "Leraren leren hoe ouders het best kunnen ontwikkelen wat zij al een tijd deden."
        ),
        (
            "De school wil het gedrag van de kinderen graag be-\ninvloeden met een beloning.",
            "De school wil het gedrag van de kinderen graag beïnvloeden met een beloning."
        ),
        (
            "De school hee? veel ac?viteiten. Elk gesprek is posi?ef en hee? ?jd nodig.",
            "De school heeft veel activiteiten. Elk gesprek is positief en heeft tijd nodig."
        ),
        (
            "Een posi\u{E011}ef gesprek met ac\u{E011}viteiten en mo\u{E011}va\u{E011}e.",
            "Een positief gesprek met activiteiten en motivatie."
        ),
        (
            "De leraar gaf de ouders van deze groep op tijd een goe\u{AD}\nde uitnodiging mee.",
            "De leraar gaf de ouders van deze groep op tijd een goede uitnodiging mee."
        ),
        (
            "De ouders van deze groep krijgen een uitno\u{2010}\ndiging voor een avond op school.",
            "De ouders van deze groep krijgen een uitnodiging voor een avond op school."
        ),
        (
            "Een posi  ef plan geeft mo  vatie en ac  viteiten, en de leraar hee   een rol daarin.",
            "Een positief plan geeft motivatie en activiteiten, en de leraar heeft een rol daarin."
        ),
        // A sign at the edge and another inside, two in a row, behind a mark, before one.
        (
            "Informa e en communica e kosten  jd: geen compe  e, wel een  jdschri  over educa e.",
            "Informatie en communicatie kosten tijd: geen competitie, wel een tijdschrift over educatie."
        ),
        (
            "De organisa e plant een uur:  en minuten informa e, de rest is wat nodig hee . De ac e volgt.",
            "De organisatie plant een uur: tien minuten informatie, de rest is wat nodig heeft. De actie volgt."
        ),
        (
            "De informa e in een knu el of ko e-uur hee  een posi ef e ect op de rela e.",
            "De informatie in een knuffel of koffie-uur heeft een positief effect op de relatie."
        ),
        // A blank behind each sign.
        (
            "Een positi ef gesprek kost ti en minuten ti jd voor informati e over een acti viteit.",
            "Een positief gesprek kost tien minuten tijd voor informatie over een activiteit."
        ),
        // Words that a blank cuts.
        (
            "In een gespr ek over onderw ijs ver tellen de leraren hoe kin deren leren.",
            "In een gesprek over onderwijs vertellen de leraren hoe kinderen leren."
        ),
        // A single one, in a text that is sound else: one of its parts is no word.
        (
            "Alle leer lingen krijgen een eigen plek in de klas, en elke ouder weet waar die plek is.",
            "Alle leerlingen krijgen een eigen plek in de klas, en elke ouder weet waar die plek is."
        ),
        (
            "De leraar van deze groep maakt samen met de ouders een prog\nramma voor de hele week.",
            "De leraar van deze groep maakt samen met de ouders een programma voor de hele week."
        ),
        // Both parts are words, in a text that has such.
        (
            "Een leer ling her haalt met een klas genoot wat hij ver telt, en dat geeft over zicht.",
            "Een leerling herhaalt met een klasgenoot wat hij vertelt, en dat geeft overzicht."
        ),
        (
            "In het on derwijs is een gespr ek met de leer ling nodig; ook daar mee leer je veel.",
            "In het onderwijs is een gesprek met de leerling nodig; ook daarmee leer je veel."
        ),
        (
            "De Neder landse school helpt, want Neder lands leer je door veel te praten met elkaar.",
            "De Nederlandse school helpt, want Nederlands leer je door veel te praten met elkaar."
        ),
        // Two words that Dutch does not put side by side; where it does, they stay two.
        (
            "Een gespr ek in het on derwijs: plan een huis bezoek, want de voor delen zijn groot.",
            "Een gesprek in het onderwijs: plan een huisbezoek, want de voordelen zijn groot."
        ),
        (
            "Een gespr ek in het on derwijs: laat het for mulier aan vullen voor dat je gaat.",
            "Een gesprek in het onderwijs: laat het formulier aanvullen voordat je gaat."
        ),
        (
            "Een gespr ek in het on derwijs: de school gaat open, het kost tijd en waar denk je aan.",
            "Een gesprek in het onderwijs: de school gaat open, het kost tijd en waar denk je aan."
        ),
    ]
    @Test func longTextsAreMendedInPieces() throws {
        let line = "De ouders krijgen informaAe over de posiAeve acAviteiten van de school."
        let units = TextJoiner(
            TextLines.lines(of: [String](repeating: line, count: 8).joined(separator: "\n\n\n"))
        ).units()
        let mended = TextRepair.mended(units, isOn: true, pieceSize: 3 * line.utf8.count)
        #expect(mended.count == 8)
        let whole = "De ouders krijgen informatie over de positieve activiteiten van de school."
        #expect(mended.allSatisfy { $0.text == whole && $0.repairs.count == 3 })
    }

    @Test func endlessWordsAreNotTried() throws {
        // No UTF-8: each word ends in three bytes that no encoding knows, with hundreds of readings.
        var bytes = Array("De sfeer geeJ ".utf8)
        for index in 0..<60 {
            bytes += [0x4F] + [UInt8](repeating: 0xD5, count: 40 + index)
            bytes += Array("uder".utf8) + [0x8B, 0xDF, 0xF5, 0xF1, 0x89, 0x9A, 0x8D, 0x8B]
            bytes += Array("el ".utf8)
        }
        let clock = ContinuousClock()
        let start = clock.now
        _ = try TextReader.draft(bytes)
        #expect(clock.now - start < .seconds(8))
    }

    @Test func noReadingIsLearnedFromAWordThatIsTooLong() throws {
        // Letters in pieces of a word: each odd one among them would have dozens of readings.
        let part = String(repeating: "gesprekken", count: 3000) + "A" + "tafel" + "V" + "stoelJ"
        let text = "De sfeer geeJ de Ajd.\n\n\n" + String(repeating: part, count: 8)
        let clock = ContinuousClock()
        let start = clock.now
        _ = try TextReader.draft(Array(text.utf8))
        #expect(clock.now - start < .seconds(20))
    }

    @Test(arguments: damaged) func mends(text: String, wanted: String) throws {
        #expect(try mended(text) == wanted)
    }

    static let sound: [String] = [
        "Een ADHD’er maakt een PowerPoint over YouTube en LinkedIn op zijn iPad.",
        "Er zijn vracht- en verzendkosten bij JeugdzorgPlus en de VO-raad.",
        "Samen werken aan een doel is iets anders dan samenwerken met de MR.",
        "Rieneke Pruis en Joep Bakker zien 3e en 4e groepen, 1x per week, in lokaal h5p.",
        "Mail naar info@school.nl of kijk op www.school.nl/ouders?id=3 voor meer.",
        "Be kind to them a little and ask for it: its process can be slow for older people.",
        "Nießen, Šimić en Łukasz spelen op het plein met Erdoğan en Dvořák.",
        "Wat is 2x2? En x^2? Dat leer je in groep8.",
        "Een schijf van 20 GiB en een geheugen van 512 KiB passen bij deze computer, 3 MiB niet.",
        "De ImageMap-editor en het Uno-object, de Uno-type en Uno-service van opBewerken zijn er.",
        "De zoekknop 🔎 staat rechts van de i-de letter, en een 📅 daarnaast voor elke afspraak.",
        "A very long word must be set up with care, and you log in to set up a low value.",
        "Met Dim s As String en Dim e As Object begint een stuk van een programma in Basic.",
        "Als een kind zelf naar school gaat, is het een half uur samen lezen, en dat al weken lang.",
        "Zo ver kan elk ander kind het brengen: voor ouders is dat goed, en zij zelf weten dat niet.",
        "Zet een kruisje in de check box, en druk daarna op de knop voor de andere mogelijkheden.",
        "Druk op de Alt toets, en kies daarna met de pijlen een van de andere mogelijkheden.",
        "Volgen de ouders de lessen, dan volgen de kinderen en te vaak ook hun activiteit en werk te.",
    ]
    @Test(arguments: sound) func leavesAlone(text: String) throws {
        #expect(try mended(text).filter { $0 != "/" } == text.filter { $0 != "/" })
    }

    static let hyphens: [(String, String, String)] = [
        ("de vracht-", "en verzendkosten", "de vracht- en verzendkosten"),
        ("informatie-", "uitwisseling is", "informatie-uitwisseling is"),
        ("het ontwik-", "kelen van", "het ontwikkelen van"), ("een e-", "mail", "een e-mail"),
        ("de VO-", "raad", "de VO-raad"), ("van voorgrond-", "naar", "van voorgrond- naar"),
        ("bij-de-", "deur", "bij-de-deur"), ("de kop-", "staartrelatie", "de kop-staartrelatie"),
        ("een Zoomla-", "verslag", "een Zoomla-verslag"),
        ("twee vmbo-", "scholen", "twee vmbo-scholen"),
        ("een lay-", "out", "een lay-out"), ("Elemen-", "ten van", "Elementen van"),
        ("Hieron-", "der staat", "Hieronder staat"),
        ("de plek waar-", "naar je", "de plek waarnaar je"),
        ("Gesprek-", "ken met", "Gesprekken met"),
        ("(samen-", "werking)", "(samenwerking)"),
    ]
    @Test(arguments: hyphens) func joinsLines(first: String, second: String, wanted: String) {
        var repairs: [Repair] = []
        var text = first
        Hyphens.join(second, to: &text, repairs: &repairs)
        #expect(text == wanted)
    }

    @Test func theTextItselfTellsWhetherAHyphenBelongsToAWord() throws {
        let lines = [
            "Een kopstaartrelatie is", "nodig, want zo’n kop-", "staartrelatie helpt altijd.",
        ]
        #expect(
            try mended(lines.joined(separator: "\n"))
                == "Een kopstaartrelatie is nodig, want zo’n kopstaartrelatie helpt altijd.")
    }

    @Test func whatWasNotAskedForInTimeIsNotSettled() {
        let words = BoundedWords(.dutch, mostWork: 16)
        #expect(words.knows("school"))
        for word in ["zzqx", "qxzz"] { #expect(!words.knows(word)) }
        #expect(words.isExhausted)
        // It is a word, and nobody can tell any more.
        #expect(!words.knows("huizen"))
        #expect(!words.isSettled("huizen"))
        #expect(words.isSettled("school") && words.isSettled("zzqx"))
    }

    /// Pieces with their marks, the same for those of ASCII and for others.
    static let pieces: [(piece: String, prefix: String, core: String, suffix: String)] = [
        ("woord", "", "woord", ""), ("(woord).", "(", "woord", ")."), ("...", "...", "", ""),
        ("?eel", "", "?eel", ""), ("?Eel", "?", "Eel", ""), ("woord?", "", "woord", "?"),
        ("(“één”),", "(“", "één", "”),"), ("-ën", "-", "ën", ""), ("a/b-", "", "a/b", "-"),
    ]

    @Test(arguments: pieces)
    func cutsMarksFromWords(piece: String, prefix: String, core: String, suffix: String) {
        let token = Token(piece)
        #expect(token.prefix == prefix)
        #expect(token.core == core)
        #expect(token.suffix == suffix)
    }

    @Test func cutsTextsAtBlanksOfAnyKind() {
        let pieces = TextRepair.Pieces(
            " een\u{10FFF0}twee \u{10FFF2}drie\u{10FFF3}\u{10FFF1}vier\u{10FFFD} ")
        #expect(pieces.texts == ["een", "twee", "drie", "vier\u{10FFFD}"])
        #expect(pieces.blanks == [.two, .line, .three])
    }

    @Test func notesWhatChanged() throws {
        let blocks = try TextReader.draft(
            Array("Titel van dit stuk\n\n\nEen posiAef gesprek met veel moAvaAe.\n".utf8)
        ).blocks
        #expect(
            blocks.flatMap(\.repairs) == [
                Repair(from: "posiAef", to: "positief"), Repair(from: "moAvaAe", to: "motivatie"),
            ])
    }

    @Test func notesAWordOnceThatWasMendedTwice() throws {
        let blocks = try TextReader.draft(
            Array("Titel van dit stuk\n\n\nEen eﬀecƟef gesprek met acƟe en relaƟe.\n".utf8)
        ).blocks
        #expect(blocks.flatMap(\.repairs).first == Repair(from: "eﬀecƟef", to: "effectief"))
    }

    @Test(.timeLimit(.minutes(1))) func notesAsManyWordsAsAPageHas() {
        var unit = TextUnit(
            text: "", marker: nil, indent: 0, line: 1, gap: 0, startsPage: false, width: 0)
        let words = (0..<100_000).map { "woord\($0)" }
        unit.note(words.map { Repair(from: $0, to: $0 + "a") })
        unit.note(words.map { Repair(from: $0 + "a", to: $0 + "b") })
        #expect(unit.repairs == words.map { Repair(from: $0, to: $0 + "b") })
    }

    @Test func canBeSwitchedOff() throws {
        let bytes = Array("Titel van dit stuk\n\n\nEen posiAef gesprek met moAvaAe.\n".utf8)
        let blocks = try TextReader.draft(bytes, repairs: false).blocks
        #expect(blocks.first?.text == "Een posiAef gesprek met moAvaAe.")
    }
}
