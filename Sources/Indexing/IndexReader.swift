internal import Files

/// What an index knows of one term.
public struct TermMatches: Hashable, Sendable {
    /// Number of passages with the term; removed ones count until a merge.
    public let passages: Int
    /// By segment what its dictionary has.
    package let bySegment: [TermInfo?]
}

/// A snapshot of an index: the segments of one commit, seen as one.
///
/// Passages have ordinals from 0, in the order of the segments. Many threads may read one value
/// without locks. It stays whole while a writer makes further commits.
public final class IndexReader: Sendable {
    /// A segment with the ordinal of its first passage and the passages removed from it.
    package struct Part: Sendable {
        package let segment: Segment
        package let base: Int
        package let deleted: PassageSet
    }

    /// The folder it was opened from.
    public let folder: String
    /// A word that names the state: sixteen hexadecimal digits.
    public let name: String
    /// Number of ordinals; some may be of removed passages.
    public let passageCount: Int
    /// Number of passages that are not removed.
    public let liveCount: Int
    /// For each field the sum of the lengths, in words, over all ordinals.
    public let totals: [Int]
    /// The segments in order.
    package let parts: [Part]
    private let attachments: AttachmentFile?

    /// A writer may replace the commit between reading it and opening its segments.
    private static let attempts = 5

    /// Opens the last commit of a folder.
    ///
    /// - Throws: `IndexError`.
    public convenience init(_ folder: String) throws(IndexError) {
        var attempt = 1
        while true {
            let commit = try Commit(of: folder)
            do throws(IndexError) {
                try self.init(folder, commit: commit)
                return
            } catch {
                guard case .file(.missing(let path)) = error else { throw error }
                guard attempt < Self.attempts else {
                    throw .damaged(path: path, part: "segment")
                }
                attempt += 1
            }
        }
    }

    /// Segments without a folder or attachments.
    package convenience init(_ segments: [Segment]) throws(IndexError) {
        try self.init(
            segments.map { ($0, PassageSet()) }, folder: "", name: "", attachments: nil)
    }

    convenience init(_ folder: String, commit: Commit) throws(IndexError) {
        var segments: [(Segment, PassageSet)] = []
        for entry in commit.segments {
            segments.append((try Segment(Path.join(folder, entry.name)), entry.deleted))
        }
        let attachments =
            commit.attachments.isEmpty
            ? nil : try AttachmentFile(Path.join(folder, commit.attachments))
        try self.init(
            segments, folder: folder, name: String(commit.checksum, radix: 16),
            attachments: attachments)
    }

    private init(
        _ segments: [(Segment, PassageSet)], folder: String, name: String,
        attachments: AttachmentFile?
    ) throws(IndexError) {
        var parts: [Part] = []
        var base = 0
        var live = 0
        for (segment, deleted) in segments {
            guard (deleted.members.last ?? -1) < segment.passageCount,
                segment.fieldCount == parts.first?.segment.fieldCount ?? segment.fieldCount
            else { throw .damaged(path: segment.path, part: Commit.fileName) }
            parts.append(Part(segment: segment, base: base, deleted: deleted))
            base += segment.passageCount
            live += segment.passageCount - deleted.count
        }
        self.folder = folder
        self.parts = parts
        passageCount = base
        liveCount = live
        self.name = name
        var totals = [Int](repeating: 0, count: parts.first?.segment.fieldCount ?? 0)
        for part in parts {
            for field in totals.indices { totals[field] += part.segment.totals[field] }
        }
        self.totals = totals
        self.attachments = attachments
    }

    /// Number of fields; 0 for an index without segments.
    public var fieldCount: Int { totals.count }

    /// Where damage would be told of: the first segment, or the folder.
    public var path: String { parts.first?.segment.path ?? folder }

    /// The ordinals of removed passages are no longer passages.
    ///
    /// - Returns: Whether the passage was removed.
    public func isDeleted(_ passage: Int) -> Bool {
        guard let part = part(of: passage) else { return true }
        return parts[part].deleted.contains(passage - parts[part].base)
    }

    private func part(of passage: Int) -> Int? {
        guard passage >= 0, passage < passageCount else { return nil }
        return parts.lastIndex { $0.base <= passage }
    }

    /// What is known of a term, or `nil` when no passage has it.
    ///
    /// - Throws: `IndexError.damaged`.
    public func find(_ term: [UInt8]) throws(IndexError) -> TermMatches? {
        var infos: [TermInfo?] = []
        var passages = 0
        for part in parts {
            let info = try part.segment.find(term)
            passages += info?.passages ?? 0
            infos.append(info)
        }
        return passages > 0 ? TermMatches(passages: passages, bySegment: infos) : nil
    }

