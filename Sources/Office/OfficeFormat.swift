/// A format of files for a word processor or for slides.
public enum OfficeFormat: String, CaseIterable, Sendable {
    /// Office Open XML text (ECMA-376).
    case docx
    /// OpenDocument text (OASIS, version 1.3).
    case odt
    /// Office Open XML slides with speaker notes.
    case pptx
}
