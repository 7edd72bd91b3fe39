@testable import Importing

/// Plain text, with the repair of what extraction destroyed.
enum TextTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        DraftCheck.check(TextReader.draft(Array(input), repairs: true), .text)
    }
}
