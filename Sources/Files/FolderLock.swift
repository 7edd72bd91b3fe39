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
        let path = Path.join(folder, ".lock")
        let descriptor = try System.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let held = errno == EWOULDBLOCK
            let error = held ? FileError.locked(path: folder) : System.error(path, .lock)
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
