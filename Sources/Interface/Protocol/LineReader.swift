#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads standard input a line at a time, whatever it holds.
package struct LineReader {
    /// One line.
    package enum Line: Hashable, Sendable {
        /// The bytes, without the line's end.
        case bytes([UInt8])
        /// More than the limit; what went beyond was thrown away.
        case tooLong
    }

    /// The number of the last line given, from 1; blank lines count.
    package private(set) var number = 0

    private let limit: Int
    private var line: [UInt8] = []
    private var isTooLong = false
    private var isBlank = true
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0
    private var isAtEnd = false

    /// A reader that accepts lines of at most `limit` bytes, their ends not counted.
    package init(limit: Int) { self.limit = limit }

    /// The next line that holds more than blanks, or `nil` at the end of input or when the program
    /// was told to stop; a last line may lack its end.
    package mutating func next() -> Line? {
        while readLine() {
            number += 1
            if number == 1, line.starts(with: Self.byteOrderMark) {
                line.removeFirst(Self.byteOrderMark.count)
            }
            if !isTooLong, line.last == 0x0D { line.removeLast() }
            if isBlank || line.allSatisfy(Self.isBlank) && !isTooLong { continue }
            return isTooLong || line.count > limit ? .tooLong : .bytes(line)
        }
        return nil
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// What a line may have beside its limit: the mark at the start of the stream, and a carriage
    /// return.
    private static let margin = 4

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }

    /// Reads a line into `line`; `false` at the end.
    private mutating func readLine() -> Bool {
        line = []
        isTooLong = false
        isBlank = true
        var hasBytes = false
        while true {
            if start == end, !fill() {
                // What was cut off by a signal is no line.
                return hasBytes && !Signals.isStopping
            }
            hasBytes = true
            let stop = lineEnd()
            let piece = chunk[start..<(stop ?? end)]
            isBlank = isBlank && piece.allSatisfy(Self.isBlank)
            if line.count + piece.count > limit + Self.margin {
                isTooLong = true
                line = []
            } else if !isTooLong {
                if stop == nil, !line.isEmpty {
                    // It is a long one: all the room it may take, once.
                    line.reserveCapacity(limit + Self.margin)
                }
                line.append(contentsOf: piece)
            }
            start = stop.map { $0 + 1 } ?? end
            if stop != nil { return true }
        }
    }

    private func lineEnd() -> Int? {
        chunk.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress,
                let found = memchr(base + start, 0x0A, end - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private mutating func fill() -> Bool {
        guard !isAtEnd else { return false }
        while true {
            guard Terminal.waitForInput() else {
                isAtEnd = true
                return false
            }
            let count = chunk.withUnsafeMutableBytes {
                read(STDIN_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            isAtEnd = count <= 0
            start = 0
            end = max(0, count)
            return count > 0
        }
    }
}
