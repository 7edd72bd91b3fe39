internal import CHunspell
internal import Files
internal import Synchronization

/// A dictionary of the system.
///
/// Loaded at the first word that is asked for: a clean text never pays for it.
final class WordList: Sendable {
    /// The one that is shared by all readers; knows no word where no dictionary is installed.
    static let dutch = WordList(names: ["nl_NL", "nl"])
    /// For the titles and quotations that Dutch texts have in English.
    static let english = WordList(names: ["en_US", "en_GB"])

    private static let folders = [
        "/usr/share/hunspell", "/usr/share/myspell/dicts", "/opt/homebrew/share/hunspell",
        "/Library/Spelling",
    ]
    /// Where it is installed, `nil` for nowhere.
    private let place: String?

    /// The library keeps state in a handle, so that one thread asks at a time.
    private struct State: ~Copyable {
        var handle: OpaquePointer?
        var isLoaded = false
        var known: [String: Bool] = [:]
        var listed: [String: Bool] = [:]
        var kinds: [String: WordKinds] = [:]
        var entries: WordEntries?
    }
    private let state = Mutex(State())

    /// Most answers that are remembered.
    private static let memory = 200_000

    private init(names: [String]) {
        place = names.flatMap { name in Self.folders.map { "\($0)/\(name)" } }.first {
            Folder.status($0 + ".aff") != nil && Folder.status($0 + ".dic") != nil
        }
    }

    deinit {
        state.withLock { state in
            if let handle = state.handle { Hunspell_destroy(handle) }
        }
    }

    /// Whether a dictionary is installed.
    var isAvailable: Bool { place != nil }

    /// Bytes of the longest word that is asked for.
    static let longestWord = 60

    /// Whether a word is in the dictionary, as it is or in lower case; compounds count.
    ///
    /// - Returns: `false` for an empty word, one of over `longestWord` bytes, or without a dictionary.
    func knows(_ word: String) -> Bool {
        guard !word.isEmpty, word.utf8.count <= Self.longestWord else { return false }
        return state.withLock { state in
            if let answer = state.known[word] { return answer }
            if !state.isLoaded {
                state.isLoaded = true
                if let place {
                    state.handle = Hunspell_create(place + ".aff", place + ".dic")
                }
            }
            guard let handle = state.handle else { return false }
            let plain = word.replacingCurlyApostrophe()
            var answer = Hunspell_spell(handle, plain) != 0
            // A capital in the middle is no matter of case: it may be the damage itself.
            if !answer, !Letters.hasInnerCapital(plain) {
                let lower = plain.lowercased()
                if lower != plain { answer = Hunspell_spell(handle, lower) != 0 }
            }
            if state.known.count >= Self.memory { state.known.removeAll(keepingCapacity: true) }
            state.known[word] = answer
            return answer
        }
    }
}

extension WordList {
    /// Whether a word stands in the dictionary itself, with an ending or as it is: not one that is
    /// only known because its parts are, as `veelscholen` is.
    func lists(_ word: String) -> Bool {
        guard knows(word) else { return false }
        return state.withLock { state in
            if let answer = state.listed[word] { return answer }
            guard let handle = state.handle else { return false }
            let lower = word.lowercased()
            // Names are listed with their capital.
            let answer = Self.isEntry(lower, handle) || word != lower && Self.isEntry(word, handle)
            if state.listed.count >= Self.memory { state.listed.removeAll(keepingCapacity: true) }
            state.listed[word] = answer
            return answer
        }
    }

    /// What a word in small letters can be, by the flags of its entries and by its endings.
    ///
    /// - Returns: Empty for a word that the dictionary does not list.
    func kinds(of word: String) -> WordKinds {
        guard lists(word) else { return [] }
        return state.withLock { state in
            if let kinds = state.kinds[word] { return kinds }
            guard let handle = state.handle, let place else { return [] }
            if state.entries == nil { state.entries = WordEntries(of: place + ".dic") }
            var kinds = state.entries?.kinds(of: word) ?? []
            for line in Self.analyses(of: word, handle) {
                if let tag = line.firstRange(of: "ts:") {
                    kinds.formUnion(WordKinds(tag: line[tag.upperBound...]))
                }
            }
            if state.kinds.count >= Self.memory { state.kinds.removeAll(keepingCapacity: true) }
            state.kinds[word] = kinds
            return kinds
        }
    }

    private static func isEntry(_ word: String, _ handle: OpaquePointer) -> Bool {
        !analyses(of: word, handle).isEmpty
    }

    /// What the library tells of a word, one line for each entry that it can belong to.
    private static func analyses(of word: String, _ handle: OpaquePointer) -> [String] {
        var lines: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = Hunspell_analyze(handle, &lines, word)
        defer { Hunspell_free_list(handle, &lines, count) }
        return (0..<Int(count)).compactMap { index in
            guard let line = lines?[index] else { return nil }
            let text = String(cString: line)
            // The parts of a compound are named `pa:`.
            return Text.holds(text, "pa:") ? nil : text
        }
    }
}

extension String {
    /// With the apostrophe that dictionaries use.
    fileprivate func replacingCurlyApostrophe() -> String {
        contains("’") ? String(map { $0 == "’" ? "'" : $0 }) : self
    }
}
