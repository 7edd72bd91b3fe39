public import Corpus
public import Indexing
internal import JSON

/// The documents of the corpora as the index keeps them: without what its passages hold already.
///
/// Number of documents, then for each its id and the line of its corpus, in which labels and texts
/// of items are left out; a plain text that is one passage is empty.
enum DocumentStore {
    static func encode(_ documents: [(id: String, frame: [UInt8])]) -> [UInt8] {
        var writer = RecordWriter()
        writer.append(documents.count)
        for document in documents {
            writer.append(document.id)
            writer.append(document.frame)
        }
        return writer.bytes
    }

    /// A document without the texts of its passages, as JSON.
    static func frame(of document: Document, passages: [Passage]) -> [UInt8] {
        var frame = document
        frame.sections = frame.sections.map(withoutTexts)
        if passages.count == 1, passages[0].id == document.id, passages[0].text == document.text {
            frame.text = ""
        }
        var writer = JSONWriter()
        frame.write(to: &writer)
        // `text` is left out when it is empty, and then says that the document never had one.
        return frame.text == "" ? [1] + writer.bytes : [0] + writer.bytes
    }

    private static func withoutTexts(_ section: Section) -> Section {
        var section = section
        section.items = section.items.map(withoutTexts)
        section.sections = section.sections.map(withoutTexts)
        return section
    }

    private static func withoutTexts(_ item: Item) -> Item {
        var item = item
        item.label = ""
        item.text = ""
        item.items = item.items.map(withoutTexts)
        return item
    }
}

extension SearchIndex {
    /// A document as it stands in its corpus, or `nil`.
    ///
    /// - Throws: `IndexError.damaged`.
    public func document(_ id: String) throws(IndexError) -> Document? {
        guard documents[id] != nil else { return nil }
        let damage = IndexError.damaged(path: folder, part: Attachment.documentFrames)
        var reader = RecordReader(try attachment(Attachment.documentFrames), path: folder)
        for _ in 0..<(try reader.number()) {
            let found = try reader.text()
            let frame = try reader.blob()
            guard found == id else { continue }
            var document: Document?
            frame.dropFirst().withUnsafeBufferPointer {
                document = try? CorpusFile.document($0, line: 1)
            }
            guard var document else { throw damage }
            if frame.first == 1 { document.text = try passage(id)?.text }
            document.sections = try document.sections.map(withTexts)
            return document
        }
        throw damage
    }

    private func withTexts(_ section: Section) throws(IndexError) -> Section {
        var section = section
        section.items = try section.items.map(withTexts)
        section.sections = try section.sections.map(withTexts)
        return section
    }

    private func withTexts(_ item: Item) throws(IndexError) -> Item {
        var item = item
        guard let passage = try passage(item.id) else {
            throw .damaged(path: folder, part: Attachment.documentFrames)
        }
        item.label = passage.label
        item.text = passage.text
        item.items = try item.items.map(withTexts)
        return item
    }
}
