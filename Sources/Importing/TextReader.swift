internal import Corpus
internal import Markup

/// Reads plain text: what was taken from PDF files and what somebody pasted.
enum TextReader {
    /// What a text holds.
    ///
    /// - Parameter repairs: Whether damaged words are mended.
    /// - Throws: `Rejection.tooLarge` beyond half a million lines.
    static func draft(
        _ bytes: consuming [UInt8], repairs: Bool = true
    ) throws(Rejection) -> Draft {
        // Before any line takes memory.
        let count = lineCount(bytes)
        guard count <= mostLines else { throw .tooLarge }
        let lines = lines(consume bytes, expected: count)
        guard lines.count <= mostLines else { throw .tooLarge }
        return draft(lines: consume lines, repairs: repairs)
    }

    /// Most lines of a text: those of a hundred books.
    private static let mostLines = 500_000

    /// Lines with text in bytes of any encoding, those ended by the usual characters.
    private static func lineCount(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var hasText = false
            for byte in bytes {
                if byte > 0x20 {
                    hasText = true
                } else if hasText, byte == 0x0A || byte == 0x0D {
                    count += 1
                    hasText = false
                }
            }
            return count + (hasText ? 1 : 0)
        }
    }

    // Of its own, so that the whole text is given back before its lines are joined.
    private static func lines(_ bytes: consuming [UInt8], expected: Int) -> [TextLine] {
        let text = TextEncoding.decode(consume bytes, isMarkup: false)
        return TextLines.lines(
            of: String(decoding: MarkPiles.leveled(consume text), as: UTF8.self),
            expected: expected, most: mostLines)
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
