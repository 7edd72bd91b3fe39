internal import Analysis
internal import Corpus
internal import Indexing

/// What becomes of the documents of a chunk: a part of the index.
struct IndexedChunk: Sendable {
    /// The passages, inverted.
    var runs: [Run] = []
    /// Number of documents.
    var documents = 0
    /// Number of passages.
    var passages = 0
    /// For each document its `DocumentInfo`.
    var documentInfos = RecordWriter()
    /// For each document its id and its frame, as `DocumentStore` has them.
    var frames = RecordWriter()
    /// For each passage its facts; documents are numbered from 0 in the chunk.
    var facts: [UInt8] = []
    /// The names of the kinds that `facts` numbers.
    var kinds: [String] = []
    /// For each passage its `PassageTraits`, as many at a time as there are in a run.
    var traits: [RunBytes] = []
    /// The first fault of the disk.
    var failure: IndexError?
}

/// Inverts documents, one chunk after the other.
///
/// Not to be shared between threads.
final class PassageIndexer {
    private let analyzer: Analyzer
    private let builder: RunBuilder
    private let folder: String?
    private var chunk = IndexedChunk()
    private var stream = TokenStream()
    /// Those of the passages since the last run.
    private var traits: [UInt8] = []
    /// By the number of a word's term in the run: whether it says little by itself.
    private var saysLittle: [Bool?] = []
    /// Texts of the current document by the places of their passages, with the numbers of this run.
    private var texts: [Int: Analysed] = [:]
    private var termsOfTexts = 0
    /// Terms of texts that are kept, beside those that the run gathers.
    private let mostTermsOfTexts: Int

    /// An indexer.
    ///
    /// - Parameters:
    ///   - table: Words with the terms that they have with the lexicon.
    ///   - capacity: Occurrences that are gathered in memory.
    ///   - folder: Where runs wait for the merge; `nil` for memory.
    init(
        lexicon: Lexicon, table: WordTable = .empty, words: Int, capacity: Int,
        spillingTo folder: String?
    ) {
        analyzer = Analyzer(lexicon: lexicon, table: table, words: words)
        builder = RunBuilder(fieldCount: Field.allCases.count, capacity: capacity)
        mostTermsOfTexts = capacity / Self.runOfTexts
        self.folder = folder
    }

    /// Passages below another that are taken to be about the same; a longer list has its own subjects.
    private static let mostChildren = 5

    /// Passages of a text that is taken to be about its title throughout.
    private static let mostParts = 4

    /// What a run gathers is so many times what is kept of texts.
    private static let runOfTexts = 8
    /// Places of texts for which memory is kept.
    private static let mostKeptPlaces = 1 << 10

    /// Headings of the section that says how long something takes.
    private static let lengthHeadings: Set<String> = ["Tijd", "Duur"]

    /// The terms of a text, as numbers of the run, with their positions.
    private struct Analysed {
        var terms: [UInt32] = []
        var positions: [UInt32] = []
        /// Number of words.
        var length = 0
        /// Hashes of the stems of words that say something, in order of appearance.
        var stems: [UInt64] = []
        /// A hash of the stems of all words in their order; 0 for no words.
        var signature: UInt64 = 0
    }

    /// Adds a document with its passages.
    ///
    /// Runs may end inside it, so that a document of any length takes the room of a run.
    ///
    /// - Parameter endsRegion: Whether what follows is compressed apart.
    func add(_ document: Document, _ passages: [Passage], endsRegion: Bool) {
        let title = [document.title, document.subtitle ?? ""].joined(separator: " . ")
        // A text without sections is headed by its title.
        let isWhole =
            passages.count <= Self.mostParts && passages.allSatisfy { $0.headings.isEmpty }
        var places: [String: Int] = [:]
        for (place, passage) in passages.enumerated() { places[passage.id] = place }
        let length = passages.first { passage in
            passage.headings.last.map(Self.lengthHeadings.contains) ?? false
        }
        let minutes = length.flatMap { Durations.minutes(in: $0.text) } ?? 0
        var titleTerms: [UInt32]?
        for (place, passage) in passages.enumerated() {
            let titleOfRun = titleTerms ?? (isWhole ? [] : terms(ofTitle: title))
            titleTerms = titleOfRun
            // A point seldom repeats what the passage above it is about, nor does that one say by
            // itself what its points say.
            let around =
                (passage.parent.map { [$0] } ?? []) + passage.children.prefix(Self.mostChildren)
            add(
                around.compactMap { places[$0] }.map { text(of: passages, at: $0) },
                title: titleOfRun)
            add(
                passage, text(of: passages, at: place),
                headings: isWhole ? [title] : passage.headings, document: chunk.documents,
                minutes: minutes, isAlone: passages.count == 1)
            if builder.isFull, builder.isBetweenBlocks {
                finishRun()
                titleTerms = nil
            }
        }
        forgetTexts()
        if endsRegion { builder.endRegion() }
        DocumentInfo(document, passages: passages.count).write(to: &chunk.documentInfos)
        chunk.frames.append(document.id)
        chunk.frames.append(DocumentStore.frame(of: document, passages: passages))
        chunk.documents += 1
        chunk.passages += passages.count
    }

    /// The text of a passage of the current document; others need it too, mostly soon.
    private func text(of passages: [Passage], at place: Int) -> Analysed {
        if let known = texts[place] { return known }
        if termsOfTexts > mostTermsOfTexts { forgetTexts() }
        let result = analysed(passages[place].text)
        texts[place] = result
        termsOfTexts += result.terms.count
        return result
    }

