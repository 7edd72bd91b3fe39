internal import Corpus
internal import Indexing

/// Every constant of the ranking, in one place.
///
/// Where no other source is named, a value was chosen by cross-validation: tried on one half of our
/// question sets and kept where it held on the other and on plain texts without any school in them.
public struct Ranking: Hashable, Sendable {
    // MARK: BM25F

    /// How soon more occurrences stop to count.
    ///
    /// Below the usual 1.2 of Okapi at TREC-3: passages are short.
    public var saturation = 0.9
    /// Weight of a word in the title of the document, beside the same word in the passage.
    public var title = 0.5
    /// What the lesser of the two keeps where title and passage both have the word.
    public var titleBeside = 0.5
    /// Weight of an occurrence in the passage above or those below.
    public var contextWeight = 0.35
    /// Weight of an occurrence in the headings.
    public var headingWeight = 0.8
    /// Weight of an occurrence in the label.
    public var labelWeight = 2.5
    /// How much a long text counts against it; 0 not at all.
    public var textLength = 0.45
    /// The same for the other fields.
    public var otherLength = 0.3
    /// Least weight of a word: `ouders` stands in most passages and still is what is asked about.
    public var rarityFloor = 0.7

    /// What a word keeps of its rarity that no passage has itself.
    ///
    /// Only what stands for it is met then, and that it would be rare is a guess.
    public var unknown = 0.7

    /// What the share of a verb or adjective in the question keeps when no passage has it: that nothing is
    /// there about `warmtepompen` tells more than that nothing there `klopt`.
    public var missingVerb = 0.3

    // MARK: what may stand for a word

    /// A form with the same stem.
    public var form = 0.95
    /// A compound in the text that ends in the word.
    public var inHead = 0.55
    /// A compound in the text that has the word as another part.
    public var inPart = 0.6
    /// The last part of a compound that was asked for: it names the kind of thing.
    public var head = 0.5
    /// The other parts of such a compound.
    public var modifier = 0.3
    /// A word with the same meaning.
    public var same = 0.8
    /// A word for a kind or part of it.
    public var narrower = 0.5
    /// A word for something wider.
    public var broader = 0.3
    /// A word for something near.
    public var related = 0.25
    /// What the telling word of an expression leaves of these.
    public var partOfExpression = 0.5
    /// A factor on all that the thesaurus has for a word.
    public var synonym = 1.0
    /// The same for the parts of a compound that was asked for.
    public var partSynonym = 0.5
    /// How far the parts of a compound, or an expression, cover the word.
    public var partsCover = 1.0
    /// What stands for an expression of more than one word.
    public var expression = 1.0
    /// What such an expression keeps when its words stand apart.
    public var apart = 0.7
    /// The same when passages have both words themselves.
    public var apartKnown = 0.35
    /// A word that was read out of a mistyped one.
    public var mended = 1.0
    /// One that was read in place of a word that no passage has.
    public var mendedWord = 0.6
    /// A word that says little.
    public var function = 0.12
    /// A verb of every sentence, such as `maken` or `geven`.
    public var functionVerb = 0.4
    /// A word of everyday speech, such as `letten` or `steeds`.
    public var light = 0.4
    /// The same where nobody speaks: a heading or a list of words has no small talk.
    public var lightInHeading = 0.8
    /// A word that negates.
    public var negation = 0.3

    /// What a word and its negation beside each other count for, as a rarity.
    public var negationNear = 4.0

    // MARK: beside the words

