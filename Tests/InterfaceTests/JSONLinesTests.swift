import Corpus
import Foundation
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
        (#"{"op":"bundle"}"#, "invalid-field", "/topic"),
        (#"{"op":"bundle","topic":" "}"#, "invalid-field", "/topic"),
        (#"{"op":"bundle","topic":"koffie","minutes":44}"#, "invalid-field", "/minutes"),
        (#"{"op":"bundle","topic":"koffie","minutes":181}"#, "invalid-field", "/minutes"),
        (#"{"op":"bundle","topic":"koffie","audience":"piloot"}"#, "invalid-field", "/audience"),
        (#"{"op":"bundle","topic":"krokodil"}"#, "not-found", "/topic"),
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

    @Test(arguments: [
        (#"{"op":"related","key":"d/none"}"#, "not-found", "/key"),
        (#"{"op":"document","key":"none"}"#, "not-found", "/key"),
        (#"{"op":"explain","query":"koffie","key":"d/none"}"#, "not-found", "/key"),
        (#"{"op":"explain","query":"koffie"}"#, "invalid-field", "/key"),
        (#"{"op":"analyze"}"#, "invalid-field", "/text"),
        (#"{"op":"suggest"}"#, "invalid-field", "/prefix"),
        (#"{"op":"suggest","prefix":5}"#, "invalid-field", "/prefix"),
    ])
    func tellsWhatIsWrongWithTheOthers(line: String, code: String, pointer: String) throws {
        try tellsWhatIsWrong(line: line, code: code, pointer: pointer)
    }

    /// Every value is a whole multiple of 1/1024, so that sums are exact.
    private func check(_ part: JSONObject) throws -> Double {
        guard case .number(let number) = part["value"] else { return .nan }
        let value = try #require(number.double)
        let parts = try #require(part["parts"]?.array).map { try check(try #require($0.object)) }
        if !parts.isEmpty { #expect(parts.reduce(0, +) == value) }
        #expect(part["description"]?.string?.isEmpty == false)
        return value
    }

    @Test func explainsScoresThatAddUp() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder)
        for operation in ["ask", "search"] {
            let response = try Self.respond(
                #"{"op":"\#(operation)","query":"koffie met ouders","explain":true}"#, engine)
            let hits = try #require(response["hits"]?.array)
            #expect(!hits.isEmpty)
            for hit in hits.compactMap(\.object) {
                let value = try check(try #require(hit["explanation"]?.object))
                #expect(hit["score"] == .number(try #require(Self.number(value))))
            }
        }
        let one = try Self.respond(
            #"{"op":"explain","query":"koffie met ouders","key":"d/koffie"}"#, engine)
        #expect(try check(try #require(one["explanation"]?.object)) > 0)
        let none = try Self.respond(
            #"{"op":"explain","query":"fietsen","key":"d/koffie"}"#, engine)
        #expect(none["found"]?.bool == false)
        #expect(try check(try #require(none["explanation"]?.object)) == 0)
    }

    @Test func remembersAnswersAsLongAsTheyHold() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder)
        let line = #"{"op":"ask","query":"koffie met ouders","id":1}"#
        let first = try Self.respond(line, engine)
        let again = try Self.respond(line.replacing(":1}", with: ":2}"), engine)
        #expect(again["id"] != first["id"])
        #expect(again["hits"] == first["hits"])
        #expect(again["answer"] == first["answer"])
        let one = try Self.respond(line.replacing(":1}", with: #":3,"limit":1}"#), engine)
        #expect(one["hits"]?.array?.count == 1)
        let search = try Self.respond(line.replacing("ask", with: "search"), engine)
        #expect(search["facets"] != nil)
        let explained = try Self.respond(
            line.replacing(":1}", with: #":4,"explain":true}"#), engine)
        #expect(explained["hits"]?.array?.first?.object?["explanation"] != nil)
        let late = try Self.respond(line.replacing(":1}", with: #":5,"deadline_ms":0}"#), engine)
        #expect(late["error"]?.object?["code"]?.string == "deadline")
        var other = Document(id: "e", title: "Anders")
        var section = Section(id: "e", heading: "Kop")
        section.items = [Item(id: "e/x", kind: .tip, text: "Koffie met ouders in de tuin.")]
        other.sections = [section]
        try CorpusFile.write([other], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let renewed = try Self.respond(line, engine)
        let ids = renewed["hits"]?.array?.compactMap { $0.object?["id"]?.string }
        #expect(ids == ["e/x"])
    }

    private static func number(_ value: Double) -> JSONNumber? {
        var writer = JSONWriter()
        writer.value(value)
        guard case .number(let number) = try? JSONParser.parse(writer.bytes) else { return nil }
        return number
    }

    @Test func givesTheDocumentAsInTheCorpus() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder)
        let response = try Self.respond(#"{"op":"document","key":"d"}"#, engine)
        var writer = JSONWriter()
        writer.value(try #require(response["document"]))
        let corpus = try String(contentsOfFile: folder.file("corpus.jsonl"), encoding: .utf8)
        #expect(writer.text + "\n" == corpus)
    }

    @Test func servesWhatStandsAround() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder)
        let related = try Self.respond(#"{"op":"related","key":"d/koffie"}"#, engine)
        #expect(related["hits"]?.array?.allSatisfy { $0.object?["related"]?.bool == true } == true)
        let tokens = try #require(
            try Self.respond(#"{"op":"analyze","text":"de oudergesprekken"}"#, engine)["tokens"]?
                .array)
        for token in tokens.compactMap(\.object) {
            let (start, end) = (token["start"]?.integer ?? -1, token["end"]?.integer ?? -1)
            #expect(0 <= start && start < end && end <= 18)
        }
        #expect(tokens.contains { $0.object?["why"]?.string == "form" })
        let suggestions = try #require(
            try Self.respond(#"{"op":"suggest","prefix":"kof"}"#, engine)["suggestions"]?.array)
        #expect(suggestions.first?.object?["text"]?.string == "koffie")
        #expect(try Self.respond(#"{"op":"suggest","prefix":""}"#, engine)["ok"]?.bool == true)
        let topics = try Self.respond(#"{"op":"topics"}"#, engine)["topics"]
        #expect(topics?.array?.first?.object?["id"]?.string == "koffiemoment")
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
