internal import Publishing

/// A slide: a title, points or a table, and what the speaker says.
struct Slide {
    var title: String
    var points: [Point] = []
    var table: (caption: String, rows: [[String]])?
    var notes: [String] = []

    struct Point {
        enum Kind { case plain, bullet, number(Int), box, heading, quote, source }

        let kind: Kind
        let text: String
    }

    /// Most points on a slide; the source of a quotation does not count.
    private static let most = 6
    /// About how many characters fill a slide.
    private static let room = 800
    /// Most rows of a table under its row of headings, and their characters.
    private static let rows = (count: 12, room: 900)

    /// The slides after the first, which is the sheet's title alone.
    ///
    /// A heading of level 1 or 2 opens a slide; what does not fit goes on under the same title.
    static func slides(of sheet: Sheet) -> [Slide] {
        var slides = SlideList(title: sheet.title)
        for block in sheet.blocks {
            switch block {
            case .heading(let level, let text):
                if level <= 2 { slides.open(text) } else { slides.add(.heading, text) }
            case .paragraph(let text, let passage):
                slides.add(.plain, text)
                if let passage { slides.note("[\(passage)]") }
            case .quotation(let text, let source, let passage):
                slides.add(.quote, text, with: source)
                // A slide has no place for it that others keep.
                slides.note(passage.isEmpty ? source : "\(source) [\(passage)]")
            case .list(let ordered, let items):
                for (place, item) in items.enumerated() {
                    slides.add(ordered ? .number(place + 1) : .bullet, item.text)
                    if let passage = item.passage { slides.note("[\(passage)]") }
                }
            case .checklist(let items): for item in items { slides.add(.box, item.text) }
            case .table(let caption, let header, let rows):
                guard !header.isEmpty else { continue }
                slides.add(caption, header, Sheet.rows(rows, width: header.count))
            case .note(let text): slides.note(text)
            case .pageBreak: break
            }
        }
        return slides.slides
    }

    /// The slides so far, the last of which is being filled.
    private struct SlideList {
        var slides: [Slide] = []
        let title: String
        /// How many slides have the title of the last one.
        private var parts = 0
        private var heading: String

        init(title: String) {
            self.title = title
            heading = title
        }

        mutating func open(_ text: String) {
            heading = PlainText.line(text).isEmpty ? title : text
            parts = 1
            slides.append(Slide(title: heading))
        }

        private mutating func goOn() {
            parts += 1
            // Whoever hears the slides tells them apart by their titles.
            slides.append(Slide(title: parts == 1 ? heading : "\(heading) (\(parts))"))
        }

        mutating func add(_ kind: Point.Kind, _ text: String, with source: String = "") {
            let text = PlainText.line(text)
            guard !text.isEmpty else { return }
            let last = slides.last
            let points = last?.points ?? []
            let count = points.count { if case .source = $0.kind { false } else { true } }
            let length = points.reduce(0) { $0 + $1.text.count }
            if last == nil || last?.table != nil || count >= Slide.most
                || (count > 0 && length + text.count + source.count > Slide.room)
            {
                goOn()
            }
            slides[slides.count - 1].points.append(Point(kind: kind, text: text))
            let source = PlainText.line(source)
            guard !source.isEmpty else { return }
            slides[slides.count - 1].points.append(Point(kind: .source, text: source))
        }

        mutating func add(_ caption: String, _ header: [String], _ rows: [[String]]) {
            var rest = rows[...]
            repeat {
                var part: [[String]] = []
                var length = 0
                while let row = rest.first, part.count < Slide.rows.count {
                    length += row.reduce(0) { $0 + $1.count }
                    guard part.isEmpty || length <= Slide.rows.room else { break }
                    part.append(row)
                    rest.removeFirst()
                }
                if slides.last.map({ $0.table != nil || !$0.points.isEmpty }) ?? true { goOn() }
                slides[slides.count - 1].table = (caption, [header] + part)
            } while !rest.isEmpty
        }

        mutating func note(_ text: String) {
            guard !PlainText.line(text).isEmpty else { return }
            if slides.isEmpty { goOn() }
            slides[slides.count - 1].notes.append(text)
        }
    }
}
