internal import Markup
internal import Zip

/// Reads the parts of somebody else's package, each of which may be broken.
final class PackageReader {
    private let archive: ZipArchive

    /// Opens a package.
    ///
    /// - Throws: `OfficeError.template(.notAPackage)`.
    init(_ bytes: [UInt8]) throws(OfficeError) {
        guard !bytes.isEmpty, let archive = ZipArchive(bytes) else { throw .template(.notAPackage) }
        self.archive = archive
    }

    /// A part's bytes; `nil` where it is missing, broken or too large.
    func bytes(of name: String) -> [UInt8]? { archive.bytes(of: name) }

    /// The text and the elements of a part in XML; `nil` where it is missing.
    ///
    /// - Throws: `OfficeError.template(.damaged)` where it is not well-formed or no UTF-8.
    func xml(_ name: String) throws(OfficeError) -> (text: String, tree: MarkupTree)? {
        guard let bytes = archive.bytes(of: name) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self),
            let tree = try? MarkupParser.xml(bytes)
        else { throw .template(.damaged(name)) }
        return (text, tree)
    }

    /// What a part refers to, in order; empty where it refers to nothing.
    ///
    /// - Throws: `OfficeError.template(.damaged)`.
    func relationships(of part: String) throws(OfficeError) -> [Relationship] {
        let (folder, file) = Self.split(part)
        guard let (_, tree) = try xml("\(folder)_rels/\(file).rels") else { return [] }
        var result: [Relationship] = []
        for node in 0..<tree.count where tree.name(node) == "Relationship" {
            guard let id = tree.attribute(named: "Id", of: node),
                let kind = tree.attribute(named: "Type", of: node)?.split(separator: "/").last,
                let target = tree.attribute(named: "Target", of: node)
            else { continue }
            let isOutside = tree.attribute(named: "TargetMode", of: node) == "External"
            result.append(
                Relationship(
                    id: id, kind: String(kind), target: target,
                    part: isOutside ? nil : Self.path(target, from: folder)))
        }
        return result
    }

    /// One thing that a part refers to.
    struct Relationship {
        let id: String
        /// The last word of its type.
        let kind: String
        /// As it is written.
        let target: String
        /// The name of the part; `nil` for something outside the package.
        let part: String?
    }

    /// The folder with its slash, and the name in it.
    static func split(_ part: String) -> (folder: String, file: String) {
        guard let slash = part.lastIndex(of: "/") else { return ("", part) }
        return (String(part[...slash]), String(part[part.index(after: slash)...]))
    }

    private static func path(_ target: String, from folder: String) -> String? {
        var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..":
                guard !steps.isEmpty else { return nil }
                steps.removeLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

/// Why the looks of somebody's own document cannot be taken.
public enum TemplateFault: Error, Hashable, Sendable {
    /// It is no package, or a broken one.
    case notAPackage
    /// It is a package of something else.
    case otherKind
    /// This part of it is missing or broken.
    case damaged(String)
}
