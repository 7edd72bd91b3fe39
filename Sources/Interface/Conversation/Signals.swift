internal import Files
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Signals, turned into something that a thread can wait for.
package enum Signals {
    /// The last one that asks to stop; 0 while none came.
    private static let stop = Atomic<Int32>(0)
    /// Both ends of the pipe that a handler writes to; -1 before `watch`.
    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)

    /// Whether the program was asked to stop.
    package static var isStopping: Bool { stop.load(ordering: .acquiring) != 0 }
    /// Whether the person at the terminal asked that.
    package static var isInterrupt: Bool { stop.load(ordering: .acquiring) == SIGINT }

    /// Becomes readable when a signal comes; -1 before `watch`.
    static var descriptor: Int32 { readEnd.load(ordering: .acquiring) }

    /// From now on Ctrl-C and a request to end no longer end the process by themselves; a second
    /// one does.
    package static func watchForStop() { watch([SIGINT, SIGTERM], once: true) }

    /// From now on these are told through `next`, as often as they come.
    static func watchForConversation() { watch([SIGINT, SIGWINCH], once: false) }

    private static func watch(_ signals: [Int32], once: Bool) {
        if readEnd.load(ordering: .acquiring) < 0 {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return }
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
            writeEnd.store(ends[1], ordering: .releasing)
            readEnd.store(ends[0], ordering: .releasing)
        }
        SignalHandler.set(for: signals, once: once) { Signals.note($0) }
    }

    /// Called inside a signal handler: only atomics and `write`.
    private static func note(_ signal: Int32) {
        let code = errno
        if signal != SIGWINCH { stop.store(signal, ordering: .releasing) }
        var byte = UInt8(truncatingIfNeeded: signal)
        _ = write(writeEnd.load(ordering: .acquiring), &byte, 1)
        errno = code
    }

    /// What a conversation does with a signal.
    enum Event { case interrupt, resize }

    /// The next signal that came, or `nil`; one that was taken does not ask to stop any more.
    static func next() -> Event? {
        var byte: UInt8 = 0
        guard read(readEnd.load(ordering: .acquiring), &byte, 1) == 1 else { return nil }
        if Int32(byte) == SIGWINCH { return .resize }
        stop.store(0, ordering: .releasing)
        return .interrupt
    }
}
