public import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A running program with which a test exchanges lines.
public final class ProgramSession {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let home: TemporaryFolder
    private var pending = Data()

    /// The process.
    public var identifier: Int32 { process.processIdentifier }
    /// Where the test writes to; closing it ends the program's input.
    public var inputHandle: FileHandle { input.fileHandleForWriting }
    /// Where the test reads from.
    public var outputHandle: FileHandle { output.fileHandleForReading }

    /// Starts `ouderwijs` with these words behind its name.
    public init(_ arguments: [String]) throws {
        home = try TemporaryFolder()
        process.executableURL = URL(fileURLWithPath: ProgramRun.buildFolder + "/ouderwijs")
        process.arguments = arguments
        process.environment = ["HOME": home.path, "LANG": "C.UTF-8"]
        process.standardInput = input
        process.standardOutput = output
        try home.write("", to: "errors")
        process.standardError = FileHandle(forWritingAtPath: home.file("errors"))
        // A program that has ended shall give an error to the test, not end it.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Writes bytes to the program.
    public func write(_ text: String) throws { try inputHandle.write(contentsOf: Data(text.utf8)) }

    /// The next line of its output, without its end; `nil` when it ended or nothing came in time.
    public func line(within seconds: Double = 20) -> String? {
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                let line = String(decoding: pending[pending.startIndex..<end], as: UTF8.self)
                pending = Data(pending[(end + 1)...])
                return line
            }
            guard waitForOutput(until: deadline) else { return nil }
            let data = outputHandle.availableData
            if data.isEmpty { return nil }
            pending += data
        }
    }

    private func waitForOutput(until deadline: Date) -> Bool {
        var entry = pollfd(
            fd: outputHandle.fileDescriptor, events: Int16(POLLIN), revents: 0)
        let left = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
        return poll(&entry, 1, left) > 0
    }

    /// Sends a signal.
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end; `nil` when it still runs after some time.
    public func status(within seconds: Double = 20) -> Int32? {
        let deadline = Date().addingTimeInterval(seconds)
        while process.isRunning {
            if Date() > deadline { return nil }
            usleep(5_000)
        }
        return process.terminationReason == .exit
            ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// What it wrote to standard error so far.
    public var errors: String {
        String(
            decoding: FileManager.default.contents(atPath: home.file("errors")) ?? Data(),
            as: UTF8.self)
    }
}
