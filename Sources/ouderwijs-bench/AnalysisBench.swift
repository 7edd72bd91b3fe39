internal import Analysis
internal import CAllocations
internal import Files

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How fast a text is turned into terms, on one core: when each of its words is new, and when the analyzer
/// has met them before.
struct AnalysisBench {
    /// A file of Dutch text.
    let path: String
    /// How often it is analysed when its words are known.
    let times: Int

    /// Prints megabytes (of a million bytes) per second of processor time, and how often memory was asked
    /// for.
    ///
    /// - Throws: `FileError`.
    func run() throws {
        let file = try MappedFile(path)
        let text = file.bytes.bindMemory(to: UInt8.self)
        var lexicon = LexiconBuilder()
        Analyzer.forEachWord(in: String(decoding: text, as: UTF8.self)) { lexicon.add($0) }
        let bytes = lexicon.build()
        bytes.withUnsafeBytes { buffer in
            let analyzer = Analyzer(lexicon: Lexicon(bytes: buffer, owner: nil) ?? .empty)
            var stream = TokenStream()
            let start = ow_allocations()
            let cold = seconds { analyzer.analyze(text, into: &stream) }
            let first = ow_allocations() - start
            var terms = 0
            stream.forEach { _, _ in terms += 1 }
            // The stream has its size by now; the words are all remembered.
            analyzer.analyze(text, into: &stream)
            let before = ow_allocations()
            let steady = seconds {
                for _ in 0..<times { analyzer.analyze(text, into: &stream) }
            }
            let allocations = ow_allocations() - before
            print(
                "\(text.count) bytes, \(terms) termen; "
                    + "nieuw \(speed(1, cold)) MB/s, \(first) keer geheugen gevraagd; "
                    + "bekend \(speed(times, steady)) MB/s, \(allocations) keer (op één kern)")
        }

        func speed(_ times: Int, _ seconds: Double) -> Double {
            (Double(text.count * times) / 100_000 / max(seconds, 1e-9)).rounded() / 10
        }
    }

    private func seconds(_ body: () -> Void) -> Double {
        let start = clock()
        body()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
}
