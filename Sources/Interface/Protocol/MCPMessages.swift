internal import JSON

/// The tools, each standing for an operation.
enum MCPTool: String, CaseIterable {
    case vraag, zoek, passage, bundel, themas

    var operation: Operation {
        switch self {
        case .vraag: .ask
        case .zoek: .search
        case .passage: .passage
        case .bundel: .bundle
        case .themas: .topics
        }
    }
}

/// The prompts.
enum MCPPrompt: String, CaseIterable {
    case workshop = "workshop-voorbereiden"
    case team = "teamgesprek-voorbereiden"

    /// What can be filled in.
    enum Argument: String, CaseIterable {
        case topic = "onderwerp"
        case minutes = "minuten"
        case audience = "doelgroep"
    }
}

/// Why a message gets no result.
enum MCPError: Error {
    case notJSON
    case tooLarge(limit: Int)
    case notARequest
    case unknownMethod(String)
    case missingParameter(String)
    case unknownTool(String)
    case unknownPrompt(String)
    case unknownResource(String)
    case badCursor
    case unsupportedVersion(String)
    case failed(RequestError)

    /// The number in JSON-RPC.
    func code(isStateless: Bool) -> Int {
        switch self {
        case .notJSON: -32700
        case .tooLarge, .notARequest: -32600
        case .unknownMethod: -32601
        case .missingParameter, .unknownTool, .unknownPrompt, .badCursor: -32602
        // The version without a handshake gave up the number of its own.
        case .unknownResource: isStateless ? -32602 : -32002
        case .unsupportedVersion: -32022
        case .failed: -32603
        }
    }
}

/// Versions of the Model Context Protocol.
enum MCPVersion {
    /// Those that begin with `initialize`, oldest first.
    static let withHandshake = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
    /// The one in which each request says all there is to know.
    static let stateless = "2026-07-28"
    static let latestWithHandshake = "2025-11-25"
    /// The first with structured results.
    static let firstWithStructure = "2025-06-18"
    /// The last in which one line could hold several messages.
    static let lastWithBatches = "2025-03-26"

    /// Names in `_meta`.
    static let versionKey = "io.modelcontextprotocol/protocolVersion"
    static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
    static let serverKey = "io.modelcontextprotocol/serverInfo"
}

/// One message from a client.
struct MCPMessage: Sendable {
    let method: String
    /// `nil` for a notification, which gets no response.
    let id: JSONValue?
    let parameters: JSONObject

    /// Reads a message.
    ///
    /// - Throws: `MCPError.notARequest`.
    /// - Returns: `nil` for a response to something that was never asked.
    init?(_ value: JSONValue) throws(MCPError) {
        guard let object = value.object, object["jsonrpc"]?.string == "2.0" else {
            throw .notARequest
        }
        guard let method = object["method"] else {
            if object["result"] != nil || object["error"] != nil { return nil }
            throw .notARequest
        }
        guard let name = method.string else { throw .notARequest }
        self.method = name
        switch object["id"] {
        case nil: id = nil
        case .string(let text): id = .string(text)
        case .number(let number) where number.isInteger: id = .number(number)
        default: throw .notARequest
        }
        switch object["params"] {
        case nil: parameters = JSONObject()
        case .object(let object): parameters = object
        default: throw .notARequest
        }
    }

    /// The id of what may not be a sound message, to answer it.
    static func identifier(of value: JSONValue) -> JSONValue {
        switch value.object?["id"] {
        case .string(let text): .string(text)
        case .number(let number) where number.isInteger: .number(number)
        default: .null
        }
    }

    /// The protocol version that the message itself names.
    var ownVersion: JSONValue? { parameters["_meta"]?.object?[MCPVersion.versionKey] }
}
