import Foundation
import TestSupport
import Testing

@testable import Indexing

/// Random passages, and what must come out of an index of them.
struct RandomPassages {
    static let fieldCount = 3
    static let model = ImpactModel(
        saturation: 1.2, weights: [0.5, 2, 1], penalties: [0.3, 0.3, 0.75])
    /// For each passage, for each field, the words.
    var passages: [[[String]]] = []

    init(seed: UInt64, passages count: Int) {
        var random = SeededGenerator(seed)
        for _ in 0..<count {
            passages.append(
                (0..<Self.fieldCount).map { field in
                    (0..<Int.random(in: 0...(field == 2 ? 30 : 4), using: &random)).map { _ in
                        // Few frequent words, many rare ones.
                        let rank = Int.random(in: 1...60, using: &random)
                        return "w\(Int.random(in: 0...(rank * rank / 20), using: &random))"
                    }
                })
        }
    }

    func stored(_ ordinal: Int) -> [UInt8] { Array("stored \(ordinal) \(passages[ordinal])".utf8) }

    /// Passages as runs of so many.
    func runs(of size: Int = .max, spillingTo folder: String? = nil) throws -> [Run] {
        var runs: [Run] = []
        let builder = RunBuilder(fieldCount: Self.fieldCount, capacity: 1000)
        for (ordinal, fields) in passages.enumerated() {
            for (field, words) in fields.enumerated() {
                for (position, word) in words.enumerated() {
                    let id = Array(word.utf8).withUnsafeBufferPointer { builder.id(of: $0) }
                    builder.add(id, field: field, position: position)
                }
            }
            stored(ordinal).withUnsafeBytes {
                builder.endPassage(lengths: fields.map(\.count), stored: $0)
            }
            if builder.passageCount == size {
                runs.append(try builder.finish(spillingTo: folder))
            }
        }
        if !builder.isEmpty { runs.append(try builder.finish(spillingTo: folder)) }
        return runs
    }

    /// Makes the passages the whole content of an index.
    func write(to folder: String, runSize: Int = .max) throws {
        var writer = try IndexWriter(folder, model: Self.model, start: .replace)
        for run in try runs(of: runSize, spillingTo: folder) { writer.add(run) }
        writer.attach("name", [1, 2, 3])
        writer.attach("empty", [])
        try writer.commit()
    }

    /// The only segment of the index in a folder.
    static func segmentPath(in folder: TemporaryFolder) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return folder.file(try #require(names.first { $0.hasPrefix("segment-") }))
    }

    /// Expects the index to hold just these passages, in this order, but for removed ones.
    func expect(in reader: IndexReader, removed: Set<Int> = []) throws {
        try reader.check()
        #expect(reader.liveCount == passages.count - removed.count)
        let vocabulary = Set(passages.joined().joined())
        for word in vocabulary {
            let matches = try reader.find(Array(word.utf8))
            let expected = passages.indices.filter {
                !removed.contains($0) && passages[$0].joined().contains(word)
            }
            guard let matches else {
                #expect(expected.isEmpty)
                continue
            }
            #expect(matches.passages >= expected.count)
            var cursor = try reader.postings(of: matches)
            for ordinal in expected {
                #expect(try cursor.next())
                #expect(try reader.stored(cursor.passage) == stored(ordinal)[...])
                for (field, words) in passages[ordinal].enumerated() {
                    let places = words.indices.filter { words[$0] == word }
                    #expect(Int(cursor.counts[field]) == places.count)
                    #expect(try cursor.positions(in: field) == places)
                    #expect(reader.length(of: cursor.passage, field: field) == words.count)
                }
            }
            #expect(try !cursor.next())
            #expect(try !cursor.next())
        }
        #expect(try reader.find(Array("none".utf8)) == nil)
    }
}

struct SegmentTests {
    @Test(arguments: [1, 2, 15, 16, 17, 127, 128, 129, 200, 1000])
    func givesBackWhatWasAdded(count: Int) throws {
        let folder = try TemporaryFolder()
        let random = RandomPassages(seed: UInt64(count), passages: count)
        try random.write(to: folder.path)
        let reader = try IndexReader(folder.path)
        try random.expect(in: reader)
        #expect(reader.passageCount == count)
        #expect(reader.fieldCount == RandomPassages.fieldCount)
        #expect(reader.termCount == Set(random.passages.joined().joined()).count)
        for field in 0..<RandomPassages.fieldCount {
            #expect(reader.totals[field] == random.passages.reduce(0) { $0 + $1[field].count })
        }
    }

    @Test func listsTermsInByteOrder() throws {
        let folder = try TemporaryFolder()
        let random = RandomPassages(seed: 7, passages: 300)
        try random.write(to: folder.path)
        let reader = try IndexReader(folder.path)
        let words = Set(random.passages.joined().joined().map { Array($0.utf8) })
        let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
        for prefix in ["", "w", "w1", "w17", "w999999", "v", "x"].map({ Array($0.utf8) }) {
            var found: [[UInt8]] = []
            try reader.forEachTerm(prefix: prefix) { term, _ in
                found.append(term)
                return true
            }
            #expect(found == sorted.filter { $0.starts(with: prefix) })
        }
    }

    /// The same passages give the same bytes, however they were cut into runs.
    @Test(arguments: [1, 7, 64, 300])
    func doesNotDependOnRuns(size: Int) throws {
        let folder = try TemporaryFolder()
        let random = RandomPassages(seed: 9, passages: 300)
        try random.write(to: folder.file("whole"))
        try random.write(to: folder.file("parts"), runSize: size)
        let whole = try IndexReader(folder.file("whole"))
        let parts = try IndexReader(folder.file("parts"))
        try random.expect(in: parts)
        // But for where the blocks of stored passages end.
        if size == 300 { #expect(whole.name == parts.name) }
        #expect(whole.termCount == parts.termCount)
    }

    @Test func keepsLongTermsAndPassages() throws {
        let folder = try TemporaryFolder()
        let builder = RunBuilder(fieldCount: 1, capacity: 10)
        let long = [UInt8](repeating: 0x61, count: 400)
        for position in 0..<40_000 {
            let term = position % 2 == 0 ? long : Array("b\(position % 50)".utf8)
            builder.add(
                term.withUnsafeBufferPointer { builder.id(of: $0) }, field: 0, position: position)
        }
        builder.endPassage(lengths: [40_000], stored: UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(builder.isFull)
        var writer = try IndexWriter(
            folder.path, model: ImpactModel(saturation: 1, weights: [1], penalties: [1]),
            start: .replace)
        writer.add(try builder.finish())
        try writer.commit()
        let reader = try IndexReader(folder.path)
        try reader.check()
        let matches = try #require(try reader.find(Array(long.prefix(255))))
        var cursor = try reader.postings(of: matches)
        #expect(try cursor.next())
        // Counts beyond 255 are all one.
        #expect(cursor.counts[0] == 255)
        #expect(try cursor.positions(in: 0) == (0..<255).map { $0 * 2 })
        #expect(reader.length(of: 0, field: 0) == 31 << 10)
        #expect(try reader.stored(0).isEmpty)
    }

    @Test func codesOfLengthsAscend() {
        var before: UInt8 = 0
        for length in 0...70_000 {
            let code = LengthCode.code(of: length)
            #expect(code >= before)
            before = code
            let decoded = LengthCode.length(of: code)
            #expect(decoded <= length)
            if length < 31_744 { #expect(Double(length - decoded) < 0.0625 * Double(length) + 1) }
        }
    }
}
