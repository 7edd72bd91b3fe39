#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads whole files under a cap.
public enum FileReader {
    /// All bytes of a plain file.
    ///
    /// Opens without waiting, so that a pipe or device gives an error instead of a hang.
    ///
    /// - Parameters:
    ///   - path: The file; its last part may not be a symbolic link unless `followLinks`.
    ///   - limit: The most bytes that are accepted.
    /// - Throws: `FileError`.
    public static func bytes(
        of path: String, limit: Int, followLinks: Bool = true
    ) throws(FileError) -> [UInt8] {
        let flags = O_RDONLY | O_NONBLOCK | (followLinks ? 0 : O_NOFOLLOW)
        let descriptor = try System.open(path, flags)
        defer { close(descriptor) }
        let status = try System.status(descriptor, path)
        guard System.isRegular(status) else { throw .notRegular(path: path) }
        guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
        return try drain(descriptor, path, expected: Int(status.st_size), limit: limit)
    }

    /// All bytes of standard input.
    ///
    /// - Throws: `FileError` when reading fails or more than `limit` bytes come.
    public static func standardInput(limit: Int) throws(FileError) -> [UInt8] {
        try drain(STDIN_FILENO, "-", expected: 0, limit: limit)
    }

    private static func drain(
        _ descriptor: Int32, _ path: String, expected: Int, limit: Int
    ) throws(FileError) -> [UInt8] {
        var result: [UInt8] = []
        // One byte more than expected: a file that did not grow then ends at the second reading.
        var capacity = expected > 0 ? expected + 1 : 1 << 16
        while true {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw System.error(path, .read)
            }
            if count == 0 { return result }
            guard result.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
            if result.isEmpty { result = chunk } else { result.append(contentsOf: chunk) }
            capacity = 1 << 16
        }
    }
}
