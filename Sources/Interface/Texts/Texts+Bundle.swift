internal import Bundling
internal import Corpus

// What stands in a bundle beside the quotations.
extension Texts {
    static func title(of bundle: Bundle) -> String { "Workshop: \(bundle.topic)" }

    static func goals(of bundle: Bundle) -> [String] {
        templateGoals(of: bundle) + bundle.goals.map(quoted)
    }

    static func templateGoals(of bundle: Bundle) -> [String] {
        [
            "De deelnemers weten wat de kennisbank over ‘\(bundle.topic)’ zegt, en waar dat op rust.",
            "Ze hebben geoefend met een aanpak die bij hun eigen ouders past.",
            "Ze kiezen één stap die ze binnen twee weken zetten.",
        ]
    }

    static func materials(of bundle: Bundle) -> [String] {
        templateMaterials(of: bundle) + bundle.materials.map(quoted)
    }

    static func templateMaterials(of bundle: Bundle) -> [String] {
        var result = ["voor iedereen de hand-out", "een flap en stiften voor elk groepje"]
        if !bundle.statements.isEmpty { result.append("de stellingen, elk op een eigen kaart") }
        if bundle.parts.contains(where: { $0.form == .gallery }) {
            result.append("de citaten van de rondgang, groot afgedrukt")
        }
        if !bundle.checklist.isEmpty { result.append("de checklist op papier") }
        return result
    }

    static func quoted(_ quote: Bundle.Quote) -> String { "“\(quote.text)” [\(quote.passage)]" }

    // MARK: the programme

    static func name(of form: Bundle.Form) -> String {
        switch form {
        case .welcome: "kennismaken in tweetallen"
        case .reasons: "korte inleiding"
        case .discussion: "stellingen bespreken"
        case .gallery: "rondgang langs citaten"
        case .pause: "pauze"
        case .casework: "casus in groepjes"
        case .practice: "oefenen in drietallen"
        case .selfCheck: "checklist invullen"
        case .plan: "plan maken"
        case .evaluation: "terugblik in een kring"
        case .buffer: "uitloop"
        }
    }

    static func trainer(in form: Bundle.Form) -> String {
        switch form {
        case .welcome:
            "Heet iedereen welkom, vertel het doel en het programma, en stel de eerste vraag."
        case .reasons:
            "Lees de citaten voor, vertel waar ze vandaan komen en vraag wat men herkent."
        case .discussion:
            "Lees een stelling voor, laat mensen een kant kiezen en vraag aan beide kanten door."
        case .gallery: "Hang de citaten op, zet groepjes op weg en houd de tijd bij."
        case .pause: "Zet koffie en thee klaar en leg het citaat erbij om over door te praten."
        case .casework:
            "Verdeel de groepjes, deel de casus uit, en loop rond met vragen in plaats van antwoorden."
        case .practice:
            "Doe de stappen één keer voor, verdeel de rollen en laat na elke ronde wisselen."
        case .selfCheck: "Deel de checklist uit, geef stilte, en haal daarna op wat opvalt."
        case .plan: "Vraag ieder om één eerste stap: wat, met wie en wanneer."
        case .evaluation: "Vraag rond wat men meeneemt en wat nog schuurt, en deel de hand-out uit."
        case .buffer: "Houd deze tijd achter de hand; is hij over, bespreek dan nog dit citaat."
        }
    }

    static func participants(in form: Bundle.Form) -> String {
        switch form {
        case .welcome: "Vertellen elkaar een eigen ervaring en schrijven op wat ze willen weten."
        case .reasons: "Luisteren, strepen aan wat ze herkennen en stellen vragen."
        case .discussion: "Kiezen een kant, geven een reden en luisteren naar de andere kant."
        case .gallery: "Lopen langs de citaten en plakken een stip bij wat ze willen proberen."
        case .pause: "Nemen rust en praten na."
        case .casework:
            "Lezen de casus, bedenken wat ze zouden doen en leggen dat naast de citaten."
        case .practice: "Spelen om beurten leraar, ouder en kijker, en geven elkaar één tip."
        case .selfCheck: "Vinken aan wat ze al doen en omcirkelen wat ze willen veranderen."
        case .plan: "Schrijven hun eerste stap op en vertellen die aan een buur."
        case .evaluation:
            "Zeggen in één zin wat ze meenemen en geven een cijfer voor de bijeenkomst."
        case .buffer: "Stellen de vragen die zijn blijven liggen."
        }
    }

    /// What a slide asks of those who look at it.
    static func participantsSlide(_ form: Bundle.Form) -> String {
        switch form {
        case .welcome: "Vertel elkaar een eigen ervaring en schrijf op wat je wilt weten."
        case .reasons: "Luister, streep aan wat je herkent en stel je vragen."
        case .discussion: "Kies een kant, geef een reden en luister naar de andere kant."
        case .gallery: "Loop langs de citaten en plak een stip bij wat je wilt proberen."
        case .pause: "Tot zo!"
        case .casework: "Lees de casus, bedenk wat je zou doen en leg dat naast de citaten."
        case .practice: "Speel om beurten leraar, ouder en kijker, en geef elkaar één tip."
        case .selfCheck: "Vink aan wat je al doet en omcirkel wat je wilt veranderen."
        case .plan: "Schrijf je eerste stap op en vertel die aan een buur."
        case .evaluation: "Zeg in één zin wat je meeneemt."
        case .buffer: "Stel de vragen die zijn blijven liggen."
        }
    }

    // MARK: what to discuss and do

    static func text(of statement: Bundle.Statement) -> String {
        let quote = "“\(statement.quote.text)”"
        return switch statement.claim {
        case .agreed: "Dit hoort op onze school een vaste afspraak te zijn: \(quote)"
        case .noTime: "Hier is in een gewone schoolweek geen tijd voor: \(quote)"
        case .everyone: "Dit moet iedereen in het team kunnen: \(quote)"
        case .hardToReach: "Dit werkt niet bij ouders die we weinig zien: \(quote)"
        case .leadership: "Dit is werk voor de schoolleiding, niet voor de leraar: \(quote)"
        case .soon: "Hier beginnen we volgende maand mee: \(quote)"
        case .essential: "Zonder dit heeft de rest weinig zin: \(quote)"
        }
    }

    static func title(of kind: Bundle.Exercise.Kind) -> String {
        switch kind {
        case .casework: "Casus"
        case .practice: "Oefening"
        case .agenda: "Gespreksagenda"
        case .transfer: "Opdracht voor daarna"
        }
    }

    static func text(of kind: Bundle.Exercise.Kind) -> String {
        switch kind {
        case .casework:
            "Neem een ouder of situatie van je eigen school in gedachten, zonder namen. Wat ging er goed, wat "
                + "schuurde? Leg het naast de citaten en bedenk wat je een volgende keer anders doet."
        case .practice:
            "Werk in drietallen: één is leraar, één is ouder, één kijkt. Loop de citaten na in deze volgorde, "
                + "speel ze na en wissel na elke ronde van rol. De kijker geeft één tip en één compliment."
        case .agenda:
            "Gebruik deze punten als agenda voor een gesprek met ouders. Kies er hoogstens drie en laat de "
                + "ouder als eerste kiezen."
        case .transfer:
            "Probeer binnen twee weken één ding uit en schrijf op wat er gebeurde. Bespreek het met een "
                + "collega: wat werkte, wat doe je de volgende keer anders?"
        }
    }
}
