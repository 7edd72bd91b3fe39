#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Functions that are called when signals come.
package enum SignalHandler {
    /// From now on `handler` is called on these signals, also where they were blocked before.
    ///
    /// - Parameters:
    ///   - signals: Their numbers.
    ///   - once: Whether the second signal does again what it does by itself.
    ///   - handler: May do no more than a signal handler may; see `signal-safety(7)`.
    package static func set(
        for signals: [Int32], once: Bool = false,
        _ handler: @escaping @convention(c) (Int32) -> Void
    ) {
        var watched = sigset_t()
        sigemptyset(&watched)
        for signal in signals {
            sigaddset(&watched, signal)
            var action = sigaction()
            #if canImport(Glibc)
                action.__sigaction_handler.sa_handler = handler
            #else
                action.__sigaction_u.__sa_handler = handler
            #endif
            if once { action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) }
            sigaction(signal, &action, nil)
        }
        // A program that starts this one may have them blocked in its own threads.
        pthread_sigmask(SIG_UNBLOCK, &watched, nil)
    }
}
