internal import Answering
internal import Corpus
internal import Indexing
internal import JSON
internal import Searching

/// A conversation: what each line means after those before it, and what there is to say.
///
/// It knows nothing of terminals.
final class Conversation {
    /// What is talked about; a step back restores it.
    struct Context {
        /// The last question; `nil` before the first.
        var question: String?
        var filter = Filter()
        /// Hits before the ones that are shown.
        var offset = 0
        /// The hits that numbers stand for.
        var shown: [Citation] = []
        var total = 0
    }

    /// Something that `:ongedaan` takes back.
    enum Change {
        case context(Context)
        case saved(folder: String, ids: [String])
    }

    /// How answers are shown.
    enum Display: String, CaseIterable { case lang, kort, json }

    let engine: Engine
    let limit: Int
    let folders: SavedFolders
    var context = Context()
    var changes: [Change] = []
    var display = Display.lang
    var readsAloud: Bool
    /// Where the session is written to.
    var recording: Recording?

    /// Steps that can be taken back.
    private static let mostChanges = 50

    init(
        engine: Engine, limit: Int, filter: Filter, folders: SavedFolders, readsAloud: Bool = false
    ) {
        self.engine = engine
        self.limit = limit
        self.folders = folders
        self.readsAloud = readsAloud
        context.filter = filter
    }

    /// What there is to say to a line: a question, a number, or a command.
    func reply(to line: String) -> Reply {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else { return .nothing }
        do throws(RequestError) {
            if first.hasPrefix(":") {
                guard let command = ConversationCommand.named(first) else {
                    let near = Nearest.of(first, in: ConversationCommand.allNames)
                    return .fault(Texts.unknownCommand(first, near: near))
                }
                return try reply(to: command, Array(words.dropFirst()))
            }
            if words.count == 1, let number = Int(first) { return try open(number) }
            return try ask(line)
        } catch { return .fault(Texts.message(forQuestion: error)) }
    }

    /// Lays out text as the conversation was asked to.
    func adapt(_ style: inout OutputStyle) {
        style.isConversation = true
        style.isShort = display == .kort
        guard readsAloud else { return }
        style.isAloud = true
        style.isMarked = false
        style.hasLinks = false
    }

    func remember(_ change: Change) {
        changes.append(change)
        if changes.count > Self.mostChanges { changes.removeFirst() }
    }

    // MARK: questions

    private func ask(_ line: String) throws(RequestError) -> Reply {
        var next = context
        next.offset = 0
        var kept: String?
        if let earlier = context.question, let followUp = FollowUp(line) {
            switch followUp {
            case .audience(let audience):
                next.filter.audiences = [audience]
                kept = Texts.kept(question: earlier, filter: next.filter)
            case .addition(let words):
                let question = Self.joined(earlier, words)
                next.question = question
                kept = Texts.kept(question: question, filter: next.filter)
            case .subject(let words):
                next.question = words
                kept = next.filter.isEmpty ? nil : Texts.kept(filter: next.filter)
            }
        } else {
            next.question = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            kept = next.filter.isEmpty ? nil : Texts.kept(filter: next.filter)
        }
        return try show(next, saying: kept)
    }

    private static func joined(_ question: String, _ words: String) -> String {
        var start = question[...]
        while let last = start.last, "?!. ".contains(last) { start.removeLast() }
        return "\(start) \(words)"
    }

    /// Answers the question of a context, and makes it the one that is talked about.
    func show(_ next: Context, saying kept: String? = nil) throws(RequestError) -> Reply {
        guard let question = next.question else { return .fault(Texts.noQuestionYet) }
        var request = Request(.ask)
        request.query = question
        request.filter = next.filter
        request.limit = min(Limits.hits, next.offset + limit)
        try request.check()
        let outcome = try engine.perform(request)
        guard case .answer(let answer) = outcome else { return .nothing }
        var next = next
        if next.offset > 0, answer.citations.count <= next.offset {
            return .fault(Texts.noMoreHits)
        }
        next.shown = answer.citations
        next.total = answer.total
        remember(.context(context))
        context = next
        var reply = Reply()
        if let kept { reply.parts.append(.text { $0.paragraphs([kept]) + "\n" }) }
        let offset = next.offset
        if display == .json {
            var writer = JSONWriter()
            engine.respond(to: request, id: .null, writer: &writer)
            let text = writer.text
            reply.parts.append(.text { _ in text + "\n" })
        } else {
            reply.parts.append(.text { $0.render(answer, from: offset) })
        }
        return reply
    }

    // MARK: hits by number

    /// The hit with a number on the screen.
    func hit(_ word: String?) -> Result<Citation, Fault> {
        guard let word else {
            // Without a number the only one, or the first, is meant.
            guard let first = context.shown.first else { return .failure(Fault(Texts.noHitsYet)) }
            return .success(first)
        }
        guard let number = Int(word) else { return .failure(Fault(Texts.notANumber(word))) }
        guard let citation = context.shown.first(where: { $0.rank == number }) else {
            return .failure(Fault(Texts.noSuchHit(number, count: context.shown.count)))
        }
        return .success(citation)
    }

    /// A sentence about what went wrong.
    struct Fault: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }

    func open(_ number: Int) throws(RequestError) -> Reply { try open(String(number)) }

    func open(_ word: String?) throws(RequestError) -> Reply {
        let citation: Citation
        switch hit(word) {
        case .success(let found): citation = found
        case .failure(let fault): return .fault(fault.text)
        }
        let view = try view(of: citation)
        return .text { $0.render(view) }
    }

    private func view(of citation: Citation) throws(RequestError) -> TextRenderer.PassageView {
        var view = TextRenderer.PassageView(
            passage: citation.passage, document: citation.document)
        for id in citation.passage.children {
            if let child = try passage(id) { view.children.append(child) }
        }
        if let parent = citation.passage.parent { view.parent = try passage(parent) }
        (view.previous, view.next) = try neighbours(of: citation.passage)
        return view
    }

    func passage(_ id: String) throws(RequestError) -> Passage? {
        var request = Request(.passage)
        request.key = id
        do throws(RequestError) {
            guard case .passage(let passage, _) = try engine.perform(request) else { return nil }
            return passage
        } catch {
            if case .notFound = error.reason { return nil }
            throw error
        }
    }

    private func neighbours(
        of passage: Passage
    ) throws(RequestError) -> (previous: Passage?, next: Passage?) {
        do { return try engine.answerer().neighbours(of: passage) } catch {
            throw RequestError(.internalFault(error))
        }
    }
}
