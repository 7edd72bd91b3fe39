import Files
import Foundation
import TestSupport
import Testing

@testable import Indexing

struct IndexWriterTests {
    @Test func replacesAndRemovesTheFilesBefore() throws {
        let folder = try TemporaryFolder()
        try RandomPassages(seed: 1, passages: 5).write(to: folder.path)
        let before = try IndexReader(folder.path)
        for name in [".segment-1.ow.99.tmp", ".spill-abcdef", "README.md"] {
            try folder.write("x", to: name)
        }
        try RandomPassages(seed: 2, passages: 5).write(to: folder.path)
        let after = try IndexReader(folder.path)
        #expect(before.name != after.name)
        let names = try Folder.names(in: folder.path).compactMap(\.text)
        #expect(names.count == 4)
        #expect(Set(names).isSuperset(of: ["README.md", "commit"]))
        // Whoever reads goes on with what was opened.
        try before.check()
    }

    @Test func tellsWhatIsMissing() throws {
        let folder = try TemporaryFolder()
        #expect(throws: IndexError.missing(folder: folder.path)) { try IndexReader(folder.path) }
        let nowhere = folder.file("nowhere")
        #expect(throws: IndexError.missing(folder: nowhere)) { try IndexReader(nowhere) }
        try RandomPassages(seed: 1, passages: 5).write(to: folder.path)
        try Folder.removeFile(try RandomPassages.segmentPath(in: folder))
        #expect(throws: IndexError.self) { try IndexReader(folder.path) }
    }

    @Test func lockKeepsASecondWriterOut() throws {
        let folder = try TemporaryFolder()
        let random = RandomPassages(seed: 1, passages: 5)
        try random.write(to: folder.path)
        let lock = try FolderLock(folder: folder.path)
        #expect(throws: IndexError.file(.locked(path: folder.path))) {
            try random.write(to: folder.path)
        }
        _ = consume lock
        try random.write(to: folder.path)
    }

    @Test func aWriterThatGoesAwayLeavesTheIndexAsItWas() throws {
        let folder = try TemporaryFolder()
        let random = RandomPassages(seed: 1, passages: 50)
        try random.write(to: folder.path)
        do {
            var writer = try IndexWriter(
                folder.path, model: RandomPassages.model, start: .update)
            for run in try RandomPassages(seed: 2, passages: 9).runs() { writer.add(run) }
            writer.remove(3)
            #expect(try writer.prepare().liveCount == 58)
        }
        try random.expect(in: IndexReader(folder.path))
    }

    /// Adds, removes and merges at random, and holds the index against a list of passages.
    @Test(arguments: 1...6)
    func livesLikeAList(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed)
        var expected = RandomPassages(seed: seed, passages: 0)
        for round in 0..<14 {
            let old = try? IndexReader(folder.path)
            // Ordinals of the passages that are there.
            let live = (0..<(old?.passageCount ?? 0)).filter { old?.isDeleted($0) == false }
            var writer = try IndexWriter(
                folder.path, model: RandomPassages.model, start: .update)
            let share = round % 5 == 4 ? 2 : 12
            let removed = live.indices.filter { _ in Int.random(in: 0..<share, using: &random) == 0
            }
            for index in removed { writer.remove(live[index]) }
            for index in removed.reversed() { expected.passages.remove(at: index) }
            let added = RandomPassages(
                seed: seed * 100 + UInt64(round),
                passages: Int.random(in: 0...(round % 3 == 0 ? 200 : 20), using: &random))
            for run in try added.runs(of: 64) {
                writer.add(run)
            }
            expected.passages += added.passages
            try writer.commit()
            let reader = try IndexReader(folder.path)
            try reader.check()
            #expect(reader.liveCount == expected.passages.count)
            // A logarithmic number of segments.
            #expect(reader.parts.count <= 8)
            try expected.expectWords(in: reader)
        }
    }

    @Test func removesEverything() throws {
        let folder = try TemporaryFolder()
        try RandomPassages(seed: 3, passages: 20).write(to: folder.path)
        var writer = try IndexWriter(folder.path, model: RandomPassages.model, start: .update)
        for passage in 0..<20 { writer.remove(passage) }
        try writer.commit()
        let reader = try IndexReader(folder.path)
        #expect(reader.liveCount == 0)
        #expect(try reader.find(Array("w1".utf8)) == nil)
        try reader.check()
    }
}

extension RandomPassages {
    /// Expects the passages of the index to be these, by their words.
    fileprivate func expectWords(in reader: IndexReader) throws {
        let live = (0..<reader.passageCount).filter { !reader.isDeleted($0) }
        var places: [Int: Int] = [:]
        for (index, ordinal) in live.enumerated() { places[ordinal] = index }
        for word in Set(passages.joined().joined()) {
            let expected = passages.indices.filter { passages[$0].joined().contains(word) }
            let matches = try #require(try reader.find(Array(word.utf8)))
            var cursor = try reader.postings(of: matches)
            var found: [Int] = []
            while try cursor.next() {
                let index = try #require(places[cursor.passage])
                found.append(index)
                for (field, words) in passages[index].enumerated() {
                    #expect(
                        try cursor.positions(in: field)
                            == words.indices.filter { words[$0] == word })
                }
                let stored = String(decoding: try reader.stored(cursor.passage), as: UTF8.self)
                #expect(stored.hasSuffix("\(passages[index])"))
            }
            #expect(found == expected)
        }
    }
}
