internal import Files
internal import Indexing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where corpora and index stand.
package struct Places: Sendable {
    /// The folders of the corpora that are searched, in order.
    package let corpora: [String]
    /// The folder of the index.
    package let index: String
    /// The corpus that an import writes to.
    package let target: String
    /// Where fetched pages are kept.
    package let pageCache: String
    /// Where passages are kept that a person saved.
    let savedFolders: String
    /// Where the lines of earlier conversations are kept.
    let history: String
    /// The thesaurus of the corpora, else the one that came with the program; `nil` without any.
    package let thesaurus: String?
    /// Whether corpora belong to the index for sure, so that it can be told to be stale.
    package let knowsCorpora: Bool

    /// Finds the places for a call.
    package init(_ invocation: Invocation) {
        self.init(
            corpora: invocation.texts(.corpus), index: invocation.text(.index),
            root: Program.root, environment: Program.environment)
    }

    /// Finds the places from what was asked, the program's folder and the environment.
    init(
        corpora named: [String], index: String?, root: String?,
        environment: (String) -> String?
    ) {
        let home = environment("HOME") ?? "/"
        func folder(_ variable: String, _ fallback: String) -> String {
            // The XDG specification: a relative path is to be ignored.
            if let path = environment(variable), path.hasPrefix("/") { return path }
            return Path.join(home, fallback)
        }
        let cache = Path.join(folder("XDG_CACHE_HOME", ".cache"), "ouderwijs")
        let own = Path.join(folder("XDG_DATA_HOME", ".local/share"), "ouderwijs/corpus")
        target = named.first ?? own
        savedFolders = Path.join(folder("XDG_DATA_HOME", ".local/share"), "ouderwijs/mappen")
        history = Path.join(folder("XDG_STATE_HOME", ".local/state"), "ouderwijs/geschiedenis")
        // With corpus and index given, nothing else is written.
        pageCache = Path.join(
            named.isEmpty || index == nil ? cache : named[0],
            named.isEmpty || index == nil ? "web" : ".web")
        let candidates = (named + [root.map { Path.join($0, "Corpus") }].compactMap(\.self)).map {
            Path.join($0, "begrippen.rdf")
        }
        thesaurus = candidates.first { Folder.status($0)?.kind == .file }
        guard named.isEmpty else {
            corpora = named
            self.index = index ?? Path.join(cache, "index-" + Self.name(of: named))
            knowsCorpora = true
            return
        }
        var found: [String] = []
        if let root { found.append(Path.join(root, "Corpus")) }
        if Folder.status(Path.join(own, "corpus.jsonl")) != nil { found.append(own) }
        corpora = found
        knowsCorpora = index == nil
        if let index {
            self.index = index
        } else if let root, Folder.status(Path.join(root, "Package.swift")) != nil {
            self.index = Path.join(root, "Index")
        } else {
            self.index = cache
        }
    }

    /// A name for a list of folders, from their absolute paths.
    private static func name(of folders: [String]) -> String {
        let text = Array(folders.map(Path.absolute).joined(separator: "\n").utf8)
        return String(text.withUnsafeBytes { ContentHash.of($0) }, radix: 16)
    }
}

/// The running program.
package enum Program {
    /// Name and version.
    package static let version = "0.1.0"

    /// The program's own file.
    static var path: String {
        #if canImport(Glibc)
            return Path.absolute("/proc/self/exe")
        #else
            var size = UInt32(PATH_MAX)
            var buffer = [CChar](repeating: 0, count: Int(size))
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { return "." }
            return Path.absolute(
                String(
                    decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
                ))
        #endif
    }

    /// The folder with the `Corpus` that came with the program: a checkout, or `share/ouderwijs`
    /// beside the folder of an installed program.
    static var root: String? {
        var folder = Path.parent(of: path)
        let installed = Path.join(Path.parent(of: folder), "share/ouderwijs")
        if Folder.status(Path.join(installed, "Corpus"))?.kind == .folder { return installed }
        while folder != "/", folder != "." {
            if Folder.status(Path.join(folder, "Corpus"))?.kind == .folder { return folder }
            folder = Path.parent(of: folder)
        }
        return nil
    }

    /// A variable of the environment; `nil` when it is absent or empty.
    @Sendable package static func environment(_ name: String) -> String? {
        guard let pointer = getenv(name) else { return nil }
        let value = String(cString: pointer)
        return value.isEmpty ? nil : value
    }

    /// Goes on as the program beside this one that builds corpus and index; comes back on failure.
    static func becomeBuilder(_ words: [String]) {
        let builder = Path.join(Path.parent(of: path), "ouderwijs-bouw")
        var arguments: [UnsafeMutablePointer<CChar>?] = ([builder] + words).map { strdup($0) }
        arguments.append(nil)
        execv(builder, &arguments)
        for pointer in arguments { free(pointer) }
    }
}
