public import JSON

extension Document {
    /// Name and version of the shape that this program reads and writes.
    public static let schema = "ouderwijs-corpus/1"

    /// Writes the document as an object; empty fields are left out.
    public func write(to writer: inout JSONWriter) { write(to: &writer) { _ in } }

    /// Writes the document, and tells where its links stand.
    ///
    /// - Parameter mark: Called before and behind the links, also where there are none, with the
    ///   number of bytes in the writer.
    package func write(to writer: inout JSONWriter, mark: (Int) -> Void) {
        writer.object { writer in
            writer.member("schema", Self.schema)
            writer.member("id", id)
            writer.member("kind", kind.rawValue)
            writer.memberIfAny("title", title)
            writer.memberIfAny("subtitle", subtitle)
            writer.memberIfAny("language", language)
            writer.memberIfAny("authors", authors)
            writer.memberIfAny("publisher", publisher)
            if let year { writer.member("year", year) }
            writer.memberIfAny("license", license)
            writer.memberIfAny("audiences", audiences.map(\.rawValue))
            writer.memberIfAny("topics", topics)
            if let source {
                writer.name("source")
                source.write(to: &writer)
            }
            mark(writer.bytes.count)
            writer.arrayIfAny("links", links) { $1.write(to: &$0) }
            mark(writer.bytes.count)
            writer.memberIfAny("text", text)
            writer.arrayIfAny("sections", sections) { $1.write(to: &$0) }
        }
    }
}

extension JSONWriter {
    /// Writes a member with an array of objects, unless that is empty.
    mutating func arrayIfAny<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        self.name(name)
        array { for element in elements { write(&$0, element) } }
    }
}

extension Source {
    /// Writes the source as an object.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("file", file)
            $0.memberIfAny("url", url)
            $0.memberIfAny("mediaType", mediaType)
            $0.memberIfAny("sha256", sha256)
            $0.memberIfAny("citation", citation)
        }
    }
}

extension Link {
    /// Writes links as the member of a document.
    package static func write(_ links: [Link], to writer: inout JSONWriter) {
        writer.object { writer in writer.arrayIfAny("links", links) { $1.write(to: &$0) } }
    }

    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("text", text)
            $0.member("url", url)
            $0.memberIfAny("relation", relation)
            $0.memberIfAny("document", document)
        }
    }
}

extension Section {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", id)
            $0.memberIfAny("heading", heading)
            $0.memberIfAny("kind", kind?.rawValue)
            if let number { $0.member("number", number) }
            $0.arrayIfAny("items", items) { $1.write(to: &$0) }
            $0.arrayIfAny("sections", sections) { $1.write(to: &$0) }
        }
    }
}

extension Item {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", id)
            $0.member("kind", kind.rawValue)
            if let number { $0.member("number", number) }
            $0.memberIfAny("label", label)
            $0.memberIfAny("text", text)
            $0.memberIfAny("url", url)
            $0.memberIfAny("audiences", audiences.map(\.rawValue))
            $0.memberIfAny("topics", topics)
            if let locator {
                $0.name("locator")
                locator.write(to: &$0)
            }
            $0.arrayIfAny("repairs", repairs) { writer, repair in
                writer.object {
                    $0.member("from", repair.from)
                    $0.member("to", repair.to)
                }
            }
            $0.arrayIfAny("items", items) { $1.write(to: &$0) }
        }
    }
}

extension Locator {
    /// Writes the place as an object.
    public func write(to writer: inout JSONWriter) {
        writer.object {
            if let page { $0.member("page", page) }
            if let line { $0.member("line", line) }
        }
    }
}
