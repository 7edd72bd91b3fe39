/// Whether two words that stand side by side could do so in a sentence, in a text where blanks cut
/// words.
///
/// Both are words by themselves, and one word together. Dutch does not put them side by side where a
/// noun follows a bare one (`een huis bezoek`), a preposition an article (`de voor delen`), or a verb
/// its particle (`om aan te leren`, but `wil aan leren`).
struct PairGrammar {
    /// Words before and behind, in small letters; `nil` behind or before a mark.
    struct Surroundings {
        var previous: String?
        var next: String?
        /// Whether `er`, `daar` and their like stand before it in the sentence, which part from their
        /// prepositions: `waar we over praten`.
        var hasPlaceWord = false
    }

    /// How often this text has words, in small letters.
    struct Counts {
        /// The whole, and the whole in another number.
        var whole = 0
        var sibling = 0
        /// Both parts side by side.
        var apart = 0
        /// The second part without the first.
        var tail = 0
    }

    let words: BoundedWords

    private static let articles: Set<String> = [
        "de", "een", "'n", "mijn", "jouw", "onze", "elke", "elk", "ieder", "iedere", "geen",
        "zo’n", "zo'n", "deze", "uw",
    ]
    /// Words before which nouns stand in the plural.
    private static let numbers: Set<String> = [
        "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
        "alle", "enkele", "veel", "vele", "verschillende", "sommige", "andere",
    ]
    private static let ordinals: Set<String> = [
        "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "laatste",
        "volgende", "vorige", "beide",
    ]
    /// Beginnings of words that are no words of Dutch but of English.
    private static let beginnings: Set<String> = ["on", "be", "her", "ver"]
    /// Words that stand before nouns as well as by themselves.
    private static let pronouns: Set<String> = [
        "het", "dit", "dat", "die", "hun", "haar", "zijn", "je", "ons", "jullie",
    ]
    private static let subjects: Set<String> = [
        "ik", "je", "jij", "u", "hij", "ze", "zij", "we", "wij", "jullie", "men", "er", "het", "de",
        "een", "hun", "hen", "mijn", "onze", "ons", "deze", "dit", "die", "iemand", "niemand",
        "iedereen", "alle", "alles",
    ]
    static let placeWords: Set<String> = ["er", "daar", "waar", "hier", "ergens", "nergens"]
    private static let prepositions: Set<String> = [
        "aan", "bij", "door", "in", "na", "om", "op", "over", "tegen", "uit", "voor", "achter",
        "binnen", "buiten", "onder", "van", "met", "zonder", "tussen", "naar", "tot",
    ]
    /// Those that stand before no other one.
    private static let firstPrepositions: Set<String> = [
        "in", "bij", "met", "zonder", "ter", "onder", "aan", "door", "op",
    ]
    private static let particles: Set<String> = [
        "aan", "af", "bij", "in", "mee", "na", "op", "over", "tegen", "toe", "uit", "voor",
        "achter", "neer", "terug", "weg", "binnen", "vooruit", "voort", "samen",
    ]
    /// Particles that stand before infinitives as prepositions do: `plezier bij lezen`.
    private static let beforeInfinitives: Set<String> = [
        "voor", "bij", "op", "over", "in", "na", "tegen",
    ]
    /// Particles behind their noun, where one moves: `de deur uit gaat`.
    private static let postpositions: Set<String> = [
        "op", "uit", "in", "af", "toe", "door", "over", "samen",
    ]
    private static let coming: Set<String> = ["komen", "komt", "kwam", "kwamen"]
    /// Verbs that follow any particle.
    private static let light: Set<String> = [
        "gaan", "gaat", "ging", "gingen", "lopen", "loopt", "liep", "liepen", "zijn", "is", "was",
        "waren", "kunnen", "kunt", "kan", "moeten", "moet", "laten", "laat", "hebben", "heeft",
        "heb", "hebt", "staan", "staat", "zitten", "zit", "komen", "komt", "kwam", "kwamen",
    ]
    /// Nouns that others follow as they are: `het type scherm`.
    private static let measures: Set<String> = [
        "type", "soort", "aantal", "paar", "woord", "deel", "maximum", "minimum", "standaard",
        "stuk", "contact", "groep",
    ]

