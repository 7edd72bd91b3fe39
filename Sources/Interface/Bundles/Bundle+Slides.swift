internal import Bundling
internal import Publishing

extension Bundle {
    /// The bundle as slides to show: one a part and one a statement; the rest stands in the notes.
    var slides: Sheet {
        var sheet = Sheet(title: Texts.title(of: self))
        sheet.blocks = [
            .heading(level: 1, text: Texts.bundleGoals),
            .list(ordered: false, items: Texts.templateGoals(of: self).map { Sheet.Item($0) }),
        ]
        sheet.blocks += goals.map(note)
        sheet.blocks.append(.heading(level: 1, text: Texts.bundleProgramme))
        sheet.blocks.append(programmeTable)
        for part in parts {
            sheet.blocks += slide(of: part)
            if part.form == .discussion { sheet.blocks += statementSlides }
        }
        sheet.blocks.append(.heading(level: 1, text: Texts.bundleHandout))
        sheet.blocks.append(.paragraph(Texts.handoutSlide))
        sheet.blocks += sources.map { .note(Texts.line(of: $0)) }
        return sheet
    }

    private func slide(of part: Part) -> [Sheet.Block] {
        var blocks: [Sheet.Block] = [
            .heading(level: 1, text: Texts.heading(of: part)),
            .paragraph(Texts.participantsSlide(part.form)),
            .note(Texts.trainerDoes(part.form)),
        ]
        if part.form == .evaluation {
            let questions = Texts.evaluationQuestions.map { Sheet.Item($0) }
            blocks.append(.list(ordered: true, items: questions))
        }
        let quotes = part.passages.compactMap { excerpts[$0]?.quote }
        switch part.form {
        case .practice:
            let steps = quotes.map { Sheet.Item($0.text, passage: $0.passage) }
            blocks.append(.list(ordered: true, items: steps))
        // The evaluation has its questions; who rests or has questions left reads no quotation.
        case .evaluation, .pause, .buffer: blocks += quotes.map(note)
        default:
            blocks += quotes.prefix(1).map(quotation)
            blocks += quotes.dropFirst().map(note)
        }
        return blocks
    }

    private var statementSlides: [Sheet.Block] {
        var blocks: [Sheet.Block] = []
        for (place, statement) in statements.enumerated() {
            blocks.append(.heading(level: 1, text: Texts.statementHeading(place + 1)))
            blocks.append(.paragraph(Texts.text(of: statement), passage: statement.quote.passage))
            for (label, ids) in [
                (Texts.inFavour, statement.supporting), (Texts.against, statement.opposing),
            ] where !ids.isEmpty {
                blocks.append(.note(label))
                blocks += ids.compactMap { excerpts[$0]?.quote }.map(note)
            }
        }
        return blocks
    }

    private func note(_ quote: Quote) -> Sheet.Block {
        .note("\(Texts.quoted(quote)) \(source(of: quote.passage))")
    }
}
