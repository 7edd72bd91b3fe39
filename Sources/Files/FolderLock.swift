#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Holds a folder for one writer; let go when the value or the process ends.
public struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, without waiting.
    ///
    /// - Throws: `FileError.locked` when another process holds it.
    public init(folder: String) throws(FileError) {
        // The folder itself is locked, so that no file stays behind.
        let descriptor = try System.open(folder, O_RDONLY | O_DIRECTORY)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let held = errno == EWOULDBLOCK
            let error = held ? FileError.locked(path: folder) : System.error(folder, .lock)
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
