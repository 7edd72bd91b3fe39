#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Thin wrappers that turn `errno` into typed errors.
enum System {
    static func error(_ path: String, _ operation: FileError.Operation) -> FileError {
        let code = errno
        return switch code {
        case ENOENT, ENOTDIR: .missing(path: path)
        case EACCES, EPERM, EROFS: .denied(path: path)
        case ELOOP: .notRegular(path: path)
        default: .failed(path: path, operation: operation, code: code)
        }
    }

    static func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0o644) throws(FileError)
        -> Int32
    {
        while true {
            let descriptor = unsafe_open(path, flags | O_CLOEXEC, mode)
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw error(path, .open) }
        }
    }

    private static func unsafe_open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags, mode)
        #else
            Darwin.open(path, flags, mode)
        #endif
    }

    static func status(_ descriptor: Int32, _ path: String) throws(FileError) -> stat {
        var result = stat()
        guard fstat(descriptor, &result) == 0 else { throw error(path, .open) }
        return result
    }

    static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
    static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    /// Writes all bytes, however many calls that takes.
    static func writeAll(
        _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ path: String
    ) throws(FileError) {
        guard var next = bytes.baseAddress else { return }
        var left = bytes.count
        while left > 0 {
            let written = write(descriptor, next, left)
            if written < 0 {
                if errno == EINTR { continue }
                throw error(path, .write)
            }
            next += written
            left -= written
        }
    }
}
