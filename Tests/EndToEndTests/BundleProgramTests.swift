import Foundation
import TestSupport
import Testing

/// `ouderwijs bundel` as people call it.
@Suite struct BundleProgramTests {
    private func run(_ words: [String]) throws -> ProgramRun {
        try ProgramRun.run(["bundel"] + words + SmallCorpus.shared.get().options)
    }

    private func object(_ run: ProgramRun) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func writesMarkdownByItself() throws {
        let run = try run(["koffie", "met", "ouders"])
        #expect(run.status == 0)
        #expect(run.text.hasPrefix("---\ntitle: \"Workshop: koffie met ouders\"\n"))
        #expect(run.text.contains("\n# Programma\n"))
        #expect(run.text.contains("<!-- passage: samen/koffie -->"))
        #expect(try self.run(["koffie", "met", "ouders"]).output == run.output)
        #expect(try self.run(["koffie", "--vorm", "html"]).text.hasPrefix("<!DOCTYPE html>"))
    }

    @Test func givesTheProtocolsObjects() throws {
        let response = try object(try run(["koffie", "--duur", "60", "--json"]))
        #expect(response["op"] as? String == "bundle")
        let inner = try #require(response["bundle"] as? [String: Any])
        #expect(inner["minutes"] as? Int == 60)
        let bundle = try object(try run(["koffie", "--duur", "60", "--vorm", "json"]))
        #expect(bundle as NSDictionary == inner as NSDictionary)
    }

    @Test func writesFilesInAFolder() throws {
        let folder = try TemporaryFolder()
        let target = folder.file("nieuw")
        let forms = ["--vorm", "markdown", "--vorm", "html", "--vorm", "json"]
        let run = try run(["koffie met ouders", "--uit", target] + forms)
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: target).sorted()
        #expect(
            names == ["koffie-met-ouders.html", "koffie-met-ouders.json", "koffie-met-ouders.md"])
        let file = folder.file("blad.html")
        #expect(try self.run(["koffie", "--uit", file]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    }

    @Test(arguments: ["docx", "odt", "pptx"]) func writesPackages(form: String) throws {
        let folder = try TemporaryFolder()
        let file = folder.file("blad." + form)
        let run = try run(["koffie", "--vorm", form, "--uit", file])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)).starts(with: Data("PK".utf8)))
        // Where a package cannot be written to the screen, and a form cannot be made, it is said.
        #expect(try self.run(["koffie", "--vorm", form]).status == 2)
    }

    @Test func takesTheLooksOfATemplate() throws {
        let folder = try TemporaryFolder()
        let template = folder.file("school.docx")
        #expect(try run(["huisbezoek", "--uit", template]).status == 0)
        let file = folder.file("blad.docx")
        let made = try run(["koffie", "--uit", file, "--sjabloon", template])
        #expect(made.status == 0, "\(made.errors)")
        let broken = try folder.write("geen document", to: "kapot.docx")
        for words in [[broken], [folder.file("weg.docx")]] {
            let refused = try run(
                ["koffie", "--uit", folder.file("niet.docx"), "--sjabloon"] + words)
            #expect(refused.status == 4)
            #expect(refused.errors.contains(words[0]))
            #expect(!FileManager.default.fileExists(atPath: folder.file("niet.docx")))
        }
        #expect(try run(["koffie", "--sjabloon", template]).status == 2)
    }

    @Test func aPDFIsOneOrIsNotThere() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("blad.pdf")
        let run = try run(["koffie", "--uit", file])
        if run.status == 0 {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            #expect(bytes.starts(with: Array("%PDF".utf8)))
        } else {
            #expect(run.status == 4)
            #expect(run.errors.contains("LibreOffice"))
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test func printsForTheOneWhoReads() throws {
        let trainer = try run(["koffie"]).text
        let participant = try run(["koffie", "--editie", "deelnemer"]).text
        #expect(trainer.contains("De trainer: "))
        #expect(!participant.contains("De trainer: "))
        #expect(participant.contains("# Hand-out"))
    }

    @Test func endsAsTheContractSays() throws {
        let nothing = try run(["krokodil"])
        #expect(nothing.status == 1)
        #expect(nothing.output.isEmpty)
        let error = try run(["krokodil", "--json"])
        #expect(error.status == 1)
        #expect((try object(error)["error"] as? [String: Any])?["code"] as? String == "not-found")
        for words in [
            ["koffie", "--duur", "44"], ["koffie", "--duur", "181"], ["koffie", "--vorm", "txt"],
            ["koffie", "--doelgroep", "piloot"], [], [" "],
            ["koffie", "--vorm", "html", "--vorm", "json"],
        ] {
            let run = try run(words)
            #expect(run.status == 2, "\(words)")
            #expect(!run.errors.isEmpty)
        }
        let blocked = try run(["koffie", "--uit", "/dev/null/x.md"])
        #expect(blocked.status == 4)
        #expect(blocked.errors.contains("/dev/null"))
    }
}
