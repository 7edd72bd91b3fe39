import Corpus
import Files
import JSON
import Searching
import TestSupport
import Testing

@testable import Interface

struct JSONLinesTests {
    private static func engine(_ folder: TemporaryFolder) throws -> Engine {
        var document = Document(id: "d", title: "Titel")
        document.source = Source(file: "d.html")
        var section = Section(id: "d", heading: "Kop")
        var item = Item(id: "d/koffie", kind: .activity, text: "Nodig alle ouders uit voor koffie.")
        item.label = "Koffie"
        item.topics = ["koffiemoment"]
        section.items = [item, Item(id: "d/bezoek", kind: .tip, text: "Ga op huisbezoek.")]
        document.sections = [section]
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        return Engine(IndexSource(folder.file("index")))
    }

    private static func respond(_ line: String, _ engine: Engine) throws -> JSONObject {
        var writer = JSONWriter()
        let job = JSONLines.Job(
            line: .bytes(Array(line.utf8)), number: 3, arrival: Terminal.now)
        _ = JSONLines.respond(to: job, engine: engine, writer: &writer)
        SeenResponses.keep(writer.bytes)
        return try #require(try JSONParser.parse(writer.bytes).object)
    }

    @Test(arguments: [
        (#"{"op":"ask","query":"x","v":99999999999999999999}"#, "unsupported-version", "/v"),
        (#"{"op":"ask","query":"x","deadline_ms":0}"#, "deadline", nil),
        (#"{"op":"ask","query":"x","deadline_ms":-1}"#, "invalid-field", "/deadline_ms"),
        (#"{"op":"ask","query":"x","id":1e2}"#, "invalid-field", "/id"),
        ("{", "invalid-json", nil), ("[]", "invalid-request", nil), ("5", "invalid-request", nil),
        ("{}", "invalid-request", nil), (#"{"op":"aks"}"#, "unknown-op", "/op"),
        (#"{"op":"ask"}"#, "invalid-field", "/query"),
        (#"{"op":"ask","query":" "}"#, "invalid-field", "/query"),
        (#"{"op":"ask","query":5}"#, "invalid-field", "/query"),
        (#"{"op":"ask","query":"x","limit":0}"#, "invalid-field", "/limit"),
        (#"{"op":"ask","query":"x","limit":201}"#, "invalid-field", "/limit"),
        (#"{"op":"ask","query":"x","limit":1.5}"#, "invalid-field", "/limit"),
        (#"{"op":"ask","query":"x","limit":99999999999999999999}"#, "invalid-field", "/limit"),
        (#"{"op":"ask","query":"x","filter":[]}"#, "invalid-field", "/filter"),
        (#"{"op":"ask","query":"x","filter":{"kind":[1]}}"#, "invalid-field", "/filter/kind/0"),
        (#"{"op":"search","query":"x","mode":"some"}"#, "invalid-field", "/mode"),
        (#"{"op":"ask","query":"x","v":2}"#, "unsupported-version", "/v"),
        (#"{"op":"ask","query":"x","v":"1"}"#, "invalid-field", "/v"),
        (#"{"op":"ask","query":"x","id":1.5}"#, "invalid-field", "/id"),
        (#"{"op":"ask","query":"x","id":{}}"#, "invalid-field", "/id"),
        (#"{"op":"passage","key":"d/none"}"#, "not-found", "/key"),
        (#"{"op":"passage"}"#, "invalid-field", "/key"),
    ])
    func tellsWhatIsWrong(line: String, code: String, pointer: String?) throws {
        let folder = try TemporaryFolder()
        let response = try Self.respond(line, try Self.engine(folder))
        #expect(response["ok"]?.bool == false)
        let error = try #require(response["error"]?.object)
        #expect(error["code"]?.string == code)
        #expect(error["pointer"]?.string == pointer)
        #expect(error["line"]?.integer == 3)
        #expect(error["message"]?.string?.isEmpty == false)
    }

    @Test func answersInTheShapeOfTheProtocol() throws {
        let folder = try TemporaryFolder()
        let response = try Self.respond(
            #"{"v":1,"id":"q1","op":"ask","query":"hoe bereik ik alle ouders met koffie?","nieuw":1}"#,
            try Self.engine(folder))
        #expect(
            response.members.map(\.name) == [
                "v", "id", "ok", "op", "hits", "total", "answer", "warnings", "index", "took_us",
            ])
        #expect(response["id"]?.string == "q1")
        let hit = try #require(response["hits"]?.array?.first?.object)
        #expect(hit["id"]?.string == "d/koffie")
        #expect(hit["text"]?.string == "Nodig alle ouders uit voor koffie.")
        #expect(hit["headings"] == .array([.string("Kop")]))
        let quote = Array(try #require(hit["quote"]?.string).utf8)
        let marked = try #require(hit["highlights"]?.array).map { range in
            let ends = try #require(range.array).compactMap { $0.integer }
            return String(decoding: quote[ends[0]..<ends[1]], as: UTF8.self)
        }
        #expect(marked == ["alle", "ouders", "koffie"])
        #expect(response["answer"]?.object?["found"]?.bool == true)
        #expect(response["index"]?.string?.count == 8)
    }

    @Test(arguments: [#""q""#, "5", "-7", "123456789012345678901234567890", "null", #""""#])
    func echoesTheIdentifier(id: String) throws {
        let folder = try TemporaryFolder()
        var writer = JSONWriter()
        writer.value(
            try Self.respond("{\"op\":\"hello\",\"id\":\(id)}", try Self.engine(folder))["id"]
                ?? .null)
        #expect(writer.text == id)
    }

    @Test func saysSoWithoutAnIndex() throws {
        let folder = try TemporaryFolder()
        let engine = Engine(IndexSource(folder.file("none")))
        let response = try Self.respond(#"{"op":"ask","query":"x"}"#, engine)
        #expect(response["error"]?.object?["code"]?.string == "no-index")
    }

    @Test func seesANewIndexAtTheNextRequest() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder)
        let before = try Self.respond(#"{"op":"hello"}"#, engine)
        var document = Document(id: "e", title: "Nieuw")
        document.text = "Nieuwe tekst over fietsen."
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let after = try Self.respond(#"{"op":"hello"}"#, engine)
        #expect(before["index"] != after["index"])
        #expect(after["corpus"]?.object?["passages"]?.integer == 1)
    }
}
