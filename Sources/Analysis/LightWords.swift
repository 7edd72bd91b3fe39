/// Words of everyday speech that say something, and little of what a question is about.
///
/// "Waar moet ik op letten?" asks about what stands before it: such words count for less than a
/// subject, and a passage without them may still answer.
public enum LightWords {
    private static let list = """
        aanpak aanpakken aandacht aantal aardig absoluut achteraf actie actueel advies afgelopen afhangen aldoor allerlei alsmaar \
        altijd ander andere anders anderzijds apart bang begin beginnen begrijpen behoefte behoorlijk belang belangrijk beleven \
        benieuwd benutten bepaald bepaalde beschikbaar beseffen besluiten bestaan betekenen betrekking bevorderen bewust bezig \
        bieden bijna binnenkort blij blijken blijven boel breed brengen constant continu concreet daadwerkelijk daarna daarnaast \
        dag dagelijks dezelfde dicht direct doel doorgaan dragen druk duidelijk duren durven echt eens eentje eerder eerst eerste \
        effectief eigen eigenlijk einde elke energie enige enkele enorm ervaren ervaring ervoor even eventjes extra fijn feit fout \
        gang gebeuren gebied gebruik gebruiken gedurende gegeven geheel gelegenheid geleden gelijk geluk gemakkelijk genoeg geregeld \
        geschikt gevolg gewoon gewoonlijk gewenst graag groot grote grond handig handvat hebben heel heleboel helemaal helder \
        hetzelfde hoewel hoofd horen houden idee inderdaad inhoud inhouden inmiddels inzetten inzet jaar jammer juist kans kant keer \
        kennelijk kiezen kijken klaar klein kleine klinken kloppen kort krijgen kwestie laatst laatste laat lang langer langzaam \
        last leiden leren letten leuk leuke leveren licht lopen loven lukken maand makkelijk makkelijke manier meedoen meestal \
        meemaken meteen middel mis misschien missen moeilijk moeite mogelijk mogelijkheid moment momenteel mooi nadenken nadruk \
        namelijk nauwelijks netjes nieuw nieuwe nodig noemen nogal nood normaal nut nuttig omgaan ontstaan onderdeel onderwerp \
        ongeveer onlangs onmiddellijk ooit oplossen opletten opnieuw optimaal ongewoon overdag overal overigens pakken passen \
        passend perfect per persoon plaats plek plan plots plus prima proberen probleem problemen punt raad raar realiseren \
        rechtstreeks reden regelmatig reden rekening resultaat richten richting rol ruimte rustig samen simpel situatie slaan slecht \
        slechte slechts slim snappen snel soort sommige soms speciaal speciale spelen staan start starten steeds stap stappen steeds \
        sterk stoppen straks stuk succes taak telkens tegenwoordig tijd tijdje toch toen toestand tof tonen totaal trouwens \
        uitleggen uiteindelijk uiteraard uitgebreid uitvoeren uitzoeken vaak vaker vanavond vandaag vanzelf vast veel veelal verder \
        verkeerd verloop verlopen verschil verschillend verschillende vertellen verwachten vlak vlot vol volgen volgende \
        volledig vooral vooraf voorbeeld voorbeelden voordeel voorkomen voorstellen vorig vorige vorm vraag vragen vrij waarschijnlijk \
        waard waar wachten weg wegens weken week welk wensen werken werkelijk wezen willen wijze woord zaak zaken zeggen zeker zelden \
        zelf zetten zin zitten zoeken zogenaamd zoiets zorgen zowel zulk zulke zwaar babbelen eventueel moeten mogen steken gebeurt \
        hoor nou joh wellicht uur minuut minuten vorm vormen ideeen ding aantal meeste dingen iets mensen mens iemand eerste tweede \
        derde vierde vijfde goed goede beter best beste collega gevoel denken vinden kennen weten komen halen bezig maken doen \
        tip tips advies informatie stappenplan uitleg manieren ideetjes weetjes handige goede lijst lijstje overzicht \
        aankomen omheen kwijt gauw vlug dikwijls amper allicht natuurlijk blijkbaar vermoedelijk precies exact letterlijk
        """

    /// All of them, in the order of the list.
    static let all = TableText.pieces(of: list)
    private static let words = Set(all)

    /// Whether a folded word is one of them as it stands.
    public static func contains(word: String) -> Bool { words.contains(word) }
}
