#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Holds a folder for one writer; let go when the value or the process ends.
public struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// How often the lock is tried, and the microseconds between two tries.
    private static let tries = 50
    private static let pause: useconds_t = 10_000

    /// Takes the lock; waits half a second for another process to let go of it.
    ///
    /// - Throws: `FileError.locked` when another process still holds it then.
    public init(folder: String) throws(FileError) {
        // The folder itself is locked, so that no file stays behind.
        let descriptor = try System.open(folder, O_RDONLY | O_DIRECTORY)
        for attempt in 1...Self.tries {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { break }
            let held = errno == EWOULDBLOCK
            guard held, attempt < Self.tries else {
                let error = held ? FileError.locked(path: folder) : System.error(folder, .lock)
                close(descriptor)
                throw error
            }
            usleep(Self.pause)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
