import Foundation
import TestSupport
import Testing

/// `ouderwijs bundel --ververs`, over a corpus that changes.
@Suite struct BundleRefreshTests {
    private let small: SmallCorpus
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        small = try SmallCorpus()
        folder = try TemporaryFolder()
        file = folder.file("blad.md")
        let run = try run(["koffie met ouders", "--duur", "60", "--uit", file])
        try #require(run.status == 0)
    }

    private func run(_ words: [String]) throws -> ProgramRun {
        try ProgramRun.run(["bundel"] + words + small.options)
    }

    private var text: String {
        get throws { try String(contentsOfFile: file, encoding: .utf8) }
    }

    private func edit(_ from: String, _ to: String) throws {
        let text = try text
        try #require(text.contains(from))
        try text.replacingOccurrences(of: from, with: to)
            .write(toFile: file, atomically: true, encoding: .utf8)
    }

    private static let more = """
        <!DOCTYPE html><html lang="nl"><head><title>Koffie met ouders</title></head><body><main>
        <h1>Koffie met ouders</h1><h2>Tips</h2><ul><li id="thee" data-kind="tip">Zet naast de koffie
        met ouders ook thee neer.</li></ul></main></body></html>
        """

    @Test func changesNothingWhenNothingChanged() throws {
        let before = try text
        let run = try run(["--ververs", file])
        #expect(run.status == 0)
        #expect(run.text.contains("niets veranderd"))
        #expect(try text == before)
    }

    @Test func takesWhatIsNewAndKeepsWhatWasEdited() throws {
        try edit("de stellingen, elk op een eigen kaart", "de stellingen op de muur")
        try edit("# Evaluatie\n", "Neem ook een bel mee.\n\n# Evaluatie\n")
        try small.add(Self.more, as: "koffie.html")
        let run = try run(["--ververs", file, "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let object = try #require(
            try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        #expect(object["ok"] as? Bool == true)
        #expect(object["written"] as? Bool == true)
        #expect(object["edited"] as? Int == 1)
        #expect(object["own"] as? Int == 1)
        #expect(object["conflicts"] as? Int == 0)
        let new = try text
        #expect(new.contains("Zet naast de koffie met ouders ook thee neer."))
        #expect(new.contains("de stellingen op de muur"))
        #expect(new.contains("Neem ook een bel mee."))
        let again = try self.run(["--ververs", file]).text
        #expect(again.contains("niets veranderd"))
        #expect(again.contains("1 blok dat je aanpaste: zo gelaten"))
    }

    /// The head is where the request stands: another length there is another programme.
    @Test func showsWhatBothChanged() throws {
        try edit("Een bijeenkomst van 60 minuten", "Een middag")
        try edit("minutes: \"60\"", "minutes: 90")
        let other = folder.file("anders.md")
        let before = try text
        let run = try run(["--ververs", file, "--uit", other])
        #expect(run.status == 4)
        #expect(run.errors.contains(".conflict"))
        #expect(try text == before)
        let new = try String(contentsOfFile: other, encoding: .utf8)
        #expect(new.contains("::: {.conflict}"))
        #expect(new.contains("Een middag"))
        #expect(new.contains("Een bijeenkomst van 90 minuten"))
        #expect(new.contains("\nminutes: 90\n"))
    }

    @Test func refusesWhatIsNoBundle() throws {
        try edit("topic: \"koffie met ouders\"", "topic: \"krokodil\"")
        let nothing = try run(["--ververs", file])
        #expect(nothing.status == 1)
        #expect(nothing.errors.contains("krokodil"))
        try edit("topic: \"krokodil\"\n", "")
        #expect(try run(["--ververs", file]).status == 2)
        try edit("minutes: \"60\"", "topic: koffie\nminutes: \"900\"")
        #expect(try run(["--ververs", file]).errors.contains("900"))
        let foreign = try folder.write("# Iets anders\n", to: "anders.md")
        for words in [
            ["--ververs", foreign], ["--ververs", folder.file("weg.md")],
            ["--ververs", file, "--duur", "60"], ["--ververs", file, "koffie"],
            ["--map", "a", "--kaart", "b"], ["koffie", "--kaart", "b"],
        ] {
            let run = try run(words)
            #expect(run.status == 2, "\(words)")
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        }
    }

    @Test func leavesTheFileWhereItCannotWrite() throws {
        let before = try text
        let run = try run(["--ververs", file, "--uit", "/dev/null/x.md"])
        #expect(run.status == 4)
        #expect(run.errors.contains("/dev/null"))
        #expect(try text == before)
    }

    @Test func printsACard() throws {
        let card = folder.file("kaart.md")
        #expect(try run(["--kaart", "praten", "--uit", card]).status == 0)
        let text = try String(contentsOfFile: card, encoding: .utf8)
        #expect(text.contains("title: \"Een goed gesprek met ouders\""))
        #expect(text.contains("\n# Stappen\n\n1. Bereid het gesprek voor en kies één doel."))
        #expect(try run(["--ververs", card]).text.contains("niets veranderd"))
        let docx = folder.file("kaart.docx")
        #expect(try run(["--kaart", "praten", "--uit", docx]).status == 0)
        #expect(FileManager.default.fileExists(atPath: docx))
        let none = try run(["--kaart", "praen"])
        #expect(none.status == 1)
        #expect(none.errors.contains("‘praten’"))
        let json = try run(["--kaart", "praten", "--json"])
        #expect(json.text.contains("\"op\":\"document\""))
    }

    @Test func makesAWorkshopOfAFolder() throws {
        try folder.write(
            "# koffie\nsamen/avond\n    Ouderavond\nweg/id\npraten/ouders-en-school-begrijpen-elkaar\n",
            to: "data/ouderwijs/mappen/mijn map.txt")
        let environment = ["XDG_DATA_HOME": folder.file("data")]
        func run(_ words: [String]) throws -> ProgramRun {
            try ProgramRun.run(["bundel"] + words + small.options, environment: environment)
        }
        let made = try run(["--map", "mijn map", "--duur", "45"])
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.text.contains("title: \"Workshop: mijn map\""))
        #expect(made.text.contains("folder: \"mijn map\""))
        #expect(made.text.contains("<!-- passage: samen/avond -->"))
        let missing = try run(["--map", "mijn kap"])
        #expect(missing.status == 1)
        #expect(missing.errors.contains("‘mijn map’"))
        #expect(try run(["--map", "mijn map", "--json"]).text.contains("\"op\":\"bundle\""))
    }
}
