import Answering
import Bundling
import DefaultIndex
import Foundation
import Publishing
import Testing

@testable import Interface

/// Workshops in Markdown that are brought up to date.
struct RefreshTests {
    private static func text(
        _ topic: String, _ minutes: Int, _ edition: BundleEdition = .trainer
    ) throws -> String {
        let answerer = Answerer(try DefaultIndex.shared.get().index)
        let bundle = try #require(try Bundler(answerer).bundle(about: topic, minutes: minutes))
        var request = BundleRequest(.topic(topic))
        request.minutes = minutes
        request.edition = edition
        return MarkdownWriter.write(BundleMaker.Matter.bundle(bundle).sheet(for: request))
    }

    private static func merge(_ file: String, _ text: String) throws -> (
        text: String, report: MarkdownRevision.Report
    ) {
        let (bytes, report) = try MarkdownRevision.merge(
            Array(file.utf8), with: text, Texts.revisionLabels)
        return (String(decoding: bytes, as: UTF8.self), report)
    }

    @Test(arguments: ["huisbezoek", "ouderavond", "anderstalige ouders"], BundleEdition.allCases)
    func stayTheSameByteForByte(topic: String, edition: BundleEdition) throws {
        let text = try Self.text(topic, 90, edition)
        let file = MarkdownRevision.file(of: text, Texts.revisionLabels)
        #expect(try Self.merge(file, text).text == file)
    }

    /// What nobody edited becomes what is generated now, however much that differs.
    @Test(arguments: [("huisbezoek", "huisbezoek"), ("pesten", "communicatie")])
    func becomeTheNewTextWhereNobodyEdited(old: String, new: String) throws {
        let file = MarkdownRevision.file(of: try Self.text(old, 90), Texts.revisionLabels)
        let text = try Self.text(new, 180)
        let (merged, report) = try Self.merge(file, text)
        let wanted = MarkdownRevision.file(of: text, Texts.revisionLabels)
        // The head is the person's own.
        let body = try #require(wanted.split(separator: "---\n", maxSplits: 2).last)
        #expect(merged.hasSuffix(body))
        #expect(report.conflicts == 0)
        #expect(report.edited == 0)
        #expect(report.own == 0)
    }

    /// Whatever block is edited, it stands in the new file.
    @Test func loseNothingThatWasEdited() throws {
        let old = try Self.text("thuis lezen", 90)
        let new = try Self.text("thuis lezen", 180)
        let file = MarkdownRevision.file(of: old, Texts.revisionLabels)
        let blocks = file.components(separatedBy: "\n\n").dropFirst().dropLast()
        var conflicts = 0
        for (place, block) in blocks.enumerated() where place % 5 == 0 {
            let edited = block.replacing("e", with: "ë")
            guard edited != block, !block.hasPrefix("<!--"), !block.hasPrefix("<div"),
                !block.hasPrefix(":::")
            else { continue }
            let (merged, report) = try Self.merge(file.replacing(block, with: edited), new)
            for line in edited.split(separator: "\n") { #expect(merged.contains(line), "\(line)") }
            conflicts += report.conflicts
        }
        #expect(conflicts > 0)
    }
}
