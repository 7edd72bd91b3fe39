import Corpus
import Files
import Foundation
import Importing
import TestSupport
import Testing

/// The corpus that comes with the program.
struct DefaultCorpusTests {
    private static let folder = ProgramRun.checkout + "/Corpus"

    private static func documents() throws -> [Document] {
        try CorpusFile.documents(of: folder + "/corpus.jsonl")
    }

    @Test func isMadeOfItsSourcesByteForByte() throws {
        let target = try TemporaryFolder()
        var options = Importer.Options()
        options.replaces = true
        let report = try Importer(into: target.path, options: options).run(
            sources: [Self.folder + "/bronnen"])
        #expect(report.rejected == 0)
        let made = FileManager.default.contents(atPath: target.file("corpus.jsonl"))
        let kept = FileManager.default.contents(atPath: Self.folder + "/corpus.jsonl")
        #expect(made == kept, "ouderwijs importeer Corpus/bronnen --corpus Corpus --vervang")
    }

    @Test func hasNothingToFind() throws {
        let thesaurus = try ThesaurusReader.read(Self.folder + "/begrippen.rdf")
        let fixed = try String(contentsOfFile: Self.folder + "/vaste-ids.txt", encoding: .utf8)
            .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        #expect(fixed.count == 141)
        let check = CorpusCheck(
            try Self.documents(), topics: Set(thesaurus.concepts.compactMap(\.notation)),
            fixedIDs: fixed)
        #expect(check.findings() == [])
    }

    @Test func isAsLargeAsPromised() throws {
        let documents = try Self.documents()
        #expect(documents.count { $0.kind == .practiceCard } >= 17)
        #expect(documents.reduce(0) { $0 + $1.passages().count } >= 450)
        #expect(documents.allSatisfy { $0.license != nil && $0.language == "nl" })
        #expect(documents.allSatisfy { $0.authors.count > 0 || $0.publisher != nil })
    }

    @Test func keepsTheStructureOfThePublications() throws {
        let documents = try Self.documents()
        func passages(_ id: String, _ kind: ItemKind) throws -> [Passage] {
            let document = try #require(documents.first { $0.id == id })
            return document.passages().filter { $0.kind == kind }
        }
        #expect(try passages("inspiratielijst", .activity).map(\.number) == Array(1...10))
        #expect(try passages("tien-tips", .tip).map(\.number) == Array(1...10))
        #expect(try passages("sociaal-klimaat", .indicator).map(\.number) == Array(1...15))
        #expect(try passages("sociaal-klimaat", .example).count == 10)
        #expect(try passages("faq", .role).count == 8)
        #expect(try passages("faq", .benefit).count == 7)
        let card = try #require(documents.first { $0.id == "kwaliteitskaart" })
        #expect(card.sections.filter { $0.kind == .step }.map(\.number) == [1, 2, 3])
        #expect(card.links.count == 8)
        #expect(card.links.compactMap(\.document).count == 5)
        let agenda = card.passages().filter { $0.id.contains("/gespreksagenda-") }
        #expect(agenda.count == 6)
    }

    @Test func speaksToWhomItIsFor() throws {
        let faq = try #require(try Self.documents().first { $0.id == "faq" })
        for passage in faq.passages() {
            if passage.id.hasPrefix("faq/betrokken-als-ouder-")
                || passage.id.hasPrefix("faq/rol-ouders-")
            {
                #expect(passage.audiences.contains(.parent), "\(passage.id)")
            }
            if passage.id.hasPrefix("faq/wat-kunnen-scholen-doen-")
                || passage.id.hasPrefix("faq/rol-school-")
            {
                #expect(!passage.audiences.contains(.parent), "\(passage.id)")
            }
        }
    }

    @Test func saysItInItsOwnWords() throws {
        guard let originals = ProcessInfo.processInfo.environment["OUDERWIJS_ORIGINALS"] else {
            return
        }
        let length = 8
        var known: Set<[String]> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: originals)
        where name.hasSuffix(".txt") {
            let text = try String(contentsOfFile: originals + "/" + name, encoding: .utf8)
            known.formUnion(Self.runs(of: text, length: length))
        }
        #expect(!known.isEmpty)
        for document in try Self.documents() {
            let titles = Set(document.links.flatMap { Self.runs(of: $0.text, length: length) })
            for passage in document.passages() {
                for text in [passage.text, passage.label] + passage.headings {
                    let shared = Self.runs(of: text, length: length).filter {
                        known.contains($0) && !titles.contains($0)
                    }
                    #expect(shared.isEmpty, "\(passage.id): \(shared)")
                }
            }
        }
    }

    /// All runs of so many words.
    private static func runs(of text: String, length: Int) -> [[String]] {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard words.count >= length else { return [] }
        return (0...words.count - length).map { Array(words[$0..<$0 + length]) }
    }
}

struct DefaultThesaurusTests {
    @Test func isSoundAndLarge() throws {
        let thesaurus = try ThesaurusReader.read(ProgramRun.checkout + "/Corpus/begrippen.rdf")
        #expect(thesaurus.faults() == [])
        #expect(thesaurus.concepts.count >= 600)
        #expect(thesaurus.concepts.reduce(0) { $0 + $1.labels.count } >= 3000)
        #expect(thesaurus.concepts.count { $0.definition != nil } >= 150)
    }

    @Test(arguments: [
        ("leraar", "juf"), ("ouder", "verzorger"), ("oudergesprek", "tienminutengesprek"),
    ])
    func bringsWordsTogether(one: String, other: String) throws {
        let thesaurus = try ThesaurusReader.read(ProgramRun.checkout + "/Corpus/begrippen.rdf")
        let byID = Dictionary(uniqueKeysWithValues: thesaurus.concepts.map { ($0.id, $0) })
        let near = thesaurus.concepts.filter { $0.labels.contains(one) }.flatMap { concept in
            [concept] + (concept.narrower + concept.broader).compactMap { byID[$0] }
        }
        #expect(near.contains { $0.labels.contains(other) })
    }
}
