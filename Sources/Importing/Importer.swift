public import Corpus
internal import Files

/// Turns sources into the structured corpus of a folder.
///
/// Untrusted input ends here: a bad source becomes a line of the report, the others are imported.
public struct Importer: Sendable {
    /// How an import is done.
    public struct Options: Hashable, Sendable {
        /// Whether the corpus afterwards holds just these sources.
        public var replaces = false
        /// Whether nothing is written.
        public var isTrial = false
        /// Whether words that extraction damaged are mended.
        public var repairs = true
        /// Whether practice cards that the sources link to are fetched too.
        public var followsCards = false
        /// Whether pages of the own network may be fetched.
        public var allowsLocal = false
        /// The folder where fetched pages are kept; `nil` for nowhere.
        public var cache: String?

        /// The usual import: adds and updates, and mends.
        public init() {}
    }

    /// How far an import is.
    public struct Progress: Hashable, Sendable {
        /// Sources that are done.
        public let done: Int
        /// Sources in all.
        public let total: Int
        /// The one that was done last.
        public let path: String
    }

    private let folder: String
    private let options: Options

    /// An importer into a corpus folder.
    ///
    /// - Parameter folder: Made when it is missing, unless nothing is to be written.
    public init(into folder: String, options: Options = Options()) {
        self.folder = folder
        self.options = options
    }

    /// Imports sources.
    ///
    /// - Parameters:
    ///   - sources: Files, folders, web addresses, or `-` for standard input.
    ///   - progress: Called after each source.
    /// - Returns: A line for each source, in order; empty where a folder holds no sources.
    /// - Throws: `CorpusError` when the corpus itself cannot be read, locked or written; it is then
    ///   as it was.
    public func run(
        sources: [String], progress: (Progress) -> Void = { _ in }
    ) throws(CorpusError) -> ImportReport {
        if options.isTrial { return try merge(sources, progress) }
        let lock: FolderLock
        do throws(FileError) {
            try Folder.create(folder)
            lock = try FolderLock(folder: folder)
        } catch { throw .file(error) }
        let report = try merge(sources, progress)
        _ = consume lock
        return report
    }

    /// The document in one source, apart from any corpus.
    ///
    /// - Parameters:
    ///   - bytes: The whole source.
    ///   - name: Its file name; gives the id and the title where the source itself does not.
    /// - Throws: `Rejection`: no document is in it.
    public static func document(
        in bytes: [UInt8], named name: String, options: Options = Options()
    ) throws(Rejection) -> Document {
        let (draft, kind) = try SourceReader.draft(bytes, name: name, options: options)
        return CorpusMerge.document(draft, kind, sha256: Digest.sha256(bytes), file: name)
    }

    private var path: String { Path.join(folder, CorpusFile.name) }

    private func merge(
        _ sources: [String], _ progress: (Progress) -> Void
    ) throws(CorpusError) -> ImportReport {
        let shelf: DocumentShelf
        do throws(FileError) { shelf = try DocumentShelf(path, keeps: !options.isTrial) } catch {
            throw .file(error)
        }
        var merge = try existing(on: shelf)
        var found: [FoundSource] = []
        let fetcher = WebFetcher(
            WebFetcher.Options(allowsLocal: options.allowsLocal, cache: options.cache))
        for source in sources {
            if source == "-" {
                found.append(FoundSource(path: "-", relative: "-"))
            } else if Address.isWeb(source) {
                found.append(fetched(source, by: fetcher))
            } else {
                found += SourceWalk.sources(at: source)
            }
        }
        var report = ImportReport()
        // A batch at a time: drafts do not pile up, and the order stays that of the sources.
        var start = 0
        while start < found.count {
            let batch = Array(found[start..<Self.end(ofBatchAt: start, in: found)])
            start += batch.count
            var results = read(batch, against: merge)
            for (index, source) in batch.enumerated() {
                let outcome = merge.add(source, results[index]) { shelf.add($0) }
                // A large draft is given back before the next one is taken up.
                results[index] = .failure(.empty)
                report.entries.append(ImportReport.Entry(path: source.path, outcome: outcome))
                progress(
                    Progress(done: report.entries.count, total: found.count, path: source.path))
            }
        }
        if options.followsCards {
            for address in try merge.linkedCards(on: shelf) {
                let source = fetched(address, by: fetcher)
                let read = read(source, skip: merge.unchanged)
                let outcome = merge.add(source, read) { shelf.add($0) }
                report.entries.append(ImportReport.Entry(path: source.path, outcome: outcome))
                progress(
                    Progress(
                        done: report.entries.count, total: report.entries.count, path: source.path))
            }
        }
        report.documents = merge.count
        if !options.isTrial, merge.hasChanged || Folder.status(path) == nil {
            try merge.write(shelf, to: path)
            report.written = true
        }
        return report
    }

