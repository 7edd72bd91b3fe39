import Corpus
import Indexing
import Retrieval
import TestSupport
import Testing

@testable import Analysis
@testable import Searching

struct SearcherTests {
    /// An index over passages of one section, `id: text`.
    static func index(
        _ passages: [(id: String, text: String)], in folder: TemporaryFolder,
        change: (inout Item) -> Void = { _ in }
    ) throws -> SearchIndex {
        var document = Document(id: "d", title: "Titel")
        var section = Section(id: "d", heading: "")
        section.items = passages.map { id, text in
            var item = Item(id: id, kind: .tip, text: text)
            change(&item)
            return item
        }
        document.sections = [section]
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        return try SearchIndex(folder.file("index"))
    }

    private static func ids(_ hits: Hits) -> [String] { hits.hits.map(\.passage.id) }

    @Test func ranksTheFittingPassageFirst() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [
                ("d/a", "Nodig ouders uit voor koffie."), ("d/b", "Ga op huisbezoek bij ouders."),
                ("d/c", "Bel de ouders als een kind ziek is."),
            ], in: folder)
        let searcher = Searcher(index)
        let hits = try searcher.search(searcher.parser.query(from: "huisbezoek ouders"), limit: 10)
        #expect(Self.ids(hits).first == "d/b")
        #expect(hits.total == 3)
        #expect(hits.hits[0].coverage > hits.hits[1].coverage)
    }

    /// A text without sections counts a word of its title beside its own.
    @Test func headsAPlainTextByItsTitle() throws {
        let folder = try TemporaryFolder()
        var documents: [Document] = []
        for (id, title) in [("a", "Verlof aanvragen"), ("b", "Werk en inkomen")] {
            var document = Document(id: id, title: title)
            document.text = "Vraag het verlof vroeg aan en bewaar de brief goed."
            if id == "a" {
                document.text = "Vraag het verlof vroeg aan, en bewaar er een kopie van."
            }
            documents.append(document)
        }
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let searcher = Searcher(try SearchIndex(folder.file("index")))
        let hits = try searcher.search(searcher.parser.query(from: "verlof"), limit: 2)
        #expect(Self.ids(hits) == ["a", "b"])
        #expect(hits.hits[0].score > hits.hits[1].score * 1.1)
    }

    /// What a hyphen parts is a word of the text, as it is without the hyphen.
    @Test func findsWhatAHyphenParts() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [
                ("d/a", "Open het Writer-document eerst."),
                ("d/b", "Open het Writer document eerst."),
            ],
            in: folder)
        let searcher = Searcher(index)
        let hits = try searcher.search(searcher.parser.query(from: "documenten"), limit: 2)
        #expect(hits.hits.count == 2)
        #expect(abs(hits.hits[0].score - hits.hits[1].score) < 0.1 * hits.hits[0].score)
    }

    /// A text that says much more than another is no copy of it.
    @Test func mergesOnlyWhatSaysTheSame() throws {
        let folder = try TemporaryFolder()
        let short = "Vraag ouders welke taal zij thuis spreken"
        var documents: [Document] = []
        for (id, text) in [
            ("a", short + "."), ("b", short + ", steeds."),
            ("c", short + " en zet op de website een lijst van tolken met hun nummers en uren."),
        ] {
            var document = Document(id: id, title: "Titel")
            var section = Section(id: id, heading: "")
            section.items = [Item(id: id + "/1", kind: .tip, text: text)]
            document.sections = [section]
            documents.append(document)
        }
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let index = try SearchIndex(folder.file("index"))
        #expect(try index.nearDuplicates(of: 0) == ["b/1"])
        #expect(try index.nearDuplicates(of: 2).isEmpty)
    }

    @Test(arguments: [
        ("Hoeveel ouders komen er?", "Er kwamen acht ouders.", true),
        ("Hoeveel ouders komen er?", "Neem drie vragen mee voor later. Ouders komen.", false),
        ("Hoeveel procent leest voor?", "De helft leest voor.", true),
        ("Hoeveel procent leest voor?", "Velen lezen voor.", false),
        ("Wat kost een avond?", "Reken op vijftig euro.", true),
        ("Wat kost een avond?", "Zo'n avond vraagt voorbereiding.", false),
        ("Hoeveel tijd kost een gesprek?", "Trek er tien minuten voor uit.", true),
        ("Hoe laat begint de les?", "De les begint om negen uur.", true),
        ("Hoe laat begint de les?", "De les begint op tijd.", false),
        ("Hoe laat begint de les?", "De les duurt anderhalf uur.", false),
        ("Hoe laat begint de les?", "De les begint om half negen.", true),
        ("Wat is het telefoonnummer?", "Bel 020 1234567.", true),
        ("Welke app is het goedkoopst?", "De app kost twee euro.", true),
        ("Welke app is het goedkoopst?", "Kies samen een app.", false),
        ("Wanneer begint de vakantie?", "De vakantie begint in juli.", true),
        ("Wanneer is de volgende studiedag?", "Op een studiedag leert het team.", false),
        ("In welk jaar begon het?", "Het begon in 1996.", true),
        ("Hoe lang duurt een bezoek?", "Een bezoek duurt even.", false),
        ("Hoe lang duurt een bezoek?", "Trek er 45 minuten voor uit.", true),
        ("Hoelang duurt de proef?", "Zes weken.", true),
        ("Is een ouderraad wettelijk verplicht?", "De ouderraad organiseert activiteiten.", false),
        ("Is een ouderraad wettelijk verplicht?", "De leerplichtwet zegt er niets over.", true),
        ("Hoe oud moet een kind zijn?", "Vanaf vier jaar mag het.", true),
        ("Hoe oud moet een kind zijn?", "Na twee weken went een kind.", false),
        ("Vanaf welke leeftijd mag het?", "Voor zesjarigen.", true),
        ("Wat zegt de wet?", "Dat wetenschappers het weten.", false),
        ("Hoe lang moet ik voorlezen?", "Een kwartier is genoeg, twintig minuten ook.", true),
        ("Hoe lang moet ik voorlezen?", "Lees elke dag voor.", false),
        ("Wanneer is de week tegen pesten?", "De week tegen pesten is in september.", true),
        ("Wanneer is de week tegen pesten?", "Die week gaat over pesten.", false),
        ("Wie betaalt de tolk?", "De gemeente vergoedt een tolk.", true),
        ("Wie betaalt de tolk?", "Vraag een tolk van buiten.", false),
        ("Wie heeft de kaart geschreven?", "Door Anna van den Berg, Gent.", true),
        ("Wie heeft de kaart geschreven?", "De kaart is voor leraren.", false),
        ("Wie bedacht de ouderavond?", "Een ouderavond is voor ouders.", false),
        ("Welke app is het beste?", "Veel scholen kiezen Parro.", true),
        ("Welke app is het beste?", "Kies samen een app.", false),
        ("Wat is de beste rekenmethode?", "Leg de methode aan ouders uit.", false),
    ])
    func knowsWhatAnAnswerMustName(question: String, text: String, isNamed: Bool) throws {
        let analyzer = Analyzer()
        let words = QueryWord.words(of: question, by: analyzer)
        let fact = try #require(ExpectedFact(askedBy: words))
        #expect(fact.isNamed(in: text, stem: analyzer.stem(of:)) == isNamed)
    }

    @Test(arguments: [
        "Hoe laat ik merken dat ik luister?", "Wat kost het mij aan tijd?", "Hoe duurzaam is dat?",
        "Wanneer is de school verplicht ouders te informeren?", "Wanneer bel ik de ouders?",
        "Hoe kies ik de beste app?", "Wat is de beste methode om ouders te bereiken?",
        "Wanneer is het handig om te bellen?", "Wie heeft ervaring met huisbezoek?",
    ])
    func expectsNoFactElsewhere(question: String) {
        #expect(ExpectedFact(askedBy: QueryWord.words(of: question, by: Analyzer())) == nil)
    }

    /// Walking the sounds finds what comparing each word by itself finds.
    @Test(arguments: 1...20)
    func findsTheWordsThatComparingEachFinds(seed: Int) throws {
        var random = SeededGenerator(UInt64(seed))
        func word() -> [UInt8] {
            (0..<Int.random(in: 3...9, using: &random)).map { _ in
                Array("adeijouwt".utf8).randomElement(using: &random) ?? 0x61
            }
        }
        var words: [[UInt8]: Int] = [:]
        for number in 0..<400 { words[word()] = number }
        let bytes = SpellingTable.encode(words)
        let (typed, most) = (Spelling.sound(of: word()), Int.random(in: 1...2, using: &random))
        let within: SpellingTable.Words = Bool.random(using: &random) ? .all : .sameBeginning
        var expected: Set<[UInt8]> = []
        for other in words.keys {
            let sound = Spelling.sound(of: other)
            guard within == .all || sound.first == typed.first else { continue }
            if EditDistance.between(sound, typed, most: most) <= most { expected.insert(other) }
        }
        var found: Set<[UInt8]> = []
        try bytes.withUnsafeBytes { buffer in
            try SpellingTable(buffer, path: "").forEachWord(
                near: typed, most: most, within: within
            ) { word, _, far in
                #expect(EditDistance.between(Spelling.sound(of: word), typed, most: most) == far)
                found.insert(word)
            }
        }
        #expect(found == expected)
    }

    /// A table whose lines are out of order or whose bytes are wrong gives an error or an end.
    @Test(.timeLimit(.minutes(1)), arguments: 1...20)
    func endsInADamagedTable(seed: Int) throws {
        var random = SeededGenerator(UInt64(seed))
        var words: [[UInt8]: Int] = [:]
        for number in 0..<300 {
            // All begin alike, so that the walk does not end at once.
            let rest = (0..<6).map { _ in "aeioutdk".utf8.randomElement(using: &random) ?? 0x61 }
            words["k".utf8 + rest] = number
        }
        var bytes = SpellingTable.encode(words)
        let count = Int(bytes[0]) | Int(bytes[1]) << 8
        for _ in 0..<count {
            let (one, other) = (
                4 + 4 * Int.random(in: 0..<count, using: &random),
                4 + 4 * Int.random(in: 0..<count, using: &random)
            )
            for byte in 0..<4 { bytes.swapAt(one + byte, other + byte) }
        }
        if seed.isMultiple(of: 2) {
            for _ in 0..<40 {
                bytes[Int.random(in: 4..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
        }
        var met = 0
        bytes.withUnsafeBytes { buffer in
            for rest in ["edat", "atoki", "u", "dadadada"] {
                let sound = Spelling.sound(of: Array("k\(rest)".utf8))
                for words in [SpellingTable.Words.sameBeginning, .all] {
                    try? SpellingTable(buffer, path: "").forEachWord(
                        near: sound, most: 1, within: words
                    ) { _, _, _ in met += 1 }
                }
            }
        }
        #expect(met <= 2 * 4 * 300 * 256)
    }

    /// Of passages that fit alike, that of the document with more of them comes first.
    @Test func liftsDocumentsThatFitAsAWhole() throws {
        let folder = try TemporaryFolder()
        var documents: [Document] = []
        func add(_ id: String, _ texts: [String]) {
            var document = Document(id: id, title: "Kaart")
            var section = Section(id: id, heading: "")
            section.items = texts.enumerated().map {
                Item(id: "\(id)/\($0.offset)", kind: .tip, text: $0.element)
            }
            document.sections = [section]
            documents.append(document)
        }
        add("a", ["Nodig vaders uit voor een klus.", "Tel de fietsen in het rek van de school."])
        add("b", ["Vraag vaders mee op een uitje.", "Schrijf ook de vaders een brief."])
        for number in 0..<40 { add("vul\(number)", ["Ruim kast \(number) op voor de vakantie."]) }
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        func ids(_ ranking: Ranking) throws -> [String] {
            let searcher = Searcher(try SearchIndex(folder.file("index")), ranking: ranking)
            let query = searcher.parser.query(fromQuestion: "hoe krijg ik vaders mee?")
            return Self.ids(try searcher.search(query, limit: 3))
        }
        var plain = Ranking()
        plain.document = 0
        let lifted = try ids(Ranking())
        #expect(Set(lifted) == ["a/0", "b/0", "b/1"])
        #expect(lifted.firstIndex(of: "a/0") == 2)
        #expect(try Set(ids(plain)) == Set(lifted))
    }

    /// A word of the title counts for a passage that has the word itself too.
    @Test func countsTheTitleBesideThePassage() throws {
        let folder = try TemporaryFolder()
        var documents: [Document] = []
        for (id, title) in [("a", "Opvang"), ("b", "Vaders")] {
            var document = Document(id: id, title: title)
            var section = Section(id: id, heading: "Aan de slag")
            section.items = [
                Item(id: "\(id)/1", kind: .tip, text: "Nodig vaders uit in groep \(id)."),
                Item(id: "\(id)/2", kind: .tip, text: "Koop \(id) een taart."),
            ]
            document.sections = [section]
            documents.append(document)
        }
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let searcher = Searcher(try SearchIndex(folder.file("index")))
        let query = searcher.parser.query(from: "vaders uitnodigen")
        #expect(Self.ids(try searcher.search(query, limit: 3)) == ["b/1", "a/1", "b/2"])
        let score = try #require(try searcher.explain(query, passage: "b/1"))
        let word = try #require(score.parts.first { $0.reason == .word("vaders") })
        #expect(
            word.parts.contains {
                if case .title = $0.reason { $0.value > 0 } else { false }
            })
        #expect(word.parts.reduce(0) { $0 + $1.value } == word.value)
    }

    /// Of passages that fit alike, that with the fact which was asked for comes first.
    @Test func liftsWhatNamesTheFact() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [
                ("d/a", "Een huisbezoek duurt even."),
                ("d/b", "Een huisbezoek duurt dertig minuten."),
            ], in: folder)
        let searcher = Searcher(index)
        let query = searcher.parser.query(fromQuestion: "Hoe lang duurt een huisbezoek?")
        #expect(Self.ids(try searcher.search(query, limit: 2)) == ["d/b", "d/a"])
        let score = try #require(try searcher.explain(query, passage: "d/b"))
        #expect(score.parts.contains { $0.reason == .fact && $0.value > 0 })
        #expect(score.parts.reduce(0) { $0 + $1.value } == score.value)
    }

    /// Of passages that fit alike, that which opens a document with a fitting title comes first.
    @Test func liftsTheOpeningOfAFittingDocument() throws {
        let folder = try TemporaryFolder()
        var document = Document(id: "a", title: "Vaders bereiken")
        var section = Section(id: "a", heading: "")
        section.items = ["nodig", "vraag", "roep"].map {
            Item(id: "a/\($0)", kind: .tip, text: "Vaders \($0) je uit op school.")
        }
        document.sections = [section]
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let searcher = Searcher(try SearchIndex(folder.file("index")))
        let query = searcher.parser.query(fromQuestion: "hoe bereik ik vaders?")
        #expect(Self.ids(try searcher.search(query, limit: 1)) == ["a/nodig"])
        func lifts(_ id: String) throws -> Bool? {
            try searcher.explain(query, passage: id)?.parts.contains { $0.reason == .opening }
        }
        #expect(try lifts("a/nodig") == true)
        #expect(try lifts("a/roep") == false)
        let other = searcher.parser.query(fromQuestion: "hoe roep ik een hond op school?")
        let score = try #require(try searcher.explain(other, passage: "a/nodig"))
        #expect(!score.parts.contains { $0.reason == .opening })
    }

    /// Scores equal those of the formula written out plainly, on random corpora and questions.
    @Test(arguments: 1...8)
    func agreesWithTheFormula(seed: Int) throws {
        var random = SeededGenerator(UInt64(seed))
        let words = [
            "koffie", "ouder", "school", "gesprek", "huiswerk", "rapport", "toets", "klas",
        ]
        let passages = (0..<40).map { number in
            (
                id: "d/\(number)",
                text: (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    words[
                        min(
                            Int.random(in: 0..<8, using: &random),
                            Int.random(in: 0..<8, using: &random))]
                }.joined(separator: " ")
            )
        }
        let folder = try TemporaryFolder()
        let index = try Self.index(passages, in: folder)
        let searcher = Searcher(index)
        let asked = Array(Set((0..<3).map { _ in words.randomElement(using: &random) ?? "" }))
            .sorted()
        let query = searcher.parser.query(from: asked.joined(separator: " "))
        let hits = try searcher.search(query, limit: 100)

        let average = passages.map { Double($0.text.split(separator: " ").count) }.reduce(0, +) / 40
        let ranking = Ranking()
        var expected: [String: Double] = [:]
        var rarities: [Double] = []
        for word in asked {
            let with = passages.count { $0.text.split(separator: " ").contains(Substring(word)) }
            rarities.append(
                max(
                    ranking.rarityFloor,
                    Rarity.logarithm(1 + (40.5 - Double(with)) / (Double(with) + 0.5))))
        }
        for passage in passages {
            let text = passage.text.split(separator: " ").map(String.init)
            func exact(_ value: Double) -> Double { (value * 1024).rounded() / 1024 }
            var score = 0.0
            var covered = 0.0
            for (word, rarity) in zip(asked, rarities) {
                let count = Double(text.count { $0 == word })
                guard count > 0 else { continue }
                let penalty = ranking.textLength
                let frequency = count / (1 - penalty + penalty * Double(text.count) / average)
                score += exact(rarity * frequency / (ranking.saturation + frequency))
                covered += rarity / rarities.reduce(0, +)
            }
            guard score > 0 else { continue }
            for (distance, weight) in [(1, 1), (2, ranking.proximityApart)] {
                for (one, two) in zip(asked.indices, asked.indices.dropFirst(distance)) {
                    var nearest = 0.0
                    for (left, word) in text.enumerated() where word == asked[one] {
                        for (right, other) in text.enumerated() where other == asked[two] {
                            guard abs(left - right) <= Int(ranking.reach) else { continue }
                            let value = 2 / (1 + Double(abs(left - right)))
                            nearest = max(nearest, left < right ? value : value * ranking.reversed)
                        }
                    }
                    let rarity = min(rarities[one], rarities[two])
                    score += exact(ranking.proximity * weight * rarity * nearest)
                }
            }
            let share = ranking.uncoveredShare
            score += exact(score * (share + (1 - share) * covered - 1))
            expected[passage.id] = score
        }
        #expect(Set(Self.ids(hits)) == Set(expected.keys))
        for hit in hits.hits {
            #expect(abs(hit.score - (expected[hit.passage.id] ?? 0)) <= 2.0 / 1024)
        }
        for (first, second) in zip(hits.hits, hits.hits.dropFirst()) {
            #expect(
                first.score > second.score
                    || first.score == second.score && first.passage.id < second.passage.id)
        }
    }

    @Test func givesTheSameAgain() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            (0..<30).map { ("d/\($0)", "ouders en school \($0 % 3)") }, in: folder)
        let searcher = Searcher(index)
        let query = searcher.parser.query(from: "ouders school")
        let first = try searcher.search(query, limit: 30)
        _ = try searcher.search(searcher.parser.query(from: "iets anders 1"), limit: 30)
        #expect(try searcher.search(query, limit: 30) == first)
        #expect(try Searcher(index).search(query, limit: 30) == first)
        let pages = try (0..<6).flatMap { page in
            try searcher.search(query, limit: 5, offset: page * 5).hits
        }
        #expect(pages == first.hits)
    }

    @Test func filtersByWhatPassagesAre() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [("d/a", "ouders een"), ("d/b", "ouders twee"), ("d/c", "ouders drie")], in: folder
        ) { item in
            if item.id == "d/a" { item.kind = .step }
            if item.id == "d/b" { item.audiences = [.parent] }
            item.topics = ["thema-\(item.id.suffix(1))"]
        }
        let searcher = Searcher(index)
        func found(_ change: (inout Filter) -> Void) throws -> [String] {
            var query = searcher.parser.query(from: "ouders")
            change(&query.filter)
            return Self.ids(try searcher.search(query, limit: 10))
        }
        #expect(try found { $0.kinds = ["step"] } == ["d/a"])
        #expect(try found { $0.audiences = ["parent"] } == ["d/b"])
        #expect(try found { $0.topics = ["thema-c", "thema-a"] } == ["d/a", "d/c"])
        #expect(
            try found {
                $0.topics = ["thema-a"]
                $0.kinds = ["tip"]
            } == [])
        #expect(try found { $0.documents = ["d"] }.count == 3)
        #expect(try found { $0.documents = ["e"] } == [])
    }

    @Test(arguments: [
        ("\"goede gesprek\"", ["d/a"]), ("\"gesprek goede\"", []),
        ("\"het goede gesprek\" ouders", ["d/a"]), ("gesprek -goede", ["d/b"]),
        ("gesprek -goede -lastige", []), ("\"goede", []), ("\"lastige", ["d/b"]), ("-gesprek", []),
        ("\"\"", []), ("\"lastige gesprekken\"", ["d/b"]),
    ])
    func readsTheSearchLine(line: String, expected: [String]) throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [
                ("d/a", "Voer het goede gesprek met ouders."), ("d/b", "Oefen lastige gesprekken."),
                ("d/c", "Een gesprek over goede dingen."),
            ], in: folder)
        let searcher = Searcher(index)
        let query = searcher.parser.query(fromSearchLine: line).query
        #expect(Set(Self.ids(try searcher.search(query, limit: 10))) == Set(expected))
    }

    @Test func requiresAllWordsWhenAsked() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [("d/a", "ouders en leerlingen"), ("d/b", "alleen ouders")], in: folder)
        let searcher = Searcher(index)
        var query = searcher.parser.query(from: "ouders leerlingen")
        query.requiresAll = true
        #expect(Self.ids(try searcher.search(query, limit: 10)) == ["d/a"])
    }

    @Test func countsFacetsOverAllThatWasFound() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            (0..<10).map { ("d/\($0)", $0 < 6 ? "ouders" : "anders") }, in: folder
        ) { $0.topics = [$0.id < "d/3" ? "een" : "twee"] }
        let searcher = Searcher(index)
        _ = try searcher.search(searcher.parser.query(from: "ouders"), limit: 1)
        let facets = try searcher.facets()
        #expect(facets.topics.map(\.value) == ["een", "twee"])
        #expect(facets.topics.map(\.count) == [3, 3])
        #expect(facets.documents.map(\.count) == [6])
    }

    @Test(arguments: [
        ("ouderavond", "d/a"), ("ouder avond", "d/a"), ("avonden voor ouders", "d/a"),
        ("gesprek", "d/b"),
    ])
    func findsCompoundsByTheirParts(question: String, first: String) throws {
        let folder = try TemporaryFolder()
        let index = try Self.index(
            [
                ("d/a", "Organiseer ouderavonden."), ("d/b", "Plan oudergesprekken."),
                (
                    "d/c",
                    "Een ouder, een avond, veel gesprekken? Liever koffie met de hele klas erbij."
                ),
                ("d/d", "Koffie met de klas."),
            ], in: folder)
        let searcher = Searcher(index)
        let hits = try searcher.search(searcher.parser.query(from: question), limit: 4)
        #expect(Self.ids(hits).prefix(2).contains(first), "\(Self.ids(hits))")
    }

    @Test func leavesDoubledIdsOut() throws {
        let folder = try TemporaryFolder()
        let line = #"{"id":"d1","title":"T","text":"Tekst."}"# + "\n"
        try folder.write(line + line + "kapot\n", to: "corpus.jsonl")
        let report = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        #expect(report.passages == 1)
        #expect(report.failures.count == 2)
    }

    @Test func tellsWhenItIsStale() throws {
        let folder = try TemporaryFolder()
        let index = try Self.index([("d/a", "Een tekst.")], in: folder)
        #expect(!index.isStale(corpora: [folder.path]))
        var document = Document(id: "e", title: "Nieuw")
        document.text = "Nieuwe tekst."
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        #expect(index.isStale(corpora: [folder.path]))
        #expect(!index.isStale(corpora: [folder.file("gone")]))
    }

    @Test func refusesAnIndexOfOtherRules() throws {
        let folder = try TemporaryFolder()
        let builder = RunBuilder(fieldCount: 4)
        builder.endPassage(
            lengths: [0, 0, 0, 0], stored: UnsafeRawBufferPointer(start: nil, count: 0))
        var writer = try IndexWriter(
            folder.path, model: Ranking().impactModel, start: .replace)
        writer.add(try builder.finish())
        writer.attach("analysis", Array("other".utf8))
        try writer.commit()
        let error = try #require(throws: IndexError.self) { try SearchIndex(folder.path) }
        guard case .analysis(_, _, let got) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(got == "other")
    }
}

