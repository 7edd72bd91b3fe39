/// Finds which units of a text are those that were generated earlier, in the same order.
///
/// Source: the alignment of sequences of Needleman and Wunsch (1970), with no cost for a gap.
enum Alignment {
    /// Most cells of the table of scores.
    private static let mostCells = 40_000_000

    /// For each entry the place of its unit, `nil` for one that is gone.
    ///
    /// - Parameter isEdited: The units may have been edited: one without passage can be any.
    /// - Throws: `RevisionError.tooLong`.
    static func places(
        of entries: [RevisionRecord.Entry], in units: [MarkdownUnit], isEdited: Bool
    ) throws(RevisionError) -> [Int?] {
        let width = units.count + 1
        guard (entries.count + 1).multipliedReportingOverflow(by: width).partialValue <= mostCells
        else { throw .tooLong }
        var best = [Int32](repeating: 0, count: (entries.count + 1) * width)
        for row in entries.indices.reversed() {
            for column in units.indices.reversed() {
                var value = max(best[(row + 1) * width + column], best[row * width + column + 1])
                let score = likeness(entries[row], units[column], isEdited)
                if score > 0 { value = max(value, best[(row + 1) * width + column + 1] + score) }
                best[row * width + column] = value
            }
        }
        var result = [Int?](repeating: nil, count: entries.count)
        var (row, column) = (0, 0)
        while row < entries.count, column < units.count {
            let value = best[row * width + column]
            let score = likeness(entries[row], units[column], isEdited)
            if score > 0, value == best[(row + 1) * width + column + 1] + score {
                result[row] = column
                row += 1
                column += 1
            } else if value == best[row * width + column + 1] {
                column += 1
            } else {
                row += 1
            }
        }
        return result
    }

    private static func likeness(
        _ entry: RevisionRecord.Entry, _ unit: MarkdownUnit, _ isEdited: Bool
    ) -> Int32 {
        guard entry.kind == unit.kind else { return 0 }
        let isSame = entry.fingerprint == unit.fingerprint
        guard entry.passage == unit.passage else {
            // Who edits a quotation may lose the comment that names the passage.
            return isEdited && unit.passage == nil ? isSame ? 90 : 4 : 0
        }
        if isSame { return 100 }
        return entry.passage != nil ? 60 : 8
    }
}
