internal import Corpus

/// Adds what was read to the documents of a corpus, by identity.
///
/// A source is the same as a document of the corpus by its explicit id, else by its canonical
/// address, else by its path.
struct CorpusMerge: Sendable {
    private var documents: [String: Document] = [:]
    private var byAddress: [String: String] = [:]
    private var byFile: [String: String] = [:]
    /// Documents of this import, with their source.
    private var added: [String: String] = [:]
    private let replaces: Bool
    private let existing: [String: Document]
    private(set) var hasChanged = false

    init(existing: [Document], replaces: Bool) {
        self.replaces = replaces
        self.existing = Dictionary(existing.map { ($0.id, $0) }) { first, _ in first }
        guard !replaces else { return }
        for document in existing { keep(document) }
    }

    private mutating func keep(_ document: Document) {
        documents[document.id] = document
        if let url = document.source?.url { byAddress[url] = document.id }
        if let file = document.source?.file { byFile[file] = document.id }
    }

    /// The document that these bytes of this file already are, `nil` for none.
    func unchanged(file: String, sha256: String) -> String? {
        guard !replaces, let id = byFile[file], added[id] == nil,
            documents[id]?.source?.sha256 == sha256
        else { return nil }
        return id
    }

    /// Takes up a source and tells what became of it.
    mutating func add(
        _ source: FoundSource, _ result: Result<ReadSource, Rejection>
    ) -> ImportOutcome {
        switch result {
        case .failure(let rejection): return .rejected(rejection)
        case .success(.unchanged(let id)):
            added[id] = source.path
            return .unchanged(document: id)
        case .success(.new(let draft, let kind, let hash)):
            return add(draft, kind, hash, of: source)
        }
    }

    private mutating func add(
        _ draft: Draft, _ kind: SourceKind, _ hash: String, of source: FoundSource
    ) -> ImportOutcome {
        let id = identity(of: draft, file: source.relative)
        if let other = added[id] { return .rejected(.duplicate(id: id, other: other)) }
        var document = Self.document(draft, id: id, file: source.relative)
        document.source?.mediaType = kind.mediaType
        document.source?.sha256 = hash
        let old = existing[id]
        if let url = documents[id]?.source?.url { byAddress[url] = nil }
        if let file = documents[id]?.source?.file { byFile[file] = nil }
        keep(document)
        added[id] = source.path
        if old != document { hasChanged = true }
        return .imported(
            ImportSummary(
                document: id, title: document.title, passages: document.passageCount,
                replaced: old != nil,
                repairs: draft.blocks.reduce(0) { $0 + $1.repairs.count }, dropped: draft.dropped))
    }

    private func identity(of draft: Draft, file: String) -> String {
        if let id = draft.id, !id.isEmpty { return id }
        if let url = draft.url, let id = byAddress[url] { return id }
        if let id = byFile[file] { return id }
        let stem = Self.stem(of: file)
        var id = Text.slug(stem.split(separator: "/").joined(separator: " "))
        if id.isEmpty { id = "document-" + Digest.tag(file) }
        // Two files of one stem, such as `kaart.html` and `kaart.txt`, stay apart.
        return documents[id] == nil ? id : "\(id)-\(Digest.tag(file))"
    }

    /// A path without the extension of its last part.
    private static func stem(of file: String) -> String {
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex,
            !file[dot...].contains("/"), file[file.index(before: dot)] != "/"
        else { return file }
        return String(file[..<dot])
    }

    private static func document(_ draft: Draft, id: String, file: String) -> Document {
        var title = draft.title
        if title.isEmpty {
            let name = stem(of: file).split(separator: "/").last ?? ""
            title = Text.clean(String(name.map { "-_".contains($0) ? " " : $0 }))
        }
        var document = Document(id: id, title: title)
        document.kind = draft.kind ?? .article
        document.subtitle = draft.subtitle
        document.language = draft.language
        document.authors = draft.authors
        document.publisher = draft.publisher
        document.year = draft.year
        document.license = draft.license
        document.audiences = draft.audiences
        document.topics = draft.topics
        document.links = draft.links
        var source = Source(file: file)
        source.url = draft.url
        source.citation = draft.citation
        document.source = source
        document.sections = Outline.sections(of: draft.blocks, document: id, kind: draft.kind)
        return document
    }

    /// Addresses of practice cards that the new documents link to and the corpus does not hold.
    func linkedCards() -> [String] {
        var all = documents
        CardLinks.fill(&all)
        var addresses: Set<String> = []
        for id in added.keys {
            for link in all[id]?.links ?? []
            where link.relation == CardLinks.relation && link.document == nil {
                addresses.insert(link.url)
            }
        }
        return addresses.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// All documents, the links between them filled in.
    mutating func finished() -> [Document] {
        CardLinks.fill(&documents)
        if replaces, Set(documents.keys) != Set(existing.keys) { hasChanged = true }
        if documents != existing { hasChanged = true }
        return documents.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }
}

/// Relations of links: which practice card is meant, and which document of the corpus it is.
enum CardLinks {
    static let relation = "practice-card"

    /// Fills in `relation` and `document` of the links to practice cards.
    static func fill(_ documents: inout [String: Document]) {
        var byAddress: [String: String] = [:]
        for document in documents.values {
            if let url = document.source?.url { byAddress[normal(url)] = document.id }
        }
        for id in documents.keys {
            guard var document = documents[id], !document.links.isEmpty else { continue }
            for index in document.links.indices {
                let link = document.links[index]
                let slug = lastPart(of: link.url)
                let isCard = slug.contains("praktijkkaart")
                if isCard { document.links[index].relation = relation }
                let target = byAddress[normal(link.url)] ?? (isCard ? slug : nil)
                let isKnown = target.map { documents[$0] != nil && $0 != id } ?? false
                document.links[index].document = isKnown ? target : nil
            }
            documents[id] = document
        }
    }

    private static func normal(_ url: String) -> String {
        var text = url.lowercased()
        if let mark = text.firstIndex(of: "#") { text = String(text[..<mark]) }
        for start in ["https://", "http://", "www."] where text.hasPrefix(start) {
            text = String(text.dropFirst(start.count))
        }
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }

    private static func lastPart(of url: String) -> String {
        Text.slug(normal(url).split(separator: "/").last.map { String($0) } ?? "", limit: 200)
    }
}
