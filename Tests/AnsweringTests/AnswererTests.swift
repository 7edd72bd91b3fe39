import Corpus
import Searching
import TestSupport
import Testing

@testable import Answering

struct AnswererTests {
    private static let passages: [(id: String, kind: ItemKind, text: String)] = [
        ("d/koffie", .activity, "Nodig alle ouders uit voor koffie, zo bereik je iedereen."),
        ("d/bezoek", .tip, "Een huisbezoek kost tijd, maar je leert het gezin kennen."),
        ("d/vraag", .question, "Bereiken wij alle ouders van onze leerlingen?"),
        ("d/huiswerk", .tip, "Spreek af wie er helpt met huiswerk."),
        ("d/lezen", .tip, "Lees elke avond een kwartier voor."),
        ("d/rapport", .tip, "Bespreek het rapport met het kind erbij."),
        ("d/app", .tip, "Stuur een bericht in de app van de klas."),
        ("d/raad", .role, "De ouderraad helpt bij het feest."),
    ]

    private static func answerer(_ folder: TemporaryFolder) throws -> Answerer {
        var document = Document(id: "d", title: "Titel")
        var section = Section(id: "d", heading: "Kop")
        section.items = passages.map { Item(id: $0.id, kind: $0.kind, text: $0.text) }
        document.sections = [section]
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        return Answerer(try SearchIndex(folder.file("index")))
    }

    @Test func answersWithQuotationsAndKeepsQuestionsApart() throws {
        let folder = try TemporaryFolder()
        let answer = try Self.answerer(folder).answer("Hoe bereik ik alle ouders?", limit: 5)
        #expect(answer.isFound)
        #expect(answer.intent == .how)
        #expect(answer.points.first?.passage.id == "d/koffie")
        #expect(answer.questions.map(\.passage.id) == ["d/vraag"])
        for citation in answer.citations {
            #expect(citation.passage.text.contains(citation.quote))
            #expect(!citation.isRelated)
            #expect(citation.document.title == "Titel")
        }
        #expect(answer.citations.map(\.rank) == Array(1...answer.citations.count))
    }

    @Test(arguments: [
        "wat kost een zonnepaneel?", "hoe repareer ik mijn fiets", "de het een", "???", "",
        "wat kost een warmtepomp",
    ])
    func saysSoWhenThereIsNoAnswer(question: String) throws {
        let folder = try TemporaryFolder()
        let answer = try Self.answerer(folder).answer(question, limit: 5)
        #expect(!answer.isFound)
        #expect(answer.points.isEmpty && answer.questions.isEmpty)
        #expect(answer.citations.allSatisfy { $0.isRelated })
    }

    @Test func namesTheWordsThatNoPassageHas() throws {
        let folder = try TemporaryFolder()
        let answer = try Self.answerer(folder).answer("huisbezoek met een drone", limit: 5)
        #expect(answer.missingWords == ["drone"])
        #expect(answer.contentWords == ["huisbezoek", "drone"])
    }

    @Test(arguments: [
        ("Hoe begin ik?", Intent.how), ("wat is een visie", .what), ("Waarom huisbezoek?", .why),
        ("wie zit er in de ouderraad", .who), ("Wanneer bel je?", .when),
        ("waar staat dat", .where),
        ("huisbezoek", .keyword), ("", .keyword), ("Welke tips zijn er?", .what),
        ("ik wil weten hoe het moet", .how),
    ])
    func readsTheIntent(question: String, expected: Intent) {
        #expect(Intent.of(question) == expected)
    }

    /// What tells for whom a card is comes behind what tells what to do.
    @Test func putsTheFrameOfACardBehindItsSteps() throws {
        let folder = try TemporaryFolder()
        var document = Document(id: "k", title: "Huisbezoek")
        document.sections = ["Doelgroep", "Stappen"].map { heading in
            var section = Section(id: "k", heading: heading)
            section.items = [
                Item(id: "k/\(heading)", kind: .step, text: "Een huisbezoek bij ouders thuis.")
            ]
            return section
        }
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let answerer = Answerer(try SearchIndex(folder.file("index")))
        let answer = try answerer.answer("huisbezoek bij ouders", limit: 2)
        #expect(answer.citations.map(\.passage.id) == ["k/Stappen", "k/Doelgroep"])
    }

    @Test func findsPassagesById() throws {
        let folder = try TemporaryFolder()
        let answerer = try Self.answerer(folder)
        #expect(try answerer.passage("d/app")?.passage.headings == ["Kop"])
        #expect(try answerer.passage("d/none") == nil)
    }
}
