internal import Corpus

/// Which passages go into which part, from acquaintance to action.
enum Programme {
    /// A form with the passages that it rests on.
    struct Choice {
        let form: Bundle.Form
        var candidates: [Candidate]
    }

    /// Anything that can be told, for a part that finds nothing of its own.
    private static let any: Set<PassageRole> = [
        .summary, .reason, .idea, .step, .caution, .question, .indicator, .text, .preparation,
        .goal, .material,
    ]

    /// The forms that fit into so many minutes with their passages; a core part for which no
    /// passage is left is left out.
    static func choose(for minutes: Int, from pool: inout Pool) -> [Choice] {
        let forms = Timetable.forms(for: minutes)
        let size = minutes >= 135 ? 3 : 2
        var chosen: [Bundle.Form: [Candidate]] = [:]
        // The weightiest parts choose first; what stands around them makes do with the rest.
        let order: [Bundle.Form] = [
            .reasons, .practice, .discussion, .gallery, .casework, .selfCheck, .plan, .welcome,
            .evaluation, .buffer, .pause,
        ]
        for form in order where forms.contains(form) {
            var found: [Candidate] =
                switch form {
                case .practice: pool.takeSteps(minutes >= 135 ? 5 : 3)
                case .reasons: pool.take(1, [.summary]) + pool.take(size - 1, [.reason, .text])
                case .discussion: pool.take(size, [.caution, .text])
                case .gallery: pool.take(size, [.idea, .text])
                case .casework: pool.take(2, [.caution, .idea, .question])
                case .selfCheck: pool.take(size, [.indicator, .preparation, .step])
                case .plan: pool.take(2, [.preparation, .idea, .step])
                case .welcome, .evaluation: pool.take(1, [.question])
                case .pause, .buffer: pool.take(1, [.question, .reason, .idea])
                }
            if found.isEmpty { found = pool.take(1, any) }
            chosen[form] = found
        }
        return forms.compactMap { form in
            let found = chosen[form] ?? []
            guard form.phase != .core || !found.isEmpty else { return nil }
            return Choice(form: form, candidates: found)
        }
    }

    /// The choices with their times.
    static func parts(_ choices: [Choice], minutes: Int) -> [Bundle.Part] {
        let durations = Timetable.durations(of: choices.map(\.form), minutes: minutes)
        var start = 0
        return zip(choices, durations).map { choice, duration in
            defer { start += duration }
            return Bundle.Part(
                start: start, minutes: duration, form: choice.form,
                passages: choice.candidates.map(\.passage.id))
        }
    }
}
