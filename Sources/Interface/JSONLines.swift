internal import JSON

/// The JSON-lines interface: a request a line in, a response a line out, in order.
package enum JSONLines {
    /// Answers standard input until it ends.
    ///
    /// - Returns: `partly` when a line failed.
    package static func run(_ engine: Engine) -> ExitStatus {
        var reader = LineReader(limit: Limits.line)
        var writer = JSONWriter()
        var number = 0
        var status = ExitStatus.done
        while let line = reader.next() {
            number += 1
            writer.reset()
            switch line {
            case .tooLong:
                let error = RequestError(.tooLarge(limit: Limits.line))
                Response.write(error, id: .null, line: number, to: &writer)
                status = .partly
            case .bytes(var bytes):
                if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
                guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
                    continue
                }
                if !respond(to: bytes, line: number, engine: engine, writer: &writer) {
                    status = .partly
                }
            }
            writer.endLine()
            Terminal.write(writer.bytes)
        }
        return status
    }

    /// Writes the response to one line; gives whether it went well.
    static func respond(
        to bytes: [UInt8], line: Int, engine: Engine, writer: inout JSONWriter
    ) -> Bool {
        var id = JSONValue.null
        do throws(RequestError) {
            let object = try object(from: bytes)
            id = try identifier(of: object)
            let request = try Request(object)
            switch engine.respond(to: request, id: id, line: line, writer: &writer) {
            case .success: return true
            case .failure: return false
            }
        } catch {
            Response.write(error, id: id, line: line, to: &writer)
            return false
        }
    }

    private static func object(from bytes: [UInt8]) throws(RequestError) -> JSONObject {
        let value: JSONValue
        do { value = try JSONParser.parse(bytes) } catch {
            switch error.reason {
            case .encoding: throw RequestError(.notUTF8)
            case .depth: throw RequestError(.tooDeep(limit: JSONParser.maximumDepth))
            case .unexpected, .end, .surrogate:
                throw RequestError(.invalidJSON(offset: error.offset))
            }
        }
        guard let object = value.object else { throw RequestError(.notAnObject) }
        return object
    }

    /// The request's id as it came; `null` when it is missing.
    private static func identifier(of object: JSONObject) throws(RequestError) -> JSONValue {
        guard let id = object["id"], id != .null else { return .null }
        switch id {
        case .string: return id
        case .number(let number) where number.text.allSatisfy({ $0.isNumber || $0 == "-" }):
            return id
        default: throw RequestError(.wrongType("id", .identifier), pointer: "/id")
        }
    }
}
