import Analysis
import Corpus
import Files
import Foundation
import TestSupport
import Testing

@testable import Indexing
@testable import Searching

/// Random corpora, and the bytes of the indexes that are made of them.
enum RandomCorpus {
    static let words =
        """
        ouder ouders gesprek gesprekken oudergesprek huisbezoek juf kind kinderen school schoolplein
        thuis taal thuistaal voorlezen boek boeken koffie ochtend ouderavond avond brief bericht app
        meester vader vaders moeder samen praten luisteren plan afspraak afspraken rapport rapportavond
        tafel rekenen 10-minutengesprek thema-avond nodigt uit opa oma buurt wijk krant de het een en
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    static func text(
        _ count: ClosedRange<Int>, using random: inout SeededGenerator
    ) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in
            // Some words of no dictionary, so that rare ones come and go.
            Int.random(in: 0..<12, using: &random) == 0
                ? words[Int.random(in: 0..<words.count, using: &random)]
                    + words[Int.random(in: 0..<words.count, using: &random)]
                : words[Int.random(in: 0..<words.count, using: &random)]
        }.joined(separator: " ")
    }

    static func document(_ id: String, using random: inout SeededGenerator) -> Document {
        var document = Document(id: id, title: text(1...4, using: &random))
        if Int.random(in: 0..<5, using: &random) == 0 {
            document.text = text(1...300, using: &random)
            return document
        }
        var number = 0
        func items(_ most: Int, deep: Bool, _ random: inout SeededGenerator) -> [Item] {
            (0..<Int.random(in: 1...most, using: &random)).map { _ in
                number += 1
                var item = Item(
                    id: "\(id)/\(number)",
                    kind: [.paragraph, .tip, .question][Int.random(in: 0..<3, using: &random)],
                    text: text(1...40, using: &random))
                if Bool.random(using: &random) { item.label = text(1...3, using: &random) }
                if deep, Int.random(in: 0..<4, using: &random) == 0 {
                    item.items = items(3, deep: false, &random)
                }
                return item
            }
        }
        for section in 0..<Int.random(in: 1...3, using: &random) {
            var made = Section(id: "\(id)/s\(section)", heading: text(1...3, using: &random))
            made.items = items(8, deep: true, &random)
            document.sections.append(made)
        }
        return document
    }

    static func documents(_ count: Int, seed: UInt64) -> [Document] {
        var random = SeededGenerator(seed)
        return (0..<count).map { document("d\($0)", using: &random) }
    }

    /// A document of many passages that refer to those above and below them, in several blocks of
    /// the store.
    static func hugeDocument(_ id: String, seed: UInt64) -> Document {
        var random = SeededGenerator(seed)
        var document = Document(id: id, title: "Alles over de ouderavond")
        document.subtitle = "Een groot boek"
        document.sections = (0..<40).map { section in
            var made = Section(id: "\(id)/s\(section)", heading: text(1...3, using: &random))
            made.items = (0..<3).map { item in
                var parent = Item(
                    id: "\(id)/\(section).\(item)", kind: .paragraph,
                    text: text(20...60, using: &random))
                parent.items = (0..<12).map { child in
                    Item(
                        id: "\(id)/\(section).\(item).\(child)", kind: .tip,
                        text: text(5...40, using: &random))
                }
                return parent
            }
            return made
        }
        return document
    }
}

extension TemporaryFolder {
    /// The names of the files of an index: each is named by what it holds.
    func index(_ name: String, with builder: IndexBuilder) throws -> [String] {
        _ = try builder.build(into: file(name))
        try SearchIndex(file(name)).check()
        let commit = try FileReader.bytes(of: file(name + "/commit"), limit: 1 << 20)
        return try Folder.names(in: file(name)).compactMap(\.text).sorted() + ["\(commit)"]
    }
}

struct IndexBuilderTests {
    /// A plan with small chunks, regions and runs.
    static func plan(threads: Int = 1, capacity: Int = 1000, chunkSize: Int = 5000) -> BuildPlan {
        var plan = BuildPlan(memory: 1 << 30, cores: threads)
        plan.capacity = capacity
        plan.chunkSize = chunkSize
        plan.words = 4096
        plan.regionSize = 2000
        plan.partSize = 4000
        return plan
    }

    /// Whatever a build may take, its bytes are the same.
    @Test(arguments: [1, 2])
    func isTheSameWithAnyMemoryAndThreads(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        // Sorted, a huge document stands among the others.
        try CorpusFile.write(
            RandomCorpus.documents(40, seed: seed) + [
                RandomCorpus.hugeDocument("d2-groot", seed: seed)
            ], to: folder.file("corpus.jsonl"))
        let whole = Self.plan(capacity: 1_000_000, chunkSize: 1 << 30)
        let one = try folder.index(
            "one", with: IndexBuilder(corpora: [folder.path], plan: whole))
        for threads in [1, 3] {
            let plan = Self.plan(threads: threads)
            let chunks = try CorpusChunks(
                of: [folder.path], size: plan.chunkSize, regionSize: plan.regionSize,
                partSize: plan.partSize)
            try #require(chunks.chunks.count > 5 && chunks.parts.count > 3)
            let many = try folder.index(
                "many-\(threads)", with: IndexBuilder(corpora: [folder.path], plan: plan))
            #expect(one == many)
        }
    }

    /// A run ends inside a document that is larger than it, though not in the middle of a block.
    @Test func endsRunsInsideADocument() throws {
        let document = RandomCorpus.hugeDocument("d", seed: 1)
        let indexer = PassageIndexer(
            lexicon: .empty, words: 4096, capacity: 1000, spillingTo: nil)
        indexer.add(document, document.passages(), endsRegion: true)
        let chunk = indexer.finish()
        #expect(chunk.runs.count > 3)
        #expect(chunk.runs.map(\.passageCount).reduce(0, +) == document.passageCount)
        #expect(chunk.runs.dropLast().allSatisfy { $0.storeIndex.offsets.count == 1 })
    }

    /// Nothing is done for sources that are indexed already, unless the index is not whole.
    @Test func leavesAnIndexThatIsUpToDate() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("index")
        try CorpusFile.write(RandomCorpus.documents(5, seed: 1), to: folder.file("corpus.jsonl"))
        func isMade(_ thesaurus: Thesaurus = Thesaurus()) throws -> Bool {
            let before = IndexFolder.state(of: path)
            let report = try IndexBuilder(corpora: [folder.path], thesaurus: thesaurus).build(
                into: path)
            #expect(report.documents == 5)
            let index = try SearchIndex(path)
            try index.check()
            #expect(report.passages == index.passageCount)
            return IndexFolder.state(of: path) != before
        }
        #expect(try isMade())
        #expect(try !isMade())
        var concept = Concept(id: "c")
        concept.hidden = ["gesprekje"]
        #expect(try isMade(Thesaurus(concepts: [concept])))
        #expect(try !isMade(Thesaurus(concepts: [concept])))
        #expect(try isMade())
        for name in try Folder.names(in: path).compactMap(\.text) where name != "commit" {
            var bytes = try FileReader.bytes(of: path + "/" + name, limit: 1 << 26)
            bytes[bytes.count / 2] ^= 1
            try AtomicFile.write(bytes, to: path + "/" + name)
            #expect(try isMade(), "\(name)")
        }
        try CorpusFile.write(RandomCorpus.documents(5, seed: 2), to: folder.file("corpus.jsonl"))
        #expect(try isMade())
    }

    /// A document with more words than a run gathers is taken whole.
    @Test func takesADocumentThatIsLargerThanARun() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(1)
        var document = Document(id: "d", title: "Lang")
        var section = Section(id: "d/s", heading: "Deel")
        section.items = (0..<100).map {
            Item(id: "d/\($0)", kind: .paragraph, text: RandomCorpus.text(30...40, using: &random))
        }
        document.sections = [section]
        try CorpusFile.write([document], to: folder.file("corpus.jsonl"))
        let report = try IndexBuilder(corpora: [folder.path], plan: Self.plan()).build(
            into: folder.file("index"))
        #expect(report.passages == 100)
        let index = try SearchIndex(folder.file("index"))
        try index.check()
        #expect(index.reader.totals[Field.text.rawValue] > 1000)
    }

    /// Near-duplicates as the definition has them, each pair held against each other.
    @Test(arguments: 1...20)
    func findsTheNearDuplicatesOfTheDefinition(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed)
        var passages: [PassageTraits] = []
        for document in 0..<60 {
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                var words = (0..<Int.random(in: 1...24, using: &random)).map { _ in
                    UInt64.random(in: 0..<80, using: &random)
                }
                if let other = passages.randomElement(using: &random), Bool.random(using: &random) {
                    // Mostly the words of another.
                    words =
                        other.words.filter { _ in Int.random(in: 0..<14, using: &random) > 0 }
                        + words.prefix(Int.random(in: 0...3, using: &random))
                }
                passages.append(
                    PassageTraits(
                        document: document, words: words,
                        label: UInt64.random(in: 0..<40, using: &random)))
            }
        }
        var finder = try DuplicateFinder(in: folder.path)
        for passage in passages { try finder.add(passage) }
        let bytes = try finder.encoded()
        var alike: [UInt64: Int] = [:]
        for passage in passages { alike[passage.label, default: 0] += 1 }
        func isCopy(_ shorter: Set<UInt64>, _ longer: Set<UInt64>) -> Bool {
            shorter.count >= 4 && longer.count >= shorter.count
                && longer.count * 3 <= shorter.count * 4
                && shorter.intersection(longer).count >= shorter.count - shorter.count / 10
        }
        try bytes.withUnsafeBytes { raw in
            let table = try DuplicateTable(raw, passages: passages.count, path: "")
            for (left, passage) in passages.enumerated() {
                let expected = passages.indices.filter { right in
                    let other = passages[right]
                    guard other.document != passage.document else { return false }
                    let (words, others) = (Set(passage.words), Set(other.words))
                    return isCopy(words, others) || isCopy(others, words)
                        || passage.label != 0 && passage.label == other.label
                            && alike[passage.label, default: 0] <= 6
                }
                #expect(try table.of(left) == expected)
            }
        }
    }
}
