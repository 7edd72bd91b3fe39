#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A plain file seen as memory, read-only.
///
/// The mapping lives as long as the value. Files of the product are replaced by renaming, never
/// shortened in place, so that a mapping stays whole under a writer.
public final class MappedFile: Sendable {
    /// The path as it was given.
    public let path: String
    /// Number of bytes.
    public let count: Int
    // `nil` for an empty file, which cannot be mapped. Never written through: hence safe to share.
    private nonisolated(unsafe) let start: UnsafeMutableRawPointer?

    /// Maps a whole file.
    ///
    /// - Throws: `FileError` when it is missing, no plain file, or cannot be mapped.
    public convenience init(_ path: String) throws(FileError) {
        let descriptor = try System.open(path, O_RDONLY | O_NONBLOCK)
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, path: path)
    }

    /// Bytes in memory that are read like a file; `path` is what messages call it.
    ///
    /// - Throws: `FileError` when there is no memory.
    package init(copying bytes: [UInt8], path: String) throws(FileError) {
        var memory: UnsafeMutableRawPointer?
        if !bytes.isEmpty {
            memory = mmap(
                nil, bytes.count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            if memory == MAP_FAILED { throw System.error(path, .map) }
            memory?.copyMemory(from: bytes, byteCount: bytes.count)
        }
        self.path = path
        count = bytes.count
        start = memory
    }

    /// Maps the whole of an open file, which may be closed afterwards.
    init(descriptor: Int32, path: String) throws(FileError) {
        let status = try System.status(descriptor, path)
        guard System.isRegular(status) else { throw .notRegular(path: path) }
        let size = Int(status.st_size)
        var mapped: UnsafeMutableRawPointer?
        if size > 0 {
            mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
            if mapped == MAP_FAILED { throw System.error(path, .map) }
        }
        self.path = path
        count = size
        start = mapped
    }

    deinit {
        if let start { munmap(start, count) }
    }

    /// All bytes; valid while the value lives.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// Tells the system that a range will not be read again soon, so that it takes no memory.
    ///
    /// Reading it all the same still gives its bytes. A range beyond the file changes nothing there.
    public func forget(_ range: Range<Int>) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        // Whole pages only: a page at the edge may still be in use.
        let low = (max(0, range.lowerBound) + page - 1) / page * page
        let high = min(count, range.upperBound) / page * page
        guard let start, low < high else { return }
        madvise(start + low, high - low, Int32(MADV_DONTNEED))
    }
}
