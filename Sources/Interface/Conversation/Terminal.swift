#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The three standard streams.
package enum Terminal {
    /// Whether questions come from a person.
    package static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    /// Whether a person reads the results.
    package static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether a person reads the messages.
    package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal, else 80.
    package static var width: Int { size?.columns ?? 80 }
    /// Rows of the terminal, else 24.
    static var height: Int { size?.rows ?? 24 }

    private static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Whether the terminal is one that is known to show links (OSC 8).
    static func hasLinks(_ environment: (String) -> String?) -> Bool {
        if let version = environment("VTE_VERSION").flatMap({ Int($0) }) { return version >= 5000 }
        if environment("KITTY_WINDOW_ID") != nil || environment("WT_SESSION") != nil { return true }
        if environment("KONSOLE_VERSION") != nil { return true }
        let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"]
        if let program = environment("TERM_PROGRAM"), programs.contains(program) { return true }
        let terms = ["alacritty", "foot", "xterm-kitty", "xterm-ghostty", "wezterm"]
        return environment("TERM").map { term in terms.contains { term.hasPrefix($0) } } ?? false
    }

    /// Writes to standard output; a reader that has gone ends the program quietly.
    package static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Writes to standard output.
    package static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes a line to standard error.
    package static func report(_ text: String) {
        write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes a line that the next one takes the place of.
    package static func showProgress(_ text: String) {
        write(Array(("\r\u{1B}[K" + text).utf8), to: STDERR_FILENO)
    }

    /// Takes the progress line away.
    package static func clearProgress() { write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }

    /// A closed pipe shall give an error to `write` instead of ending the process.
    package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var left = buffer[...]
            while !left.isEmpty {
                let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: left))
                if count < 0 {
                    if errno == EINTR { continue }
                    if errno == EAGAIN {
                        // The other side made the stream one that does not wait.
                        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                        _ = poll(&entry, 1, -1)
                        continue
                    }
                    guard descriptor == STDOUT_FILENO else { return }
                    if errno != EPIPE { report(Texts.cannotWrite(errno)) }
                    // Other threads may be at work: nothing is torn down under them.
                    _exit(errno == EPIPE ? ExitStatus.done.rawValue : ExitStatus.partly.rawValue)
                }
                left = left.dropFirst(count)
            }
        }
    }

    /// Waits until standard input has something or has ended; `false` when the program is to stop
    /// instead, by a signal or because nobody reads its output any more.
    static func waitForInput() -> Bool {
        var entries = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
            // Faults are told without asking for them.
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
        ]
        while true {
            let count = poll(&entries, nfds_t(entries.count), -1)
            if Signals.isStopping { return false }
            if count < 0 {
                if errno == EINTR { continue }
                return true
            }
            if entries[2].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { return false }
            if entries[0].revents != 0 { return true }
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Nanoseconds on a clock that only goes forward.
    package static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Ends the process.
    package static func finish(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}

/// The exit statuses of the program.
package enum ExitStatus: Int32, Hashable, Sendable {
    /// Found, or done.
    case done = 0
    /// Nothing found.
    case nothing = 1
    /// Called the wrong way.
    case usage = 2
    /// Corpus or index missing, damaged or of another version.
    case unusable = 3
    /// Some sources or lines failed.
    case partly = 4
    /// Stopped by Ctrl-C.
    case interrupted = 130
}
