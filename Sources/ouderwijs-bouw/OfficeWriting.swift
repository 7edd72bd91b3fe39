internal import Files
internal import Interface
internal import Office
internal import Publishing

/// Writes a sheet in the forms that are packages, or that another program makes of one.
enum OfficeWriting {
    /// Writes the file; gives what went wrong, in Dutch, or `nil`.
    static func write(_ sheet: Sheet, as form: BundleForm, to path: String) -> String? {
        do throws(OfficeError) {
            switch form {
            case .docx: try OfficeFile.write(sheet, as: .docx, to: path)
            case .odt: try OfficeFile.write(sheet, as: .odt, to: path)
            case .pptx: try OfficeFile.write(sheet, as: .pptx, to: path)
            case .pdf: return try writePDF(sheet, to: path)
            case .markdown, .html, .json: return Texts.cannotWrite(form.rawValue)
            }
            return nil
        } catch {
            switch error {
            case .packing(let code): return Texts.notPacked(path, code: code)
            case .file(let error): return Texts.message(for: error)
            }
        }
    }

    /// LibreOffice makes the PDF: with tags, so that it can be read aloud in order.
    private static func writePDF(_ sheet: Sheet, to path: String) throws(OfficeError) -> String? {
        let bytes = try OfficeFile.bytes(of: sheet, as: .docx)
        var limits = ChildProcess.Limits()
        limits.seconds = 120
        limits.memory = 8 << 30
        do {
            let document = try TemporaryFile(bytes)
            guard ChildProcess.find("soffice") != nil else { return Texts.needsLibreOffice }
            let pdf = try ChildProcess.run(
                "sh", ["-c", script, "sh", document.path], limits: limits)
            _ = consume document
            guard pdf.starts(with: "%PDF".utf8) else { return Texts.noPDF }
            try AtomicFile.write(pdf, to: path)
            return nil
        } catch let error as FileError {
            throw .file(error)
        } catch {
            return Texts.noPDF
        }
    }

    /// In a folder of its own, so that it minds no LibreOffice that is open, and leaves nothing.
    private static let script = """
        folder=$(mktemp -d) || exit 1
        trap 'rm -rf "$folder"' EXIT
        cp "$1" "$folder/sheet.docx" || exit 1
        HOME=$folder soffice --headless "-env:UserInstallation=file://$folder/profile" \
            --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' \
            --outdir "$folder" "$folder/sheet.docx" >&2 </dev/null || exit 1
        cat "$folder/sheet.pdf"
        """
}
