internal import JSON
internal import Synchronization

/// A server of the Model Context Protocol on standard input and output, for assistants.
///
/// It speaks the versions that begin with a handshake, and the one in which every request names its
/// version (modelcontextprotocol.io/specification).
package struct MCPServer: Sendable {
    /// What a line asks for.
    enum Job: Sendable {
        /// A response at once.
        case failure(MCPError, id: JSONValue)
        case message(Call)
        /// Several messages, answered in one line.
        case batch([Job])
    }

    /// A message with what was agreed when it came.
    struct Call: Sendable {
        let message: MCPMessage
        let version: String
        let arrival: UInt64
        var isStateless: Bool { version == MCPVersion.stateless }
    }

    /// What the messages so far agreed on; touched by the thread that reads, asked by the others.
    final class Session: Sendable {
        let version = Mutex(MCPVersion.latestWithHandshake)
        private let calls = Mutex<[JSONValue: Bool]>([:])

        func begin(_ id: JSONValue) { calls.withLock { $0[id] = false } }
        func cancel(_ id: JSONValue) { calls.withLock { if $0[id] != nil { $0[id] = true } } }
        func isCancelled(_ id: JSONValue) -> Bool { calls.withLock { $0[id] ?? false } }
        func end(_ id: JSONValue) { calls.withLock { $0[id] = nil } }
    }

    private let source: IndexSource
    let session = Session()

    /// A server over an index.
    init(_ source: IndexSource) { self.source = source }

    /// Answers standard input until it ends.
    package static func run(_ source: IndexSource) -> ExitStatus {
        let server = MCPServer(source)
        _ = LinePipeline(job: { line, _ in server.job(line) }) {
            let methods = MCPMethods(Engine(source))
            return { server.respond(to: $0, methods, writer: &$1) }
        }.run(LineReader(limit: Limits.line))
        return .done
    }

    // MARK: reading

    /// What a line asks for; `nil` for what gets no response.
    func job(_ line: LineReader.Line) -> Job? {
        guard case .bytes(let bytes) = line else {
            return .failure(.tooLarge(limit: Limits.line), id: .null)
        }
        guard let value = try? JSONParser.parse(bytes) else {
            return .failure(.notJSON, id: .null)
        }
        guard let values = value.array else { return job(value) }
        let takesBatches = session.version.withLock { $0 <= MCPVersion.lastWithBatches }
        guard takesBatches, !values.isEmpty else { return .failure(.notARequest, id: .null) }
        let jobs = values.compactMap { job($0) }
        return jobs.isEmpty ? nil : .batch(jobs)
    }

    private func job(_ value: JSONValue) -> Job? {
        do throws(MCPError) {
            guard let message = try MCPMessage(value) else { return nil }
            guard let id = message.id else {
                if message.method == "notifications/cancelled",
                    let cancelled = message.parameters["requestId"]
                {
                    session.cancel(cancelled)
                }
                return nil
            }
            let version = try version(of: message)
            session.begin(id)
            return .message(Call(message: message, version: version, arrival: Terminal.now))
        } catch {
            return .failure(error, id: MCPMessage.identifier(of: value))
        }
    }

    /// The version that a request is answered in.
    private func version(of message: MCPMessage) throws(MCPError) -> String {
        if message.method == "initialize" {
            guard let asked = message.parameters["protocolVersion"]?.string else {
                throw .missingParameter("protocolVersion")
            }
            let version =
                MCPVersion.withHandshake.contains(asked) ? asked : MCPVersion.latestWithHandshake
            session.version.withLock { $0 = version }
            return version
        }
        guard let own = message.ownVersion else { return session.version.withLock(\.self) }
        guard let version = own.string else { throw .missingParameter(MCPVersion.versionKey) }
        guard version == MCPVersion.stateless else { throw .unsupportedVersion(version) }
        guard message.parameters["_meta"]?.object?[MCPVersion.capabilitiesKey]?.object != nil else {
            throw .missingParameter(MCPVersion.capabilitiesKey)
        }
        return version
    }

    // MARK: answering

    /// Writes the response to a job; `false` when it failed.
    func respond(to job: Job, _ methods: MCPMethods, writer: inout JSONWriter) -> Bool {
        switch job {
        case .failure(let error, let id):
            Self.write(error, id: id, isStateless: false, to: &writer)
            return false
        case .message(let call): return respond(to: call, methods, writer: &writer)
        case .batch(let jobs):
            var isSound = true
            var answers: [[UInt8]] = []
            for job in jobs {
                var answer = JSONWriter()
                isSound = respond(to: job, methods, writer: &answer) && isSound
                if !answer.bytes.isEmpty { answers.append(answer.bytes) }
            }
            guard !answers.isEmpty else { return isSound }
            writer.array { for answer in answers { $0.raw(answer) } }
            return isSound
        }
    }

    private func respond(
        to call: Call, _ methods: MCPMethods, writer: inout JSONWriter
    ) -> Bool {
        guard let id = call.message.id else { return true }
        defer { session.end(id) }
        guard !session.isCancelled(id) else { return true }
        do throws(MCPError) {
            let result = try methods.result(of: call)
            guard !session.isCancelled(id) else { return true }
            writer.object {
                $0.member("jsonrpc", "2.0")
                $0.name("id")
                $0.value(id)
                $0.name("result")
                $0.raw(result)
            }
            return true
        } catch {
            Self.write(error, id: id, isStateless: call.isStateless, to: &writer)
            return false
        }
    }

    private static func write(
        _ error: MCPError, id: JSONValue, isStateless: Bool, to writer: inout JSONWriter
    ) {
        writer.object {
            $0.member("jsonrpc", "2.0")
            $0.name("id")
            $0.value(id)
            $0.name("error")
            $0.object {
                $0.member("code", error.code(isStateless: isStateless))
                $0.member("message", Texts.mcpError(error))
                if case .unsupportedVersion(let version) = error {
                    $0.name("data")
                    $0.object {
                        $0.member("supported", [MCPVersion.stateless])
                        $0.member("requested", version)
                    }
                }
            }
        }
    }
}
