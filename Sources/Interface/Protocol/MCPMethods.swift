internal import Answering
internal import Corpus
internal import JSON
internal import Searching

/// The methods of the Model Context Protocol.
struct MCPMethods {
    private let engine: Engine

    init(_ engine: Engine) { self.engine = engine }

    /// How long a client may keep a list, in milliseconds: the index may change.
    private static let freshness = 60_000
    /// Documents in one answer of a list.
    private static let pageSize = 100
    private static let documentPrefix = "ouderwijs://document/"

    /// The result of a request, as JSON.
    func result(of call: MCPServer.Call) throws(MCPError) -> [UInt8] {
        var writer = JSONWriter()
        let parameters = call.message.parameters
        let body: (inout JSONWriter) -> Void
        var isCacheable = false
        switch call.message.method {
        case "initialize" where !call.isStateless:
            body = { writer in
                writer.member("protocolVersion", call.version)
                writeServer(to: &writer)
                writer.name("serverInfo")
                writeInfo(of: call, to: &writer)
            }
        case "server/discover":
            isCacheable = true
            body = { writer in
                writer.member("supportedVersions", [MCPVersion.stateless])
                writeServer(to: &writer)
            }
        case "ping" where !call.isStateless: body = { _ in }
        case "tools/list":
            isCacheable = true
            body = { writeTools(version: call.version, to: &$0) }
        case "tools/call": body = try toolCall(parameters, call)
        case "resources/list":
            isCacheable = true
            body = try resources(parameters)
        case "resources/templates/list":
            isCacheable = true
            body = { writeTemplates(to: &$0) }
        case "resources/read":
            isCacheable = true
            body = try resource(parameters)
        case "prompts/list":
            isCacheable = true
            body = { writePrompts(to: &$0) }
        case "prompts/get": body = try prompt(parameters)
        default: throw .unknownMethod(call.message.method)
        }
        writer.object {
            if call.isStateless {
                $0.member("resultType", "complete")
                $0.name("_meta")
                $0.object {
                    $0.name(MCPVersion.serverKey)
                    writeInfo(of: call, to: &$0)
                }
                if isCacheable {
                    $0.member("ttlMs", Self.freshness)
                    $0.member("cacheScope", "private")
                }
            }
            body(&$0)
        }
        return writer.bytes
    }

    // MARK: the server itself

    private func writeServer(to writer: inout JSONWriter) {
        writer.name("capabilities")
        writer.object {
            for name in ["tools", "resources", "prompts"] {
                $0.name(name)
                $0.object { _ in }
            }
        }
        writer.member("instructions", Texts.serverInstructions)
    }

    private func writeInfo(of call: MCPServer.Call, to writer: inout JSONWriter) {
        writer.object {
            $0.member("name", "ouderwijs")
            $0.member("title", Texts.serverTitle)
            $0.member("version", Program.version)
        }
    }

    // MARK: tools

    private func writeTools(version: String, to writer: inout JSONWriter) {
        writer.objects("tools", of: MCPTool.allCases) { writer, tool in
            writer.member("name", tool.rawValue)
            writer.member("title", Texts.title(of: tool))
            writer.member("description", Texts.summary(of: tool.operation))
            writer.name("inputSchema")
            Schemas.writeInput(of: tool.operation, to: &writer)
            if version >= MCPVersion.firstWithStructure {
                writer.name("outputSchema")
                Schemas.writeResponse(of: tool.operation, to: &writer)
            }
            writer.name("annotations")
            writer.object {
                $0.member("readOnlyHint", true)
                $0.member("idempotentHint", true)
                $0.member("openWorldHint", false)
            }
        }
    }

    private func toolCall(
        _ parameters: JSONObject, _ call: MCPServer.Call
    ) throws(MCPError) -> (inout JSONWriter) -> Void {
        guard let name = parameters["name"]?.string else { throw .missingParameter("name") }
        guard let tool = MCPTool(rawValue: name) else { throw .unknownTool(name) }
        let arguments: JSONObject
        switch parameters["arguments"] {
        case nil: arguments = JSONObject()
        case .object(let object): arguments = object
        default: throw .missingParameter("arguments")
        }
        do throws(RequestError) {
            let request = try Request(tool.operation, from: arguments)
            var response = JSONWriter()
            _ = try engine.respond(to: request, id: .null, arrival: call.arrival, writer: &response)
                .get()
            return { writer in
                writeContent(response.text, to: &writer)
                if call.version >= MCPVersion.firstWithStructure {
                    writer.name("structuredContent")
                    writer.raw(response.bytes)
                }
                writer.member("isError", false)
            }
        } catch {
            // An assistant that reads what was wrong can mend its call.
            return { writer in
                writeContent(Texts.message(for: error), to: &writer)
                writer.member("isError", true)
            }
        }
    }

    private func writeContent(_ text: String, to writer: inout JSONWriter) {
        writer.name("content")
        writer.array {
            $0.object {
                $0.member("type", "text")
                $0.member("text", text)
            }
        }
    }

    // MARK: resources

    private func index() throws(MCPError) -> SearchIndex {
        do { return try engine.answerer().index } catch {
            throw .failed(RequestError(.noIndex(error)))
        }
    }

