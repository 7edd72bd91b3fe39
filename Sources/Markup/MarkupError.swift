/// Why a source is not markup that can be read.
public enum MarkupError: Error, Hashable, Sendable {
    /// Not well-formed; `message` is the parser's.
    case syntax(line: Int, message: String)
    /// Not by the schema; the first fault.
    case invalid(line: Int, message: String)
    /// Elements nested deeper than allowed.
    case tooDeep(line: Int)
    /// A document type with declarations of its own, which can be used for attacks.
    case declarations(line: Int)
    /// The schema itself cannot be read.
    case schema(message: String)
    /// More than the parser's numbers can hold, or no memory.
    case tooLarge
}
