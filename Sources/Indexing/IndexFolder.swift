internal import Files

/// A folder with an index: segment files, and a commit that names the current ones.
///
/// The file `commit`, all numbers little-endian:
///
///     0   8  magic "OWCOMM\r\n"
///     8   4  version
///     12  4  number of segments
///     16  .. for each: length of its file name (LEB128), name
///     ..  8  XXH3 of all bytes before this one
public enum IndexFolder {
    static let commitName = "commit"
    static let magic: [UInt8] = Array("OWCOMM\r\n".utf8)
    static let version: UInt32 = 1
    private static let commitLimit = 1 << 20
    /// A writer may replace the commit between reading it and opening its segments.
    private static let attempts = 3

    /// A word that changes when the index does: size and time of the commit file.
    ///
    /// - Returns: `nil` when no index stands in the folder.
    public static func state(of folder: String) -> FileState? {
        Folder.status(Path.join(folder, commitName)).map {
            FileState(size: $0.size, modified: $0.modified)
        }
    }

    /// Opens the segments of the last commit.
    ///
    /// - Throws: `IndexError`.
    public static func open(_ folder: String) throws(IndexError) -> [Segment] {
        var attempt = 1
        while true {
            do throws(IndexError) {
                var segments: [Segment] = []
                for name in try names(in: folder) {
                    segments.append(try Segment(Path.join(folder, name)))
                }
                return segments
            } catch {
                if case .file(.missing(let path)) = error {
                    if attempt < attempts {
                        attempt += 1
                        continue
                    }
                    throw .damaged(path: path, part: "segment")
                }
                throw error
            }
        }
    }

    private static func names(in folder: String) throws(IndexError) -> [String] {
        let path = Path.join(folder, commitName)
        let bytes: [UInt8]
        do { bytes = try FileReader.bytes(of: path, limit: commitLimit) } catch {
            if case .missing = error { throw .missing(folder: folder) }
            throw .file(error)
        }
        let result = bytes.withUnsafeBytes { raw -> Result<[String], IndexError> in
            let section = SectionBytes(bytes: raw, path: path, part: "commit")
            do throws(IndexError) { return .success(try names(of: section)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func names(of commit: SectionBytes) throws(IndexError) -> [String] {
        guard commit.count >= 24, commit.bytes.prefix(8).elementsEqual(magic) else {
            throw commit.damaged
        }
        let found = try commit.u32(at: 8)
        guard found == version else {
            throw .version(path: commit.path, expected: version, got: found)
        }
        guard
            Checksum.of(try commit.slice(0..<commit.count - 8))
                == (try commit.u64(at: commit.count - 8))
        else { throw commit.damaged }
        var names: [String] = []
        var offset = 16
        for _ in 0..<(try commit.u32(at: 12)) {
            let length = Int(try commit.variable(at: &offset))
            let name = String(decoding: try commit.slice(offset..<offset + length), as: UTF8.self)
            offset += length
            // A name is a file of this folder, never a path out of it.
            guard !name.contains("/"), !name.hasPrefix(".") else { throw commit.damaged }
            names.append(name)
        }
        return names
    }

    /// Makes a segment the whole content of the index, under the folder's lock.
    ///
    /// Until the last rename the old index stands; afterwards its files are removed.
    ///
    /// - Throws: `IndexError`; the old index is then whole.
    public static func replace(_ folder: String, with builder: consuming SegmentBuilder)
        throws(IndexError)
    {
        let lock: FolderLock
        do {
            try Folder.create(folder)
            lock = try FolderLock(folder: folder)
        } catch { throw .file(error) }
        let name = try builder.write(in: folder)
        var commit = magic
        commit.append(u32: version)
        commit.append(u32: 1)
        commit.append(variable: name.utf8.count)
        commit.append(contentsOf: name.utf8)
        commit.append(u64: Checksum.of(commit))
        do {
            try AtomicFile.write(commit, to: Path.join(folder, commitName))
            for other in try Folder.names(in: folder) {
                guard let other = other.text, isOurs(other), other != name else { continue }
                try Folder.removeFile(Path.join(folder, other))
            }
        } catch { throw .file(error) }
        _ = consume lock
    }

    /// Whether a file was made by a writer: a segment, or what a killed one left behind.
    private static func isOurs(_ name: String) -> Bool {
        name.hasPrefix("segment-") && name.hasSuffix(".ow")
            || name.hasPrefix(".segment-") && name.hasSuffix(".tmp")
            || name.hasPrefix(".\(commitName).") && name.hasSuffix(".tmp")
    }
}

/// Size and time of a file, to see whether it changed.
public struct FileState: Hashable, Sendable {
    /// Size in bytes.
    public let size: Int
    /// Last change, in nanoseconds since 1970.
    public let modified: Int64
}