struct HighlighterTests {
    @Test(arguments: [
        ("gesprek", "Voer gesprekken.", ["gesprekken"]),
        ("huisbezoek", "Een huisbezoek, het Huisbezoek!", ["huisbezoek", "Huisbezoek"]),
        ("de het een", "De ouders en het kind.", []), ("ïdee", "Drie ideeën: één.", ["ideeën"]),
        ("ouders", "", []),
    ])
    func marksWhatMatches(question: String, text: String, expected: [String]) throws {
        let folder = try TemporaryFolder()
        let index = try SearcherTests.index([("d/a", "Tekst.")], in: folder)
        let searcher = Searcher(index)
        let quote = searcher.highlighter.quote(
            of: text, for: searcher.parser.query(from: question))
        let bytes = Array(quote.text.utf8)
        #expect(quote.highlights.map { String(decoding: bytes[$0], as: UTF8.self) } == expected)
    }

    @Test func quotesTheSentencesThatMatch() throws {
        let folder = try TemporaryFolder()
        let index = try SearcherTests.index([("d/a", "Tekst.")], in: folder)
        let searcher = Searcher(index)
        let other = "Dit is een zin die nergens over gaat en alleen maar ruimte inneemt hier."
        let text =
            Array(repeating: other, count: 6).joined(separator: " ")
            + " Ga op huisbezoek bij elk gezin. "
            + Array(repeating: other, count: 6).joined(separator: " ")
        let quote = searcher.highlighter.quote(
            of: text, for: searcher.parser.query(from: "huisbezoek gezin"))
        #expect(text.contains(quote.text))
        #expect(quote.text.contains("huisbezoek"))
        #expect(quote.text.utf8.count <= 320)
        #expect(quote.highlights.count == 2)
    }
}
