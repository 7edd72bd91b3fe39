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
        let invocation: Invocation
        do { invocation = try Invocation(words) } catch {
            Terminal.report(Texts.message(for: error))
            return .usage
        }
        if let status = showHelp(invocation) { return status }
        if invocation.command?.isBuilding == true {
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
            StopSignal.watch()
            let status = JSONLines.run(source)
            return StopSignal.isInterrupt ? .interrupted : status
        case .mcp:
            StopSignal.watch()
            let status = MCPServer.run(source)
            return StopSignal.isInterrupt ? .interrupted : status
        case .schema: return showSchema(invocation.arguments.first)
        case .vraag, .zoek: return try once(invocation, engine, places)
        case nil:
            warn(try engine.answerer().index, invocation, places)
            var repl = REPL(
                engine: engine, renderer: renderer(for: invocation), limit: limit(invocation),
                filter: filter(invocation), isInteractive: Terminal.inputIsTerminal)
            try repl.run()
            return .done
        case .importeer, .indexeer, .controleer, .evalueer: return .usage
        }
    }

    private static func once(
        _ invocation: Invocation, _ engine: Engine, _ places: Places
    ) throws(IndexError) -> ExitStatus {
        var text = invocation.arguments.joined(separator: " ")
        if invocation.arguments == ["-"] {
            do {
                let bytes = try FileReader.standardInput(limit: Limits.line)
                guard let input = String(validating: bytes, as: UTF8.self) else {
                    Terminal.report(Texts.questionNotText)
                    return .usage
                }
                text = input.split(whereSeparator: \.isNewline).joined(separator: " ")
            } catch {
                Terminal.report(Texts.message(for: error))
                return .usage
            }
        }
        var request = Request(invocation.command == .zoek ? .search : .ask)
        request.query = text
        request.limit = limit(invocation)
        request.filter = filter(invocation)
        do { try request.check() } catch {
            Terminal.report(Texts.message(for: error))
            return .usage
        }
        warn(try engine.answerer().index, invocation, places)
        let outcome: Outcome
        if invocation.has(.json) {
            var writer = JSONWriter()
            let result = engine.respond(to: request, id: .null, line: nil, writer: &writer)
            writer.endLine()
            Terminal.write(writer.bytes)
            guard case .success(let done) = result else { return .unusable }
            outcome = done
        } else {
            do { outcome = try engine.perform(request) } catch {
                Terminal.report(Texts.message(for: error))
                return .unusable
            }
            Terminal.write(renderer(for: invocation).render(outcome))
        }
        return outcome.isFound ? .done : .nothing
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

    private static func warn(_ index: SearchIndex, _ invocation: Invocation, _ places: Places) {
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

    private static func renderer(for invocation: Invocation) -> TextRenderer {
        let isTerminal = Terminal.outputIsTerminal
        let marks =
            switch invocation.text(.kleur) {
            case "altijd": true
            case "nooit": false
            default:
                isTerminal && Program.environment("NO_COLOR") == nil
                    && Program.environment("TERM") != "dumb"
            }
        return TextRenderer(width: isTerminal ? Terminal.width : 80, marksMatches: marks)
    }
}
