/// Merges the units of a file with those that are generated now.
struct UnitMerge {
    private let mine: [MarkdownUnit]
    private let new: [MarkdownUnit]
    private let labels: MarkdownRevision.Labels
    /// What stands at the end of a line before the line feed.
    let lineEnd: String
    /// The merged lines.
    private(set) var lines: [String] = []
    private(set) var report = MarkdownRevision.Report()
    /// Where the unit that was written last stands in the file and in the new text.
    private var previous: (mine: Int?, new: Int?, kind: MarkdownUnit.Kind)?

    init(
        mine: [MarkdownUnit], new: [MarkdownUnit], labels: MarkdownRevision.Labels,
        lineEnd: String
    ) {
        self.mine = mine
        self.new = new
        self.labels = labels
        self.lineEnd = lineEnd
    }

    /// Merges, from what was generated earlier.
    ///
    /// - Throws: `RevisionError.tooLong`.
    mutating func run(from entries: [RevisionRecord.Entry]) throws(RevisionError) {
        let places = try Alignment.places(of: entries, in: mine, isEdited: true)
        let news = try Alignment.places(of: entries, in: new, isEdited: false)
        var entryOfMine = [Int?](repeating: nil, count: mine.count)
        for (entry, place) in places.enumerated() {
            if let place { entryOfMine[place] = entry }
        }
        let inserts = self.inserts(entryOfMine, places, news, entries)
        insert(inserts.first)
        for place in mine.indices {
            if let entry = entryOfMine[place] {
                settle(place, entries[entry], news[entry])
            } else {
                if mine[place].isConflict { report.open += 1 } else { report.own += 1 }
                write(mine[place], mine: place)
            }
            insert(inserts.after[place, default: []])
        }
        report.left = places.count { $0 == nil }
    }

    /// Where the units that were not there before come: behind the one that they stand behind now,
    /// and what a person added to that.
    private mutating func inserts(
        _ entryOfMine: [Int?], _ places: [Int?], _ news: [Int?], _ entries: [RevisionRecord.Entry]
    ) -> (first: [Int], after: [Int: [Int]]) {
        var entryOfNew = [Int?](repeating: nil, count: new.count)
        for (entry, place) in news.enumerated() {
            if let place { entryOfNew[place] = entry }
        }
        // Moved or written by the person, and the same: once is enough.
        let own = Set(mine.indices.filter { entryOfMine[$0] == nil }.map { mine[$0].fingerprint })
        var first: [Int] = []
        var after: [Int: [Int]] = [:]
        var anchor: Int?
        for place in new.indices {
            if let entry = entryOfNew[place] {
                if let found = places[entry] { anchor = found }
                continue
            }
            if own.contains(new[place].fingerprint) { continue }
            guard var target = anchor else {
                first.append(place)
                continue
            }
            while target + 1 < mine.count, entryOfMine[target + 1] == nil,
                !mine[target + 1].kind.isHeading
            { target += 1 }
            after[target, default: []].append(place)
        }
        return (first, after)
    }

    private mutating func insert(_ places: [Int]) {
        for place in places {
            report.added += 1
            write(new[place], new: place)
        }
    }

    /// Writes a unit that was generated earlier: as it stands, as it is now, or both.
    private mutating func settle(_ place: Int, _ entry: RevisionRecord.Entry, _ now: Int?) {
        let unit = mine[place]
        let isEdited = unit.fingerprint != entry.fingerprint
        guard let now else {
            guard isEdited else {
                report.removed += 1
                return
            }
            write(unit, mine: place)
            conflict([labels.gone])
            return
        }
        let isChanged = new[now].fingerprint != entry.fingerprint
        if isEdited { report.edited += 1 }
        guard isChanged, new[now].fingerprint != unit.fingerprint else {
            write(unit, mine: place, new: now)
            return
        }
        guard isEdited else {
            report.updated += 1
            write(unit, lines: new[now].lines.map { $0 + lineEnd }, mine: place, new: now)
            return
        }
        write(unit, mine: place, new: now)
        conflict([labels.changed, ""] + new[now].lines)
    }

    private mutating func conflict(_ text: [String]) {
        report.conflicts += 1
        let division = [MarkdownUnit.conflictOpening] + text + [":::"]
        lines += ([""] + division).map { $0 + lineEnd }
        previous = (nil, nil, .division)
    }

    // MARK: writing

    private mutating func write(_ unit: MarkdownUnit, new place: Int) {
        write(unit, lines: unit.lines.map { $0 + lineEnd }, mine: nil, new: place)
    }

    private mutating func write(_ unit: MarkdownUnit, mine place: Int, new: Int? = nil) {
        write(unit, lines: unit.lines, mine: place, new: new)
    }

    private mutating func write(
        _ unit: MarkdownUnit, lines text: [String], mine place: Int?, new newPlace: Int?
    ) {
        lines += gap(above: unit, mine: place, new: newPlace)
        lines += text
        previous = (place, newPlace, unit.kind)
    }

    /// The blank lines as they were where the two stood together, else what Markdown asks for.
    private func gap(above unit: MarkdownUnit, mine place: Int?, new newPlace: Int?) -> [String] {
        if let place, place == 0 && previous == nil || place - 1 == previous?.mine {
            return mine[place].gap
        }
        if let newPlace, newPlace == 0 && previous == nil || newPlace - 1 == previous?.new {
            return new[newPlace].gap.map { $0 + lineEnd }
        }
        return unit.kind == .item && previous?.kind == .item ? [] : [lineEnd]
    }
}
