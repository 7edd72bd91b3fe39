#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
    /// The place of the first such byte from a place on; the end where there is none.
    func place(of byte: UInt8, from start: Int = 0) -> Int {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether these are the bytes of an ASCII text.
    fileprivate func reads(_ text: StaticString) -> Bool {
        text.utf8CodeUnitCount == count
            && (baseAddress.map { memcmp($0, text.utf8Start, count) == 0 } ?? true)
    }
}

/// The lines of a corpus for the comparison: JSON objects with `id`, `title` and `text`.
///
/// Reads just these flat objects, in place. Not to be shared between threads.
final class CorpusLines {
    private var plain: [UInt8] = []

    /// A line: number, and the bytes of its strings as they stand between the quotes.
    struct Line {
        var id: UInt64 = 0
        var title = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    }

    /// Reads a line without its line end; `nil` for one that is no such object.
    func read(_ line: UnsafeBufferPointer<UInt8>) -> Line? {
        var result = Line()
        var index = 0
        let count = line.count
        func skip(_ index: inout Int, _ wanted: UInt8) -> Bool {
            while index < count, line[index] == 0x20 { index += 1 }
            guard index < count, line[index] == wanted else { return false }
            index += 1
            return true
        }
        guard skip(&index, UInt8(ascii: "{")) else { return nil }
        while true {
            guard skip(&index, UInt8(ascii: "\"")), let key = string(&index, line),
                skip(&index, UInt8(ascii: ":"))
            else { return nil }
            while index < count, line[index] == 0x20 { index += 1 }
            guard index < count else { return nil }
            if line[index] == UInt8(ascii: "\"") {
                index += 1
                guard let value = string(&index, line) else { return nil }
                if key.reads("title") { result.title = value }
                if key.reads("text") { result.text = value }
            } else {
                var number: UInt64 = 0
                while index < count, line[index] != UInt8(ascii: ","),
                    line[index] != UInt8(ascii: "}")
                {
                    let digit = line[index] &- 0x30
                    if digit < 10 { number = number &* 10 &+ UInt64(digit) }
                    index += 1
                }
                if key.reads("id") { result.id = number }
            }
            if skip(&index, UInt8(ascii: "}")) { return result }
            guard skip(&index, UInt8(ascii: ",")) else { return nil }
        }
    }

    /// The bytes up to the closing quote, which `index` moves behind.
    private func string(
        _ index: inout Int, _ line: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8>? {
        let start = index
        while true {
            let quote = line.place(of: UInt8(ascii: "\""), from: index)
            guard quote < line.count else { return nil }
            // Behind an odd number of backslashes it is part of the string.
            var first = quote
            while first > start, line[first - 1] == UInt8(ascii: "\\") { first -= 1 }
            index = quote + 1
            if (quote - first) % 2 == 0 {
                return UnsafeBufferPointer(rebasing: line[start..<quote])
            }
        }
    }

    /// Calls `body` with the text that a string stands for.
    func withPlain(
        _ string: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard string.place(of: UInt8(ascii: "\\")) < string.count else { return body(string) }
        plain.removeAll(keepingCapacity: true)
        var index = 0
        while index < string.count {
            guard string[index] == UInt8(ascii: "\\"), index + 1 < string.count else {
                plain.append(string[index])
                index += 1
                continue
            }
            switch string[index + 1] {
            case UInt8(ascii: "u"):
                let digits = String(decoding: string[(index + 2)...].prefix(4), as: UTF8.self)
                let code = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? " "
                plain.append(contentsOf: String(Character(code)).utf8)
                index += 6
                continue
            case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"),
                UInt8(ascii: "f"):
                plain.append(0x20)
            case let other: plain.append(other)
            }
            index += 2
        }
        plain.withUnsafeBufferPointer(body)
    }
}
