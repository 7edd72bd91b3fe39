internal import Analysis
internal import Files

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How fast a text is turned into terms, on one core, when the analyzer has met its words before.
struct AnalysisBench {
    /// A file of Dutch text.
    let path: String
    /// How often it is analysed.
    let times: Int

    /// Prints megabytes (of a million bytes) per second of processor time, and terms.
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
            analyzer.analyze(text, into: &stream)
            var terms = 0
            stream.forEach { _, _ in terms += 1 }
            let start = clock()
            for _ in 0..<times { analyzer.analyze(text, into: &stream) }
            let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
            let speed = Double(text.count * times) / 1_000_000 / max(seconds, 1e-9)
            print(
                "\(text.count) bytes, \(terms) termen, \((speed * 10).rounded() / 10) MB/s op één kern"
            )
        }
    }
}
