internal import Corpus
internal import JSON

@testable import Importing

/// What must hold for each document, whatever the source was.
enum DraftCheck {
    /// Carries a draft on to the line of the corpus file, and reads that back.
    static func check(_ draft: Draft, _ kind: SourceKind) {
        let document = CorpusMerge.document(
            draft, kind, sha256: String(repeating: "0", count: 64), file: "bron")
        for passage in document.passages() { precondition(!passage.id.isEmpty) }
        var writer = JSONWriter()
        document.write(to: &writer)
        let read = writer.bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(CorpusError) in try CorpusFile.document(bytes, line: 1) }
        }
        switch read {
        case .success(let copy):
            precondition(copy == document, "the corpus file changes a document")
        case .failure(let error): fatalError("the corpus file does not take it: \(error)")
        }
    }
}
