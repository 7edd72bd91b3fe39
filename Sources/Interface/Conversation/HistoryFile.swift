internal import Files

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Lines that were typed in earlier conversations, in a file that only its owner can read.
struct HistoryFile {
    /// Where it stands; `nil` keeps nothing.
    let path: String?

    /// Lines that are brought back.
    static let size = 1000
    /// Bytes beyond which the file is cut to its last lines.
    private static let limit = 256 << 10

    /// The lines, oldest first.
    func lines() -> [String] {
        guard let path, let bytes = try? FileReader.bytes(of: path, limit: 16 << 20) else {
            return []
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        let last = Array(lines.suffix(Self.size))
        if bytes.count > Self.limit {
            try? AtomicFile.write(Array(last.map { $0 + "\n" }.joined().utf8), to: path)
            chmod(path, 0o600)
        }
        return last
    }

    /// Adds a line at the end: conversations in two windows do not lose each other's.
    ///
    /// A line that begins with a blank is not kept.
    func add(_ line: String) {
        guard let path, !line.isEmpty, !line.hasPrefix(" ") else { return }
        try? Folder.create(Path.parent(of: path))
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array((line + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
