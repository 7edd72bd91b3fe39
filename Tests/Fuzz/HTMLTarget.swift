@testable import Importing

/// Web pages: bytes to a document of the corpus.
enum HTMLTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let draft = try? HTMLReader.draft(Array(input)) else { return }
        DraftCheck.check(draft, .html)
    }
}
