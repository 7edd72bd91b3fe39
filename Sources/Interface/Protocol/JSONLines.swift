internal import JSON

/// The JSON-lines interface: a request a line in, a response a line out, in order.
package enum JSONLines {
    /// A line that came in.
    struct Job: Sendable {
        let line: LineReader.Line
        let number: Int
        let arrival: UInt64
    }

    /// Answers standard input until it ends.
    ///
    /// - Returns: `partly` when a line failed.
    package static func run(_ source: IndexSource) -> ExitStatus {
        LinePipeline(
            job: { Job(line: $0, number: $1, arrival: Terminal.now) },
            makeWorker: {
                let engine = Engine(source)
                return { respond(to: $0, engine: engine, writer: &$1) }
            }
        ).run(LineReader(limit: Limits.line))
    }

    /// Writes the response to one line; gives whether it went well.
    static func respond(to job: Job, engine: Engine, writer: inout JSONWriter) -> Bool {
        var id = JSONValue.null
        do throws(RequestError) {
            guard case .bytes(let bytes) = job.line else {
                throw RequestError(.tooLarge(limit: Limits.line))
            }
            let object = try object(from: bytes)
            id = try identifier(of: object)
            let result = engine.respond(
                to: try Request(object), id: id, line: job.number, arrival: job.arrival,
                writer: &writer)
            return (try? result.get()) != nil
        } catch {
            Response.write(error, id: id, line: job.number, to: &writer)
            return false
        }
    }

    private static func object(from bytes: [UInt8]) throws(RequestError) -> JSONObject {
        let value: JSONValue
        do { value = try JSONParser.parse(bytes) } catch { throw RequestError(error) }
        guard let object = value.object else { throw RequestError(.notAnObject) }
        return object
    }

    /// The request's id as it came; `null` when it is missing.
    private static func identifier(of object: JSONObject) throws(RequestError) -> JSONValue {
        guard let id = object["id"], id != .null else { return .null }
        switch id {
        case .string: return id
        case .number(let number) where number.isInteger: return id
        default: throw RequestError(.wrongType("id", .identifier), pointer: "/id")
        }
    }
}
