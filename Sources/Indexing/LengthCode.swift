/// Lengths of fields in one byte.
///
/// Exact up to 127; above it four significant bits are kept, so that the error stays under 6 %, up to
/// 31,744 words, which all longer fields count as. The score is defined on the coded length.
package enum LengthCode {
    /// Longest length that is told apart.
    static let longest = 31 << 10

    /// The code of a number of words; of equal or greater lengths never a smaller one.
    package static func code(of length: Int) -> UInt8 {
        guard length > 127 else { return UInt8(max(0, length)) }
        let capped = min(length, longest)
        // 128 has its highest bit at 7 and shift 3.
        let shift = Int.bitWidth - 1 - capped.leadingZeroBitCount - 4
        return UInt8(128 + (shift - 3) * 16 + (capped >> shift) - 16)
    }

    /// The number of words that a code stands for.
    package static func length(of code: UInt8) -> Int {
        guard code > 127 else { return Int(code) }
        let shift = Int(code - 128) / 16 + 3
        return (16 + Int(code - 128) % 16) << shift
    }
}
