@testable import Importing

/// Web pages, saved ones among them: bytes to a document of the corpus.
enum HTMLTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        let bytes = Array(input)
        if SavedPage.isOne(bytes) {
            guard let (page, address) = try? SavedPage.page(in: bytes),
                let draft = try? HTMLReader.draft(page, address: address)
            else { return }
            DraftCheck.check(draft, .savedPage)
        }
        guard let draft = try? HTMLReader.draft(bytes) else { return }
        DraftCheck.check(draft, .html)
    }
}
