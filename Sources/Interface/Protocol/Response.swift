internal import Answering
internal import Bundling
internal import Corpus
internal import JSON
internal import Searching

/// What came of a request.
enum Outcome {
    case hello(SearchIndex)
    case answer(Answer)
    case search(SearchResult)
    case passage(Passage, DocumentInfo)
    case document(Document)
    case hits([Citation])
    case explanation(Explanation)
    case analysis([AnalyzedTerm])
    case suggestions([Suggestion])
    case topics([Topic])
    case bundle(Bundle)

    /// Whether something was found.
    var isFound: Bool {
        switch self {
        case .hello, .passage, .document, .explanation, .bundle: true
        case .answer(let answer): answer.isFound
        case .search(let result): !result.citations.isEmpty
        case .hits(let citations): !citations.isEmpty
        case .analysis(let terms): !terms.isEmpty
        case .suggestions(let suggestions): !suggestions.isEmpty
        case .topics(let topics): !topics.isEmpty
        }
    }
}

/// How a passage scores for a question.
struct Explanation {
    /// The passage.
    let key: String
    /// `nil` when the question does not find it.
    let score: ScorePart?
}

/// Writes results in the shapes of the JSON-lines protocol.
enum Response {
    /// A whole response that went well.
    static func write(
        _ finding: Finding, of request: Request, id: JSONValue, index: String, took: UInt64,
        to writer: inout JSONWriter
    ) {
        writer.object {
            begin(&$0, id: id, ok: true)
            $0.member("op", request.operation.rawValue)
            $0.members(finding.members)
            $0.memberIfAny("warnings", request.unknownFields.map(Texts.unknownField))
            $0.member("index", index)
            $0.member("took_us", took)
        }
    }

    /// What stands in front of every response.
    private static func begin(_ writer: inout JSONWriter, id: JSONValue, ok: Bool) {
        writer.member("v", Limits.version)
        writer.name("id")
        writer.value(id)
        writer.member("ok", ok)
    }

    /// Writes the members that an operation gives.
    static func write(
        _ outcome: Outcome, _ explanations: [String: ScorePart], to writer: inout JSONWriter
    ) {
        switch outcome {
        case .hello(let index): write(hello: index, to: &writer)
        case .answer(let answer): write(answer, explanations, to: &writer)
        case .search(let result): write(result, explanations, to: &writer)
        case .passage(let passage, let document): write(passage, document, to: &writer)
        case .document(let document):
            writer.name("document")
            document.write(to: &writer)
        case .hits(let citations): write(citations, to: &writer)
        case .explanation(let explanation):
            writer.member("key", explanation.key)
            writer.member("found", explanation.score != nil)
            writer.name("explanation")
            write(explanation.score, to: &writer)
        case .analysis(let terms): write(terms, to: &writer)
        case .suggestions(let suggestions): write(suggestions, to: &writer)
        case .topics(let topics): write(topics, to: &writer)
        case .bundle(let bundle):
            writer.name("bundle")
            bundle.write(to: &writer)
        }
    }

