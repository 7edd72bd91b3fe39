import Corpus
import Testing

@testable import Indexing
@testable import Searching

struct PassageMemoryTests {
    private static func passage(_ number: Int, letters: Int) -> Passage {
        Passage(
            id: "d/\(number)", document: "d", kind: .tip,
            text: String(repeating: "o", count: letters))
    }

    /// How often passages of so many letters are read, when each of so many is asked for twice.
    private static func reads(
        of passages: Int, letters: Int, limit: Int
    ) throws(IndexError) -> Int {
        var memory = PassageMemory(limit: limit)
        var reads = 0
        for number in [Array(0..<passages), Array(0..<passages)].joined() {
            let passage = try memory.passage(at: number) {
                reads += 1
                return Self.passage(number, letters: letters)
            }
            #expect(passage == Self.passage(number, letters: letters))
        }
        return reads
    }

    @Test func readsAPassageOnce() throws {
        #expect(try Self.reads(of: 20, letters: 100, limit: 1 << 20) == 20)
    }

    @Test func forgetsAllWhenThereIsTooMuch() throws {
        #expect(try Self.reads(of: 100, letters: 1000, limit: 20_000) > 150)
    }

    @Test func doesNotKeepAHugeOne() throws {
        #expect(try Self.reads(of: 1, letters: 5000, limit: 20_000) == 2)
    }

    @Test func keepsNothingOfAFailure() throws {
        var memory = PassageMemory(limit: 1 << 20)
        #expect(throws: IndexError.self) {
            try memory.passage(at: 0) { () throws(IndexError) in
                throw .damaged(path: "i", part: "store")
            }
        }
        let passage = try memory.passage(at: 0) { Self.passage(0, letters: 1) }
        #expect(passage.id == "d/0")
    }
}
