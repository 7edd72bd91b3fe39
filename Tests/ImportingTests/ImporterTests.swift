import Corpus
import Files
import Markup
import Testing

@testable import Importing

#if canImport(Glibc)
    import Glibc
#endif

/// A folder that goes away with the value.
final class ScratchFolder {
    let path: String
    init() throws {
        path = "/tmp/importing-\(getpid())-\(UInt64.random(in: 0..<UInt64.max))"
        try Folder.create(path)
    }
    deinit { _ = system("rm -rf '\(path)'") }
    func write(_ name: String, _ text: String) throws {
        let file = Path.join(path, name)
        try Folder.create(Path.parent(of: file))
        try AtomicFile.write(Array(text.utf8), to: file)
    }
    func bytes(_ name: String) throws -> [UInt8] {
        try FileReader.bytes(of: Path.join(path, name), limit: 1 << 30)
    }
}

@Suite struct ImporterTests {
    static let page =
        "<html><body><main><h1>Een</h1><p>Ouders zijn welkom op school.</p></main></body></html>"

    /// What a document says of itself is what its line in the corpus says: that leaves an empty language out.
    @Test func takesAnEmptyLanguageForNone() throws {
        let card =
            "<praktijkkaart id='k' taal=''><titel>T</titel><doel><alinea>Lezen.</alinea></doel></praktijkkaart>"
        let draft = CardReader.draft(try MarkupParser.xml(Array(card.utf8)))
        #expect(draft.language == "")
        let document = CorpusMerge.document(draft, .xml, sha256: "0", file: "k.xml")
        #expect(document.language == nil)
    }

