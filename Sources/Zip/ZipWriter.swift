internal import CLibzip

/// A file within an archive.
public struct ZipEntry {
    /// Path within the archive.
    public let name: String
    /// The whole content.
    public let bytes: [UInt8]
    /// Whether it stands in the archive as it is, so that others tell the format by its first bytes.
    public let isStored: Bool

    /// An entry, packed unless it is to be stored.
    public init(name: String, bytes: [UInt8], isStored: Bool = false) {
        self.name = name
        self.bytes = bytes
        self.isStored = isStored
    }

    /// An entry with this text.
    public init(name: String, text: String, isStored: Bool = false) {
        self.init(name: name, bytes: Array(text.utf8), isStored: isStored)
    }
}

/// Why an archive was not made: the error code of libzip.
public struct ZipError: Error, Hashable, Sendable {
    /// The code.
    public let code: Int32
}

/// Makes a zip archive in memory; the same entries give the same bytes.
public enum ZipWriter {
    /// 1 January 1980 at midnight, the first moment that a zip archive knows, whatever the zone.
    private static let firstDay: UInt16 = 1 << 5 | 1

    /// The archive's bytes, entries in the order given.
    ///
    /// - Throws: `ZipError` when the memory does not suffice.
    public static func bytes(of entries: [ZipEntry]) throws(ZipError) -> [UInt8] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let target = zip_source_buffer_create(nil, 0, 0, &error) else {
            throw ZipError(code: zip_error_code_zip(&error))
        }
        defer { zip_source_free(target) }
        zip_source_keep(target)
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
            zip_source_free(target)
            throw ZipError(code: zip_error_code_zip(&error))
        }
        // libzip reads the entries when the archive is closed.
        var memory: [UnsafeMutableRawBufferPointer] = []
        defer { for buffer in memory { buffer.deallocate() } }
        for entry in entries {
            let text = entry.bytes
            let buffer = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(1, text.count), alignment: 1)
            buffer.copyBytes(from: text)
            memory.append(buffer)
            guard add(entry, buffer.baseAddress, text.count, to: archive) else {
                let code = zip_error_code_zip(zip_get_error(archive))
                zip_discard(archive)
                throw ZipError(code: code)
            }
        }
        guard zip_close(archive) == 0 else {
            let code = zip_error_code_zip(zip_get_error(archive))
            zip_discard(archive)
            throw ZipError(code: code)
        }
        return try content(of: target)
    }

    private static func add(
        _ entry: ZipEntry, _ bytes: UnsafeRawPointer?, _ count: Int, to archive: OpaquePointer
    ) -> Bool {
        guard let source = zip_source_buffer(archive, bytes, UInt64(count), 0) else { return false }
        let place = zip_file_add(archive, entry.name, source, 0)
        guard place >= 0 else {
            zip_source_free(source)
            return false
        }
        let method = entry.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
        return zip_set_file_compression(archive, UInt64(place), method, 0) == 0
            && zip_file_set_dostime(archive, UInt64(place), 0, firstDay, 0) == 0
    }

    private static func content(of source: OpaquePointer) throws(ZipError) -> [UInt8] {
        guard zip_source_open(source) == 0 else {
            throw ZipError(code: zip_error_code_zip(zip_source_error(source)))
        }
        defer { zip_source_close(source) }
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes {
                zip_source_read(source, $0.baseAddress, UInt64($0.count))
            }
            guard count >= 0 else {
                throw ZipError(code: zip_error_code_zip(zip_source_error(source)))
            }
            if count == 0 { return result }
            result.append(contentsOf: chunk[..<Int(count)])
        }
    }
}
