#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why an outside program gave nothing.
public enum ChildProcessError: Error, Hashable, Sendable {
    /// It is not installed.
    case missing(program: String)
    /// It could not be started, or ended by a signal or with another status than 0.
    case failed(program: String, status: Int32)
    /// It took longer than it may and was ended.
    case timedOut(program: String)
    /// It wrote more than it may and was ended.
    case tooMuchOutput(program: String)
}

/// Outside programs, run with limits: what they read is not trusted, and neither are they.
public enum ChildProcess {
    /// What a program may use.
    public struct Limits: Hashable, Sendable {
        /// Seconds of wall clock.
        public var seconds = 20
        /// Bytes of address space.
        public var memory = 1 << 30
        /// Bytes on standard output.
        public var output = 64 << 20

        /// The usual limits.
        public init() {}
    }

    /// Where a program stands on the search path, `nil` for one that is not installed.
    public static func find(_ program: String) -> String? {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(program)" }
            .first { access($0, X_OK) == 0 && Folder.status($0)?.kind == .file }
    }

    /// Runs a program and gives its standard output; it reads nothing and its complaints are lost.
    ///
    /// - Throws: `ChildProcessError`; the program has ended then, whatever happened.
    public static func run(
        _ program: String, _ arguments: [String], limits: Limits = Limits()
    ) throws(ChildProcessError) -> [UInt8] {
        guard let path = find(program) else { throw .missing(program: program) }
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .failed(program: program, status: -1) }
        // Else a program that another thread starts now holds the pipe open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        // The shell sets the limits and then becomes the program.
        let script = "ulimit -v \(limits.memory >> 10); ulimit -t \(limits.seconds); exec \"$@\""
        let child = spawn(["/bin/sh", "-c", script, "sh", path] + arguments, output: ends[1])
        close(ends[1])
        guard let child else { throw .failed(program: program, status: -1) }
        let result = drain(ends[0], limits)
        if case .failure = result { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        switch result {
        case .success(let bytes):
            // The macros of wait(2), which Swift does not see: signal below, status above.
            let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
            guard code == 0 else { throw .failed(program: program, status: code) }
            return bytes
        case .failure(.time): throw .timedOut(program: program)
        case .failure(.size): throw .tooMuchOutput(program: program)
        }
    }

    private enum Excess: Error { case time, size }

    private static func drain(_ descriptor: Int32, _ limits: Limits) -> Result<[UInt8], Excess> {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let end = now() + limits.seconds * 1000
        while true {
            let left = end - now()
            guard left > 0 else { return .failure(.time) }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&wanted, 1, Int32(min(left, 1000)))
            if ready < 0, errno != EINTR { return .failure(.time) }
            guard ready > 0 else { continue }
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return .failure(.time)
            }
            if count == 0 { return .success(result) }
            guard result.count + count <= limits.output else { return .failure(.size) }
            result.append(contentsOf: chunk[..<count])
        }
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }

    private static func spawn(_ arguments: [String], output: Int32) -> pid_t? {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        var pointers = arguments.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        // Of the environment only what decides the language of messages and the way to the web.
        var environment: [UnsafeMutablePointer<CChar>?] = [
            strdup("LC_ALL=C.UTF-8"), strdup("PATH=/usr/bin:/bin"),
        ]
        for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"] {
            if let value = getenv(name) {
                environment.append(strdup("\(name)=\(String(cString: value))"))
            }
        }
        environment.append(nil)
        defer { for pointer in environment { free(pointer) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, arguments[0], &actions, nil, &pointers, &environment)
        return code == 0 ? child : nil
    }
}

/// A file that is removed when the value goes away.
public struct TemporaryFile: ~Copyable {
    /// Its path from the root.
    public let path: String

    /// Writes bytes to a new file that only this user may read.
    ///
    /// - Throws: `FileError`.
    public init(_ bytes: [UInt8]) throws(FileError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array((Path.absolute(folder) + "/ouderwijs-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw System.error(path, .create) }
        defer { close(descriptor) }
        let result = bytes.withUnsafeBytes { raw -> Result<Void, FileError> in
            do throws(FileError) {
                return .success(try System.writeAll(descriptor, raw, path))
            } catch {
                return .failure(error)
            }
        }
        if case .failure(let error) = result {
            unlink(path)
            throw error
        }
        self.path = path
    }

    deinit { unlink(path) }
}
