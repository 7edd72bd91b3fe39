import Foundation
import TestSupport
import Testing

/// What a build takes, measured on the program that people use; the slower one would take minutes.
@Suite(
    .enabled(
        if: ProgramRun.buildFolder != ProgramRun.testFolder,
        "needs OUDERWIJS_PROGRAMS"))
struct BuildMemoryTests {
    /// Megabytes of text, many times what the smallest build gathers.
    private static let megabytes = 24
    private static let wordsOfPassage = 70

    /// A corpus of passages of which no two are alike.
    private static func writeCorpus(
        to folder: TemporaryFolder, passagesOfDocument: Int = 40
    ) throws {
        var random = SeededGenerator(1)
        let words = (0..<20_000).map { _ in
            String(
                decoding: (0..<Int.random(in: 3...10, using: &random)).map { _ in
                    UInt8.random(in: 0x61...0x7A, using: &random)
                }, as: UTF8.self)
        }
        // Pieces of sentences; a passage has some of them.
        let pieces = (0..<5000).map { _ in
            (0..<10).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
                .joined(separator: " ")
        }
        var data = Data()
        var document = 0
        while data.count < megabytes << 20 {
            var line =
                #"{"id":"d\#(document)","title":"T","sections":[{"id":"d\#(document)/s","items":["#
            for passage in 0..<passagesOfDocument {
                guard data.count + line.utf8.count < megabytes << 20 else { break }
                let text = (0..<wordsOfPassage / 10).map { _ in
                    pieces[Int.random(in: 0..<pieces.count, using: &random)]
                }.joined(separator: " ")
                line += passage > 0 ? "," : ""
                line += #"{"id":"d\#(document)/\#(passage)","kind":"paragraph","text":"\#(text)"}"#
            }
            data.append(Data((line + "]}]}\n").utf8))
            document += 1
        }
        try folder.write(data, to: "corpus.jsonl")
    }

    /// The most memory of its own, in megabytes, that a build was seen to take.
    private static func peak(of folder: TemporaryFolder, megabytes: Int) throws -> Int {
        let index = folder.file("index-\(megabytes)")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ProgramRun.buildFolder + "/ouderwijs-bouw")
        process.arguments = [
            "indexeer", "--geheugen", "\(megabytes)", "--corpus", folder.path, "--index", index,
            "--stil",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        var peak = 0
        let status = "/proc/\(process.processIdentifier)/status"
        let deadline = ContinuousClock.now + .seconds(600)
        while process.isRunning {
            if ContinuousClock.now > deadline {
                // A build that never ends must not hold up all others.
                kill(process.processIdentifier, SIGKILL)
                Issue.record("the build did not end")
                return 0
            }
            let text = (try? String(contentsOfFile: status, encoding: .utf8)) ?? ""
            for line in text.split(separator: "\n") where line.hasPrefix("RssAnon:") {
                peak = max(peak, (Int(line.split { $0 == " " || $0 == "\t" }[1]) ?? 0) >> 10)
            }
            usleep(5000)
        }
        #expect(process.terminationStatus == 0)
        return peak
    }

    @Test func keepsToTheMemoryThatItMayTake() throws {
        let folder = try TemporaryFolder()
        try Self.writeCorpus(to: folder)
        let small = try Self.peak(of: folder, megabytes: 128)
        let large = try Self.peak(of: folder, megabytes: 1024)
        #expect((20...128).contains(small), "\(small) MB")
        // The bound is what holds it: with more room it takes more.
        #expect(large > small, "\(large) MB against \(small)")
        try Self.expectTheSame(folder, 128, 1024)
    }

    /// Runs end inside a document that is larger than they are.
    @Test func keepsToTheMemoryForOneHugeDocument() throws {
        let folder = try TemporaryFolder()
        try Self.writeCorpus(to: folder, passagesOfDocument: .max)
        let small = try Self.peak(of: folder, megabytes: 192)
        #expect((20...192).contains(small), "\(small) MB")
        _ = try Self.peak(of: folder, megabytes: 1024)
        try Self.expectTheSame(folder, 192, 1024)
    }

    private static func expectTheSame(
        _ folder: TemporaryFolder, _ left: Int, _ right: Int
    ) throws {
        let (left, right) = (folder.file("index-\(left)"), folder.file("index-\(right)"))
        for name in try FileManager.default.contentsOfDirectory(atPath: left) {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: left + "/" + name))
                    == Data(contentsOf: URL(fileURLWithPath: right + "/" + name)))
        }
    }
}
