@testable import Importing

/// Plain text, with the repair of what extraction destroyed.
enum TextTarget {
    static func run(_ input: UnsafeRawBufferPointer) {
        if let draft = try? TextReader.draft(Array(input)) { DraftCheck.check(draft, .text) }
    }
}
