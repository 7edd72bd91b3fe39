/// What went wrong with a file or folder.
public enum FileError: Error, Hashable, Sendable {
    /// Nothing is there.
    case missing(path: String)
    /// It is there, and may not be read or written.
    case denied(path: String)
    /// A folder, link, pipe or device where a plain file was asked for.
    case notRegular(path: String)
    /// More bytes than allowed; `limit` in bytes.
    case tooLarge(path: String, limit: Int)
    /// Another process holds the lock.
    case locked(path: String)
    /// The system refused; `code` is its `errno`.
    case failed(path: String, operation: Operation, code: Int32)

    /// What was being done when the system refused.
    public enum Operation: String, Hashable, Sendable {
        case open, read, write, sync, rename, list, map, lock, create, remove
    }

    /// The path that the error is about.
    public var path: String {
        switch self {
        case .missing(let path), .denied(let path), .notRegular(let path), .tooLarge(let path, _),
            .locked(let path), .failed(let path, _, _):
            path
        }
    }
}
