/// Finds the parts of a Dutch compound.
///
/// A word is split in two where the first part often begins compounds of the dictionary and the
/// second often ends them, with `s`, `en`, `n` or `e` allowed as a link; then each part again. How often
/// is learnt from the dictionary when the lexicon is made; what only the texts have counts too.
/// Source of the idea: P. Koehn and K. Knight, Empirical Methods for Compound Splitting, EACL 2003.
struct CompoundSplitter {
    private let lexicon: Lexicon
    private let stemmer: Stemmer

    /// Shortest part in letters.
    private static let minimumPart = 3
    /// Words shorter than this are not split.
    private static let minimumWord = 7
    /// Longest word that is split.
    private static let maximumWord = 64
    /// What a split must reach, in doublings of the number of words that have the parts, when no
    /// dictionary has the whole.
    private static let threshold = 5
    /// What it must reach when a dictionary has the whole: that may be no compound.
    private static let thresholdOfWord = 8
    /// The same for a part of a split word: it is a word already.
    private static let thresholdOfPart = 12
    /// What a part that the texts have scores without a dictionary: two of them make a compound.
    private static let plainScore = 4
    /// Three letters are an accident so easily that such a part must be met this often then.
    private static let occurrenceOfShortPart = WordFacts.Occurrence.some
    /// What a part gains that no longer means its own parts: `huiswerk` stays together.
    private static let wholeBonus = 8
    /// In how many words a part of three letters must stand, in doublings.
    private static let levelOfShortPart = 4
    /// What the stem of a verb scores that no word of the dictionary begins with: `voorlees`.
    private static let stemScore = 3
    /// What a part scores that is no word and itself a compound.
    private static let compoundScore = 3
    /// How far parts are split again.
    private static let deepest = 3

    /// What may stand between two parts, the likelier first, with what each costs.
    static let links: [[UInt8]] = ["", "s", "en", "n", "e"].map { Array($0.utf8) }
    private static let linkCosts = [0, 1, 1, 4, 5]

    /// Words that stand in front of others without being what those are about.
    private static let particles: Set<[UInt8]> = Set(
        [
            "aan", "achter", "af", "bij", "binnen", "boven", "buiten", "door", "mee", "met", "na",
            "naar", "om", "onder", "op", "over", "rond", "tegen", "terug", "toe", "tussen", "uit",
            "voor", "weg", "her", "samen", "ver", "ont", "be", "ge", "on", "in", "mis", "los",
            "neer", "vast", "voort", "weder", "bijeen", "tegemoet",
        ].map { Array($0.utf8) })
    /// Ends that look like words and are suffixes or pieces of loan words.
    private static let noHeads: Set<[UInt8]> = Set(
        [
            "heid", "baar", "loos", "rijk", "zaam", "achtig", "schap", "dom", "ing", "lijk",
            "matig",
            "port", "tie", "teit", "sage", "ster", "ment", "gen", "ten", "den", "sen", "len", "ren",
            "nen", "ken", "pen", "ven", "men", "igen", "tje", "pje", "jes", "tjes", "ren", "zen",
            "tal", "vol", "aard", "waarts", "wijs", "ton", "sel", "ter", "der", "formatie", "even",
            "eren", "eert", "eerd", "iseren", "atie", "eerder", "elen", "ende", "enden", "ders",
            "dering", "ering", "ling", "lingen", "ringen", "vaardig", "waardig", "gang",
        ].map { Array($0.utf8) })

    /// Compounds that no longer mean their parts.
    private static let wholes: Set<[UInt8]> = Set(
        [
            "huiswerk", "netwerk", "leerkracht", "leerkrachten", "leerling", "leerlingen",
            "handvat",
            "handvatten", "handboek", "handleiding", "voorbeeld", "toekomst", "standpunt",
            "uitgangspunt", "knelpunt", "aanspreekpunt", "hoofdstuk", "handtekening", "voornaam",
            "achternaam", "welzijn", "stadhuis", "ziekenhuis", "gemeentehuis", "tijdstip",
            "onderwijs", "moedertaal", "vaderland", "boterham", "wedstrijd", "maatschap",
            "gezamenlijk", "dagelijks", "huishouden", "landschap", "wetenschap", "boodschap",
            "vriendschap", "gemeenschap", "eigenschap", "moeilijk", "waarschijnlijk", "openbaar",
            "kinderen", "volwassen", "volwassene", "volwassenen", "werkwoord", "antwoord",
            "verantwoord", "verantwoording", "ogenblik", "jaargang", "voorwaarde", "meerderheid",
            "minderheid", "bestuur", "bestuurder", "verstand", "minister", "massage", "rapport",
            "kantoor", "formatie", "informatie", "intensief", "interesse", "motivatie", "kennis",
            "vergadering", "vergaderingen", "waardering", "samenwerking", "gesprek", "gesprekken",
            "overeenkomst", "overeenkomsten", "kennismaking", "belasting", "belastingen", "toetsen",
            "bestand", "bestanden", "paspoort", "kwartier", "verwerker", "verwerking", "omgeving",
            "verandering", "ervaring", "verklaring", "regering", "opening", "rekening", "mening",
            "balans", "contract", "contact", "programma", "passage", "manier", "manieren",
            "nederland", "nederlands", "nederlandse", "nederlander", "nederlanders", "vlaanderen",
            "duitsland", "engeland",
        ].map { Array($0.utf8) })

