package import Bundling
internal import Corpus
package import Publishing

/// Whom a printed bundle is for.
package enum BundleEdition: String, CaseIterable {
    /// Everything, with what the trainer does.
    case trainer = "trainer"
    /// What participants get in their hands.
    case participant = "deelnemer"
    /// As for the trainer, in large print.
    case large = "groot"
}

extension Bundle {
    /// The bundle as a text to print.
    package func sheet(edition: BundleEdition = .trainer) -> Sheet {
        var sheet = Sheet(title: Texts.title(of: self))
        let isForTrainer = edition != .participant
        sheet.blocks = overview(isForTrainer) + programme(isForTrainer)
        sheet.blocks += discussion(isForTrainer) + tasks
        if !checklist.isEmpty {
            // To print and hand out, as the page behind it.
            sheet.blocks += [.pageBreak, .heading(level: 1, text: Texts.bundleChecklist)]
            sheet.blocks.append(.checklist(checklist.map(item)))
        }
        sheet.blocks += [.pageBreak, .heading(level: 1, text: Texts.bundleHandout)]
        sheet.blocks.append(.paragraph(Texts.handoutIntroduction(of: self)))
        sheet.blocks += handout.map(quotation)
        sheet.blocks.append(.pageBreak)
        sheet.blocks.append(.heading(level: 1, text: Texts.bundleEvaluation))
        sheet.blocks.append(
            .list(ordered: true, items: Texts.evaluationQuestions.map { Sheet.Item($0) }))
        sheet.blocks.append(.heading(level: 1, text: Texts.bundleSources))
        sheet.blocks.append(
            .list(ordered: false, items: sources.map { Sheet.Item(Texts.line(of: $0)) }))
        return sheet
    }

    private func item(_ quote: Quote) -> Sheet.Item {
        Sheet.Item(quote.text, passage: quote.passage)
    }

    func quotation(_ quote: Quote) -> Sheet.Block {
        .quotation(text: quote.text, source: source(of: quote.passage), passage: quote.passage)
    }

    func source(of passage: String) -> String {
        guard let excerpt = excerpts[passage] else { return passage }
        return [excerpt.title, excerpt.label].filter { !$0.isEmpty }.joined(separator: " › ")
    }

    private func overview(_ isForTrainer: Bool) -> [Sheet.Block] {
        var blocks: [Sheet.Block] = [
            .heading(level: 1, text: Texts.bundleOverview),
            .paragraph(Texts.introduction(of: self)),
            .heading(level: 2, text: Texts.bundleGoals),
            .list(ordered: false, items: Texts.templateGoals(of: self).map { Sheet.Item($0) }),
        ]
        blocks += goals.map(quotation)
        guard isForTrainer else { return blocks }
        blocks += [
            .heading(level: 2, text: Texts.bundleMaterials),
            .checklist(Texts.templateMaterials(of: self).map { Sheet.Item($0) }),
        ]
        blocks += materials.map(quotation)
        blocks += [
            .heading(level: 2, text: Texts.bundlePreparation),
            .checklist(Texts.preparation.map { Sheet.Item($0) }),
        ]
        return blocks
    }

    var programmeTable: Sheet.Block {
        .table(
            caption: Texts.programmeCaption(minutes), header: Texts.programmeHeader,
            rows: parts.map { part in
                [
                    Texts.clock(part.start), Texts.clock(part.start + part.minutes),
                    Texts.name(of: part.form.phase), Texts.name(of: part.form),
                ]
            })
    }

    private func programme(_ isForTrainer: Bool) -> [Sheet.Block] {
        var blocks: [Sheet.Block] = [
            .heading(level: 1, text: Texts.bundleProgramme), programmeTable,
        ]
        for part in parts {
            blocks.append(.heading(level: 2, text: Texts.heading(of: part)))
            if isForTrainer { blocks.append(.note(Texts.trainerDoes(part.form))) }
            blocks.append(.paragraph(Texts.participantsDo(part.form)))
            blocks += part.passages.compactMap { excerpts[$0]?.quote }.map(quotation)
        }
        return blocks
    }

    private func discussion(_ isForTrainer: Bool) -> [Sheet.Block] {
        guard !statements.isEmpty else { return [] }
        var blocks: [Sheet.Block] = [.heading(level: 1, text: Texts.bundleStatements)]
        for (place, statement) in statements.enumerated() {
            blocks.append(.heading(level: 2, text: Texts.statementHeading(place + 1)))
            blocks.append(.paragraph(Texts.text(of: statement), passage: statement.quote.passage))
            guard isForTrainer else { continue }
            for (label, none, ids) in [
                (Texts.inFavour, Texts.noneInFavour, statement.supporting),
                (Texts.against, Texts.noneAgainst, statement.opposing),
            ] {
                blocks.append(.heading(level: 3, text: label))
                if ids.isEmpty { blocks.append(.paragraph(none)) }
                blocks += ids.compactMap { excerpts[$0]?.quote }.map(quotation)
            }
        }
        return blocks
    }

    private var tasks: [Sheet.Block] {
        guard !exercises.isEmpty else { return [] }
        var blocks: [Sheet.Block] = [.heading(level: 1, text: Texts.bundleExercises)]
        for exercise in exercises {
            blocks.append(.heading(level: 2, text: Texts.title(of: exercise.kind)))
            blocks.append(.paragraph(Texts.text(of: exercise.kind)))
            if exercise.kind == .practice || exercise.kind == .agenda {
                blocks.append(.list(ordered: true, items: exercise.passages.map(item)))
            } else {
                blocks += exercise.passages.map(quotation)
            }
        }
        return blocks
    }
}
