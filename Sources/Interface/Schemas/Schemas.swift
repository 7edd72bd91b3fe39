internal import JSON

/// The JSON Schemas (2020-12) of what programs exchange with Ouderwijs.
enum Schemas {
    /// What has a schema, by its name on the command line.
    enum Subject: String, CaseIterable { case corpus, requests, responses, bundle }

    private static let dialect = "https://json-schema.org/draft/2020-12/schema"

    /// Writes one schema.
    static func write(_ subject: Subject, to writer: inout JSONWriter) {
        switch subject {
        case .corpus: writer.value(corpus)
        case .responses: writer.value(responses)
        case .requests: writeRequests(to: &writer)
        case .bundle:
            writer.object {
                $0.member("$schema", dialect)
                $0.member("$id", "urn:ouderwijs:bundle:1")
                $0.member("title", Texts.bundleSchemaTitle)
                writeReference(to: "bundle", to: &$0)
            }
        }
    }

    /// Writes all schemas as members of one object.
    static func writeAll(to writer: inout JSONWriter) {
        writer.object {
            for subject in Subject.allCases {
                $0.name(subject.rawValue)
                write(subject, to: &$0)
            }
        }
    }

    // MARK: kept as files

    private static let corpus = value(PackageResources.corpus_json)
    private static let responses = value(PackageResources.responses_json)

    private static func value(_ bytes: [UInt8]) -> JSONValue {
        do { return try JSONParser.parse(bytes) } catch {
            preconditionFailure("a schema of the program is no JSON at byte \(error.offset)")
        }
    }

    /// Writes the schema of an operation's response, with no more definitions than it needs.
    static func writeResponse(of operation: Operation, to writer: inout JSONWriter) {
        writer.object {
            $0.member("type", "object")
            writeReference(to: operation.responseDefinition, to: &$0)
        }
    }

    /// Writes a reference to a definition of the responses, with all that it needs.
    private static func writeReference(to first: String, to writer: inout JSONWriter) {
        let definitions = responses.object?["$defs"]?.object ?? JSONObject()
        var needed: [String] = []
        var waiting = [first]
        while let name = waiting.popLast() {
            guard !needed.contains(name), let definition = definitions[name] else { continue }
            needed.append(name)
            waiting += references(in: definition)
        }
        writer.member("$ref", Self.reference(to: first))
        writer.name("$defs")
        writer.object { writer in
            for member in definitions.members where needed.contains(member.name) {
                writer.name(member.name)
                writer.value(member.value)
            }
        }
    }

    private static let referencePrefix = "#/$defs/"
    private static func reference(to name: String) -> String { referencePrefix + name }

    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let values): values.flatMap(references)
        case .object(let object):
            object.members.flatMap { member -> [String] in
                guard member.name == "$ref", let target = member.value.string else {
                    return references(in: member.value)
                }
                return [String(target.dropFirst(referencePrefix.count))]
            }
        default: []
        }
    }

    // MARK: made from the table of fields

    private static func writeRequests(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("$schema", dialect)
            writer.member("$id", "urn:ouderwijs:requests:1")
            writer.member("title", Texts.requestsTitle)
            writer.name("oneOf")
            writer.array { writer in
                for operation in Operation.allCases {
                    writer.object { writeRequest(of: operation, to: &$0) }
                }
            }
        }
    }

    private static func writeRequest(of operation: Operation, to writer: inout JSONWriter) {
        writer.member("title", Texts.summary(of: operation))
        writeFields(RequestField.common + operation.fields, of: operation, to: &writer)
    }

    /// Writes the schema of an operation's own fields, as the input of a tool.
    static func writeInput(of operation: Operation, to writer: inout JSONWriter) {
        writer.object {
            writeFields(operation.fields, of: operation, to: &$0)
            $0.member("additionalProperties", false)
        }
    }

    private static func writeFields(
        _ fields: [RequestField], of operation: Operation, to writer: inout JSONWriter
    ) {
        writer.member("type", "object")
        writer.name("properties")
        writer.object { writer in
            for field in fields {
                writer.name(field.rawValue)
                writer.object {
                    write(field.shape, of: operation, to: &$0)
                    $0.member("description", Texts.description(of: field))
                }
            }
        }
        writer.member("required", fields.filter(\.isRequired).map(\.rawValue))
    }

    private static func write(
        _ shape: RequestField.Shape, of operation: Operation, to writer: inout JSONWriter
    ) {
        switch shape {
        case .version: writer.member("const", Limits.version)
        case .operation: writer.member("const", operation.rawValue)
        case .identifier: writer.member("type", ["string", "integer", "null"])
        case .boolean: writer.member("type", "boolean")
        case .text(let limit):
            writer.member("type", "string")
            writer.member("maxLength", limit)
        case .choice(let words):
            writer.member("type", "string")
            writer.member("enum", words)
        case .integer(let range, let fallback):
            writer.member("type", "integer")
            writer.member("minimum", range.lowerBound)
            writer.member("maximum", range.upperBound)
            if let fallback { writer.member("default", fallback) }
        case .filter:
            writer.member("type", "object")
            writer.name("properties")
            writer.object { writer in
                for list in RequestField.FilterList.allCases {
                    writer.name(list.rawValue)
                    writer.object {
                        $0.member("type", ["array", "string"])
                        $0.name("items")
                        $0.object { $0.member("type", "string") }
                    }
                }
            }
        }
    }
}
