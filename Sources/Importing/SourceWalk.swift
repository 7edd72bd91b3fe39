internal import Corpus
internal import Files

/// A file that is to be imported, or why it cannot be.
struct FoundSource: Sendable {
    /// As it is opened.
    var path: String
    /// Relative to the root that was named, with `/`.
    var relative: String
    /// Set for what is refused before it is read.
    var rejection: Rejection?
    /// Set for what was fetched.
    var page: FetchedPage?
}

/// Finds the sources that files and folders stand for.
enum SourceWalk {
    /// Deepest folders below a root; deeper ones are not looked into.
    private static let maximumDepth = 64

    /// The sources behind a path, in byte order; a file that was named stands for itself.
    static func sources(at path: String) -> [FoundSource] {
        guard let status = Folder.status(path) else {
            return [
                FoundSource(
                    path: path, relative: Path.name(of: path),
                    rejection: .file(.missing(path: path)))
            ]
        }
        guard status.kind == .folder else {
            return [FoundSource(path: path, relative: Path.name(of: path))]
        }
        return walk(path)
    }

    /// The sources in a folder and those below it.
    ///
    /// Links to folders are not followed, so that no loop can arise; a link to a file counts when
    /// it leads to a file below the root.
    private static func walk(_ root: String) -> [FoundSource] {
        var result: [FoundSource] = []
        var folders = [(path: root, relative: "", depth: 0)]
        let realRoot = Path.absolute(root)
        while let folder = folders.popLast() {
            let names: [Folder.Name]
            do { names = try Folder.names(in: folder.path) } catch {
                result.append(
                    FoundSource(
                        path: folder.path, relative: folder.relative, rejection: .file(error)))
                continue
            }
            let all = Set(names.compactMap(\.text))
            for name in names where name.bytes.first != UInt8(ascii: ".") {
                let relative = folder.relative + (folder.relative.isEmpty ? "" : "/")
                guard let text = name.text else {
                    if isSource(name.display) {
                        result.append(
                            FoundSource(
                                path: Path.join(folder.path, name.display),
                                relative: relative + name.display, rejection: .nameNotText))
                    }
                    continue
                }
                let path =
                    folder.path.hasSuffix("/") ? folder.path + text : folder.path + "/" + text
                switch Folder.status(path, followLinks: false)?.kind {
                case .folder:
                    if folder.depth < maximumDepth, !isPartOfPage(text, beside: all) {
                        folders.append((path, relative + text, folder.depth + 1))
                    }
                case .file where isSource(text):
                    result.append(FoundSource(path: path, relative: relative + text))
                case .link where isSource(text):
                    let isInside = Path.absolute(path).hasPrefix(realRoot + "/")
                    let isFile = Folder.status(path)?.kind == .file
                    result.append(
                        FoundSource(
                            path: path, relative: relative + text,
                            rejection: isInside && isFile ? nil : .file(.notRegular(path: path))))
                case .other where isSource(text):
                    result.append(
                        FoundSource(
                            path: path, relative: relative + text,
                            rejection: .file(.notRegular(path: path))))
                default: break
                }
            }
        }
        return result.sorted { $0.relative.utf8.lexicographicallyPrecedes($1.relative.utf8) }
    }

    /// Whether a folder holds the pictures and frames of a page that a browser saved beside it.
    private static func isPartOfPage(_ name: String, beside names: Set<String>) -> Bool {
        companions.contains { ending in
            guard name.hasSuffix(ending) else { return false }
            let stem = name.dropLast(ending.count)
            return names.contains(stem + ".html") || names.contains(stem + ".htm")
        }
    }

    private static let companions = ["_bestanden", "_files", ".files", "-Dateien", "_fichiers"]

    private static func isSource(_ name: String) -> Bool {
        SourceKind.extensions.contains(Path.fileExtension(of: name))
    }
}
