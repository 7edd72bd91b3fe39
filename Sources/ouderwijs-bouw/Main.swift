internal import Files
internal import Interface

/// The part of the program that builds corpus and index.
///
/// `ouderwijs` goes on as this program for its building commands. It stands apart because it reads
/// untrusted sources with libraries that answering a question does not need.
@main
struct Main {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        Terminal.ignoreBrokenPipes()
        Interruption.watch()
        let invocation: Invocation
        do { invocation = try Invocation(words) } catch {
            Terminal.report(Texts.message(for: error))
            Terminal.finish(.usage)
        }
        if let status = OuderwijsProgram.showHelp(invocation) { Terminal.finish(status) }
        switch invocation.command {
        case .indexeer: Terminal.finish(IndexCommand(invocation).run())
        case .importeer: Terminal.finish(ImportCommand(invocation).run())
        case .controleer: Terminal.finish(CheckCommand(invocation).run())
        case .evalueer: Terminal.finish(EvaluateCommand(invocation).run())
        case .bundel: Terminal.finish(BundleCommand(invocation, office: OfficeWriting.write).run())
        case .vraag, .zoek, .themas, .json, .mcp, .schema, .aanvulling, .handleiding, nil:
            Terminal.finish(.usage)
        }
    }
}
