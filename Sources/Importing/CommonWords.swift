/// Words of Dutch that are so common that their letters weigh more than those of others.
enum CommonWords {
    /// How much less than `ti` letters are to be expected where a sign was lost, as a cost.
    static func prior(of letters: String) -> Double {
        switch letters {
        case "ti": 0
        case "tt": 0.05
        case "ft": 0.1
        case "ff", "fi": 0.15
        case "fl": 0.2
        case "ffi", "tti": 0.25
        default: 0.4
        }
    }

    /// Words of three letters or less that people use; the dictionary has many more.
    static let short: Set<String> = Set(
        """
        'n 's 't a aan ach ad af ah ai al als app arm aso avg az bad bak bal bed bel ben bij bin \
        bo bos bso bus bv cd cel cjg cm cv dag dak dan dat de den der des di die dik dit do doe \
        dom dr dus eed een eer eet ei eis en ene er fan fel fik fit for ga gaf gat gek gel gem \
        ggd gmr gr had hak hal ham hap hbo hek hem hen het hij hoe hof hok hol hou hun hut hè hé \
        ib ict id iep ik in ipb is ja jas je jij jou kaf kam kan kar kas kat kdv kg kin km kok \
        kom kon kop kou kun kus la laf lag lam lap las lat lef leg lek les let lid lig lik lip \
        lol los lot lui ma maf mag mak man map mat mbo me mee men mep mes met mij min mis mm mol \
        mr mt mug na nat nee nek net nl nog nou nr nu of oh oké om oma ons oog ook oom oor op \
        opa opp pad pak pal pan pap pas pen per pet pil pin pit po pop pot pov pta put rad ram \
        rap rat red rek rem ren rij ril rit rok rol rot rug sap sbo sik sim sip ski sla so som \
        sop sta tab tak tal tam tas te tel tem ten ter tip toe ton top tot tv u uit uur uw vak \
        val van vat vb vel ver vet via vis vo vol vos vr vso vul vwo was wat we web wed weg wel \
        wet wie wij wil win wis wit wo wol won wou za zag zak zal zat ze zee zeg zei zes zet zie \
        zij zin zit zo zon zou zus é één
        """.split(separator: " ").map { String($0) })

    /// Words that follow any other one, so that by chance a longer word comes out: `met een`.
    static let followers: Set<String> = [
        "en", "een", "er", "de", "je", "ze", "te", "het", "op", "om", "in", "uit", "aan", "af",
        "we", "wat", "of", "is", "ook",
    ]

    /// Words that stand before any other one, so that by chance a longer word comes out: `voor kinderen`.
    static let starters: Set<String> = [
        "aan", "achter", "af", "alle", "beneden", "bij", "binnen", "boven", "buiten", "daar", "dan",
        "dicht", "dichter", "door", "drie", "een", "eigen", "elk", "er", "even", "geen", "goed",
        "half", "hard", "heel", "hier", "hoe", "in", "kort", "laat", "lang", "los", "meer", "mee",
        "meest", "mijn", "minder", "na", "naar", "naast", "neer", "niet", "niets", "nu", "om",
        "onder", "op", "open", "over", "rond", "samen", "tegen", "ten", "ter", "terug", "thuis",
        "toe",
        "tussen", "twee", "uit", "van", "vast", "veel", "vier", "vol", "voor", "vraag", "waar",
        "weg", "weinig", "wel", "zelf", "zo",
    ]

    /// Common words that fall apart into two others, which hardly ever stand side by side: `over zicht`.
    static let wholes: Set<String> = Set(
        """
        aandacht aandeel aangezien aankomst aanleiding aanmoedigen aanpassen aanrader aanvang \
        achtergrond afdeling afgelopen afgesproken afspraak afwezig algemeen algemene bijdrage \
        bijvoorbeeld binnenkort buitengewoon eigenlijk elkaar hetzelfde informatie informeer \
        informeert informeren ingewikkeld inhoud inmiddels instelling inzichten juist \
        namelijk omgang omgeving omstandigheden ondanks onderdeel \
        onderdelen onderweg onderwerp onderwerpen onderzoek onderzoeken opdracht opdrachten \
        openbaar openbare opleiding opnieuw oplossing oplossingen opmerking opmerkingen opvoeding overdag \
        overeenkomst overgang overleg overtuigen overtuigend overtuigt overzicht overzichten \
        samenhang samenleving samenvatting tegelijk tegenwoordig terwijl toekomst tussendoor \
        uitdaging uitgewerkt uitleg uitnodigen uitnodiging uitspraak vandaag vanzelf verder voldoende volledig volledige \
        voorbeeld voorbeelden voorbereiden voorbereiding voorkeur voornamelijk \
        voorstel voorstellen voortaan vooruitgang voorwaarde voorwaarden voorzichtig \
        waardeer waarschijnlijk wanneer zodra
        """.split(separator: " ").map { String($0) })

    /// Words that stand apart from what follows less often than they begin a word: `ver tellen`.
    static let prefixes: Set<String> = ["her", "ver"]

    /// Words that are one word with a preposition behind them: `daarmee`.
    static let pronominal: Set<String> = ["daar", "hier", "waar"]