    init(lexicon: Lexicon, stemmer: Stemmer) {
        self.lexicon = lexicon
        self.stemmer = stemmer
    }

    static func hasLink(_ link: [UInt8], in word: [UInt8], at place: Int) -> Bool {
        place + link.count <= word.count && word[place..<place + link.count].elementsEqual(link)
    }

    /// The parts of a folded word, as byte ranges in it, in order; empty when it is whole.
    func parts(of word: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        guard lexicon.count > 0, word.count >= Self.minimumWord, word.count <= Self.maximumWord
        else { return [] }
        let leaves = leaves(of: word, in: 0..<word.count, depth: 0)
        return leaves.count > 1 ? leaves : []
    }

    private func leaves(
        of word: UnsafeBufferPointer<UInt8>, in range: Range<Int>, depth: Int
    ) -> [Range<Int>] {
        guard range.count >= Self.minimumWord, depth < Self.deepest,
            !Self.wholes.contains(Array(word[range])),
            let (left, right) = bestSplit(word, range, depth: depth)
        else { return [range] }
        return leaves(of: word, in: left, depth: depth + 1)
            + leaves(of: word, in: right, depth: depth + 1)
    }

    private func bestSplit(
        _ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, depth: Int
    ) -> (left: Range<Int>, right: Range<Int>)? {
        var best: (left: Range<Int>, right: Range<Int>)?
        let letters = Array(word[range])
        let isWord =
            lexicon.isLearnt
            && (facts(word, range).isInDictionary || factsOfStem(letters).isOfDictionary)
        var bestScore =
            (!isWord ? Self.threshold : depth == 0 ? Self.thresholdOfWord : Self.thresholdOfPart)
            - 1
        for end in range.lowerBound + 2...range.upperBound - Self.minimumPart {
            let left = range.lowerBound..<end
            let leftScore = score(word, left, isLast: false)
            guard leftScore > 0 else { continue }
            for (link, cost) in zip(Self.links, Self.linkCosts) {
                let start = end + link.count
                guard start + Self.minimumPart <= range.upperBound,
                    word[end..<start].elementsEqual(link)
                else { continue }
                let right = start..<range.upperBound
                var rightScore = score(word, right, isLast: true)
                if rightScore == 0, depth < Self.deepest - 1, right.count >= Self.minimumWord,
                    bestSplit(word, right, depth: depth + 1) != nil
                {
                    rightScore = Self.compoundScore
                }
                guard rightScore > 0 else { continue }
                var score = leftScore + rightScore - cost
                for part in [left, right] where Self.wholes.contains(Array(word[part])) {
                    score += Self.wholeBonus
                }
                if score > bestScore {
                    bestScore = score
                    best = (left, right)
                }
            }
        }
        return best
    }

    private func facts(_ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> WordFacts {
        lexicon.facts(of: UnsafeBufferPointer(rebasing: word[range]))
    }

    /// How likely the range is such a part; 0 for one that is none.
    private func score(
        _ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isLast: Bool
    ) -> Int {
        let length = range.count
        guard length >= Self.minimumPart else { return 0 }
        let part = Array(word[range])
        if isLast ? Self.noHeads.contains(part) : Self.particles.contains(part) { return 0 }
        var found = facts(word, range)
        guard lexicon.isLearnt else {
            let occurrence = max(
                found.occurrence, length > 4 ? factsOfStem(part).occurrence : .none)
            let least = length == 3 ? Self.occurrenceOfShortPart : .rare
            return occurrence < least ? 0 : Self.plainScore
        }
        if !found.isKnown || found.first + found.last == 0, length > Self.minimumPart + 1 {
            // A form of a word that the lexicon has: `gesprekken`.
            let base = factsOfStem(part)
            if base.first + base.last > found.first + found.last { found = base }
        }
        guard found.isInDictionary || found.occurrence > .none || found.first + found.last > 0
        else {
            return !isLast && found.isKnown && length >= 5 ? Self.stemScore : 0
        }
        // What ends many words often begins some; a part of texts alone counts as one of a few.
        let level = isLast ? found.last : found.first
        let other = isLast ? found.first : found.last
        var score = max(level, other - 2)
        switch found.occurrence {
        case .none: break
        case .rare, .some: score += 1
        case .common: score += 2
        }
        if length >= 5 { score += 1 }
        if length == 3 {
            // Three letters are an accident unless many words have them.
            guard
                level >= Self.levelOfShortPart || found.occurrence >= Self.occurrenceOfShortPart
            else { return 0 }
            score -= 2
        }
        if level == 0, length < 5, found.occurrence == .none { return 0 }
        return max(0, score)
    }

    private func factsOfStem(_ part: [UInt8]) -> WordFacts {
        var stem: [UInt8] = []
        part.withUnsafeBufferPointer { stemmer.append($0, to: &stem) }
        guard stem.count > Self.minimumPart else { return WordFacts() }
        return stem.withUnsafeBufferPointer { lexicon.facts(of: $0) }
    }
}