    private func forgetTexts() {
        texts.removeAll(keepingCapacity: texts.count <= Self.mostKeptPlaces)
        termsOfTexts = 0
    }

    /// What follows is compressed apart from what was added.
    func endRegion() { builder.endRegion() }

    /// All that was added since the last call.
    func finish() -> IndexedChunk {
        builder.endRegion()
        finishRun()
        defer { chunk = IndexedChunk() }
        return chunk
    }

    private func finishRun() {
        // Numbers of terms end with their run.
        saysLittle.removeAll(keepingCapacity: true)
        forgetTexts()
        guard !builder.isEmpty, chunk.failure == nil else { return }
        do throws(IndexError) {
            chunk.runs.append(try builder.finish(spillingTo: folder))
            chunk.traits.append(try RunBytes(traits, spillingTo: folder))
            traits.removeAll(keepingCapacity: true)
        } catch { chunk.failure = error }
    }

    private func analysed(_ text: String) -> Analysed {
        var result = Analysed()
        guard !text.isEmpty else { return result }
        analyzer.analyze(text, into: &stream)
        result.length = stream.positions
        result.terms.reserveCapacity(stream.tokens.count)
        result.positions.reserveCapacity(stream.tokens.count)
        // Whether the next stem is the first one of a word, and of a word that says something.
        var isFirst = false
        var isTelling = false
        stream.forEach { token, bytes in
            let term = builder.id(of: bytes)
            result.terms.append(term)
            result.positions.append(UInt32(clamping: token.position))
            switch token.reason {
            case .word:
                isFirst = true
                isTelling = !saysLittle(term, bytes)
            case .stem:
                guard isFirst else { return }
                isFirst = false
                let hash = Fingerprint.of(bytes)
                if isTelling { result.stems.append(hash) }
                result.signature = result.signature &* 0x9E37_79B9_7F4A_7C15 &+ (hash | 1)
            case .head, .part, .run: break
            }
        }
        return result
    }

    private func saysLittle(_ term: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let number = Int(term)
        if number < saysLittle.count, let known = saysLittle[number] { return known }
        while saysLittle.count <= number { saysLittle.append(nil) }
        let result = FunctionWords.contains(
            String(decoding: bytes.dropFirst(), as: UTF8.self))
        saysLittle[number] = result
        return result
    }

    /// The terms of a document's title, with the prefix that keeps them apart from those of passages.
    ///
    /// Else a word of a title would seem frequent, as each passage of its document has it.
    private func terms(ofTitle title: String) -> [UInt32] {
        analyzer.analyze(title, into: &stream)
        var terms: [UInt32] = []
        var seen: Set<UInt32> = []
        stream.forEach { _, term in
            let term = TitleTerm.of(Array(term)).withUnsafeBufferPointer { builder.id(of: $0) }
            if seen.insert(term).inserted { terms.append(term) }
        }
        return terms
    }

    private var contextLength = 0

    /// Adds the context of a passage: texts as if they stood behind each other, and the title.
    private func add(_ texts: [Analysed], title: [UInt32]) {
        contextLength = 0
        for text in texts {
            let start = UInt32(clamping: contextLength)
            add(text.terms, text.positions.map { $0 + start }, to: .context)
            contextLength += text.length
        }
        add(title, Array(repeating: 0, count: title.count), to: .context)
    }

    private func add(_ terms: [UInt32], _ positions: [UInt32], to field: Field) {
        terms.withUnsafeBufferPointer { terms in
            positions.withUnsafeBufferPointer { positions in
                guard let first = terms.baseAddress, let place = positions.baseAddress else {
                    return
                }
                builder.add(first, at: place, count: terms.count, field: field.rawValue)
            }
        }
    }

    /// Adds a passage whose context was added.
    private func add(
        _ passage: Passage, _ text: Analysed, headings: [String], document: Int, minutes: Int,
        isAlone: Bool
    ) {
        var lengths = [Int](repeating: 0, count: Field.allCases.count)
        lengths[Field.context.rawValue] = contextLength
        let ownTopics = passage.hasOwnTopics ? passage.topics : []
        // A topic heads its passages like a heading does: `alle-ouders-bereiken`.
        let headings = analysed(
            (headings + ownTopics.map { $0.replacing("-", with: " ") })
                .joined(separator: " . "))
        let label = analysed(passage.label)
        for (field, analysed) in [(Field.headings, headings), (.label, label), (.text, text)] {
            lengths[field.rawValue] = analysed.length
            add(analysed.terms, analysed.positions, to: field)
        }
        func addFacet(_ facet: Facet, _ values: [String]) {
            for value in values {
                let id = facet.term(value).withUnsafeBufferPointer { builder.id(of: $0) }
                builder.add(id, field: Field.text.rawValue, position: 0)
            }
        }
        addFacet(.kind, [passage.kind.rawValue])
        addFacet(.audience, passage.audiences.map(\.rawValue))
        addFacet(.topic, passage.topics)
        addFacet(.ownTopic, ownTopics)
        addFacet(.document, [passage.document])
        addFacet(.passage, [passage.id])
        passage.encoded().withUnsafeBytes { builder.endPassage(lengths: lengths, stored: $0) }
        let facts = PassageFacts(
            passage, words: label.length + text.length, document: document,
            documentMinutes: minutes, isAlone: isAlone)
        chunk.facts += facts.encoded(passage.kind, kinds: &chunk.kinds)
        PassageTraits(
            document: document, words: text.stems,
            label: passage.kind == .question ? 0 : label.signature
        ).append(to: &traits)
    }
}
