import Foundation
import TestSupport
import Testing

/// The examples of the documentation do what it says.
@Suite struct DocumentationTests {
    /// A block of code that is to be run, with what it is to print.
    struct Example: Sendable, CustomTestStringConvertible {
        let language: String
        let code: String
        let output: String
        let line: Int
        var testDescription: String { "line \(line)" }
    }

    static let examples: [Example] = {
        let path = ProgramRun.checkout + "/Documentation/programs.md"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        var examples: [Example] = []
        var fence: (info: String, line: Int)?
        var code = ""
        var pending: (language: String, code: String, line: Int)?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("```") {
                if let open = fence {
                    if open.info.hasSuffix(" run") {
                        pending = (String(open.info.dropLast(4)), code, open.line)
                    } else if open.info == "text", let example = pending {
                        examples.append(
                            Example(
                                language: example.language, code: example.code, output: code,
                                line: example.line))
                        pending = nil
                    }
                    fence = nil
                } else {
                    fence = (String(line.dropFirst(3)), index + 1)
                }
                code = ""
            } else {
                code += line + "\n"
            }
        }
        return examples
    }()

    private static let interpreters = ["sh": "bash", "python": "python3", "js": "node"]

    private static func path(of program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { $0 + "/" + program }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    @Test func thereAreExamplesOfEachLanguage() {
        #expect(Set(Self.examples.map(\.language)) == Set(Self.interpreters.keys))
    }

    @Test(arguments: examples) func runs(example: Example) throws {
        let interpreter = try #require(Self.interpreters[example.language])
        let needed = [interpreter] + (example.code.contains("jq ") ? ["jq"] : [])
        let missing = needed.filter { Self.path(of: $0) == nil }
        guard missing.isEmpty else {
            // Installed by the long tests; what they need is not asked for by the short ones.
            #expect(ProcessInfo.processInfo.environment["OUDERWIJS_LONG_TESTS"] == nil)
            print("Overgeslagen: voorbeeld op regel \(example.line), want \(missing) ontbreekt.")
            return
        }
        let small = try SmallCorpus.shared.get()
        let folder = try TemporaryFolder()
        // The examples name no places: a program of that name brings those of the test.
        let program = try folder.write(
            """
            #!/bin/sh
            name=$1; shift
            exec '\(ProgramRun.buildFolder)/ouderwijs' "$name" --corpus '\(small.corpus)' \
                --index '\(small.index)' "$@"
            """, to: "bin/ouderwijs")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let script = try folder.write(example.code, to: "voorbeeld." + example.language)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.path(of: interpreter)))
        process.arguments = [script]
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = folder.file("bin") + ":" + (environment["PATH"] ?? "")
        process.environment = environment
        try folder.write("", to: "output")
        process.standardOutput = FileHandle(forWritingAtPath: folder.file("output"))
        try process.run()
        process.waitUntilExit()
        let output = try String(contentsOfFile: folder.file("output"), encoding: .utf8)
        #expect(process.terminationStatus == 0)
        #expect(output == example.output)
    }
}
