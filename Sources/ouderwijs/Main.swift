internal import Interface

@main
struct Main {
    static func main() {
        Terminal.finish(OuderwijsProgram.run(Array(CommandLine.arguments.dropFirst())))
    }
}
