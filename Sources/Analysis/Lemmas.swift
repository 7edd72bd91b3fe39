/// Word forms whose lemma a suffix stripper misses, and separable verbs.
///
/// A form has one lemma. The lemma need not be a word; it is the term in the index.
struct Lemmas: Sendable {
    /// A line holds a lemma and the folded forms that belong to it.
    static let words = """
        kind kind kinderen kinders kindje kindjes kids
        ei ei eieren eitje eitjes
        blad blad bladeren bladen blaadje blaadjes
        lied lied liederen liedje liedjes
        stad stad steden
        lid lid leden
        school school scholen
        schol schol schollen
        raad raad raden
        rad rad raderen
        weg weg wegen
        les les lessen lesje lesjes
        gesprek gesprek gesprekken gesprekje gesprekjes
        bezoek bezoek bezoeken bezoekje bezoekjes
        begrip begrip begrippen
        leraar leraar leraren leraars
        lerares lerares leraressen
        leerling leerling leerlingen
        vader vader vaders
        moeder moeder moeders
        ouder ouder ouders
        oud oud oude oudere ouderen
        hog hoog hoge hoger hogere hoogst hoogste
        later later latere
        eerst eerst eerste
        eerder eerder eerdere
        verder verder verdere
        laatst laatst laatste
        liever liever liefst
        wijzer wijzer wijzers
        lekker lekker lekkere lekkerste
        wakker wakker wakkere
        echter echter
        minst minst minste
        voornaamst voornaamste
        middelst middelste
        huis huis huizen huisje huisjes
        thuis thuis
        klas klas klassen klasje
        kennis kennis kennissen
        informatie informatie
        communicatie communicatie
        avond avond avonden avondje avondjes s-avonds
        ochtend ochtend ochtenden
        visie visie visies
        tip tip tips
        idee idee ideeen
        groep groep groepen groepje groepjes
        boek boek boeken boekje boekjes
        brief brief brieven briefje briefjes
        huiswerk huiswerk
        alle alle allen elk elke ieder iedere iedereen allemaal
        vergadering vergadering vergaderingen vergaderen vergadert vergader vergaderd
        bereikbar bereikbaar bereikbare bereikbaarheid
        moeilijk moeilijk moeilijke moeilijker moeilijkheid moeilijkheden
        gedrag gedrag gedragingen
        opdracht opdracht opdrachten
        cijfer cijfer cijfers
        broer broer broers broertje broertjes broeder
        zus zus zussen zusje zusjes zuster
        jongen jongen jongens jongetje jongetjes
        juf juf juffen juffie
        man man mannen mannetje
        maan maan manen
        meisj meisje meisjes meid meiden
        mens mens mensen
        oma oma omas grootmoeder grootmoeders
        opa opa opas grootvader grootvaders
        taal taal talen
        vraagstuk vraagstuk vraagstukken
        dag dag dagen dagje
        glas glas glazen
        pad pad paden
        gat gat gaten
        bad bad baden
        slot slot sloten
        schip schip schepen
        gebrek gebrek gebreken
        verbod verbod verboden
        gebed gebed gebeden
        oorlog oorlog oorlogen
        hof hof hoven
        god god goden
        graf graf graven
        gelid gelid gelederen
        lam lam lammeren
        kalf kalf kalveren
        been been benen
        rund rund runderen
        gemoed gemoed gemoederen
        goed goed goede beter betere best beste
        musea museum musea museums
        centrum centrum centra centrums
        datum datum data datums
        medium medium media mediums
        thema thema themas themata
        criterium criterium criteria
        collega collega collegas
        nieuws nieuws nieuwtje nieuwtjes
        nieuw nieuw nieuwe nieuwer nieuwste
        thuissituatie thuissituatie thuissituaties
        bel bellen bel belt belde belden gebeld belletje
        app appen app appt appte appten geappt apps appje appjes
        mail mailen mail mailt mailde mailden gemaild mails mailtje mailtjes
        vaak vaak vaker
        vak vak vakken vakje vakjes
        vroeg vroeg vroege
        plaats plaats plaatsen plaatsje plaatsjes plaatst plaatste geplaatst geplaatste plaatsing
        plaat plaat platen plaatje plaatjes
        taak taak taken taakje taakjes
        tak tak takken takje takjes
        zaak zaak zaken zaakje zaakjes
        zak zak zakken zakje zakjes
        pers pers
        pasen pasen
        neet neet neten
        opeens opeens
        eventjes eventjes
        reeds reeds
        slechts slechts
        openbaar openbaar openbare
        rekening rekening rekeningen
        viering viering vieringen vieren viert gevierd
        vier vier vierde
        middelbaar middelbaar middelbare
        gemiddeld gemiddeld gemiddelde gemiddelden
        letterlijk letterlijk letterlijke
        natuurlijk natuurlijk natuurlijke
        persoonlijk persoonlijk persoonlijke persoonlijker
        beleefd beleefd beleefde beleefdheid
        luk lukken lukt lukte lukten gelukt gelukte
        gegevens gegevens
        kans kans kansen kansje
        reden reden redenen
        rechts rechts rechtse
        grens grens grenzen
        uitje uitje uitjes
        uiting uiting uitingen uiten
        vers vers verzen versje versjes
        verkering verkering
        gewond gewond gewonde gewonden
        zoon zoon zonen zoons zoontje zoontjes
        boos boos boze bozer
        baas baas bazen
        laag laag lage lagen laagje laagjes
        gelden gelden geldt gold golden
        staak staken staakt staakte gestaakt staking stakingen
        vasten vasten
        overig overig overige overigen
        waarde waarde waarden
        """

