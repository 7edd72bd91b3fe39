internal import JSON

/// JSON: what is read, written and read again is the same.
enum JSONTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let value = try? JSONParser.parse(input.bindMemory(to: UInt8.self)) else { return }
        var writer = JSONWriter()
        writer.value(value)
        precondition((try? JSONParser.parse(writer.bytes)) == value, "writing changes a value")
    }
}