    /// Words before which none stands that they begin: `de zelf`.
    static let openers: Set<String> = [
        "al", "de", "een", "er", "ga", "geen", "haar", "hem", "het", "hij", "ik", "je", "met", "u",
        "we", "wij", "ze", "zij",
    ]

    /// The same of English.
    static let shortEnglish: Set<String> = [
        "a", "all", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "day", "did",
        "do", "few", "for", "get", "go", "had", "has", "he", "her", "his", "how", "i", "if", "in",
        "is", "it", "its", "kid", "let", "may", "me", "my", "new", "no", "not", "now", "of", "off",
        "old", "on", "one", "or", "our", "out", "own", "ran", "say", "see", "she", "so", "the",
        "to", "too", "try", "two", "up", "us", "use", "was", "way", "we", "who", "why", "yet",
        "you",
    ]

    /// Whether a word is one of these short ones.
    static func isShort(_ word: String) -> Bool {
        short.contains(word) || shortEnglish.contains(word)
    }

    /// Common words with letters that fonts draw as one sign.
    static let withSigns: Set<String> = Set(
        """
        aangeeft actie actief acties actieve activiteit activiteiten activiteitje \
        administratie affectie affectief affectieve affiche afgeeft altijd artiest artikel \
        artikelen artistiek attent attitude automatisch automatische beestje beestjes beseffen \
        betreft bezitten binnentijds blaffen blijft bluffen boefje boefjes bootje bootjes \
        briefje briefjes buffer buitje buurtje certificaat collectie combinatie combinaties \
        communicatie competentie competenties concentratie conditie condities conflict \
        conflicten continu definitie dertien dertig didactiek didactisch didactische \
        differentiatie directie doorgeeft dramatisch drijft durft educatie educatief educatieve \
        effect effecten effectief effectieve efficient efficiënt emotie emoties emotioneel \
        emotionele essentieel essentiële ettelijke evaluatie evaluaties feestje feestjes fiets \
        fietsen figuur fijn fijne film filmpje filmpjes films filosofie filter financieel \
        financiële financiën fit flap flat flats flexibel flexibele flink fluisteren flyer \
        functie functies garantie geeft geletterdheid gelijktijdig gemotiveerd generatie \
        generaties gift giften giraffe giraffes golfjes griffie groetjes heeft heft hoeft \
        identificeren identiteit informatie initiatief initiatieven inschatten instructie \
        instructies integratie intentie intenties interactie interactief interactieve \
        internationaal internationale introductie juffen juffie kaartje kaartjes kaft kantine \
        kastje kastjes katje kistje klitje kluifje knuffel knuffelen knuffels koffer koffers \
        koffertje koffie kraft kritiek kritisch kritische kwartier laaggeletterd \
        laaggeletterde laaggeletterdheid laatje laffe lastig lastige leeft leeftijd leeftijden \
        letten letter letterlijk letterlijke letters lichtje lichtjes liftje lijstje lijstjes \
        locatie locaties lootje luchtje maatje maatjes marktje meegeeft migratie motivatie \
        motiveert motiveren motiverend muffe multi multicultureel nationaal nationale negentien \
        negentig nietje nietjes notificatie notitie notities nuttig nuttige observatie \
        observaties offer offeren offers officieel officiële omgeeft ontwikkelingstijd operatie \
        opgeeft opheft opletten optie opties optimaal optimale optimistisch organisatie \
        organisaties paffen participatie participeren particulier partij partijen patiënt \
        patiënten pitje plaatje plaatjes plantje plantjes poffen poffertjes politie politiek \
        politieke pootje pootjes populatie positie positief posities positieve postje potentieel \
        potentiële potje potjes praatje praatjes praktijk praktijken praktijkkaart praktisch \
        praktische prentje presentatie presentaties prestatie prestaties problematiek productie \
        proefje proefjes profiel profielen projectie publicatie publicaties puffen puntje \
        puntjes putje quotiënt raketje ratio rationeel reactie reacties realistisch realistische \
        redactie reflecteer reflecteren reflectie registratie relatie relaties reparatie restje \
        restjes ritje ritjes ruitje samenwerkingsrelatie schatten schoffie \
        schoolspecifiek schrift schriftelijk schriften schriftje schrijft schuitje selectie \
        situatie situaties slaatje sloffen slootje specifiek specifieke spotje sprintje staatje \
        stafje station stations statistiek stichting stiekem stiften stijgen stijl stijlen stil \
        stilte stimuleren stimulering stoffen stoffer stoffig stoffige stofje straffe straffen \
        suffe systematisch systematische tachtig teruggeeft testje thematiek tien tiende tiental \
        tijd tijdelijk tijden tijdens tijdig tijdje tijdschrift tijdschriften tijdstip tikken \
        till tip tips titel tochtje toegeeft toetje toetjes traditie treffen treft tuffen \
        twintig uitgeeft uitje uitjes vaatje vakantie vakanties variatie variaties veertien \
        veertig ventje verificatie verticaal vertical vertikaal verzetje vestje vijftien vijftig \
        vluchtje weergeeft wettelijk wettelijke wijfje witje wrijft zeefje zestien zestig zette \
        zetten zeventien zeventig zitten zitting zoutje zuchtje
        """.split(separator: " ").map { String($0) })
}
