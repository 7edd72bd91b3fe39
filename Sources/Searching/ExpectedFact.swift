internal import Analysis

/// A fact that an answer must name: "hoeveel ouders ..." asks for a number of parents, "wat kost ..."
/// for a price.
enum ExpectedFact: Hashable, Sendable {
    /// A number, beside a word with this stem; of anything without one.
    case amount(of: [UInt8]?)
    /// A part of a whole, such as a percentage.
    case share
    case money
    /// A time of the day.
    case clock
    /// A day or a year.
    case date
    /// How long something takes.
    case duration
    /// How old somebody is.
    case age
    /// What the law says.
    case law
    /// A number to call, or an address.
    case contact
    /// Who pays, or that nobody needs to.
    case payment
    /// The name of a person.
    case person
    /// The name of a product.
    case product

    /// The fact that a question asks for, or `nil`.
    ///
    /// - Parameter words: All words of the question, in order.
    init?(askedBy words: [QueryWord]) {
        let folded = words.map(\.folded)
        func has(_ some: Set<String>) -> Bool { folded.contains(where: some.contains) }
        if has(["procent", "percentage"]) {
            self = .share
        } else if has(["telefoonnummer", "mailadres", "emailadres", "webadres"]) {
            self = .contact
        } else if let place = folded.firstIndex(of: "hoeveel") {
            let behind = words[(place + 1)...].prefix(2)
            if behind.contains(where: { Self.priced.contains($0.folded) }), !has(Self.times) {
                self = .money
            } else {
                self = .amount(of: behind.first(where: \.isContent)?.stem)
            }
        } else if Self.asksPrice(folded), !has(Self.times) {
            self = .money
        } else if has(Self.superlatives) {
            self = .money
        } else if Self.asksTime(folded) {
            self = .clock
        } else if Self.asksDate(folded) {
            self = .date
        } else if Self.asksDuration(folded) {
            self = .duration
        } else if Self.asksAge(folded) {
            self = .age
        } else if Self.asksPayer(folded) {
            self = .payment
        } else if Self.asksMaker(folded) {
            self = .person
        } else if Self.asksProduct(folded) {
            self = .product
        } else if has(["wet", "wettelijk", "wettelijke", "wetgeving"]) {
            self = .law
        } else {
            return nil
        }
    }

    private static let priced: Set<String> = [
        "kost", "kosten", "geld", "euro", "betaal", "betaalt", "betalen", "verdien", "verdient",
    ]
    private static let times: Set<String> = ["tijd", "uur", "uren", "minuten", "moeite", "energie"]

    private static let superlatives: Set<String> = ["goedkoopst", "goedkoopste", "duurste"]

    private static func asksPrice(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { first, second in
            first == "wat" && ["kost", "kosten", "verdien", "verdient"].contains(second)
                || first == "hoe" && second == "duur" || first == "prijs" && second == "van"
        }
    }

    /// "Hoe laat begint het?", and not "hoe laat ik merken dat ...".
    private static func asksTime(_ words: [String]) -> Bool {
        words.indices.dropFirst(2).contains { place in
            words[place - 2] == "hoe" && words[place - 1] == "laat"
                && !["ik", "je", "jij", "u", "we", "wij", "jullie"].contains(words[place])
        }
    }

    /// "Wanneer is de volgende studiedag?", and not "wanneer is de school verplicht om ...", which asks
    /// for a condition.
    private static func asksDate(_ words: [String]) -> Bool {
        guard let place = words.firstIndex(of: "wanneer") else {
            return zip(words, words.dropFirst()).contains { first, second in
                first == "welk" && second == "jaar" || first == "welke" && second == "datum"
            }
        }
        let behind = words[(place + 1)...]
        guard let verb = behind.first else { return false }
        if ["begint", "beginnen", "start", "starten", "valt", "vallen"].contains(verb) {
            return true
        }
        guard ["is", "zijn", "was"].contains(verb), let article = behind.dropFirst().first,
            ["de", "het"].contains(article)
        else { return false }
        return article == "de" && behind.count <= Self.longestEvent
            || behind.dropFirst(2).first.map { word in
                Self.events.contains(where: word.hasSuffix)
            } ?? false
    }

