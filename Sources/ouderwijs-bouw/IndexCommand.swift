internal import Interface
internal import Searching

/// `indexeer`: structured corpora into the index.
struct IndexCommand {
    private let places: Places
    private let isQuiet: Bool

    init(_ invocation: Invocation) {
        places = Places(invocation)
        isQuiet = invocation.has(.stil)
    }

    func run() -> ExitStatus {
        let start = Terminal.now
        let report: IndexReport
        do {
            report = try IndexBuilder(corpora: places.corpora).build(into: places.index)
        } catch {
            Terminal.report(Texts.message(for: error))
            return .unusable
        }
        for failure in report.failures { Terminal.report(Texts.message(for: failure)) }
        if !isQuiet {
            let seconds = Double(Terminal.now - start) / 1e9
            Terminal.report(
                Texts.indexed(
                    documents: report.documents, passages: report.passages, seconds: seconds))
        }
        return report.failures.isEmpty ? .done : .partly
    }
}
