/// What was generated in a Markdown file, unit by unit: the last thing in the file, in a comment.
///
/// Beside it, what stands in the file later tells what somebody changed.
struct RevisionRecord {
    /// One unit as it was generated.
    struct Entry: Hashable {
        let kind: MarkdownUnit.Kind
        let passage: String?
        let fingerprint: Fingerprint
    }

    private(set) var entries: [Entry]

    private static let opening = "<!-- ouderwijs-bundel"
    private static let version = 1

    /// The record of these units.
    init(of units: [MarkdownUnit]) {
        entries = units.map {
            Entry(kind: $0.kind, passage: $0.passage, fingerprint: $0.fingerprint)
        }
    }

    /// Whether a unit holds a record; pandoc puts one in a block of code.
    static func isRecord(_ unit: MarkdownUnit) -> Bool {
        unit.lines.prefix(2).contains { MarkdownLines.trimmed($0).hasPrefix(opening) }
    }

    /// Reads the record of a unit.
    ///
    /// - Throws: `RevisionError` for one of another version, or of which lines are gone.
    init(_ unit: MarkdownUnit) throws(RevisionError) {
        entries = []
        var announced: Int?
        for line in unit.lines {
            let line = MarkdownLines.trimmed(line)
            if line.hasPrefix(Self.opening) {
                let numbers = line.split(separator: " ").compactMap { Int($0) }
                guard numbers.first == Self.version else { throw .version }
                announced = numbers.count > 1 ? numbers[1] : nil
            }
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count > 1, let kind = MarkdownUnit.Kind(rawValue: String(words[0])),
                let fingerprint = Fingerprint(written: words[1])
            else { continue }
            let passage = words.count > 2 ? String(words[2]) : nil
            entries.append(Entry(kind: kind, passage: passage, fingerprint: fingerprint))
        }
        guard announced == entries.count else { throw .damaged }
    }

    /// The record as lines of a file, with a word to who reads it there.
    func lines(saying note: String) -> [String] {
        ["\(Self.opening) \(Self.version) \(entries.count)", note]
            + entries.map { entry in
                ([entry.kind.rawValue, entry.fingerprint.description]
                    + [entry.passage].compactMap(\.self)).joined(separator: " ")
            } + ["-->"]
    }
}

/// Why a Markdown file cannot be revised.
public enum RevisionError: Error, Hashable, Sendable {
    /// It is no text in UTF-8.
    case notText
    /// It holds no record of what was generated.
    case noRecord
    /// Its record is of another version of the program.
    case version
    /// Lines of its record are gone.
    case damaged
    /// It has more pieces than can be compared.
    case tooLong
}
