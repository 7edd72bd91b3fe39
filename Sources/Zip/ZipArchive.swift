internal import CLibzip

/// Reads entries of a zip archive in memory, under a cap.
///
/// The archive's own consistency is checked first, and an entry is
/// unpacked in pieces, so that one which claims less than it holds stops at the cap.
public struct ZipArchive: ~Copyable {
    private let archive: OpaquePointer
    // libzip reads from here until the archive is closed.
    private let memory: UnsafeMutableRawBufferPointer

    /// Largest entry in bytes.
    private static let limit = 32 << 20

    /// Opens an archive; `nil` for one that is broken or inconsistent.
    public init?(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
        guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, nil)
        else {
            memory.deallocate()
            return nil
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nil) else {
            zip_source_free(source)
            memory.deallocate()
            return nil
        }
        self.archive = archive
        self.memory = memory
    }

    deinit {
        zip_discard(archive)
        memory.deallocate()
    }

    /// The bytes of an entry, `nil` for one that is missing, encrypted, broken or too large.
    public func bytes(of name: String) -> [UInt8]? {
        guard let file = zip_fopen(archive, name, 0) else { return nil }
        defer { zip_fclose(file) }
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes {
                zip_fread(file, $0.baseAddress, UInt64($0.count))
            }
            if count < 0 { return nil }
            if count == 0 { return result }
            guard result.count + Int(count) <= Self.limit else { return nil }
            result.append(contentsOf: chunk[..<Int(count)])
        }
    }
}
