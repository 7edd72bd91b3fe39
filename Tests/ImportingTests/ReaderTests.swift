import Corpus
import Testing

@testable import Importing

/// Documents out of single sources, without files.
enum Sample {
    static func document(_ text: String, name: String = "bron.txt") throws -> Document {
        let (draft, kind) = try SourceReader.draft(
            Array(text.utf8), name: name, options: Importer.Options())
        return CorpusMerge.document(draft, kind, sha256: "", file: name)
    }
}

/// The structure as indented lines: easy to read in a failing test.
func outline(_ document: Document) -> [String] {
    var lines: [String] = []
    func add(_ item: Item, _ depth: Int) {
        let indent = String(repeating: " ", count: depth)
        let number = item.number.map { "\($0) " } ?? ""
        let label = item.label.isEmpty ? "" : "[\(item.label)] "
        lines.append("\(indent)\(item.kind.rawValue): \(number)\(label)\(item.text)")
        for child in item.items { add(child, depth + 1) }
    }
    func add(_ section: Section, _ depth: Int) {
        let indent = String(repeating: " ", count: depth)
        if !section.heading.isEmpty { lines.append("\(indent)# \(section.heading)") }
        let inner = section.heading.isEmpty ? depth : depth + 1
        for item in section.items { add(item, inner) }
        for child in section.sections { add(child, inner) }
    }
    for section in document.sections { add(section, 0) }
    return lines
}

@Suite struct CardTests {
    @Test func readsTheSmallestCard() throws {
        let document = try Sample.document(
            "<praktijkkaart id=\"x\"><titel>Lezen</titel><doel><alinea>Samen lezen.</alinea></doel></praktijkkaart>",
            name: "a.xml")
        #expect(document.id == "x")
        #expect(document.kind == .practiceCard)
        #expect(document.title == "Lezen")
        #expect(outline(document) == ["# Doel", " paragraph: Samen lezen."])
    }

    @Test func readsStepsAndSources() throws {
        let document = try Sample.document(
            """
            <?xml version="1.0"?>
            <praktijkkaart id="k"><titel>T</titel>
            <doelgroep><alinea>Voor leraren en ouders</alinea></doelgroep>
            <stappen><stap label="Begin">Nodig uit.</stap><stap>Lees voor.</stap></stappen>
            <reflectie><vraag>Lukte het?</vraag></reflectie>
            <bronnen><bron url="https://voorbeeld.nl/praktijkkaart-k">De bron</bron></bronnen>
            </praktijkkaart>
            """, name: "a.xml")
        #expect(document.audiences == [.teacher, .parent])
        #expect(
            outline(document) == [
                "# Doelgroep", " paragraph: Voor leraren en ouders", "# Stappen",
                " step: 1 [Begin] Nodig uit.", " step: 2 Lees voor.", "# Reflectie",
                " question: Lukte het?", "# Bronnen", " link: De bron",
            ])
        #expect(document.links.map(\.relation) == ["practice-card"])
    }

    @Test func namesTheFaultAndItsLine() {
        let text =
            "<praktijkkaart id=\"x\"><titel>T</titel>\n<doel>\n<iets/></doel></praktijkkaart>"
        let error = #expect(throws: Rejection.self) { try Sample.document(text, name: "a.xml") }
        guard case .markup(let line, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(line == 3)
    }

    @Test func refusesOtherVocabularies() {
        #expect(throws: Rejection.vocabulary(root: "recept")) {
            try Sample.document("<?xml version='1.0'?><recept/>", name: "a.xml")
        }
    }
}

