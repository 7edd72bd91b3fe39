internal import CKernels

/// The positions of one block, read in place.
///
///     0  1  a width of up to 32 bits, by which all numbers are packed one behind the other
///     1  .. these
///
/// or, as a word stands among the first eighty of a passage and not among 128, for numbers in groups:
///
///     0  1  64 and how many numbers a group has, 2 to 5
///     1  1  the base: all numbers are below it
///     2  .. the groups: of a group the first number counts once, the second as often as the base says,
///           and so on; each has the bits that the greatest one needs, of which there are 32 at most
package struct PackedPositions {
    private let numbers: UnsafePointer<UInt8>
    private let width: UInt32
    /// How many numbers the bytes can hold.
    private let count: Int
    /// Numbers in a group; 1 without groups.
    private let size: UInt32
    private let base: UInt32
    /// What the numbers of a group count.
    private let powers: (UInt32, UInt32, UInt32, UInt32, UInt32)

    private static let grouped: UInt8 = 64
    private static let sizes: ClosedRange<UInt32> = 2...5

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, let first = bytes.first else { return nil }
        guard first >= Self.grouped else {
            guard first <= 32 else { return nil }
            width = UInt32(first)
            numbers = (start + 1).assumingMemoryBound(to: UInt8.self)
            count = width == 0 ? .max : (bytes.count - 1) * 8 / Int(width)
            (size, base, powers) = (1, 0, (1, 1, 1, 1, 1))
            return
        }
        size = UInt32(first - Self.grouped)
        guard Self.sizes.contains(size), bytes.count >= 2 else { return nil }
        base = UInt32(bytes[1])
        guard let width = Self.width(size: size, base: base) else { return nil }
        self.width = width
        numbers = (start + 2).assumingMemoryBound(to: UInt8.self)
        count = (bytes.count - 2) * 8 / Int(width) * Int(size)
        let square = base &* base
        powers = (1, base, square, square &* base, square &* square)
    }

    /// The number at an index; 0 for one that the bytes cannot hold.
    @inline(__always)
    package func number(_ index: Int) -> UInt32 {
        // Eight bytes are readable at each number: the frame stands behind all sections.
        guard index < count, width > 0 else { return 0 }
        guard size > 1 else { return ow_number_at(numbers, index, width) }
        let (group, place) = UInt32(truncatingIfNeeded: index).quotientAndRemainder(
            dividingBy: size)
        let value = ow_number_at(numbers, Int(group), width)
        let power =
            switch place {
            case 0: powers.0
            case 1: powers.1
            case 2: powers.2
            case 3: powers.3
            default: powers.4
            }
        return value / power % base
    }

    /// Bits of a group; `nil` when it has more than 32, or no base.
    private static func width(size: UInt32, base: UInt32) -> UInt32? {
        guard base >= 2 else { return nil }
        var greatest: UInt64 = 1
        for _ in 0..<size { greatest *= UInt64(base) }
        let width = 64 - (greatest - 1).leadingZeroBitCount
        return width <= 32 ? UInt32(width) : nil
    }

    /// Appends numbers in the fewest bytes; of equally many, in the smaller groups.
    static func append(_ numbers: [UInt32], _ count: Int, to bytes: inout [UInt8]) {
        let greatest = ow_greatest(numbers, count)
        let plain = UInt32(32 - greatest.leadingZeroBitCount)
        var best: (size: UInt32, width: UInt32) = (1, plain)
        if greatest < 255 {
            var bestBytes = ow_tail_bytes(count, plain)
            for size in sizes {
                guard let width = width(size: size, base: greatest + 1) else { continue }
                let groups = (count + Int(size) - 1) / Int(size)
                let needed = 1 + ow_tail_bytes(groups, width)
                if needed < bestBytes {
                    best = (size, width)
                    bestBytes = needed
                }
            }
        }
        guard best.size > 1 else {
            bytes.append(UInt8(plain))
            BlockCoding.packTail(numbers, count, plain, to: &bytes)
            return
        }
        bytes.append(grouped + UInt8(best.size))
        bytes.append(UInt8(greatest + 1))
        let groups = (count + Int(best.size) - 1) / Int(best.size)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: ow_tail_bytes(groups, best.width)))
        bytes.withUnsafeMutableBufferPointer { out in
            guard let target = out.baseAddress else { return }
            ow_pack_groups(
                numbers, count, best.size, greatest + 1, best.width, target + start)
        }
    }
}
