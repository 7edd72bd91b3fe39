import JSON
import TestSupport
import Testing

struct JSONParserTests {
    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .bool(true)), ("\t\n\r false", .bool(false)),
        ("\"\"", .string("")), ("\"a\\u0000b\"", .string("a\u{0}b")),
        ("\"\\u00e9\\n\\/\\\"\"", .string("é\n/\"")), ("\"\\ud83d\\ude00\"", .string("😀")),
        ("[]", .array([])), ("[1,[2]]", nil), ("{}", .object(JSONObject())),
        ("{\"\":0}", nil), ("{\"a\\u0000\":1}", nil), ("-0", nil), ("1e5", nil), ("0.5E-3", nil),
        ("123456789012345678901234567890", nil), ("\"\u{7F}\"", .string("\u{7F}")),
        ("\"\u{2028}\"", .string("\u{2028}")),
    ])
    func accepts(text: String, expected: JSONValue?) throws {
        let value = try JSONParser.parse(text.utf8)
        if let expected { #expect(value == expected) }
    }

    @Test(arguments: [
        "", " ", "nul", "True", "[1,]", "[1 2]", "[,1]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}",
        "{'a':1}", "01", "-", "+1", ".5", "1.", "1e", "1e+", "0x1", "NaN", "Infinity", "\"",
        "\"\\x\"",
        "\"\\u12\"", "\"a\nb\"", "\"\t\"", "[", "{", "[1", "{\"a\":", "1 2", "[]]", "\u{FEFF}1",
        "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "//a\n1", "[1]\u{0}",
    ])
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text.utf8) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xE2],
            [0xFF, 0xFE],
            [0x22, 0x00, 0x22],
        ] as [[UInt8]])
    func refusesBytesThatAreNoText(bytes: [UInt8]) throws {
        let error = try #require(throws: JSONError.self) { try JSONParser.parse(bytes) }
        #expect(error.reason == .encoding)
    }

    @Test func keepsNumbersAsWritten() throws {
        let text = "[1.10,123456789012345678901234567890,-0,1E+2]"
        var writer = JSONWriter()
        writer.value(try JSONParser.parse(text.utf8))
        #expect(writer.text == text)
    }

    @Test func givesWholeNumbersOnlyForWholeNumbers() throws {
        let values = try #require(
            try JSONParser.parse("[5,5.0,1e2,99999999999999999999]".utf8).array)
        #expect(values.map(\.integer) == [5, nil, nil, nil])
    }

    @Test func acceptsTheDeepestNestingAndRefusesOneMore() throws {
        let depth = JSONParser.maximumDepth
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        _ = try JSONParser.parse(text.utf8)
        let error = try #require(throws: JSONError.self) {
            try JSONParser.parse(("[" + text + "]").utf8)
        }
        #expect(error.reason == .depth)
        #expect(throws: JSONError.self) {
            try JSONParser.parse(String(repeating: "[{\"a\":", count: 100_000).utf8)
        }
    }

    @Test func takesTheLastOfDoubledNames() throws {
        let object = try #require(try JSONParser.parse("{\"a\":1,\"a\":2}".utf8).object)
        #expect(object["a"]?.integer == 2)
        #expect(object.members.count == 2)
    }

    /// What is written is read back, and what is changed at random never crashes the reader.
    @Test func survivesRandomChanges() throws {
        var random = SeededGenerator(7)
        let text =
            "{\"op\":\"ask\",\"query\":\"één \\u00eb\",\"n\":[1,-2.5e3,null,true],\"f\":{\"a\":[]}}"
        for _ in 0..<20_000 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                }
            }
            guard let value = try? JSONParser.parse(bytes) else { continue }
            var writer = JSONWriter()
            writer.value(value)
            #expect(try JSONParser.parse(writer.bytes) == value)
        }
    }

    @Test func escapesWhatMustBeEscaped() throws {
        var writer = JSONWriter()
        let text = "\u{0}\u{1F}\"\\\n\t\u{7F}é😀"
        writer.value(text)
        #expect(!writer.bytes.contains { $0 < 0x20 })
        #expect(try JSONParser.parse(writer.bytes) == .string(text))
    }
}
