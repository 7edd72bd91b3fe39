package import Answering
internal import Bundling
internal import Corpus
package import Indexing
internal import JSON
internal import Searching

/// Carries out requests on an index: the one method table behind every interface.
///
/// A newly committed index is seen at the next request. Not to be shared between threads: make one
/// a thread, over one source.
package final class Engine {
    private let source: IndexSource
    private var opened: Answerer?
    private var known = ResponseCache()
    /// What an answer is written to before it is known how long it took.
    private var scratch = JSONWriter()

    /// An engine; the index is opened when it is first needed.
    package init(_ source: IndexSource) { self.source = source }

    /// The answerer over the last commit.
    ///
    /// - Throws: `IndexError`.
    package func answerer() throws(IndexError) -> Answerer {
        let index = try source.current()
        if let opened, opened.index === index { return opened }
        let answerer = Answerer(index)
        opened = answerer
        known = ResponseCache()
        return answerer
    }

    /// Carries out a request.
    ///
    /// - Parameters:
    ///   - request: A checked one.
    ///   - arrival: When it came, on the clock of `Terminal.now`; its deadline counts from there.
    /// - Throws: `RequestError`.
    func perform(
        _ request: Request, arrival: UInt64 = Terminal.now
    ) throws(RequestError) -> Outcome {
        try checkDeadline(of: request, arrival)
        return try perform(request, by: try current(), arrival)
    }

    /// The answerer over the last commit, for a request.
    private func current() throws(RequestError) -> Answerer {
        do { return try answerer() } catch { throw RequestError(.noIndex(error)) }
    }

    private func perform(
        _ request: Request, by answerer: Answerer, _ arrival: UInt64
    ) throws(RequestError) -> Outcome {
        let outcome: Outcome?
        do throws(IndexError) { outcome = try self.outcome(of: request, by: answerer) } catch {
            throw RequestError(.internalFault(error))
        }
        try checkDeadline(of: request, arrival)
        guard let outcome else {
            throw request.operation == .bundle
                ? RequestError(.noPassages(request.topic), pointer: "/topic")
                : RequestError(.notFound(request.key), pointer: "/key")
        }
        return outcome
    }

    private func checkDeadline(of request: Request, _ arrival: UInt64) throws(RequestError) {
        guard let deadline = request.deadline else { return }
        if Terminal.now >= arrival + UInt64(deadline) * 1_000_000 { throw RequestError(.deadline) }
    }

    private func outcome(
        of request: Request, by answerer: Answerer
    ) throws(IndexError) -> Outcome? {
        switch request.operation {
        case .hello: .hello(answerer.index)
        case .ask:
            .answer(
                try answerer.answer(request.query, limit: request.limit, filter: request.filter))
        case .search:
            .search(
                try answerer.search(
                    request.query, limit: request.limit, offset: request.offset,
                    requiresAll: request.mode == .all, filter: request.filter))
        case .passage:
            try answerer.passage(request.key).map { .passage($0.passage, $0.document) }
        case .document: try answerer.index.document(request.key).map { .document($0) }
        case .related:
            try answerer.related(request.key, limit: request.limit).map { .hits($0) }
        case .explain: try explanation(of: request, by: answerer).map { .explanation($0) }
        case .analyze: .analysis(answerer.analyze(request.text))
        case .suggest:
            .suggestions(try answerer.suggest(request.prefix, limit: request.limit))
        case .topics: .topics(try answerer.topics())
        case .bundle:
            try Bundler(answerer).bundle(
                about: request.topic, from: request.passages, minutes: request.minutes,
                audience: request.audience
            ).map { .bundle($0) }
        }
    }

    /// How a passage scores; 0 for one that the question does not find, `nil` for one that is not
    /// there.
    private func explanation(
        of request: Request, by answerer: Answerer
    ) throws(IndexError) -> Explanation? {
        guard try answerer.index.ordinal(of: request.key) != nil else { return nil }
        let score = try answerer.explain(
            request.query, key: request.key, filter: request.filter)
        return Explanation(key: request.key, score: score)
    }

    /// How each hit of an outcome came to its score, by the passage's id.
    private func explanations(
        of outcome: Outcome, _ request: Request, by answerer: Answerer
    ) throws(RequestError) -> [String: ScorePart] {
        var result: [String: ScorePart] = [:]
        do throws(IndexError) {
            switch outcome {
            case .answer(let answer):
                for key in answer.citations.map(\.passage.id) {
                    result[key] = try answerer.explain(
                        request.query, key: key, filter: request.filter)
                }
            case .search(let found):
                for key in found.citations.map(\.passage.id) {
                    result[key] = try answerer.explain(
                        searchLine: request.query, key: key, filter: request.filter)
                }
            default: break
            }
        } catch { throw RequestError(.internalFault(error)) }
        return result
    }

    /// What a request gives, from memory where the same was asked for before.
    private func finding(
        of request: Request, arrival: UInt64
    ) throws(RequestError) -> Finding {
        try checkDeadline(of: request, arrival)
        // A new index makes the answers of the one before void.
        let answerer = try current()
        let key = ResponseCache.Key(request)
        if let key, let finding = known.find(key) { return finding }
        let outcome = try perform(request, by: answerer, arrival)
        let explanations =
            request.explain ? try explanations(of: outcome, request, by: answerer) : [:]
        scratch.reset()
        Response.write(outcome, explanations, to: &scratch)
        let finding = Finding(members: scratch.bytes[...], isFound: outcome.isFound)
        if let key { known.keep(finding, as: key) }
        return finding
    }

    /// Carries out a request and writes its response; gives whether something was found.
    @discardableResult
    func respond(
        to request: Request, id: JSONValue, line: Int? = nil, arrival: UInt64 = Terminal.now,
        writer: inout JSONWriter
    ) -> Result<Bool, RequestError> {
        let start = Terminal.now
        do throws(RequestError) {
            let finding = try finding(of: request, arrival: arrival)
            let took = (Terminal.now - start) / 1000
            Response.write(
                finding, of: request, id: id, index: opened?.index.name ?? "", took: took,
                to: &writer)
            return .success(finding.isFound)
        } catch {
            Response.write(error, id: id, line: line, to: &writer)
            return .failure(error)
        }
    }
}
