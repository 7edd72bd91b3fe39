@testable internal import Interface
internal import JSON

/// Requests: whatever a line holds, it gets one response on one line, that can be read.
enum RequestTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        let bytes = Array(input)
        guard !bytes.contains(0x0A) else { return }
        let job = JSONLines.Job(line: .bytes(bytes), number: 1, arrival: 0)
        var writer = JSONWriter()
        let engine = Engine(IndexSource(nowhere))
        _ = JSONLines.respond(to: job, engine: engine, writer: &writer)
        precondition(!writer.bytes.contains(0x0A), "a response of several lines")
        guard let response = try? JSONParser.parse(writer.bytes), let object = response.object
        else {
            preconditionFailure("a response that is no JSON")
        }
        precondition(object["ok"] != nil && object["id"] != nil && object["v"] != nil)
        checkMCP(bytes)
    }

    /// No index stands there: what comes before the engine is what is tried here.
    private static let nowhere = "/dev/null/ouderwijs"

    private static func checkMCP(_ bytes: [UInt8]) {
        let source = IndexSource(nowhere)
        let server = MCPServer(source)
        guard let job = server.job(.bytes(bytes)) else { return }
        var writer = JSONWriter()
        _ = server.respond(to: job, MCPMethods(Engine(source)), writer: &writer)
        precondition((try? JSONParser.parse(writer.bytes)) != nil, "a message that is no JSON")
    }
}
