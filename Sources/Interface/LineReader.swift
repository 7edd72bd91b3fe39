#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads standard input a line at a time, whatever it holds.
package struct LineReader {
    /// One line.
    package enum Line: Hashable {
        /// The bytes, without the line's end.
        case bytes([UInt8])
        /// More than the limit; what went beyond was thrown away.
        case tooLong
    }

    private let limit: Int
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    /// A reader that accepts lines of at most `limit` bytes.
    package init(limit: Int) { self.limit = limit }

    /// The next line, or `nil` at the end of input; a last line may lack its end.
    package mutating func next() -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var isEmpty = true
        while true {
            if start == end, !fill() {
                if isEmpty { return nil }
                break
            }
            isEmpty = false
            let stop = chunk[start..<end].firstIndex(of: 0x0A)
            let piece = chunk[start..<(stop ?? end)]
            if line.count + piece.count > limit {
                isTooLong = true
                line.removeAll()
            } else if !isTooLong {
                line.append(contentsOf: piece)
            }
            start = stop.map { $0 + 1 } ?? end
            if stop != nil { break }
        }
        if isTooLong { return .tooLong }
        if line.last == 0x0D { line.removeLast() }
        return .bytes(line)
    }

    private mutating func fill() -> Bool {
        guard !isAtEnd else { return false }
        while true {
            let count = chunk.withUnsafeMutableBytes {
                read(STDIN_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            isAtEnd = count <= 0
            start = 0
            end = max(0, count)
            return count > 0
        }
    }
}
