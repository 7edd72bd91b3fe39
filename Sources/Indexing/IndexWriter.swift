public import Files

/// Changes an index: passages added, passages removed, then one commit that shows all of it.
///
/// One writer at a time holds the folder; readers keep what they opened. Until `commit` the old index
/// stands, and a writer that goes away leaves it as it was.
public struct IndexWriter: ~Copyable {
    /// The folder of the index.
    public let folder: String
    private let lock: FolderLock
    private let model: ImpactModel
    private let keepsPositions: Bool
    private let merges: Bool
    private var pending: [Run] = []
    private var isPrepared = false
    private var commitState = Commit()
    /// The segments that `commitState` names.
    private var segments: [String: Segment] = [:]
    private var attachments: [(name: String, value: AttachmentFile.Value)]?

    /// What happens to the passages that the index has.
    public enum Start: Sendable {
        /// They stay until they are removed one by one.
        case update
        /// They go with the commit.
        case replace
        /// They go with the commit, but for the segments that `keep` takes over; whoever writes tells where
        /// segments end, and none are merged.
        case arrange
    }

    /// Takes the folder, which is made where it is missing.
    ///
    /// - Throws: `IndexError`; `.file(.locked)` while another writer holds it.
    public init(
        _ folder: String, model: ImpactModel, start: Start, keepsPositions: Bool = true
    ) throws(IndexError) {
        let lock: FolderLock
        do {
            try Folder.create(folder)
            lock = try FolderLock(folder: folder)
        } catch { throw .file(error) }
        var commit = Commit()
        var segments: [String: Segment] = [:]
        if start == .update {
            do throws(IndexError) {
                commit = try Commit(of: folder)
            } catch {
                guard case .missing = error else { throw error }
            }
            for entry in commit.segments {
                segments[entry.name] = try Segment(Path.join(folder, entry.name))
            }
        }
        self.folder = folder
        self.model = model
        self.keepsPositions = keepsPositions
        merges = start != .arrange
        self.lock = lock
        commitState = commit
        self.segments = segments
    }

    /// Adds the passages of a run behind all before them.
    public mutating func add(_ run: Run) {
        pending.append(run)
        isPrepared = false
    }

    /// Takes a segment of the index over as it stands, behind all that was added before.
    ///
    /// - Parameters:
    ///   - segment: Its number in a reader of the index as it was when the writer began.
    /// - Throws: `IndexError` when it cannot be opened, or what was added before cannot be written.
    public mutating func keep(_ segment: Int, of reader: IndexReader) throws(IndexError) {
        try endSegment()
        let part = reader.parts[segment]
        let name = Self.fileName(of: part.segment)
        segments[name] = try Segment(Path.join(folder, name))
        commitState.segments.append(Commit.Entry(name: name, deleted: part.deleted))
        isPrepared = false
    }

    /// Writes what was added since the last call as a segment; more than one holds becomes several.
    ///
    /// - Returns: The number of segments so far.
    /// - Throws: `IndexError`; the old index still stands then.
    @discardableResult
    public mutating func endSegment() throws(IndexError) -> Int {
        while !pending.isEmpty {
            var group: [SegmentMerger.Source] = []
            var passages = 0
            for run in pending {
                guard passages + run.passageCount <= SegmentFormat.mostPassages else { break }
                passages += run.passageCount
                group.append(.run(run))
            }
            pending.removeFirst(group.count)
            let entry = try write(group)
            commitState.segments.append(entry)
        }
        return commitState.segments.count
    }

    /// Removes a passage of the index as it was when the writer began.
    ///
    /// - Parameter passage: Its ordinal in a reader of that index; an unknown one changes nothing.
    public mutating func remove(_ passage: Int) {
        isPrepared = false
        var base = 0
        for index in commitState.segments.indices {
            let count = segments[commitState.segments[index].name]?.passageCount ?? 0
            if passage < base + count {
                if passage >= base { commitState.segments[index].deleted.insert(passage - base) }
                return
            }
            base += count
        }
    }

    /// Writes what was added as segments, without a commit, and opens the index as it will be.
    ///
    /// - Throws: `IndexError`; the old index still stands then.
    public mutating func prepare() throws(IndexError) -> IndexReader {
        try endSegment()
        if merges { try mergeSegments() }
        isPrepared = true
        return try IndexReader(folder, commit: commitState)
    }