@Suite struct PageTests {
    @Test func readsTheOwnConvention() throws {
        let document = try Sample.document(
            """
            <!DOCTYPE html><html lang="nl"><head><title>T</title>
            <meta name="dcterms.identifier" content="proef"><meta name="dcterms.type" content="tips">
            <meta name="dcterms.audience" content="teacher"><meta name="dcterms.issued" content="2026">
            <meta name="dcterms.source" content="Een bron (2020)."></head><body><main><article>
            <header><h1>Titel</h1><p class="ondertitel">Onder</p></header>
            <section data-kind="step" data-number="2"><h2>Stap 2. Doe het</h2>
            <p id="p1" data-kind="paragraph" data-topic="a b">Tekst van de alinea.</p>
            <ol><li id="t1" data-kind="tip" data-audience="teacher parent"><strong class="label">Eén</strong> De tip.
            <ul><li id="t1a" data-kind="point">Een punt.</li></ul></li></ol>
            <div id="bron" data-kind="paragraph"><p>Lees ook dit.</p><ul>
            <li id="l1" data-kind="link"><a href="https://voorbeeld.nl/x">De link</a></li></ul></div>
            </section><footer><p>Bron: weg</p></footer></article></main></body></html>
            """, name: "proef.html")
        #expect(document.id == "proef")
        #expect(document.kind == .tips)
        #expect(document.title == "Titel")
        #expect(document.subtitle == "Onder")
        #expect(document.year == 2026)
        #expect(document.source?.citation == "Een bron (2020).")
        #expect(document.sections.first?.kind == .step)
        #expect(document.sections.first?.number == 2)
        #expect(
            outline(document) == [
                "# Stap 2. Doe het", " paragraph: Tekst van de alinea.", " tip: 1 [Eén] De tip.",
                "  point: Een punt.", " paragraph: Lees ook dit.", "  link: De link",
            ])
        let ids = document.passages().map(\.id)
        #expect(ids == ["proef/p1", "proef/t1", "proef/t1a", "proef/bron", "proef/l1"])
        #expect(document.passages().first?.topics == ["a", "b"])
        #expect(document.passages()[1].audiences == [.teacher, .parent])
        #expect(document.links == [Link(text: "De link", url: "https://voorbeeld.nl/x")])
    }

    @Test func dropsFurniture() throws {
        let body = String(
            repeating: "Ouders en school werken samen aan het leren van het kind. ", count: 6)
        let document = try Sample.document(
            """
            <html><head><title>Samen - Mijn School</title></head><body>
            <nav><ul><li><a href=/>Home</a><li><a href=/c>Contact</a></ul></nav>
            <div class="cookie-bar">Deze site gebruikt cookies. <button>Akkoord</button></div>
            <div id="content"><h1>Samen</h1><p>Leestijd: 3 minuten</p><p>\(body)</p>
            <h2>Wat helpt</h2><ul><li><b>Bellen:</b> bel ouders.</li><li>Schrijven.</li></ul>
            <p>Kies uit:</p><ul><li>koffie</li><li>thee</li></ul>
            <div class="share-buttons">Deel dit</div></div>
            <div class="sidebar">Zijbalk met nieuws</div><footer>Colofon</footer></body></html>
            """, name: "a.html")
        #expect(document.title == "Samen")
        #expect(
            outline(document) == [
                "paragraph: " + body.trimming { $0 == " " }, "# Wat helpt",
                " point: [Bellen] bel ouders.",
                " point: Schrijven.", " paragraph: Kies uit:", "  point: koffie", "  point: thee",
            ])
    }

    @Test func stepsWithNamesStayEntries() throws {
        let document = try Sample.document(
            "<title>Gesprek</title><h1>Gesprek</h1><p>Zo voer je het gesprek met de ouders van je klas.</p><ol><li><div><h3>Begin</h3><p>Vraag hoe het gaat.</p></div></li><li><h3>Luister</h3><p>Laat hen vertellen.</p></li></ol><p>12 likes</p>",
            name: "a.html")
        #expect(
            outline(document) == [
                "paragraph: Zo voer je het gesprek met de ouders van je klas.",
                "point: 1 [Begin] Vraag hoe het gaat.", "point: 2 [Luister] Laat hen vertellen.",
            ])
    }

    @Test func commentsUnderAShortArticleAreNoContent() throws {
        let comment =
            "<li>\(String(repeating: "Dat doen wij op school ook al jaren zo. ", count: 20))</li>"
        let page =
            "<h1>Oproep</h1><div class=entry-content><p>Wie van de ouders leest er volgende week voor in de klas van je kind?</p></div><div id=comments><ol class=comment-list>\(comment)\(comment)</ol></div>"
        let document = try Sample.document(page, name: "a.html")
        #expect(document.passages().count == 1)
        // Without an article the comments are what the page is about.
        let forum = page.replacing("entry-content", with: "vraag")
        #expect(try Sample.document(forum, name: "a.html").passages().count > 1)
    }

    @Test func findsWhatAPageKeepsForItsScript() throws {
        let said = String(
            repeating: "Wie wil helpen, meldt zich bij de deur van de klas. ", count: 12)
        let data = "{\"props\":{\"slug\":\"helpen\",\"body\":\"\(said)\"}}"
        let script = "<script type=application/json>\(data)</script>"
        let page = "<title>Helpen</title><div id=root>Laden...</div>\(script)"
        let document = try Sample.document(page, name: "a.html")
        #expect(document.passages().map(\.text).joined().contains("bij de deur van de klas"))
        // A page that says it itself needs no data.
        let shown = "<title>Helpen</title><p>\(said.uppercased())</p>\(script)"
        let other = try Sample.document(shown, name: "a.html")
        #expect(!other.passages().map(\.text).joined().contains("bij de deur"))
    }

    @Test func saysOfAProductWhatOnlyItsDataTells() throws {
        let said = "Een kist met honderd letters van hout, die op een magneetbord blijven staan."
        let data =
            "<script type=application/ld+json>{\"@type\":\"Product\",\"description\":\"\(said)\"}</script>"
        let page = "<title>Letterkist</title><h1>Letterkist</h1><p>Nu te koop.</p>\(data)"
        #expect(
            outline(try Sample.document(page, name: "a.html")).contains { $0.contains(said) })
        let shown = page.replacing("Nu te koop.", with: "\(said) En nu te koop in de winkel.")
        let texts = outline(try Sample.document(shown, name: "a.html"))
        #expect(texts.count { $0.contains("honderd letters") } == 1)
    }

    @Test func numbersWithLettersAreNoNames() throws {
        let text = "Wie van de ouders leest er volgende week voor in de klas van je kind?"
        let page = "<h1>Oproep</h1><div id=comp-3f9ad1><p>\(text)</p></div>"
        #expect(outline(try Sample.document(page, name: "a.html")).contains { $0.contains(text) })
    }

    @Test func blocksToSubscribeAndLinesOfCopyrightAreNoContent() throws {
        let text = String(
            repeating: "Wie van de ouders leest er volgende week voor in de klas? ", count: 8)
        let page = """
            <h1>Oproep</h1><div><p>\(text)</p>
            <div class=blok><h3>Niets missen?</h3><p>Wij schrijven je elke week.</p>
            <form><input type=email></form></div>
            <div class=x1><a href="/p">Pers</a><span>Ons verhaal</span><div>© 2026 De Brink</div></div></div>
            """
        let texts = outline(try Sample.document(page, name: "a.html")).joined()
        #expect(texts.contains("leest er volgende week"))
        #expect(!texts.contains("Niets missen") && !texts.contains("Ons verhaal"))
    }

    @Test func messagesOfADiscussionSayWhoAndWhen() throws {
        func message(_ number: Int, _ name: String, _ text: String) -> String {
            """
            <div class="post" id="post-\(number)"><div class="userbox"><span class="username">
            <a href="/u/\(number)">\(name)</a></span><span>Lid sinds 2019</span></div>
            <time>\(number) mei 2025</time><div class="tekst"><p>\(text)</p></div>
            <div class="knoppen"><a href="#">Dank</a></div></div>
            """
        }
        let first = "Hoe krijg je ouders die 's avonds werken toch aan tafel voor een gesprek?"
        let second = "Wij bellen om zeven uur in de ochtend, dan zijn ze net weer thuis."
        let third = "Bij ons lukt het op zaterdag, met de deur open en de koffie klaar."
        let page = """
            <h1>Avonddienst</h1><div class="balk">Pagina 1 van 1</div>
            \(message(1, "Els", first))\(message(2, "Rob", second))\(message(3, "Noor", third))
            <div class="ook"><p>Wie hier ook naar keek, las nog veel meer over werken in de nacht.</p></div>
            """
        #expect(
            outline(try Sample.document(page, name: "a.html")) == [
                "# Els, 1 mei 2025", " paragraph: \(first)", "# Rob, 2 mei 2025",
                " paragraph: \(second)", "# Noor, 3 mei 2025", " paragraph: \(third)",
            ])
    }

    @Test func copiesForOtherScreensComeOnce() throws {
        let text = "Een getal van een tot honderd, waarmee je zegt hoe vaak het gesprek terugkomt."
        let other =
            "Een woord dat je kiest, waarmee je het gesprek terugvindt in de agenda van school."
        let part = "<h2>Uitleg</h2><p>\(text)</p><h3>Meer</h3><p>\(other)</p>"
        #expect(
            outline(try Sample.document("<h1>A</h1>\(part)\(part)\(part)", name: "a.html"))
                == ["# Uitleg", " paragraph: \(text)", " # Meer", "  paragraph: \(other)"])
        // A manual says the same of each of its functions.
        let manual =
            "<h1>A</h1><h2>Optellen</h2><p>\(text)</p><p>\(other)</p><h2>Aftrekken</h2><p>\(text)</p>"
        #expect(outline(try Sample.document(manual, name: "a.html")).count == 5)
    }

    @Test func numbersStandApartFromWordsButNotInCode() throws {
        let page =
            "<h1>A</h1><p><span>€ 9</span><span>per maand</span></p><pre><span>cis</span><span>4</span></pre>"
        #expect(
            outline(try Sample.document(page, name: "a.html"))
                == ["paragraph: € 9 per maand", "paragraph: cis4"])
    }

    @Test func readsListsThatPeopleType() throws {
        let page = """
            <h1>Gesprek</h1><h2>Vooraf</h2><p>1. Nodig uit.</p><p>2. Luister.</p>
            <h2>Punten</h2><p>✓ Vraag door</p><p>✓ Vat samen</p><p>• Los</p>
            <h2>Lijst</h2><ul><li><label><input type=checkbox> Tolk geregeld</label></li></ul>
            <h2>Daarna</h2><div role=list><div role=listitem>Eén ding</div></div>
            <h2>Jaren</h2><p>2024 was goed.</p><p>2025 was beter.</p>
            """
        #expect(
            outline(try Sample.document(page, name: "a.html")) == [
                "# Vooraf", " point: 1 Nodig uit.", " point: 2 Luister.", "# Punten",
                " point: Vraag door", " point: Vat samen", " paragraph: • Los", "# Lijst",
                " point: Tolk geregeld", "# Daarna", " point: Eén ding", "# Jaren",
                " paragraph: 2024 was goed.", " paragraph: 2025 was beter.",
            ])
    }

    @Test func readsPagesThatABrowserSavedAsOneFile() throws {
        func message(_ encoding: String, _ body: String) -> String {
            """
            From: <Saved by a browser>
            Snapshot-Content-Location: https://school.example/oproep
            MIME-Version: 1.0
            Content-Type: multipart/related;
            \ttype="text/html";
            \tboundary="----deel--1"


            ------deel--1
            Content-Type: text/css

            p { color: red }

            ------deel--1
            Content-Type: text/html
            Content-Transfer-Encoding: \(encoding)

            \(body)
            ------deel--1--
            """
        }
        let page = "<h1>Oproep</h1><p>Wie leest er één keer voor in de klas van je kind?</p>"
        // The same in base64.
        let based =
            "PGgxPk9wcm9lcDwvaDE+PHA+V2llIGxlZXN0IGVyIMOpw6luIGtlZXIgdm9vciBpbiBkZSBrbGFzIHZhbiBqZSBraW5kPzwvcD4="
        let quoted =
            "<h1>Oproep</h1><p>Wie leest er =C3=A9=C3=A9n keer voor in de k=\nlas van je kind?</p>"
        let sources = [
            message("quoted-printable", quoted), message("8bit", page),
            message("base64", based),
            message("quoted-printable", quoted).replacing("\n", with: "\r\n"),
        ]
        for source in sources {
            let document = try Sample.document(source, name: "a.mhtml")
            #expect(document.title == "Oproep")
            #expect(
                outline(document) == [
                    "paragraph: Wie leest er één keer voor in de klas van je kind?"
                ])
            #expect(document.source?.mediaType == "multipart/related")
            #expect(document.source?.url == "https://school.example/oproep")
        }
        // Cut anywhere it is read as far as it goes, or said to be empty.
        for length in 0..<sources[0].utf8.count {
            _ = try? Sample.document(String(sources[0].prefix(length)), name: "a.mhtml")
        }
    }

    @Test func readsQuestionsTermsAndTables() throws {
        let document = try Sample.document(
            """
            <html><body><main><h1>Vragen</h1>
            <details><summary>Mag het?</summary><p>Ja, dat mag.</p></details>
            <details><summary>Moet het?</summary><p>Nee, het moet niet.</p></details>
            <dl><dt>Visie</dt><dd>Wat je wilt bereiken.</dd></dl>
            <table><tr><th>Dag</th><th>Tijd</th></tr><tr><td>Maandag</td><td>9 uur</td></tr></table>
            </main></body></html>
            """, name: "a.html")
        #expect(
            outline(document) == [
                "# Mag het?", " paragraph: Ja, dat mag.", "# Moet het?",
                " paragraph: Nee, het moet niet.", "definition: [Visie] Wat je wilt bereiken.",
                "point: Dag | Tijd", "point: Maandag | 9 uur",
            ])
    }
}