    /// Whether two words in small letters are likelier one, of which the whole is known.
    func areOne(_ head: String, _ tail: String, in place: Surroundings, _ counts: Counts) -> Bool {
        guard !CommonWords.followers.contains(tail) else { return false }
        if CommonWords.wholes.contains(head + tail) { return true }
        if tail == "dat" {
            return ["voor", "na", "om", "door"].contains(head) && !place.hasPlaceWord
                && place.next.map { Self.subjects.contains($0) } ?? false
        }
        if Self.beginnings.contains(head) { return words.lists(head + tail) }
        guard !CommonWords.short.contains(tail), !Self.prepositions.contains(tail),
            !Self.pronouns.contains(tail), !Self.light.contains(tail) || Self.coming.contains(tail)
        else { return false }
        let isNounAsWhole = isNounLike(head + tail)
        if counts.whole >= max(1, counts.apart), counts.tail <= 0, isNounAsWhole { return true }
        if Self.prepositions.contains(head), isNounAsWhole,
            isNounBehindPreposition(head, tail, place)
        {
            return true
        }
        // No bare adjective follows a preposition: `op nieuw`.
        if Self.prepositions.contains(head), !tail.hasSuffix("e"), words.lists(head + tail),
            case let kinds = words.kinds(of: tail), kinds.contains(.adjective),
            kinds.isDisjoint(with: [.noun, .verb, .ending])
        {
            return true
        }
        if Self.particles.contains(head) { return isVerb(head, tail, place, counts) }
        guard head.utf8.count > 2, !Self.prepositions.contains(head),
            counts.whole > 0 || !CommonWords.starters.contains(head),
            !Self.measures.contains(head)
        else { return false }
        return isCompound(head, tail, place, counts)
    }

    /// Whether the second word follows any noun, and the first one is no particle of its: `school gaat`.
    static func areTwo(_ head: String, _ tail: String) -> Bool {
        light.contains(tail) && !particles.contains(head) && !CommonWords.starters.contains(head)
    }

    /// Whether the words are a noun that begins with a preposition: none stands behind an article, an
    /// adjective or another one.
    private func isNounBehindPreposition(
        _ head: String, _ tail: String, _ place: Surroundings
    ) -> Bool {
        guard let previous = place.previous else { return false }
        if isArticle(previous) {
            return isNounLike(tail)
        }
        let kinds = words.kinds(of: head + tail)
        return (previous == "het" || Self.firstPrepositions.contains(previous))
            && kinds.contains(.noun) && !kinds.contains(.plural)
    }

    /// Whether the words are a verb with its particle before it.
    private func isVerb(
        _ head: String, _ tail: String, _ place: Surroundings, _ counts: Counts
    ) -> Bool {
        guard words.lists(head + tail) else { return false }
        let kinds = words.kinds(of: tail)
        if place.previous == "het", place.next == "van", kinds.contains(.infinitive) { return true }
        let isDirection = place.previous.map { ["op", "naar", "van", "tot"].contains($0) } ?? false
        let isParticiple = tail.hasPrefix("ge") && kinds.contains(.verb)
        if isParticiple, counts.tail <= 0, kinds.contains(.participle) { return true }
        // `op weg helpen`, `naar binnen kijken`, `de deur uit komt`.
        guard !place.hasPlaceWord, !isDirection,
            !Self.coming.contains(tail) || !Self.postpositions.contains(head)
        else { return false }
        if isParticiple { return true }
        if kinds.contains(.infinitive), !kinds.contains(.plural) {
            // `samen lezen` is as good.
            return head != "samen"
                && (counts.tail <= 0 || !Self.beforeInfinitives.contains(head)
                    || counts.whole >= 4 * counts.apart && counts.apart > 0)
        }
        if kinds.contains(.participle) { return true }
        if kinds.contains(.verb), kinds.isDisjoint(with: [.noun, .ending, .adjective]) {
            return true
        }
        return kinds.contains(.inflectedParticiple)
            && (place.previous.map { isArticle($0) || Self.pronouns.contains($0) } ?? false
                || ["af", "aan", "uit", "mee", "op", "bij", "terug"].contains(head))
    }

