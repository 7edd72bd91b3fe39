import Foundation
import TestSupport
import Testing

/// Help, completion, manual and the end of an interrupted program.
@Suite struct CommandLineTests {
    private static let commands = [
        "vraag", "zoek", "bundel", "themas", "importeer", "indexeer", "controleer", "evalueer",
        "json",
        "mcp", "schema", "aanvulling", "handleiding",
    ]

    @Test(arguments: commands) func helpsInDutchWithExamples(command: String) throws {
        let run = try ProgramRun.run([command, "--help"])
        #expect(run.status == 0)
        #expect(run.text.hasPrefix("ouderwijs \(command): "))
        #expect(run.text.contains("\nVoorbeelden:\n  "))
        #expect(try ProgramRun.run(["--help"]).text.contains("\n  \(command)"))
        let wrong = try ProgramRun.run([command, "--hlp"])
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("Bedoelde je ‘--help’?"))
    }

    @Test(arguments: [
        (["vrag", "x"], "vraag"), (["vraag", "x", "--aantel", "3"], "--aantal"),
        (["zoek", "x", "--soort", "tipp"], "tip"), (["aanvulling", "bsh"], "bash"),
        (["schema", "request"], "requests"), (["handleiding", "vrag"], "vraag"),
    ])
    func suggestsWhatIsNear(words: [String], near: String) throws {
        let run = try ProgramRun.run(words)
        #expect(run.status == 2)
        #expect(run.errors.contains("‘\(near)’"), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test func readsAQuestionFromStandardInput() throws {
        let small = try SmallCorpus.shared.get()
        let run = try ProgramRun.run(["vraag", "-"] + small.options, input: Data("koffie\n".utf8))
        #expect(run.text.contains("Koffiemoment"))
        let themes = try ProgramRun.run(["themas", "--json"] + small.options)
        #expect(themes.status == 0)
        #expect(themes.text.contains(#""topics":[{"id":"contact""#))
    }

    private func object(_ run: ProgramRun) throws -> [String: Any] {
        #expect(run.text.split(separator: "\n").count == 1)
        return try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func buildingTellsItsReportInOneLineOfJSON() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write("<h1>Koffie</h1><p>Drink samen koffie.</p>", to: "a.html")
        let bad = try folder.write("<onbekend/>", to: "b.xml")
        let places = ["--corpus", folder.path + "/c", "--index", folder.path + "/i", "--json"]
        let imported = try ProgramRun.run(["importeer", good, bad] + places)
        #expect(imported.status == 4)
        let report = try object(imported)
        #expect(report["ok"] as? Bool == false)
        let sources = try #require(report["sources"] as? [[String: Any]])
        #expect(sources.map { $0["outcome"] as? String } == ["imported", "rejected"])
        #expect(sources[1]["message"] as? String != nil)
        let index = try #require(report["index"] as? [String: Any])
        #expect(index["ok"] as? Bool == true)
        let indexed = try object(try ProgramRun.run(["indexeer"] + places))
        #expect(indexed["documents"] as? Int == 1)
        let checked = try object(try ProgramRun.run(["controleer"] + places))
        #expect(checked["ok"] as? Bool == true)
        try "{}\n".write(toFile: folder.path + "/c/corpus.jsonl", atomically: true, encoding: .utf8)
        let broken = try ProgramRun.run(["controleer"] + places)
        #expect(broken.status == 3)
        let findings = try object(broken)["findings"] as? [String]
        #expect(findings?.isEmpty == false)
    }

    /// What a shell says of a script, or of what it completes; `nil` where there is no such shell.
    private func shell(_ program: String, _ script: String) throws -> String? {
        guard
            let path = ["/bin/", "/usr/bin/"].map({ $0 + program }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return nil }
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [try folder.write(script, to: "script")]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func completesInBash() throws {
        let script = try ProgramRun.run(["aanvulling", "bash"]).text
        func completes(_ words: [String]) throws -> String? {
            let list = words.map { "'\($0)'" }.joined(separator: " ")
            return try shell(
                "bash",
                script
                    + "\nCOMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _ouderwijs; echo \"${COMPREPLY[@]}\""
            )
        }
        #expect(try completes(["ouderwijs", "vr"]) == "vraag\n")
        #expect(try completes(["ouderwijs", "vraag", "--doel"]) == "--doelgroep\n")
        #expect(
            try completes(["ouderwijs", "zoek", "--doelgroep", "sch"])
                == "school-leader schoolleider\n")
        #expect(try completes(["ouderwijs", "aanvulling", "f"]) == "fish\n")
    }

    @Test(arguments: ["zsh", "fish"]) func completesInOtherShells(name: String) throws {
        let script = try ProgramRun.run(["aanvulling", name]).text
        for command in Self.commands { #expect(script.contains(command)) }
        // Only read, where the shell is there.
        let check = name == "zsh" ? "setopt no_exec\n" : ""
        if let output = try shell(name, check + script) { #expect(output.isEmpty, "\(output)") }
    }

    @Test(arguments: [nil] + commands.map(Optional.some))
    func makesAManual(command: String?) throws {
        let page = try ProgramRun.run(["handleiding"] + [command].compactMap(\.self)).text
        #expect(page.hasPrefix(".TH "))
        for heading in ["NAAM", "GEBRUIK", "BESCHRIJVING", "OPTIES", "VOORBEELDEN"] {
            #expect(page.contains(".SH \"\(heading)\""))
        }
        #expect(!page.contains("\n'"))
    }

    /// A program that is interrupted leaves nothing behind and says so with its status.
    @Test func endsCleanlyWhenInterrupted() throws {
        let folder = try TemporaryFolder()
        for number in 0..<400 {
            let text = String(
                repeating: "Nodig ouders uit voor koffie nummer \(number). ", count: 400)
            try folder.write(
                "<html><title>T\(number)</title><p>\(text)</p></html>", to: "b/\(number).html")
        }
        let home = try TemporaryFolder()
        let terminal = try PseudoTerminal(
            [
                "importeer", folder.file("b"), "--corpus", folder.file("C"), "--index",
                folder.file("I"),
            ],
            home: home)
        _ = terminal.wait { $0.text.contains("bronnen gelezen") }
        terminal.type("\u{3}")
        #expect(terminal.status() == 130)
        for name in ["C", "I"] {
            let left =
                (try? FileManager.default.contentsOfDirectory(atPath: folder.file(name))) ?? []
            #expect(left.filter { $0.hasSuffix(".tmp") }.isEmpty, "\(left)")
        }
        let small = try SmallCorpus.shared.get()
        let waiting = try ProgramSession(["vraag", "-"] + small.options)
        usleep(300_000)
        waiting.send(SIGINT)
        #expect(waiting.status() == 130)
    }
}
