/// Divides minutes over the parts of a programme.
enum Timetable {
    /// The forms that fit into so many minutes, in order.
    static func forms(for minutes: Int) -> [Bundle.Form] {
        switch minutes {
        case ..<60: [.welcome, .reasons, .discussion, .practice, .evaluation, .buffer]
        case ..<90: [.welcome, .reasons, .discussion, .practice, .plan, .evaluation, .buffer]
        case ..<135:
            [
                .welcome, .reasons, .discussion, .pause, .casework, .practice, .plan, .evaluation,
                .buffer,
            ]
        default:
            [
                .welcome, .reasons, .gallery, .discussion, .pause, .casework, .practice, .selfCheck,
                .plan, .evaluation, .buffer,
            ]
        }
    }

    /// How long each form takes, in the order given; together exactly `minutes`.
    ///
    /// Break and buffer are fixed, the others share the rest by weight, from an hour on in steps
    /// of five minutes; what does not come out even goes to the buffer.
    static func durations(of forms: [Bundle.Form], minutes: Int) -> [Int] {
        let unit = minutes >= 60 ? 5 : 1
        var result = forms.map { form in
            switch form {
            case .pause: minutes >= 150 ? 15 : 10
            case .buffer: max(2, minutes / 18)
            default: 0
            }
        }
        let weights = forms.map(weight)
        let whole = max(1, weights.reduce(0, +))
        let units = (minutes - result.reduce(0, +)) / unit
        var rests: [(place: Int, rest: Int)] = []
        for (place, weight) in weights.enumerated() where weight > 0 {
            result[place] = max(1, units * weight / whole) * unit
            rests.append((place, units * weight % whole))
        }
        rests.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.place < $1.place }
        for (place, _) in rests where minutes - result.reduce(0, +) >= unit {
            result[place] += unit
        }
        if let last = result.indices.last { result[last] += minutes - result.reduce(0, +) }
        return result
    }

    private static func weight(of form: Bundle.Form) -> Int {
        switch form {
        case .pause, .buffer: 0
        case .welcome, .plan, .evaluation, .selfCheck: 2
        case .reasons, .gallery: 3
        case .discussion, .casework, .practice: 4
        }
    }
}
