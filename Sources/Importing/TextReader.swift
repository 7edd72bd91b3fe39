internal import Corpus
internal import Markup

/// Reads plain text: what was taken from PDF files and what somebody pasted.
enum TextReader {
    /// What a text holds.
    ///
    /// - Parameter repairs: Whether damaged words are mended.
    static func draft(_ bytes: [UInt8], repairs: Bool = true) -> Draft {
        draft(lines: lines(bytes), repairs: repairs)
    }

    // Of its own, so that the whole text is given back before its lines are joined.
    private static func lines(_ bytes: [UInt8]) -> [TextLine] {
        TextLines.lines(
            of: String(decoding: TextEncoding.decode(bytes, isMarkup: false), as: UTF8.self))
    }

    private static func structured(_ units: consuming [TextUnit]) -> Draft {
        var structure = TextStructure(units)
        var draft = structure.draft()
        draft.dropped = structure.dropped
        return draft
    }

    /// What the lines of a text hold.
    static func draft(lines: consuming [TextLine], repairs: Bool) -> Draft {
        var draft = structured(TextRepair.mended(TextJoiner(lines).units(), isOn: repairs))
        BlockCleaner.clean(&draft.blocks, dropped: &draft.dropped)
        return draft
    }
}
