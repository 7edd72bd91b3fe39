internal import Corpus
internal import Files
internal import Importing
internal import Interface
internal import JSON
internal import Searching

/// `controleer`: corpus, thesaurus and index, every byte.
struct CheckCommand {
    private let places: Places
    private let isQuiet: Bool
    private let isJSON: Bool
    private let findings = Findings()

    /// What was said, in order.
    private final class Findings {
        var notes: [String] = []
        var complaints: [String] = []
    }

    init(_ invocation: Invocation) {
        places = Places(invocation)
        isQuiet = invocation.has(.stil)
        isJSON = invocation.has(.json)
    }

    /// The largest list of ids that is read, in bytes.
    private static let listLimit = 1 << 24

    func run() -> ExitStatus {
        var isSound = true
        for corpus in places.corpora { isSound = check(corpus: corpus) && isSound }
        isSound = checkIndex() && isSound
        if isSound { say(Texts.allIsSound) }
        if isJSON {
            var writer = JSONWriter()
            writer.object {
                $0.member("ok", isSound)
                $0.memberIfAny("findings", findings.complaints)
                $0.member("checked", findings.notes)
            }
            writer.endLine()
            Terminal.write(String(decoding: writer.bytes, as: UTF8.self))
        }
        return isSound ? .done : .unusable
    }

    private func say(_ text: String) {
        findings.notes.append(text)
        if !isQuiet, !isJSON { Terminal.write(text + "\n") }
    }

    private func complain(_ text: String) {
        findings.complaints.append(text)
        Terminal.report(text)
    }

    private func check(corpus: String) -> Bool {
        var documents: [Document] = []
        var isSound = true
        do {
            try CorpusFile.read(Path.join(corpus, CorpusFile.name)) { result in
                switch result {
                case .success(let document): documents.append(document)
                case .failure(let error):
                    complain(Texts.message(for: error))
                    isSound = false
                }
            }
        } catch {
            complain(Texts.message(for: error))
            return false
        }
        let (topics, isThesaurusSound) = checkThesaurus(of: corpus)
        let found = CorpusCheck(documents, topics: topics, fixedIDs: fixedIDs(of: corpus))
            .findings()
        for finding in found where finding.isFault || !isQuiet {
            complain(Texts.message(for: finding))
        }
        isSound = isSound && isThesaurusSound && !found.contains { $0.isFault }
        if isSound, let changed = changedSources(of: corpus) {
            for path in changed { complain(Texts.changedSource(path)) }
        }
        let texts = documents.flatMap { $0.passages().map(\.text) }
        say(
            Texts.checked(
                corpus: corpus, documents: documents.count, passages: texts.count,
                readingEase: ReadingEase.of(texts)))
        if !isSound { complain(Texts.repairCorpus) }
        return isSound
    }

    /// The topics of the corpus's own thesaurus, `nil` without one, and whether that is sound.
    private func checkThesaurus(of corpus: String) -> (topics: Set<String>?, isSound: Bool) {
        let path = Path.join(corpus, Thesaurus.fileName)
        guard Folder.status(path) != nil else { return (nil, true) }
        do {
            let thesaurus = try ThesaurusReader.read(path)
            let faults = thesaurus.faults()
            for fault in faults { complain(Texts.message(for: fault)) }
            let topics = Set(thesaurus.concepts.compactMap(\.notation))
            return (topics.isEmpty ? nil : topics, faults.isEmpty)
        } catch {
            complain(Texts.badThesaurus(Texts.message(for: error)))
            return (nil, false)
        }
    }

    private func fixedIDs(of corpus: String) -> [String] {
        let path = Path.join(corpus, CorpusCheck.fixedIDsName)
        guard let bytes = try? FileReader.bytes(of: path, limit: Self.listLimit) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map(String.init).filter { !$0.hasPrefix("#") }
    }

    /// Sources of the corpus that are no longer what was imported, or cannot be imported any more.
    private func changedSources(of corpus: String) -> [String]? {
        let sources = Path.join(corpus, "bronnen")
        guard Folder.status(sources)?.kind == .folder else { return nil }
        var options = Importer.Options()
        options.isTrial = true
        let report = try? Importer(into: corpus, options: options).run(sources: [sources])
        return report?.entries.compactMap { entry in
            if case .unchanged = entry.outcome { return nil }
            return entry.path
        }
    }

    private func checkIndex() -> Bool {
        do {
            let index = try SearchIndex(places.index)
            try index.check()
            if places.knowsCorpora, index.isStale(corpora: places.corpora) {
                complain(Texts.staleIndex)
            }
            say(Texts.checked(index: places.index, passages: index.passageCount))
            return true
        } catch {
            complain(Texts.message(for: error))
            return false
        }
    }
}
