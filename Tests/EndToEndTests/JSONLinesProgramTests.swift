import Foundation
import TestSupport
import Testing

/// `ouderwijs json` as another program uses it.
@Suite struct JSONLinesProgramTests {
    private let small: SmallCorpus

    init() throws { small = try SmallCorpus.shared.get() }

    private func run(_ input: Data) throws -> (responses: [[String: Any]], status: Int32) {
        let run = try ProgramRun.run(["json"] + small.options, input: input)
        let responses = try run.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        return (responses, run.status)
    }

    private func code(_ response: [String: Any]) -> String? {
        (response["error"] as? [String: Any])?["code"] as? String
    }

    /// Quick and slow requests and broken lines, mixed: all cores are at it, the order stays.
    @Test func keepsTheOrder() throws {
        var random = SeededGenerator(11)
        var input = Data()
        var expected: [Int?] = []
        for number in 0..<3000 {
            let line: String
            switch Int.random(in: 0..<10, using: &random) {
            case 0: line = "{\"id\":\(number),"
            case 1...4: line = "{\"id\":\(number),\"op\":\"hello\"}"
            case 5: line = "{\"id\":\(number),\"op\":\"passage\",\"key\":\"samen/koffie\"}"
            case 6: line = "{\"id\":\(number),\"op\":\"search\",\"query\":\"ouders\",\"limit\":200}"
            default: line = "{\"id\":\(number),\"op\":\"ask\",\"query\":\"hoe bereik ik ouders?\"}"
            }
            input += Data((line + "\n").utf8)
            expected.append(line.hasSuffix("}") ? number : nil)
        }
        let (responses, status) = try run(input)
        #expect(status == 4)
        #expect(responses.map { $0["id"] as? Int } == expected)
    }

    /// One case for each class of texts that a reader of JSON must take or refuse; the stream goes
    /// on after each.
    @Test func tellsJSONFromWhatIsNone() throws {
        let sound = [
            "[]", "[ ] ", "[\"\"]", "[null]", "[1]", "[-0]", "[0e+1]", "[1E-2]", "[0.5]",
            "[123.456e78]",
            "[-123123e100000]", "[123456789012345678901234567890]", "{}",
            "{\"a\":\"b\",\"a\":\"c\"}",
            "{\"\":0}", "{\"a\\u0000\":1}", "[\"\\uD801\\udc37\"]",
            "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
            "[\"\\u0000\"]", "[\"\u{7F}\"]", "[\"\u{2028}\u{2029}\"]", "[\"\u{FFFF}\"]",
            "[\"\u{10FFFF}\"]", "[\"asd \"]", "\"a\"", "true", "null", "42", "\t[1 ]\r",
            "[[],[[]]]", "[1,null,{\"a\":[]}]",
            String(repeating: "[", count: 512) + String(repeating: "]", count: 512),
        ]
        let broken = [
            "[1,]", "[,1]", "[1,,2]", "[\"x\"", "[x", "[1:2]", "[\"\",]", "[1}", "{\"a\"}",
            "{\"a\":1,}", "{\"a\":1,,}", "{a:1}", "{1:1}", "{'a':0}", "{\"a\":\"b\"}/**/",
            "{\"a\":1 true:1}", "[01]", "[-01]", "[+1]", "[.5]", "[2.]", "[1e]", "[1eE2]", "[0x42]",
            "[NaN]", "[-Infinity]", "[1_000]", "[--2]", "[- 1]", "[\u{FF11}]", "[\"\\x00\"]",
            "[\"\\u00A\"]", "[\"\\u{25}\"]", "[\"\\a\"]", "[\"\t\"]", "[\"\u{0}\"]", "[\"\\",
            "[\"\\uD800\\\"]", "[\"\\uD800\\u\"]", "[\"\\uD834\"]", "[\"\\uDC00\\uD800\"]", "nul",
            "True", "[1]x", "[][]", "]", "[\u{C}]", "\u{2060}", "<.>", "*",
            String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
            String(repeating: "[", count: 100_000), String(repeating: "{\"\":", count: 50_000),
        ]
        var input = Data()
        for text in sound + broken {
            input += Data((text + "\n{\"op\":\"hello\"}\n").utf8)
        }
        let bytes: [[UInt8]] = [
            [0x5B, 0x22, 0xFF, 0x22, 0x5D], [0x22, 0xC0, 0xAF, 0x22],
            [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xE9, 0x22], [0xEF, 0xBB, 0xBF, 0x7B, 0x7D],
            [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00],
            [0x22, 0xF4, 0xBF, 0xBF, 0xBF, 0x22],
        ]
        for bytes in bytes { input += Data(bytes) + Data("\n{\"op\":\"hello\"}\n".utf8) }
        let (responses, _) = try run(input)
        let count = sound.count + broken.count + bytes.count
        try #require(responses.count == 2 * count)
        for (index, response) in responses.enumerated() {
            let isHello = index % 2 == 1
            let isSound = index / 2 < sound.count
            let expected = isHello ? nil : isSound ? "invalid-request" : "invalid-json"
            #expect(code(response) == expected, "case \(index / 2)")
            #expect(response["ok"] as? Bool == isHello)
        }
    }

