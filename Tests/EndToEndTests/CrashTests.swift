import Foundation
import TestSupport
import Testing

/// An index whose writer is killed, or whose disk fails, at any moment.
struct CrashTests {
    private static let isLong = ProcessInfo.processInfo.environment["OUDERWIJS_LONG_TESTS"] != nil

    private static func program(
        _ arguments: [String], environment: [String: String] = [:],
        name: String = "ouderwijs-bench"
    ) throws -> (process: Process, output: Pipe) {
        let process = Process()
        // Faults come from a library that stands before the system's.
        let folder = environment.isEmpty ? ProgramRun.buildFolder : ProgramRun.testFolder
        process.executableURL = URL(fileURLWithPath: folder + "/" + name)
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

    /// Updates of an index that are killed: it stays as the last one that ended left it, and the next
    /// one gives what a new index has.
    @Test func aKilledUpdateLeavesTheLastCommit() throws {
        let folder = try TemporaryFolder()
        let (corpus, index) = (folder.file("corpus"), folder.file("index"))
        var random = SeededGenerator(72)
        let words = ["ouder", "lees", "taal", "school", "boek", "huis"].flatMap { first in
            (0..<300).map { "\(first)\($0)" }
        }
        // In several parts, of which each round changes one.
        var texts = (0..<2000).map { _ in
            (0..<120).compactMap { _ in words.randomElement(using: &random) }
        }
        func write(_ round: Int) throws {
            texts[round * 83 % texts.count][0] = "ronde\(round)"
            let lines = texts.enumerated().map { number, text in
                #"{"schema":"ouderwijs-corpus/1","id":"d\#(10_000 + number)","title":"Voorlezen","#
                    + #""text":"\#(text.joined(separator: " "))"}"#
            }
            try folder.write(lines.joined(separator: "\n") + "\n", to: "corpus/corpus.jsonl")
        }
        func run(_ command: String, _ index: String) throws -> Process {
            try Self.program(
                [command, "--corpus", corpus, "--index", index, "--stil"], name: "ouderwijs-bouw"
            ).process
        }
        func commit(_ index: String) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: index + "/commit"))
        }
        try write(0)
        try run("indexeer", index).waitUntilExit()
        for round in 1...(Self.isLong ? 200 : 8) {
            try write(round)
            let update = try run("indexeer", index)
            usleep(UInt32.random(in: 20_000...900_000, using: &random))
            Foundation.kill(update.processIdentifier, SIGKILL)
            update.waitUntilExit()
            let check = try run("controleer", index)
            check.waitUntilExit()
            #expect(check.terminationStatus == 0, "round \(round)")
        }
        try run("indexeer", index).waitUntilExit()
        try run("indexeer", folder.file("new")).waitUntilExit()
        #expect(try commit(index) == commit(folder.file("new")))
        let names = try FileManager.default.contentsOfDirectory(atPath: index)
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
