internal import JSON

/// Reads documents out of parsed lines; the place of a fault is told as a JSON pointer.
struct DocumentDecoder {
    let line: Int

    func document(_ value: JSONValue) throws(CorpusError) -> Document {
        let root = try object(value, "")
        let schema = try text(root, "schema", "")
        // A missing name is forgiven (many small producers), another one never.
        guard schema == nil || schema == Document.schema else {
            throw .schema(line: line, got: schema ?? "")
        }
        var document = Document(
            id: try required(root, "id", ""), title: try text(root, "title", "") ?? "")
        document.kind = try text(root, "kind", "").map(DocumentKind.init) ?? .article
        document.subtitle = try text(root, "subtitle", "")
        document.language = try text(root, "language", "")
        document.authors = try texts(root, "authors", "")
        document.publisher = try text(root, "publisher", "")
        document.year = try integer(root, "year", "")
        document.license = try text(root, "license", "")
        document.audiences = try texts(root, "audiences", "").map(Audience.init)
        document.topics = try texts(root, "topics", "")
        document.text = try text(root, "text", "")
        if let source = root["source"] { document.source = try self.source(source) }
        document.links = try list(root, "links", "", link)
        document.sections = try list(root, "sections", "", section)
        return document
    }

    private func source(_ value: JSONValue) throws(CorpusError) -> Source {
        let root = try object(value, "/source")
        var source = Source(file: try text(root, "file", "/source") ?? "")
        source.url = try text(root, "url", "/source")
        source.mediaType = try text(root, "mediaType", "/source")
        source.sha256 = try text(root, "sha256", "/source")
        source.citation = try text(root, "citation", "/source")
        return source
    }

    private func link(_ value: JSONValue, _ path: String) throws(CorpusError) -> Link {
        let root = try object(value, path)
        var link = Link(
            text: try text(root, "text", path) ?? "", url: try text(root, "url", path) ?? "")
        link.relation = try text(root, "relation", path)
        link.document = try text(root, "document", path)
        return link
    }

    private func section(_ value: JSONValue, _ path: String) throws(CorpusError) -> Section {
        let root = try object(value, path)
        var section = Section(
            id: try text(root, "id", path) ?? "", heading: try text(root, "heading", path) ?? "")
        section.kind = try text(root, "kind", path).map(ItemKind.init)
        section.number = try integer(root, "number", path)
        section.items = try list(root, "items", path, item)
        section.sections = try list(root, "sections", path, self.section)
        return section
    }

    private func item(_ value: JSONValue, _ path: String) throws(CorpusError) -> Item {
        let root = try object(value, path)
        var item = Item(
            id: try required(root, "id", path),
            kind: try text(root, "kind", path).map(ItemKind.init) ?? .paragraph,
            text: try text(root, "text", path) ?? "")
        item.number = try integer(root, "number", path)
        item.label = try text(root, "label", path) ?? ""
        item.url = try text(root, "url", path)
        item.audiences = try texts(root, "audiences", path).map(Audience.init)
        item.topics = try texts(root, "topics", path)
        if let locator = root["locator"] {
            let inner = try object(locator, path + "/locator")
            item.locator = Locator(
                page: try integer(inner, "page", path + "/locator"),
                line: try integer(inner, "line", path + "/locator"))
        }
        item.repairs = try list(root, "repairs", path) { value, path throws(CorpusError) in
            let root = try object(value, path)
            return Repair(
                from: try text(root, "from", path) ?? "", to: try text(root, "to", path) ?? "")
        }
        item.items = try list(root, "items", path, self.item)
        return item
    }

    // MARK: fields

    private func object(_ value: JSONValue, _ path: String) throws(CorpusError) -> JSONObject {
        guard let object = value.object else { throw .field(line: line, pointer: path) }
        return object
    }

    private func required(
        _ object: JSONObject, _ name: String, _ path: String
    ) throws(CorpusError) -> String {
        guard let text = try text(object, name, path), !text.isEmpty else {
            throw .field(line: line, pointer: "\(path)/\(name)")
        }
        return text
    }

    private func text(
        _ object: JSONObject, _ name: String, _ path: String
    ) throws(CorpusError) -> String? {
        guard let value = object[name], value != .null else { return nil }
        guard let text = value.string else { throw .field(line: line, pointer: "\(path)/\(name)") }
        return text
    }

    private func integer(
        _ object: JSONObject, _ name: String, _ path: String
    ) throws(CorpusError) -> Int? {
        guard let value = object[name], value != .null else { return nil }
        guard let number = value.integer else {
            throw .field(line: line, pointer: "\(path)/\(name)")
        }
        return number
    }

    private func texts(
        _ object: JSONObject, _ name: String, _ path: String
    ) throws(CorpusError) -> [String] {
        try list(object, name, path) { value, path throws(CorpusError) in
            guard let text = value.string else { throw .field(line: line, pointer: path) }
            return text
        }
    }

    private func list<Element>(
        _ object: JSONObject, _ name: String, _ path: String,
        _ read: (JSONValue, String) throws(CorpusError) -> Element
    ) throws(CorpusError) -> [Element] {
        guard let value = object[name], value != .null else { return [] }
        let pointer = "\(path)/\(name)"
        guard let values = value.array else { throw .field(line: line, pointer: pointer) }
        var result: [Element] = []
        result.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            result.append(try read(value, "\(pointer)/\(index)"))
        }
        return result
    }
}
