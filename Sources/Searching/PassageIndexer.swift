internal import Analysis
internal import Corpus
internal import Indexing

/// Adds passages to a run, and gathers what is kept beside their words.
struct PassageIndexer {
    private let analyzer: Analyzer
    private var stream = TokenStream()
    private var kinds: [String] = []
    private var factBytes: [UInt8] = []
    /// Near-duplicates among the passages so far.
    private(set) var duplicates = DuplicateFinder()

    init(analyzer: Analyzer) { self.analyzer = analyzer }

    /// The bytes of `FactsTable`.
    var facts: [UInt8] {
        var writer = RecordWriter()
        writer.append(kinds)
        return writer.bytes + factBytes
    }

    /// Passages below another that are taken to be about the same; a longer list has its own subjects.
    private static let mostChildren = 5

    /// Headings of the section that says how long something takes.
    private static let lengthHeadings: Set<String> = ["Tijd", "Duur"]

    mutating func add(
        _ passages: [Passage], of document: Document, number: Int,
        to builder: RunBuilder
    ) {
        let title = [document.title, document.subtitle ?? ""].joined(separator: " . ")
        let titleTerms = terms(ofTitle: title)
        var texts: [String: String] = [:]
        for passage in passages { texts[passage.id] = passage.text }
        let length = passages.first { passage in
            passage.headings.last.map(Self.lengthHeadings.contains) ?? false
        }
        let minutes = length.flatMap { Durations.minutes(in: $0.text) } ?? 0
        for passage in passages {
            // A point seldom repeats what the passage above it is about, nor does that one say by
            // itself what its points say.
            let above = passage.parent.flatMap { texts[$0] } ?? ""
            let below = passage.children.prefix(Self.mostChildren).compactMap { texts[$0] }
            let context = ([above] + below).joined(separator: " . ")
            let words = add(passage, context: context, title: titleTerms, to: builder)
            let facts = PassageFacts(
                passage, words: words, document: number, documentMinutes: minutes)
            facts.write(kinds: &kinds, to: &factBytes)
        }
        duplicates.add(passages, document: number, by: analyzer)
    }

    /// The terms of a document's title, with the prefix that keeps them apart from those of passages.
    ///
    /// Else a word of a title would seem frequent, as each passage of its document has it.
    private mutating func terms(ofTitle title: String) -> [[UInt8]] {
        analyzer.analyze(title, into: &stream)
        var terms: [[UInt8]] = []
        var seen: Set<[UInt8]> = []
        stream.forEach { _, term in
            let term = TitleTerm.of(Array(term))
            if seen.insert(term).inserted { terms.append(term) }
        }
        return terms
    }

    /// Adds a passage and gives the number of words in its label and text.
    private mutating func add(
        _ passage: Passage, context: String, title: [[UInt8]], to builder: RunBuilder
    ) -> Int {
        var lengths = [Int](repeating: 0, count: Field.allCases.count)
        let ownTopics = passage.hasOwnTopics ? passage.topics : []
        for field in Field.allCases {
            let text =
                switch field {
                case .context: context
                // A topic heads its passages like a heading does: `alle-ouders-bereiken`.
                case .headings:
                    (passage.headings + ownTopics.map { $0.replacing("-", with: " ") })
                        .joined(separator: " . ")
                case .label: passage.label
                case .text: passage.text
                }
            guard !text.isEmpty else { continue }
            analyzer.analyze(text, into: &stream)
            lengths[field.rawValue] = stream.positions
            stream.forEach { token, term in
                builder.add(
                    builder.id(of: term), field: field.rawValue, position: token.position)
            }
        }
        for term in title {
            let id = term.withUnsafeBufferPointer { builder.id(of: $0) }
            builder.add(id, field: Field.context.rawValue, position: 0)
        }
        func add(_ facet: Facet, _ values: [String]) {
            for value in values {
                let id = facet.term(value).withUnsafeBufferPointer { builder.id(of: $0) }
                builder.add(id, field: Field.text.rawValue, position: 0)
            }
        }
        add(.kind, [passage.kind.rawValue])
        add(.audience, passage.audiences.map(\.rawValue))
        add(.topic, passage.topics)
        add(.ownTopic, ownTopics)
        add(.document, [passage.document])
        add(.passage, [passage.id])
        passage.encoded().withUnsafeBytes { builder.endPassage(lengths: lengths, stored: $0) }
        return lengths[Field.label.rawValue] + lengths[Field.text.rawValue]
    }
}
