public import Files

/// Why an index cannot be used or made.
public enum IndexError: Error, Hashable, Sendable {
    /// No index stands in this folder.
    case missing(folder: String)
    /// The bytes are not what was written; `part` names the section.
    case damaged(path: String, part: String)
    /// Written by another version of the program.
    case version(path: String, expected: UInt32, got: UInt32)
    /// Made with other rules of analysis.
    case analysis(path: String, expected: String, got: String)
    /// More than the format can hold.
    case tooLarge(what: String)
    /// The file cannot be read or written.
    case file(FileError)
}
