import Foundation
import TestSupport
import Testing

/// An index whose writer is killed, or whose disk fails, at any moment.
struct CrashTests {
    private static let isLong = ProcessInfo.processInfo.environment["OUDERWIJS_LONG_TESTS"] != nil

    private static func program(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (process: Process, output: Pipe) {
        let process = Process()
        // Faults come from a library that stands before the system's.
        let folder = environment.isEmpty ? ProgramRun.buildFolder : ProgramRun.testFolder
        process.executableURL = URL(fileURLWithPath: folder + "/ouderwijs-bench")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output)
    }

    private static func lastNumber(_ output: Pipe) -> Int {
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return text.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    }

    /// The number of the last commit, after every byte was read.
    private static func check(_ folder: String) throws -> Int? {
        let (process, output) = try program(["check", folder])
        let number = lastNumber(output)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? number : nil
    }

    @Test func aKilledWriterLeavesTheLastCommit() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(71)
        var told = 0
        for kill in 1...(Self.isLong ? 1000 : 40) {
            let (process, output) = try Self.program(["churn", folder.path, "1000"])
            usleep(UInt32.random(in: 2000...120_000, using: &random))
            Foundation.kill(process.processIdentifier, SIGKILL)
            told = max(told, Self.lastNumber(output))
            process.waitUntilExit()
            let number = try #require(try Self.check(folder.path), "kill \(kill)")
            // What was told as done is there, and at most one commit more.
            #expect(number == told || number == told + 1, "kill \(kill)")
            told = number
        }
        #expect(told > 10)
        // What the killed ones left behind goes with the next commit.
        let (process, output) = try Self.program(["churn", folder.path, "1"])
        #expect(Self.lastNumber(output) == told + 1)
        process.waitUntilExit()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!names.contains { $0.hasPrefix(".") })
    }

    /// A full disk, half a write or a failing sync or rename, at each call in turn.
    @Test(arguments: [["FAULT_SHORT": "1"], [:]])
    func aFailingDiskLeavesTheLastCommit(kind: [String: String]) throws {
        let folder = try TemporaryFolder()
        let library = folder.file("faults.so")
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("write-faults.c").path
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["clang", "-shared", "-fPIC", "-o", library, source, "-ldl"]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
        let index = folder.file("index")
        let (first, output) = try Self.program(["churn", index, "3"])
        #expect(Self.lastNumber(output) == 3)
        first.waitUntilExit()
        var number = 3
        var fault = 0
        var failed = 0
        // Until a commit needs fewer calls than the one that would fail.
        while true {
            fault += 1
            let environment = kind.merging(
                ["LD_PRELOAD": library, "FAULT_AT": "\(fault)"]) { $1 }
            let (process, output) = try Self.program(
                ["churn", index, "1"], environment: environment)
            let told = Self.lastNumber(output)
            process.waitUntilExit()
            let found = try #require(try Self.check(index), "fault \(fault)")
            if process.terminationStatus == 0 {
                #expect(told == number + 1 && found == told)
                break
            }
            failed += 1
            // An error, no crash; a sync of the folder may fail when all is in its place.
            #expect(process.terminationReason == .exit)
            #expect(found == number || found == number + 1, "fault \(fault)")
            number = found
        }
        #expect(failed > 8)
    }
}
