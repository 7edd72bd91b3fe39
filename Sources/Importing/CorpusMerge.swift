internal import Corpus

/// Adds what was read to the documents of a corpus, by identity.
///
/// A source is the same as a document of the corpus by its explicit id, else by its canonical
/// address, else by its path.
struct CorpusMerge: Sendable {
    /// What the memory keeps of a document.
    private struct Record: Sendable {
        let url: String?
        let file: String?
        let sha256: String?
        let place: DocumentShelf.Place

        init(_ document: Document, at place: DocumentShelf.Place) {
            url = document.source?.url
            file = document.source?.file
            sha256 = document.source?.sha256
            self.place = place
        }
    }

    private var records: [String: Record] = [:]
    private var byAddress: [String: String] = [:]
    private var byFile: [String: String] = [:]
    /// Documents of this import, with their source.
    private var added: [String: String] = [:]
    private let replaces: Bool
    /// The documents of the corpus as it was, with a hash of their content.
    private var existing: [String: Int] = [:]
    private var isChanged = false

    /// A merge into a corpus of no documents.
    ///
    /// - Parameter replaces: Whether only what is added is in the corpus afterwards.
    init(replaces: Bool) { self.replaces = replaces }

    /// Takes up a document that the corpus holds; the first of an id counts.
    mutating func keep(_ document: Document, at place: DocumentShelf.Place) {
        guard existing[document.id] == nil else { return }
        existing[document.id] = Self.fingerprint(document)
        if !replaces { put(Record(document, at: place), document.id) }
    }

    /// Equal for documents that differ in nothing but what is filled in at the end.
    private static func fingerprint(_ document: Document) -> Int {
        var plain = document
        for index in plain.links.indices { CardLinks.clear(&plain.links[index]) }
        return plain.hashValue
    }

    private mutating func put(_ record: Record, _ id: String) {
        records[id] = record
        if let url = record.url { byAddress[url] = id }
        if let file = record.file { byFile[file] = id }
    }

    /// Number of documents.
    var count: Int { records.count }

    /// Whether the corpus is not what it was.
    var hasChanged: Bool { isChanged || Set(records.keys) != Set(existing.keys) }

    /// The document that these bytes of this file already are, `nil` for none.
    func unchanged(file: String, sha256: String) -> String? {
        guard !replaces, let id = byFile[file], added[id] == nil, records[id]?.sha256 == sha256
        else { return nil }
        return id
    }

    /// Takes up a source and tells what became of it.
    ///
    /// - Parameter keep: Puts a new document where it is kept.
    mutating func add(
        _ source: FoundSource, _ result: Result<ReadSource, Rejection>,
        keep: (Document) -> DocumentShelf.Place
    ) -> ImportOutcome {
        switch result {
        case .failure(let rejection): return .rejected(rejection)
        case .success(.unchanged(let id)):
            added[id] = source.path
            return .unchanged(document: id)
        case .success(.new(let draft, let kind, let hash)):
            let id = identity(of: draft, file: source.relative)
            if let other = added[id] { return .rejected(.duplicate(id: id, other: other)) }
            let document = Self.document(draft, kind, hash, id: id, file: source.relative)
            if let url = records[id]?.url { byAddress[url] = nil }
            if let file = records[id]?.file { byFile[file] = nil }
            put(Record(document, at: keep(document)), id)
            added[id] = source.path
            let old = existing[id]
            isChanged = isChanged || old == nil || old != Self.fingerprint(document)
            return .imported(
                ImportSummary(
                    document: id, title: document.title, passages: document.passageCount,
                    replaced: old != nil,
                    repairs: draft.blocks.reduce(0) { $0 + $1.repairs.count },
                    dropped: draft.dropped))
        }
    }

    /// The document that a draft becomes in a corpus of its own.
    static func document(
        _ draft: Draft, _ kind: SourceKind, sha256: String, file: String
    ) -> Document {
        let merge = CorpusMerge(replaces: true)
        let id = merge.identity(of: draft, file: file)
        var document = document(draft, kind, sha256, id: id, file: file)
        CardLinks(byAddress: [:], ids: [id]).fill(&document.links, of: id)
        return document
    }

