internal import Answering
internal import Corpus
internal import Searching

/// Lays out answers and passages as text for a person.
struct TextRenderer {
    var style = OutputStyle()

    private static let indent = "   "

    /// What came of a question or search.
    func render(_ outcome: Outcome) -> String {
        switch outcome {
        case .answer(let answer): render(answer)
        case .search(let result): render(result)
        case .passage(let passage, let document):
            render(PassageView(passage: passage, document: document))
        case .topics(let topics): render(topics)
        case .bundle(let bundle): Texts.title(of: bundle) + "\n"
        case .hits(let citations): render(citations)
        case .hello, .document, .explanation, .analysis, .suggestions: ""
        }
    }

    /// Lines with an end each.
    static func text(_ lines: [String]) -> String {
        lines.map { $0 + "\n" }.joined()
    }

    /// Paragraphs without more.
    func paragraphs(_ texts: [String]) -> String {
        Self.text(texts.flatMap { style.wrap(OutputStyle.visible($0)) })
    }

    // MARK: answers

    /// An answer with its sources: what was found first, then how the question was read.
    ///
    /// - Parameter first: Hits that are left out at the beginning.
    func render(_ answer: Answer, from first: Int = 0) -> String {
        var lines: [String] = []
        if !answer.isFound {
            lines += style.wrap(Texts.nothingFound)
            for gap in Texts.gaps(answer) { lines += style.wrap(gap) }
            if !answer.citations.isEmpty { lines += style.wrap(Texts.nearby) }
            lines.append("")
        }
        lines += answer.citations.dropFirst(first).flatMap(render)
        lines += style.wrap(Texts.interpretation(answer))
        if answer.isFound {
            for gap in Texts.gaps(answer) { lines += style.wrap(gap) }
            if answer.total > answer.citations.count {
                lines += more(answer.citations.count, of: answer.total)
            }
        } else {
            lines += style.wrap(Texts.suggestion(answer.suggestions))
        }
        return Self.text(lines)
    }

    /// The passages of a search.
    func render(_ result: SearchResult) -> String {
        guard !result.citations.isEmpty else { return Self.text(style.wrap(Texts.nothingMatches)) }
        var lines = result.citations.flatMap(render)
        let last = result.citations.last?.rank ?? 0
        if result.total > last { lines += more(last, of: result.total) }
        return Self.text(lines)
    }

    private func more(_ shown: Int, of total: Int) -> [String] {
        style.wrap(Texts.more(shown, of: total, inConversation: style.isConversation))
    }

    /// Passages without a question.
    func render(_ citations: [Citation]) -> String { Self.text(citations.flatMap(render)) }

    private func render(_ citation: Citation) -> [String] {
        let passage = citation.passage
        let before = passage.text.hasPrefix(citation.quote) ? "" : "… "
        let after = passage.text.hasSuffix(citation.quote) ? "" : " …"
        let quote = before + style.marked(citation.quote, citation.highlights) + after
        if style.isAloud {
            let source = Texts.aloudSource(title(of: citation.document), passage.headings)
            let parts = [heading(of: passage), passage.text.isEmpty ? "" : quote, source]
            return style.wrap(Texts.aloud(parts, number: citation.rank)) + [""]
        }
        var lines = style.wrap(
            heading(of: passage), indent: Self.indent, first: "\(citation.rank). ")
        if !passage.text.isEmpty {
            lines += style.wrap("“\(quote)”", indent: Self.indent)
        }
        if !style.isShort {
            lines += style.wrap(
                source(of: passage, citation.document), indent: Self.indent)
        }
        return lines + [""]
    }

    private func heading(of passage: Passage) -> String {
        let kind = passage.kind == .question ? Texts.questionForTeam : Texts.name(of: passage.kind)
        let label = OutputStyle.visible(
            passage.label.isEmpty ? passage.headings.last ?? "" : passage.label)
        if style.isAloud { return label.isEmpty ? kind : "\(kind): \(label)" }
        return label.isEmpty ? kind : "\(label) (\(kind))"
    }

    private func title(of document: DocumentInfo) -> String {
        document.title.isEmpty ? document.id : document.title
    }

    /// Title and headings of the source, and what a reader can look up.
    private func source(of passage: Passage, _ document: DocumentInfo) -> String {
        let path = ([title(of: document)] + passage.headings).joined(separator: " › ")
        return OutputStyle.visible("\(Texts.sourceLabel): \(path) [\(passage.id)]")
    }

    // MARK: one passage

    /// A passage with what surrounds it.
    struct PassageView {
        var passage: Passage
        var document: DocumentInfo
        var children: [Passage] = []
        var parent: Passage?
        var previous: Passage?
        var next: Passage?
    }