    /// A passage with half of what was asked keeps this share plus half of the rest.
    public var uncoveredShare = 0.35
    /// Weight of two words that stand together, beside that of the less rare one.
    public var proximity = 0.3
    /// Words farther apart than this have nothing to do with each other.
    public var reach = 8.0
    /// What is left of it for two words with a third one between them in the question.
    public var proximityApart = 0.5
    /// What the other order of the words leaves of that.
    public var reversed = 0.8
    /// Weight of a topic's words beside words in the text.
    public var topic = 0.4
    /// Factor on passages that are themselves a question.
    public var question = 0.7
    /// Factor on references.
    public var link = 0.7
    /// Factor on running text where something to do is asked for.
    public var paragraph = 0.85
    /// Factor on the kinds that the intent asks for.
    public var fitting = 1.05
    /// Factor on parts of a practice card that only describe the card.
    public var frame = 0.9
    /// Factor on passages that tell whom something is for or what is known of it, where something to do
    /// is asked for.
    public var background = 0.4
    /// Factor on passages that lead in to others.
    public var introduction = 0.8
    /// Factor on passages of a few words.
    public var short = 0.6
    /// Factor on passages for the party that the question is about.
    public var party = 1.2
    /// Factor on passages for another party.
    public var otherParty = 0.8
    /// What a passage gains, as a share of its score, whose document fits best as a whole.
    ///
    /// Source of the idea: J. Callan, Passage-Level Evidence in Document Retrieval, SIGIR 1994.
    public var document = 0.3
    /// What a passage gains, as a share of its score, that names the fact which was asked for: a number, a
    /// price, a duration.
    public var fact = 0.7
    /// What a passage gains, as a share of its score, that opens a document whose title is what was asked.
    public var opening = 0.3
    /// What each better passage of the same document takes off, as a share of the score.
    public var sameSource = 0.005

    // MARK: the honest no

    /// How surely a word with the same meaning says what was asked.
    ///
    /// These and the bound come from a logistic regression over our development questions with and
    /// without an answer, held against questions about other matter.
    public var solidSame = 0.9
    /// The same for a kind or part of it.
    public var solidNarrower = 0.6
    /// The same for something wider.
    public var solidBroader = 0.2
    /// The same for something near.
    public var solidNear = 0.2
    /// The same for the parts of a compound.
    public var solidParts = 0.8
    /// What is taken off for words that are as rare as can be: "begroting van de ouderraad" asks for more
    /// than words of everyday speech do, and what is near it is easily beside it.
    public var answerRarity = 0.55
    /// What is taken off for the rarest thing that no passage has by its name, where the best passages have
    /// little else of the question either.
    public var answerUnknown = 0.5
    /// Weight of the best score beside what the best passages surely have of the question.
    public var answerStrength = 0.9
    /// What is taken off when a number or a price is asked for and the best passages have none.
    public var answerFact = 1.0
    /// What the sum must reach.
    public var answerBound = 0.32

    /// The ranking as it is used.
    public init() {}

    /// The part of it by which the index bounds what a block of passages can give.
    var impactModel: ImpactModel {
        ImpactModel(
            saturation: saturation, weights: [contextWeight, headingWeight, labelWeight, 1],
            penalties: [otherLength, otherLength, otherLength, textLength])
    }

    /// Names by which a value can be tried out in a measurement.
    public static let names: [String: any WritableKeyPath<Ranking, Double> & Sendable] = [
        "saturation": \.saturation, "contextWeight": \.contextWeight, "title": \.title,
        "titleBeside": \.titleBeside,
        "headingWeight": \.headingWeight, "labelWeight": \.labelWeight,
        "textLength": \.textLength, "otherLength": \.otherLength, "rarityFloor": \.rarityFloor,
        "unknown": \.unknown, "missingVerb": \.missingVerb,
        "form": \.form, "inHead": \.inHead, "inPart": \.inPart, "head": \.head,
        "modifier": \.modifier, "synonym": \.synonym, "same": \.same,
        "narrower": \.narrower, "broader": \.broader,
        "related": \.related, "partOfExpression": \.partOfExpression,
        "partSynonym": \.partSynonym, "expression": \.expression, "apart": \.apart,
        "apartKnown": \.apartKnown, "mended": \.mended, "mendedWord": \.mendedWord,
        "function": \.function, "functionVerb": \.functionVerb, "light": \.light,
        "lightInHeading": \.lightInHeading, "negation": \.negation,
        "negationNear": \.negationNear,
        "uncoveredShare": \.uncoveredShare, "proximity": \.proximity,
        "proximityApart": \.proximityApart, "reach": \.reach,
        "reversed": \.reversed, "topic": \.topic, "question": \.question, "link": \.link,
        "paragraph": \.paragraph, "fitting": \.fitting, "frame": \.frame,
        "background": \.background,
        "introduction": \.introduction, "short": \.short, "party": \.party,
        "otherParty": \.otherParty, "document": \.document, "fact": \.fact, "opening": \.opening,
        "sameSource": \.sameSource,
        "answerStrength": \.answerStrength,
        "answerFact": \.answerFact, "answerRarity": \.answerRarity,
        "answerUnknown": \.answerUnknown, "solidSame": \.solidSame,
        "solidNarrower": \.solidNarrower,
        "solidBroader": \.solidBroader, "solidNear": \.solidNear, "solidParts": \.solidParts,
        "partsCover": \.partsCover,
        "answerBound": \.answerBound,
    ]

