internal import Answering
internal import Corpus
internal import Files
internal import Searching

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Questions and search lines: whatever is typed is read, and what comes out keeps its promises.
enum QuestionTarget {
    // The fuzzer calls from one thread.
    nonisolated(unsafe) private static let answerer: Answerer = {
        guard let place = getenv("OUDERWIJS_FUZZ_FOLDER") else {
            fatalError("OUDERWIJS_FUZZ_FOLDER must name a folder")
        }
        let folder = Path.join(String(cString: place), "vragen")
        do {
            try Folder.create(folder)
            var document = Document(id: "d", title: "Ouders op school")
            var section = Section(id: "d", heading: "Wat helpt?")
            section.items = [
                Item(id: "d/1", kind: .tip, text: "Nodig ouders uit voor een ouderavond."),
                Item(id: "d/2", kind: .step, text: "Lees elke dag voor. Ook in de thuistaal!"),
                Item(id: "d/3", kind: .question, text: "Bereiken we alle ouders?"),
            ]
            document.sections = [section]
            try CorpusFile.write([document], to: Path.join(folder, CorpusFile.name))
            _ = try IndexBuilder(corpora: [folder]).build(into: folder)
            return Answerer(try SearchIndex(folder))
        } catch { fatalError("\(error)") }
    }()

    private static let longest = 2000

    static func run(_ input: UnsafeRawBufferPointer) {
        let text = String(decoding: input.prefix(longest), as: UTF8.self)
        do {
            let result = try answerer.search(text, limit: 5)
            check(result.citations)
            let answer = try answerer.answer(text, limit: 5)
            check(answer.citations)
            precondition(answer.readFilters.allSatisfy { text.utf8.count >= $0.words.utf8.count })
            for citation in answer.citations {
                guard let score = try answerer.explain(text, key: citation.passage.id) else {
                    fatalError("a hit without a score")
                }
                precondition(score.value == citation.score, "parts that do not add up")
            }
        } catch { fatalError("\(error)") }
    }

    private static func check(_ citations: [Citation]) {
        for citation in citations {
            let quote = citation.quote.utf8.count
            var end = 0
            for range in citation.highlights {
                precondition(range.lowerBound >= end && range.upperBound <= quote)
                precondition(!range.isEmpty)
                end = range.upperBound
            }
        }
    }
}
