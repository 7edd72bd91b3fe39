internal import Corpus
internal import Importing
internal import Interface
internal import JSON

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
        let status: ExitStatus = report.rejected > 0 ? .partly : .done
        let indexes = !isTrial && !invocation.has(.geenIndex) && report.documents > 0
        guard invocation.has(.json) else {
            show(report, isTrial: isTrial)
            let indexed = indexes ? IndexCommand(invocation).run() : .done
            return indexed == .done ? status : indexed
        }
        var indexed = ExitStatus.done
        var writer = JSONWriter()
        writer.object {
            write(report, to: &$0)
            guard indexes else { return }
            $0.name("index")
            $0.object { indexed = IndexCommand(invocation).run(into: &$0) }
        }
        writer.endLine()
        Terminal.write(String(decoding: writer.bytes, as: UTF8.self))
        return indexed == .done ? status : indexed
    }

    private func write(_ report: ImportReport, to writer: inout JSONWriter) {
        writer.member("ok", report.rejected == 0)
        writer.member("documents", report.documents)
        writer.member("written", report.written)
        writer.objects("sources", of: report.entries) { writer, entry in
            writer.member("source", entry.path)
            switch entry.outcome {
            case .imported(let summary):
                writer.member("outcome", summary.replaced ? "replaced" : "imported")
                writer.member("document", summary.document)
                writer.member("title", summary.title)
                writer.member("passages", summary.passages)
                writer.member("repairs", summary.repairs)
                writer.memberIfAny("dropped", summary.dropped)
            case .unchanged(let document):
                writer.member("outcome", "unchanged")
                writer.member("document", document)
            case .rejected(let rejection):
                writer.member("outcome", "rejected")
                writer.member("message", Texts.message(for: rejection))
            }
        }
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
