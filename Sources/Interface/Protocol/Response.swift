internal import Answering
internal import Corpus
internal import JSON
internal import Searching

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

/// Writes results in the shapes of the JSON-lines protocol.
enum Response {
    /// A whole response that went well.
    static func write(
        _ outcome: Outcome, of request: Request, id: JSONValue, index: String, took: UInt64,
        to writer: inout JSONWriter
    ) {
        writer.object {
            begin(&$0, id: id, ok: true)
            $0.member("op", request.operation.rawValue)
            write(outcome, to: &$0)
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
    private static func write(_ outcome: Outcome, to writer: inout JSONWriter) {
        switch outcome {
        case .hello(let index): write(hello: index, to: &writer)
        case .answer(let answer): write(answer, to: &writer)
        case .search(let result): write(result, to: &writer)
        case .passage(let passage, let document): write(passage, document, to: &writer)
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

    private static func write(_ answer: Answer, to writer: inout JSONWriter) {
        writer.name("hits")
        write(answer.citations, to: &writer)
        writer.member("total", answer.total)
        writer.name("answer")
        writer.object {
            $0.member("found", answer.isFound)
            $0.member("intent", answer.intent.rawValue)
            $0.member("interpretation", Texts.interpretation(answer))
            $0.name("points")
            writePoints(answer.points, to: &$0)
            $0.name("questions")
            writePoints(answer.questions, to: &$0)
            $0.member("gaps", Texts.gaps(answer))
            $0.member("suggestions", answer.isFound ? [] : [Texts.tryOtherWords])
        }
    }

    private static func writePoints(_ citations: [Citation], to writer: inout JSONWriter) {
        writer.array { writer in
            for citation in citations {
                writer.object {
                    $0.member("text", citation.quote)
                    $0.member("hit", citation.rank)
                }
            }
        }
    }

    private static func write(_ result: SearchResult, to writer: inout JSONWriter) {
        writer.name("hits")
        write(result.citations, to: &writer)
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
        writer.name(name)
        writer.array { writer in
            for count in counts {
                writer.object {
                    $0.member("value", count.value)
                    $0.member("count", count.count)
                }
            }
        }
    }

    private static func write(_ citations: [Citation], to writer: inout JSONWriter) {
        writer.array { writer in
            for citation in citations {
                writer.object {
                    $0.member("rank", citation.rank)
                    writeFields(of: citation.passage, to: &$0)
                    $0.member("quote", citation.quote)
                    $0.name("highlights")
                    $0.array { writer in
                        for range in citation.highlights {
                            writer.array {
                                $0.value(range.lowerBound)
                                $0.value(range.upperBound)
                            }
                        }
                    }
                    $0.member("score", citation.score)
                    $0.member("related", citation.isRelated)
                    writeSurroundings(
                        of: citation.passage, citation.document, also: citation.also, to: &$0)
                }
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
