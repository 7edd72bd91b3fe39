#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Bytes go to a temporary file in the same folder; `commit` syncs it, renames it over the target
/// and syncs the folder. A value that goes away before that removes its temporary file.
public struct AtomicFile: ~Copyable {
    private let target: String
    private let temporary: String
    private let descriptor: Int32
    private let interruption: Interruption.Temporary
    private var buffer: [UInt8] = []
    private var committed = false
    /// Bytes written so far.
    public private(set) var count = 0

    private static let bufferSize = 1 << 16

    /// Opens a temporary file beside `path`.
    ///
    /// - Throws: `FileError` when the folder cannot be written.
    public init(_ path: String) throws(FileError) {
        let folder = Path.parent(of: path)
        // One name a process: the writer's lock keeps others out, and a crash leaves one file.
        let temporary = Path.join(folder, ".\(Path.name(of: path)).\(getpid()).tmp")
        let descriptor = try System.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        target = path
        self.temporary = temporary
        self.descriptor = descriptor
        interruption = Interruption.Temporary(temporary)
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit {
        close(descriptor)
        if !committed { unlink(temporary) }
    }

    /// Adds bytes.
    ///
    /// - Throws: `FileError` when the disk is full or fails.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        count += bytes.count
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try System.writeAll(descriptor, bytes, temporary)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Adds bytes.
    ///
    /// - Throws: `FileError` when the disk is full or fails.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        // `withUnsafeBytes` with a typed throw crashes the optimiser of Swift 6.3.
        let result = bytes.withUnsafeBytes { raw -> Result<Void, FileError> in
            do throws(FileError) { return .success(try write(raw)) } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Makes the bytes the content of the target.
    ///
    /// - Throws: `FileError`; the target is then as it was.
    public consuming func commit() throws(FileError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw System.error(temporary, .sync) }
        guard rename(temporary, target) == 0 else { throw System.error(target, .rename) }
        committed = true
        try Self.syncFolder(Path.parent(of: target))
    }

    private mutating func flush() throws(FileError) {
        guard !buffer.isEmpty else { return }
        let result = buffer.withUnsafeBytes { raw -> Result<Void, FileError> in
            do throws(FileError) {
                return .success(try System.writeAll(descriptor, raw, temporary))
            } catch { return .failure(error) }
        }
        try result.get()
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes a whole file at once.
    ///
    /// - Throws: `FileError`; the target is then as it was.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        var file = try AtomicFile(path)
        try file.write(bytes)
        try file.commit()
    }

    private static func syncFolder(_ path: String) throws(FileError) {
        let descriptor = try System.open(path, O_RDONLY)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw System.error(path, .sync) }
    }
}

extension AtomicFile {
    /// Gives a synced file another name in its folder, in place of a file that has it.
    ///
    /// - Throws: `FileError`; the target is then as it was.
    public static func move(_ path: String, to target: String) throws(FileError) {
        guard rename(path, target) == 0 else { throw System.error(target, .rename) }
        try syncFolder(Path.parent(of: target))
    }
}