    @Test func measuresLinesToTheByte() throws {
        let limit = 1 << 20
        func line(_ count: Int) -> String {
            let frame = "{\"op\":\"hello\",\"x\":\"\"}"
            let filler = String(repeating: "x", count: count - frame.utf8.count)
            return "{\"op\":\"hello\",\"x\":\"\(filler)\"}"
        }
        let lines = [line(limit), line(limit) + "\r", line(limit + 1), line(limit + 1) + "\r"]
        let blank = String(repeating: " ", count: 3 << 20)
        let (responses, _) = try run(
            Data((lines + [blank, line(30)]).joined(separator: "\n").utf8))
        #expect(responses.map(code) == [nil, nil, "too-large", "too-large", nil])
        let lineNumbers = responses.compactMap { ($0["error"] as? [String: Any])?["line"] as? Int }
        #expect(lineNumbers == [3, 4])
    }

    @Test func skipsBlankLinesAndAMarkAtTheStart() throws {
        let (responses, status) = try run(
            Data("\u{FEFF}\r\n \t\n\n{\"op\":\"hello\",\"id\":1}\r\n\r\n\u{FEFF}\n".utf8))
        #expect(status == 4)
        #expect(responses.map(code) == [nil, "invalid-json"])
    }

    /// A program that sends one line and waits gets its answer, at once.
    @Test func answersEachLineBeforeTheNext() throws {
        let session = try ProgramSession(["json"] + small.options)
        for number in 0..<50 {
            try session.write("{\"op\":\"ask\",\"query\":\"koffie\",\"id\":\(number)}\n")
            let line = try #require(session.line())
            #expect(line.contains("\"id\":\(number),"))
        }
        try session.inputHandle.close()
        #expect(session.line() == nil)
        #expect(session.status() == 0)
    }

    @Test func finishesTheLineWhenToldToStop() throws {
        let session = try ProgramSession(["json"] + small.options)
        try session.write(
            "{\"op\":\"ask\",\"query\":\"koffie\",\"id\":1}\n{\"op\":\"hello\",\"id\":2}\n{\"half")
        #expect(try #require(session.line()).contains("\"id\":1,"))
        session.send(SIGTERM)
        #expect(try #require(session.line()).contains("\"id\":2,"))
        #expect(session.line() == nil)
        #expect(session.status() == 0)
        let interrupted = try ProgramSession(["json"] + small.options)
        try interrupted.write("{\"op\":\"hello\"}\n")
        #expect(interrupted.line() != nil)
        interrupted.send(SIGINT)
        #expect(interrupted.status() == 130)
    }

    /// Nobody reads any more: it ends by itself, whether it has something to write or waits.
    @Test func endsQuietlyWhenItsReaderLeaves() throws {
        let waiting = try ProgramSession(["json"] + small.options)
        try waiting.write("{\"op\":\"hello\"}\n")
        _ = try #require(waiting.line())
        try waiting.outputHandle.close()
        #expect(waiting.status() == 0)
        #expect(waiting.errors.isEmpty)
        let busy = try ProgramSession(["json"] + small.options)
        try busy.outputHandle.close()
        try? busy.write(String(repeating: "{\"op\":\"hello\"}\n", count: 1000))
        #expect(busy.status() == 0)
        #expect(busy.errors.isEmpty)
    }

    /// What is not read is not worked on ahead: the program stops taking lines.
    @Test func waitsForASlowReader() throws {
        let session = try ProgramSession(["json"] + small.options)
        let descriptor = session.inputHandle.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let line = Array("{\"op\":\"search\",\"query\":\"ouders\",\"limit\":200}\n".utf8)
        var written = 0
        var refusals = 0
        while refusals < 100, written < 20_000 {
            if write(descriptor, line, line.count) == line.count {
                written += 1
                refusals = 0
            } else {
                refusals += 1
                usleep(10_000)
            }
        }
        // Two pipes of 64 KB, a buffer of as much, and 64 lines in work.
        #expect(written < 6_000)
        _ = fcntl(descriptor, F_SETFL, 0)
        var answered = 0
        while answered < written, session.line() != nil { answered += 1 }
        #expect(answered == written)
        try session.inputHandle.close()
        #expect(session.status() == 0)
    }

    /// A thread works for each core that the program may use, beside the one that reads.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/taskset")))
    func keepsToTheCoresThatItIsBoundTo() throws {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let allowed = try #require(status.firstMatch(of: /Cpus_allowed_list:\s*([0-9,-]+)/)).1
        let cores = allowed.split(separator: ",").reduce(0) { sum, range in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            return sum + (ends.last ?? 0) - (ends.first ?? 0) + 1
        }
        let first = String(allowed.prefix { $0.isNumber })
        for (list, expected) in [(first, 1), (String(allowed), cores)] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/taskset")
            process.arguments =
                ["-c", list, ProgramRun.buildFolder + "/ouderwijs", "json"] + small.options
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: Data("{\"op\":\"hello\"}\n".utf8))
            #expect(!output.fileHandleForReading.availableData.isEmpty)
            let threads = try FileManager.default.contentsOfDirectory(
                atPath: "/proc/\(process.processIdentifier)/task")
            #expect(threads.count == expected + 1)
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
    }

    @Test func seesANewIndexAtTheNextRequest() throws {
        let own = try SmallCorpus()
        let session = try ProgramSession(["json"] + own.options)
        func state() throws -> String? {
            try session.write("{\"op\":\"hello\"}\n")
            let line = try #require(session.line())
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return (object as? [String: Any])?["index"] as? String
        }
        let before = try state()
        try own.add(
            "<html><title>Nieuw</title><p>Een brief aan alle ouders.</p></html>", as: "n.html")
        #expect(try state() != before)
    }
}
