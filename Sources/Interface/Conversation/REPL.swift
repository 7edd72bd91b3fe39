internal import Answering
internal import Corpus
internal import Indexing
internal import Searching

/// The conversation: a bare line is a question, a number opens a hit, `:` starts a command.
struct REPL {
    private let engine: Engine
    private let renderer: TextRenderer
    private let limit: Int
    private let filter: Filter
    private let isInteractive: Bool
    private var shown: [Citation] = []
    private var failed = false

    init(
        engine: Engine, renderer: TextRenderer, limit: Int, filter: Filter, isInteractive: Bool
    ) {
        self.engine = engine
        self.renderer = renderer
        self.limit = limit
        self.filter = filter
        self.isInteractive = isInteractive
    }

    private enum Command: String, CaseIterable {
        case help, stop

        static func named(_ word: String) -> Command? {
            switch word {
            case ":help", ":h", ":hulp", ":?": .help
            case ":stop", ":s", ":quit", ":q", ":exit": .stop
            default: nil
            }
        }
    }

    /// Talks until `:stop` or the end of input.
    mutating func run() throws(IndexError) {
        let index = try engine.answerer().index
        if isInteractive {
            Terminal.write(
                Texts.welcome(passages: index.passageCount, documents: index.documents.count)
                    + "\n\n")
        }
        var reader = LineReader(limit: Limits.line)
        while true {
            if isInteractive { Terminal.write(Texts.prompt) }
            guard let line = reader.next() else { break }
            guard case .bytes(let bytes) = line,
                let text = String(validating: bytes, as: UTF8.self)
            else {
                Terminal.report(Texts.questionNotText)
                continue
            }
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first else { continue }
            if first.hasPrefix(":") {
                guard let command = Command.named(first) else {
                    let near = Nearest.of(first, in: Command.allCases.map { ":" + $0.rawValue })
                    Terminal.report(Texts.unknownCommand(first, near: near))
                    continue
                }
                switch command {
                case .help: Terminal.write(Texts.replHelp + "\n")
                case .stop:
                    if isInteractive { Terminal.write(Texts.goodbye + "\n") }
                    return
                }
            } else if words.count == 1, let number = Int(first) {
                try open(number)
            } else {
                try ask(text)
            }
        }
        if isInteractive { Terminal.write("\n" + Texts.goodbye + "\n") }
    }

    private mutating func ask(_ question: String) throws(IndexError) {
        let answer = try engine.answerer().answer(question, limit: limit, filter: filter)
        shown = answer.citations
        Terminal.write(renderer.render(answer) + "\n")
    }

    private func open(_ number: Int) throws(IndexError) {
        guard let citation = shown.first(where: { $0.rank == number }) else {
            Terminal.report(Texts.noSuchHit(number, count: shown.count))
            return
        }
        let answerer = try engine.answerer()
        var children: [Passage] = []
        for id in citation.passage.children {
            if let child = try answerer.passage(id) { children.append(child.passage) }
        }
        let parent = try citation.passage.parent.flatMap { id throws(IndexError) in
            try answerer.passage(id)?.passage
        }
        Terminal.write(
            renderer.render(citation.passage, citation.document, children: children, parent: parent)
                + "\n")
    }
}
