internal import Analysis

/// The analyzer: places of tokens lie inside the text, between letters, and never go back.
enum AnalyzerTarget {
    private static let words = [
        "ouder", "avond", "school", "plein", "thema", "kind", "gesprek", "lezen", "leraar", "huis",
        "bezoek", "boek", "brief", "taal", "klas",
    ]
    private static let lexicon: [UInt8] = {
        var builder = LexiconBuilder()
        for word in words { builder.add(word, count: 5) }
        return builder.build()
    }()
    // The fuzzer calls from one thread, and the bytes stay for good.
    nonisolated(unsafe) private static let analyzer: Analyzer = {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: lexicon.count, alignment: 8)
        bytes.copyBytes(from: lexicon)
        let view = Lexicon(bytes: UnsafeRawBufferPointer(bytes), owner: nil)
        return Analyzer(lexicon: view ?? .empty)
    }()
    nonisolated(unsafe) private static var stream = TokenStream()

    static func run(_ input: UnsafeRawBufferPointer) {
        // Bytes that are no UTF-8 must not hurt; places are promised for texts only.
        analyzer.analyze(input.bindMemory(to: UInt8.self), into: &stream)
        let text = Array(String(decoding: input, as: UTF8.self).utf8)
        text.withUnsafeBufferPointer { analyzer.analyze($0, into: &stream) }
        var position = 0
        var start = 0
        stream.forEach { token, term in
            precondition(token.range.upperBound <= text.count && !token.range.isEmpty)
            precondition(isEdge(token.range.lowerBound, text))
            precondition(isEdge(token.range.upperBound, text))
            precondition(term.count > 1, "an empty term")
            precondition(token.position >= position && token.position < stream.positions)
            if token.reason == .word {
                precondition(token.range.lowerBound >= start)
                start = token.range.upperBound
            }
            position = token.position
        }
    }

    private static func isEdge(_ place: Int, _ text: [UInt8]) -> Bool {
        place == text.count || text[place] & 0xC0 != 0x80
    }
}
