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
                if key.elementsEqual("title".utf8) { result.title = value }
                if key.elementsEqual("text".utf8) { result.text = value }
            } else {
                var number: UInt64 = 0
                while index < count, line[index] != UInt8(ascii: ","),
                    line[index] != UInt8(ascii: "}")
                {
                    let digit = line[index] &- 0x30
                    if digit < 10 { number = number &* 10 &+ UInt64(digit) }
                    index += 1
                }
                if key.elementsEqual("id".utf8) { result.id = number }
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
        while index < line.count {
            let byte = line[index]
            if byte == UInt8(ascii: "\"") {
                defer { index += 1 }
                return UnsafeBufferPointer(rebasing: line[start..<index])
            }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// Calls `body` with the text that a string stands for.
    func withPlain(
        _ string: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard string.contains(UInt8(ascii: "\\")) else { return body(string) }
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
