import Analysis
import Corpus
import Files
import Foundation
import TestSupport
import Testing

@testable import Indexing
@testable import Searching

/// An index that is brought up to date, beside one that is made anew.
struct IndexUpdateTests {
    /// A small dictionary, with flags of nouns and of a verb.
    private static let dictionary =
        "ouder/Cb\ngesprek/Cb\nhuis/Cb\nbezoek/Cb\nschool/Cb\nplein/Cb\ntaal/Cb\nboek/Cb\navond/Cb\n"
        + "rapport/Cb\noudergesprek\nschoolplein\nhuisbezoek\nrapportavond\nouderavond\nvoorlezen/Va\n"

    private static let words = [
        "ouder", "gesprek", "huis", "bezoek", "school", "plein", "taal", "boek", "avond", "app",
    ]

    /// A word, which may be made of two.
    private static func word(_ random: inout SeededGenerator) -> String {
        let word = words[Int.random(in: 0..<words.count, using: &random)]
        guard Int.random(in: 0..<5, using: &random) == 0 else { return word }
        return word + words[Int.random(in: 0..<words.count, using: &random)]
    }

    private static func document(_ id: String, using random: inout SeededGenerator) -> Document {
        var document = Document(id: id, title: word(&random))
        document.text = (0..<Int.random(in: 5...60, using: &random)).map { _ in word(&random) }
            .joined(separator: " ")
        return document
    }

    private static func documents(_ count: Int, seed: UInt64) -> [Document] {
        var random = SeededGenerator(seed)
        return (0..<count).map { document("d\($0)", using: &random) }
    }

    /// Documents come, change and go, and move other words over the bounds of what is common; each time the
    /// bytes are those of an index that is made anew.
    @Test(arguments: 1...3)
    func hasTheBytesOfANewIndex(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let dictionary = folder.file("nl.dic")
        try AtomicFile.write(Array(Self.dictionary.utf8), to: dictionary)
        var random = SeededGenerator(seed)
        var documents = Self.documents(60, seed: seed)
        var keptParts = 0
        for round in 0..<5 {
            try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
            let builder = IndexBuilder(
                corpora: [folder.path], dictionary: seed % 2 == 0 ? dictionary : nil,
                plan: IndexBuilderTests.plan(threads: Int.random(in: 1...2, using: &random)))
            let before = try? Folder.names(in: folder.file("index")).compactMap(\.text)
            let updated = try folder.index("index", with: builder)
            #expect(
                try updated == folder.index("new-\(round)", with: builder), "round \(round)")
            keptParts +=
                updated.filter { $0.hasPrefix("segment-") }
                .filter { before?.contains($0) == true }.count
            switch Int.random(in: 0..<4, using: &random) {
            case 0: documents.append(Self.document("d5\(round)x", using: &random))
            case 1: documents.remove(at: Int.random(in: 0..<documents.count, using: &random))
            case 2:
                let place = Int.random(in: 0..<documents.count, using: &random)
                documents[place] = Self.document(documents[place].id, using: &random)
            default:
                let place = Int.random(in: 0..<documents.count, using: &random)
                documents[place].title += " " + Self.word(&random)
            }
        }
        #expect(keptParts > 3)
    }

    /// Which words are read otherwise with another lexicon: those that are told to be, and no others.
    @Test(arguments: [false, true])
    func knowsWhichWordsAreReadOtherwise(isLearnt: Bool) throws {
        var random = SeededGenerator(5)
        let words = Array(
            Set(
                (0..<400).map { _ in
                    Self.word(&random)
                        + (Bool.random(using: &random) ? "jes" : "")
                })
        ).sorted()
        func lexicon(without left: Set<String>) throws -> (Lexicon, MappedFile) {
            var builder = LexiconBuilder()
            if isLearnt {
                Array(Self.dictionary.utf8).withUnsafeBufferPointer { builder.addDictionary($0) }
            }
            let counter = WordCounter()
            for word in words where !left.contains(word) { counter.add(word) }
            counter.add(to: &builder)
            let file = try MappedFile(copying: builder.build(), path: "")
            return (try #require(Lexicon(bytes: file.bytes, owner: file)), file)
        }
        func terms(_ analyzer: Analyzer, _ word: String) -> [String] {
            var terms: [String] = []
            analyzer.tokens(in: word).forEach { token, term in
                terms.append("\(token.reason) \(String(decoding: term, as: UTF8.self))")
            }
            return terms
        }
        var changed = 0
        for _ in 0..<6 {
            let left = Set((0..<3).compactMap { _ in words.randomElement(using: &random) })
            let (old, new) = (try lexicon(without: []), try lexicon(without: left))
            let changes = ReadingChanges(from: old.0, to: new.0)
            let (before, after) = (Analyzer(lexicon: old.0), Analyzer(lexicon: new.0))
            for word in words {
                let isChanged = Array(word.utf8).withUnsafeBufferPointer { changes.isChanged($0) }
                #expect(isChanged == (terms(before, word) != terms(after, word)), "\(word)")
                changed += isChanged ? 1 : 0
            }
        }
        #expect(changed > 0)
    }

    /// What a reader opened stays what it was while others bring the index up to date.
    @Test func readersKeepTheirSnapshot() throws {
        let folder = try TemporaryFolder()
        var documents = Self.documents(30, seed: 9)
        let builder = IndexBuilder(corpora: [folder.path], plan: IndexBuilderTests.plan())
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try builder.build(into: folder.file("index"))
        let reader = try SearchIndex(folder.file("index"))
        let passages = try (0..<reader.passageCount).map { try reader.passage(at: $0) }
        documents.removeFirst(3)
        try CorpusFile.write(documents, to: folder.file("corpus.jsonl"))
        _ = try builder.build(into: folder.file("index"))
        try reader.check()
        #expect(try (0..<reader.passageCount).map { try reader.passage(at: $0) } == passages)
        #expect(try SearchIndex(folder.file("index")).name != reader.name)
    }

    /// A line that is left out is told of each time, and counts when its double goes.
    @Test func tellsOfLinesThatAreLeftOut() throws {
        let folder = try TemporaryFolder()
        let documents = Self.documents(30, seed: 3)
        try Folder.create(folder.file("a"))
        try Folder.create(folder.file("b"))
        let builder = IndexBuilder(
            corpora: [folder.file("a"), folder.file("b")], plan: IndexBuilderTests.plan())
        func build(_ first: ArraySlice<Document>, _ second: ArraySlice<Document>) throws -> Int {
            try CorpusFile.write(Array(first), to: folder.file("a/corpus.jsonl"))
            try CorpusFile.write(Array(second), to: folder.file("b/corpus.jsonl"))
            let report = try builder.build(into: folder.file("index"))
            let again = try IndexBuilder(
                corpora: [folder.file("a"), folder.file("b")], plan: IndexBuilderTests.plan()
            ).build(into: folder.file("new"))
            #expect(again.documents == report.documents && again.failures == report.failures)
            #expect(
                try SearchIndex(folder.file("index")).name == SearchIndex(folder.file("new")).name)
            try FileManager.default.removeItem(atPath: folder.file("new"))
            return report.failures.count
        }
        #expect(try build(documents[0..<10], documents[10..<30]) == 0)
        #expect(try build(documents[0..<12], documents[10..<30]) == 2)
        #expect(try build(documents[0..<12], documents[10..<30]) == 2)
        #expect(try build(documents[0..<11], documents[10..<29]) == 1)
        #expect(try build(documents[0..<10], documents[10..<29]) == 0)
    }
}