    /// Strong and irregular verbs: infinitive, stem, past singular and plural, participle.
    static let strong = """
        lezen lees las lazen gelezen
        betrekken betrek betrok betrokken betrokken
        spreken spreek sprak spraken gesproken
        bespreken bespreek besprak bespraken besproken
        helpen help hielp hielpen geholpen
        geven geef gaf gaven gegeven
        nemen neem nam namen genomen
        weten weet wist wisten geweten
        zien zie zag zagen gezien
        gaan ga ging gingen gegaan
        komen kom kwam kwamen gekomen
        staan sta stond stonden gestaan
        doen doe deed deden gedaan
        zoeken zoek zocht zochten gezocht
        bezoeken bezoek bezocht bezochten bezocht
        brengen breng bracht brachten gebracht
        denken denk dacht dachten gedacht
        kopen koop kocht kochten gekocht
        schrijven schrijf schreef schreven geschreven
        beschrijven beschrijf beschreef beschreven beschreven
        blijven blijf bleef bleven gebleven
        krijgen krijg kreeg kregen gekregen
        begrijpen begrijp begreep begrepen begrepen
        kiezen kies koos kozen gekozen
        vinden vind vond vonden gevonden
        beginnen begin begon begonnen begonnen
        vragen vraag vroeg vroegen gevraagd
        houden houd hield hielden gehouden
        laten laat liet lieten gelaten
        vallen val viel vielen gevallen
        lopen loop liep liepen gelopen
        roepen roep riep riepen geroepen
        slapen slaap sliep sliepen geslapen
        dragen draag droeg droegen gedragen
        slaan sla sloeg sloegen geslagen
        varen vaar gevaren gevaren gevaren
        rijden rijd reed reden gereden
        snijden snijd sneed sneden gesneden
        lijden lijd leed leden geleden
        kijken kijk keek keken gekeken
        bekijken bekijk bekeek bekeken bekeken
        lijken lijk leek leken geleken
        vergelijken vergelijk vergeleek vergeleken vergeleken
        verdwijnen verdwijn verdween verdwenen verdwenen
        wijzen wijs wees wezen gewezen
        bewijzen bewijs bewees bewezen bewezen
        prijzen prijs prees prezen geprezen
        zwijgen zwijg zweeg zwegen gezwegen
        verschijnen verschijn verscheen verschenen verschenen
        bieden bied bood boden geboden
        verbieden verbied verbood verboden verboden
        genieten geniet genoot genoten genoten
        verliezen verlies verloor verloren verloren
        sluiten sluit sloot sloten gesloten
        besluiten besluit besloot besloten besloten
        buigen buig boog bogen gebogen
        liegen lieg loog logen gelogen
        vliegen vlieg vloog vlogen gevlogen
        binden bind bond bonden gebonden
        verbinden verbind verbond verbonden verbonden
        drinken drink dronk dronken gedronken
        klinken klink klonk klonken geklonken
        springen spring sprong sprongen gesprongen
        dwingen dwing dwong dwongen gedwongen
        zingen zing zong zongen gezongen
        winnen win won wonnen gewonnen
        vechten vecht vocht vochten gevochten
        trekken trek trok trokken getrokken
        vertrekken vertrek vertrok vertrokken vertrokken
        treffen tref trof troffen getroffen
        werpen werp wierp wierpen geworpen
        ontwerpen ontwerp ontwierp ontwierpen ontworpen
        onderwerpen onderwerp onderwierp onderwierpen onderworpen
        sterven sterf stierf stierven gestorven
        breken breek brak braken gebroken
        steken steek stak staken gestoken
        stelen steel stal stalen gestolen
        eten eet at aten gegeten
        vergeten vergeet vergat vergaten vergeten
        meten meet mat maten gemeten
        zitten zit zat zaten gezeten
        liggen lig lag lagen gelegen
        bidden bid bad baden gebeden
        treden treed trad traden getreden
        hangen hang hing hingen gehangen
        vangen vang ving vingen gevangen
        ontvangen ontvang ontving ontvingen ontvangen
        vervangen vervang verving vervingen vervangen
        bewegen beweeg bewoog bewogen bewogen
        wegen weeg woog wogen gewogen
        scheiden scheid scheidde scheidden gescheiden
        onderhouden onderhoud onderhield onderhielden onderhouden
        verstaan versta verstond verstonden verstaan
        ontstaan ontsta ontstond ontstonden ontstaan
        bestaan besta bestond bestonden bestaan
        bevinden bevind bevond bevonden bevonden
        ondervinden ondervind ondervond ondervonden ondervonden
        onderzoeken onderzoek onderzocht onderzochten onderzocht
        verzoeken verzoek verzocht verzochten verzocht
        verkopen verkoop verkocht verkochten verkocht
        overleggen overleg overlegde overlegden overlegd
        leggen leg legde legden gelegd
        zeggen zeg zei zeiden gezegd
        vergeven vergeef vergaf vergaven vergeven
        ondernemen onderneem ondernam ondernamen ondernomen
        verwijzen verwijs verwees verwezen verwezen
        overlijden overlijd overleed overleden overleden
        verkrijgen verkrijg verkreeg verkregen verkregen
        vermijden vermijd vermeed vermeden vermeden
        """

