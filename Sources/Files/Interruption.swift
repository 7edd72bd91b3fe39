internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Ends the process cleanly when a person interrupts it: no temporary file stays behind.
public enum Interruption {
    /// The exit status by which shells know that Ctrl-C ended a program.
    public static let status: Int32 = 130
    private static let terminationStatus: Int32 = 128 + 15

    /// Addresses of the names of temporary files; 0 for a free place.
    private static let places: [Place] = (0..<64).map { _ in Place() }

    private final class Place: Sendable {
        let address = Atomic<UInt>(0)
    }

    /// From now on Ctrl-C and a request to end remove the temporary files, and end the process.
    public static func watch() {
        // Made now: a handler may not make anything.
        _ = places.count
        SignalHandler.set(for: [SIGINT, SIGTERM]) { Interruption.end($0) }
    }

    /// Called inside a signal handler: only atomics, `unlink` and `_exit`.
    private static func end(_ signal: Int32) {
        for place in places {
            let address = place.address.load(ordering: .acquiring)
            if let name = UnsafePointer<CChar>(bitPattern: address) { unlink(name) }
        }
        _exit(signal == SIGINT ? status : terminationStatus)
    }

    /// A temporary file that is to go when the process is interrupted.
    struct Temporary: ~Copyable {
        private let place: Int?

        /// With more files than places the last ones are not known.
        init(_ path: String) {
            guard let name = strdup(path) else {
                place = nil
                return
            }
            let address = UInt(bitPattern: name)
            place = places.firstIndex {
                $0.address.compareExchange(
                    expected: 0, desired: address, ordering: .acquiringAndReleasing
                ).exchanged
            }
            if place == nil { free(name) }
        }

        deinit {
            guard let place else { return }
            let address = places[place].address.exchange(0, ordering: .acquiringAndReleasing)
            free(UnsafeMutablePointer<CChar>(bitPattern: address))
        }
    }
}
