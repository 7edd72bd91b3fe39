internal import Answering
internal import Files
internal import Indexing
internal import Searching

/// The conversation at a terminal or over a pipe: reads lines, shows replies.
struct REPL {
    private let conversation: Conversation
    private let style: OutputStyle
    private let isInteractive: Bool
    private let pager: Pager
    private let history: HistoryFile

    init(
        conversation: Conversation, style: OutputStyle, isInteractive: Bool, pager: Pager,
        history: HistoryFile
    ) {
        self.conversation = conversation
        self.style = style
        self.isInteractive = isInteractive
        self.pager = pager
        self.history = history
    }

    /// Talks until `:stop` or the end of input.
    func run() throws(IndexError) {
        guard isInteractive else {
            talk { PlainLines.next(&$0) }
            return
        }
        let index = try conversation.engine.answerer().index
        write(
            .text {
                $0.paragraphs(
                    Texts.welcome(
                        passages: index.passageCount, documents: index.documents.count)) + "\n"
            })
        let isDumb = ["dumb", nil].contains(Program.environment("TERM"))
        let editor =
            isDumb
            ? nil
            : LineEditor(remembered: history.lines(), historySize: HistoryFile.size) {
                [conversation] in conversation.completions(of: $0)
            }
        if let editor {
            talk { _ in
                let typed = editor.next()
                if case .line(let line) = typed, line.contains(where: { !$0.isWhitespace }) {
                    editor.remember(line)
                    history.add(line)
                }
                return typed
            }
            editor.close()
        } else {
            talk {
                Terminal.write(Texts.prompt)
                return PlainLines.next(&$0)
            }
        }
    }

    private func talk(_ next: (inout LineReader) -> TypedLine) {
        var reader = LineReader(limit: Limits.line)
        while true {
            switch next(&reader) {
            case .interrupted: continue
            case .end:
                if isInteractive { Terminal.write("\n" + Texts.goodbye + "\n") }
                return
            case .line(let line):
                let recording = conversation.recording
                let reply = conversation.reply(to: line)
                write(reply)
                Self.keep(line, reply, in: recording, of: conversation)
                if reply.isEnd {
                    if isInteractive { Terminal.write(Texts.goodbye + "\n") }
                    return
                }
            }
        }
    }

    /// Adds a line to the recording that was going on before it, unless it ended that.
    private static func keep(
        _ line: String, _ reply: Reply, in recording: Recording?, of conversation: Conversation
    ) {
        guard let recording, conversation.recording === recording else { return }
        do throws(FileError) { try recording.add(line, reply, in: conversation) } catch {
            conversation.recording = nil
            Terminal.report(Texts.message(for: error))
        }
    }

    private func write(_ reply: Reply) {
        var renderer = TextRenderer(style: style)
        if isInteractive { renderer.style.width = Terminal.width }
        conversation.adapt(&renderer.style)
        var text = ""
        for part in reply.parts {
            switch part {
            case .text(let render): text += render(renderer)
            case .fault(let message):
                if isInteractive {
                    text += renderer.paragraphs([message])
                } else {
                    Terminal.report(message)
                }
            }
        }
        guard !text.isEmpty else { return }
        text += "\n"
        if isInteractive {
            pager.show(text, rows: Terminal.height)
        } else {
            Terminal.write(text)
        }
    }

    /// Plays a recording: what was typed, with what is answered now, in the form of a recording.
    static func play(_ lines: [String], _ conversation: Conversation) {
        for line in lines {
            let recording = conversation.recording
            let reply = conversation.reply(to: line)
            keep(line, reply, in: recording, of: conversation)
            Terminal.write(Recording.text(of: line, reply, in: conversation))
            if reply.isEnd { return }
        }
    }
}

/// Lines without editing: over a pipe, or from a terminal that can do no more.
enum PlainLines {
    static func next(_ reader: inout LineReader) -> TypedLine {
        while let line = reader.next() {
            guard case .bytes(let bytes) = line,
                let text = String(validating: bytes, as: UTF8.self)
            else {
                Terminal.report(Texts.questionNotText)
                continue
            }
            return .line(text)
        }
        return .end
    }
}