    /// Weak verbs whose participle begins with `ge`: infinitive and stem.
    static let weak = """
        nodigen nodig, leren leer, maken maak, werken werk, praten praat, luisteren luister, bereiken bereik,
        stellen stel, delen deel, volgen volg, melden meld, wachten wacht, zorgen zorg, regelen regel,
        leiden leid, begeleiden begeleid, steunen steun, ondersteunen ondersteun, informeren informeer,
        communiceren communiceer, waarderen waardeer, stimuleren stimuleer, organiseren organiseer,
        pesten pest, zetten zet, passen pas, kennen ken, voelen voel, spelen speel, tekenen teken, rekenen reken,
        oefenen oefen, wennen wen, antwoorden antwoord, beantwoorden beantwoord, ontmoeten ontmoet, groeten groet, danken dank,
        plannen plan, starten start, stoppen stop, proberen probeer, controleren controleer, evalueren evalueer,
        noteren noteer, motiveren motiveer, accepteren accepteer, reageren reageer, presenteren presenteer,
        klagen klaag, bellen bel, sturen stuur, tonen toon, huilen huil, lachen lach, groeien groei, hopen hoop,
        merken merk, bemerken bemerk, noemen noem, tellen tel, vullen vul, vormen vorm, wonen woon, bouwen bouw,
        geloven geloof, leven leef, vertrouwen vertrouw, vertellen vertel, gebruiken gebruik, verwachten verwacht,
        signaleren signaleer, observeren observeer, adviseren adviseer, coachen coach, trainen train, vergaderen vergader,
        melden meld, wandelen wandel, fietsen fiets, koken kook, poetsen poets, knutselen knutsel, chatten chat,
        voeren voer, voeden voed, ruimen ruim, pakken pak, spannen span, dienen dien, lossen los, klappen klap,
        moedigen moedig, schuiven schuif, vieren vier, openen open, sluiten sluit, missen mis, wensen wens,
        stemmen stem, breiden breid, duren duur, halen haal, kaarten kaart, wisselen wissel, werken werk,
        haken haak, melden meld, dringen dring, leveren lever, voegen voeg, richten richt, knopen knoop, koppelen koppel,
        peilen peil, toetsen toets, testen test, bidden bid, remmen rem, letten let, meten meet, wegen weeg, storen stoor,
        benutten benut, besteden besteed, hechten hecht, schakelen schakel, kleden kleed, leggen leg
        """

