#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why an outside program gave nothing.
public enum ChildProcessError: Error, Hashable, Sendable {
    /// It stands in no folder of the path.
    case missing(name: String)
    /// It could not be started; `code` is the system's number.
    case notStarted(name: String, code: Int32)
    /// It wrote more than allowed; `limit` in bytes.
    case tooMuch(limit: Int)
    /// It took longer than allowed; `limit` in seconds.
    case tooLong(limit: Int)
}

/// Runs an outside program under limits, without a shell.
public enum ChildProcess {
    /// What a run gave.
    public struct Output: Hashable, Sendable {
        /// The exit status; 128 plus the signal for a program that was killed.
        public let status: Int32
        /// What it wrote to standard output.
        public let bytes: [UInt8]
    }

    /// Bounds on a run.
    public struct Limits: Hashable, Sendable {
        /// Seconds on the clock.
        public var seconds: Int
        /// Bytes of output.
        public var bytes: Int

        /// Bounds on a run.
        public init(seconds: Int, bytes: Int) {
            self.seconds = seconds
            self.bytes = bytes
        }
    }

    /// The file of a program in the folders of `PATH`, or `nil`.
    public static func find(_ name: String) -> String? {
        guard let pointer = getenv("PATH") else { return nil }
        for folder in String(cString: pointer).split(separator: ":") where folder.hasPrefix("/") {
            let path = Path.join(String(folder), name)
            if access(path, X_OK) == 0, Folder.status(path)?.kind == .file { return path }
        }
        return nil
    }

    /// Runs a program to its end; its messages go nowhere, and it reads nothing.
    ///
    /// A program that goes beyond a limit is killed.
    ///
    /// - Parameters:
    ///   - name: Looked up in `PATH`.
    ///   - arguments: The words behind its name, as they are.
    ///   - limits: Bounds on the run.
    /// - Throws: `ChildProcessError`.
    public static func run(
        _ name: String, _ arguments: [String], limits: Limits
    ) throws(ChildProcessError) -> Output {
        guard let path = find(name) else { throw .missing(name: name) }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .notStarted(name: name, code: errno) }
        let (reading, writing) = (ends[0], ends[1])
        defer { close(reading) }
        _ = fcntl(reading, F_SETFD, FD_CLOEXEC)
        let process: pid_t
        do throws(ChildProcessError) {
            process = try start(path, [name] + arguments, output: writing)
        } catch {
            close(writing)
            throw error
        }
        close(writing)
        do throws(ChildProcessError) {
            let bytes = try drain(reading, limits)
            return Output(status: wait(for: process), bytes: bytes)
        } catch {
            kill(process, SIGKILL)
            _ = wait(for: process)
            throw error
        }
    }

    private static func start(
        _ path: String, _ words: [String], output: Int32
    ) throws(ChildProcessError) -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        if output > STDERR_FILENO { posix_spawn_file_actions_addclose(&actions, output) }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for pointer in arguments { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, nil, arguments, environ)
        guard code == 0 else { throw .notStarted(name: words[0], code: code) }
        return process
    }

    private static func drain(_ descriptor: Int32, _ limits: Limits) throws(ChildProcessError)
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let end = milliseconds() + Int64(limits.seconds) * 1000
        while true {
            let left = end - milliseconds()
            guard left > 0 else { throw .tooLong(limit: limits.seconds) }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Int32(clamping: left))
            if ready == 0 { throw .tooLong(limit: limits.seconds) }
            if ready < 0 { continue }
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limits.bytes else { throw .tooMuch(limit: limits.bytes) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        // The macros of wait(2), which Swift does not see.
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
