internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A program at a terminal of its own: a test types, and looks at the screen.
public final class PseudoTerminal {
    private let controller: Int32
    private let child: pid_t
    private var hasEnded = false
    private var endStatus: Int32 = 0
    /// What the terminal shows.
    public private(set) var screen: TerminalScreen
    /// The bytes that the program wrote since the last `clear`.
    public private(set) var raw: [UInt8] = []

    /// Starts `ouderwijs`.
    ///
    /// - Parameters:
    ///   - arguments: The words behind its name.
    ///   - home: The folder that is its home.
    ///   - environment: On top of a small fixed set.
    public init(
        _ arguments: [String], columns: Int = 80, rows: Int = 100, home: TemporaryFolder,
        environment: [String: String] = [:]
    ) throws {
        let (controller, name) = try Self.open()
        self.controller = controller
        screen = TerminalScreen(columns: columns)
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
        let variables = [
            "HOME": home.path, "TERM": "xterm", "LANG": "C.UTF-8", "PAGER": "cat",
            "PATH": "/usr/bin:/bin",
        ].merging(environment) { $1 }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first thing that a leader of a session opens becomes its terminal.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | 0x80  // POSIX_SPAWN_SETSID
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let program = ProgramRun.buildFolder + "/ouderwijs"
        // It works in its home, where what it writes goes away with the test.
        let call = ["/bin/sh", "-c", "cd \"$HOME\" && exec \"$0\" \"$@\"", program] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = call.map { strdup($0) }
        var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") }
        words.append(nil)
        settings.append(nil)
        defer { for pointer in words + settings { free(pointer) } }
        var child = pid_t()
        guard posix_spawn(&child, call[0], &actions, &attributes, words, settings) == 0 else {
            throw CocoaError(.fileReadUnknown)
        }
        self.child = child
    }

    /// Both sides of a new terminal: a descriptor, and the name of the program's side.
    private static func open() throws -> (Int32, String) {
        #if canImport(Glibc)
            // The module of the C library leaves `posix_openpt` and its like out.
            let controller = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            var lock: Int32 = 0
            var number: UInt32 = 0
            let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
            guard controller >= 0, ioctl(controller, setLock, &lock) == 0,
                ioctl(controller, getNumber, &number) == 0
            else { throw CocoaError(.fileReadUnknown) }
            return (controller, "/dev/pts/\(number)")
        #else
            let controller = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
            guard controller >= 0, grantpt(controller) == 0, unlockpt(controller) == 0,
                let name = ptsname(controller)
            else { throw CocoaError(.fileReadUnknown) }
            return (controller, String(cString: name))
        #endif
    }

    deinit {
        if !hasEnded {
            kill(child, SIGKILL)
            var status: Int32 = 0
            waitpid(child, &status, 0)
        }
        close(controller)
    }

    /// Types keys.
    public func type(_ keys: String) {
        var rest = Array(keys.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the window another size.
    public func resize(columns: Int, rows: Int = 100) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
        screen.columns = columns
    }

    /// Forgets the bytes that were kept so far.
    public func clear() { raw = [] }

    /// Takes in what the program writes until the screen is as wanted; `false` when that does not
    /// come.
    @discardableResult
    public func wait(
        within seconds: Double = 20, until isReady: (TerminalScreen) -> Bool
    ) -> Bool {
        let deadline = Date().addingTimeInterval(seconds)
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if isReady(screen) { return true }
            var entry = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            let left = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
            guard left > 0, poll(&entry, 1, left) > 0 else { return isReady(screen) }
            let count = read(controller, &buffer, buffer.count)
            // EIO when the program has closed its side.
            guard count > 0 else { return isReady(screen) }
            raw += buffer[..<count]
            screen.take(buffer[..<count])
        }
    }

    /// Waits until the last line of the screen is the prompt with this behind it.
    @discardableResult
    public func waitForPrompt(_ typed: String = "", within seconds: Double = 20) -> Bool {
        let wanted = "vraag> " + typed
        return wait(within: seconds) { $0.currentLine == wanted && $0.isCursorAtEnd }
    }

    /// Types a line and waits until it was answered and the next one may come.
    @discardableResult
    public func enter(_ line: String, within seconds: Double = 20) -> Bool {
        func prompts(_ screen: TerminalScreen) -> Int {
            screen.text.split(separator: "\n").filter { $0.hasPrefix("vraag>") }.count
        }
        let before = prompts(screen)
        type(line + "\r")
        return wait(within: seconds) { $0.currentLine == "vraag> " && prompts($0) > before }
    }

    /// Waits for the program's end; its exit status, 128 and more for a signal, `nil` when it runs on.
    public func status(within seconds: Double = 20) -> Int32? {
        let deadline = Date().addingTimeInterval(seconds)
        while !hasEnded {
            wait(within: 0.02) { _ in false }
            var status: Int32 = 0
            if waitpid(child, &status, WNOHANG) == child {
                hasEnded = true
                endStatus = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            } else if Date() > deadline {
                return nil
            }
        }
        return endStatus
    }
}
