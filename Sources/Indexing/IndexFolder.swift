internal import Files

/// What can be told of an index folder without opening it.
public enum IndexFolder {
    /// A word that changes when the index does: size and time of the commit file.
    ///
    /// - Returns: `nil` when no index stands in the folder.
    public static func state(of folder: String) -> FileState? {
        Folder.status(Path.join(folder, Commit.fileName)).map {
            FileState(size: $0.size, modified: $0.modified)
        }
    }

    /// The name of a segment that has none of its contents yet.
    static let draftName = "segment-draft.tmp"

    /// Whether a file was made by a writer: a segment, or what a killed one left behind.
    static func isOurs(_ name: String) -> Bool {
        let isPart = name.hasPrefix("segment-") || name.hasPrefix("attachments-")
        let isHalf =
            name.hasPrefix(".segment-") || name.hasPrefix(".attachments-")
            || name.hasPrefix(".\(Commit.fileName).")
        return isPart && name.hasSuffix(".ow") || isHalf && name.hasSuffix(".tmp")
            || name.hasPrefix(".spill-") || name == draftName
    }
}

/// Size and time of a file, to see whether it changed.
public struct FileState: Hashable, Sendable {
    /// Size in bytes.
    public let size: Int
    /// Last change, in nanoseconds since 1970.
    public let modified: Int64
}
