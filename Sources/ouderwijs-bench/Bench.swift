#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The engine by itself, for comparisons with other engines: builds an index of lines and answers
/// queries from it, with the analysis that such comparisons share.
@main
enum Bench {
    private static let usage = """
        Gebruik: ouderwijs-bench build CORPUS.jsonl MAP [--stored] [--no-positions] [--threads N]
                 ouderwijs-bench query MAP VRAGEN.jsonl AANTAL [--mode or|and|phrase] [--warm S] [--max S]
                 ouderwijs-bench churn MAP AANTAL    (verandert een index, AANTAL keer)
                 ouderwijs-bench check MAP           (leest elke byte van zo'n index)
                 ouderwijs-bench analyse TEKST AANTAL (maakt termen van een tekst, AANTAL keer)

        """

    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        let flags = Set(["--stored", "--no-positions"].filter(words.contains))
        words.removeAll { flags.contains($0) }
        var options: [String: String] = [:]
        while let place = words.firstIndex(where: { $0.hasPrefix("--") }), place + 1 < words.count {
            options[words[place]] = words[place + 1]
            words.removeSubrange(place...place + 1)
        }
        do {
            switch (words.first, words.count) {
            case ("build", 3):
                var build = BenchBuild(corpus: words[1], folder: words[2])
                build.isStored = flags.contains("--stored")
                build.threads = max(1, options["--threads"].flatMap { Int($0) } ?? 1)
                build.keepsPositions = !flags.contains("--no-positions")
                try build.run()
            case ("query", 4):
                var query = BenchQuery(folder: words[1], queries: words[2])
                query.limit = Int(words[3]) ?? 10
                query.mode = options["--mode"].flatMap(BenchQuery.Mode.init) ?? .or
                query.warm = options["--warm"].flatMap(Double.init) ?? 10
                query.most = options["--max"].flatMap(Double.init) ?? 60
                try query.run()
            case ("churn", 3):
                try Churn(folder: words[1], commits: Int(words[2]) ?? 1).run()
            case ("check", 2):
                try ChurnCheck(folder: words[1]).run()
            case ("analyse", 3):
                try AnalysisBench(path: words[1], times: max(1, Int(words[2]) ?? 1)).run()
            default:
                fputs(usage, stderrStream)
                exit(2)
            }
        } catch {
            fputs("\(error)\n", stderrStream)
            exit(1)
        }
    }

    /// Standard error as a stream of its own: the variable of C is not safe to share.
    private static var stderrStream: UnsafeMutablePointer<FILE>? { fdopen(2, "w") }
}