    /// What the names of days and other events end in, such as that of the week against bullying.
    private static let events = [
        "week", "dag", "vakantie", "avond", "feest", "toets", "examen", "weekend", "markt",
        "bijeenkomst",
    ]

    /// "Is de volgende studiedag" in words.
    private static let longestEvent = 4

    /// "Wie betaalt de tolk?", "wie vergoedt ...".
    private static func asksPayer(_ words: [String]) -> Bool {
        words.contains("wie")
            && words.contains { ["betaalt", "betalen", "betaald", "vergoedt"].contains($0) }
    }

    /// "Wie heeft de kaart geschreven?", "wie bedacht ...".
    private static func asksMaker(_ words: [String]) -> Bool {
        guard let place = words.firstIndex(of: "wie") else { return false }
        let behind = words[(place + 1)...]
        guard let verb = behind.first else { return false }
        return Self.made.contains(verb)
            || ["heeft", "hebben"].contains(verb) && behind.contains(where: Self.making.contains)
    }

    private static let made: Set<String> = [
        "schreef", "schreven", "bedacht", "ontwierp", "stichtte", "verzon",
    ]
    private static let making: Set<String> = [
        "geschreven", "uitgevonden", "bedacht", "ontworpen", "opgericht", "gesticht",
        "ontwikkeld", "verzonnen",
    ]

    /// "Welke app is het beste?", and not "hoe kies ik de beste app?", which asks for advice.
    private static func asksProduct(_ words: [String]) -> Bool {
        guard words.contains(where: leading.contains), !words.contains("hoe") else { return false }
        return zip(words, words.dropFirst()).contains { first, second in
            (["welk", "welke"].contains(first) || leading.contains(first))
                && (products.contains(where: second.hasSuffix)
                    // "De beste methode om ..." is a way to do something, a `rekenmethode` is a book.
                    || second.contains("methode") && !second.hasPrefix("methode"))
        }
    }

    private static let leading: Set<String> = ["beste", "populairste", "bekendste"]
    private static let products = [
        "app", "apps", "boek", "boeken", "software", "merk", "laptop", "tablet", "club",
    ]

    /// "Hoe oud moet een kind zijn?", "vanaf welke leeftijd ...".
    private static func asksAge(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { first, second in
            first == "hoe" && second == "oud" || first == "welke" && second == "leeftijd"
        }
    }

    private static func asksDuration(_ words: [String]) -> Bool {
        words.contains("hoelang")
            || zip(words, words.dropFirst()).contains { $0 == "hoe" && $1 == "lang" }
    }

    /// Whether the passage that names it must tell of the subject, too: who made a text stands apart.
    var isBesideSubject: Bool { self != .person }

