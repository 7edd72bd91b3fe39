import Corpus
import JSON
import Searching
import TestSupport
import Testing

@testable import Interface

/// The Model Context Protocol, message by message.
struct MCPTests {
    private let folder: TemporaryFolder
    private let server: MCPServer
    private let methods: MCPMethods

    init() throws {
        folder = try TemporaryFolder()
        var documents: [Document] = []
        for number in 1...120 {
            var document = Document(id: "map/een ~\(number)", title: "Titel \(number)")
            var section = Section(id: "s", heading: "Kop")
            section.items = [
                Item(id: "d\(number)/koffie", kind: .tip, text: "Koffie met ouders, \(number).")
            ]
            document.sections = [section]
            documents.append(document)
        }
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try IndexBuilder(corpora: [folder.path]).build(into: folder.file("index"))
        let source = IndexSource(folder.file("index"))
        server = MCPServer(source)
        methods = MCPMethods(Engine(source))
    }

    /// The response to a line; `nil` when there is none.
    private func answer(_ line: String) throws -> JSONValue? {
        guard let job = server.job(.bytes(Array(line.utf8))) else { return nil }
        var writer = JSONWriter()
        _ = server.respond(to: job, methods, writer: &writer)
        return writer.bytes.isEmpty ? nil : try JSONParser.parse(writer.bytes)
    }

    private func result(_ method: String, _ parameters: String = "{}") throws -> JSONObject {
        let line = #"{"jsonrpc":"2.0","id":7,"method":"\#(method)","params":\#(parameters)}"#
        let answer = try #require(try answer(line)?.object)
        #expect(answer["id"]?.integer == 7)
        return try #require(answer["result"]?.object, "\(answer)")
    }

