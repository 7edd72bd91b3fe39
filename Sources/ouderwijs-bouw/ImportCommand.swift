internal import Corpus
internal import Importing
internal import Interface

/// `importeer`: sources into the structured corpus, and that into the index.
struct ImportCommand {
    private let invocation: Invocation
    private let places: Places

    init(_ invocation: Invocation) {
        self.invocation = invocation
        places = Places(invocation)
    }

    func run() -> ExitStatus {
        let isTrial = invocation.has(.proef)
        var options = Importer.Options()
        options.isTrial = isTrial
        options.replaces = invocation.has(.vervang)
        options.repairs = !invocation.has(.geenHerstel)
        options.followsCards = invocation.has(.volgKaarten)
        options.allowsLocal = invocation.has(.staLokaalToe)
        options.cache = places.pageCache
        let showsProgress = Terminal.errorIsTerminal && !invocation.has(.stil)
        let report: ImportReport
        do {
            report = try Importer(into: places.target, options: options).run(
                sources: invocation.arguments
            ) { progress in
                if showsProgress {
                    Terminal.showProgress(Texts.progress(progress.done, of: progress.total))
                }
            }
        } catch {
            Terminal.report(Texts.message(for: error))
            return .unusable
        }
        if showsProgress { Terminal.clearProgress() }
        show(report, isTrial: isTrial)
        let status: ExitStatus = report.rejected > 0 ? .partly : .done
        guard !isTrial, !invocation.has(.geenIndex), report.documents > 0 else { return status }
        let indexed = IndexCommand(invocation).run()
        return indexed == .done ? status : indexed
    }

    private func show(_ report: ImportReport, isTrial: Bool) {
        for entry in report.entries {
            let line = Texts.line(for: entry, isTrial: isTrial)
            switch entry.outcome {
            case .rejected: Terminal.report(line)
            case .imported(let summary):
                if !invocation.has(.stil) { Terminal.write(line + "\n") }
                if invocation.has(.uitleg) {
                    for line in Texts.dropped(summary.dropped) { Terminal.write(line + "\n") }
                }
            case .unchanged:
                if !invocation.has(.stil) { Terminal.write(line + "\n") }
            }
        }
        if !invocation.has(.stil) {
            Terminal.write(Texts.summary(report, isTrial: isTrial) + "\n")
        }
    }
}
