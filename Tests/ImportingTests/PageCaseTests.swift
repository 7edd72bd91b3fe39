import Corpus
import Files
import Testing

@testable import Importing

#if canImport(Glibc)
    import Glibc
#endif

/// Sources in folders of their own, with what has to come out of them.
///
/// `Scripts/new-page-case` makes a folder, and with `UPDATE_PAGES` set these tests write what they
/// would expect; the changes are then looked through as a diff.
@Suite struct PageCaseTests {
    private static let root = Path.join(
        Path.parent(of: Path.parent(of: Path.parent(of: #filePath))), "Tests/Pages")

    static let cases: [String] =
        (try? Folder.names(in: root).compactMap(\.text).filter { !$0.hasPrefix(".") }) ?? []

    @Test func thereAreCases() { #expect(Self.cases.count >= 40) }

    @Test(arguments: cases) func givesWhatIsExpected(slug: String) throws {
        let folder = Path.join(Self.root, slug)
        let name = try #require(
            try Folder.names(in: folder).compactMap(\.text).first { $0.hasPrefix("source.") })
        // The program that reads these is not part of every machine.
        if name.hasSuffix(".pdf"), ChildProcess.find("pdftotext") == nil { return }
        let bytes = try FileReader.bytes(of: Path.join(folder, name), limit: 1 << 24)
        let found = try Self.summary(bytes, name: name)
        let expected = Path.join(folder, "expected.json")
        if getenv("UPDATE_PAGES") != nil {
            try AtomicFile.write(Array(found.utf8), to: expected)
            return
        }
        let wanted = try FileReader.bytes(of: expected, limit: 1 << 24)
        #expect(found == String(decoding: wanted, as: UTF8.self))
    }

    /// Title, kind, outline, links and what was dropped, a line each.
    private static func summary(_ bytes: [UInt8], name: String) throws -> String {
        let (draft, kind) = try SourceReader.draft(bytes, name: name, options: Importer.Options())
        let document = CorpusMerge.document(draft, kind, sha256: "", file: name)
        let repairs = draft.blocks.flatMap(\.repairs).map { "\($0.from) > \($0.to)" }
        let fields: [(String, [String])] = [
            ("kind", [document.kind.rawValue, kind.mediaType]),
            ("title", [document.title, document.subtitle ?? ""]),
            (
                "made",
                document.authors + [document.publisher ?? "", document.year.map(String.init) ?? ""]
            ),
            ("outline", outline(document)),
            ("links", document.links.map { "\($0.text) > \($0.url)" }),
            ("repairs", repairs),
            ("dropped", draft.dropped),
        ]
        let members = fields.map { name, values in
            let lines = values.filter { !$0.isEmpty }.map { "    " + quoted($0) }
            return "  \(quoted(name)): ["
                + (lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n  ") + "]"
        }
        return "{\n" + members.joined(separator: ",\n") + "\n}\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
