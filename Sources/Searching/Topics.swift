internal import Corpus
public import Indexing

/// A topic of the corpus.
public struct Topic: Hashable, Sendable {
    /// As in the corpus: `alle-ouders-bereiken`.
    public let id: String
    /// What people call it: "alle ouders bereiken".
    public let label: String
    /// Number of passages that bear it.
    public let passages: Int
}

extension SearchIndex {
    /// The topics of the passages, most frequent first, equal ones by id.
    ///
    /// - Throws: `IndexError.damaged`.
    public func topics() throws(IndexError) -> [Topic] {
        var topics: [Topic] = []
        try reader.forEachTerm(prefix: [Facet.topic.rawValue]) { term, info in
            topics.append(
                topic(String(decoding: term.dropFirst(), as: UTF8.self), passages: info.passages))
            return true
        }
        // Terms come in byte order, which the sort keeps among equals.
        return topics.sorted { $0.passages > $1.passages }
    }

    /// One topic of the passages, or `nil` when none bears it.
    ///
    /// - Throws: `IndexError.damaged`.
    public func topic(_ id: String) throws(IndexError) -> Topic? {
        try reader.find(Facet.topic.term(id)).map { topic(id, passages: $0.passages) }
    }

    private func topic(_ id: String, passages: Int) -> Topic {
        Topic(
            id: id, label: topicLabels[id] ?? id.replacing("-", with: " "), passages: passages)
    }

    /// The topics that bear names in a thesaurus, as bytes to keep with the index.
    static func encode(topicsOf thesaurus: Thesaurus) -> [UInt8] {
        var names: [String: String] = [:]
        for concept in thesaurus.concepts {
            if let notation = concept.notation { names[notation] = concept.preferred }
        }
        var writer = RecordWriter()
        writer.append(names.count)
        for (id, label) in names.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        {
            writer.append(id)
            writer.append(label)
        }
        return writer.bytes
    }

    static func decode(
        topics bytes: UnsafeRawBufferPointer, path: String
    ) throws(IndexError) -> [String: String] {
        var reader = RecordReader(bytes, path: path)
        var labels: [String: String] = [:]
        for _ in 0..<(try reader.number()) {
            let id = try reader.text()
            labels[id] = try reader.text()
        }
        return labels
    }
}
