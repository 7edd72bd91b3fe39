internal import Answering
internal import Corpus
internal import Searching

/// What may come in the place of the end of a line.
struct Completion: Hashable {
    /// Scalars before the cursor that it takes the place of.
    let replaced: Int
    /// What comes there.
    let text: String

    /// The longest text that all begin with.
    static func commonStart(of texts: [String]) -> String {
        guard var common = texts.first else { return "" }
        for text in texts.dropFirst() { common = common.commonPrefix(with: text) }
        return common
    }

    /// Texts in as many columns as fit.
    static func columns(_ texts: [String], width: Int) -> [String] {
        let column = (texts.map { DisplayWidth.of($0) }.max() ?? 0) + 2
        let count = max(1, min(texts.count, width / column))
        return stride(from: 0, to: texts.count, by: count).map { start in
            let row = texts[start..<min(start + count, texts.count)]
            return row.map { text in
                text + String(repeating: " ", count: column - DisplayWidth.of(text))
            }.joined().trimmedAtEnd
        }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }

    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension Conversation {
    /// Completions that are shown, at most.
    private static let mostCompletions = 30

    /// What a line may go on with: commands, topics, titles and words.
    func completions(of typed: String) -> [Completion] {
        let words = typed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let last = words.last ?? ""
        if typed.hasPrefix(":") {
            guard words.count > 1 else {
                return Self.completions(of: last, from: ConversationCommand.allCases.map(\.name))
            }
            return argumentCompletions(of: words)
        }
        guard !typed.allSatisfy(\.isWhitespace) else { return [] }
        // The longest end of the line that a topic or title begins with.
        let names = subjects
        for start in words.indices {
            let end = words[start...].joined(separator: " ")
            guard !end.isEmpty else { continue }
            let found = Self.completions(of: end, from: names)
            if !found.isEmpty { return found }
        }
        guard !last.isEmpty else { return [] }
        let suggested = (try? engine.answerer().suggest(last, limit: 10)) ?? []
        return Self.completions(
            of: last, from: suggested.filter { $0.kind == .completion }.map(\.text))
    }

    private func argumentCompletions(of words: [String]) -> [Completion] {
        let last = words.last ?? ""
        let end = words.dropFirst().joined(separator: " ")
        switch ConversationCommand.named(words[0]) {
        case .help:
            return Self.completions(of: last, from: ConversationCommand.allCases.map(\.rawValue))
        case .filter:
            let audiences = CommandTable.audiences.keys.map { "doelgroep=" + $0 }
            let kinds = Texts.kindNames.values.map { "soort=" + $0 }
            let topics = ((try? engine.answerer().topics()) ?? []).map { "thema=" + $0.id }
            return Self.completions(of: last, from: (audiences + kinds).sorted() + topics)
        case .map, .bundel: return Self.completions(of: end, from: folders.names())
        case .bewaar:
            guard let place = words.firstIndex(of: "in"), place + 1 < words.count else { return [] }
            let name = words[(place + 1)...].joined(separator: " ")
            return Self.completions(of: name, from: folders.names())
        case .begrip:
            return Self.completions(
                of: end, from: (try? engine.answerer().index.glossaryWords()) ?? [])
        case .toon: return Self.completions(of: last, from: Display.allCases.map(\.rawValue))
        case .voorlezen: return Self.completions(of: last, from: ["aan", "uit"])
        default: return []
        }
    }

    /// Names of topics and titles of documents, in order.
    private var subjects: [String] {
        guard let answerer = try? engine.answerer() else { return [] }
        let topics = ((try? answerer.topics()) ?? []).map(\.label)
        let titles = answerer.index.documents.values.map(\.title)
        return topics + titles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func completions(of typed: String, from names: [String]) -> [Completion] {
        let sought = typed.lowercased()
        var seen: Set<String> = []
        return names.filter { $0.lowercased().hasPrefix(sought) && seen.insert($0).inserted }
            .prefix(mostCompletions)
            .map { Completion(replaced: typed.unicodeScalars.count, text: $0) }
    }
}
