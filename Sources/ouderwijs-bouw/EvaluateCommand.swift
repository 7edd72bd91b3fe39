internal import Answering
internal import Evaluating
internal import Indexing
internal import Interface
internal import JSON
internal import Searching

/// `evalueer`: how good the answers are, from questions and judgments.
struct EvaluateCommand {
    private let places: Places
    private let invocation: Invocation

    init(_ invocation: Invocation) {
        self.invocation = invocation
        places = Places(invocation)
    }

    func run() -> ExitStatus {
        guard let queries = invocation.text(.queries), let judgments = invocation.text(.judgments)
        else {
            Terminal.report(Texts.needsQuestions)
            return .usage
        }
        var ranking = Ranking()
        for name in invocation.texts(.zonder) {
            guard let step = Ranking.steps.first(where: { $0.name == name }) else {
                Terminal.report(Texts.unknownStep(name))
                return .usage
            }
            step.leaveOut(&ranking)
        }
        for text in invocation.texts(.waarde) {
            let parts = text.split(separator: ":")
            guard parts.count == 2, let path = Ranking.names[String(parts[0])],
                let number = Double(parts[1])
            else {
                Terminal.report(Texts.unknownConstant(text))
                return .usage
            }
            ranking[keyPath: path] = number
        }
        let set: QuestionSet
        do { set = try QuestionSet(queries: queries, judgments: judgments) } catch {
            switch error {
            case .file(let error): Terminal.report(Texts.message(for: error))
            case .line(let path, let line): Terminal.report(Texts.unreadable(path, line: line))
            }
            return .unusable
        }
        do throws(IndexError) {
            let answerer = Answerer(try SearchIndex(places.index), ranking: ranking)
            let evaluation = try Evaluation(set, answerer)
            Terminal.write(invocation.has(.json) ? json(evaluation) : text(evaluation))
        } catch {
            Terminal.report(Texts.message(for: error))
            return .unusable
        }
        return .done
    }

    // MARK: output

    private func text(_ evaluation: Evaluation) -> String {
        var rows = [Texts.evaluationHead]
        let count = evaluation.rows.count { $0.metrics != nil }
        rows.append([Texts.allQuestions, String(count)] + figures(of: evaluation.mean))
        for (type, count, mean) in evaluation.byType {
            rows.append([type, String(count)] + figures(of: mean))
        }
        var text = table(rows)
        if let share = evaluation.answeredOnAnswerable { text += Texts.answered(share) + "\n" }
        if let share = evaluation.silentOnUnanswerable { text += Texts.silent(share) + "\n" }
        if invocation.has(.perVraag) {
            text += "\n"
            for row in evaluation.rows {
                let figure = row.metrics.map { fixed($0.ndcg) } ?? (row.isFound ? "+" : "-")
                text +=
                    [row.question.id, figure, row.question.type, row.question.text]
                    .joined(separator: "\t") + "\n"
            }
        }
        return text
    }

    private func figures(of metrics: Metrics) -> [String] {
        [
            metrics.ndcg, metrics.reciprocalRank, metrics.first, metrics.firstThree, metrics.recall,
        ].map(fixed)
    }

    /// Four decimals, from 0 to 1.
    private func fixed(_ number: Double) -> String {
        let whole = Int((number * 10_000).rounded())
        let decimals = String(whole % 10_000)
        return "\(whole / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
    }

    private func table(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let pad = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + pad : pad + cell.0
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    private func json(_ evaluation: Evaluation) -> String {
        var writer = JSONWriter()
        writer.object {
            write(evaluation.mean, as: "all", to: &$0)
            $0.name("types")
            $0.object { writer in
                for (type, _, mean) in evaluation.byType { write(mean, as: type, to: &writer) }
            }
            if let share = evaluation.silentOnUnanswerable {
                $0.member("silent_on_unanswerable", share)
            }
            if let share = evaluation.answeredOnAnswerable {
                $0.member("answered_on_answerable", share)
            }
            $0.objects("queries", of: evaluation.rows) { writer, row in
                writer.member("qid", row.question.id)
                writer.member("type", row.question.type)
                writer.member("found", row.isFound)
                writer.member("coverage", row.evidence.coverage)
                writer.member("strength", row.evidence.strength)
                writer.member("rarity", row.evidence.rarity)
                writer.member("unknown", row.evidence.unknown)
                writer.member("lacks_fact", row.evidence.lacksFact)
                if let metrics = row.metrics { write(metrics, as: "metrics", to: &writer) }
                writer.member("ids", row.ids)
            }
        }
        writer.endLine()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(_ metrics: Metrics, as name: String, to writer: inout JSONWriter) {
        writer.name(name)
        writer.object {
            $0.member("ndcg10", metrics.ndcg)
            $0.member("mrr10", metrics.reciprocalRank)
            $0.member("s1", metrics.first)
            $0.member("s3", metrics.firstThree)
            $0.member("r10", metrics.recall)
        }
    }
}
