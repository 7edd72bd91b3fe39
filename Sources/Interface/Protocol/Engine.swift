package import Answering
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
        let deadline = request.deadline.map { arrival + UInt64($0) * 1_000_000 }
        func checkDeadline() throws(RequestError) {
            if let deadline, Terminal.now >= deadline { throw RequestError(.deadline) }
        }
        try checkDeadline()
        let answerer: Answerer
        do { answerer = try self.answerer() } catch { throw RequestError(.noIndex(error)) }
        let outcome: Outcome?
        do throws(IndexError) { outcome = try self.outcome(of: request, by: answerer) } catch {
            throw RequestError(.internalFault(error))
        }
        try checkDeadline()
        guard let outcome else { throw RequestError(.notFound(request.key), pointer: "/key") }
        return outcome
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
        }
    }

    /// Carries out a request and writes its response; gives what came of it.
    @discardableResult
    func respond(
        to request: Request, id: JSONValue, line: Int? = nil, arrival: UInt64 = Terminal.now,
        writer: inout JSONWriter
    ) -> Result<Outcome, RequestError> {
        let start = Terminal.now
        do throws(RequestError) {
            let outcome = try perform(request, arrival: arrival)
            let took = (Terminal.now - start) / 1000
            Response.write(
                outcome, of: request, id: id, index: opened?.index.name ?? "", took: took,
                to: &writer)
            return .success(outcome)
        } catch {
            Response.write(error, id: id, line: line, to: &writer)
            return .failure(error)
        }
    }
}