    /// Whether the words are a compound: no noun follows another one without an article or a plural.
    private func isCompound(
        _ head: String, _ tail: String, _ place: Surroundings, _ counts: Counts
    ) -> Bool {
        let first = words.kinds(of: head)
        guard !first.isDisjoint(with: [.noun, .plural, .verb, .ending]) else { return false }
        let last = words.kinds(of: tail)
        let isListed = words.lists(head + tail)
        let isSingle =
            (!last.isDisjoint(with: [.noun, .ending]) || isUnlisted(tail))
            && !last.contains(.plural)
            && !tail.hasSuffix("en")
        let isPreposition = place.previous.map { Self.prepositions.contains($0) } ?? false
        // `Het kost tijd.`
        let isSubject = place.previous == "het" && first.contains(.verb) && !first.contains(.ending)
        let isBehindArticle =
            place.previous.map { isArticle($0) || $0 == "het" && !isSubject } ?? false
        let isBehindPronoun = place.previous.map { Self.pronouns.contains($0) } ?? false
        let isEnding = !last.isDisjoint(with: [.noun, .ending, .plural]) || isUnlisted(tail)
        if counts.whole > 0, isBehindArticle || isBehindPronoun, isEnding { return true }
        if counts.sibling > 0, !isBehindArticle, !isBehindPronoun, last.contains(.plural),
            !(isPreposition && last.contains(.infinitive))
        {
            return true
        }
        if first.contains(.noun) {
            if counts.whole >= max(1, counts.apart), isSingle { return true }
            if isPreposition, isListed, last.contains(.plural),
                last.isDisjoint(with: [.verb, .infinitive])
            {
                return true
            }
            if isBehindArticle, isListed, isSingle { return true }
            let isPlural = last.contains(.plural) && last.isDisjoint(with: [.verb, .infinitive])
            // `de leer resultaten`, `twee moeder dagkaarten`.
            if isPlural, isBehindArticle, isListed { return true }
            if isPlural || isUnlisted(tail), first.contains(.ending),
                place.previous.map({ Self.numbers.contains($0) }) ?? false
            {
                return true
            }
        }
        // `een boeken lijst`.
        if first.contains(.plural), isSingle, last.isDisjoint(with: [.verb, .participle]),
            ["een", "elk", "elke"].contains(place.previous)
        {
            return true
        }
        return isBehindArticle && isSingle && !first.contains(.adjective)
            && last.isDisjoint(with: [.verb, .adjective, .infinitive])
    }

    /// Whether only a noun can follow, with adjectives before it.
    private func isArticle(_ word: String) -> Bool {
        if Self.articles.contains(word) || Self.ordinals.contains(word) { return true }
        return word.hasSuffix("e") && !CommonWords.short.contains(word)
            && !words.kinds(of: word).isDisjoint(with: [.adjective, .inflectedParticiple])
    }

    private func isNounLike(_ word: String) -> Bool {
        !words.kinds(of: word).isDisjoint(with: [.noun, .plural, .ending]) || isUnlisted(word)
    }

    /// Whether a word is known by its parts alone: most such are nouns.
    private func isUnlisted(_ word: String) -> Bool { words.knows(word) && !words.lists(word) }
}

extension TextRepair {
    /// Whether two known words that are one together could not stand side by side in a sentence.
    ///
    /// - Parameters:
    ///   - place: Of the first one.
    ///   - costs: What each token costs by itself.
    ///   - apart: How often two words stand side by side that are one together, by that one.
    func areOne(
        _ tokens: [Token], at place: Int, _ costs: [Double], apart: [String: Int]
    ) -> Bool {
        let head = tokens[place].core.lowercased()
        let tail = tokens[place + 1].core
        let whole = head + tail
        guard whole.utf8.count >= 5, costs[place] < Cost.name, costs[place + 1] < Cost.rare,
            words.knows(whole) || own[whole] != nil
        else { return false }
        let count = apart[whole, default: 0]
        return PairGrammar(words: words).areOne(
            head, tail, in: PairGrammar.Surroundings(of: place, in: tokens),
            PairGrammar.Counts(
                whole: own[whole, default: 0], sibling: holds(whole) ? 1 : 0, apart: count,
                tail: own[tail, default: 0] - count))
    }
}

extension PairGrammar.Surroundings {
    /// Words of a sentence before a pair that are looked at for one that names a place.
    private static let reach = 12

    /// - Parameter place: Of the first of two tokens.
    init(of place: Int, in tokens: [Token]) {
        if place > 0, tokens[place].prefix.isEmpty, tokens[place - 1].suffix.isEmpty {
            previous = tokens[place - 1].core.lowercased()
        }
        if place + 2 < tokens.count, tokens[place + 1].suffix.isEmpty,
            tokens[place + 2].prefix.isEmpty
        {
            next = tokens[place + 2].core.lowercased()
        }
        for token in tokens[..<place].suffix(Self.reach).reversed() {
            if token.suffix.contains(where: { ".!?:;".contains($0) }) { break }
            if PairGrammar.placeWords.contains(token.core.lowercased()) { hasPlaceWord = true }
        }
    }
}
