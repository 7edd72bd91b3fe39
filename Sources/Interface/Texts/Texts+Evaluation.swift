internal import Searching

/// What `evalueer` says.
extension Texts {
    /// The steps that a measurement can leave out.
    static var evaluationSteps: [String] { Ranking.steps.map(\.name) }

    package static let needsQuestions =
        "Geef met --queries de vragen en met --judgments de oordelen."

    package static func unknownStep(_ name: String) -> String {
        "‘\(name)’ is geen stap die je weg kunt laten. Kies uit: \(list(evaluationSteps))."
    }

    package static func unknownConstant(_ text: String) -> String {
        "‘\(text)’ is geen constante met een getal, zoals proximity:0.5. "
            + "De namen zijn: \(list(Ranking.names.keys.sorted()))."
    }

    package static func unreadable(_ path: String, line: Int) -> String {
        "Regel \(line) van \(path) is niet te lezen."
    }

    /// Heads of the table: kind of question, number, and the five figures.
    package static let evaluationHead = [
        "soort", "aantal", "nDCG@10", "MRR@10", "eerste", "eerste3", "Recall@10",
    ]
    package static let allQuestions = "alle"

    package static func answered(_ share: Double) -> String {
        "Vragen met een antwoord die er een krijgen: \(percent(share))"
    }

    package static func silent(_ share: Double) -> String {
        "Vragen zonder antwoord waarbij dat eerlijk wordt gezegd: \(percent(share))"
    }

    private static func percent(_ share: Double) -> String {
        "\(Int((share * 1000).rounded()) / 10),\(Int((share * 1000).rounded()) % 10) %"
    }
}