    /// Separable verbs: a particle and a verb of the tables above.
    static let separable = """
        uit: nodigen leggen wisselen voeren zoeken vinden leiden delen sturen kiezen gaan komen proberen werken breiden dragen stellen dagen kijken zien lenen praten spreken zenden geven vragen voegen sluiten
        mee: doen denken werken helpen maken nemen brengen gaan komen geven delen praten spelen lezen leven kijken tellen luisteren bepalen voelen sturen
        aan: spreken geven bieden pakken moedigen melden sluiten passen vragen raden tonen wijzen vullen komen gaan dringen kaarten bellen leren horen dragen kijken trekken nemen bevelen zetten sturen
        op: bellen volgen lossen voeden voeren zoeken vangen merken leiden schrijven letten stellen nemen ruimen starten halen noemen geven vallen treden bouwen komen groeien lopen maken roepen vragen
        af: spreken stemmen ronden sluiten wijzen nemen wachten halen zeggen leren lopen vragen haken maken
        voor: lezen bereiden stellen komen leggen doen lichten bidden zien geven schrijven zitten schuiven
        bij: wonen dragen houden brengen leren sturen stellen staan praten komen voegen werken
        in: lichten lopen vullen zetten schakelen schrijven stellen spelen schatten plannen leven richten gaan zien brengen roosteren delen grijpen halen leveren luiden
        samen: werken komen brengen stellen vatten spelen doen gaan leven lezen
        door: geven gaan sturen verwijzen praten vragen spreken lezen zetten komen nemen werken
        over: nemen brengen dragen leggen laten komen maken slaan blijven gaan stappen halen tuigen
        terug: geven komen koppelen bellen kijken krijgen zien vinden sturen mailen gaan lezen vragen
        langs: gaan komen lopen brengen
        thuis: komen blijven brengen lezen werken
        kennis: maken nemen
        deel: nemen
        plaats: vinden
        vast: stellen leggen houden
        toe: lichten passen geven laten voegen kennen nemen spreken juichen staan
        binnen: komen lopen laten halen roepen
        weg: blijven gaan nemen lopen halen
        na: denken gaan vragen praten kijken komen spreken volgen
        om: gaan kijken zetten praten vormen
        rond: leiden kijken lopen sturen vragen
        los: laten komen
        goed: keuren
        klaar: zetten maken staan
        tegen: komen houden vallen spreken werken
        bijeen: komen brengen roepen
        huis: bezoeken
        onder: brengen
        achter: halen laten blijven
        neer: leggen zetten
        stil: staan zitten
        kwijt: raken
        open: staan stellen
        vrij: maken geven
        """

    /// By form its lemma.
    let lemmas: [[UInt8]: [UInt8]]
    /// By particle and the lemma of the verb, the lemma of both together.
    let joined: [[UInt8]: [[UInt8]: [UInt8]]]

    /// Made from the tables, which takes milliseconds; `WordForms` keeps what comes out.
    init() {
        var lemmas: [[UInt8]: [UInt8]] = [:]
        lemmas.reserveCapacity(10_000)
        var forms: [String: [String]] = [:]
        var stems: [String: String] = [:]
        lemmas.reserveCapacity(12_000)
        for parts in TableText.lines(of: Self.strong) {
            guard parts.count == 5 else { continue }
            stems[parts[0]] = parts[1]
            forms[parts[0]] = Self.forms(
                infinitive: parts[0], stem: parts[1], others: Array(parts[2...]))
        }
        let entries = TableText.pieces(of: Self.weak) { $0 == UInt8(ascii: ",") || $0 == 0x0A }
        for entry in entries {
            let parts = TableText.pieces(of: entry)
            guard parts.count == 2, stems[parts[0]] == nil else { continue }
            stems[parts[0]] = parts[1]
            forms[parts[0]] = Self.forms(
                infinitive: parts[0], stem: parts[1],
                others: Self.weakForms(infinitive: parts[0], stem: parts[1]))
        }
        // First come the words: `besloten` is a lemma's form once.
        for line in TableText.lines(of: Self.words) {
            let words = line.map { Array($0.utf8) }
            for form in words.dropFirst() { lemmas[form] = words[0] }
        }
        func add(_ form: String, _ lemma: String) {
            let bytes = Array(form.utf8)
            if lemmas[bytes] == nil { lemmas[bytes] = Array(lemma.utf8) }
        }
        for (infinitive, all) in forms.sorted(by: { $0.key < $1.key }) {
            for form in all { add(form, stems[infinitive] ?? infinitive) }
        }
        for (form, verb) in [
            ("betrokkenheid", "betrek"), ("betrokkene", "betrek"), ("betrokkenen", "betrek"),
            ("hulp", "help"), ("keuze", "kies"), ("keuzes", "kies"), ("ontmoeting", "ontmoet"),
            ("ontmoetingen", "ontmoet"), ("begeleider", "begeleid"), ("begeleiders", "begeleid"),
            ("pester", "pest"), ("pesters", "pest"), ("pesterij", "pest"), ("pesterijen", "pest"),
            ("gepest", "pest"), ("kennismaking", "kennismaak"), ("kennismakingen", "kennismaak"),
            ("kennismakings", "kennismaak"),
        ] { add(form, verb) }
        var joined: [[UInt8]: [[UInt8]: [UInt8]]] = [:]
        for line in TableText.lines(of: Self.separable) {
            guard let first = line.first, first.utf8.last == UInt8(ascii: ":") else { continue }
            let particle = String(first.dropLast())
            for verb in line.dropFirst() {
                let stem = stems[verb] ?? Self.plainStem(of: verb)
                let lemma = particle + stem
                joined[Array(particle.utf8), default: [:]][Array(stem.utf8)] = Array(lemma.utf8)
                let all =
                    forms[verb]
                    ?? Self.forms(
                        infinitive: verb, stem: stem,
                        others: Self.weakForms(infinitive: verb, stem: stem))
                for form in all { add(particle + form, lemma) }
                add(particle + "te" + verb, lemma)
            }
        }
        self.lemmas = lemmas
        self.joined = joined
    }