    /// A part of a score with its parts; without one the whole, which is 0.
    private static func write(_ part: ScorePart?, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("reason", (part?.reason ?? .total).name)
            writer.member("value", part?.value ?? 0)
            writer.member("description", Texts.description(of: part?.reason ?? .total))
            writer.name("parts")
            writer.array { for part in part?.parts ?? [] { write(part, to: &$0) } }
        }
    }

    private static func write(_ terms: [AnalyzedTerm], to writer: inout JSONWriter) {
        writer.objects("tokens", of: terms) { writer, term in
            writer.member("term", term.term)
            writer.member("start", term.range.lowerBound)
            writer.member("end", term.range.upperBound)
            writer.member("position", term.position)
            writer.member("why", term.why.rawValue)
            writer.member("weight", term.weight)
        }
    }

    private static func write(_ suggestions: [Suggestion], to writer: inout JSONWriter) {
        writer.objects("suggestions", of: suggestions) { writer, suggestion in
            writer.member("text", suggestion.text)
            writer.member("kind", suggestion.kind == .completion ? "completion" : "spelling")
            writer.member("count", suggestion.passages)
        }
    }

    private static func write(_ topics: [Topic], to writer: inout JSONWriter) {
        writer.objects("topics", of: topics) { writer, topic in
            writer.member("id", topic.id)
            writer.member("label", topic.label)
            writer.member("count", topic.passages)
        }
    }

    private static func write(hello index: SearchIndex, to writer: inout JSONWriter) {
        writer.name("versions")
        writer.array { $0.value(Limits.version) }
        writer.name("limits")
        writer.object {
            $0.member("line", Limits.line)
            $0.member("query", Limits.query)
            $0.member("terms", Limits.terms)
            $0.member("limit", Limits.hits)
        }
        writer.name("corpus")
        writer.object {
            $0.member("documents", index.documents.count)
            $0.member("passages", index.passageCount)
            $0.member("hash", index.name)
        }
        writer.member("ops", Operation.allCases.map(\.rawValue))
    }

    private static func write(
        _ answer: Answer, _ explanations: [String: ScorePart], to writer: inout JSONWriter
    ) {
        write(answer.citations, explanations, to: &writer)
        writer.member("total", answer.total)
        writer.name("answer")
        writer.object {
            $0.member("found", answer.isFound)
            $0.member("intent", answer.intent.rawValue)
            $0.member("interpretation", Texts.interpretation(answer))
            writePoints(answer.points, as: "points", to: &$0)
            writePoints(answer.questions, as: "questions", to: &$0)
            $0.member("gaps", Texts.gaps(answer))
            $0.member("suggestions", answer.suggestions)
        }
    }

    private static func writePoints(
        _ citations: [Citation], as name: String, to writer: inout JSONWriter
    ) {
        writer.objects(name, of: citations) { writer, citation in
            writer.member("text", citation.quote)
            writer.member("hit", citation.rank)
        }
    }

    private static func write(
        _ result: SearchResult, _ explanations: [String: ScorePart], to writer: inout JSONWriter
    ) {
        write(result.citations, explanations, to: &writer)
        writer.member("total", result.total)
        writer.name("facets")
        writer.object {
            write(result.facets.audiences, as: "audience", to: &$0)
            write(result.facets.kinds, as: "kind", to: &$0)
            write(result.facets.topics, as: "topic", to: &$0)
            write(result.facets.documents, as: "document", to: &$0)
        }
    }

    private static func write(
        _ counts: [Facets.Count], as name: String, to writer: inout JSONWriter
    ) {
        writer.objects(name, of: counts) { writer, count in
            writer.member("value", count.value)
            writer.member("count", count.count)
        }
    }

    private static func write(
        _ citations: [Citation], _ explanations: [String: ScorePart] = [:],
        to writer: inout JSONWriter
    ) {
        writer.objects("hits", of: citations) { writer, citation in
            writer.member("rank", citation.rank)
            writeFields(of: citation.passage, to: &writer)
            writer.member("quote", citation.quote)
            writer.name("highlights")
            writer.array { writer in
                for range in citation.highlights {
                    writer.array {
                        $0.value(range.lowerBound)
                        $0.value(range.upperBound)
                    }
                }
            }
            writer.member("score", citation.score)
            writer.member("related", citation.isRelated)
            writeSurroundings(
                of: citation.passage, citation.document, also: citation.also, to: &writer)
            if let explanation = explanations[citation.passage.id] {
                writer.name("explanation")
                write(explanation, to: &writer)
            }
        }
    }

    /// A passage by itself: as a hit, without rank and score.
    private static func write(
        _ passage: Passage, _ document: DocumentInfo, to writer: inout JSONWriter
    ) {
        writer.name("passage")
        writer.object {
            writeFields(of: passage, to: &$0)
            $0.memberIfAny("audiences", passage.audiences.map(\.rawValue))
            $0.memberIfAny("topics", passage.topics)
            writeSurroundings(of: passage, document, also: [], to: &$0)
        }
    }

    private static func writeFields(of passage: Passage, to writer: inout JSONWriter) {
        writer.member("id", passage.id)
        writer.member("document", passage.document)
        writer.member("kind", passage.kind.rawValue)
        if let number = passage.number { writer.member("number", number) }
        writer.member("headings", passage.headings)
        writer.member("label", passage.label)
        writer.member("text", passage.text)
        writer.memberIfAny("url", passage.url)
    }

    private static func writeSurroundings(
        of passage: Passage, _ document: DocumentInfo, also: [String],
        to writer: inout JSONWriter
    ) {
        writer.name("source")
        writer.object {
            $0.member("title", document.title)
            $0.memberIfAny("file", document.source.file)
            $0.memberIfAny("url", document.source.url)
            $0.memberIfAny("citation", document.source.citation)
            $0.name("locator")
            (passage.locator ?? Locator()).write(to: &$0)
        }
        writer.name("parent")
        writer.value(passage.parent.map { .string($0) } ?? .null)
        writer.member("children", passage.children)
        writer.member("also", also)
    }

    static func write(
        _ error: RequestError, id: JSONValue, line: Int?, to writer: inout JSONWriter
    ) {
        writer.object {
            begin(&$0, id: id, ok: false)
            $0.name("error")
            $0.object {
                let (name, number) = error.code
                $0.member("code", name)
                $0.member("number", number)
                $0.member("message", Texts.message(for: error))
                if let line { $0.member("line", line) }
                if let pointer = error.pointer { $0.member("pointer", pointer) }
                error.writeHint(to: &$0)
            }
        }
    }
}

extension ScorePart.Reason {
    /// Its name in the protocol.
    var name: String {
        switch self {
        case .total: "total"
        case .word: "word"
        case .match(_, let how): how.rawValue
        case .title: "title"
        case .near: "near"
        case .topic: "topic"
        case .uncovered: "uncovered"
        case .kind: "kind"
        case .frame: "frame"
        case .thin: "thin"
        case .party: "party"
        case .fact: "fact"
        case .opening: "opening"
        case .document: "document"
        case .sameSource: "same-source"
        }
    }
}
