internal import Bundling
internal import Corpus
internal import Indexing
internal import JSON
internal import Searching

/// The operations of the JSON-lines protocol.
enum Operation: String, CaseIterable {
    case hello, ask, search, passage, document, related, explain, analyze, suggest, topics, bundle

    /// What the schema of its response is called.
    var responseDefinition: String {
        switch self {
        case .passage, .document, .topics, .bundle: rawValue + "Response"
        default: rawValue
        }
    }

    /// The fields that it takes beside those of every request.
    var fields: [RequestField] {
        switch self {
        case .hello, .topics: []
        case .ask: [.query, .limit, .filter, .explain]
        case .search: [.query, .mode, .limit, .offset, .filter, .explain]
        case .passage, .document: [.key]
        case .related: [.key, .limit]
        case .explain: [.query, .key, .filter]
        case .analyze: [.text]
        case .suggest: [.prefix, .limit]
        case .bundle: [.topic, .minutes, .audience]
        }
    }
}

/// The fields of requests, in the order in which they are looked at.
enum RequestField: String, CaseIterable {
    case version = "v"
    case id
    case operation = "op"
    case query, text, prefix, key, topic, mode, limit, offset, minutes, audience, filter, explain
    case deadline = "deadline_ms"

    /// What stands in it.
    enum Shape {
        case identifier
        case version
        case operation
        /// Text of at most so many characters, more than blanks.
        case text(limit: Int)
        case integer(ClosedRange<Int>, fallback: Int?)
        case boolean
        case choice([String])
        case filter
    }

    var shape: Shape {
        switch self {
        case .version: .version
        case .id: .identifier
        case .operation: .operation
        case .query, .key, .prefix, .topic: .text(limit: Limits.query)
        case .text: .text(limit: Limits.text)
        case .mode: .choice(Request.Mode.allCases.map(\.rawValue))
        case .limit: .integer(1...Limits.hits, fallback: Limits.defaultHits)
        case .offset: .integer(0...Limits.offset, fallback: 0)
        case .minutes: .integer(Bundler.minutes, fallback: Bundler.defaultMinutes)
        case .audience: .choice(CommandTable.audiences.keys.sorted())
        case .filter: .filter
        case .explain: .boolean
        case .deadline: .integer(0...Int(Int32.max), fallback: nil)
        }
    }

    /// Whether a request that takes it must have it.
    var isRequired: Bool {
        if case .text = shape { true } else { self == .operation }
    }

    /// Those that every request may have.
    static let common: [RequestField] = [.version, .id, .operation, .deadline]

    /// The lists inside `filter`.
    enum FilterList: String, CaseIterable { case audience, kind, topic, document }
}

/// Limits of the protocol, told by `hello`.
enum Limits {
    static let line = 1 << 20
    static let query = 2000
    static let text = 20_000
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
        /// No passage is about this topic.
        case noPassages(String)
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

