internal import JSON

/// The fields of a request object, by type.
struct RequestFields {
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

    func has(_ name: String) -> Bool { value(name) != nil }

    /// An object inside this one.
    func object(_ name: String) throws(RequestError) -> RequestFields? {
        guard let value = value(name) else { return nil }
        guard let object = value.object else { throw error(.wrongType(name, .object), name) }
        return RequestFields(object, path: "\(path)/\(name)")
    }

    func integer(_ field: RequestField) throws(RequestError) -> Int? {
        let name = field.rawValue
        guard case .integer(let range, _) = field.shape, let value = value(name) else {
            return nil
        }
        guard case .number(let number) = value else {
            throw error(.wrongType(name, .integer), name)
        }
        guard let integer = number.integer else {
            // A whole number that does not fit is out of range, `1.5` is no whole number.
            let isWhole = number.isInteger
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
