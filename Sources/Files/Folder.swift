#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What stands at a path.
public struct FileStatus: Hashable, Sendable {
    /// The kinds that the product tells apart.
    public enum Kind: Hashable, Sendable { case file, folder, link, other }
    /// What it is; a symbolic link is not followed.
    public let kind: Kind
    /// Size in bytes.
    public let size: Int
    /// Last change, in nanoseconds since 1970.
    public let modified: Int64
}

/// Folders and paths.
public enum Folder {
    /// The status of a path, or `nil` where nothing is.
    public static func status(_ path: String, followLinks: Bool = true) -> FileStatus? {
        var result = stat()
        let code = followLinks ? stat(path, &result) : lstat(path, &result)
        guard code == 0 else { return nil }
        #if canImport(Glibc)
            let time = result.st_mtim
        #else
            let time = result.st_mtimespec
        #endif
        let kind: FileStatus.Kind =
            switch result.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        return FileStatus(
            kind: kind, size: Int(result.st_size),
            modified: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// The names in a folder, in byte order, without `.` and `..`.
    ///
    /// - Throws: `FileError` when the folder cannot be listed.
    public static func names(in path: String) throws(FileError) -> [Name] {
        guard let handle = opendir(path) else { throw System.error(path, .list) }
        defer { closedir(handle) }
        var names: [Name] = []
        while true {
            errno = 0
            guard let entry = readdir(handle) else {
                if errno != 0 { throw System.error(path, .list) }
                break
            }
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
            names.append(Name(bytes: bytes))
        }
        return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    /// A file's name as the system gives it: bytes that need not be text.
    public struct Name: Hashable, Sendable {
        /// The bytes, without the closing NUL.
        public let bytes: [UInt8]
        /// The name as text, or `nil` when it is not UTF-8.
        public var text: String? { String(validating: bytes, as: UTF8.self) }
        /// The name with a mark for each byte that is not text.
        public var display: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Makes a folder and those above it.
    ///
    /// - Throws: `FileError` when one of them cannot be made.
    public static func create(_ path: String) throws(FileError) {
        if let status = status(path) {
            guard status.kind == .folder else { throw .notRegular(path: path) }
            return
        }
        let parent = Path.parent(of: path)
        if parent != path { try create(parent) }
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw System.error(path, .create) }
    }

    /// Removes a file; nothing happens where none is.
    ///
    /// - Throws: `FileError` when it is there and cannot be removed.
    public static func removeFile(_ path: String) throws(FileError) {
        if unlink(path) != 0, errno != ENOENT { throw System.error(path, .remove) }
    }

    /// The folder that the process works in.
    public static var current: String {
        guard let pointer = getcwd(nil, 0) else { return "." }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

/// Paths as text, with `/` between the parts.
public enum Path {
    /// The folder that holds `path`: `a/b` gives `a`, `a` gives `.`, `/` gives `/`.
    public static func parent(of path: String) -> String {
        let trimmed = withoutTrailingSlash(path)
        guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let head = trimmed[..<slash]
        return head.isEmpty ? "/" : String(head)
    }

    /// The last part: `a/b.html` gives `b.html`.
    public static func name(of path: String) -> String {
        let trimmed = withoutTrailingSlash(path)
        guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return trimmed }
        return String(trimmed[trimmed.utf8.index(after: slash)...])
    }

    /// The part behind the last dot of the name, in lower case; empty without one.
    public static func fileExtension(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
            return ""
        }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    /// `child` below `folder`; a `child` that starts at the root stands alone.
    public static func join(_ folder: String, _ child: String) -> String {
        if child.hasPrefix("/") || folder.isEmpty || folder == "." { return child }
        return folder.hasSuffix("/") ? folder + child : folder + "/" + child
    }

    /// The path from the root, with links and dots resolved where the file exists.
    public static func absolute(_ path: String) -> String {
        if let pointer = realpath(path, nil) {
            defer { free(pointer) }
            return String(cString: pointer)
        }
        return path.hasPrefix("/") ? path : join(Folder.current, path)
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var text = path
        while text.utf8.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
