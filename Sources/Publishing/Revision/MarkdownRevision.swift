/// Brings a generated Markdown file up to date and keeps what somebody edited in it.
///
/// A merge of three texts: as it was generated, of which the file's record has the fingerprints; as
/// it stands in the file; and as it is generated now.
public enum MarkdownRevision {
    /// What the file says where a person reads it.
    public struct Labels: Sendable {
        let record: String
        let changed: String
        let gone: String

        /// Labels of one line each.
        ///
        /// - Parameters:
        ///   - record: Why the record is to stay.
        ///   - changed: Above the new text of a unit that was edited too.
        ///   - gone: Below an edited unit that is no longer generated.
        public init(record: String, changed: String, gone: String) {
            self.record = record
            self.changed = changed
            self.gone = gone
        }
    }

    /// How many units went which way.
    public struct Report: Hashable, Sendable {
        /// Replaced by their new text.
        public internal(set) var updated = 0
        /// New, and put in.
        public internal(set) var added = 0
        /// No longer generated, and taken out.
        public internal(set) var removed = 0
        /// Edited, and kept so.
        public internal(set) var edited = 0
        /// Of the person's own.
        public internal(set) var own = 0
        /// Taken out by the person, and left out.
        public internal(set) var left = 0
        /// Edited as well as changed: both are shown.
        public internal(set) var conflicts = 0
        /// Shown earlier, and not yet settled.
        public internal(set) var open = 0

        /// Of a file in which nothing was edited and nothing changed.
        public init() {}
    }

    /// A generated text with its record: a file that can be revised.
    public static func file(of text: String, _ labels: Labels) -> String {
        let record = RevisionRecord(of: MarkdownLines(text).units)
        return text + "\n" + record.lines(saying: labels.record).joined(separator: "\n") + "\n"
    }

    /// The head of a file: names with their values, in order.
    ///
    /// - Throws: `RevisionError.notText`, `.noRecord`.
    public static func properties(of file: [UInt8]) throws(RevisionError) -> [Sheet.Property] {
        let lines = try self.lines(of: file)
        guard lines.units.contains(where: RevisionRecord.isRecord) else { throw .noRecord }
        return HeadReader.properties(of: lines.head)
    }

    /// The file with what is generated now; the same bytes when nothing changed.
    ///
    /// - Throws: `RevisionError`.
    public static func merge(
        _ file: [UInt8], with text: String, _ labels: Labels
    ) throws(RevisionError) -> (file: [UInt8], report: Report) {
        let old = try lines(of: file)
        guard let place = old.units.lastIndex(where: RevisionRecord.isRecord) else {
            throw .noRecord
        }
        let record = try RevisionRecord(old.units[place])
        var mine = old.units
        let last = mine.remove(at: place)
        let new = MarkdownLines(text).units
        var merge = UnitMerge(
            mine: mine, new: new, labels: labels,
            lineEnd: file.firstIndex(of: 0x0A).map { $0 > 0 && file[$0 - 1] == 0x0D } == true
                ? "\r" : "")
        try merge.run(from: record.entries)
        var lines = old.head + merge.lines
        let fresh = RevisionRecord(of: new)
        // A record that says the same stays as it is, in whatever block it was put.
        if record.entries == fresh.entries {
            lines += last.gap + last.lines
        } else {
            lines += last.gap.isEmpty ? [merge.lineEnd] : last.gap
            lines += fresh.lines(saying: labels.record).map { $0 + merge.lineEnd }
        }
        // What somebody wrote below the record stands above it now.
        lines += old.rest
        return (bom(of: file) + Array(lines.joined(separator: "\n").utf8), merge.report)
    }

    private static func bom(of file: [UInt8]) -> [UInt8] {
        file.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    }

    private static func lines(of file: [UInt8]) throws(RevisionError) -> MarkdownLines {
        guard let text = String(validating: file.dropFirst(bom(of: file).count), as: UTF8.self)
        else { throw .notText }
        return MarkdownLines(text)
    }
}
