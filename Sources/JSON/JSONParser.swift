/// Reads one JSON text (RFC 8259), strictly.
///
/// Beyond the grammar it refuses what cannot be kept exactly: bytes that are not UTF-8, NUL bytes,
/// lone surrogates and nesting beyond a limit.
public struct JSONParser {
    /// Arrays and objects inside each other, at most.
    public static let maximumDepth = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The value of a whole text, with blank space around it allowed.
    ///
    /// - Throws: `JSONError`.
    public static func parse(_ bytes: some Sequence<UInt8>) throws(JSONError) -> JSONValue {
        let text = Array(bytes)
        let result = text.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONError> in
            do throws(JSONError) { return .success(try parse(buffer)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The value of a whole text in a buffer.
    ///
    /// - Throws: `JSONError`.
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        if let bad = firstBadByte(in: bytes) { throw JSONError(reason: .encoding, offset: bad) }
        var parser = JSONParser(bytes)
        parser.skipSpace()
        let value = try parser.value()
        parser.skipSpace()
        guard parser.offset == bytes.count else { throw parser.error(.unexpected) }
        return value
    }

    /// The place of the first NUL or ill-formed UTF-8 sequence (Unicode 15, table 3-7).
    static func firstBadByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte == 0 { return index }
                index += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch byte {
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF:
                length = 3
                if byte == 0xE0 { low = 0xA0 }
                if byte == 0xED { high = 0x9F }
            case 0xF0...0xF4:
                length = 4
                if byte == 0xF0 { low = 0x90 }
                if byte == 0xF4 { high = 0x8F }
            default: return index
            }
            guard index + length <= bytes.count, bytes[index + 1] >= low, bytes[index + 1] <= high
            else { return index }
            for next in index + 2..<max(index + 2, index + length)
            where bytes[next] & 0xC0 != 0x80 {
                return index
            }
            index += length
        }
        return nil
    }

    private func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(
            reason: reason == .unexpected && offset >= bytes.count ? .end : reason, offset: offset)
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
        }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        guard let byte = current else { throw error(.end) }
        return switch byte {
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "\""): .string(try string())
        case UInt8(ascii: "t"): try literal("true", .bool(true))
        case UInt8(ascii: "f"): try literal("false", .bool(false))
        case UInt8(ascii: "n"): try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(try number())
        default: throw error(.unexpected)
        }
    }

    private mutating func literal(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { throw error(.unexpected) }
            offset += 1
        }
        return value
    }

    private mutating func enter() throws(JSONError) {
        guard depth < Self.maximumDepth else { throw error(.depth) }
        depth += 1
        offset += 1
        skipSpace()
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        var result = JSONObject()
        if current == UInt8(ascii: "}") {
            offset += 1
            depth -= 1
            return .object(result)
        }
        while true {
            guard current == UInt8(ascii: "\"") else { throw error(.unexpected) }
            let name = try string()
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw error(.unexpected) }
            offset += 1
            skipSpace()
            result.append(name, try value())
            skipSpace()
            guard try another(before: UInt8(ascii: "}")) else { return .object(result) }
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        var result: [JSONValue] = []
        if current == UInt8(ascii: "]") {
            offset += 1
            depth -= 1
            return .array(result)
        }
        while true {
            result.append(try value())
            skipSpace()
            guard try another(before: UInt8(ascii: "]")) else { return .array(result) }
        }
    }

    /// Whether a comma comes (and is passed); `false` after the closing mark.
    private mutating func another(before close: UInt8) throws(JSONError) -> Bool {
        if current == UInt8(ascii: ",") {
            offset += 1
            skipSpace()
            return true
        }
        guard current == close else { throw error(.unexpected) }
        offset += 1
        depth -= 1
        return false
    }

    private mutating func digits() throws(JSONError) {
        guard let first = current, isDigit(first) else { throw error(.unexpected) }
        while let byte = current, isDigit(byte) { offset += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = offset
        if current == UInt8(ascii: "-") { offset += 1 }
        if current == UInt8(ascii: "0") {
            offset += 1
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        return JSONNumber(
            text: String(
                decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self))
    }

    private mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw error(.unexpected) }
            offset += 1
        }
        let head = UnsafeBufferPointer(rebasing: bytes[start..<offset])
        if current == UInt8(ascii: "\"") {
            offset += 1
            return String(decoding: head, as: UTF8.self)
        }
        var text = Array(head)
        while let byte = current {
            offset += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &text)
            } else if byte >= 0x20 {
                text.append(byte)
            } else {
                offset -= 1
                throw error(.unexpected)
            }
        }
        throw error(.end)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error(.end) }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = try fourHexDigits()
            if code & 0xFC00 == 0xD800, current == UInt8(ascii: "\\"), offset + 1 < bytes.count,
                bytes[offset + 1] == UInt8(ascii: "u")
            {
                offset += 2
                let low = try fourHexDigits()
                guard low & 0xFC00 == 0xDC00 else { throw error(.surrogate) }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(code) else { throw error(.surrogate) }
            text.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        default:
            offset -= 1
            throw error(.unexpected)
        }
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current else { throw error(.end) }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw error(.unexpected)
            }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }
}