    /// A whole passage with what surrounds it.
    func render(_ view: PassageView) -> String {
        let passage = view.passage
        var lines = style.wrap(heading(of: passage))
        if !passage.text.isEmpty {
            lines += style.wrap(OutputStyle.visible(passage.text), indent: quoteIndent)
        }
        if let url = passage.url { lines.append(quoteIndent + labelled(Texts.link, url)) }
        if !view.children.isEmpty {
            lines += ["", Texts.alsoBelow + ":"]
            for child in view.children {
                lines += style.wrap(
                    OutputStyle.visible((style.isAloud ? "" : "- ") + short(child)),
                    indent: quoteIndent + (style.isAloud ? "" : "  "), first: quoteIndent)
            }
        }
        lines.append("")
        lines += surroundings(of: view)
        return Self.text(lines)
    }

    private var quoteIndent: String { style.isAloud ? "" : Self.indent }

    private func surroundings(of view: PassageView) -> [String] {
        var lines: [String] = []
        func add(_ label: String, _ text: String) {
            lines += style.wrap(
                OutputStyle.visible("\(label): \(text)"), indent: Self.indent, first: "")
        }
        if let parent = view.parent {
            add(Texts.partOf, parent.label.isEmpty ? parent.text : parent.label)
        }
        if let previous = view.previous { add(Texts.before, Self.start(of: previous)) }
        if let next = view.next { add(Texts.after, Self.start(of: next)) }
        if !view.passage.audiences.isEmpty {
            add(Texts.forAudience, Texts.list(view.passage.audiences.map(Texts.name(of:))))
        }
        let document = view.document
        if style.isAloud {
            lines += style.wrap(
                OutputStyle.visible(
                    Texts.aloudSource(title(of: document), view.passage.headings)))
        } else {
            lines += style.wrap(source(of: view.passage, document), indent: Self.indent, first: "")
        }
        if let citation = document.source.citation { add(Texts.basedOn, citation) }
        if let url = document.source.url { lines.append(labelled(Texts.link, url)) }
        return lines
    }

    private func labelled(_ label: String, _ address: String) -> String {
        "\(label): \(style.link(address))"
    }

    private func short(_ passage: Passage) -> String {
        [passage.label, passage.text].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// The label, else the first words.
    static func start(of passage: Passage) -> String {
        guard passage.label.isEmpty else { return passage.label }
        let words = passage.text.split(separator: " ")
        return words.prefix(8).joined(separator: " ") + (words.count > 8 ? " …" : "")
    }

    /// Where a passage comes from, as fully as it is known.
    func renderSource(_ passage: Passage, _ document: DocumentInfo) -> String {
        var lines: [String] = []
        func add(_ label: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            lines += style.wrap(
                OutputStyle.visible("\(label): \(text)"), indent: Self.indent, first: "")
        }
        add(Texts.titleLabel, title(of: document))
        add(Texts.sectionLabel, passage.headings.joined(separator: " › "))
        add(Texts.fileLabel, document.source.file)
        if let locator = passage.locator { add(Texts.placeLabel, Texts.place(locator)) }
        add(Texts.basedOn, document.source.citation)
        if let url = document.source.url { lines.append(labelled(Texts.link, url)) }
        add(Texts.passageLabel, passage.id)
        return Self.text(lines)
    }

    /// Topics with their numbers.
    func render(_ topics: [Topic]) -> String {
        guard !topics.isEmpty else { return paragraphs([Texts.noTopics]) }
        let rows = topics.map {
            (OutputStyle.visible($0.label), Texts.count($0.passages, "passage"))
        }
        return Self.text(table(rows))
    }

    /// How the conversation works.
    func renderHelp() -> String {
        let commands = ConversationCommand.allCases.map {
            (Texts.written($0), Texts.summary(of: $0) + " (:\($0.letter))")
        }
        return Self.text(
            style.wrap(Texts.helpIntroduction)
                + table([Texts.helpQuestion, Texts.helpFollowUp, Texts.helpNumber])
                + ["", Texts.helpCommands] + table(commands) + [""] + style.wrap(Texts.helpEnd))
    }

    /// What one command does.
    func renderHelp(of command: ConversationCommand) -> String {
        paragraphs([
            "\(Texts.written(command)): \(Texts.summary(of: command)).",
            Texts.exampleLine(Texts.example(of: command)), Texts.names(of: command),
        ])
    }

    /// Pairs of words, in columns or as sentences.
    func table(_ rows: [(String, String)]) -> [String] {
        if style.isAloud { return rows.flatMap { style.wrap("\($0.0): \($0.1)") } }
        let widest = rows.map { DisplayWidth.of($0.0) }.max() ?? 0
        let column = min(widest, max(10, style.width / 2))
        return rows.flatMap { left, right -> [String] in
            let gap = String(repeating: " ", count: max(0, column - DisplayWidth.of(left)))
            let indent = String(repeating: " ", count: column + 4)
            // Too narrow for columns: below each other.
            if style.width < column + 24 || DisplayWidth.of(left) > column {
                return style.wrap(left, indent: "  ") + style.wrap(right, indent: "      ")
            }
            return style.wrap(right, indent: indent, first: "  \(left)\(gap)  ")
        }
    }
}
