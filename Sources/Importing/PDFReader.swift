internal import Corpus
internal import Files
internal import Markup

/// Reads PDF files through poppler's `pdftotext`, a child process with limits.
enum PDFReader {
    private static let program = "pdftotext"
    private static let package = "poppler-utils"

    /// What a file holds.
    ///
    /// - Throws: `Rejection`: the program is missing, failed, or gave no text.
    static func draft(_ bytes: [UInt8], repairs: Bool) throws(Rejection) -> Draft {
        let file: TemporaryFile
        do { file = try TemporaryFile(bytes) } catch { throw .file(error) }
        let layout = try output(for: file.path).get()
        _ = consume file
        return try draft(layout: layout, repairs: repairs)
    }

    private static func output(for path: String) -> Result<[UInt8], Rejection> {
        do throws(ChildProcessError) {
            return .success(
                try ChildProcess.run(program, ["-bbox-layout", "-enc", "UTF-8", "-q", path, "-"]))
        } catch {
            switch error {
            case .missing: return .failure(.missingProgram(name: program, package: package))
            case .failed, .timedOut, .tooMuchOutput: return .failure(.programFailed(name: program))
            }
        }
    }

    /// What the layout holds that `pdftotext -bbox-layout` wrote.
    static func draft(layout: [UInt8], repairs: Bool) throws(Rejection) -> Draft {
        let tree: MarkupTree
        do { tree = try MarkupParser.xml(withoutControls(layout)) } catch {
            // A font without a map of its characters gives bytes that are no text.
            throw .damaged(part: "text")
        }
        var draft = TextReader.draft(lines: PageLayout(tree).lines(), repairs: repairs)
        if draft.title.isEmpty,
            let node = (0..<tree.count).first(where: { tree.name($0) == "title" })
        {
            let title = Text.clean(tree.rawText(node))
            if !title.lowercased().hasPrefix("microsoft"), title.contains(" ") {
                draft.title = title
            }
        }
        return draft
    }

    /// Characters that XML does not allow stand for signs without a meaning: marked as unknown.
    private static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
            return bytes
        }
        var result: [UInt8] = []
        for byte in bytes {
            if byte < 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