    /// How surely a match says what was asked.
    func solidity(of how: MatchKind) -> Double {
        switch how {
        case .synonym: solidSame
        case .narrower: solidNarrower
        case .broader: solidBroader
        case .related: solidNear
        default: 1
        }
    }

    /// How much a word that the thesaurus has for another counts.
    func weight(of synonym: SynonymTable.Synonym) -> Double {
        let relation =
            switch synonym.how {
            case .narrower: narrower
            case .broader: broader
            case .related: related
            default: same
            }
        return synonym.share * relation * (synonym.isPartOfExpression ? partOfExpression : 1)
    }

    /// Steps of the ranking that a measurement can leave out, with how.
    public static let steps: [(name: String, leaveOut: @Sendable (inout Ranking) -> Void)] = [
        ("woordvormen", { $0.form = 0 }),
        (
            "samenstellingen",
            {
                $0.inHead = 0
                $0.inPart = 0
                $0.head = 0
                $0.modifier = 0
            }
        ),
        (
            "synoniemen",
            {
                $0.synonym = 0
                $0.partSynonym = 0
                $0.expression = 0
            }
        ),
        ("spelling", { $0.mended = 0 }),
        (
            "velden",
            {
                $0.title = 0
                $0.contextWeight = 0
                $0.headingWeight = 0
                $0.labelWeight = 1
            }
        ),
        ("nabijheid", { $0.proximity = 0 }),
        ("dekking", { $0.uncoveredShare = 1 }),
        ("themas", { $0.topic = 0 }),
        (
            "lichte-woorden",
            {
                $0.light = 1
                $0.lightInHeading = 1
            }
        ),
        ("vloer", { $0.rarityFloor = 0 }),
        (
            "soorten",
            {
                $0.question = 1
                $0.link = 1
                $0.paragraph = 1
                $0.fitting = 1
                $0.frame = 1
                $0.background = 1
            }
        ),
        (
            "dunne-passages",
            {
                $0.introduction = 1
                $0.short = 1
            }
        ),
        (
            "partijen",
            {
                $0.party = 1
                $0.otherParty = 1
            }
        ),
        ("feiten", { $0.fact = 0 }),
        ("openingen", { $0.opening = 0 }),
        ("documenten", { $0.document = 0 }),
        ("spreiding", { $0.sameSource = 0 }),
    ]

    /// The factor on the score of a passage of a kind, 1 for one that neither fits nor fails.
    func weight(of kind: ItemKind, for intent: Intent) -> Double {
        switch (kind, intent) {
        case (.question, _): question
        case (.link, _): link
        case (.paragraph, .how), (.paragraph, .keyword): paragraph
        case (.activity, .how), (.tip, .how), (.step, .how), (.answer, .how): fitting
        case (.benefit, .why), (.role, .who), (.definition, .what): fitting
        default: 1
        }
    }
}

/// The factors on the scores of passages by their kinds, for one question.
struct KindWeights {
    private let kinds: [ItemKind]
    private let weights: [Double]
    private let question: Double

    /// - Parameters:
    ///   - kinds: Those of the table of facts, by number.
    ///   - intent: Of the question.
    init(_ kinds: [ItemKind], for intent: Intent, _ ranking: Ranking) {
        self.kinds = kinds
        weights = kinds.map { ranking.weight(of: $0, for: intent) }
        question = ranking.weight(of: .question, for: intent)
    }

    /// The kind that a passage counts as.
    func kind(of facts: PassageFacts) -> ItemKind {
        facts.isQuestion ? .question : kinds[facts.kind]
    }

    /// The factor on the score of a passage.
    func weight(of facts: PassageFacts) -> Double {
        facts.isQuestion ? question : weights[facts.kind]
    }
}