    private func identity(of draft: Draft, file: String) -> String {
        if let id = draft.id, !id.isEmpty { return id }
        // Many sites give all their pages one address, that of the first: of a file that was read
        // before its name tells more, and what another file of this import is, this one is not.
        let known = byFile[file]
        if let known, added[known] == nil, records[known]?.url == draft.url { return known }
        if let url = draft.url, let id = byAddress[url], added[id] == nil { return id }
        if let known, added[known] == nil { return known }
        let stem = Self.stem(of: file)
        var id = Text.slug(stem.split(separator: "/").joined(separator: " "))
        if id.isEmpty { id = "document-" + Digest.tag(file) }
        // Two files of one stem, such as `kaart.html` and `kaart.txt`, stay apart.
        return records[id] == nil ? id : "\(id)-\(Digest.tag(file))"
    }

    /// A path without the extension of its last part.
    private static func stem(of file: String) -> String {
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex,
            !file[dot...].contains("/"), file[file.index(before: dot)] != "/"
        else { return file }
        return String(file[..<dot])
    }

    private static func document(
        _ draft: Draft, _ kind: SourceKind, _ hash: String, id: String, file: String
    ) -> Document {
        var title = draft.title
        if title.isEmpty {
            let name = stem(of: file).split(separator: "/").last ?? ""
            title = Text.clean(String(name.map { "-_".contains($0) ? " " : $0 }))
        }
        var document = Document(id: id, title: title)
        document.kind = draft.kind ?? .article
        document.subtitle = draft.subtitle
        // The corpus file leaves out what is empty.
        document.language = draft.language.flatMap { $0.isEmpty ? nil : $0 }
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
        source.mediaType = kind.mediaType
        source.sha256 = hash
        document.source = source
        document.sections = Outline.sections(of: draft.blocks, document: id, kind: draft.kind)
        return document
    }

    /// Addresses of practice cards that the new documents link to and the corpus does not hold.
    func linkedCards(on shelf: DocumentShelf) throws(CorpusError) -> [String] {
        var addresses: Set<String> = []
        let cards = cardLinks
        for id in added.keys {
            guard let place = records[id]?.place else { continue }
            var links = try shelf.links(of: place)
            cards.fill(&links, of: id)
            for link in links where link.relation == CardLinks.relation && link.document == nil {
                addresses.insert(link.url)
            }
        }
        return addresses.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Writes all documents by their ids, the links between them filled in.
    func write(_ shelf: DocumentShelf, to path: String) throws(CorpusError) {
        let cards = cardLinks
        let ids = records.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try shelf.write(ids.compactMap { id in records[id].map { (id, $0.place) } }, to: path) {
            cards.fill(&$1, of: $0)
        }
    }

    private var cardLinks: CardLinks {
        var byAddress: [String: String] = [:]
        for (id, record) in records {
            guard let url = record.url.map(CardLinks.normal) else { continue }
            // Of two documents with one address the first by its id.
            let other = byAddress[url]
            if other.map({ id.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true {
                byAddress[url] = id
            }
        }
        return CardLinks(byAddress: byAddress, ids: Set(records.keys))
    }
}

/// Relations of links: which practice card is meant, and which document of the corpus it is.
struct CardLinks {
    static let relation = "practice-card"

    /// Documents by their addresses without what makes no difference.
    let byAddress: [String: String]
    let ids: Set<String>

    /// Forgets what `fill` found.
    static func clear(_ link: inout Link) {
        link.relation = nil
        link.document = nil
    }

    /// Fills in `relation` and `document` of the links of a document.
    func fill(_ links: inout [Link], of id: String) {
        for index in links.indices {
            let link = links[index]
            let slug = Self.lastPart(of: link.url)
            let isCard = slug.contains("praktijkkaart")
            if isCard { links[index].relation = Self.relation }
            let target = byAddress[Self.normal(link.url)] ?? (isCard ? slug : nil)
            let isKnown = target.map { ids.contains($0) && $0 != id } ?? false
            links[index].document = isKnown ? target : nil
        }
    }

    static func normal(_ url: String) -> String {
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
