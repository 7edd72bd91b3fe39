import Foundation
import TestSupport
import Testing

@testable import Indexing

/// A segment with random passages, and what must come out of it.
struct RandomSegment {
    static let fieldCount = 3
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

    func builder() throws -> SegmentBuilder {
        var builder = SegmentBuilder(fieldCount: Self.fieldCount)
        for (ordinal, fields) in passages.enumerated() {
            for (field, words) in fields.enumerated() {
                for (position, word) in words.enumerated() {
                    Array(word.utf8).withUnsafeBufferPointer {
                        builder.add($0, field: field, position: position)
                    }
                }
            }
            try builder.endPassage(
                key: "p/\(ordinal * 7919 % passages.count)", lengths: fields.map(\.count),
                stored: Array("stored \(ordinal)".utf8))
        }
        builder.attach("name", [1, 2, 3])
        builder.attach("empty", [])
        return builder
    }

    func segment(in folder: TemporaryFolder) throws -> Segment {
        let name = try builder().write(in: folder.path)
        return try Segment(folder.file(name))
    }
}

struct SegmentTests {
    @Test(arguments: [1, 2, 15, 16, 17, 200, 1000])
    func givesBackWhatWasAdded(count: Int) throws {
        let folder = try TemporaryFolder()
        let random = RandomSegment(seed: UInt64(count), passages: count)
        let segment = try random.segment(in: folder)
        try segment.check()
        #expect(segment.passageCount == count)
        #expect(segment.fieldCount == RandomSegment.fieldCount)
        let vocabulary = Set(random.passages.joined().joined())
        #expect(segment.termCount == vocabulary.count)
        for word in vocabulary {
            let info = try #require(try segment.find(Array(word.utf8)))
            var cursor = try segment.postings(of: info)
            var found = 0
            for (ordinal, fields) in random.passages.enumerated() {
                let places = fields.map { words in words.indices.filter { words[$0] == word } }
                guard places.contains(where: { !$0.isEmpty }) else { continue }
                #expect(try cursor.next())
                #expect(cursor.passage == ordinal)
                for field in places.indices {
                    #expect(Int(cursor.counts[field]) == places[field].count)
                }
                // Sometimes unread: the next step must pass over them.
                if ordinal % 3 > 0 {
                    let field = ordinal % RandomSegment.fieldCount
                    #expect(try cursor.positions(in: field) == places[field])
                }
                found += 1
            }
            #expect(try !cursor.next())
            #expect(info.passages == found)
        }
        for (ordinal, fields) in random.passages.enumerated() {
            for (field, words) in fields.enumerated() {
                #expect(segment.length(of: ordinal, field: field) == words.count)
            }
            #expect(try Array(segment.stored(ordinal)) == Array("stored \(ordinal)".utf8))
        }
    }

    @Test func findsKeysAndNothingElse() throws {
        let folder = try TemporaryFolder()
        let random = RandomSegment(seed: 5, passages: 100)
        let segment = try random.segment(in: folder)
        for ordinal in 0..<100 {
            #expect(try segment.passage(key: "p/\(ordinal * 7919 % 100)") == ordinal)
        }
        for key in ["", "p", "p/", "p/100", "q", "p/00"] {
            #expect(try segment.passage(key: key) == nil)
        }
        for term in ["", "w", "x", "w99999", "a"] {
            #expect(try segment.find(Array(term.utf8)) == nil)
        }
        #expect(try segment.attachment("name").map(Array.init) == [1, 2, 3])
        #expect(try segment.attachment("empty")?.count == 0)
        #expect(try segment.attachment("other") == nil)
    }

    @Test(arguments: ["", "w", "w1", "w10", "x", "a"])
    func walksOverAPrefixInOrder(prefix: String) throws {
        let folder = try TemporaryFolder()
        let random = RandomSegment(seed: 9, passages: 300)
        let segment = try random.segment(in: folder)
        let expected = Set(random.passages.joined().joined()).filter { $0.hasPrefix(prefix) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var found: [String] = []
        try segment.forEachTerm(prefix: Array(prefix.utf8)) { term, _ in
            found.append(String(decoding: term, as: UTF8.self))
            return true
        }
        #expect(found == expected)
        var first: [UInt8]?
        try segment.forEachTerm(prefix: Array(prefix.utf8)) { term, _ in
            first = term
            return false
        }
        #expect(first == expected.first.map { Array($0.utf8) })
    }

    @Test func writesTheSameBytesAgain() throws {
        let folder = try TemporaryFolder()
        let random = RandomSegment(seed: 4, passages: 50)
        let first = try random.builder().write(in: folder.path)
        let bytes = FileManager.default.contents(atPath: folder.file(first))
        #expect(try random.builder().write(in: folder.path) == first)
        #expect(FileManager.default.contents(atPath: folder.file(first)) == bytes)
    }

    @Test func cutsTermsAtTheLongestAllowed() throws {
        let folder = try TemporaryFolder()
        var builder = SegmentBuilder(fieldCount: 1)
        [UInt8](repeating: 0x61, count: 1000).withUnsafeBufferPointer {
            builder.add($0, field: 0, position: 0)
        }
        try builder.endPassage(key: "k", lengths: [100_000], stored: [])
        let name = try builder.write(in: folder.path)
        let segment = try Segment(folder.file(name))
        try segment.check()
        #expect(try segment.find([UInt8](repeating: 0x61, count: 255)) != nil)
        #expect(segment.length(of: 0, field: 0) == 65535)
    }
}
