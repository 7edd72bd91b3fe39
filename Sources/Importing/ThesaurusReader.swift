public import Corpus
internal import Files
internal import Markup

/// Reads a thesaurus: SKOS in RDF/XML.
///
/// Source: SKOS Simple Knowledge Organization System Reference, W3C 2009.
public enum ThesaurusReader {
    /// The largest file that is read, in bytes.
    private static let limit = 64 << 20

    /// The thesaurus of a file.
    ///
    /// - Throws: `Rejection`: the file cannot be read, is not well-formed, or is no RDF.
    public static func read(_ path: String) throws(Rejection) -> Thesaurus {
        let bytes: [UInt8]
        do { bytes = try FileReader.bytes(of: path, limit: limit) } catch { throw .file(error) }
        return try read(bytes)
    }

    /// The thesaurus in the bytes of a file.
    static func read(_ bytes: [UInt8]) throws(Rejection) -> Thesaurus {
        let tree: MarkupTree
        do { tree = try MarkupParser.xml(bytes) } catch { throw Rejection(error) }
        guard tree.count > 0, tree.name(0) == "RDF" else {
            throw .vocabulary(root: tree.count > 0 ? tree.name(0) : "")
        }
        var concepts: [Concept] = []
        for node in tree.children(0) where tree.name(node) == "Concept" {
            concepts.append(concept(node, in: tree))
        }
        guard !concepts.isEmpty else { throw .empty }
        return Thesaurus(concepts: concepts)
    }

    private static func concept(_ node: Int, in tree: MarkupTree) -> Concept {
        var concept = Concept(id: tree.attribute(named: "about", of: node) ?? "")
        for child in tree.children(node) where !tree.isText(child) {
            let text = Text.clean(tree.rawText(child))
            let target = tree.attribute(named: "resource", of: child) ?? ""
            switch tree.name(child) {
            case "prefLabel": concept.preferred = text
            case "altLabel": concept.alternatives.append(text)
            case "hiddenLabel": concept.hidden.append(text)
            case "definition": concept.definition = text
            case "notation": concept.notation = text
            case "broader": concept.broader.append(target)
            case "narrower": concept.narrower.append(target)
            case "related": concept.related.append(target)
            case "inScheme": concept.scheme = target
            default: break
            }
        }
        return concept
    }
}
