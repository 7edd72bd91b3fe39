/// A JSON text as Swift values.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The text, when this is a string.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The truth value, when this is one.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The whole number, when this is one that fits.
    public var integer: Int? { if case .number(let value) = self { value.integer } else { nil } }
    /// The elements, when this is an array.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    /// The members, when this is an object.
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
}

/// A number as it was written, so that none loses digits.
public struct JSONNumber: Hashable, Sendable {
    /// The characters, by the grammar of RFC 8259 section 6.
    public let text: String

    /// A number with known good characters.
    init(text: String) { self.text = text }

    /// Whether it is written as a whole number, without point and exponent.
    public var isInteger: Bool {
        text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "-") }
    }

    /// The value as a whole number: `5` and `-3`, but neither `5.0` nor what does not fit.
    public var integer: Int? { Int(text) }
    /// The nearest double.
    public var double: Double? { Double(text) }
}

/// The members of an object, in their order.
public struct JSONObject: Hashable, Sendable {
    /// Name and value, as they came; a name may occur twice.
    public private(set) var members: [(name: String, value: JSONValue)] = []

    /// An object without members.
    public init() {}

    /// The value of a name; of a doubled name the last, as most readers do.
    public subscript(name: String) -> JSONValue? { members.last { $0.name == name }?.value }

    /// Adds a member at the end.
    mutating func append(_ name: String, _ value: JSONValue) { members.append((name, value)) }

    /// Equal names and values in the same order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.name == $1.name && $0.value == $1.value }
    }

    /// Feeds the members in order.
    public func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}

/// Why a text is not JSON.
public struct JSONError: Error, Hashable, Sendable {
    /// What was wrong.
    public enum Reason: Hashable, Sendable {
        /// Bytes that are not UTF-8, or a NUL.
        case encoding
        /// A character that the grammar does not allow here.
        case unexpected
        /// The text ends too early.
        case end
        /// Arrays and objects nested deeper than the limit.
        case depth
        /// An escape of half a surrogate pair, which no text can hold.
        case surrogate
    }

    /// What was wrong.
    public let reason: Reason
    /// Where, in bytes from 0.
    public let offset: Int
}
