internal import CZstd

/// Bytes that are seldom read, packed by zstd: how many they are unpacked (8 bytes), and its frame.
public enum PackedBytes {
    /// Chosen by size and time: higher ones gain little on words and hashes.
    private static let level: Int32 = 6
    /// What a byte may become at most: a damaged size cannot ask for more.
    private static let mostGrowth = 1 << 15

    /// The bytes packed; none for none.
    public static func pack(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        var packed: [UInt8] = []
        packed.append(u64: UInt64(bytes.count))
        let bound = ZSTD_compressBound(bytes.count)
        packed += [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let size = ZSTD_compress(buffer.baseAddress, bound, bytes, bytes.count, level)
            // Fails only for want of memory, with which nothing goes on.
            precondition(ZSTD_isError(size) == 0, "zstd")
            count = size
        }
        return packed
    }

    /// Calls `body` with the bytes as they were.
    ///
    /// - Parameter path: Of the file that has them, for the error.
    /// - Throws: `IndexError.damaged`, or what `body` throws.
    public static func withUnpacked(
        _ packed: UnsafeRawBufferPointer, path: String,
        _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Void
    ) throws(IndexError) {
        var failure: IndexError?
        try unpack(packed, path: path).withUnsafeBytes { bytes in
            do throws(IndexError) { try body(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private static func unpack(
        _ packed: UnsafeRawBufferPointer, path: String
    ) throws(IndexError) -> [UInt8] {
        guard !packed.isEmpty else { return [] }
        let damaged = IndexError.damaged(path: path, part: "packed")
        guard packed.count > 8 else { throw damaged }
        let claimed = packed.loadUnaligned(as: UInt64.self).littleEndian
        guard let size = Int(exactly: claimed), size / mostGrowth <= packed.count else {
            throw damaged
        }
        let frame = UnsafeRawBufferPointer(rebasing: packed[8...])
        guard let bytes = unpacked(frame, size: size) else { throw damaged }
        return bytes
    }

    /// The bytes of a zstd frame; `nil` when it is damaged or has another size.
    static func unpacked(_ frame: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let result = ZSTD_decompress(buffer.baseAddress, size, frame.baseAddress, frame.count)
            failed = ZSTD_isError(result) != 0 || result != size
            count = failed ? 0 : size
        }
        return failed ? nil : bytes
    }
}
