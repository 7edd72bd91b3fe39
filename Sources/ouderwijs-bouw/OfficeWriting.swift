internal import Files
internal import Interface
internal import Office
internal import Publishing

/// Writes sheets as files for a word processor or for slides.
enum OfficeWriting {
    /// Writes a sheet to a path; gives what went wrong, or `nil`.
    static func write(_ sheet: Sheet, as form: BundleForm, to path: String) -> String? {
        guard let format = OfficeFormat(rawValue: form.rawValue) else {
            return Texts.cannotWrite(form.rawValue)
        }
        do { try OfficeFile.write(sheet, as: format, to: path) } catch {
            return switch error {
            case .packing(let code): Texts.notPacked(path, code: code)
            case .file(let fault): Texts.message(for: fault)
            }
        }
        return nil
    }
}
