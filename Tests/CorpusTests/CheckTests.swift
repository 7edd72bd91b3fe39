import Corpus
import Testing

struct CorpusCheckTests {
    private static func document(_ id: String, _ texts: [(String, String)]) -> Document {
        var document = Document(id: id, title: "T")
        var section = Section(id: id, heading: "")
        section.items = texts.map { Item(id: $0.0, kind: .tip, text: $0.1) }
        document.sections = [section]
        return document
    }

    @Test func findsWhatIsWrong() {
        var first = Self.document("a", [("a/1", "Een tekst."), ("a/1", "Nog een."), ("a/2", "")])
        first.language = "en"
        var link = Link(text: "x", url: "y")
        link.document = "weg"
        first.links = [link]
        first.sections[0].items[0].topics = ["bestaat", "bestaat-niet"]
        let second = Self.document("b", [("a/2", String(repeating: "woord ", count: 400))])
        let check = CorpusCheck(
            [first, second], topics: ["bestaat"], fixedIDs: ["a/1", "gemist"])
        #expect(
            check.findings() == [
                .doubledID(id: "a/1"), .unknownTopic(id: "a/1", topic: "bestaat-niet"),
                .empty(id: "a/2"), .otherLanguage(document: "a", language: "en"),
                .deadLink(document: "a", target: "weg"), .doubledID(id: "a/2"),
                .long(id: "a/2", bytes: 2400), .missing(id: "gemist"),
            ])
    }

    @Test func findsTextsThatAreNearlySame() {
        let document = Self.document(
            "a",
            [
                ("a/1", "Nodig alle ouders van de groep uit voor koffie."),
                ("a/2", "Nodig alle ouders van de groep graag uit voor koffie."),
                ("a/3", "Bel alle ouders van de groep een keer op."),
            ])
        #expect(CorpusCheck([document]).findings() == [.nearlySame(id: "a/1", other: "a/2")])
    }

    @Test func tellsEasyFromHard() throws {
        let easy = try #require(ReadingEase.of(["De juf leest voor. Het kind is blij."]))
        let hard = try #require(
            ReadingEase.of([
                "Interculturele communicatievaardigheden optimaliseren samenwerkingsrelaties "
                    + "tussen onderwijsprofessionals en vertegenwoordigers."
            ]))
        #expect(easy > 90 && hard < 10)
        #expect(ReadingEase.of(["", "..."]) == nil)
    }
}

struct ThesaurusTests {
    private static func concept(
        _ id: String, broader: [String] = [], narrower: [String] = [], related: [String] = []
    ) -> Concept {
        var concept = Concept(id: id)
        concept.preferred = id
        concept.broader = broader
        concept.narrower = narrower
        concept.related = related
        return concept
    }

    @Test func findsNothingInASoundOne() {
        let thesaurus = Thesaurus(concepts: [
            Self.concept("a", narrower: ["b"]),
            Self.concept("b", broader: ["a"], related: ["c"]), Self.concept("c", related: ["b"]),
        ])
        #expect(thesaurus.faults() == [])
    }

    @Test func findsEveryKindOfFault() {
        var doubled = Self.concept("d")
        doubled.alternatives = ["x", "x"]
        var bare = Self.concept("e")
        bare.preferred = ""
        let thesaurus = Thesaurus(concepts: [
            Self.concept("a", broader: ["b"], narrower: ["b"]),
            Self.concept("b", broader: ["a"], narrower: ["a"]), Self.concept("c", related: ["z"]),
            doubled, bare, Self.concept("f", broader: ["c"]), Self.concept("c2"),
            Self.concept("c2"),
        ])
        #expect(
            thesaurus.faults() == [
                .doubledConcept(id: "c2"), .dangling(id: "c", target: "z"),
                .doubledLabel(id: "d", label: "x"), .withoutLabel(id: "e"),
                .oneSided(id: "f", target: "c"), .loop(id: "a"), .loop(id: "b"),
            ])
    }
}
