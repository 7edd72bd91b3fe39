internal import Corpus
internal import Files
internal import Importing
internal import Interface
internal import JSON
internal import Searching

/// `indexeer`: structured corpora into the index.
struct IndexCommand {
    private let places: Places
    private let isQuiet: Bool
    private let isJSON: Bool
    private let named: String?
    private let memory: Int

    init(_ invocation: Invocation) {
        places = Places(invocation)
        isQuiet = invocation.has(.stil)
        isJSON = invocation.has(.json)
        named = invocation.text(.begrippen)
        memory = invocation.number(.geheugen).map { $0 << 20 } ?? IndexBuilder.memory
    }

    /// The thesaurus that was named, else that of the first corpus that has one, else the one that
    /// came with the program; none at all is no fault, and is told.
    private func readThesaurus() throws(Rejection) -> Thesaurus {
        if let named { return try ThesaurusReader.read(named) }
        guard let path = places.thesaurus else {
            Terminal.report(Texts.noThesaurus)
            return Thesaurus()
        }
        return try ThesaurusReader.read(path)
    }

    /// Where distributions put the Dutch dictionary of hunspell.
    private static let dictionaries = [
        "/usr/share/hunspell/nl_NL.dic", "/usr/share/hunspell/nl.dic",
        "/usr/share/myspell/dicts/nl_NL.dic",
    ]

    /// The dictionary that teaches what compounds are made of, or `nil` with a warning.
    private var dictionary: String? {
        let found = Self.dictionaries.first { Folder.status($0)?.kind == .file }
        if found == nil { Terminal.report(Texts.noDictionary) }
        return found
    }

    func run() -> ExitStatus {
        var writer = JSONWriter()
        var status = ExitStatus.done
        writer.object { status = run(into: &$0) }
        writer.endLine()
        if isJSON { Terminal.write(String(decoding: writer.bytes, as: UTF8.self)) }
        return status
    }

    /// The same, with what became of it as members of an open object.
    func run(into writer: inout JSONWriter) -> ExitStatus {
        let start = Terminal.now
        func refused(_ message: String) -> ExitStatus {
            Terminal.report(message)
            writer.member("ok", false)
            writer.member("errors", [message])
            return .unusable
        }
        let thesaurus: Thesaurus
        do { thesaurus = try readThesaurus() } catch {
            return refused(Texts.badThesaurus(Texts.message(for: error)))
        }
        let report: IndexReport
        let showsProgress = Terminal.errorIsTerminal && !isQuiet
        do {
            report = try IndexBuilder(
                corpora: places.corpora, thesaurus: thesaurus, dictionary: dictionary,
                memory: memory
            ).build(into: places.index) { done, total in
                if showsProgress { Terminal.showProgress(Texts.indexing(done, of: total)) }
            }
            if showsProgress { Terminal.clearProgress() }
        } catch {
            if showsProgress { Terminal.clearProgress() }
            return refused(Texts.message(for: error))
        }
        writer.member("ok", report.failures.isEmpty)
        writer.member("documents", report.documents)
        writer.member("passages", report.passages)
        writer.memberIfAny("errors", report.failures.map { Texts.message(for: $0) })
        for failure in report.failures { Terminal.report(Texts.message(for: failure)) }
        if !isQuiet, !isJSON {
            let seconds = Double(Terminal.now - start) / 1e9
            Terminal.report(
                Texts.indexed(
                    documents: report.documents, passages: report.passages, seconds: seconds))
        }
        return report.failures.isEmpty ? .done : .partly
    }
}
