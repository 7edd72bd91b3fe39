internal import CKernels

/// Numbers of a block as bytes.
///
/// The first byte is a width of up to 32 bits, by which all numbers are packed; or 64 and a width, by
/// which the lower bits are packed, and then come the patches for the few that do not fit: their number
/// (1 byte), the width of the rest of their bits (1 byte), their places in the block (1 byte each), and
/// the rest of their bits, one behind the other.
///
/// Source: the idea of M. Zukowski, S. Heman, N. Nes and P. Boncz, Super-scalar RAM-CPU cache
/// compression, ICDE 2006.
enum BlockCoding {
    static let patched: UInt32 = 64

    /// Appends numbers in the fewest bytes.
    ///
    /// - Parameters:
    ///   - count: 1 to 128; of 128 the packed numbers stand in lanes.
    ///   - canPatchTails: Whether fewer than 128 numbers may be patched, too.
    static func append(
        _ numbers: [UInt32], _ count: Int, to bytes: inout [UInt8], canPatchTails: Bool
    ) {
        // How many numbers have each width.
        var widths = [Int](repeating: 0, count: 33)
        for index in 0..<count { widths[32 - numbers[index].leadingZeroBitCount] += 1 }
        let widest = widths.lastIndex { $0 > 0 } ?? 0
        var best = widest
        var bestSize = packedSize(count, widest)
        if count == SegmentFormat.blockSize || canPatchTails {
            var over = 0
            for width in stride(from: widest - 1, through: 0, by: -1) {
                over += widths[width + 1]
                let size =
                    packedSize(count, width) + 2 + over
                    + ow_tail_bytes(over, UInt32(widest - width))
                if size < bestSize {
                    best = width
                    bestSize = size
                }
            }
        }
        guard best < widest else {
            bytes.append(UInt8(widest))
            pack(numbers, count, UInt32(widest), to: &bytes)
            return
        }
        bytes.append(UInt8(patched) + UInt8(best))
        let mask = UInt32(truncatingIfNeeded: UInt64(1) << UInt64(best) - 1)
        var low = numbers
        var places: [UInt8] = []
        var rest: [UInt32] = []
        for index in 0..<count {
            low[index] = numbers[index] & mask
            guard numbers[index] > mask else { continue }
            places.append(UInt8(index))
            rest.append(numbers[index] >> UInt32(best))
        }
        pack(low, count, UInt32(best), to: &bytes)
        bytes.append(UInt8(places.count))
        bytes.append(UInt8(widest - best))
        bytes += places
        packTail(rest, rest.count, UInt32(widest - best), to: &bytes)
    }

    private static func packedSize(_ count: Int, _ width: Int) -> Int {
        count == SegmentFormat.blockSize
            ? SegmentFormat.blockSize / 8 * width : ow_tail_bytes(count, UInt32(width))
    }

    private static func pack(
        _ numbers: [UInt32], _ count: Int, _ width: UInt32, to bytes: inout [UInt8]
    ) {
        guard count == SegmentFormat.blockSize else {
            packTail(numbers, count, width, to: &bytes)
            return
        }
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: packedSize(count, Int(width))))
        bytes.withUnsafeMutableBufferPointer { out in
            guard let target = out.baseAddress else { return }
            ow_pack(numbers, width, target + start)
        }
    }

    /// Appends numbers packed one behind the other.
    static func packTail(
        _ numbers: [UInt32], _ count: Int, _ width: UInt32, to bytes: inout [UInt8]
    ) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: ow_tail_bytes(count, width)))
        bytes.withUnsafeMutableBufferPointer { out in
            guard let target = out.baseAddress else { return }
            ow_pack_tail(numbers, count, width, target + start)
        }
    }

    /// What `read` found.
    struct Numbers {
        /// Bytes that were read.
        var size: Int
        /// No number has more bits.
        var width: UInt32
    }

    /// Unpacks numbers; `nil` when they do not lie in `left` bytes or are no such coding.
    ///
    /// Behind the bytes `OW_SLACK` more are readable, as everywhere in a segment.
    ///
    /// - Parameters:
    ///   - numbers: Room for 128.
    ///   - before: When the numbers are distances less 1: the ordinal before the first; they are
    ///     summed then, and may have 24 bits at most.
    @inline(__always)
    static func read(
        _ bytes: UnsafePointer<UInt8>, left: Int, count: Int,
        to numbers: UnsafeMutablePointer<UInt32>, sumBehind before: UInt32?
    ) -> Numbers? {
        guard left >= 1 else { return nil }
        let isFull = count == SegmentFormat.blockSize
        let isPatched = bytes[0] >= patched
        let width = UInt32(bytes[0]) & (patched - 1)
        guard width <= 32, !isPatched || bytes[0] < 2 * patched else { return nil }
        let packed = isFull ? 16 * Int(width) : ow_tail_bytes(count, width)
        guard 1 + packed <= left else { return nil }
        if let before, isFull, !isPatched {
            guard width <= 24 else { return nil }
            ow_unpack_ordinals(bytes + 1, width, before, numbers)
            return Numbers(size: 1 + packed, width: width)
        }
        if isFull {
            ow_unpack(bytes + 1, width, numbers)
        } else {
            ow_unpack_tail(bytes + 1, count, width, numbers)
        }
        var result = Numbers(size: 1 + packed, width: width)
        if isPatched {
            guard
                let patches = patch(
                    bytes + 1 + packed, left: left - 1 - packed, count: count, width: width,
                    numbers)
            else { return nil }
            result.size += patches.size
            result.width += patches.width
        }
        if let before {
            guard result.width <= 24 else { return nil }
            if isFull {
                ow_sum_block(numbers, before)
            } else {
                ow_sum_ordinals(numbers, count, before)
            }
        }
        return result
    }

    private static func patch(
        _ bytes: UnsafePointer<UInt8>, left: Int, count: Int, width: UInt32,
        _ numbers: UnsafeMutablePointer<UInt32>
    ) -> Numbers? {
        guard left >= 2 else { return nil }
        let patches = Int(bytes[0])
        let rest = UInt32(bytes[1])
        guard patches <= SegmentFormat.blockSize, rest <= 32 - width else { return nil }
        let size = 2 + patches + ow_tail_bytes(patches, rest)
        guard size <= left else { return nil }
        let isGood = withUnsafeTemporaryAllocation(
            of: UInt32.self, capacity: SegmentFormat.blockSize
        ) { values in
            guard let start = values.baseAddress else { return false }
            ow_unpack_tail(bytes + 2 + patches, patches, rest, start)
            return ow_patch(numbers, bytes + 2, start, patches, width, count) == 1
        }
        return isGood ? Numbers(size: size, width: rest) : nil
    }
}
