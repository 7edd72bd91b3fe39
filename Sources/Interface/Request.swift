internal import Indexing
internal import JSON
internal import Searching

/// The operations of the JSON-lines protocol.
enum Operation: String, CaseIterable {
    case hello, ask, search, passage
}

/// Limits of the protocol, told by `hello`.
enum Limits {
    static let line = 1 << 20
    static let query = 2000
    static let terms = 64
    static let hits = 200
    static let defaultHits = 5
    static let offset = 1_000_000
    static let version = 1
}

/// Why a request gets no result.
struct RequestError: Error, Hashable {
    enum FieldType: Hashable { case string, integer, boolean, object, strings, identifier }

    enum Reason: Hashable {
        case invalidJSON(offset: Int)
        case notUTF8
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
        case notAnObject
        case missingOperation
        case unknownOperation(String, near: String?)
        case unsupportedVersion(supported: Int)
        case missingField(String)
        case wrongType(String, FieldType)
        case outOfRange(String, ClosedRange<Int>)
        case unknownChoice(String, String)
        case textTooLong(String, limit: Int)
        case tooManyTerms(limit: Int)
        case emptyText(String)
        case noIndex(IndexError)
        case notFound(String)
        case deadline
        case internalFault(IndexError)
    }

    let reason: Reason
    /// Where in the request, as a JSON pointer.
    var pointer: String?

    init(_ reason: Reason, pointer: String? = nil) {
        self.reason = reason
        self.pointer = pointer
    }

    /// Name and number in the protocol.
    var code: (name: String, number: Int) {
        switch reason {
        case .invalidJSON, .notUTF8, .tooDeep: ("invalid-json", -32700)
        case .notAnObject, .missingOperation: ("invalid-request", -32600)
        case .unknownOperation: ("unknown-op", -32601)
        case .missingField, .wrongType, .outOfRange, .unknownChoice, .textTooLong, .tooManyTerms,
            .emptyText:
            ("invalid-field", -32602)
        case .internalFault: ("internal", -32603)
        case .unsupportedVersion: ("unsupported-version", 1001)
        case .tooLarge: ("too-large", 1002)
        case .deadline: ("deadline", 1004)
        case .noIndex: ("no-index", 1006)
        case .notFound: ("not-found", 1007)
        }
    }

    /// What would have been right, for programs.
    func writeHint(to writer: inout JSONWriter) {
        switch reason {
        case .outOfRange(_, let range):
            writer.name("hint")
            writer.object {
                $0.member("min", range.lowerBound)
                $0.member("max", range.upperBound)
            }
        case .textTooLong(_, let limit), .tooLarge(let limit), .tooManyTerms(let limit),
            .tooDeep(let limit):
            writer.name("hint")
            writer.object { $0.member("max", limit) }
        case .unknownOperation:
            writer.name("hint")
            writer.object { $0.member("ops", Operation.allCases.map(\.rawValue)) }
        case .unsupportedVersion(let version):
            writer.name("hint")
            writer.object {
                $0.name("versions")
                $0.array { $0.value(version) }
            }
        default: break
        }
    }
}

/// One request, checked.
struct Request {
    enum Mode: String { case any, all }

    var operation: Operation
    var query = ""
    var key = ""
    var limit = Limits.defaultHits
    var offset = 0
    var mode = Mode.any
    var filter = Filter()
    var explain = false
    /// Milliseconds that the answer may take.
    var deadline: Int?
    /// Fields that no operation knows.
    var unknownFields: [String] = []

    init(_ operation: Operation) { self.operation = operation }

