@testable import Analysis
import Testing

struct StemmerTests {
    private let stemmer = Stemmer()

    /// The behaviour of the stemming library that the index relies on.
    @Test(arguments: [
        ("huizen", "huis"), ("lopende", "loop"), ("mogelijkheden", "mogelijk"),
        ("gevaren", "vaar"), ("vriendelijke", "vriendelijk"), ("leerkrachten", "leerkracht"),
        ("activiteiten", "activiteit"), ("vertegenwoordiging", "vertegenwoord"),
        ("ouderbetrokkenheid", "ouderbetrok"), ("thuissituatie", "thuissituatie"),
        ("uitwisselen", "uitwissel"), ("schoolleiders", "schoolleider"), ("dagelijks", "dagelijk"),
        ("brieven", "brief"), ("manen", "maan"), ("kleiner", "kleiner"), ("grootste", "grootst"),
    ])
    func stems(word: String, expected: String) {
        #expect(stemmer.stem(word) == expected)
    }

    /// Each line of the table is one word: all its forms come together, and nothing else does.
    @Test(arguments: Lemmas.words.split(separator: "\n").map(String.init))
    func bringsFormsTogether(line: String) {
        let words = line.split(separator: " ").map(String.init)
        for form in words.dropFirst() { #expect(stemmer.stem(form) == words[0], "\(form)") }
    }

    /// The forms of a strong verb come together, but for those that are a word of their own.
    @Test(arguments: Lemmas.strong.split(separator: "\n").map(String.init))
    func bringsVerbsTogether(line: String) {
        let forms = line.split(separator: " ").map(String.init)
        let apart: Set<String> = [
            "bad", "baden", "slot", "sloten", "verbod", "verboden", "bezoek", "bezoeken", "lagen",
            "reden", "staken", "vroeg",
        ]
        let stems = Set(forms.filter { !apart.contains($0) }.map { stemmer.stem($0) })
        #expect(forms.count == 5)
        #expect(stems.count <= 2, "\(stems)")
    }

    @Test func listsEachFormOnce() {
        var lines: [Substring: Int] = [:]
        for (number, line) in Lemmas.words.split(separator: "\n").enumerated() {
            for form in Set(line.split(separator: " ").dropFirst()) {
                #expect(lines[form] == nil, "\(form)")
                lines[form] = number
            }
        }
    }

    @Test(arguments: [
        ("school", "schol"), ("raad", "rad"), ("bereikbaar", "bereiken"), ("les", "lezen"),
        ("ouder", "oud"), ("begrip", "begrijpen"), ("vak", "vaak"), ("vroeg", "vraag"),
        ("reden", "rijden"), ("rekenen", "rekening"), ("zak", "zaak"), ("tak", "taak"),
        ("plaats", "plaat"), ("pers", "per"), ("pasen", "pas"), ("neten", "net"),
        ("vasten", "vast"),
        ("middelbaar", "middel"), ("slechts", "slecht"), ("gegevens", "geven"), ("lagen", "liggen"),
        ("zoon", "zon"), ("boos", "bos"), ("staken", "steken"), ("viering", "vier"),
        ("uitje", "uit"),
        ("persoonlijk", "persoon"), ("rechts", "recht"), ("geldt", "geld"), ("kans", "kan"),
        ("gelukt", "geluk"), ("waarden", "waard"), ("natuurlijk", "natuur"), ("opeens", "open"),
    ])
    func keepsApart(left: String, right: String) {
        #expect(stemmer.stem(left) != stemmer.stem(right))
    }

    @Test func leavesShortAndForeignWordsWhole() {
        #expect(stemmer.stem("") == "")
        #expect(stemmer.stem("ib") == "ib")
        #expect(stemmer.stem("мама") == "мама")
        let long = String(repeating: "a", count: 300)
        #expect(stemmer.stem(long) == long)
    }
}
