public import Files

/// Why a line of a corpus is not a document.
public enum CorpusError: Error, Hashable, Sendable {
    /// The line is not JSON; `offset` in bytes.
    case notJSON(line: Int, offset: Int)
    /// The schema is another one, or of a version that this program does not read.
    case schema(line: Int, got: String)
    /// A field is missing or of another type.
    case field(line: Int, pointer: String)
    /// Two passages or documents bear one id.
    case duplicate(line: Int, id: String)
    /// The file cannot be read or written.
    case file(FileError)
}