    /// A page as a source; its file is the address without the scheme.
    private func fetched(_ address: String, by fetcher: WebFetcher) -> FoundSource {
        let bare = address.drop { $0 != "/" }.drop { $0 == "/" }
        var source = FoundSource(path: address, relative: String(bare))
        do throws(Rejection) { source.page = try fetcher.page(address) } catch {
            source.rejection = error
        }
        return source
    }

    /// A merge that knows the documents of the corpus.
    private func existing(on shelf: DocumentShelf) throws(CorpusError) -> CorpusMerge {
        var merge = CorpusMerge(replaces: options.replaces)
        var failure: CorpusError?
        shelf.forEach { place, result in
            switch result {
            case .success(let document): merge.keep(document, at: place)
            case .failure(let error): failure = failure ?? error
            }
        }
        // What is replaced need not be sound.
        if let failure {
            guard options.replaces else { throw failure }
            return CorpusMerge(replaces: true)
        }
        return merge
    }

    /// Most sources of a batch, and bytes of their files together, unless the first has more.
    private static let batch = (count: 32, size: 16 << 20)

    private static func end(ofBatchAt start: Int, in sources: [FoundSource]) -> Int {
        var end = start
        var size = 0
        while end < sources.count, end - start < batch.count {
            size += sources[end].rejection == nil ? Folder.status(sources[end].path)?.size ?? 0 : 0
            guard end == start || size <= batch.size else { break }
            end += 1
        }
        return end
    }

    /// Reads sources on all cores; the results stand in the order of the sources.
    private func read(
        _ sources: [FoundSource], against merge: CorpusMerge
    ) -> [Result<ReadSource, Rejection>] {
        var results = [Result<ReadSource, Rejection>](
            repeating: .failure(.empty), count: sources.count)
        results.withUnsafeMutableBufferPointer { buffer in
            // Each number writes its own place, and nobody reads before all are done.
            nonisolated(unsafe) let places = buffer
            Parallel.forEach(sources.count) { index in
                places[index] = read(sources[index], skip: merge.unchanged)
            }
        }
        return results
    }

    /// Reads a source up to its draft; nothing here depends on the other sources.
    private func read(
        _ source: FoundSource, skip: (_ file: String, _ sha256: String) -> String?
    ) -> Result<ReadSource, Rejection> {
        if let rejection = source.rejection { return .failure(rejection) }
        let bytes: [UInt8]
        do throws(FileError) {
            if let page = source.page {
                bytes = page.bytes
            } else if source.path == "-" {
                bytes = try FileReader.standardInput(limit: SourceReader.limit)
            } else {
                bytes = try FileReader.bytes(of: source.path, limit: SourceReader.limit)
            }
        } catch { return .failure(.file(error)) }
        let hash = Digest.sha256(bytes)
        if let document = skip(source.relative, hash) { return .success(.unchanged(document)) }
        do throws(Rejection) {
            let (draft, kind) = try SourceReader.draft(
                consume bytes, name: source.relative, address: source.page?.address,
                options: options)
            return .success(.new(draft, kind, sha256: hash))
        } catch { return .failure(error) }
    }
}

/// A source that was read.
enum ReadSource: Sendable {
    case unchanged(String)
    case new(Draft, SourceKind, sha256: String)
}