    /// Reads a request object.
    init(_ object: JSONObject) throws(RequestError) {
        let fields = RequestFields(object)
        if let version = object["v"], version.integer != Limits.version {
            guard version.integer != nil else {
                throw RequestError(.wrongType("v", .integer), pointer: "/v")
            }
            throw RequestError(.unsupportedVersion(supported: Limits.version), pointer: "/v")
        }
        guard let name = try fields.text("op") else { throw RequestError(.missingOperation) }
        guard let operation = Operation(rawValue: name) else {
            let near = Nearest.of(name, in: Operation.allCases.map(\.rawValue))
            throw RequestError(.unknownOperation(name, near: near), pointer: "/op")
        }
        self.init(operation)
        switch operation {
        case .ask, .search: query = try fields.requiredText("query", limit: Limits.query)
        case .passage: key = try fields.requiredText("key", limit: Limits.query)
        case .hello: break
        }
        limit = try fields.integer("limit", in: 1...Limits.hits) ?? Limits.defaultHits
        offset = try fields.integer("offset", in: 0...Limits.offset) ?? 0
        deadline = try fields.integer("deadline_ms", in: 0...Int(Int32.max))
        explain = try fields.boolean("explain") ?? false
        if let name = try fields.text("mode") {
            guard let mode = Mode(rawValue: name) else {
                throw RequestError(.unknownChoice("mode", name), pointer: "/mode")
            }
            self.mode = mode
        }
        try readFilter(fields)
        unknownFields = object.members.map(\.name).filter { !Self.fields.contains($0) }
    }

    /// What is wrong with a question that did not come as JSON, or `nil`.
    func checkQuery() -> RequestError? {
        if !query.contains(where: { !$0.isWhitespace }) { return RequestError(.emptyText("query")) }
        if query.unicodeScalars.count > Limits.query {
            return RequestError(.textTooLong("query", limit: Limits.query))
        }
        return nil
    }

    private static let fields: Set<String> = [
        "v", "id", "op", "query", "key", "limit", "offset", "deadline_ms", "explain", "mode",
        "filter",
    ]

    private mutating func readFilter(_ fields: RequestFields) throws(RequestError) {
        guard let value = fields.value("filter") else { return }
        guard let object = value.object else {
            throw RequestError(.wrongType("filter", .object), pointer: "/filter")
        }
        let inner = RequestFields(object, path: "/filter")
        filter.audiences = try inner.texts("audience")
        filter.kinds = try inner.texts("kind")
        filter.topics = try inner.texts("topic")
        filter.documents = try inner.texts("document")
    }
}

/// The fields of a request object, by type.
private struct RequestFields {
    private let object: JSONObject
    private let path: String

    init(_ object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
    }

    /// The value of a field; `null` counts as absent.
    func value(_ name: String) -> JSONValue? {
        guard let value = object[name], value != .null else { return nil }
        return value
    }

    private func error(_ reason: RequestError.Reason, _ name: String) -> RequestError {
        RequestError(reason, pointer: "\(path)/\(name)")
    }

    func text(_ name: String) throws(RequestError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw error(.wrongType(name, .string), name) }
        return text
    }

    func requiredText(_ name: String, limit: Int) throws(RequestError) -> String {
        guard let text = try text(name) else { throw error(.missingField(name), name) }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw error(.emptyText(name), name)
        }
        guard text.unicodeScalars.count <= limit else {
            throw error(.textTooLong(name, limit: limit), name)
        }
        return text
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(RequestError) -> Int? {
        guard let value = value(name) else { return nil }
        guard case .number(let number) = value else {
            throw error(.wrongType(name, .integer), name)
        }
        guard let integer = number.integer else {
            // A whole number that does not fit is out of range, `1.5` is no whole number.
            let isWhole = number.text.allSatisfy { $0.isNumber || $0 == "-" }
            throw error(isWhole ? .outOfRange(name, range) : .wrongType(name, .integer), name)
        }
        guard range.contains(integer) else { throw error(.outOfRange(name, range), name) }
        return integer
    }

    func boolean(_ name: String) throws(RequestError) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let truth = value.bool else { throw error(.wrongType(name, .boolean), name) }
        return truth
    }

    func texts(_ name: String) throws(RequestError) -> [String] {
        guard let value = value(name) else { return [] }
        // One text for a list of one is what people type.
        if let text = value.string { return [text] }
        guard let values = value.array else { throw error(.wrongType(name, .strings), name) }
        var result: [String] = []
        for (index, value) in values.enumerated() {
            guard let text = value.string else {
                throw RequestError(.wrongType(name, .strings), pointer: "\(path)/\(name)/\(index)")
            }
            result.append(text)
        }
        return result
    }
}
