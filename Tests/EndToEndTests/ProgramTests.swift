import Foundation
import TestSupport
import Testing

/// The built program, as a user or another program calls it.
@Suite struct ProgramTests {
    private let folder: TemporaryFolder
    private var corpus: String { folder.file("C") }
    private var index: String { folder.file("I") }
    private var places: [String] { ["--corpus", corpus, "--index", index] }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            <!DOCTYPE html><html lang="nl"><head><title>Samen met ouders</title></head><body><main>
            <h1>Samen met ouders</h1><h2>Ideeën</h2>
            <ul><li id="koffie" data-kind="activity"><strong class="label">Koffiemoment</strong> Nodig alle ouders uit voor koffie. Zo bereik je ook ouders die je weinig ziet.</li>
            <li id="bezoek" data-kind="activity"><strong class="label">Huisbezoek</strong> Een huisbezoek kost tijd, maar je leert het gezin goed kennen.</li></ul>
            </main></body></html>
            """, to: "bronnen/samen.html")
        try folder.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <praktijkkaart id="praten"><titel>Goed praten</titel>
            <doel><alinea>Een gesprek met ouders dat rust geeft.</alinea></doel></praktijkkaart>
            """, to: "bronnen/praten.xml")
    }

    private func build() throws {
        let run = try ProgramRun.run(["importeer", folder.file("bronnen")] + places)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func importsIndexesAndAnswers() throws {
        let run = try ProgramRun.run(["importeer", folder.file("bronnen")] + places)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.lines.count == 3)
        let answer = try ProgramRun.run(["vraag", "hoe bereik ik alle ouders?"] + places)
        #expect(answer.status == 0)
        #expect(answer.text.contains("1. Koffiemoment (activiteit)"))
        #expect(answer.text.contains("Bron: Samen met ouders › Ideeën [samen/koffie]"))
        #expect(answer.errors.isEmpty)
        let again = try ProgramRun.run(["importeer", folder.file("bronnen")] + places)
        #expect(again.lines.filter { $0.hasPrefix("ongewijzigd") }.count == 2)
    }

    @Test func asksInManyWays() throws {
        try build()
        let english = try ProgramRun.run(["ask", "huisbezoek"] + places)
        let dash = try ProgramRun.run(["vraag", "-"] + places, input: Data("huisbezoek\n".utf8))
        #expect(english.text == dash.text)
        let piped = try ProgramRun.run(places, input: Data("huisbezoek\n\nkoffie\n".utf8))
        #expect(piped.text.hasPrefix(english.text))
        #expect(piped.text.contains("Koffiemoment"))
        let search = try ProgramRun.run(["zoek", "gesprek", "--soort", "tekst"] + places)
        #expect(search.text.contains("[praten/"))
        let none = try ProgramRun.run(["zoek", "gesprek", "--thema", "niets"] + places)
        #expect(none.status == 1)
    }

    @Test func saysNoHonestly() throws {
        try build()
        let run = try ProgramRun.run(["vraag", "wat kost een zonnepaneel?"] + places)
        #expect(run.status == 1)
        #expect(run.text.contains("Over ‘zonnepaneel’ staat niets in de kennisbank."))
        #expect(run.text.hasPrefix("Daar heb ik geen antwoord op gevonden."))
    }

    @Test func givesTheSameObjectAsJSONLines() throws {
        try build()
        let option = try ProgramRun.run(["vraag", "koffie met ouders", "--json"] + places)
        let line = try ProgramRun.run(
            ["json"] + places, input: Data(#"{"op":"ask","query":"koffie met ouders"}"#.utf8))
        func withoutTime(_ data: Data) throws -> NSDictionary {
            let object = try JSONSerialization.jsonObject(with: data)
            var members = try #require(object as? [String: Any])
            members["took_us"] = nil
            return members as NSDictionary
        }
        #expect(try withoutTime(option.output) == withoutTime(line.output))
    }

    @Test func answersEveryLineWhateverItHolds() throws {
        try build()
        var input = Data([0xEF, 0xBB, 0xBF])
        input += Data(#"{"op":"ask","id":1,"query":"koffie"}"#.utf8) + Data("\r\n \n\n".utf8)
        input += Data("{kapot\n".utf8) + Data([0x22, 0xFF, 0x22, 0x0A])
        input += Data(repeating: 0x61, count: 3 << 20) + Data("\n".utf8)
        input += Data((String(repeating: "[", count: 600) + "\n").utf8)
        input += Data(#"{"op":"hello","id":"laatste"}"#.utf8)
        let run = try ProgramRun.run(["json"] + places, input: input)
        #expect(run.status == 4)
        let responses = try run.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(responses.map { $0["ok"] as? Bool } == [true, false, false, false, false, true])
        let codes = responses.map { ($0["error"] as? [String: Any])?["code"] as? String }
        #expect(
            codes == [nil, "invalid-json", "invalid-json", "too-large", "invalid-json", nil])
        #expect(responses[0]["id"] as? Int == 1)
        #expect(responses[5]["id"] as? String == "laatste")
    }

    @Test func namesWhatIsMissingOrDamaged() throws {
        let missing = try ProgramRun.run(["vraag", "x"] + places)
        #expect(missing.status == 3)
        #expect(missing.errors.split(separator: "\n").count == 1)
        #expect(missing.errors.contains("ouderwijs indexeer"))
        let empty = try ProgramRun.run(["indexeer"] + places)
        #expect(empty.status == 3)
        #expect(empty.errors.contains("corpus.jsonl"))
        try build()
        for name in try FileManager.default.contentsOfDirectory(atPath: index)
        where name.hasPrefix("segment-") {
            let data = try #require(FileManager.default.contents(atPath: index + "/" + name))
            try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: index + "/" + name))
        }
        let damaged = try ProgramRun.run(["vraag", "koffie"] + places)
        #expect(damaged.status == 3)
        #expect(damaged.errors.contains("beschadigd"))
        #expect(try ProgramRun.run(["indexeer"] + places).status == 0)
        #expect(try ProgramRun.run(["vraag", "koffie"] + places).status == 0)
    }

    @Test func importsTheGoodBesideTheBad() throws {
        try folder.write("<praktijkkaart id='x'><titel>", to: "bronnen/kapot.xml")
        try folder.write("<anders/>", to: "bronnen/anders.xml")
        let run = try ProgramRun.run(
            ["importeer", folder.file("bronnen"), folder.file("nergens.html")] + places)
        #expect(run.status == 4)
        #expect(run.errors.split(separator: "\n").filter { $0.hasPrefix("geweigerd") }.count == 3)
        #expect(try ProgramRun.run(["vraag", "koffie"] + places).status == 0)
    }

    /// Bytes that do not fit their encoding make libxml2 complain on its own.
    @Test func onlyTheReportSaysWhatIsWrong() throws {
        let head = Data(#"<?xml version="1.0" encoding="EUC-JP"?><praktijkkaart>"#.utf8)
        for number in 1...8 {
            try folder.write(head + [0xFF, 0xFE, 0x80], to: "bronnen/kapot-\(number).xml")
        }
        let run = try ProgramRun.run(["importeer", folder.file("bronnen")] + places)
        #expect(run.status == 4)
        #expect(!run.errors.contains("error"))
    }

    @Test func triesWithoutWriting() throws {
        let run = try ProgramRun.run(["importeer", folder.file("bronnen"), "--proef"] + places)
        #expect(run.status == 0)
        #expect(run.text.contains("zou nieuw zijn"))
        #expect(!FileManager.default.fileExists(atPath: corpus))
        #expect(!FileManager.default.fileExists(atPath: index))
    }

    @Test func warnsOnceWhenStale() throws {
        try build()
        try folder.write(#"{"id":"n","title":"N","text":"Nieuw."}"#, to: "C/corpus.jsonl")
        let run = try ProgramRun.run(["vraag", "koffie"] + places)
        #expect(run.status == 0)
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.errors.contains("ouderwijs indexeer"))
        #expect(try ProgramRun.run(["vraag", "koffie", "--stil"] + places).errors.isEmpty)
    }

    /// Away from what came with it the program works with less, and says so.
    @Test func saysWhenItHasNoThesaurus() throws {
        try folder.write(
            #"{"schema":"ouderwijs-corpus/1","id":"d1","title":"Fietsen","text":"Maak de ketting schoon."}"#
                + "\n", to: "C/corpus.jsonl")
        #expect(!(try ProgramRun.run(["indexeer"] + places).errors.contains("begrippenlijst")))
        let away = folder.file("ouderwijs-bouw")
        // By a child: a program that another thread's child still holds open for writing cannot start.
        let copy = try Process.run(
            URL(fileURLWithPath: "/bin/cp"),
            arguments: [ProgramRun.buildFolder + "/ouderwijs-bouw", away])
        copy.waitUntilExit()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: away)
        process.arguments = ["indexeer"] + places
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(text.contains("geen begrippenlijst"))
    }

    @Test func indexesACorpusOfAnotherProgram() throws {
        try folder.write(
            #"{"schema":"ouderwijs-corpus/1","id":"d1","title":"Fietsen","text":"Maak de ketting schoon."}"#
                + "\nkapot\n", to: "C/corpus.jsonl")
        let index = try ProgramRun.run(["indexeer"] + places)
        #expect(index.status == 4)
        #expect(index.errors.contains("Regel 2"))
        let run = try ProgramRun.run(["vraag", "ketting schoonmaken", "--json"] + places)
        #expect(run.text.contains(#""id":"d1""#))
    }

    @Test func showsHelpAndUsageErrors() throws {
        let help = try ProgramRun.run(["--help"])
        #expect(help.status == 0)
        #expect(help.text.contains("Gebruik:"))
        #expect(try ProgramRun.run(["importeer", "--help"]).text.contains("BRON"))
        #expect(try ProgramRun.run(["--version"]).text.hasPrefix("ouderwijs "))
        let wrong = try ProgramRun.run(["vraag", "x", "--jsn"])
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("--json"))
        #expect(wrong.output.isEmpty)
    }

    @Test func talksOverAPipe() throws {
        try build()
        let run = try ProgramRun.run(
            places, input: Data("huisbezoek\n1\n7\n:hlep\n:help\n:stop\nkoffie\n".utf8))
        #expect(run.status == 0)
        #expect(run.text.contains("Voor:") || run.text.contains("Bron:"))
        #expect(run.errors.contains("Antwoord 7 is er niet"))
        #expect(run.errors.contains(":help"))
        #expect(!run.text.contains("“Nodig alle ouders"))
    }

    @Test func checksEveryByte() throws {
        try build()
        let sound = try ProgramRun.run(["controleer"] + places)
        #expect(sound.status == 0)
        #expect(sound.text.contains("Alles is in orde."))
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: index).first {
                $0.hasPrefix("segment-")
            })
        var data = try #require(FileManager.default.contents(atPath: index + "/" + name))
        data[data.count * 3 / 4] ^= 1
        try data.write(to: URL(fileURLWithPath: index + "/" + name))
        let damaged = try ProgramRun.run(["check"] + places)
        #expect(damaged.status == 3)
        #expect(damaged.errors.contains("ouderwijs indexeer"))
    }
}
