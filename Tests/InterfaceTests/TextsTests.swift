import Foundation
import TestSupport
import Testing

@testable import Interface

struct TextsTests {
    /// Dutch stands in the folder of the texts only: no other source file of the interface holds a
    /// string with two words of it.
    @Test func standInOnePlace() throws {
        let root = ProgramRun.checkout + "/Sources"
        let names = try #require(FileManager.default.enumerator(atPath: root))
        let words = Set(
            [
                "de", "het", "een", "niet", "geen", "je", "is", "voor", "met", "van", "kan",
                "bestaat",
            ])
        // Tables of the Dutch language are matter, not messages.
        let tables = ["/Texts/", "Analysis/", "Importing/", "Corpus/Sentences.swift"]
        for case let name as String in names where name.hasSuffix(".swift") {
            guard !tables.contains(where: name.contains) else { continue }
            let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let code = line.trimmingCharacters(in: .whitespaces)
                guard !code.hasPrefix("//"), !code.hasPrefix("///") else { continue }
                for literal in code.split(separator: "\"", omittingEmptySubsequences: false)
                    .enumerated().filter({ $0.offset % 2 == 1 }).map(\.element)
                {
                    let found = literal.split(separator: " ").filter { words.contains(String($0)) }
                    #expect(found.count < 2, "\(name): \(literal)")
                }
            }
        }
    }
}