    private func resources(
        _ parameters: JSONObject
    ) throws(MCPError) -> (inout JSONWriter) -> Void {
        let index = try index()
        var ids = index.documents.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }[...]
        if let cursor = parameters["cursor"] {
            guard let id = cursor.string, let place = ids.firstIndex(of: id) else {
                throw .badCursor
            }
            ids = ids[(place + 1)...]
        }
        let page = ids.prefix(Self.pageSize)
        return { writer in
            writer.objects("resources", of: page) { writer, id in
                writer.member("uri", Self.documentPrefix + URIText.encoded(id))
                writer.member("name", id)
                writer.memberIfAny("title", index.documents[id]?.title)
                writer.member("mimeType", "application/json")
            }
            if page.count < ids.count, let last = page.last { writer.member("nextCursor", last) }
        }
    }

    private func writeTemplates(to writer: inout JSONWriter) {
        writer.name("resourceTemplates")
        writer.array {
            $0.object {
                $0.member("uriTemplate", Self.documentPrefix + "{+id}")
                $0.member("name", "document")
                $0.member("title", Texts.documentTemplate)
                $0.member("description", Texts.documentTemplateDetails)
                $0.member("mimeType", "application/json")
            }
        }
    }

    private func resource(
        _ parameters: JSONObject
    ) throws(MCPError) -> (inout JSONWriter) -> Void {
        guard let uri = parameters["uri"]?.string else { throw .missingParameter("uri") }
        guard uri.hasPrefix(Self.documentPrefix),
            let id = URIText.decoded(String(uri.dropFirst(Self.documentPrefix.count)))
        else { throw .unknownResource(uri) }
        guard let text = try document(id) else { throw .unknownResource(uri) }
        return { writer in
            writer.name("contents")
            writer.array {
                $0.object {
                    $0.member("uri", uri)
                    $0.member("mimeType", "application/json")
                    $0.member("text", text)
                }
            }
        }
    }

    /// A document as JSON, or `nil`.
    private func document(_ id: String) throws(MCPError) -> String? {
        let index = try index()
        do {
            guard let document = try index.document(id) else { return nil }
            var writer = JSONWriter()
            document.write(to: &writer)
            return writer.text
        } catch { throw .failed(RequestError(.internalFault(error))) }
    }

    // MARK: prompts

    private func writePrompts(to writer: inout JSONWriter) {
        writer.objects("prompts", of: MCPPrompt.allCases) { writer, prompt in
            writer.member("name", prompt.rawValue)
            writer.member("title", Texts.title(of: prompt))
            writer.member("description", Texts.description(of: prompt))
            writer.objects("arguments", of: MCPPrompt.Argument.allCases) { writer, argument in
                writer.member("name", argument.rawValue)
                writer.member("description", Texts.description(of: argument))
                writer.member("required", argument == .topic)
            }
        }
    }

    /// Passages that a prompt brings along, and the minutes that fit.
    private static let promptPassages = 12
    private static let promptMinutes = 10...480
    private static let defaultMinutes = 90

    private func prompt(
        _ parameters: JSONObject
    ) throws(MCPError) -> (inout JSONWriter) -> Void {
        guard let name = parameters["name"]?.string else { throw .missingParameter("name") }
        guard let prompt = MCPPrompt(rawValue: name) else { throw .unknownPrompt(name) }
        let arguments = parameters["arguments"]?.object ?? JSONObject()
        func argument(_ argument: MCPPrompt.Argument) -> String? {
            arguments[argument.rawValue]?.string
        }
        guard let topic = argument(.topic) else {
            throw .missingParameter(MCPPrompt.Argument.topic.rawValue)
        }
        var minutes = Self.defaultMinutes
        if let text = argument(.minutes), !text.isEmpty {
            guard let number = Int(text), Self.promptMinutes.contains(number) else {
                throw .missingParameter(MCPPrompt.Argument.minutes.rawValue)
            }
            minutes = number
        }
        let instructions = Texts.instructions(
            of: prompt, topic: topic, minutes: minutes, audience: argument(.audience))
        let passages = try passages(about: topic)
        return { writer in
            writer.member("description", Texts.description(of: prompt))
            writer.objects("messages", of: [instructions, passages]) { writer, text in
                writer.member("role", "user")
                writer.name("content")
                writer.object {
                    $0.member("type", "text")
                    $0.member("text", text)
                }
            }
        }
    }

    private func passages(about topic: String) throws(MCPError) -> String {
        var request = Request(.search)
        request.query = topic
        request.limit = Self.promptPassages
        let outcome: Outcome
        do throws(RequestError) {
            try request.check()
            outcome = try engine.perform(request)
        } catch { throw .failed(error) }
        guard case .search(let result) = outcome, !result.citations.isEmpty else {
            return Texts.noPassages
        }
        let quotes = result.citations.map { citation in
            let passage = citation.passage
            let text = [passage.label, passage.text].filter { !$0.isEmpty }.joined(separator: ": ")
            return "- [\(passage.id)] \(text)"
        }
        return ([Texts.foundPassages] + quotes).joined(separator: "\n")
    }
}
