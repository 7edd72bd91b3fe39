internal import Answering
internal import Bundling
internal import Corpus
internal import Publishing
internal import Searching

/// Makes what is asked to be printed, from an index and the folders that a person keeps.
struct BundleMaker {
    let engine: Engine
    let folders: SavedFolders

    /// What was made.
    enum Matter {
        case bundle(Bundle)
        case card(Document)

        /// As a text to print.
        func sheet(for request: BundleRequest) -> Sheet {
            var sheet =
                switch self {
                case .bundle(let bundle): bundle.sheet(edition: request.edition)
                case .card(let document): document.sheet
                }
            sheet.properties = request.properties
            sheet.isLarge = request.edition == .large
            return sheet
        }

        /// As slides to show.
        func slides(for request: BundleRequest) -> Sheet {
            guard case .bundle(let bundle) = self else { return sheet(for: request) }
            var sheet = bundle.slides
            sheet.properties = request.properties
            // The notes say what the trainer does and where statements can go.
            if request.edition == .participant { sheet.blocks.removeAll(where: \.isNote) }
            return sheet
        }
    }

    /// Why it was not made.
    enum Fault: Error {
        case request(RequestError)
        case folder(SavedFolders.Fault)
        case emptyFolder(String)
        case noCard(String, near: String?)
    }

    /// The request for the engine.
    ///
    /// - Throws: `Fault`.
    func engineRequest(for request: BundleRequest) throws(Fault) -> Request {
        var result = Request(.bundle)
        result.minutes = request.minutes
        result.audience = request.audience
        switch request.subject {
        case .topic(let topic): result.topic = topic
        case .folder(let folder):
            result.topic = folder
            do { result.passages = try folders.ids(in: folder) } catch { throw .folder(error) }
            guard !result.passages.isEmpty else { throw .emptyFolder(folder) }
        case .card(let card):
            result = Request(.document)
            result.key = card
        }
        do { try result.check() } catch { throw .request(error) }
        return result
    }

    /// Makes it.
    ///
    /// - Throws: `Fault`.
    func matter(for request: BundleRequest) throws(Fault) -> Matter {
        let asked = try engineRequest(for: request)
        do throws(RequestError) {
            switch try engine.perform(asked) {
            case .bundle(let bundle): return .bundle(bundle)
            case .document(let document): return .card(document)
            default: throw RequestError(.noPassages(request.name))
            }
        } catch {
            if case .card(let card) = request.subject, case .notFound = error.reason {
                throw .noCard(card, near: Nearest.of(card, in: cards))
            }
            throw .request(error)
        }
    }

    /// The ids of the practice cards, in order.
    private var cards: [String] {
        let documents = (try? engine.answerer())?.index.documents.values.map { $0 } ?? []
        return documents.filter { $0.kind == .practiceCard }.map(\.id).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }
}

extension BundleMaker.Fault {
    /// How a program that stops for it ends.
    var status: ExitStatus {
        switch self {
        case .request(let error):
            switch error.reason {
            case .noPassages, .notFound: .nothing
            case .emptyText, .textTooLong, .tooManyTerms: .usage
            default: .unusable
            }
        case .folder, .emptyFolder, .noCard: .nothing
        }
    }
}

extension Sheet.Block {
    fileprivate var isNote: Bool {
        if case .note = self { true } else { false }
    }
}
