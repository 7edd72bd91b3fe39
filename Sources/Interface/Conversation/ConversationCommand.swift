/// The commands of the conversation: the one table for reading, help, completion and the manual.
enum ConversationCommand: String, CaseIterable, Sendable {
    case help, open, waarom, bron, kaart, verwant, begrip, ontleed, themas, filter, wis, meer,
        terug, bewaar, map, bundel, toon, voorlezen, opnemen, ongedaan, stop

    /// How it is written.
    var name: String { ":" + rawValue }

    /// The one letter that means the same.
    var letter: Character {
        switch self {
        case .help: "h"
        case .open: "o"
        case .waarom: "w"
        case .bron: "b"
        case .kaart: "k"
        case .verwant: "v"
        case .begrip: "g"
        case .ontleed: "a"
        case .themas: "t"
        case .filter: "f"
        case .wis: "x"
        case .meer: "m"
        case .terug: "r"
        case .bewaar: "s"
        case .map: "p"
        case .bundel: "u"
        case .toon: "n"
        case .voorlezen: "l"
        case .opnemen: "c"
        case .ongedaan: "z"
        case .stop: "q"
        }
    }

    /// English words, and other Dutch ones, that mean the same.
    var aliases: [String] {
        switch self {
        case .help: ["hulp", "?"]
        case .open: []
        case .waarom: ["why"]
        case .bron: ["source"]
        case .kaart: ["card"]
        case .verwant: ["related"]
        case .begrip: ["define"]
        case .ontleed: ["analyze"]
        case .themas: ["topics", "thema's"]
        case .filter: []
        case .wis: ["clear"]
        case .meer: ["more"]
        case .terug: ["back"]
        case .bewaar: ["save"]
        case .map: ["folder"]
        case .bundel: ["bundle"]
        case .toon: ["show"]
        case .voorlezen: ["aloud"]
        case .opnemen: ["record"]
        case .ongedaan: ["undo"]
        case .stop: ["quit", "exit"]
        }
    }

    /// The command with this name, letter or alias, with or without the colon.
    static func named(_ word: String) -> ConversationCommand? {
        let name = word.hasPrefix(":") ? String(word.dropFirst()) : word
        return allCases.first {
            $0.rawValue == name || String($0.letter) == name || $0.aliases.contains(name)
        }
    }

    /// All names without letters, for what is near to a mistyped one.
    static let allNames = allCases.flatMap { [$0.name] + $0.aliases.map { ":" + $0 } }
}
