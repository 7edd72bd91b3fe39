internal import Markup

@testable import Importing

/// Word and OpenDocument files, and what a PDF's layout is written down as.
///
/// A mutated archive hardly ever passes its checksums: the parts inside are tried by themselves.
enum OfficeTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        let bytes = Array(input)
        if bytes.starts(with: [0x50, 0x4B]) {
            for kind in [SourceKind.wordDocument, .openDocument] {
                if let draft = try? OfficeReader.draft(bytes, kind: kind) {
                    DraftCheck.check(draft, kind)
                }
            }
            return
        }
        if let draft = try? PDFReader.draft(layout: bytes, repairs: false) {
            DraftCheck.check(draft, .pdf)
        }
        guard let tree = try? MarkupParser.xml(bytes) else { return }
        var word = WordWalker(tree, styles: tree, numbering: tree, relations: tree)
        word.walk()
        check(word.title, word.blocks, .wordDocument)
        var open = OpenDocumentWalker(tree)
        open.walk()
        check(open.title, open.blocks, .openDocument)
    }

    private static func check(_ title: String, _ blocks: [Block], _ kind: SourceKind) {
        var draft = Draft()
        draft.title = title
        draft.blocks = blocks
        DraftCheck.check(draft, kind)
    }
}
