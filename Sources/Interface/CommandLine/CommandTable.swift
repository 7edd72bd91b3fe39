internal import Bundling
internal import Searching

/// An option of the command line.
package struct Option: Hashable, Sendable {
    /// What follows the name.
    package enum Value: Hashable, Sendable {
        case flag
        /// Any text; the word names it in the help.
        case text(String)
        /// A whole number in this range.
        case number(ClosedRange<Int>)
        /// One of these words, each with what it stands for.
        case choice([String: String])
    }

    package let name: OptionName
    package let value: Value
    package var isRepeatable = false
}

/// The options, by their Dutch names.
package enum OptionName: String, Hashable, Sendable, CaseIterable {
    case corpus, index, json, aantal, doelgroep, soort, thema, bron, kleur, stil, help, version
    case geenIndex = "geen-index"
    case proef, vervang, uitleg, begrippen, geheugen
    case geenHerstel = "geen-herstel"
    case volgKaarten = "volg-kaarten"
    case staLokaalToe = "sta-lokaal-toe"
    case voorlezen, speel
    case geenGeschiedenis = "geen-geschiedenis"
    case queries, judgments, zonder, waarde
    case perVraag = "per-vraag"
    case duur, vorm, uit, editie, ververs, sjabloon, kaart, map

    /// How it is written.
    package var flag: String { "--" + rawValue }

    /// English and short names that mean the same.
    package var aliases: [String] {
        switch self {
        case .aantal: ["--limit", "-n"]
        case .help: ["-h", "--hulp"]
        case .version: ["--versie"]
        case .doelgroep: ["--audience"]
        case .soort: ["--kind"]
        case .thema: ["--topic"]
        case .bron: ["--source"]
        case .kleur: ["--color"]
        case .stil: ["-q", "--quiet"]
        case .duur: ["--minutes"]
        case .vorm: ["--format"]
        case .uit: ["--output", "-o"]
        case .editie: ["--edition"]
        case .ververs: ["--refresh"]
        case .sjabloon: ["--template"]
        case .kaart: ["--card"]
        case .map: ["--folder"]
        case .proef: ["--dry-run"]
        case .vervang: ["--replace"]
        case .geheugen: ["--memory"]
        case .voorlezen: ["--aloud"]
        case .speel: ["--play"]
        case .geenGeschiedenis: ["--no-history"]
        default: []
        }
    }
}

