/// Words that say little about what a text is about.
///
/// They are indexed like all others, so that phrases and negations keep them, and count for
/// little in a question.
public enum FunctionWords {
    /// Articles, pronouns, prepositions, conjunctions, question words and auxiliaries, folded.
    private static let function: Set<String> = words(
        """
        de het een der des den 't 'n dit dat deze die daar er hier hun hen haar hem zij ze wij we \
        ik mij me mijn jij je jou jouw jullie u uw hij zijn ons onze zich elkaar elkaars zelf men iemand \
        iets niets wat wie welk welke waar wanneer waarom hoe hoeveel waarvoor waarmee waarin wiens \
        hoelang hoezo \
        en of maar want dus dan als toen omdat doordat zodat opdat terwijl hoewel tenzij mits indien voordat nadat \
        aan achter af bij binnen boven buiten door in langs met na naar naast om onder op over per \
        rond rondom sinds te tegen tijdens tot tussen uit van vanaf vanuit via voor voorbij zonder volgens \
        ben bent is was waren geweest wees heb hebt heeft had hadden gehad word wordt worden werd \
        werden geworden zal zult zullen zou zouden kan kun kunt kunnen kon konden moet moeten moest \
        moesten mag mogen mocht mochten wil wilt willen wilde wilden hoef hoeft hoeven \
        ook nog al wel niet geen nooit altijd vaak soms weer toch maar zo heel erg zeer veel meer meest \
        weinig minder minst eens even nu straks dan toen hier ja nee s morgens \
        zoals zoiets ergens overal nergens alles \
        bijvoorbeeld bijv eigenlijk gewoon misschien graag best beter goed goede wat \
        daarbij daarmee daarin daarop daarvoor daarover daarom hierbij hierin hiermee ervoor eraan erbij ermee erover erin \
        gaan ga gaat ging doen doe doet deed gedaan komen kom komt laten laat \
        staan sta staat \
        weten weet zien zie ziet moeten hebben zijn zitten zit liggen ligt kosten kost duurt duren \
        manier manieren ding dingen keer \
        zo'n m'n z'n d'r 't 'k 'n nou ofzo allebei beide dezelfde dit zulke zulk enkel slechts pas dus hoor \
        toe mee heen vandaan elders \
        mijne jouwe welnee tja kunt kan nl enz etc bijv bv ivm tav mbt oa dwz ipv aub svp mn evt \
        waaraan waarop waarvan waarbij waardoor waaronder waarna waarover waartegen waaruit waarheen \
        daaraan daaronder daaruit daardoor daarna daarnaast daarvan eruit ervan erop eronder erna ernaast ernaartoe eraf hiervan hieraan hierop
        """)

    /// Verbs of every sentence, which still say something of what is done.
    private static let verbs: Set<String> = words(
        """
        maken maak maakt krijgen krijg krijgt geven geef geeft zetten zet nemen neem neemt \
        vinden vind vindt zeggen zeg zegt
        """)

    /// Words that turn a sentence round.
    private static let negations: Set<String> = words(
        "niet geen nooit niets niks zonder niemand nergens nauwelijks")

    /// All of them, and those that negate, in byte order.
    public static var all: [String] { function.union(verbs).union(negations).sorted() }

    private static func words(_ text: String) -> Set<String> {
        Set(TableText.pieces(of: text))
    }

    /// Whether a folded word says little by itself.
    public static func contains(_ word: String) -> Bool {
        function.contains(word) || verbs.contains(word)
    }

    /// Whether a folded word that says little is a verb of every sentence.
    public static func isVerb(_ word: String) -> Bool { verbs.contains(word) }

    /// Other words that negate, in byte order; none for a word that does not.
    public static func negationsLike(_ word: String) -> [String] {
        isNegation(word) ? negations.filter { $0 != word }.sorted() : []
    }

    /// Whether a folded word negates.
    public static func isNegation(_ word: String) -> Bool { negations.contains(word) }
}
