#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file for bytes that must not fill the memory; it has no name, so that nothing of it stays behind
/// whatever happens.
public final class SpillFile {
    /// The folder it was opened in.
    public let folder: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Bytes written so far.
    public private(set) var count = 0

    private static let bufferSize = 1 << 16
    private static let pieceSize = 1 << 20

    /// Opens a file in a folder.
    ///
    /// - Throws: `FileError` when the folder cannot be written.
    public init(in folder: String) throws(FileError) {
        var name = Array(Path.join(folder, ".spill-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw System.error(folder, .create) }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.folder = folder
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Adds bytes.
    ///
    /// - Throws: `FileError` when the disk is full or fails.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        count += bytes.count
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try writeOut(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Writes what is gathered, so that the bytes can be read.
    ///
    /// - Throws: `FileError` when the disk is full or fails.
    public func flush() throws(FileError) {
        try writeOut(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func writeOut(_ bytes: [UInt8]) throws(FileError) {
        let result = bytes.withUnsafeBytes { raw -> Result<Void, FileError> in
            do throws(FileError) {
                return .success(try System.writeAll(descriptor, raw, folder))
            } catch { return .failure(error) }
        }
        try result.get()
    }

    /// Calls `body` with all bytes written and flushed, piece by piece.
    ///
    /// - Throws: `FileError` when reading fails, or what `body` throws.
    public func forEachPiece(_ body: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
        try forEachPiece(of: 0..<count - buffer.count, body)
    }

    /// Calls `body` with the bytes of a range that was written and flushed, piece by piece.
    ///
    /// - Throws: `FileError` when reading fails, or what `body` throws.
    public func forEachPiece(
        of range: Range<Int>, _ body: ([UInt8]) throws(FileError) -> Void
    ) throws(FileError) {
        var place = range.lowerBound
        let end = range.upperBound
        while place < end {
            let wanted = min(Self.pieceSize, end - place)
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
                got = pread(descriptor, buffer.baseAddress, wanted, off_t(place))
                initialized = max(0, got)
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw System.error(folder, .read)
            }
            guard got > 0 else { throw .failed(path: folder, operation: .read, code: EIO) }
            try body(piece)
            place += got
        }
    }

    /// The bytes written and flushed, as memory that outlives the value.
    ///
    /// - Throws: `FileError` when they cannot be mapped.
    public func mapped() throws(FileError) -> MappedFile {
        try MappedFile(descriptor: descriptor, path: folder)
    }
}
