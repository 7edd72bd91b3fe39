internal import Files

/// What an index consists of: the file `commit` in its folder, all numbers little-endian.
///
///     0   8  magic "OWCOMM\r\n"
///     8   4  version
///     12  4  number of segments
///     16  .. for each: name of its file (length and bytes), number of removed passages, and for each
///            its ordinal (the first) or its distance from the one before; all numbers LEB128
///     ..  .. name of the file with the attachments (length and bytes; empty: none)
///     ..  8  XXH3 of all bytes before this one
struct Commit {
    static let fileName = "commit"
    static let magic: [UInt8] = Array("OWCOMM\r\n".utf8)
    static let version: UInt32 = 2
    /// Room for the removal of every passage of some full segments.
    private static let sizeLimit = 256 << 20

    /// A segment with the passages that were removed from it.
    struct Entry {
        var name: String
        var deleted: PassageSet
    }

    var segments: [Entry] = []
    var attachments = ""
    /// The checksum at the end: a name for this state of the index.
    private(set) var checksum: UInt64 = 0

    init() {}

    /// Reads the commit of a folder.
    ///
    /// - Throws: `IndexError.missing` where there is none.
    init(of folder: String) throws(IndexError) {
        let path = Path.join(folder, Self.fileName)
        let bytes: [UInt8]
        do { bytes = try FileReader.bytes(of: path, limit: Self.sizeLimit) } catch {
            if case .missing = error { throw .missing(folder: folder) }
            throw .file(error)
        }
        let result = bytes.withUnsafeBytes { raw -> Result<Commit, IndexError> in
            let section = SectionBytes(bytes: raw, path: path, part: Self.fileName)
            do throws(IndexError) { return .success(try Commit(section)) } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    private init(_ bytes: SectionBytes) throws(IndexError) {
        guard bytes.count >= 24, bytes.bytes.prefix(8).elementsEqual(Self.magic) else {
            throw bytes.damaged
        }
        let found = try bytes.u32(at: 8)
        guard found == Self.version else {
            throw .version(path: bytes.path, expected: Self.version, got: found)
        }
        checksum = try bytes.u64(at: bytes.count - 8)
        guard Checksum.of(try bytes.slice(0..<bytes.count - 8)) == checksum else {
            throw bytes.damaged
        }
        var offset = 16
        for _ in 0..<(try bytes.u32(at: 12)) {
            let name = try Self.name(at: &offset, in: bytes)
            var deleted = PassageSet()
            var passage = 0
            for _ in 0..<(try bytes.variable(at: &offset)) {
                passage += Int(try bytes.variable(at: &offset))
                guard passage < SegmentFormat.mostPassages else { throw bytes.damaged }
                deleted.insert(passage)
            }
            segments.append(Entry(name: name, deleted: deleted))
        }
        attachments = try Self.name(at: &offset, in: bytes)
    }

    private static func name(
        at offset: inout Int, in bytes: SectionBytes
    ) throws(IndexError) -> String {
        let length = Int(try bytes.variable(at: &offset))
        let name = String(decoding: try bytes.slice(offset..<offset + length), as: UTF8.self)
        offset += length
        // A name is a file of this folder, never a path out of it.
        guard !name.contains("/"), !name.hasPrefix(".") else { throw bytes.damaged }
        return name
    }

    /// The bytes of the file.
    var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.append(u32: Self.version)
        bytes.append(u32: UInt32(segments.count))
        for segment in segments {
            bytes.append(variable: segment.name.utf8.count)
            bytes.append(contentsOf: segment.name.utf8)
            bytes.append(variable: segment.deleted.count)
            var before = 0
            for passage in segment.deleted.members {
                bytes.append(variable: passage - before)
                before = passage
            }
        }
        bytes.append(variable: attachments.utf8.count)
        bytes.append(contentsOf: attachments.utf8)
        bytes.append(u64: Checksum.of(bytes))
        return bytes
    }

    /// The files that the commit names.
    var files: [String] { segments.map(\.name) + (attachments.isEmpty ? [] : [attachments]) }
}
