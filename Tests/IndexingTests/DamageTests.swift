import Files
import Foundation
import TestSupport
import Testing

@testable import Indexing

struct DamageTests {
    /// Does all that a search does; the only thing allowed to go wrong is an `IndexError`.
    private static func useAll(_ path: String) throws(IndexError) {
        let segment = try Segment(path)
        for word in ["w0", "w1", "w7", "w30", "none"] {
            guard let info = try segment.find(Array(word.utf8)) else { continue }
            var cursor = try segment.postings(of: info)
            while try cursor.next() {
                _ = try cursor.positions(in: 2)
                _ = segment.length(of: cursor.passage, field: 0)
                _ = try segment.stored(cursor.passage)
            }
        }
        try segment.forEachTerm(prefix: []) { _, _ in true }
        for key in ["p/0", "p/5", "none"] { _ = try segment.passage(key: key) }
        for name in ["name", "empty", "none"] { _ = try segment.attachment(name) }
    }

    /// Every changed byte is found by the check, and using the file neither crashes nor hangs.
    @Test func findsEveryChangedByte() throws {
        let folder = try TemporaryFolder()
        let name = try RandomSegment(seed: 21, passages: 12).builder().write(in: folder.path)
        let bytes = try #require(FileManager.default.contents(atPath: folder.file(name)))
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= UInt8(1 << (place % 8))
            let path = try folder.write(changed, to: "changed")
            try? Self.useAll(path)
            let isPadding = (try? Segment(path).check()) != nil
            // Between sections lie up to seven bytes that nothing reads.
            if isPadding { #expect(bytes[place] == 0 && !Self.isCovered(place, bytes)) }
        }
    }

    private static func isCovered(_ place: Int, _ bytes: Data) -> Bool {
        func number(_ offset: Int) -> Int {
            bytes.subdata(in: offset..<offset + 8).withUnsafeBytes {
                Int($0.loadUnaligned(as: UInt64.self))
            }
        }
        let count = Int(bytes[12])
        if place < 32 + count * 32 + 8 { return true }
        return (0..<count).contains { index in
            let start = number(32 + index * 32 + 8)
            return (start..<start + number(32 + index * 32 + 16)).contains(place)
        }
    }

    @Test func findsEveryCut() throws {
        let folder = try TemporaryFolder()
        let name = try RandomSegment(seed: 22, passages: 12).builder().write(in: folder.path)
        let bytes = try #require(FileManager.default.contents(atPath: folder.file(name)))
        for length in 0..<bytes.count {
            let path = try folder.write(bytes.prefix(length), to: "cut")
            #expect(throws: IndexError.self) { try Segment(path) }
        }
    }

    /// Damage behind a frame that was made to fit: bounds are checked where bytes become offsets.
    @Test func survivesDamageBehindAGoodFrame() throws {
        let folder = try TemporaryFolder()
        let name = try RandomSegment(seed: 23, passages: 12).builder().write(in: folder.path)
        let bytes = try #require(FileManager.default.contents(atPath: folder.file(name)))
        let isLong = ProcessInfo.processInfo.environment["OUDERWIJS_LONG_TESTS"] != nil
        var random = SeededGenerator(24)
        for _ in 0..<(isLong ? 200_000 : 4000) {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 16..<bytes.count, using: &random)
                changed[place] = UInt8.random(in: 0...255, using: &random)
            }
            let end = 32 + Int(bytes[12]) * 32
            let checksum = changed.prefix(end).withUnsafeBytes { Checksum.of($0) }
            withUnsafeBytes(of: checksum.littleEndian) {
                changed.replaceSubrange(end..<end + 8, with: $0)
            }
            let path = try folder.write(changed, to: "changed")
            try? Self.useAll(path)
        }
    }

    @Test func tellsVersionsApart() throws {
        let folder = try TemporaryFolder()
        let name = try RandomSegment(seed: 25, passages: 3).builder().write(in: folder.path)
        var bytes = try #require(FileManager.default.contents(atPath: folder.file(name)))
        bytes[8] = 99
        let path = try folder.write(bytes, to: "other")
        #expect(
            throws: IndexError.version(path: path, expected: SegmentFormat.version, got: 99)
        ) { try Segment(path) }
    }
}

struct IndexFolderTests {
    private func commit(_ folder: String, seed: UInt64) throws {
        try IndexFolder.replace(folder, with: try RandomSegment(seed: seed, passages: 5).builder())
    }

    @Test func opensTheLastCommitAndRemovesTheOneBefore() throws {
        let folder = try TemporaryFolder()
        try commit(folder.path, seed: 1)
        let before = try #require(try IndexFolder.open(folder.path).first)
        try folder.write("x", to: ".segment-1.ow.99.tmp")
        try folder.write("x", to: "README.md")
        try commit(folder.path, seed: 2)
        let after = try #require(try IndexFolder.open(folder.path).first)
        #expect(before.name != after.name)
        let names = try Folder.names(in: folder.path).compactMap(\.text)
        #expect(names.count == 3)
        #expect(Set(names).isSuperset(of: ["README.md", "commit"]))
        // Whoever reads goes on with what was opened.
        try before.check()
    }

    @Test func tellsWhatIsMissingOrDamaged() throws {
        let folder = try TemporaryFolder()
        #expect(throws: IndexError.missing(folder: folder.path)) {
            try IndexFolder.open(folder.path)
        }
        let nowhere = folder.file("nowhere")
        #expect(throws: IndexError.missing(folder: nowhere)) { try IndexFolder.open(nowhere) }
        try commit(folder.path, seed: 1)
        let path = folder.file("commit")
        let bytes = try #require(FileManager.default.contents(atPath: path))
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x10
            try changed.write(to: URL(fileURLWithPath: path))
            #expect(throws: IndexError.self) { try IndexFolder.open(folder.path) }
        }
        for length in bytes.indices {
            try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(throws: IndexError.self) { try IndexFolder.open(folder.path) }
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        _ = try IndexFolder.open(folder.path)
        for name in try Folder.names(in: folder.path).compactMap(\.text)
        where name.hasPrefix("segment-") {
            try Folder.removeFile(folder.file(name))
        }
        #expect(throws: IndexError.self) { try IndexFolder.open(folder.path) }
    }

    @Test func lockKeepsASecondWriterOut() throws {
        let folder = try TemporaryFolder()
        try commit(folder.path, seed: 1)
        let lock = try FolderLock(folder: folder.path)
        #expect(throws: IndexError.file(.locked(path: folder.path))) {
            try commit(folder.path, seed: 2)
        }
        _ = consume lock
        try commit(folder.path, seed: 2)
    }
}
