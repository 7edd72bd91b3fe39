/// Word forms whose lemma a suffix stripper misses.
///
/// Each line of `text` holds a stem and the folded forms that belong to it. A form stands in one
/// line only. The stem need not be a word; it is the term in the index.
struct Lemmas: Sendable {
    static let text = """
        kind kind kinderen kinders kindje kindjes
        ei ei eieren eitje eitjes
        blad blad bladeren blaadje blaadjes
        lied lied liederen liedje liedjes
        stad stad steden
        lid lid leden
        school school scholen
        schol schol schollen
        raad raad raden
        rad rad raderen
        weg weg wegen
        les les lessen lesje lesjes
        lees lezen lees leest gelezen las lazen lezend
        voorlees voorlezen voorlees voorleest voorgelezen voorlas voorlezend
        betrek betrekken betrek betrekt betrokken betrok betrekkend betrokkenheid betrokkene betrokkenen
        uitnodig uitnodigen uitnodig uitnodigt uitgenodigd uitgenodigde uitnodigend uitnodiging uitnodigingen
        bereik bereiken bereik bereikt bereikte bereikten
        bereikbar bereikbaar bereikbare bereikbaarheid
        spreek spreken spreek spreekt gesproken sprak spraken
        bespreek bespreken bespreek bespreekt besproken besprak bespraken bespreking besprekingen
        gesprek gesprek gesprekken gesprekje gesprekjes
        help helpen help helpt geholpen hielp hielpen hulp
        geef geven geef geeft gegeven gaf gaven
        neem nemen neem neemt genomen nam namen
        weet weten weet geweten wist wisten
        zie zien zie ziet gezien zag zagen
        ga gaan ga gaat gegaan ging gingen
        kom komen kom komt gekomen kwam kwamen
        sta staan sta staat gestaan stond stonden
        doe doen doe doet gedaan deed deden
        zoek zoeken zoek zoekt gezocht zocht zochten
        breng brengen breng brengt gebracht bracht brachten
        denk denken denk denkt gedacht dacht dachten
        koop kopen koop koopt gekocht kocht kochten
        schrijf schrijven schrijf schrijft geschreven schreef schreven
        blijf blijven blijf blijft gebleven bleef bleven
        krijg krijgen krijg krijgt gekregen kreeg kregen
        begrijp begrijpen begrijp begrijpt begrepen begreep
        begrip begrip begrippen
        kies kiezen kies kiest gekozen koos kozen keuze keuzes
        vind vinden vind vindt gevonden vond vonden
        begin beginnen begin begint begonnen begon
        ontmoet ontmoeten ontmoet ontmoette ontmoetten ontmoeting ontmoetingen
        vraag vragen vraag vraagt gevraagd vroeg vroegen
        antwoord antwoorden antwoord antwoordt geantwoord beantwoorden beantwoord
        leer leren leer leert geleerd leerde leerden lerend
        leraar leraar leraren leraars
        lerares lerares leraressen
        leerling leerling leerlingen
        vader vader vaders
        moeder moeder moeders
        ouder ouder ouders
        oud oud oude oudere ouderen
        huis huis huizen huisje
        thuis thuis
        klas klas klassen klasje
        kennis kennis
        kennismak kennismaken kennismaking kennismakingen kennisgemaakt
        samenwerk samenwerken samenwerk samenwerkt samengewerkt samenwerking samenwerkingen samenwerkend
        ondersteun ondersteunen ondersteun ondersteunt ondersteund ondersteuning ondersteunend ondersteunende
        begeleid begeleiden begeleid begeleidt begeleiding begeleider begeleiders begeleidde
        informer informeren informeer informeert geinformeerd
        informatie informatie
        communicer communiceren communiceer communiceert gecommuniceerd
        communicatie communicatie
        waardeer waarderen waardeer waardeert gewaardeerd waardering
        stimuler stimuleren stimuleer stimuleert gestimuleerd stimulerend
        organiser organiseren organiseer organiseert georganiseerd
        pest pesten pest gepest pester pesters pesterij pesterijen
        avond avond avonden avondje
        visie visie visies
        tip tip tips
        idee idee ideeen
        groep groep groepen groepje groepjes
        boek boek boeken boekje boekjes
        bezoek bezoek bezoeken bezoekje
        alle alle allen elk elke ieder iedere iedereen allemaal
        """

    static let table = Lemmas()

    private let stems: [[UInt8]: [UInt8]]

    private init() {
        var stems: [[UInt8]: [UInt8]] = [:]
        for line in Self.text.split(separator: "\n") {
            let words = line.split(separator: " ").map { Array($0.utf8) }
            for form in words.dropFirst() { stems[form] = words[0] }
        }
        self.stems = stems
    }

    /// The lemma of a folded word, or `nil` when the stemmer may decide.
    func lemma(of word: UnsafeBufferPointer<UInt8>) -> [UInt8]? { stems[Array(word)] }
}
