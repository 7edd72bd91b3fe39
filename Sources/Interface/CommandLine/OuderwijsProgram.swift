internal import Answering
internal import Files
internal import Indexing
internal import JSON
internal import Searching

/// The program `ouderwijs`: reads how it was called and does that.
package enum OuderwijsProgram {
    /// Runs with the words behind the program's name.
    package static func run(_ words: [String]) -> ExitStatus {
        Terminal.ignoreBrokenPipes()
        Interruption.watch()
        let invocation: Invocation
        do { invocation = try Invocation(words) } catch {
            Terminal.report(Texts.message(for: error))
            return .usage
        }
        if let status = showHelp(invocation) { return status }
        if invocation.command?.isBuilding == true
            || invocation.command == .bundel && BundleCommand(invocation).isForBuilder
        {
            Program.becomeBuilder(words)
            Terminal.report(Texts.noBuilder(Program.path))
            return .unusable
        }
        do { return try answer(invocation) } catch {
            Terminal.report(Texts.message(for: error))
            return .unusable
        }
    }

    /// Shows help or version when that was asked for.
    package static func showHelp(_ invocation: Invocation) -> ExitStatus? {
        if invocation.has(.help) {
            Terminal.write(Texts.help(for: invocation.command) + "\n")
            return .done
        }
        if invocation.has(.version) {
            Terminal.write("ouderwijs \(Program.version)\n")
            return .done
        }
        return nil
    }

    private static func answer(_ invocation: Invocation) throws(IndexError) -> ExitStatus {
        let places = Places(invocation)
        let source = IndexSource(places.index)
        let engine = Engine(source)
        switch invocation.command {
        case .json:
            Signals.watchForStop()
            let status = JSONLines.run(source)
            return Signals.isInterrupt ? .interrupted : status
        case .mcp:
            Signals.watchForStop()
            let status = MCPServer.run(source)
            return Signals.isInterrupt ? .interrupted : status
        case .schema: return showSchema(invocation.arguments.first)
        case .aanvulling: return showCompletion(invocation.arguments[0])
        case .handleiding: return showManual(invocation.arguments.first)
        case .bundel: return BundleCommand(invocation).run()
        case .vraag, .zoek, .themas: return try once(invocation, engine, places)
        case nil:
            warn(try engine.answerer().index, invocation, places)
            return try talk(invocation, engine, places)
        case .importeer, .indexeer, .controleer, .evalueer: return .usage
        }
    }

    private static func once(
        _ invocation: Invocation, _ engine: Engine, _ places: Places
    ) throws(IndexError) -> ExitStatus {
        guard let text = words(of: invocation) else { return .usage }
        let operation: Operation =
            switch invocation.command {
            case .zoek: .search
            case .themas: .topics
            default: .ask
            }
        var request = Request(operation)
        request.query = text
        request.limit = limit(invocation)
        request.filter = filter(invocation)
        do { try request.check() } catch {
            Terminal.report(Texts.message(forQuestion: error))
            return .usage
        }
        warn(try engine.answerer().index, invocation, places)
        let isFound: Bool
        if invocation.has(.json) {
            var writer = JSONWriter()
            let result = engine.respond(to: request, id: .null, line: nil, writer: &writer)
            writer.endLine()
            Terminal.write(writer.bytes)
            guard case .success(let done) = result else { return .unusable }
            isFound = done
        } else {
            let outcome: Outcome
            do { outcome = try engine.perform(request) } catch {
                Terminal.report(Texts.message(for: error))
                return .unusable
            }
            show(TextRenderer(style: style(for: invocation)).render(outcome), invocation)
            isFound = outcome.isFound
        }
        return isFound ? .done : .nothing
    }

    /// The words of a question, from the call or, for `-`, from standard input; `nil` when they
    /// cannot be read, which was then said.
    static func words(of invocation: Invocation) -> String? {
        let text = invocation.arguments.joined(separator: " ")
        if invocation.arguments == ["-"] {
            do {
                let bytes = try FileReader.standardInput(limit: Limits.line)
                guard let input = String(validating: bytes, as: UTF8.self) else {
                    Terminal.report(Texts.questionNotText)
                    return nil
                }
                return input.split(whereSeparator: \.isNewline).joined(separator: " ")
            } catch {
                Terminal.report(Texts.message(for: error))
                return nil
            }
        }
        return text
    }

    /// Shows a result: a screen at a time where a person reads it and it does not fit.
    private static func show(_ text: String, _ invocation: Invocation) {
        guard Terminal.outputIsTerminal, !invocation.has(.voorlezen) else {
            Terminal.write(text)
            return
        }
        Pager(environment: Program.environment, isUsable: true).show(text, rows: Terminal.height)
    }

    private static func showSchema(_ name: String?) -> ExitStatus {
        var writer = JSONWriter()
        if let name {
            guard let subject = Schemas.Subject(rawValue: name) else {
                let names = Schemas.Subject.allCases.map(\.rawValue)
                Terminal.report(Texts.unknownSchema(name, near: Nearest.of(name, in: names), names))
                return .usage
            }
            Schemas.write(subject, to: &writer)
        } else {
            Schemas.writeAll(to: &writer)
        }
        writer.endLine()
        Terminal.write(writer.bytes)
        return .done
    }

    private static func showCompletion(_ name: String) -> ExitStatus {
        guard let shell = ShellCompletion(rawValue: name) else {
            let names = ShellCompletion.allCases.map(\.rawValue)
            Terminal.report(Texts.unknownShell(name, near: Nearest.of(name, in: names), names))
            return .usage
        }
        Terminal.write(shell.script)
        return .done
    }

    private static func showManual(_ name: String?) -> ExitStatus {
        var command: CommandName?
        if let name {
            command = Invocation.command(named: name)
            guard command != nil else {
                let near = Nearest.of(name, in: CommandName.allCases.map(\.rawValue))
                Terminal.report(Texts.message(for: UsageError.unknownCommand(name, near: near)))
                return .usage
            }
        }
        Terminal.write(ManualPage.text(for: command))
        return .done
    }

    static func warn(_ index: SearchIndex, _ invocation: Invocation, _ places: Places) {
        guard !invocation.has(.stil), places.knowsCorpora else { return }
        if index.isStale(corpora: places.corpora) { Terminal.report(Texts.staleIndex) }
    }

    private static func limit(_ invocation: Invocation) -> Int {
        invocation.number(.aantal) ?? Limits.defaultHits
    }

    private static func filter(_ invocation: Invocation) -> Filter {
        var filter = Filter()
        filter.audiences = invocation.texts(.doelgroep)
        filter.kinds = invocation.texts(.soort)
        filter.topics = invocation.texts(.thema)
        filter.documents = invocation.texts(.bron)
        return filter
    }

    private static func talk(
        _ invocation: Invocation, _ engine: Engine, _ places: Places
    ) throws(IndexError) -> ExitStatus {
        let conversation = Conversation(
            engine: engine, limit: limit(invocation), filter: filter(invocation),
            folders: SavedFolders(path: places.savedFolders),
            readsAloud: invocation.has(.voorlezen))
        if let path = invocation.text(.speel) {
            do {
                let bytes = try FileReader.bytes(of: path, limit: Limits.line)
                REPL.play(Recording.lines(of: String(decoding: bytes, as: UTF8.self)), conversation)
                return .done
            } catch {
                Terminal.report(Texts.message(for: error))
                return .usage
            }
        }
        let isInteractive = Terminal.inputIsTerminal && Terminal.outputIsTerminal
        let keepsHistory = !invocation.has(.geenGeschiedenis)
        try REPL(
            conversation: conversation, style: style(for: invocation),
            isInteractive: isInteractive,
            pager: Pager(
                environment: Program.environment,
                isUsable: isInteractive && !invocation.has(.voorlezen)),
            history: HistoryFile(path: keepsHistory ? places.history : nil)
        ).run()
        return .done
    }

    private static func style(for invocation: Invocation) -> OutputStyle {
        let isTerminal = Terminal.outputIsTerminal
        let isDumb = Program.environment("TERM") == "dumb"
        var style = OutputStyle()
        style.width = isTerminal ? Terminal.width : 80
        style.isAloud = invocation.has(.voorlezen)
        guard !style.isAloud else { return style }
        style.isMarked =
            switch invocation.text(.kleur) {
            case "altijd": true
            case "nooit": false
            default: isTerminal && Program.environment("NO_COLOR") == nil && !isDumb
            }
        style.hasColor = style.isMarked
        style.hasLinks = isTerminal && style.isMarked && Terminal.hasLinks(Program.environment)
        return style
    }
}