@Suite struct TextTests {
    @Test func joinsWideLinesAndSplitsLabels() throws {
        let document = try Sample.document(
            """

            IDEEËN VOOR DE KLAS\u{20}

            > Voorleesuur: ouders lezen in kleine groepjes voor uit een boek dat de kinderen zelf\u{20}

             hebben gekozen. Zo horen ze veel taal.\u{20}

            > Kookmiddag: samen koken met recepten van thuis, waarbij ieder kind iets vertelt over\u{20}

             het eten.

            """)
        #expect(document.title == "IDEEËN VOOR DE KLAS")
        #expect(
            outline(document)
                == [
                    "point: [Voorleesuur] ouders lezen in kleine groepjes voor uit een boek dat de kinderen zelf hebben gekozen. Zo horen ze veel taal.",
                    "point: [Kookmiddag] samen koken met recepten van thuis, waarbij ieder kind iets vertelt over het eten.",
                ])
    }

    @Test func nestsListsUnderTheirNumbers() throws {
        let document = try Sample.document(
            """
            leestijd:

            3 tips voor een rustige start:

             1. Kom op tijd.
              Dat geeft rust in de klas.
              – Zet je tas weg.
             2. Groet elkaar.

            Veel plezier ermee, en laat het ons weten als het lukt.

            sluiten
            """)
        #expect(document.title == "3 tips voor een rustige start")
        #expect(document.kind == .tips)
        #expect(
            outline(document) == [
                "tip: 1 Kom op tijd. Dat geeft rust in de klas.", " point: Zet je tas weg.",
                "tip: 2 Groet elkaar.",
                "paragraph: Veel plezier ermee, en laat het ons weten als het lukt.",
            ])
    }

    @Test func matchesLinkTextsWithAddresses() throws {
        let document = try Sample.document(
            """
            Over rekenen thuis

            Rekenen doe je overal: in de winkel, in de keuken en onderweg naar school met de fiets.

            Meer weten?

            Een filmpje over tafels

            Kaarten

            Rekenen met geld

            Tellen in de keuken

            https://video.voorbeeld.nl/w?v=1
            https://voorbeeld.nl/praktijkkaart-rekenen-met-geld/
            https://voorbeeld.nl/praktijkkaart-tellen-in-de-keuken/
            """)
        #expect(
            document.links.map(\.text) == [
                "Een filmpje over tafels", "Rekenen met geld", "Tellen in de keuken",
            ])
        #expect(document.links.map(\.relation) == [nil, "practice-card", "practice-card"])
        #expect(
            outline(document).suffix(5) == [
                "# Meer weten?", " link: Een filmpje over tafels", "# Kaarten",
                " link: Rekenen met geld",
                " link: Tellen in de keuken",
            ])
    }
}

@Suite struct SlugTests {
    static let slugs: [(String, String)] = [
        ("Ideeën & één vraag?", "ideeen-een-vraag"), ("thema’s", "themas"), ("", ""),
        ("Ĳsvrij", "ijsvrij"), ("  --a--  ", "a"), ("Œuvre ßtraat", "oeuvre-sstraat"), ("日本", ""),
    ]
    @Test(arguments: slugs) func folds(text: String, slug: String) {
        #expect(Text.slug(text) == slug)
    }

    @Test func clashesGetDigitsOfTheTextNotANumber() throws {
        let text =
            "Lijst\n\n\n- Kies samen een boek dat past bij het kind\n- Kies samen een boek dat past bij het kind en thuis\n"
        let ids = try Sample.document(text).passages().map(\.id)
        #expect(ids.first == "bron/kies-samen-een-boek-dat-past")
        #expect(Set(ids).count == 2)
        #expect(ids.last?.hasPrefix("bron/kies-samen-een-boek-dat-past-") == true)
    }
}
