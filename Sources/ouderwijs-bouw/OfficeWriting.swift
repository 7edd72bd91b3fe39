internal import Files
internal import Interface
internal import Office

/// Writes a sheet in the forms that are packages, or that another program makes of one.
enum OfficeWriting {
    /// Carries out an order; gives what there is to say about it.
    ///
    /// - Throws: `BundleFault`.
    static func write(_ order: OfficeOrder) throws(BundleFault) -> [String] {
        let format: OfficeFormat
        switch order.form {
        case .docx: format = .docx
        case .odt: format = .odt
        case .pptx: format = .pptx
        case .pdf:
            guard ChildProcess.find("soffice") != nil else {
                throw BundleFault(Texts.needsLibreOffice)
            }
            format = .docx
        case .markdown, .html, .json: throw BundleFault(Texts.cannotWrite(order.form.rawValue))
        }
        let document: [UInt8]
        var notes: [String] = []
        do {
            if let template = order.template {
                let bytes = try FileReader.bytes(of: template, limit: templateLimit)
                let (file, missing) = try OfficeFile.bytes(
                    of: order.sheet, as: format, in: bytes)
                document = file
                if !missing.isEmpty { notes.append(Texts.missingStyles(missing, template)) }
            } else {
                document = try OfficeFile.bytes(of: order.sheet, as: format)
            }
        } catch let error as FileError {
            throw BundleFault(Texts.message(for: error))
        } catch {
            throw fault(of: error, order)
        }
        let bytes = order.form == .pdf ? try pdf(of: document) : document
        do { try AtomicFile.write(bytes, to: order.path) } catch {
            throw BundleFault(Texts.message(for: error))
        }
        return notes
    }

    /// The largest template that is read, in bytes.
    private static let templateLimit = 32 << 20

    private static func fault(of error: any Error, _ order: OfficeOrder) -> BundleFault {
        switch error as? OfficeError {
        case .packing(let code): BundleFault(Texts.notPacked(order.path, code: code))
        case .file(let error): BundleFault(Texts.message(for: error))
        case .template(.damaged(let part)):
            BundleFault(Texts.damagedTemplate(order.template ?? "", part))
        case .template(.notAPackage), .template(.otherKind), nil:
            BundleFault(Texts.noTemplate(order.template ?? "", order.form.rawValue))
        }
    }

    /// LibreOffice makes the PDF: with tags, so that it can be read aloud in order.
    private static func pdf(of bytes: [UInt8]) throws(BundleFault) -> [UInt8] {
        var limits = ChildProcess.Limits()
        limits.seconds = 120
        limits.memory = 8 << 30
        do {
            let document = try TemporaryFile(bytes)
            let pdf = try ChildProcess.run(
                "sh", ["-c", script, "sh", document.path], limits: limits)
            _ = consume document
            guard pdf.starts(with: "%PDF".utf8) else { throw BundleFault(Texts.noPDF) }
            return pdf
        } catch let error as FileError {
            throw BundleFault(Texts.message(for: error))
        } catch {
            throw BundleFault(Texts.noPDF)
        }
    }

    /// In a folder of its own, so that it minds no LibreOffice that is open, and leaves nothing.
    private static let script = """
        folder=$(mktemp -d) || exit 1
        trap 'rm -rf "$folder"' EXIT
        cp "$1" "$folder/sheet.docx" || exit 1
        HOME=$folder soffice --headless "-env:UserInstallation=file://$folder/profile" \\
            --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' \\
            --outdir "$folder" "$folder/sheet.docx" >&2 </dev/null || exit 1
        cat "$folder/sheet.pdf"
        """
}
