internal import Corpus
internal import Files
internal import Indexing

/// Tells whether a corpus changed since it was indexed.
enum CorpusState {
    /// A hash of the bytes of a folder's corpus, or `nil` where none can be read.
    static func hash(of folder: String) -> String? {
        guard let file = try? MappedFile(Path.join(folder, CorpusFile.name)) else { return nil }
        return String(ContentHash.of(file.bytes), radix: 16)
    }

    /// Whether the corpora are others than those in the index at `folder`.
    ///
    /// Bytes are only compared where the corpus was written after the index; a corpus that is
    /// gone does not matter, as the index holds the texts.
    static func isStale(
        corpora: [String], hashes: [String], index folder: String
    ) -> Bool {
        guard let indexed = IndexFolder.state(of: folder) else { return false }
        let present = corpora.filter {
            Folder.status(Path.join($0, CorpusFile.name))?.kind == .file
        }
        guard present.count == corpora.count else { return false }
        guard hashes.count == corpora.count else { return true }
        for (corpus, hash) in zip(corpora, hashes) {
            guard let status = Folder.status(Path.join(corpus, CorpusFile.name)) else { continue }
            // Equal times say nothing: both may have been written in one tick of the clock.
            if status.modified >= indexed.modified, self.hash(of: corpus) != hash { return true }
        }
        return false
    }
}
