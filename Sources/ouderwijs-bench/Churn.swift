internal import Indexing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Changes an index commit by commit, to be killed or failed while it does.
///
/// Commit number n adds passages that bear n, removes others by a rule, and keeps beside the index what
/// must be in it; each number is told on standard output when the commit is done.
struct Churn {
    var folder: String
    var commits: Int

    static let model = ImpactModel(saturation: 1.2, weights: [2, 1], penalties: [0, 0.75])
    static let attachment = "state"

    func run() throws {
        var number = 0
        if let reader = try? IndexReader(folder) { number = Self.state(of: reader)?.number ?? 0 }
        for _ in 0..<commits {
            number += 1
            try Self.commit(number, folder)
            print(number)
            fflush(nil)
        }
    }

    /// What a commit says of itself: its number and how many passages it has.
    static func state(of reader: IndexReader) -> (number: Int, live: Int)? {
        guard let bytes = reader.attachment(attachment), bytes.count == 16 else { return nil }
        func word(_ offset: Int) -> Int {
            Int(
                UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        return (word(0), word(8))
    }

    private static func commit(_ number: Int, _ folder: String) throws {
        let old = try? IndexReader(folder)
        var writer = try IndexWriter(folder, model: model, start: .update)
        var live = old?.liveCount ?? 0
        // Now and then nearly everything goes, so that segments are made anew.
        let isGreat = number % 13 == 0
        for passage in 0..<(old?.passageCount ?? 0) where old?.isDeleted(passage) == false {
            guard (passage &* 7919 &+ number) % 11 == 0 || isGreat && passage % 4 > 0 else {
                continue
            }
            writer.remove(passage)
            live -= 1
        }
        let builder = RunBuilder(fieldCount: 2, capacity: 1000)
        let added = 20 + number * 31 % 180
        for passage in 0..<added {
            let words = ["c\(number)", "w\(passage % 17)", "w\(passage * number % 101)"]
            for field in 0..<2 {
                for (position, word) in words.enumerated() {
                    let id = Array(word.utf8).withUnsafeBufferPointer { builder.id(of: $0) }
                    builder.add(id, field: field, position: position)
                }
            }
            Array("commit \(number) passage \(passage)".utf8).withUnsafeBytes {
                builder.endPassage(lengths: [3, 3], stored: $0)
            }
        }
        writer.add(try builder.finish(spillingTo: folder))
        live += added
        let state = [UInt64(number), UInt64(live)].flatMap { word in
            withUnsafeBytes(of: word.littleEndian) { Array($0) }
        }
        writer.attach(attachment, state)
        try writer.commit()
    }
}

/// Reads every byte of an index that `Churn` made, and holds it against what it says of itself.
struct ChurnCheck {
    var folder: String

    /// Prints the number of the last commit; 0 where there is none yet.
    func run() throws {
        let reader: IndexReader
        do throws(IndexError) { reader = try IndexReader(folder) } catch {
            guard case .missing = error else { throw error }
            print(0)
            return
        }
        try reader.check()
        guard let state = Churn.state(of: reader), state.live == reader.liveCount else {
            fatalError("the index is not what its last commit says")
        }
        for passage in 0..<reader.passageCount where !reader.isDeleted(passage) {
            let text = String(decoding: try reader.stored(passage), as: UTF8.self)
            let parts = text.split(separator: " ")
            guard parts.count == 4, let number = Int(parts[1]), number <= state.number,
                try reader.find(Array("c\(number)".utf8)) != nil
            else { fatalError("a passage of another commit: \(text)") }
        }
        print(state.number)
    }
}