    private mutating func write(
        _ sources: [SegmentMerger.Source]
    ) throws(IndexError) -> Commit.Entry {
        let merger = SegmentMerger(sources, model: model, keepsPositions: keepsPositions)
        // First under a name that no commit has, then under one of its contents.
        let draft = Path.join(folder, IndexFolder.draftName)
        try merger.write(to: draft, in: folder)
        let name = Self.fileName(of: try Segment(draft))
        let path = Path.join(folder, name)
        do { try AtomicFile.move(draft, to: path) } catch { throw .file(error) }
        segments[name] = try Segment(path)
        return Commit.Entry(name: name, deleted: PassageSet())
    }

    private static func fileName(of segment: Segment) -> String { "segment-\(segment.name).ow" }

    /// A segment with more removed passages than this share is made anew.
    private static let mostRemoved = 0.3
    /// A segment is merged with those behind it when these have this share of its passages.
    private static let mergeShare = 0.5

    /// Keeps the number of segments small: those at the end are merged with the one before as long as
    /// they are not much smaller than it, so that each passage is written a logarithmic number of times.
    private mutating func mergeSegments() throws(IndexError) {
        var first = commitState.segments.count - 1
        guard first >= 0 else { return }
        var behind = live(first)
        while first > 0, Double(behind) >= Self.mergeShare * Double(live(first - 1)) {
            first -= 1
            behind += live(first)
        }
        if first < commitState.segments.count - 1 || removedShare(first) > Self.mostRemoved {
            try merge(first..<commitState.segments.count)
        }
        for index in commitState.segments.indices.reversed()
        where removedShare(index) > Self.mostRemoved {
            try merge(index..<index + 1)
        }
    }

    private func live(_ index: Int) -> Int {
        let entry = commitState.segments[index]
        return (segments[entry.name]?.passageCount ?? 0) - entry.deleted.count
    }

    private func removedShare(_ index: Int) -> Double {
        let entry = commitState.segments[index]
        let count = segments[entry.name]?.passageCount ?? 0
        return count > 0 ? Double(entry.deleted.count) / Double(count) : 0
    }

    private mutating func merge(_ range: Range<Int>) throws(IndexError) {
        var sources: [SegmentMerger.Source] = []
        var passages = 0
        for entry in commitState.segments[range] {
            guard let segment = segments[entry.name] else { continue }
            passages += segment.passageCount - entry.deleted.count
            sources.append(.segment(segment, deleted: entry.deleted))
        }
        guard passages <= SegmentFormat.mostPassages else { return }
        if passages == 0 {
            commitState.segments.removeSubrange(range)
        } else {
            commitState.segments.replaceSubrange(range, with: [try write(sources)])
        }
    }

    /// Keeps bytes under a name beside the segments, in place of all that was kept before.
    public mutating func attach(_ name: String, _ value: [UInt8]) {
        attachments = (attachments ?? []) + [(name, .bytes(value))]
    }

    /// The same with bytes and those of a file behind them, which may be more than the memory holds.
    public mutating func attach(_ name: String, _ head: [UInt8], _ rest: SpillFile) {
        attachments = (attachments ?? []) + [(name, .file(head, rest))]
    }

    /// Makes everything the index; the files of the old one are removed.
    ///
    /// - Throws: `IndexError`; the old index then stands as it was.
    public consuming func commit() throws(IndexError) {
        if !isPrepared { _ = try prepare() }
        do {
            if let attachments {
                commitState.attachments = try AttachmentFile.write(attachments, to: folder)
            }
            try AtomicFile.write(commitState.encoded, to: Path.join(folder, Commit.fileName))
        } catch { throw .file(error) }
        Self.clean(folder, keeping: commitState.files)
        _ = consume lock
    }

    /// Removes what no commit names; a failure leaves files that the next commit removes.
    private static func clean(_ folder: String, keeping kept: [String]) {
        guard let names = try? Folder.names(in: folder) else { return }
        for name in names {
            guard let name = name.text, IndexFolder.isOurs(name), !kept.contains(name) else {
                continue
            }
            try? Folder.removeFile(Path.join(folder, name))
        }
    }
}
