import Corpus
import TestSupport
import Testing

struct CorpusFileTests {
    private static func example(id: String) -> Document {
        var document = Document(id: id, title: "Koffie met ouders")
        document.kind = .tips
        document.audiences = [.teacher]
        document.topics = ["koffiemoment"]
        document.year = 2020
        document.source = Source(file: "map/\(id).html")
        var link = Link(text: "Kaart", url: "https://example.org/kaart")
        link.relation = "practice-card"
        document.links = [link]
        var point = Item(id: "\(id)/schenk-koffie", kind: .point, text: "Schenk koffie.")
        point.repairs = [Repair(from: "koffi e", to: "koffie")]
        var item = Item(id: "\(id)/nodig-uit", kind: .tip, text: "Nodig ouders uit.")
        item.number = 1
        item.label = "Nodig uit"
        item.locator = Locator(page: 2, line: 14)
        item.items = [point]
        var section = Section(id: "\(id)/tips", heading: "Tips")
        section.items = [item]
        document.sections = [section]
        return document
    }

    @Test func readsWhatItWrote() throws {
        let folder = try TemporaryFolder()
        let documents = ["b", "a", "a-b", "é"].map(Self.example)
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        let read = try CorpusFile.documents(of: folder.file("corpus.jsonl"))
        #expect(read.map(\.id) == ["a", "a-b", "b", "é"])
        #expect(Set(read) == Set(documents))
    }

    @Test func writesTheSameBytesInAnyOrder() throws {
        let folder = try TemporaryFolder()
        let documents = ["b", "a", "c"].map(Self.example)
        try CorpusFile.write(documents, to: folder.file("one"))
        try CorpusFile.write(documents.reversed(), to: folder.file("two"))
        #expect(
            try CorpusBytes.of(folder.file("one")) == CorpusBytes.of(folder.file("two")))
    }

    @Test func flattensItemsWithTheirHeadings() throws {
        let passages = Self.example(id: "d").passages()
        #expect(passages.map(\.id) == ["d/nodig-uit", "d/schenk-koffie"])
        #expect(passages[0].headings == ["Tips"])
        #expect(passages[0].children == ["d/schenk-koffie"])
        #expect(passages[1].headings == ["Tips", "Nodig uit"])
        #expect(passages[1].parent == "d/nodig-uit")
        #expect(passages[1].topics == ["koffiemoment"])
    }

    @Test func takesTheLeastDocument() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            #"{"schema":"ouderwijs-corpus/1","id":"d1","title":"T","text":"Een zin."}"# + "\n\n",
            to: "corpus.jsonl")
        let passages = try #require(try CorpusFile.documents(of: path).first).passages()
        #expect(passages.map(\.id) == ["d1"])
        #expect(passages.first?.text == "Een zin.")
    }

    @Test func cutsLongTextAtSentences() throws {
        var document = Document(id: "d1", title: "T")
        let sentence = "Dit is een zin van ongeveer vijftig tekens, min of meer."
        document.text = Array(repeating: sentence, count: 200).joined(separator: " ")
        let passages = document.passages()
        #expect(passages.count > 1)
        #expect(passages.map(\.id) == (1...passages.count).map { "d1/\($0)" })
        #expect(passages.allSatisfy { $0.text.utf8.count <= 4096 && $0.text.hasSuffix(".") })
        #expect(passages.map(\.text).joined(separator: " ") == document.text)
    }

    @Test(arguments: [
        ("{", CorpusError.notJSON(line: 2, offset: 1)),
        ("[]", .field(line: 2, pointer: "")),
        ("{\"title\":\"x\"}", .field(line: 2, pointer: "/id")),
        ("{\"id\":5}", .field(line: 2, pointer: "/id")),
        ("{\"id\":\"x\",\"schema\":\"ander/2\"}", .schema(line: 2, got: "ander/2")),
        (
            "{\"id\":\"x\",\"sections\":[{\"items\":[{\"id\":\"y\",\"text\":1}]}]}",
            .field(line: 2, pointer: "/sections/0/items/0/text")
        ),
    ])
    func namesTheFaultAndReadsOn(line: String, expected: CorpusError) throws {
        let folder = try TemporaryFolder()
        let good = #"{"id":"a","title":"T","text":"Tekst."}"#
        let path = try folder.write(
            "\(good)\n\(line)\n\(good.replacing("\"a\"", with: "\"b\""))", to: "c")
        var found: [Result<Document, CorpusError>] = []
        try CorpusFile.read(path) { found.append($0) }
        #expect(found.count == 3)
        #expect(throws: expected) { try found[1].get() }
        #expect(try found[2].get().id == "b")
    }
}
