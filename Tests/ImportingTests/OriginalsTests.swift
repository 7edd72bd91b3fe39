import Corpus
import Files
import Testing

@testable import Importing

#if canImport(Glibc)
    import Glibc
#endif

private let originals: String? = getenv("OUDERWIJS_ORIGINALS").map { String(cString: $0) }

/// The five guidance documents, which stay outside the repository: counts, ids and hashes only.
///
/// `OUDERWIJS_ORIGINALS` names their folder; without it these tests say that they are left out.
@Suite(
    .enabled("set OUDERWIJS_ORIGINALS to the folder of the five documents") {
        originals != nil
    }
)
struct OriginalsTests {
    private func document(_ start: String) throws -> Document {
        let folder = try #require(originals)
        let name = try #require(
            try Folder.names(in: folder).compactMap(\.text).first { $0.hasPrefix(start) })
        let bytes = try FileReader.bytes(of: folder + "/" + name, limit: 1 << 20)
        return try Sample.document(String(decoding: bytes, as: UTF8.self), name: name)
    }

    private func items(_ sections: [Section]) -> [Item] {
        sections.flatMap { $0.items + items($0.sections) }
    }

    @Test func tenActivities() throws {
        let document = try document("000_")
        #expect(document.kind == .activities)
        #expect(Digest.tag(Text.key(document.title)) == "65c3")
        let activities = items(document.sections).filter { $0.kind == .activity }
        #expect(activities.count == 10)
        #expect(activities.allSatisfy { !$0.label.isEmpty && !$0.text.isEmpty })
        #expect(document.passages().count == 11)
    }

    @Test func threeStepsAndAnAgendaOfSix() throws {
        let document = try document("001_")
        #expect(document.kind == .qualityCard)
        #expect(document.year == 2021 && document.authors.count == 2)
        let steps = document.sections.filter { $0.kind == .step }
        #expect(steps.map(\.number) == [1, 2, 3])
        #expect(steps.map { $0.items.count } == [11, 4, 1])
        #expect(steps[0].items.dropFirst().allSatisfy { $0.kind == .question })
        #expect(steps[1].items.map { $0.items.count } == [0, 0, 7, 6])
        #expect(document.sections[0].items.count { $0.kind == .question } == 3)
        #expect(document.links.count == 8)
        #expect(document.links.count { $0.relation == "practice-card" } == 5)
        #expect(items(document.sections).count { $0.kind == .link && $0.url != nil } == 8)
    }

    @Test func tenTips() throws {
        let document = try document("002_")
        #expect(document.kind == .tips)
        let tips = items(document.sections).filter { $0.kind == .tip }
        #expect(tips.map(\.number) == Array(1...10))
        #expect(tips.map { $0.items.count } == [1, 2, 2, 2, 0, 0, 2, 0, 2, 0])
        #expect(document.passages().count == 22)
    }

    @Test func fifteenIndicatorsAndTenExamples() throws {
        let document = try document("003_")
        #expect(Digest.tag(Text.key(document.title)) == "3c85")
        #expect(document.sections.count == 2)
        #expect(document.sections[0].items.map(\.number) == Array(1...15))
        #expect(document.sections[1].items.count == 10)
        #expect(document.sections[1].items.allSatisfy { $0.kind == .example })
        #expect(
            document.sections[1].items.map { $0.items.count } == [3, 2, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func sixQuestionsAndEightRoles() throws {
        let document = try document("004_")
        #expect(document.kind == .faq)
        #expect(Digest.tag(Text.key(document.title)) == "a4b7")
        let questions = document.sections.filter { $0.kind == .question }
        #expect(questions.count == 6)
        #expect(questions.map { $0.items.flatMap(\.items).count } == [6, 7, 7, 7, 7, 0])
        #expect(questions[5].sections.map { $0.items.count } == [4, 4])
        #expect(questions[5].sections.flatMap(\.items).allSatisfy { $0.kind == .role })
        #expect(questions[5].items.count == 2)
        #expect(document.sections[0].items.count == 7)
        #expect(document.passages().count == 62)
    }
}
