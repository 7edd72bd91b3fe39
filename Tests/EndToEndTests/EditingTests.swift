import Foundation
import TestSupport
import Testing

/// Keys, history, completion and the terminal's size, at a terminal.
@Suite struct EditingTests {
    private let small: SmallCorpus
    private let home: TemporaryFolder

    init() throws {
        small = try SmallCorpus.shared.get()
        home = try TemporaryFolder()
    }

    private enum Key {
        static let up = "\u{1B}[A"
        static let left = "\u{1B}[D"
        static let right = "\u{1B}[C"
        static let backspace = "\u{7F}"
        static let tab = "\t"
        static func control(_ letter: Character) -> String {
            String(Unicode.Scalar((letter.asciiValue ?? 0x40) & 0x1F))
        }
    }

    private func start(
        _ options: [String] = [], columns: Int = 80, rows: Int = 100,
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            options + small.options, columns: columns, rows: rows, home: home,
            environment: environment)
        try #require(terminal.waitForPrompt(), "\(terminal.screen.text)")
        return terminal
    }

    private func ends(_ terminal: PseudoTerminal) {
        terminal.type(Key.control("d"))
        #expect(terminal.status() == 0)
        #expect(terminal.screen.text.contains("Tot de volgende keer."))
    }

    @Test func movesOverLettersWithAccents() throws {
        let terminal = try start(["--kleur", "nooit"])
        terminal.type("kóffïe")
        #expect(terminal.waitForPrompt("kóffïe"))
        terminal.type(Key.left + Key.left + Key.backspace + "f")
        #expect(
            terminal.wait(within: 3) { $0.currentLine == "vraag> kóffïe" && $0.cursorColumn == 11 },
            "\(terminal.screen.currentLine)|\(terminal.screen.cursorColumn)|\(terminal.raw.suffix(60))"
        )
        terminal.type(Key.backspace + "i" + Key.right + Key.backspace + "X")
        #expect(terminal.wait { $0.currentLine == "vraag> kófiXe" })
        terminal.type(Key.control("a") + Key.control("k"))
        #expect(terminal.wait { $0.currentLine.filter { $0 != " " } == "vraag>" })
        terminal.type("koffie\r")
        #expect(
            terminal.wait { $0.text.contains("1. Koffiemoment") && $0.currentLine == "vraag> " })
        ends(terminal)
    }

    @Test func editsWideCharactersAndMarks() throws {
        let terminal = try start()
        terminal.type("日本語x" + Key.left + Key.backspace)
        #expect(terminal.wait { $0.currentLine == "vraag> 日本x" })
        terminal.type(
            Key.control("e") + Key.backspace + Key.backspace + Key.backspace + "ee\u{0301}n")
        #expect(terminal.wait { $0.currentLine.hasPrefix("vraag> eén") })
        terminal.type("\r")
        #expect(terminal.waitForPrompt())
        ends(terminal)
    }

    @Test func bringsBackEarlierLinesAlsoOfEarlierConversations() throws {
        let first = try start()
        for line in ["koffie", "huisbezoek", " geheim"] {
            #expect(first.enter(line))
        }
        first.type(Key.up + Key.up)
        #expect(first.waitForPrompt("huisbezoek"))
        first.type(Key.control("c"))
        #expect(first.waitForPrompt())
        ends(first)
        let file = home.file(".local/state/ouderwijs/geschiedenis")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "koffie\nhuisbezoek\n")
        let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect((permissions as? NSNumber)?.intValue == 0o600)

        let second = try start()
        second.type(Key.up)
        #expect(second.waitForPrompt("huisbezoek"))
        second.type(Key.up)
        #expect(second.waitForPrompt("koffie"))
        second.type(Key.control("c"))
        #expect(second.waitForPrompt())
        second.type(Key.control("r") + "bez")
        #expect(second.wait { $0.text.contains("huisbezoek") && $0.currentLine.contains("bez") })
        second.type("\r")
        #expect(second.wait { $0.text.contains("1. Huisbezoek") })
        ends(second)

        let private_ = try start(["--geen-geschiedenis"])
        private_.type(Key.up)
        private_.type("x")
        #expect(private_.waitForPrompt("x"))
        private_.type("\r")
        #expect(private_.waitForPrompt())
        ends(private_)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("\nhuisbezoek\n"))
    }

    @Test func completesCommandsTopicsAndTitles() throws {
        let terminal = try start(["--kleur", "nooit"])
        func completes(_ typed: String, to line: String) {
            terminal.type(typed + Key.tab)
            #expect(
                terminal.wait { $0.currentLine == "vraag> " + line },
                "\(terminal.screen.currentLine)")
            terminal.type(Key.control("c"))
            #expect(terminal.waitForPrompt())
        }
        // Several fit: the line stays, and what fits is listed above it.
        terminal.type(":be" + Key.tab)
        #expect(
            terminal.wait { $0.text.contains(":bewaar") && $0.text.contains(":begrip") },
            "\(terminal.screen.text)")
        terminal.type(Key.control("c"))
        #expect(terminal.waitForPrompt())
        completes(":bew", to: ":bewaar ")
        completes(":filter soort=ti", to: ":filter soort=tip ")
        completes(":begrip ouder", to: ":begrip ouderavond ")
        completes("hoe begin ik een koffiem", to: "hoe begin ik een koffiemoment ")
        completes("een goed g", to: "Een goed gesprek met ouders ")
        completes("wat is huisb", to: "wat is huisbezoek ")
        completes(":help ver", to: ":help verwant ")
        completes(":toon k", to: ":toon kort ")
        ends(terminal)
    }

    @Test func cancelsALineAndLeavesWithoutHarm() throws {
        let terminal = try start()
        terminal.type("een halve vr" + Key.control("c"))
        #expect(terminal.waitForPrompt())
        terminal.type(Key.control("c") + Key.control("c"))
        #expect(terminal.waitForPrompt())
        terminal.type("koffie\r")
        #expect(terminal.wait { $0.text.contains("Koffiemoment") && $0.currentLine == "vraag> " })
        terminal.type("iets" + Key.control("d"))
        #expect(terminal.waitForPrompt("iets"))
        terminal.type(Key.control("u"))
        #expect(terminal.waitForPrompt())
        ends(terminal)
    }

    @Test(arguments: [40, 80, 200]) func fitsTheWidth(columns: Int) throws {
        let terminal = try start(["--kleur", "nooit"], columns: columns)
        for line in ["hoe bereik ik alle ouders?", "1", ":help", ":bron 1", ":waarom 1", ":themas"]
        {
            terminal.clear()
            #expect(terminal.enter(line))
            let lines = String(decoding: terminal.raw, as: UTF8.self).split(separator: "\r\n")
                .dropFirst().dropLast()
            #expect(!lines.isEmpty)
            for line in lines { #expect(line.count <= columns, "\(line)") }
        }
        ends(terminal)
    }

    @Test func followsTheWindowsSize() throws {
        let terminal = try start(["--kleur", "nooit"], columns: 100)
        terminal.type("hoe bereik ik ")
        #expect(terminal.waitForPrompt("hoe bereik ik "))
        terminal.resize(columns: 40)
        terminal.type("alle ouders?")
        #expect(terminal.wait { $0.text.contains("alle ouders?") })
        terminal.clear()
        terminal.type("\r")
        #expect(terminal.wait { $0.text.contains("Nog 4 passages") && $0.currentLine == "vraag> " })
        let lines = String(decoding: terminal.raw, as: UTF8.self).split(separator: "\r\n")
        for line in lines.dropFirst().dropLast() { #expect(line.count <= 40, "\(line)") }
        ends(terminal)
    }

    @Test func marksMatchesByMoreThanColour() throws {
        func escapes(_ options: [String], _ environment: [String: String]) throws -> String {
            let terminal = try start(options, environment: environment)
            terminal.clear()
            terminal.type("koffie\r")
            #expect(
                terminal.wait { $0.text.contains("Ik zocht op") && $0.currentLine == "vraag> " })
            return String(decoding: terminal.raw, as: UTF8.self)
        }
        let marked = "\u{1B}[1;4;36mkoffie\u{1B}[0m"
        #expect(try escapes([], [:]).contains(marked))
        #expect(try escapes(["--kleur", "altijd"], ["NO_COLOR": "1"]).contains(marked))
        for (options, environment) in [
            (["--kleur", "nooit"], [:]), ([], ["NO_COLOR": "1"]), ([], ["TERM": "dumb"]),
        ] as [([String], [String: String])] {
            #expect(!(try escapes(options, environment).contains("\u{1B}[1;4")))
        }
        let piped = try ProgramRun.run(["vraag", "koffie"] + small.options)
        #expect(!piped.text.contains("\u{1B}"))
        let forced = try ProgramRun.run(["vraag", "koffie", "--kleur", "altijd"] + small.options)
        #expect(forced.text.contains(marked))
    }

    @Test func worksInATerminalThatCanDoNothing() throws {
        let terminal = try start(environment: ["TERM": "dumb"])
        terminal.clear()
        terminal.type("koffie\n")
        #expect(
            terminal.wait { $0.text.contains("1. Koffiemoment") && $0.currentLine == "vraag> " })
        #expect(!terminal.raw.contains(0x1B))
        ends(terminal)
    }

    @Test func pagesOnlyWhatDoesNotFit() throws {
        let pager = "sed 's/^/PAGINA /'"
        let small = try start(["--kleur", "nooit"], rows: 10, environment: ["PAGER": pager])
        small.type("koffie\r")
        #expect(small.waitForPrompt())
        #expect(!small.screen.text.contains("PAGINA"))
        small.type(":help\r")
        #expect(
            small.wait { $0.text.contains("PAGINA Commando's:") && $0.currentLine == "vraag> " })
        ends(small)
        let large = try start(["--kleur", "nooit"], rows: 200, environment: ["PAGER": pager])
        large.type(":help\r")
        #expect(large.wait { $0.text.contains("Commando's:") && $0.currentLine == "vraag> " })
        #expect(!large.screen.text.contains("PAGINA"))
        ends(large)
    }

    /// `less` shows bytes for letters unless something tells it that they are UTF-8.
    @Test func tellsThePagerHowLettersAreWritten() throws {
        let terminal = try start(
            ["--kleur", "nooit"], rows: 10,
            environment: ["PAGER": "sh -c 'cat; echo tekens=$LESSCHARSET'", "LANG": "C"])
        terminal.type(":help\r")
        #expect(
            terminal.wait { $0.text.contains("tekens=utf-8") && $0.currentLine == "vraag> " },
            "\(terminal.screen.text)")
        ends(terminal)
        let own = try start(
            ["--kleur", "nooit"], rows: 10,
            environment: ["PAGER": "sh -c 'cat; echo tekens=$LESSCHARSET'", "LESSCHARSET": "dos"])
        own.type(":help\r")
        #expect(own.wait { $0.text.contains("tekens=dos") && $0.currentLine == "vraag> " })
        ends(own)
    }

    /// An address can be clicked where the terminal is known to show links, and is plain elsewhere.
    @Test(arguments: [
        (["VTE_VERSION": "7001"], true), (["VTE_VERSION": "4205"], false),
        (["TERM_PROGRAM": "WezTerm"], true), ([:], false),
        (["VTE_VERSION": "7001", "TERM": "dumb"], false),
    ])
    func linksAddresses(environment: [String: String], hasLinks: Bool) throws {
        let linked = try SmallCorpus()
        try linked.add(
            """
            <!DOCTYPE html><html lang="nl"><head><title>Zwemles</title>
            <link rel="canonical" href="https://school.example/zwemles?jaar=1&amp;groep=4"></head>
            <body><main><h1>Zwemles</h1><p>Ouders die mee gaan naar zwemles helpen bij het omkleden
            van de jongste kinderen.</p></main></body></html>
            """, as: "zwemles.html")
        let terminal = try PseudoTerminal(
            linked.options, home: home, environment: environment)
        try #require(terminal.waitForPrompt(), "\(terminal.screen.text)")
        terminal.type("zwemles\r")
        #expect(terminal.wait { $0.text.contains("1. ") && $0.currentLine == "vraag> " })
        terminal.type(":bron 1\r")
        let address = "https://school.example/zwemles?jaar=1&groep=4"
        #expect(terminal.wait { $0.text.contains(address) && $0.currentLine == "vraag> " })
        let link = "\u{1B}]8;;\(address)\u{1B}\\\(address)\u{1B}]8;;\u{1B}\\"
        let raw = String(decoding: terminal.raw, as: UTF8.self)
        #expect(raw.contains(link) == hasLinks)
        #expect(raw.contains("\u{1B}]8") == hasLinks)
        ends(terminal)
    }

    /// What was recorded is played again as it was.
    @Test func recordsWhatCanBePlayed() throws {
        let terminal = try start()
        for line in [":opnemen gesprek.txt", "koffie", "1", ":voorlezen aan", "koffie", ":opnemen"]
        {
            #expect(terminal.enter(line))
        }
        ends(terminal)
        let path = home.file("gesprek.txt")
        let recorded = try String(contentsOfFile: path, encoding: .utf8)
        #expect(recorded.hasPrefix("> koffie\n  1. Koffiemoment (activiteit)\n"))
        #expect(!recorded.contains("\u{1B}"))
        let played = try ProgramRun.run(["--speel", path] + small.options)
        #expect(played.text == recorded)
    }
}