    /// What is wrong with a text that should have been JSON.
    init(_ error: JSONError) {
        reason =
            switch error.reason {
            case .encoding: .notUTF8
            case .depth: .tooDeep(limit: JSONParser.maximumDepth)
            case .unexpected, .end, .surrogate: .invalidJSON(offset: error.offset)
            }
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
        case .notFound, .noPassages: ("not-found", 1007)
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

/// One request.
struct Request {
    enum Mode: String, CaseIterable { case any, all }

    var operation: Operation
    var query = ""
    var text = ""
    var prefix = ""
    var key = ""
    var topic = ""
    var minutes = Bundler.defaultMinutes
    /// The passages that a bundle is made from; empty for those that the topic finds.
    var passages: [String] = []
    var audience: Audience?
    var limit = Limits.defaultHits
    var offset = 0
    var mode = Mode.any
    var filter = Filter()
    var explain = false
    /// Milliseconds that the answer may take.
    var deadline: Int?
    /// Fields that the operation does not know.
    var unknownFields: [String] = []

    /// A request with nothing in it but what it is for.
    init(_ operation: Operation) { self.operation = operation }

    /// Reads a request object, and checks it.
    init(_ object: JSONObject) throws(RequestError) {
        let fields = RequestFields(object)
        try Self.checkVersion(fields.value(RequestField.version.rawValue))
        guard let name = try fields.text("op") else { throw RequestError(.missingOperation) }
        guard let operation = Operation(rawValue: name) else {
            let near = Nearest.of(name, in: Operation.allCases.map(\.rawValue))
            throw RequestError(.unknownOperation(name, near: near), pointer: "/op")
        }
        try self.init(operation, from: object)
    }

    /// Reads the fields of an operation, and checks them.
    init(_ operation: Operation, from object: JSONObject) throws(RequestError) {
        self.init(operation)
        let fields = RequestFields(object)
        let known = operation.fields + RequestField.common
        for field in known { try read(field, from: fields) }
        unknownFields = object.members.map(\.name).filter { name in
            !known.contains { $0.rawValue == name }
        }
        try check()
    }

    private static func checkVersion(_ value: JSONValue?) throws(RequestError) {
        guard let value else { return }
        let pointer = "/" + RequestField.version.rawValue
        guard case .number(let number) = value, number.isInteger else {
            throw RequestError(
                .wrongType(RequestField.version.rawValue, .integer), pointer: pointer)
        }
        guard number.integer == Limits.version else {
            throw RequestError(.unsupportedVersion(supported: Limits.version), pointer: pointer)
        }
    }

    private mutating func read(
        _ field: RequestField, from fields: RequestFields
    ) throws(RequestError) {
        let name = field.rawValue
        switch field {
        case .version, .id, .operation: break
        case .query: query = try fields.text(name) ?? ""
        case .text: text = try fields.text(name) ?? ""
        case .prefix: prefix = try fields.text(name) ?? ""
        case .key: key = try fields.text(name) ?? ""
        case .topic: topic = try fields.text(name) ?? ""
        case .limit: limit = try fields.integer(field) ?? Limits.defaultHits
        case .offset: offset = try fields.integer(field) ?? 0
        case .minutes: minutes = try fields.integer(field) ?? Bundler.defaultMinutes
        case .audience:
            guard let text = try fields.text(name) else { return }
            // The Dutch names of the command line do as well.
            guard let audience = CommandTable.audiences[text] else {
                throw RequestError(.unknownChoice(name, text), pointer: "/" + name)
            }
            self.audience = Audience(rawValue: audience)
        case .deadline: deadline = try fields.integer(field)
        case .explain: explain = try fields.boolean(name) ?? false
        case .mode:
            guard let text = try fields.text(name) else { return }
            guard let mode = Mode(rawValue: text) else {
                throw RequestError(.unknownChoice(name, text), pointer: "/" + name)
            }
            self.mode = mode
        case .filter:
            guard let inner = try fields.object(name) else { return }
            for list in RequestField.FilterList.allCases {
                let values = try inner.texts(list.rawValue)
                switch list {
                case .audience: filter.audiences = values
                case .kind: filter.kinds = values
                case .topic: filter.topics = values
                case .document: filter.documents = values
                }
            }
        }
        if field.isRequired, field != .operation, !fields.has(name) {
            throw RequestError(.missingField(name), pointer: "/" + name)
        }
    }

    /// Checks the texts of a request, wherever they came from.
    func check() throws(RequestError) {
        for field in operation.fields {
            guard case .text(let limit) = field.shape, let text = text(of: field) else { continue }
            let pointer = "/" + field.rawValue
            // Nothing typed yet is a beginning, too.
            let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
            guard !isBlank || field == .prefix else {
                throw RequestError(.emptyText(field.rawValue), pointer: pointer)
            }
            guard text.unicodeScalars.count <= limit else {
                throw RequestError(.textTooLong(field.rawValue, limit: limit), pointer: pointer)
            }
            if field == .query || field == .topic, Self.wordCount(of: text) > Limits.terms {
                throw RequestError(.tooManyTerms(limit: Limits.terms), pointer: pointer)
            }
        }
    }

    private func text(of field: RequestField) -> String? {
        switch field {
        case .query: query
        case .text: text
        case .prefix: prefix
        case .key: key
        case .topic: topic
        default: nil
        }
    }

    /// Number of runs of letters and digits; what is not ASCII counts as a letter.
    private static func wordCount(of text: String) -> Int {
        var count = 0
        var isInWord = false
        for byte in text.utf8 {
            let isLetter =
                byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
                || byte >= 0x30 && byte <= 0x39
            if isLetter, !isInWord { count += 1 }
            isInWord = isLetter
        }
        return count
    }
}
