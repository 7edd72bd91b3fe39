internal import Answering
internal import Corpus
internal import Searching

/// Lays out answers and passages as text of a given width.
struct TextRenderer {
    /// Columns to fill.
    var width = 80
    /// Whether matches are marked with the terminal's bold and underline.
    var marksMatches = false

    private static let indent = "   "
    private static let longestLine = 96

    /// What came of a question or search.
    func render(_ outcome: Outcome) -> String {
        switch outcome {
        case .answer(let answer): render(answer)
        case .search(let result): render(result)
        case .passage(let passage, let document):
            render(passage, document, children: [], parent: nil)
        default: ""
        }
    }

    /// An answer with its sources.
    func render(_ answer: Answer) -> String {
        var lines: [String] = []
        if answer.isFound {
            lines += wrap(Texts.interpretation(answer), indent: "")
        } else {
            lines += wrap(Texts.nothingFound, indent: "")
            for gap in Texts.gaps(answer) { lines += wrap(gap, indent: "") }
            if !answer.citations.isEmpty { lines += wrap(Texts.nearby, indent: "") }
        }
        lines.append("")
        lines += answer.citations.flatMap(render)
        if answer.isFound {
            for gap in Texts.gaps(answer) { lines += wrap(gap, indent: "") }
            if answer.total > answer.citations.count {
                lines += wrap(Texts.more(answer.citations.count, of: answer.total), indent: "")
            }
        } else {
            lines += wrap(Texts.tryOtherWords, indent: "")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The passages of a search.
    func render(_ result: SearchResult) -> String {
        guard !result.citations.isEmpty else { return Texts.nothingMatches + "\n" }
        var lines = result.citations.flatMap(render)
        let last = result.citations.last?.rank ?? 0
        if result.total > last { lines += wrap(Texts.more(last, of: result.total), indent: "") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func render(_ citation: Citation) -> [String] {
        let passage = citation.passage
        let number = "\(citation.rank). "
        var lines = wrap(number + heading(of: passage), indent: Self.indent, first: "")
        if !passage.text.isEmpty {
            let quote = marked(citation.quote, citation.highlights)
            let before = passage.text.hasPrefix(citation.quote) ? "" : "… "
            let after = passage.text.hasSuffix(citation.quote) ? "" : " …"
            lines += wrap("“\(before)\(quote)\(after)”", indent: Self.indent)
        }
        lines += wrap(source(of: passage, citation.document), indent: Self.indent)
        return lines + [""]
    }

    private func heading(of passage: Passage) -> String {
        let kind = passage.kind == .question ? Texts.questionForTeam : Texts.name(of: passage.kind)
        let label = passage.label.isEmpty ? passage.headings.last ?? "" : passage.label
        return label.isEmpty ? kind : "\(label) (\(kind))"
    }

    /// Title and headings of the source, and what a reader can look up.
    private func source(of passage: Passage, _ document: DocumentInfo) -> String {
        let title = document.title.isEmpty ? document.id : document.title
        let path = ([title] + passage.headings).joined(separator: " › ")
        return "\(Texts.sourceLabel): \(path) [\(passage.id)]"
    }

    /// A whole passage with what surrounds it.
    func render(
        _ passage: Passage, _ document: DocumentInfo, children: [Passage], parent: Passage?
    ) -> String {
        var lines = wrap(heading(of: passage), indent: "")
        if !passage.text.isEmpty { lines += wrap(passage.text, indent: Self.indent) }
        if let url = passage.url { lines += [Self.indent + "\(Texts.link): \(url)"] }
        if !children.isEmpty {
            lines += ["", Texts.alsoBelow + ":"]
            for child in children {
                let text = [child.label, child.text].filter { !$0.isEmpty }.joined(separator: ": ")
                lines += wrap("- " + text, indent: Self.indent + "  ", first: Self.indent)
            }
        }
        lines.append("")
        if let parent {
            let text = parent.label.isEmpty ? parent.text : parent.label
            lines += wrap("\(Texts.partOf): \(text)", indent: Self.indent, first: "")
        }
        if !passage.audiences.isEmpty {
            let names = passage.audiences.map(Texts.name(of:))
            lines += wrap(
                "\(Texts.forAudience): \(Texts.list(names))", indent: Self.indent, first: "")
        }
        lines += wrap(source(of: passage, document), indent: Self.indent, first: "")
        if let citation = document.source.citation {
            lines += wrap("\(Texts.basedOn): \(citation)", indent: Self.indent, first: "")
        }
        if let url = document.source.url { lines.append("\(Texts.link): \(url)") }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: lines

    private static let markOn = "\u{1B}[1;4m"
    private static let markOff = "\u{1B}[0m"

    private func marked(_ text: String, _ ranges: [Range<Int>]) -> String {
        guard marksMatches else { return text }
        let bytes = Array(text.utf8)
        var result = ""
        var place = 0
        for range in ranges {
            result += String(decoding: bytes[place..<range.lowerBound], as: UTF8.self)
            // Each word by itself: a line may end between two of them.
            let words = String(decoding: bytes[range], as: UTF8.self).split(separator: " ")
            result += words.map { Self.markOn + $0 + Self.markOff }.joined(separator: " ")
            place = range.upperBound
        }
        return result + String(decoding: bytes[place...], as: UTF8.self)
    }

    private func wrap(_ text: String, indent: String, first: String? = nil) -> [String] {
        let room = min(width, Self.longestLine)
        var lines: [String] = []
        var line = first ?? indent
        var used = line.count
        var isFresh = true
        for word in Self.visible(text).split(separator: " ") {
            let length = Self.columns(of: word)
            if !isFresh, used + 1 + length > room {
                lines.append(line)
                line = indent
                used = indent.count
                isFresh = true
            }
            if !isFresh {
                line += " "
                used += 1
            }
            line += word
            used += length
            isFresh = false
        }
        lines.append(line)
        return lines
    }

    /// Characters of a word, the terminal's marks not counted.
    private static func columns(of word: Substring) -> Int {
        var count = 0
        var isMark = false
        for character in word {
            if character == "\u{1B}" { isMark = true }
            if !isMark { count += 1 }
            if isMark, character == "m" { isMark = false }
        }
        return count
    }

    /// Control characters of a text made harmless; a terminal obeys them otherwise.
    private static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isMark = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" { isMark = true }
            let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            result.append(isControl && !isMark ? " " : scalar)
            if scalar == "m" { isMark = false }
        }
        return String(result)
    }
}