    /// Whether a text names such a fact.
    ///
    /// - Parameters:
    ///   - text: Of a passage, with its label.
    ///   - stem: Gives the stem of a folded word.
    func isNamed(in text: String, stem: (String) -> String) -> Bool {
        let words = QuestionWords.words(of: text)
        func isNumber(_ place: Int) -> Bool {
            words[place] != "een" && Durations.isNumber(words[place])
        }
        switch self {
        case .amount(nil): return words.indices.contains(where: isNumber)
        case .amount(let asked?):
            let asked = String(decoding: asked, as: UTF8.self)
            return words.indices.contains { place in
                guard isNumber(place) else { return false }
                let around = max(0, place - Self.reach)...min(words.count - 1, place + Self.reach)
                return words[around].contains { stem($0) == asked || Self.counts(asked, in: $0) }
            }
        case .share: return text.contains("%") || words.contains(where: Self.parts.contains)
        case .money: return text.contains("€") || words.contains(where: Self.prices.contains)
        case .clock:
            // "Om acht uur" and "half negen", and not "anderhalf uur".
            return words.indices.dropFirst().contains { place in
                guard isNumber(place) else { return false }
                let isHour = words.dropFirst(place + 1).first == "uur"
                return isHour
                    ? Self.beforeHours.contains(words[place - 1]) : words[place - 1] == "half"
            }
        case .date:
            return words.contains { Self.days.contains($0) || $0.utf8.count == 4 && Int($0) != nil }
        case .duration:
            return words.indices.dropLast().contains {
                isNumber($0)
                    && (Durations.units[words[$0 + 1]] != nil || Self.spans.contains(words[$0 + 1]))
            }
        case .age:
            return words.contains { $0.hasSuffix("jarige") || $0.hasSuffix("jarigen") }
                || words.indices.dropLast().contains {
                    isNumber($0) && ["jaar", "maanden"].contains(words[$0 + 1])
                }
        case .law: return words.contains(where: Self.isOfLaw)
        case .payment:
            return words.contains { word in
                ["kosten", "gratis", "kosteloos", "rekening", "budget", "subsidie"].contains(word)
                    || ["betaal", "vergoed", "bijdrage"].contains(where: word.hasPrefix)
            }
        case .person: return Self.hasName(text, ofWords: 2)
        case .product: return Self.hasName(text, ofWords: 1)
        case .contact:
            return text.contains("@") || text.contains("www.") || text.contains("http")
                || words.contains { $0.utf8.count { $0 &- UInt8(ascii: "0") < 10 } >= 6 }
        }
    }

    /// Whether a text has a name: words with a capital behind each other, or one inside a sentence.
    private static func hasName(_ text: String, ofWords count: Int) -> Bool {
        var run = 0
        var isStart = true
        for piece in text.split(separator: " ") {
            let word = piece.drop { !$0.isLetter && !$0.isNumber }
            let isCapital = word.first?.isUppercase ?? false
            if isCapital, count > 1 || !isStart {
                if count == 1 || !isStart || !FunctionWords.contains(word.lowercased()) { run += 1 }
            } else if run == 0 || !["van", "de", "den", "der", "ter", "ten", "te"].contains(word) {
                run = 0
            }
            if run >= count { return true }
            isStart = piece.last.map { ".?!:".contains($0) } ?? false
            if isStart { run = 0 }
        }
        return false
    }

    /// How far from its number a counted word may stand.
    private static let reach = 4
    private static let parts: Set<String> = [
        "procent", "percentage", "helft", "derde", "kwart", "tiende",
    ]
    private static let beforeHours: Set<String> = [
        "om", "tot", "vanaf", "van", "tussen", "en", "rond", "na", "voor", "tegen", "omstreeks",
    ]
    private static let prices: Set<String> = [
        "euro", "gratis", "kosteloos", "bedrag", "prijs", "tarief",
    ]

    private static let days: Set<String> = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december", "maandag", "dinsdag", "woensdag", "donderdag",
        "vrijdag", "zaterdag", "zondag", "datum",
    ]

    private static let spans: Set<String> = [
        "dag", "dagen", "week", "weken", "maand", "maanden", "jaar", "jaren", "lesuur", "lesuren",
        "werkdagen",
    ]

    private static func isOfLaw(_ word: String) -> Bool {
        ["wet", "wetten", "recht", "rechten", "verboden", "strafbaar"].contains(word)
            || ["wettelijk", "wetgev", "verplicht"].contains(where: word.hasPrefix)
            || ["wet", "recht", "plicht", "verbod"].contains(where: word.hasSuffix)
    }

    /// Whether a word is a measure of what was asked: minutes of time.
    private static func counts(_ asked: String, in word: String) -> Bool {
        asked == "tijd" && Durations.units[word] != nil
    }
}
