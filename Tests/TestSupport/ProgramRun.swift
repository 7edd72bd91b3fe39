public import Foundation

/// One run of the built program.
public struct ProgramRun: Sendable {
    /// What it wrote to standard output.
    public let output: Data
    /// What it wrote to standard error.
    public let errors: String
    /// How it ended.
    public let status: Int32

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of standard output.
    public var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The folder with the programs: the one that `OUDERWIJS_PROGRAMS` names, else that in which
    /// the tests were built.
    public static let buildFolder: String = {
        ProcessInfo.processInfo.environment["OUDERWIJS_PROGRAMS"] ?? testFolder
    }()

    /// The folder that the tests themselves were built in, with programs that bind the system's
    /// libraries when they start.
    public static let testFolder: String = {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return ((path ?? CommandLine.arguments[0]) as NSString).deletingLastPathComponent
    }()

    /// The top folder of the checkout.
    public static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Runs the program `ouderwijs` to its end.
    ///
    /// - Parameters:
    ///   - arguments: The words behind its name.
    ///   - input: What it reads from standard input.
    ///   - environment: Variables on top of a small fixed set; its home is an empty folder.
    public static func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) throws -> ProgramRun {
        let home = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: buildFolder + "/ouderwijs")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: home.path)
        process.environment = [
            "HOME": home.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
            "LANG": "C.UTF-8",
        ].merging(environment) { $1 }
        // Files instead of pipes: neither side can wait for the other.
        let inputPath = try home.write(input, to: "input")
        try home.write("", to: "output")
        try home.write("", to: "errors")
        process.standardInput = FileHandle(forReadingAtPath: inputPath)
        process.standardOutput = FileHandle(forWritingAtPath: home.file("output"))
        process.standardError = FileHandle(forWritingAtPath: home.file("errors"))
        try process.run()
        process.waitUntilExit()
        let output = FileManager.default.contents(atPath: home.file("output")) ?? Data()
        let errors = FileManager.default.contents(atPath: home.file("errors")) ?? Data()
        if arguments.first == "json" || arguments.contains("--json") {
            SeenResponses.keep(Array(output))
        }
        return ProgramRun(
            output: output, errors: String(decoding: errors, as: UTF8.self),
            status: process.terminationStatus)
    }
}
