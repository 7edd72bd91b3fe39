public import Answering
public import Corpus
public import Indexing
internal import Searching

/// Makes a bundle from what an index has on a topic: the same request gives the same bundle.
public struct Bundler {
    private let answerer: Answerer

    /// The lengths of a workshop, in minutes.
    public static let minutes = 45...180
    /// The length when none is asked.
    public static let defaultMinutes = 90

    /// A bundler over the index of an answerer.
    public init(_ answerer: Answerer) { self.answerer = answerer }

    /// A bundle about a topic.
    ///
    /// - Parameters:
    ///   - topic: A topic or question in plain Dutch; a name alone when passages are given.
    ///   - passages: Ids of the passages that it is to be made from; empty for those that the topic
    ///     finds. What they lack is taken from around them; ids that are not there are passed over.
    ///   - minutes: Brought into the range of `Bundler.minutes`.
    ///   - audience: Whose passages go first; others are not left out.
    /// - Throws: `IndexError.damaged`.
    /// - Returns: `nil` when the corpus has nothing on the topic.
    public func bundle(
        about topic: String, from passages: [String] = [], minutes: Int = defaultMinutes,
        audience: Audience? = nil
    ) throws(IndexError) -> Bundle? {
        let minutes = min(max(minutes, Self.minutes.lowerBound), Self.minutes.upperBound)
        guard
            var pool = try passages.isEmpty
                ? Pool(about: topic, for: audience, by: answerer)
                : Pool(of: passages, for: audience, by: answerer)
        else { return nil }
        let chosen = Programme.choose(for: minutes, from: &pool)
        let draft = Draft(pool.whole)
        let goals = draft.quotes(2, [.goal])
        let materials = draft.quotes(3, [.material])
        var maker = StatementMaker(pool.whole, Likeness(of: pool.candidates))
        let statements = maker.statements(minutes >= 150 ? 8 : minutes >= 90 ? 7 : 6)
        let exercises = draft.exercises(agenda: try agenda(around: pool.candidates))
        let checklist = draft.checklist()
        let handout = draft.handout(chosen.flatMap(\.candidates))
        let quotes = chosen.flatMap(\.candidates).map(Draft.quote)
        var used = quotes.map(\.passage) + statements.flatMap { $0.supporting + $0.opposing }
        used += exercises.flatMap { $0.passages.map(\.passage) }
        used += (goals + materials + checklist + handout).map(\.passage)
        let (sources, excerpts) = try origins(of: used)
        let words = topic.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return Bundle(
            topic: words, minutes: minutes,
            audience: audience ?? Self.mainAudience(of: chosen.flatMap(\.candidates)),
            goals: goals, materials: materials, parts: Programme.parts(chosen, minutes: minutes),
            statements: statements, exercises: exercises, checklist: checklist, handout: handout,
            quotes: quotes, sources: sources, excerpts: excerpts)
    }

    /// The first audience that about as many passages are for as any.
    private static func mainAudience(of candidates: [Candidate]) -> Audience {
        let counts = Audience.known.map { audience in
            (audience, candidates.count { $0.passage.audiences.contains(audience) })
        }
        let most = counts.map(\.1).max() ?? 0
        return counts.first { $0.1 * 5 >= most * 4 }?.0 ?? .teacher
    }

    /// How many of the best passages are looked at for one that stands with an agenda.
    private static let agendaDepth = 20
    private static let agendaWord = "agenda"

    /// The points of an agenda in the documents of the best passages; empty when there is none.
    private func agenda(around candidates: [Candidate]) throws(IndexError) -> [Passage] {
        let index = answerer.index
        for candidate in candidates.prefix(Self.agendaDepth) {
            let headings = candidate.passage.headings
            guard headings.last?.lowercased().hasSuffix(Self.agendaWord) ?? false else { continue }
            var first = candidate.ordinal
            func isPoint(_ place: Int) throws(IndexError) -> Bool {
                guard (0..<index.passageCount).contains(place) else { return false }
                let passage = try index.passage(at: place)
                return passage.document == candidate.passage.document
                    && passage.headings == headings
            }
            while try isPoint(first - 1) { first -= 1 }
            var points: [Passage] = []
            while try isPoint(first + points.count) {
                points.append(try index.passage(at: first + points.count))
            }
            return points.filter { !$0.text.isEmpty }
        }
        return []
    }

    /// The documents of passages, in order of first use, and what is shown of each passage.
    private func origins(
        of passages: [String]
    ) throws(IndexError) -> (sources: [DocumentInfo], excerpts: [String: Bundle.Excerpt]) {
        var sources: [DocumentInfo] = []
        var excerpts: [String: Bundle.Excerpt] = [:]
        for id in passages where excerpts[id] == nil {
            guard let (passage, document) = try answerer.passage(id) else { continue }
            excerpts[id] = Bundle.Excerpt(
                quote: Draft.quotes(of: passage).quote, title: document.title,
                label: passage.label.isEmpty ? passage.headings.last ?? "" : passage.label)
            guard !sources.contains(where: { $0.id == document.id }) else { continue }
            sources.append(document)
        }
        return (sources, excerpts)
    }
}
