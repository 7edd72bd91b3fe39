internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Signals that ask the program to stop, turned into something that a thread can wait for.
package enum StopSignal {
    /// 0 while none came.
    private static let number = Atomic<Int32>(0)
    /// Both ends of the pipe that a signal writes to; -1 before `watch`.
    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)

    /// The signal that came, or `nil`.
    package static var received: Int32? {
        let number = number.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }

    /// Becomes readable when a signal comes; -1 before `watch`.
    static var descriptor: Int32 { readEnd.load(ordering: .acquiring) }

    /// Whether the person at the terminal asked to stop.
    package static var isInterrupt: Bool { received == SIGINT }

    /// From now on Ctrl-C and a request to end no longer end the process by themselves; a second
    /// one does.
    package static func watch() {
        if readEnd.load(ordering: .acquiring) < 0 {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            writeEnd.store(ends[1], ordering: .releasing)
            readEnd.store(ends[0], ordering: .releasing)
        }
        var watched = sigset_t()
        sigemptyset(&watched)
        for signal in [SIGINT, SIGTERM] {
            sigaddset(&watched, signal)
            var action = sigaction()
            #if canImport(Glibc)
                action.__sigaction_handler.sa_handler = { StopSignal.note($0) }
            #else
                action.__sigaction_u.__sa_handler = { StopSignal.note($0) }
            #endif
            action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
            sigaction(signal, &action, nil)
        }
        // A program that starts this one may have them blocked in its own threads.
        pthread_sigmask(SIG_UNBLOCK, &watched, nil)
    }

    /// Called inside a signal handler: only atomics and `write`.
    private static func note(_ signal: Int32) {
        number.store(signal, ordering: .releasing)
        var byte: UInt8 = 0
        _ = write(writeEnd.load(ordering: .acquiring), &byte, 1)
    }
}