/// The subcommands.
package enum CommandName: String, Hashable, Sendable, CaseIterable {
    case vraag, zoek, bundel, themas, importeer, indexeer, controleer, evalueer, json, mcp, schema,
        aanvulling, handleiding

    package var alias: String? {
        switch self {
        case .vraag: "ask"
        case .zoek: "search"
        case .bundel: "bundle"
        case .themas: "topics"
        case .importeer: "import"
        case .indexeer: "index"
        case .controleer: "check"
        case .evalueer: "evaluate"
        case .aanvulling: "completion"
        case .handleiding: "manual"
        case .json, .mcp, .schema: nil
        }
    }

    /// Whether the work is done by the program that builds corpus and index.
    ///
    /// That one is linked with the libraries for untrusted sources; answering needs none of them.
    package var isBuilding: Bool {
        switch self {
        case .importeer, .indexeer, .controleer, .evalueer: true
        case .vraag, .zoek, .bundel, .themas, .json, .mcp, .schema, .aanvulling, .handleiding: false
        }
    }

    /// Least and most words behind the name.
    package var argumentCount: ClosedRange<Int> {
        switch self {
        case .vraag, .zoek, .importeer: 1...Int.max
        // Without words it is about a folder, a card or a file.
        case .bundel: 0...Int.max
        case .themas, .indexeer, .controleer, .evalueer, .json, .mcp: 0...0
        case .schema, .handleiding: 0...1
        case .aanvulling: 1...1
        }
    }

    package var options: [Option] {
        let filters = [
            Option(name: .doelgroep, value: .choice(CommandTable.audiences), isRepeatable: true),
            Option(name: .soort, value: .choice(CommandTable.kinds), isRepeatable: true),
            Option(name: .thema, value: .text("THEMA"), isRepeatable: true),
            Option(name: .bron, value: .text("DOCUMENT"), isRepeatable: true),
        ]
        let reading = [CommandTable.json, Option(name: .voorlezen, value: .flag)]
        let answers = [CommandTable.limit] + reading + filters
        let own: [Option] =
            switch self {
            case .vraag, .zoek: answers
            case .bundel:
                [
                    Option(name: .duur, value: .number(Bundler.minutes)),
                    Option(name: .doelgroep, value: .choice(CommandTable.audiences)),
                    Option(
                        name: .vorm, value: .choice(CommandTable.same(BundleForm.allCases)),
                        isRepeatable: true),
                    Option(name: .uit, value: .text("PAD")),
                    Option(
                        name: .editie,
                        value: .choice(CommandTable.same(BundleEdition.allCases))),
                    Option(name: .kaart, value: .text("KAART")),
                    Option(name: .map, value: .text("NAAM")),
                    Option(name: .sjabloon, value: .text("BESTAND")),
                    Option(name: .ververs, value: .text("BESTAND")),
                    CommandTable.json,
                ]
            case .themas: reading
            case .json, .mcp, .schema, .aanvulling, .handleiding: []
            case .controleer: [CommandTable.json]
            case .indexeer:
                [
                    Option(name: .begrippen, value: .text("BESTAND")), CommandTable.memory,
                    CommandTable.json,
                ]
            case .evalueer:
                [
                    Option(name: .queries, value: .text("BESTAND")),
                    Option(name: .judgments, value: .text("BESTAND")),
                    Option(name: .zonder, value: .text("STAP"), isRepeatable: true),
                    Option(name: .waarde, value: .text("NAAM:GETAL"), isRepeatable: true),
                    Option(name: .perVraag, value: .flag), CommandTable.json,
                ]
            case .importeer:
                [
                    Option(name: .proef, value: .flag), Option(name: .vervang, value: .flag),
                    Option(name: .geenIndex, value: .flag), Option(name: .uitleg, value: .flag),
                    Option(name: .geenHerstel, value: .flag),
                    Option(name: .volgKaarten, value: .flag),
                    Option(name: .staLokaalToe, value: .flag),
                    Option(name: .begrippen, value: .text("BESTAND")), CommandTable.memory,
                    CommandTable.json,
                ]
            }
        return own + CommandTable.common
    }
}

/// The one table that parsing and help are made from.
package enum CommandTable {
    static let limits = 1...200

    /// Words that stand for themselves.
    static func same<Choice: RawRepresentable<String>>(_ choices: [Choice]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: choices.map { ($0.rawValue, $0.rawValue) })
    }

    static let limit = Option(name: .aantal, value: .number(limits))
    static let json = Option(name: .json, value: .flag)
    /// In megabytes; from what a build takes at least to a terabyte.
    static let memory = Option(
        name: .geheugen, value: .number(IndexBuilder.leastMemory >> 20...1 << 20))

    /// Options that every command takes.
    static let common: [Option] = [
        Option(name: .corpus, value: .text("MAP"), isRepeatable: true),
        Option(name: .index, value: .text("MAP")),
        Option(
            name: .kleur,
            value: .choice(["auto": "auto", "altijd": "altijd", "nooit": "nooit"])),
        Option(name: .stil, value: .flag),
        Option(name: .help, value: .flag),
        Option(name: .version, value: .flag),
    ]

    /// Options without a subcommand: the REPL, or questions from standard input.
    static let general: [Option] =
        [
            Option(name: .speel, value: .text("BESTAND")),
            Option(name: .geenGeschiedenis, value: .flag),
        ] + CommandName.vraag.options

    /// Dutch and English names of the audiences.
    static let audiences = [
        "leraar": "teacher", "schoolleider": "school-leader", "ouder": "parent",
        "trainer": "trainer", "teacher": "teacher", "school-leader": "school-leader",
        "parent": "parent",
    ]

    /// Dutch and English names of the kinds.
    static let kinds: [String: String] = {
        var kinds = Texts.kindNames.reduce(into: [String: String]()) { $0[$1.value] = $1.key }
        for kind in Texts.kindNames.keys { kinds[kind] = kind }
        return kinds
    }()
}