    @Test(arguments: [
        ("2024-11-05", "2024-11-05"), ("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"), ("1999-01-01", "2025-11-25"), ("2026-07-28", "2025-11-25"),
    ])
    func agreesOnAVersion(asked: String, agreed: String) throws {
        let result = try result(
            "initialize", #"{"protocolVersion":"\#(asked)","capabilities":{},"clientInfo":{}}"#)
        #expect(result["protocolVersion"]?.string == agreed)
        #expect(
            result["capabilities"]?.object?.members.map(\.name) == [
                "tools", "resources", "prompts",
            ])
        #expect(result["serverInfo"]?.object?["name"]?.string == "ouderwijs")
        let tool = try #require(
            try self.result("tools/list")["tools"]?.array?.first?.object)
        #expect((tool["outputSchema"] != nil) == (agreed >= "2025-06-18"))
    }

    @Test(arguments: [
        ("{", -32700, "null"), ("[]", -32600, "null"), ("5", -32600, "null"),
        (#"{"id":1,"method":"ping"}"#, -32600, "1"),
        (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600, "null"),
        (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600, "null"),
        (#"{"jsonrpc":"2.0","id":"a"}"#, -32600, #""a""#),
        (#"{"jsonrpc":"2.0","id":1,"method":5}"#, -32600, "1"),
        (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32600, "1"),
        (#"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#, -32601, "1"),
        (#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#, -32602, "1"),
        (#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602, "1"),
        (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}"#, -32602, "1"),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"vraag","arguments":[]}}"#,
            -32602, "1"
        ),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#,
            -32002, "1"
        ),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"ouderwijs://document/%G1"}}"#,
            -32002, "1"
        ),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"resources/list","params":{"cursor":"x"}}"#, -32602,
            "1"
        ),
        (#"{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"x"}}"#, -32602, "1"),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"workshop-voorbereiden"}}"#,
            -32602, "1"
        ),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2027-01-01","io.modelcontextprotocol/clientCapabilities":{}}}}"#,
            -32022, "1"
        ),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#,
            -32602, "1"
        ),
    ])
    func tellsWhatIsWrong(line: String, code: Int, id: String) throws {
        let answer = try #require(try answer(line)?.object)
        #expect(answer["error"]?.object?["code"]?.integer == code)
        #expect(answer["error"]?.object?["message"]?.string?.isEmpty == false)
        #expect(answer["id"] == (try JSONParser.parse(id.utf8)))
        #expect(answer["result"] == nil)
    }

    @Test(arguments: [
        #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        #"{"jsonrpc":"2.0","method":"notifications/anything","params":{}}"#,
        #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}"#,
        #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}"#,
    ])
    func saysNothingToWhatAsksNothing(line: String) throws {
        #expect(try answer(line) == nil)
    }

    @Test func leavesOutWhatWasCancelled() throws {
        let line = #"{"jsonrpc":"2.0","id":3,"method":"ping"}"#
        let job = try #require(server.job(.bytes(Array(line.utf8))))
        #expect(
            try answer(
                #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}"#)
                == nil)
        var writer = JSONWriter()
        _ = server.respond(to: job, methods, writer: &writer)
        #expect(writer.bytes.isEmpty)
        // The same name may be used again afterwards.
        #expect(try answer(line) != nil)
    }

    @Test func takesSeveralMessagesInOneLineWhereTheVersionHasThat() throws {
        let batch =
            #"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":2,"method":"nee"}]"#
        #expect(try answer(batch)?.object?["error"] != nil)
        _ = try result("initialize", #"{"protocolVersion":"2025-03-26"}"#)
        let answers = try #require(try answer(batch)?.array)
        #expect(answers.map { $0.object?["id"]?.integer } == [1, 2])
        #expect(answers[1].object?["error"] != nil)
    }

    @Test func givesTheResponseAsStructure() throws {
        let result = try result(
            "tools/call", #"{"name":"zoek","arguments":{"query":"koffie","limit":3,"nieuw":1}}"#)
        #expect(result["isError"]?.bool == false)
        let structure = try #require(result["structuredContent"]?.object)
        #expect(structure["op"]?.string == "search")
        #expect(structure["hits"]?.array?.count == 3)
        #expect(structure["warnings"]?.array?.count == 1)
        let text = try #require(result["content"]?.array?.first?.object?["text"]?.string)
        #expect(try JSONParser.parse(text.utf8) == .object(structure))
        let wrong = try self.result("tools/call", #"{"name":"vraag","arguments":{"limit":0}}"#)
        #expect(wrong["isError"]?.bool == true)
        #expect(wrong["structuredContent"] == nil)
    }

    @Test func turnsThePagesOfAList() throws {
        let first = try result("resources/list")
        let cursor = try #require(first["nextCursor"]?.string)
        let second = try result("resources/list", #"{"cursor":"\#(cursor)"}"#)
        let resources =
            try #require(first["resources"]?.array) + #require(second["resources"]?.array)
        #expect(second["nextCursor"] == nil)
        #expect(resources.count == 120)
        let addresses = resources.compactMap { $0.object?["uri"]?.string }
        #expect(Set(addresses).count == 120)
        let address = try #require(addresses.first)
        #expect(address.hasPrefix("ouderwijs://document/map/een%20~"))
        let read = try result("resources/read", #"{"uri":"\#(address)"}"#)
        let text = try #require(read["contents"]?.array?.first?.object?["text"]?.string)
        #expect(text.contains("Koffie met ouders"))
    }

    @Test func answersWithoutAHandshake() throws {
        let meta =
            #"{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#
        let discovered = try result("server/discover", meta + "}")
        #expect(discovered["supportedVersions"] == .array([.string("2026-07-28")]))
        for method in ["server/discover", "tools/list", "resources/list", "prompts/list"] {
            let result = try result(method, meta + "}")
            #expect(result["resultType"]?.string == "complete")
            #expect(result["ttlMs"]?.integer != nil)
            #expect(result["cacheScope"]?.string == "private")
            #expect(result["_meta"]?.object?["io.modelcontextprotocol/serverInfo"] != nil)
        }
        let call = try result(
            "tools/call", meta + #","name":"vraag","arguments":{"query":"koffie"}}"#)
        #expect(call["resultType"]?.string == "complete")
        #expect(call["ttlMs"] == nil)
    }

    @Test func bringsPassagesToAPrompt() throws {
        let result = try result(
            "prompts/get",
            #"{"name":"workshop-voorbereiden","arguments":{"onderwerp":"koffie","minuten":"45"}}"#)
        let texts = try #require(result["messages"]?.array).compactMap {
            $0.object?["content"]?.object?["text"]?.string
        }
        #expect(texts.count == 2)
        #expect(texts[0].contains("45 minuten"))
        #expect(texts[1].contains("[d1/koffie]"))
        let nothing = try self.result(
            "prompts/get",
            #"{"name":"teamgesprek-voorbereiden","arguments":{"onderwerp":"zonnepaneel"}}"#)
        #expect(nothing["messages"] != nil)
    }

    /// The tables and the schemas say the same.
    @Test func describesEveryToolAsItsOperation() throws {
        let tools = try #require(try result("tools/list")["tools"]?.array)
        #expect(tools.count == MCPTool.allCases.count)
        for (tool, value) in zip(MCPTool.allCases, tools) {
            let input = try #require(value.object?["inputSchema"]?.object)
            #expect(
                input["properties"]?.object?.members.map(\.name)
                    == tool.operation.fields.map(\.rawValue))
            let output = try #require(value.object?["outputSchema"]?.object)
            #expect(output["type"]?.string == "object")
            let definitions = try #require(output["$defs"]?.object)
            #expect(definitions["error"] == nil)
            #expect(definitions[tool.operation.responseDefinition] != nil)
        }
    }
}
