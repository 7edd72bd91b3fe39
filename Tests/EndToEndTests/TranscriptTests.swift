import Foundation
import TestSupport
import Testing

/// Sessions as they were recorded: what was typed, and what is answered.
///
/// After a change of what the program says, `UPDATE_TRANSCRIPTS=1 swift test --filter
/// TranscriptTests` renews them; the difference is read before it is committed.
@Suite struct TranscriptTests {
    private static let folder = ProgramRun.checkout + "/Tests/Transcripts"

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted()
    }()

    private let small: SmallCorpus

    init() throws { small = try SmallCorpus.shared.get() }

    /// The first line, which says what the session is about, and the rest.
    private static func parts(of name: String) throws -> (title: String, session: String) {
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        let end = try #require(text.firstIndex(of: "\n"))
        return (String(text[...end]), String(text[text.index(after: end)...]))
    }

    @Test func thereAreEnough() { #expect(Self.names.count >= 25) }

    /// Every command that the help names is played, and with its short form at least once.
    @Test func everyCommandIsPlayed() throws {
        var typed: Set<String> = []
        for name in Self.names {
            for block in Self.blocks(of: try Self.parts(of: name).session) {
                typed.insert(String(block.typed.prefix { $0 != " " }))
            }
        }
        let help = try Self.parts(of: "help.txt").session
        let commands = help.split(separator: "\n").compactMap { line -> String? in
            let word = line.drop { $0 == " " }.prefix { $0 != " " }
            return line.hasPrefix("    :") ? String(word) : nil
        }
        #expect(commands.count == 21)
        for command in commands { #expect(typed.contains(command), "\(command)") }
    }

    @Test(arguments: names) func playsOverAPipe(name: String) throws {
        let (title, session) = try Self.parts(of: name)
        let run = try ProgramRun.run(["--speel", Self.folder + "/" + name] + small.options)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        if ProcessInfo.processInfo.environment["UPDATE_TRANSCRIPTS"] != nil {
            try (title + run.text).write(
                toFile: Self.folder + "/" + name, atomically: true, encoding: .utf8)
        } else {
            #expect(run.text == session)
        }
    }

    /// The same, typed by hand at a terminal.
    @Test(arguments: names) func playsAtATerminal(name: String) throws {
        let (_, session) = try Self.parts(of: name)
        let home = try TemporaryFolder()
        let terminal = try PseudoTerminal(["--kleur", "nooit"] + small.options, home: home)
        try #require(terminal.waitForPrompt(), "\(terminal.screen.text)")
        var expected: [String] = []
        for block in Self.blocks(of: session) {
            // A tab asks for completion, and what is longer than a line is drawn by the editor.
            guard !block.typed.contains("\t"), block.typed.utf8.count < 60 else { continue }
            let before = terminal.screen.text.split(separator: "\n").count
            terminal.type(block.typed + "\r")
            let isLast = [":stop", ":quit", ":h stop"].contains(block.typed)
            if isLast, block.typed != ":h stop" {
                #expect(terminal.status() == 0)
                #expect(terminal.screen.text.hasSuffix("Tot de volgende keer.\n"))
                break
            }
            _ = terminal.wait {
                $0.currentLine == "vraag> "
                    && $0.text.split(separator: "\n").count >= before + block.lines.count
            }
            expected += ["vraag> " + block.typed] + block.lines
            let shown = terminal.screen.text.split(separator: "\n").map(String.init)
            let answer = Array(shown.dropLast().suffix(block.lines.count))
            #expect(answer == block.lines, "\(block.typed)")
        }
    }

    private struct Block {
        var typed: String
        var lines: [String] = []
    }

    /// Lines that were typed with the lines, not blank ones, that answer them.
    private static func blocks(of session: String) -> [Block] {
        var blocks: [Block] = []
        for line in session.split(separator: "\n") {
            if line.hasPrefix("> ") {
                blocks.append(Block(typed: String(line.dropFirst(2))))
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].lines.append(String(line.dropFirst(2)))
            }
        }
        return blocks
    }
}
