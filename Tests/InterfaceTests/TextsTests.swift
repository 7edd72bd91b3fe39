import Corpus
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

    /// A name or a reason with line ends and escape sequences is still one harmless line.
    @Test func reportLineIsOneLine() {
        let odd = "een\n\u{1B}[31mnaam\u{7}\u{9B}2J\u{2028}x\u{202E}.html"
        let outcomes: [ImportOutcome] = [
            .rejected(.markup(line: 1, message: odd)), .rejected(.vocabulary(root: odd)),
            .unchanged(document: "naam"),
            .imported(ImportSummary(document: "naam", title: odd, passages: 1)),
        ]
        let lines = outcomes.map { outcome in
            Texts.line(for: ImportReport.Entry(path: odd, outcome: outcome), isTrial: false)
        }
        for line in lines + Texts.dropped([odd]) {
            let harmful = line.unicodeScalars.filter {
                $0.properties.generalCategory == .control || [0x2028, 0x202E].contains($0.value)
            }
            #expect(harmful.isEmpty, "\(line.debugDescription)")
            #expect(line.contains("naam"))
        }
    }
}
