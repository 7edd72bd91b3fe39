import Answering
import Bundling
import Corpus
import DefaultIndex
import Searching
import Testing

/// Bundles over the knowledge base that comes with the program.
struct BundlingTests {
    static let topics = [
        "huisbezoek", "ouderavond", "lastige gesprekken", "anderstalige ouders", "thuis lezen",
        "huiswerk", "klankbordgroep", "koffiemoment", "hoogbegaafdheid", "pesten",
        "visie van de school", "communicatie", "alle ouders bereiken",
    ]

    private static func bundle(_ topic: String, _ minutes: Int, _ audience: Audience? = nil) throws
        -> Bundle
    {
        let answerer = Answerer(try DefaultIndex.shared.get().index)
        return try #require(
            try Bundler(answerer).bundle(about: topic, minutes: minutes, audience: audience),
            "\(topic)")
    }

    @Test(arguments: topics, [45, 75, 90, 97, 135, 180])
    func addsUp(topic: String, minutes: Int) throws {
        let bundle = try Self.bundle(topic, minutes)
        var start = 0
        for part in bundle.parts {
            #expect(part.start == start)
            #expect(part.minutes >= 1)
            start += part.minutes
        }
        #expect(start == minutes)
        #expect(bundle.minutes == minutes)
        #expect(bundle.parts.contains { $0.form.phase == .break } == (minutes >= 90))
        #expect(bundle.parts.first?.form.phase == .opening)
        #expect(bundle.parts.suffix(2).map(\.form) == [.evaluation, .buffer])
        #expect(bundle.parts.contains { $0.form.phase == .core })
    }

    @Test(arguments: topics, [45, 90, 180])
    func isWhole(topic: String, minutes: Int) throws {
        let bundle = try Self.bundle(topic, minutes)
        let passages = bundle.parts.flatMap(\.passages)
        #expect(Set(passages).count == passages.count)
        for part in bundle.parts { #expect(!part.passages.isEmpty, "\(part.form)") }
        #expect((6...8).contains(bundle.statements.count))
        for statement in bundle.statements {
            #expect(!statement.supporting.isEmpty)
            #expect(!statement.opposing.isEmpty)
            let own =
                statement.claim.isInFavour ? statement.supporting : statement.opposing
            #expect(own.first == statement.quote.passage)
            #expect(Set(statement.supporting).isDisjoint(with: statement.opposing))
        }
        #expect(Set(bundle.statements.map(\.quote)).count == bundle.statements.count)
        #expect(bundle.exercises.count >= 3)
        #expect(bundle.checklist.count >= 3)
        #expect(bundle.handout.count >= 3)
        #expect(bundle.quotes.map(\.passage) == passages)
        #expect(bundle.sources.count >= 2)
        #expect(bundle.sources.allSatisfy { $0.license != nil })
        let index = try DefaultIndex.shared.get().index
        var quotes = bundle.goals + bundle.materials + bundle.checklist + bundle.handout
        quotes += bundle.quotes + bundle.statements.map(\.quote)
        quotes += bundle.exercises.flatMap(\.passages)
        for quote in quotes {
            let passage = try #require(try index.passage(quote.passage))
            #expect(!quote.text.isEmpty)
            #expect(passage.text.contains(quote.text), "\(quote)")
        }
        let named = passages + bundle.statements.flatMap { $0.supporting + $0.opposing }
        #expect(named.allSatisfy { bundle.excerpts[$0] != nil })
        let documents = Set(bundle.sources.map(\.id))
        for id in named + quotes.map(\.passage) {
            let passage = try #require(try index.passage(id))
            #expect(documents.contains(passage.document))
        }
    }

    /// The corpus has one agenda for a conversation: it is taken whole, in its order.
    @Test func takesAnAgendaWhereThereIsOne() throws {
        let bundle = try Self.bundle("gespreksagenda voor ouders", 90)
        let agenda = try #require(bundle.exercises.first { $0.kind == .agenda })
        let index = try DefaultIndex.shared.get().index
        let first = try #require(agenda.passages.first?.passage)
        let document = try #require(try index.passage(first)?.document)
        let points = try #require(try index.document(document)).sections
            .flatMap { [$0] + $0.sections }
            .first { $0.heading.lowercased().hasSuffix("agenda") }?.items.map(\.id)
        #expect(agenda.passages.map(\.passage) == points)
        #expect(agenda.passages.count >= 3)
        #expect(try Self.bundle("pesten", 90).exercises.contains { $0.kind == .agenda } == false)
    }

    /// What a text says about itself is no use to a group.
    @Test(arguments: topics) func quotesNoTalkAboutTexts(topic: String) throws {
        for quote in try Self.bundle(topic, 180).quotes {
            for word in ["Deze handreiking", "Deze kaart", "praktijkkaart", "kennisbank"] {
                #expect(!quote.text.contains(word), "\(quote.text)")
            }
        }
    }

    @Test(arguments: topics) func isTheSameEachTime(topic: String) throws {
        #expect(try Self.bundle(topic, 90) == Self.bundle(topic, 90))
    }

    /// No near-duplicate of a passage stands beside it.
    @Test(arguments: topics) func mergesCopies(topic: String) throws {
        let index = try DefaultIndex.shared.get().index
        let passages = Set(try Self.bundle(topic, 180).parts.flatMap(\.passages))
        for id in passages {
            let ordinal = try #require(try index.ordinal(of: id))
            #expect(passages.isDisjoint(with: try index.nearDuplicates(of: ordinal)), "\(id)")
        }
    }

    @Test func prefersTheAudience() throws {
        let index = try DefaultIndex.shared.get().index
        func share(_ audience: Audience?) throws -> Double {
            let passages = try Self.bundle("samenwerken met ouders", 180, audience).parts
                .flatMap(\.passages)
            let meant = try passages.filter {
                try index.passage($0)?.audiences.contains(.parent) ?? false
            }
            return Double(meant.count) / Double(passages.count)
        }
        #expect(try share(.parent) > share(nil))
        #expect(try Self.bundle("huisbezoek", 90, .trainer).audience == .trainer)
    }

    @Test func saysNoWhereTheCorpusHasNothing() throws {
        let answerer = Answerer(try DefaultIndex.shared.get().index)
        for topic in ["krokodillen vangen", "kwantummechanica", "", "de het een"] {
            #expect(try Bundler(answerer).bundle(about: topic) == nil, "\(topic)")
        }
    }
}