    /// All particles that may stand apart from their verb, in byte order.
    var particles: [[UInt8]] { joined.keys.sorted { $0.lexicographicallyPrecedes($1) } }

    /// Nouns in -ing that mean something else than their verb.
    private static let otherNouns: Set<String> = [
        "lezing", "houding", "rekening", "stelling", "leiding", "zitting", "werking", "voeding",
        "lating", "tekening", "handeling", "spreking", "ging", "wijzing", "richting", "meting",
        "kleding", "haling", "vragering", "ding", "vorming", "liging", "ligging", "making",
        "legging", "zetting", "deling", "dring", "vinding", "weging",
    ]

    private static func forms(infinitive: String, stem: String, others: [String]) -> [String] {
        var result = [infinitive, infinitive + "d", infinitive + "de", stem]
        if !stem.endsInBytes(of: "t") { result.append(stem + "t") }
        for other in others { result += [other] }
        if let participle = others.last,
            participle.endsInBytes(of: "d") || participle.endsInBytes(of: "t")
        {
            result.append(participle + "e")
        }
        let noun = infinitive.dropLast(2) + "ing"
        if infinitive.endsInBytes(of: "en"), !otherNouns.contains(String(noun)) {
            result += [String(noun), noun + "en", noun + "s"]
        }
        return result
    }

    /// Past forms and participle of a weak verb.
    private static func weakForms(infinitive: String, stem: String) -> [String] {
        let root = infinitive.dropLast(2)
        let isVoiceless = ["t", "k", "f", "s", "p", "x", "ch"].contains { root.hasSuffix($0) }
        let letter = isVoiceless ? "t" : "d"
        let end = stem.endsInBytes(of: "t") || stem.endsInBytes(of: "d") ? "" : letter
        let hasPrefix = ["be", "ver", "ont", "her", "ge", "onder", "erken"].contains {
            infinitive.hasPrefix($0) && infinitive.count > $0.count + 4
        }
        return [
            stem + letter + "e", stem + letter + "en", stem + end + "e",
            (hasPrefix ? "" : "ge") + stem + end,
        ]
    }

    /// The stem of a verb of no table: without `en`, a single vowel before a single consonant doubled.
    private static func plainStem(of infinitive: String) -> String {
        guard infinitive.endsInBytes(of: "en") else {
            return infinitive.endsInBytes(of: "n") ? String(infinitive.dropLast()) : infinitive
        }
        var root = Array(infinitive.dropLast(2))
        if let last = root.last, root.count > 1, root[root.count - 2] == last { root.removeLast() }
        switch root.last {
        case "v": root[root.count - 1] = "f"
        case "z": root[root.count - 1] = "s"
        default: break
        }
        return String(root)
    }

    /// All that the tables hold, for a fingerprint.
    static var text: String { words + strong + weak + separable }
}