    /// Calls `body` with the terms that start with `prefix`, in byte order, until it gives `false`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func forEachTerm(
        prefix: [UInt8], _ body: ([UInt8], TermMatches) -> Bool
    ) throws(IndexError) {
        var cursors: [TermCursor] = []
        // The numbers of those that have a term.
        var going: [Int] = []
        for (number, part) in parts.enumerated() {
            cursors.append(try part.segment.dictionary.cursor(from: prefix))
            if try cursors[number].next() { going.append(number) }
        }
        while var least = going.first {
            for number in going.dropFirst()
            where cursors[number].term.lexicographicallyPrecedes(cursors[least].term) {
                least = number
            }
            let term = cursors[least].term
            guard term.starts(with: prefix) else { return }
            var infos = [TermInfo?](repeating: nil, count: cursors.count)
            var passages = 0
            for number in going where cursors[number].term == term {
                infos[number] = cursors[number].info
                passages += cursors[number].info.passages
                if try !cursors[number].next() { going.removeAll { $0 == number } }
            }
            guard body(term, TermMatches(passages: passages, bySegment: infos)) else { return }
        }
    }

    /// The passages of a term that are not removed.
    ///
    /// - Throws: `IndexError.damaged`.
    public func postings(of term: TermMatches) throws(IndexError) -> PostingsCursor {
        PostingsCursor(term, in: self)
    }

    /// The number of words of a field in a passage, with the precision of `LengthCode`; 0 for an
    /// unknown passage.
    public func length(of passage: Int, field: Int) -> Int {
        guard let index = part(of: passage),
            let codes = parts[index].segment.lengthCodes(field: field)
        else { return 0 }
        return LengthCode.length(of: codes[passage - parts[index].base])
    }

    /// The stored bytes of a passage.
    ///
    /// - Throws: `IndexError.damaged`.
    public func stored(_ passage: Int) throws(IndexError) -> ArraySlice<UInt8> {
        guard let index = part(of: passage) else {
            throw .damaged(path: path, part: "store")
        }
        let part = parts[index]
        return try part.segment.store.passage(passage - part.base)
    }

    /// The bytes that were kept under a name, or `nil`; valid while the reader lives.
    public func attachment(_ name: String) -> UnsafeRawBufferPointer? { attachments?.value(name) }

    /// Number of different terms; those in several segments count several times.
    public var termCount: Int { parts.reduce(0) { $0 + $1.segment.termCount } }

    /// Number of segments.
    public var segmentCount: Int { parts.count }

    /// Holds every byte against its checksum: quicker than `check`, which also sees what a writer did wrong.
    ///
    /// - Throws: `IndexError.damaged`, the first one met.
    public func checkBytes() throws(IndexError) {
        for part in parts { try part.segment.checkBytes() }
        try attachments?.check()
    }

    /// Reads every byte.
    ///
    /// - Throws: `IndexError.damaged`, the first one met.
    public func check() throws(IndexError) {
        for part in parts { try part.segment.check() }
        try attachments?.check()
    }
}

/// Walks over the passages of a term, in order of their ordinals; removed ones are passed over.
public struct PostingsCursor {
    private let reader: IndexReader
    private let term: TermMatches
    private var part = -1
    private var cursor: SegmentCursor?
    /// The current passage.
    public private(set) var passage = 0

    init(_ term: TermMatches, in reader: IndexReader) {
        self.term = term
        self.reader = reader
    }

    /// For each field the number of occurrences in the current passage; 255 stands for all above.
    public var counts: SIMD8<UInt8> { cursor?.counts ?? .zero }

    /// Moves to the next passage; `false` behind the last.
    ///
    /// - Throws: `IndexError.damaged`.
    public mutating func next() throws(IndexError) -> Bool {
        while true {
            if try cursor?.next() == true, let local = cursor?.passage {
                let current = reader.parts[part]
                if current.deleted.contains(local) { continue }
                passage = current.base + local
                return true
            }
            part += 1
            guard part < reader.parts.count else {
                part = reader.parts.count
                cursor = nil
                return false
            }
            let segment = reader.parts[part].segment
            guard let info = term.bySegment[part] else {
                cursor = nil
                continue
            }
            cursor = SegmentCursor(try segment.list(info), of: segment)
        }
    }

    /// The word positions in the current passage, with their fields, in order.
    ///
    /// - Throws: `IndexError.damaged`.
    public func positions() throws(IndexError) -> [(field: Int, position: Int)] {
        try cursor?.positions() ?? []
    }

    /// The word positions in the current passage, for one field; empty where it does not occur.
    ///
    /// - Throws: `IndexError.damaged`.
    public func positions(in field: Int) throws(IndexError) -> [Int] {
        try positions().filter { $0.field == field }.map(\.position)
    }
}
