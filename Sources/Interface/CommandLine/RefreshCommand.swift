internal import Files
internal import JSON
internal import Publishing

/// Brings a bundle that was written earlier up to date: `ouderwijs bundel --ververs`.
struct RefreshCommand {
    let invocation: Invocation
    let maker: BundleMaker

    /// The largest file that is read, in bytes.
    private static let sizeLimit = 4 << 20

    /// Options that the head of the file speaks for.
    private static let excluded: [OptionName] = [
        .duur, .doelgroep, .editie, .vorm, .map, .kaart, .sjabloon,
    ]

    /// Reads the file, merges it with what the corpus gives now, and writes it where that changes it.
    func run(_ path: String) -> ExitStatus {
        if let option = Self.excluded.first(where: invocation.has) {
            return fail(Texts.notWithRefresh(option), .usage)
        }
        guard invocation.arguments.isEmpty else { return fail(Texts.oneSubject, .usage) }
        let old: [UInt8]
        let request: BundleRequest
        do {
            old = try FileReader.bytes(of: path, limit: Self.sizeLimit)
            request = try BundleRequest(MarkdownRevision.properties(of: old))
        } catch let error as FileError {
            return fail(Texts.message(for: error), .usage)
        } catch let error as RevisionError {
            return fail(Texts.message(for: error, path), .usage)
        } catch {
            return fail(Texts.message(forHead: error, path), .usage)
        }
        let text: String
        do throws(BundleMaker.Fault) {
            text = MarkdownWriter.write(try maker.matter(for: request).sheet(for: request))
        } catch { return fail(Texts.message(for: error), error.status) }
        let target = invocation.text(.uit) ?? path
        do {
            let (new, report) = try MarkdownRevision.merge(old, with: text, Texts.revisionLabels)
            let isWritten = new != old || target != path
            if isWritten { try AtomicFile.write(new, to: target) }
            show(report, target, isWritten: isWritten)
            return report.conflicts + report.open > 0 ? .partly : .done
        } catch let error as RevisionError {
            return fail(Texts.message(for: error, path), .usage)
        } catch let error as FileError {
            return fail(Texts.message(for: error), .partly)
        } catch {
            return .unusable
        }
    }

    private func fail(_ text: String, _ status: ExitStatus) -> ExitStatus {
        Terminal.report(text)
        return status
    }

    private func show(_ report: MarkdownRevision.Report, _ path: String, isWritten: Bool) {
        guard invocation.has(.json) else {
            if !invocation.has(.stil) {
                for line in Texts.lines(of: report, path, isWritten: isWritten) {
                    Terminal.write(line + "\n")
                }
            }
            if report.conflicts + report.open > 0 {
                Terminal.report(Texts.unsettled(report.conflicts + report.open, path))
            }
            return
        }
        var writer = JSONWriter()
        writer.object {
            $0.member("ok", report.conflicts + report.open == 0)
            $0.member("file", path)
            $0.member("written", isWritten)
            $0.member("updated", report.updated)
            $0.member("added", report.added)
            $0.member("removed", report.removed)
            $0.member("edited", report.edited)
            $0.member("own", report.own)
            $0.member("left", report.left)
            $0.member("conflicts", report.conflicts)
            $0.member("open", report.open)
        }
        writer.endLine()
        Terminal.write(writer.bytes)
    }
}
