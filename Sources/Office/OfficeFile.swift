public import Files
public import Publishing
internal import Zip

/// Writes a sheet as a file for a word processor or for slides.
///
/// The same sheet gives the same bytes: entries have one order and the first day a zip file knows.
public enum OfficeFile {
    /// Writes the file; it appears whole or not at all.
    ///
    /// - Throws: `OfficeError`; the target is then as it was.
    public static func write(
        _ sheet: Sheet, as format: OfficeFormat, to path: String
    ) throws(OfficeError) {
        let bytes = try bytes(of: sheet, as: format)
        do { try AtomicFile.write(bytes, to: path) } catch { throw .file(error) }
    }

    /// The file's bytes.
    ///
    /// - Throws: `OfficeError.packing` when the memory does not suffice.
    public static func bytes(
        of sheet: Sheet, as format: OfficeFormat
    ) throws(OfficeError) -> [UInt8] {
        let parts =
            switch format {
            case .docx: WordDocument.parts(of: sheet)
            case .odt: OpenDocument.parts(of: sheet)
            case .pptx: Presentation.parts(of: sheet)
            }
        return try packed(parts)
    }

    /// The file's bytes in the looks of somebody's own document, and the names of the styles that
    /// it lacks, for which ours are put in.
    ///
    /// - Parameter template: The bytes of a document of the same format, or of a template; it may
    ///   be broken.
    /// - Throws: `OfficeError.template`, `.packing`.
    public static func bytes(
        of sheet: Sheet, as format: OfficeFormat, in template: [UInt8]
    ) throws(OfficeError) -> (file: [UInt8], missing: [String]) {
        switch format {
        case .docx:
            let looks = try WordTemplate(template)
            return (try packed(try looks.parts(of: sheet)), looks.missing)
        case .odt:
            let looks = try OpenTemplate(template)
            return (try packed(try looks.parts(of: sheet)), looks.missing)
        case .pptx: throw .template(.otherKind)
        }
    }

    private static func packed(_ parts: [ZipEntry]) throws(OfficeError) -> [UInt8] {
        do { return try ZipWriter.bytes(of: parts) } catch { throw .packing(code: error.code) }
    }
}

/// Why a file for a word processor was not written.
public enum OfficeError: Error, Hashable, Sendable {
    /// The zip library refused; `code` is its error code.
    case packing(code: Int32)
    /// The file could not be written.
    case file(FileError)
    /// The looks of this template cannot be taken.
    case template(TemplateFault)
}
