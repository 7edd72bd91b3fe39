internal import Answering
internal import Corpus
internal import Indexing
internal import Searching

// The commands that tell more about a hit, a word or the whole corpus.
extension Conversation {
    /// Carries out what reads the index.
    private func reading<Value>(
        _ body: (Answerer) throws(IndexError) -> Value
    ) throws(RequestError) -> Value {
        let answerer: Answerer
        do { answerer = try engine.answerer() } catch { throw RequestError(.noIndex(error)) }
        do { return try body(answerer) } catch { throw RequestError(.internalFault(error)) }
    }

    /// Runs `body` with a hit, or says why there is none.
    func withHit(
        _ word: String?, _ body: (Citation) throws(RequestError) -> Reply
    ) throws(RequestError) -> Reply {
        switch hit(word) {
        case .success(let citation): try body(citation)
        case .failure(let fault): .fault(fault.text)
        }
    }

    func source(_ word: String?) throws(RequestError) -> Reply {
        try withHit(word) { citation in
            .text { $0.renderSource(citation.passage, citation.document) }
        }
    }

    /// Parts of a score that are told, the weightiest first.
    private static let mostReasons = 6

    func why(_ word: String?) throws(RequestError) -> Reply {
        try withHit(word) { citation throws(RequestError) in
            guard let question = context.question else { return .fault(Texts.noQuestionYet) }
            let filter = context.filter
            let score = try reading { answerer throws(IndexError) in
                try answerer.explain(question, key: citation.passage.id, filter: filter)
            }
            guard let score else { return .say(Texts.notExplained(citation.rank)) }
            let parts = Self.leaves(of: score).sorted { abs($0.value) > abs($1.value) }
            let rows = parts.prefix(Self.mostReasons).map { part in
                (Texts.signed(part.value), part.text)
            }
            return .text { renderer in
                TextRenderer.text(
                    renderer.style.wrap(
                        Texts.scoreOf(
                            citation.rank, TextRenderer.start(of: citation.passage), score.value))
                        + renderer.table(rows))
            }
        }
    }

    /// The parts that have no parts, each with the word that it is for.
    private static func leaves(
        of part: ScorePart, word: String? = nil
    ) -> [(value: Double, text: String)] {
        guard part.parts.isEmpty else {
            var word = word
            if case .word(let typed) = part.reason { word = typed }
            return part.parts.flatMap { leaves(of: $0, word: word) }
        }
        var text = Texts.description(of: part.reason)
        if case .match(let found, _) = part.reason, let word, word != found {
            text = Texts.forWord(word, text)
        }
        return [(part.value, text)]
    }

    func related(_ word: String?) throws(RequestError) -> Reply {
        try withHit(word) { citation throws(RequestError) in
            let limit = limit
            let hits = try reading { answerer throws(IndexError) in
                try answerer.related(citation.passage.id, limit: limit) ?? []
            }
            guard !hits.isEmpty else { return .say(Texts.nothingRelated(citation.rank)) }
            return show(hits, saying: Texts.related(to: TextRenderer.start(of: citation.passage)))
        }
    }

    /// Related passages that are looked through for cards.
    private static let cardReach = 60

    func card(_ word: String?) throws(RequestError) -> Reply {
        try withHit(word) { citation throws(RequestError) in
            let near = try reading { answerer throws(IndexError) in
                try answerer.related(citation.passage.id, limit: Self.cardReach) ?? []
            }
            var cards: [Citation] = []
            for other in [citation] + near where other.document.kind == .practiceCard {
                guard !cards.contains(where: { $0.document.id == other.document.id }) else {
                    continue
                }
                cards.append(other)
            }
            guard !cards.isEmpty else { return .say(Texts.noCards(citation.rank)) }
            let rows = cards.prefix(limit).map { card in
                (OutputStyle.visible(card.document.title), card.document.id)
            }
            let hint = OutputStyle.visible(Texts.howToPrint(card: cards[0].document.id))
            return .text { renderer in
                TextRenderer.text(
                    renderer.style.wrap(Texts.cards) + renderer.table(Array(rows))
                        + renderer.style.wrap(hint))
            }
        }
    }

    /// Makes other hits the ones that numbers stand for.
    private func show(_ hits: [Citation], saying text: String) -> Reply {
        remember(.context(context))
        context.shown = hits
        context.total = hits.count
        return .text { $0.paragraphs([text]) + "\n" + $0.render(hits) }
    }

    // MARK: words

    func concept(_ word: String) throws(RequestError) -> Reply {
        guard !word.isEmpty else { return .fault(Texts.missingWord(.begrip)) }
        let (entry, words) = try reading { answerer throws(IndexError) in
            (try answerer.index.glossaryEntry(of: word), try answerer.index.glossaryWords())
        }
        guard let entry else {
            return .fault(Texts.unknownConcept(word, near: Nearest.of(word, in: words)))
        }
        return .text { renderer in
            var lines = renderer.style.wrap(
                Texts.definition(of: entry.preferred, entry.definition))
            for (label, words) in [
                (Texts.alsoCalled, entry.alternatives), (Texts.broader, entry.broader),
                (Texts.narrower, entry.narrower), (Texts.near, entry.related),
            ] where !words.isEmpty {
                lines += renderer.style.wrap(
                    OutputStyle.visible("\(label): \(Texts.list(words))."))
            }
            return TextRenderer.text(lines)
        }
    }

    func analysis(_ text: String) throws(RequestError) -> Reply {
        guard !text.isEmpty else { return .fault(Texts.missingWord(.ontleed)) }
        var request = Request(.analyze)
        request.text = text
        try request.check()
        guard case .analysis(let terms) = try engine.perform(request), !terms.isEmpty else {
            return .say(Texts.noWords)
        }
        let rows = terms.map { (OutputStyle.visible($0.term), Texts.description(of: $0.why)) }
        return .text { TextRenderer.text($0.table(rows)) }
    }

    func topics() throws(RequestError) -> Reply {
        guard case .topics(let topics) = try engine.perform(Request(.topics)) else {
            return .nothing
        }
        return .text { $0.render(topics) }
    }
}
