import Analysis
import Testing

@testable import Interface

struct InvocationTests {
    @Test(arguments: [
        (["vraag", "hoe", "dan"], CommandName.vraag, ["hoe", "dan"]),
        (["ask", "how"], .vraag, ["how"]), (["zoek", "-"], .zoek, ["-"]),
        (["vraag", "--", "--json"], .vraag, ["--json"]),
        (["vraag", "--json", "x", "--aantal=3"], .vraag, ["x"]),
        (["importeer", "a", "b", "--proef"], .importeer, ["a", "b"]), (["index"], .indexeer, []),
    ])
    func takesApart(words: [String], command: CommandName, arguments: [String]) throws {
        let invocation = try Invocation(words)
        #expect(invocation.command == command)
        #expect(invocation.arguments == arguments)
    }

    @Test func readsOptions() throws {
        let invocation = try Invocation([
            "zoek", "x", "--limit", "7", "--doelgroep", "Leraar", "--doelgroep=ouder", "--corpus",
            "C", "--index=I", "-q", "--soort", "stap",
        ])
        #expect(invocation.number(.aantal) == 7)
        #expect(invocation.texts(.doelgroep) == ["teacher", "parent"])
        #expect(invocation.texts(.soort) == ["step"])
        #expect(invocation.texts(.corpus) == ["C"])
        #expect(invocation.text(.index) == "I")
        #expect(invocation.has(.stil))
        #expect(!invocation.has(.json))
    }

    @Test(arguments: [
        (["vragg", "x"], UsageError.unknownCommand("vragg", near: "vraag")),
        (["zzzzzzz"], .unknownCommand("zzzzzzz", near: nil)),
        (["vraag", "x", "--antal", "3"], .unknownOption("--antal", near: "--aantal")),
        (["vraag", "x", "--proef"], .unknownOption("--proef", near: nil)),
        (["vraag", "x", "--aantal"], .missingValue(.aantal)),
        (["vraag", "x", "--aantal", "0"], .badNumber(.aantal, got: "0", allowed: 1...200)),
        (["vraag", "x", "--aantal", "veel"], .badNumber(.aantal, got: "veel", allowed: 1...200)),
        (
            ["vraag", "x", "--doelgroep", "leeraar"],
            .badChoice(.doelgroep, got: "leeraar", near: "leraar")
        ),
        (["vraag", "x", "--json=ja"], .unexpectedValue(.json)),
        (["vraag", "x", "--index", "a", "--index", "b"], .doubled(.index)),
        (["vraag"], .missingArgument(.vraag)),
        (["indexeer", "x"], .tooManyArguments(.indexeer, first: "x")),
        (["--aantal", "3", "x"], .unknownCommand("x", near: nil)),
    ])
    func tellsWhatIsWrong(words: [String], expected: UsageError) {
        #expect(throws: expected) { try Invocation(words) }
        #expect(!Texts.message(for: expected).isEmpty)
    }

    @Test(arguments: CommandName.allCases)
    func helpsWithEveryCommand(command: CommandName) throws {
        let help = Texts.help(for: command)
        for option in command.options { #expect(help.contains(option.name.flag)) }
        for example in Texts.examples(of: command) {
            #expect(help.contains(example))
            #expect(example.contains("ouderwijs \(command.rawValue)"))
        }
        #expect(Texts.help(for: nil).contains(command.rawValue))
        #expect(try Invocation([command.rawValue, "--help"]).has(.help))
    }

    @Test func givesEveryNameOnce() {
        var names: [String] = []
        for option in OptionName.allCases { names += [option.flag] + option.aliases }
        for command in CommandName.allCases {
            names += [command.rawValue] + [command.alias].compactMap(\.self)
        }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("kat", "kat", 0), ("kat", "kast", 1),
        ("vraag", "vraga", 1), ("zoek", "boek", 1), ("huis", "muizen", 4),
    ])
    func countsDistance(left: String, right: String, expected: Int) {
        #expect(EditDistance.between(Array(left.utf8), Array(right.utf8), most: 9) == expected)
        #expect(EditDistance.between(Array(right.utf8), Array(left.utf8), most: 9) == expected)
    }
}

struct PlacesTests {
    private func places(
        corpora: [String] = [], index: String? = nil, root: String? = nil,
        environment: [String: String] = ["HOME": "/thuis"]
    ) -> Places {
        Places(corpora: corpora, index: index, root: root) { environment[$0] }
    }

    @Test func takesWhatIsNamed() {
        let places = places(corpora: ["/a", "/b"], index: "/i", root: "/r")
        #expect(places.corpora == ["/a", "/b"])
        #expect(places.index == "/i")
        #expect(places.target == "/a")
    }

    @Test func keepsNamedCorporaOutOfTheDefaultIndex() {
        let one = places(corpora: ["/a"])
        #expect(one.index.hasPrefix("/thuis/.cache/ouderwijs/index-"))
        #expect(one.index != places(corpora: ["/b"]).index)
    }

    @Test func followsTheFolderSpecification() {
        #expect(places().target == "/thuis/.local/share/ouderwijs/corpus")
        #expect(places().index == "/thuis/.cache/ouderwijs")
        let set = places(environment: ["HOME": "/t", "XDG_CACHE_HOME": "/c", "XDG_DATA_HOME": "/d"])
        #expect(set.index == "/c/ouderwijs")
        #expect(set.target == "/d/ouderwijs/corpus")
        let relative = places(environment: ["HOME": "/t", "XDG_CACHE_HOME": "c"])
        #expect(relative.index == "/t/.cache/ouderwijs")
    }
}
