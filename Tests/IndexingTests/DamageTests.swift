import Files
import Foundation
import TestSupport
import Testing

@testable import Indexing

struct DamageTests {
    /// Does all that a search does; the only thing allowed to go wrong is an `IndexError`.
    private static func useAll(_ folder: String) throws(IndexError) {
        let reader = try IndexReader(folder)
        for word in ["w0", "w1", "w7", "w30", "none"] {
            guard let matches = try reader.find(Array(word.utf8)) else { continue }
            var cursor = try reader.postings(of: matches)
            while try cursor.next() {
                _ = try cursor.positions()
                _ = reader.length(of: cursor.passage, field: 0)
                _ = try reader.stored(cursor.passage)
            }
        }
        try reader.forEachTerm(prefix: []) { _, _ in true }
        for name in ["name", "empty", "none"] { _ = reader.attachment(name) }
    }

    /// The files of a small index.
    private static func index(seed: UInt64) throws -> (TemporaryFolder, [String: Data]) {
        let folder = try TemporaryFolder()
        try RandomPassages(seed: seed, passages: 12).write(to: folder.path)
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = FileManager.default.contents(atPath: folder.file(name))
        }
        #expect(files.count == 3)
        return (folder, files)
    }

    /// Every changed byte is found by the check, and using the index neither crashes nor hangs.
    @Test func findsEveryChangedByte() throws {
        let (folder, files) = try Self.index(seed: 21)
        for (name, bytes) in files {
            for place in bytes.indices {
                var changed = bytes
                changed[place] ^= UInt8(1 << (place % 8))
                try folder.write(changed, to: name)
                try? Self.useAll(folder.path)
                #expect(throws: IndexError.self, "\(name) \(place)") {
                    try IndexReader(folder.path).check()
                }
            }
            try folder.write(bytes, to: name)
        }
        try IndexReader(folder.path).check()
    }

    @Test func findsEveryCut() throws {
        let (folder, files) = try Self.index(seed: 22)
        for (name, bytes) in files {
            for length in 0..<bytes.count {
                try folder.write(bytes.prefix(length), to: name)
                try? Self.useAll(folder.path)
                #expect(throws: IndexError.self, "\(name) \(length)") {
                    try IndexReader(folder.path).check()
                }
            }
            try folder.write(bytes, to: name)
        }
    }

    /// Damage behind a frame that was made to fit: bounds are checked where bytes become offsets.
    @Test func survivesDamageBehindAGoodFrame() throws {
        let (folder, files) = try Self.index(seed: 23)
        let (name, bytes) = try #require(files.first { $0.key.hasPrefix("segment-") })
        let isLong = ProcessInfo.processInfo.environment["OUDERWIJS_LONG_TESTS"] != nil
        var random = SeededGenerator(24)
        for _ in 0..<(isLong ? 200_000 : 4000) {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 16..<bytes.count - 24, using: &random)
                changed[place] = UInt8.random(in: 0...255, using: &random)
            }
            Self.mendFrame(&changed)
            try folder.write(changed, to: name)
            try? Self.useAll(folder.path)
        }
    }

    /// Gives the frame the checksum that fits.
    static func mendFrame(_ bytes: inout Data) {
        let tail = bytes.count - SegmentFormat.tailSize
        let count = Int(bytes[tail + 8])
        let table = max(16, tail - count * SegmentFormat.entrySize)
        let checksum = Checksum.of(Array(bytes[..<16]) + Array(bytes[table..<tail + 16]))
        withUnsafeBytes(of: checksum.littleEndian) {
            bytes.replaceSubrange(tail + 16..<tail + 24, with: $0)
        }
    }

    @Test(arguments: ["segment-", "attachments-", "commit"])
    func tellsVersionsApart(kind: String) throws {
        let (folder, files) = try Self.index(seed: 25)
        var (name, bytes) = try #require(files.first { $0.key.hasPrefix(kind) })
        bytes[8] = 99
        let path = try folder.write(bytes, to: name)
        let error = #expect(throws: IndexError.self) { try IndexReader(folder.path) }
        guard case .version(let found, _, 99) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == path)
        name = ""
    }
}
