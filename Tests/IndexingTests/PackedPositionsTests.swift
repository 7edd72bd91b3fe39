import TestSupport
import Testing

@testable import Indexing

struct PackedPositionsTests {
    @Test(arguments: 1...40)
    func givesBackWhatWasPacked(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        let bounds: [UInt32] = [1, 2, 3, 60, 80, 84, 85, 101, 254, 255, 256, 70_000, .max]
        for bound in bounds {
            let count = Int.random(in: 1...300, using: &random)
            let numbers = (0..<count).map { _ in UInt32.random(in: 0..<bound, using: &random) }
            var bytes: [UInt8] = []
            PackedPositions.append(numbers, count, to: &bytes)
            let widest = 32 - (numbers.max() ?? 0).leadingZeroBitCount
            // Never more than plain packing takes.
            #expect(bytes.count <= 1 + (count * widest + 7) / 8)
            let size = bytes.count
            // As in a segment, more bytes are readable behind.
            bytes += [UInt8](repeating: 0xFF, count: 16)
            try bytes.withUnsafeBytes { raw in
                let packed = try #require(
                    PackedPositions(UnsafeRawBufferPointer(rebasing: raw[..<size])))
                for (index, number) in numbers.enumerated() {
                    #expect(packed.number(index) == number)
                }
                #expect(packed.number(1 << 30) == 0)
            }
        }
    }

    @Test func positionsOfPassagesTakeLessThanSevenBits() {
        var random = SeededGenerator(1)
        let numbers = (0..<1000).map { _ in UInt32.random(in: 0..<84, using: &random) }
        var bytes: [UInt8] = []
        PackedPositions.append(numbers, numbers.count, to: &bytes)
        #expect(bytes.count * 8 <= 6410 + 24)
    }

    @Test func refusesWhatIsNoCoding() {
        for bytes: [UInt8] in [
            [33], [63], [65, 10], [70, 10], [66], [66, 0], [66, 1], [69, 85],
        ] {
            let padded = bytes + [UInt8](repeating: 0, count: 16)
            padded.withUnsafeBytes { raw in
                #expect(
                    PackedPositions(UnsafeRawBufferPointer(rebasing: raw[..<bytes.count])) == nil)
            }
        }
    }
}
