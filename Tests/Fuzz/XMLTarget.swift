internal import Markup

@testable import Importing

/// XML: practice cards, pages in the XML syntax, and the thesaurus.
enum XMLTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        let bytes = Array(input)
        _ = try? ThesaurusReader.read(bytes)
        guard let tree = try? MarkupParser.xml(bytes) else { return }
        if tree.name(0) == CardReader.root {
            // Few mutations stay within the schema: what reads cards is tried without it, too.
            DraftCheck.check(CardReader.draft(tree), .xml)
            if let draft = try? CardReader.draft(bytes, tree) { DraftCheck.check(draft, .xml) }
        } else {
            DraftCheck.check(HTMLReader.draft(tree), .xml)
        }
    }
}
