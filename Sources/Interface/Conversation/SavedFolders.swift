internal import Files

/// Folders of passages that a person keeps: plain text files, to read and to edit.
///
/// A line that begins with a letter holds the id of a passage, the rest of the line is free; a line
/// that begins with a blank or `#` is for the reader.
struct SavedFolders: Sendable {
    /// The folder with the files.
    let path: String

    /// As a person knows it: `~` stands for their own folder.
    var shownPath: String {
        guard let home = Program.environment("HOME"), path.hasPrefix(home + "/") else {
            return path
        }
        return "~" + path.dropFirst(home.count)
    }

    /// The folder that is meant when none is named.
    static let usual = "bewaard"
    private static let fileExtension = ".txt"
    /// The largest file that is read, in bytes.
    private static let sizeLimit = 1 << 20

    /// Why a folder cannot be used.
    enum Fault: Error {
        case badName(String)
        case missing(String, near: String?)
        case file(FileError)
    }

    private func file(of name: String) throws(Fault) -> String {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "-_ .".unicodeScalars
                    .contains($0)
        }
        guard isPlain, !name.isEmpty, !name.hasPrefix("."), !name.hasPrefix(" "),
            name.utf8.count <= 100
        else { throw .badName(name) }
        return Path.join(path, name + Self.fileExtension)
    }

    /// The names of all folders, in order.
    func names() -> [String] {
        let names = (try? Folder.names(in: path)) ?? []
        return names.compactMap(\.text).filter { $0.hasSuffix(Self.fileExtension) }
            .map { String($0.dropLast(Self.fileExtension.count)) }.filter { !$0.hasPrefix(".") }
    }

    private func text(of name: String) throws(Fault) -> String {
        let file = try file(of: name)
        guard Folder.status(file) != nil else {
            throw .missing(name, near: Nearest.of(name, in: names()))
        }
        do {
            return String(
                decoding: try FileReader.bytes(of: file, limit: Self.sizeLimit), as: UTF8.self)
        } catch { throw .file(error) }
    }

    /// The ids in a folder, in the order of the file; doubled ones once.
    func ids(in name: String) throws(Fault) -> [String] {
        var ids: [String] = []
        for line in try text(of: name).split(whereSeparator: \.isNewline) {
            guard let first = line.first, !first.isWhitespace, first != "#" else { continue }
            let id = String(line.prefix { !$0.isWhitespace })
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    /// Adds passages that are not yet in a folder, each with what helps a reader to know it.
    ///
    /// - Returns: The ids that were added.
    func add(_ entries: [(id: String, note: String)], to name: String) throws(Fault) -> [String] {
        let file = try file(of: name)
        var text = Folder.status(file) == nil ? "# \(name)\n" : try self.text(of: name)
        let present = Folder.status(file) == nil ? [] : try ids(in: name)
        if !text.hasSuffix("\n") { text += "\n" }
        let new = entries.filter { !present.contains($0.id) }
        for entry in new { text += "\(entry.id)\n    \(entry.note)\n" }
        try write(text, to: file)
        return new.map(\.id)
    }

    /// Takes passages out of a folder; what a person wrote beside them stays.
    func remove(_ ids: [String], from name: String) throws(Fault) {
        var kept: [Substring] = []
        var isDropping = false
        for line in try text(of: name).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            let isOwn = line.first.map { !$0.isWhitespace && $0 != "#" } ?? false
            if isOwn { isDropping = ids.contains(String(line.prefix { !$0.isWhitespace })) }
            let isNote = line.hasPrefix("    ")
            if isDropping, isOwn || isNote { continue }
            isDropping = false
            kept.append(line)
        }
        try write(kept.joined(separator: "\n"), to: try file(of: name))
    }

    private func write(_ text: String, to file: String) throws(Fault) {
        do {
            try Folder.create(path)
            try AtomicFile.write(Array(text.utf8), to: file)
        } catch { throw .file(error) }
    }
}
