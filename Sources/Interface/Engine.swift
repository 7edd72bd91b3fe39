package import Answering
internal import Corpus
package import Indexing
internal import JSON
internal import Searching

/// Carries out requests on the index of a folder: the one method table behind every interface.
///
/// A newly committed index is seen at the next request. Not to be shared between threads.
package final class Engine {
    private let places: Places
    private var opened: (answerer: Answerer, state: FileState)?

    /// An engine; the index is opened when it is first needed.
    package init(_ places: Places) { self.places = places }

    /// The answerer over the last commit.
    ///
    /// - Throws: `IndexError`.
    package func answerer() throws(IndexError) -> Answerer {
        guard let state = IndexFolder.state(of: places.index) else {
            opened = nil
            throw .missing(folder: places.index)
        }
        if let opened, opened.state == state { return opened.answerer }
        let answerer = Answerer(try SearchIndex(places.index))
        opened = (answerer, state)
        return answerer
    }

    /// Whether the corpora changed since they were indexed.
    package var isStale: Bool {
        guard places.knowsCorpora, let index = opened?.answerer.index else { return false }
        return index.isStale(corpora: places.corpora)
    }

    /// Carries out a request.
    ///
    /// - Throws: `RequestError`.
    func perform(_ request: Request) throws(RequestError) -> Outcome {
        let start = Terminal.now
        let answerer: Answerer
        do { answerer = try self.answerer() } catch { throw RequestError(.noIndex(error)) }
        let outcome: Outcome?
        do throws(IndexError) { outcome = try self.outcome(of: request, by: answerer) } catch {
            throw RequestError(.internalFault(error))
        }
        if let deadline = request.deadline,
            Terminal.now - start > UInt64(deadline) * 1_000_000
        {
            throw RequestError(.deadline)
        }
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
        to request: Request, id: JSONValue, line: Int?, writer: inout JSONWriter
    ) -> Result<Outcome, RequestError> {
        let start = Terminal.now
        do throws(RequestError) {
            let outcome = try perform(request)
            let took = (Terminal.now - start) / 1000
            Response.write(
                outcome, of: request, id: id, index: opened?.answerer.index.name ?? "", took: took,
                to: &writer)
            return .success(outcome)
        } catch {
            Response.write(error, id: id, line: line, to: &writer)
            return .failure(error)
        }
    }
}

/// What came of a request.
enum Outcome {
    case hello(SearchIndex)
    case answer(Answer)
    case search(SearchResult)
    case passage(Passage, DocumentInfo)

    /// Whether something was found.
    var isFound: Bool {
        switch self {
        case .hello, .passage: true
        case .answer(let answer): answer.isFound
        case .search(let result): !result.citations.isEmpty
        }
    }
}
