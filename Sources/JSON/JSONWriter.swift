/// Writes JSON texts into one growing buffer, compactly, members in the order of the calls.
public struct JSONWriter: Sendable {
    /// What was written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private let drain: (@Sendable ([UInt8]) -> Void)?

    /// Bytes after which a text is handed to `drain`.
    private static let drainSize = 1 << 18

    /// A writer with an empty buffer.
    ///
    /// - Parameter drain: Gets the text in pieces while it is written, so that a long one is never
    ///   whole in memory; the last piece stays in `bytes`. `nil` keeps all.
    public init(drain: (@Sendable ([UInt8]) -> Void)? = nil) { self.drain = drain }

    /// Forgets what was written and keeps the memory.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// The text so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Ends a line of JSON lines.
    public mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Starts a member of the current object; its value comes next.
    public mutating func name(_ name: String) {
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes an object; `body` writes its members.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
        if let drain, bytes.count > Self.drainSize {
            drain(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    /// Writes an array; `body` writes its elements.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes a string.
    public mutating func value(_ text: String) {
        separate()
        quoted(text)
    }

    /// Writes a whole number.
    public mutating func value(_ number: Int) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(of: number.magnitude)
    }

    /// Writes a whole number.
    public mutating func value(_ number: UInt64) {
        separate()
        digits(of: UInt(number))
    }

    private mutating func digits(of number: UInt) {
        if number > 9 { digits(of: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// Writes a number with the fewest digits that give it back; `null` for what JSON cannot say.
    public mutating func value(_ number: Double) {
        separate()
        guard number.isFinite else {
            bytes.append(contentsOf: "null".utf8)
            return
        }
        bytes.append(contentsOf: number.description.utf8)
    }

    /// Writes a truth value.
    public mutating func value(_ truth: Bool) {
        separate()
        bytes.append(contentsOf: (truth ? "true" : "false").utf8)
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a parsed value as it was read.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let truth): self.value(truth)
        case .string(let text): self.value(text)
        case .number(let number):
            separate()
            bytes.append(contentsOf: number.text.utf8)
        case .array(let elements): array { for element in elements { $0.value(element) } }
        case .object(let object):
            self.object {
                for member in object.members {
                    $0.name(member.name)
                    $0.value(member.value)
                }
            }
        }
    }

    /// Writes a value that is JSON already.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes += json
    }

    /// Writes members of the current object that are JSON already, with commas between them.
    public mutating func members(_ json: ArraySlice<UInt8>) {
        guard !json.isEmpty else { return }
        separate()
        bytes += json
    }

    /// Writes a member with a string.
    public mutating func member(_ name: String, _ text: String) {
        self.name(name)
        value(text)
    }

    /// Writes a member with a whole number.
    public mutating func member(_ name: String, _ number: Int) {
        self.name(name)
        value(number)
    }

    /// Writes a member with a whole number.
    public mutating func member(_ name: String, _ number: UInt64) {
        self.name(name)
        value(number)
    }

    /// Writes a member with a number.
    public mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    /// Writes a member with a truth value.
    public mutating func member(_ name: String, _ truth: Bool) {
        self.name(name)
        value(truth)
    }

    /// Writes a member with an array of strings.
    public mutating func member(_ name: String, _ texts: [String]) {
        self.name(name)
        array { for text in texts { $0.value(text) } }
    }

    // Made for each kind of element where it is called, or elements would be copied one by one.
    /// Writes a member with an array of objects, one for each element.
    ///
    /// - Parameter body: Writes the members of an element's object.
    @inlinable
    public mutating func objects<Element>(
        _ name: String, of elements: some Sequence<Element>,
        _ body: (inout JSONWriter, Element) -> Void
    ) {
        self.name(name)
        array { writer in
            for element in elements { writer.object { body(&$0, element) } }
        }
    }

    /// Writes a member with a string, unless that is `nil` or empty.
    public mutating func memberIfAny(_ name: String, _ text: String?) {
        if let text, !text.isEmpty { member(name, text) }
    }

    /// Writes a member with an array of strings, unless that is empty.
    public mutating func memberIfAny(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { member(name, texts) }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether eight bytes stand here that need no escape.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Bool {
        guard index + 8 <= text.count else { return false }
        let word = UnsafeRawBufferPointer(text).loadUnaligned(
            fromByteOffset: index, as: UInt64.self)
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        // The highest bit of each byte that is below 32, a quote or a backslash, as no borrow comes from a
        // byte that is 0 in these sums unless one of them is found (A. Mycroft, 1987).
        let control = word &- ones &* 0x20
        let quote = (word ^ ones &* 0x22) &- ones
        let slash = (word ^ ones &* 0x5C) &- ones
        let found =
            control & ~word | quote & ~(word ^ ones &* 0x22) | slash & ~(word ^ ones &* 0x5C)
        return found & tops == 0
    }

    /// Adds whole runs of what needs no escape.
    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = -1
        while index + 1 < text.count {
            index += 1
            if Self.isPlain(text, from: index) {
                index += 7
                continue
            }
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            start = index + 1
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case 0x0A: bytes.append(UInt8(ascii: "n"))
            case 0x0D: bytes.append(UInt8(ascii: "r"))
            case 0x09: bytes.append(UInt8(ascii: "t"))
            case 0..<0x20:
                bytes.append(contentsOf: "u00".utf8)
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(contentsOf: text[start...])
    }
}
