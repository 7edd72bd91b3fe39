internal import CXXHash

/// Appends numbers to bytes, little-endian.
extension Array where Element == UInt8 {
    mutating func append(u32 number: UInt32) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    mutating func append(u64 number: UInt64) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    /// Seven bits a byte, lowest first, the high bit set on all but the last (LEB128).
    mutating func append(variable number: some BinaryInteger) {
        var rest = UInt64(number)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}

/// The order of bytes as numbers, the shorter of two that begin alike first.
package enum ByteOrder {
    /// Less than 0 where the first comes before the second, 0 where they are the same.
    @inlinable
    package static func compare(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return Int(left[index]) - Int(right[index])
        }
        return left.count - right.count
    }
}

/// A checksum of bytes.
enum Checksum {
    /// XXH3, 64 bits, by the xxHash library.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let start = bytes.baseAddress else { return 0 }
        return ow_xxh3(start, bytes.count)
    }

    static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }
}

/// The checksum of bytes that come in pieces.
final class RunningChecksum {
    private let state: UnsafeMutableRawPointer

    init() {
        guard let state = ow_xxh3_start() else { fatalError("out of memory") }
        self.state = state
    }

    func add(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        ow_xxh3_add(state, start, bytes.count)
    }

    /// The checksum of all pieces so far.
    var value: UInt64 { ow_xxh3_value(state) }

    deinit { ow_xxh3_end(state) }
}

/// Bytes of one section, read with every offset checked.
struct SectionBytes: Sendable {
    // Read-only mapped memory, kept alive by the segment that hands this out.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    let path: String
    let part: String

    var count: Int { bytes.count }

    var damaged: IndexError { .damaged(path: path, part: part) }

    func u32(at offset: Int) throws(IndexError) -> UInt32 {
        guard offset >= 0, offset <= bytes.count - 4 else { throw damaged }
        return bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
    }

    func u64(at offset: Int) throws(IndexError) -> UInt64 {
        guard offset >= 0, offset <= bytes.count - 8 else { throw damaged }
        return bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }

    /// A number that serves as offset or count.
    func size(at offset: Int) throws(IndexError) -> Int {
        guard let size = Int(exactly: try u64(at: offset)) else { throw damaged }
        return size
    }

    /// The bytes of a range.
    func slice(_ range: Range<Int>) throws(IndexError) -> UnsafeRawBufferPointer {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { throw damaged }
        return UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    /// A LEB128 number, 32 bits unless told otherwise; `offset` moves behind it.
    func variable(
        at offset: inout Int, most: UInt64 = UInt64(UInt32.max)
    ) throws(IndexError) -> UInt64 {
        guard offset >= 0 else { throw damaged }
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                guard result <= min(most, UInt64(Int.max >> 1)) else { throw damaged }
                return result
            }
            shift += 7
            guard shift <= 56 else { throw damaged }
        }
        throw damaged
    }
}

/// A hash by which contents are recognised, for the users of the index.
public enum ContentHash {
    /// XXH3, 64 bits.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { Checksum.of(bytes) }
}