    @Test func importsAFolderAndSkipsWhatIsUnchanged() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try sources.write("b/een.html", Self.page)
        try sources.write("twee.txt", "Twee\n\n\nOuders lezen voor in de klas van hun kind.\n")
        try sources.write("stijl.css", "p {}")
        try sources.write(".verborgen.html", Self.page)
        try sources.write("README.md", "# Lees mij")
        let importer = Importer(into: corpus.path)
        let first = try importer.run(sources: [sources.path])
        #expect(first.documents == 2)
        #expect(first.rejected == 0)
        #expect(first.written)
        let bytes = try corpus.bytes(CorpusFile.name)
        let again = try importer.run(sources: [sources.path])
        #expect(
            again.entries.map(\.outcome) == [
                .unchanged(document: "b-een"), .unchanged(document: "twee"),
            ])
        #expect(!again.written)
        #expect(try corpus.bytes(CorpusFile.name) == bytes)
        try sources.write("twee.txt", "Twee\n\n\nOuders lezen thuis voor aan hun kind.\n")
        let changed = try importer.run(sources: [sources.path])
        guard case .imported(let summary) = changed.entries[1].outcome else {
            Issue.record("not imported")
            return
        }
        #expect(summary.replaced && summary.document == "twee")
        let fresh = try ScratchFolder()
        _ = try Importer(into: fresh.path).run(sources: [sources.path])
        #expect(try fresh.bytes(CorpusFile.name) == corpus.bytes(CorpusFile.name))
    }

    @Test func badSourcesDoNotStopTheOthers() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try sources.write("a.html", Self.page)
        try sources.write("b.xml", "<praktijkkaart id='b'><titel>")
        try sources.write("c.xml", "<recept/>")
        try sources.write("d.html", "")
        try sources.write("e.html", "\u{89}PNG")
        try sources.write("z.html", Self.page.replacing("Een", with: "Laatste"))
        #expect(symlink(sources.path, sources.path + "/lus") == 0)
        #expect(mkfifo(sources.path + "/f.html", 0o600) == 0)
        #expect(symlink("/etc/passwd", sources.path + "/g.txt") == 0)
        let report = try Importer(into: corpus.path).run(sources: [
            sources.path, "/bestaat/niet.html",
        ])
        #expect(report.documents == 2)
        #expect(report.entries.count == 9)
        #expect(report.rejected == 7)
    }

    @Test func framesOfASavedPageAreNoSources() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try sources.write("Oproep.html", Self.page)
        for folder in ["Oproep_bestanden", "Los_bestanden"] {
            #expect(mkdir(sources.path + "/" + folder, 0o700) == 0)
            try sources.write(folder + "/saved_resource.html", Self.page)
        }
        let report = try Importer(into: corpus.path).run(sources: [sources.path])
        #expect(report.documents == 2)
    }

    @Test func trialWritesNothing() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try sources.write("a.html", Self.page)
        var options = Importer.Options()
        options.isTrial = true
        let report = try Importer(into: corpus.path + "/nieuw", options: options).run(
            sources: [sources.path + "/a.html"])
        #expect(report.documents == 1 && !report.written)
        #expect(Folder.status(corpus.path + "/nieuw") == nil)
    }

    @Test func replacingKeepsJustTheseSources() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try sources.write("a.html", Self.page)
        try sources.write("b.html", Self.page)
        _ = try Importer(into: corpus.path).run(sources: [sources.path])
        var options = Importer.Options()
        options.replaces = true
        let report = try Importer(into: corpus.path, options: options).run(
            sources: [sources.path + "/b.html"])
        #expect(report.documents == 1 && report.written)
    }

    @Test func oneIdTwiceIsRefused() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        let card =
            "<praktijkkaart id='k'><titel>T</titel><doel><alinea>Lezen.</alinea></doel></praktijkkaart>"
        try sources.write("a.xml", card)
        try sources.write("b.xml", card)
        let report = try Importer(into: corpus.path).run(sources: [sources.path])
        #expect(
            report.entries[1].outcome
                == .rejected(.duplicate(id: "k", other: sources.path + "/a.xml")))
    }

    /// A card, and a page with a link to it.
    private static func writeCardAndPage(to sources: ScratchFolder) throws {
        try sources.write(
            "k.xml",
            "<praktijkkaart id='praktijkkaart-lezen'><titel>T</titel><doel><alinea>Lezen.</alinea></doel></praktijkkaart>"
        )
        try sources.write(
            "a.html",
            page.replacing(
                "op school", with: "<a href='https://voorbeeld.nl/p/praktijkkaart-lezen/'>Lezen</a>"
            ))
    }

    @Test func linksKnowTheirCards() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try Self.writeCardAndPage(to: sources)
        _ = try Importer(into: corpus.path).run(sources: [sources.path])
        let documents = try CorpusFile.documents(of: corpus.path + "/" + CorpusFile.name)
        #expect(documents[0].links.map(\.document) == ["praktijkkaart-lezen"])
    }

    @Test func whatStaysGetsItsLinksWhenTheCardComes() throws {
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        try Self.writeCardAndPage(to: sources)
        let path = corpus.path + "/" + CorpusFile.name
        let importer = Importer(into: corpus.path)
        _ = try importer.run(sources: [sources.path + "/a.html"])
        let alone = try CorpusFile.documents(of: path)
        #expect(alone[0].links.map(\.relation) == ["practice-card"])
        #expect(alone[0].links.map(\.document) == [nil])
        _ = try importer.run(sources: [sources.path + "/k.xml"])
        let both = try CorpusFile.documents(of: path)
        #expect(both[0].links.map(\.document) == ["praktijkkaart-lezen"])
        #expect(both[0].sections == alone[0].sections)
        let bytes = try corpus.bytes(CorpusFile.name)
        let again = try Importer(into: corpus.path).run(sources: [sources.path])
        #expect(!again.written)
        var options = Importer.Options()
        options.replaces = true
        let fresh = try Importer(into: corpus.path, options: options).run(sources: [sources.path])
        #expect(!fresh.written)
        #expect(try corpus.bytes(CorpusFile.name) == bytes)
    }

    @Test func theLockKeepsASecondWriterOut() throws {
        let corpus = try ScratchFolder()
        let lock = try FolderLock(folder: corpus.path)
        #expect(throws: CorpusError.self) { try Importer(into: corpus.path).run(sources: []) }
        _ = consume lock
    }
}
