internal import Analysis
internal import Corpus
public import Indexing

/// What the thesaurus says of a word.
public struct GlossaryEntry: Hashable, Sendable {
    /// The word that texts should use.
    public let preferred: String
    /// Other words for the same.
    public let alternatives: [String]
    /// What it means, in plain Dutch.
    public let definition: String?
    /// Wider meanings.
    public let broader: [String]
    /// Kinds and parts.
    public let narrower: [String]
    /// What is near.
    public let related: [String]
}

extension SearchIndex {
    /// What the thesaurus says of a word, in any of its spellings; `nil` when it is not there.
    ///
    /// - Throws: `IndexError.damaged`.
    public func glossaryEntry(of word: String) throws(IndexError) -> GlossaryEntry? {
        func folded(_ text: String) -> [String] {
            var words: [String] = []
            Analyzer.forEachWord(in: text) { words.append($0) }
            return words
        }
        let sought = folded(word)
        var found: GlossaryEntry?
        try forEachEntry { entry, hidden in
            let labels = [entry.preferred] + entry.alternatives + hidden
            guard found == nil, labels.contains(where: { folded($0) == sought }) else { return }
            found = entry
        }
        return found
    }

    /// All words that the glossary explains, in its order.
    ///
    /// - Throws: `IndexError.damaged`.
    public func glossaryWords() throws(IndexError) -> [String] {
        var words: [String] = []
        try forEachEntry { entry, _ in
            if entry.definition != nil { words.append(entry.preferred) }
        }
        return words
    }

    private func forEachEntry(
        _ body: (GlossaryEntry, _ hidden: [String]) -> Void
    ) throws(IndexError) {
        var reader = RecordReader(try attachment(Attachment.glossary), path: folder)
        for _ in 0..<(try reader.number()) {
            let entry = GlossaryEntry(
                preferred: try reader.text(), alternatives: try reader.texts(),
                definition: try reader.optionalText(), broader: try reader.texts(),
                narrower: try reader.texts(), related: try reader.texts())
            body(entry, try reader.texts())
        }
    }

    /// The concepts of a thesaurus, as bytes to keep with the index.
    static func encode(glossaryOf thesaurus: Thesaurus) -> [UInt8] {
        var names: [String: String] = [:]
        for concept in thesaurus.concepts { names[concept.id] = concept.preferred }
        var writer = RecordWriter()
        writer.append(thesaurus.concepts.count)
        for concept in thesaurus.concepts {
            writer.append(concept.preferred)
            writer.append(concept.alternatives)
            writer.append(concept.definition)
            for ids in [concept.broader, concept.narrower, concept.related] {
                writer.append(ids.compactMap { names[$0] })
            }
            writer.append(concept.hidden)
        }
        return writer.bytes
    }
}
