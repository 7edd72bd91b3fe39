package import Indexing
package import Searching
internal import Synchronization

/// The last commit of an index, opened once for all threads.
package final class IndexSource: Sendable {
    private let folder: String
    private let opened = Mutex<(index: SearchIndex, state: FileState)?>(nil)

    /// The index of a folder; opened when it is first needed.
    package init(_ folder: String) { self.folder = folder }

    /// The index as it was last committed.
    ///
    /// - Throws: `IndexError`.
    package func current() throws(IndexError) -> SearchIndex {
        guard let state = IndexFolder.state(of: folder) else { throw .missing(folder: folder) }
        return try opened.withLock { opened throws(IndexError) in
            if let opened, opened.state == state { return opened.index }
            let index = try SearchIndex(folder)
            opened = (index, state)
            return index
        }
    }
}
