import Answering
import Bundling
import Corpus
import DefaultIndex
import Publishing
import Searching
import Testing

@testable import Interface

/// A workshop as slides to show.
struct SlideTests {
    private static func bundle(_ topic: String, _ minutes: Int) throws -> Bundle {
        let answerer = Answerer(try DefaultIndex.shared.get().index)
        return try #require(try Bundler(answerer).bundle(about: topic, minutes: minutes))
    }

    /// One slide in about three minutes or more, each with a title of its own and few words.
    @Test(arguments: ["lastige gesprekken", "thuis lezen", "communicatie"], [45, 90, 180])
    func areFewAndShort(topic: String, minutes: Int) throws {
        let bundle = try Self.bundle(topic, minutes)
        var titles: [String] = []
        var lengths: [Int] = []
        for block in bundle.slides.blocks {
            switch block {
            case .heading(let level, let text):
                #expect(level == 1)
                titles.append(text)
                lengths.append(0)
            case .paragraph(let text, _): lengths[lengths.count - 1] += text.count
            case .quotation(let text, let source, _):
                lengths[lengths.count - 1] += text.count + source.count
            case .list(_, let items):
                lengths[lengths.count - 1] += items.reduce(0) { $0 + $1.text.count }
            case .table, .note: continue
            case .checklist, .pageBreak: Issue.record("\(block)")
            }
        }
        #expect(Set(titles).count == titles.count)
        #expect(titles.count == bundle.parts.count + bundle.statements.count + 3)
        #expect(titles.count <= max(16, minutes / 4))
        #expect(lengths.allSatisfy { $0 < 1300 }, "\(lengths)")
        #expect(lengths.count { $0 > 500 } <= 2, "\(lengths)")
    }

    /// What is not on a slide stands in the notes, with its passage.
    @Test func keepTheRestInTheNotes() throws {
        let bundle = try Self.bundle("lastige gesprekken", 90)
        let notes = bundle.slides.blocks.compactMap { block -> String? in
            if case .note(let text) = block { text } else { nil }
        }.joined(separator: "\n")
        for statement in bundle.statements {
            for passage in statement.supporting + statement.opposing {
                #expect(notes.contains("[\(passage)]"))
            }
        }
        for source in bundle.sources { #expect(notes.contains(source.title)) }
    }

    /// Participants do not get what the trainer is told.
    @Test func haveNoNotesForParticipants() throws {
        let matter = BundleMaker.Matter.bundle(try Self.bundle("pesten", 90))
        func notes(_ edition: BundleEdition) -> Int {
            var request = BundleRequest(.topic("pesten"))
            request.edition = edition
            return matter.slides(for: request).blocks.count {
                if case .note = $0 { true } else { false }
            }
        }
        #expect(notes(.trainer) > 20)
        #expect(notes(.participant) == 0)
    }
}
