import Corpus
import Files
import JSON
import Searching
import TestSupport
import Testing

@testable import Interface

/// Bundles as programs get them.
struct BundleTests {
    private static func bundle(_ fields: String) throws -> JSONObject {
        let folder = try TemporaryFolder()
        var document = Document(id: "d", title: "Koffie met ouders")
        document.license = "CC0-1.0"
        var section = Section(id: "d", heading: "Koffie")
        section.items = [
            Item(id: "d/koffie", kind: .activity, text: "Nodig alle ouders uit voor koffie."),
            Item(id: "d/thee", kind: .tip, text: "Zet naast koffie ook thee neer. Dat mag."),
            Item(id: "d/vraag", kind: .question, text: "Wie komt nooit op de koffie?"),
        ]
        document.sections = [section]
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        var writer = JSONWriter()
        let job = JSONLines.Job(
            line: .bytes(Array(#"{"op":"bundle","topic":"koffie\#(fields)}"#.utf8)), number: 1,
            arrival: Terminal.now)
        _ = JSONLines.respond(
            to: job, engine: Engine(IndexSource(folder.file("index"))), writer: &writer)
        SeenResponses.keep(writer.bytes)
        let response = try #require(try JSONParser.parse(writer.bytes).object)
        return try #require(response["bundle"]?.object)
    }

    /// A small corpus gives a smaller programme, of the same length.
    @Test func fillsTheTimeWithFewPassages() throws {
        let bundle = try Self.bundle(#"","minutes":180,"audience":"leraar""#)
        #expect(
            bundle.members.map(\.name) == [
                "title", "minutes", "audience", "goals", "materials", "parts", "statements",
                "exercises", "checklist", "handout", "quotes", "sources",
            ])
        #expect(bundle["audience"]?.string == "teacher")
        let parts = try #require(bundle["parts"]?.array).compactMap(\.object)
        let minutes = parts.compactMap { part -> Int? in
            guard case .number(let number) = part["minutes"] else { return nil }
            return number.integer
        }
        #expect(minutes.reduce(0, +) == 180)
        #expect(minutes.count == parts.count)
        for part in parts where part["phase"]?.string == "core" {
            #expect(part["passages"]?.array?.isEmpty == false)
        }
        let passages = parts.flatMap { $0["passages"]?.array ?? [] }.compactMap(\.string)
        #expect(passages.sorted() == ["d/koffie", "d/thee", "d/vraag"])
        #expect(bundle["sources"]?.array?.first?.object?["license"]?.string == "CC0-1.0")
        for name in ["goals", "materials", "statements", "exercises", "checklist", "handout"] {
            #expect(bundle[name]?.array?.isEmpty == false, "\(name)")
        }
    }

    @Test func takesAnHourAndAHalfWhenNothingIsAsked() throws {
        let bundle = try Self.bundle(#"""#)
        guard case .number(let minutes) = bundle["minutes"] else {
            Issue.record("no minutes")
            return
        }
        #expect(minutes.integer == 90)
    }
}
