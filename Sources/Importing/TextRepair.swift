internal import Corpus

/// Mends what the extraction of text from a PDF file destroyed.
///
/// Fonts draw `ti`, `ft`, `ff` and their like as one sign. Where the file does not say which
/// letters a sign stands for, extraction gives some other letter (`posiAeve`), a mark that means
/// "unknown", a gap (`posi eve`), or nothing at all. A word is touched when the dictionary
/// does not know it and does know what comes out; which sign stands for which letters is learned
/// over the whole text.
struct TextRepair {
    /// Letters that fonts draw as one sign; `st` and `ct` are left out, which text fonts join only
    /// for show and which turn right words into other right words.
    static let ligatures = [
        "ti", "tt", "ft", "fi", "ff", "fl", "ffi", "ffl", "tf", "fj", "tj", "tti", "fft",
    ]

    /// Bytes of a text after which another piece begins: what is learned of a longer one takes
    /// memory and says no more.
    static let pieceSize = 2 << 20
    /// Pieces behind which nothing is mended: nobody wrote more, and each takes its time.
    private static let mostPieces = 8

    let words: BoundedWords
    let english: BoundedWords
    /// Lower-case words that stand whole in this text, with how often.
    var own: [String: Int] = [:]
    /// Those of them that begin with a small letter somewhere.
    var small: Set<String> = []
    /// What odd characters of this text stand for.
    var table: [Character: (letters: String, support: Int)] = [:]
    /// Ligatures that came out of single words, with how often.
    var found: [String: Int] = [:]

    /// What was worked out for words with marks, as long as nothing new is found.
    var fills: [String: Fill?] = [:]

    private init(_ words: BoundedWords, _ english: BoundedWords) {
        self.words = words
        self.english = english
    }

    /// The units with their words mended and each repair noted.
    ///
    /// - Parameters:
    ///   - isOn: Without it only the marks of gaps become spaces.
    ///   - pieceSize: Bytes of a text that are looked at together.
    static func mended(
        _ units: consuming [TextUnit], isOn: Bool, words: WordList = .dutch,
        pieceSize: Int = pieceSize
    ) -> [TextUnit] {
        var units = units
        if isOn {
            let words = BoundedWords(words)
            let english = BoundedWords(.english)
            var start = 0
            var count = 0
            while start < units.count, count < mostPieces, !words.isExhausted {
                var end = start
                var size = 0
                while end < units.count, size < pieceSize {
                    size += units[end].text.utf8.count
                    end += 1
                }
                var piece = Array(units[start..<end])
                var repair = TextRepair(words, english)
                repair.run(&piece)
                // A long text of which so much is sound is so as a whole.
                guard piece.contains(where: { !$0.repairs.isEmpty }) else { break }
                units.replaceSubrange(start..<end, with: piece)
                start = end
                count += 1
            }
        }
        for index in units.indices { units[index].text = Pieces.plain(units[index].text) }
        return units
    }

    private mutating func run(_ units: inout [TextUnit]) {
        for index in units.indices { unfold(&units[index]) }
        guard words.isAvailable else { return }
        let needs = Needs(units)
        gatherOwnWords(units)
        if needs.oddCharacters {
            learn(units)
            for index in units.indices { replace(in: &units[index]) }
        }
        if needs.unknownMarks || !table.isEmpty {
            // What the first round finds tells the second one what damage this text has.
            for _ in 0..<2 {
                for index in units.indices { fillMarks(in: &units[index]) }
            }
        }
        // In another language nearly every word is unknown: nothing can be told there.
        let own = knownPlaces(units)
        guard own.contains(true) else { return }
        closeGaps(&units, in: own)
        restoreLost(&units, in: own)
    }

    /// Which units are in a language whose words are known; those of a few words are what the whole
    /// text is.
    private func knownPlaces(_ units: [TextUnit]) -> [Bool] {
        var long = 0
        var dutch = 0
        var result = [Bool?](repeating: nil, count: units.count)
        for index in units.indices where units[index].text.utf8.count >= 60 {
            let isDutch = KindRules.isDutch(units[index].text)
            result[index] = isDutch || isMostlyKnown(units[index].text)
            long += 1
            dutch += isDutch ? 1 : 0
        }
        let isDutch = dutch * 2 >= long
        return result.map { $0 ?? isDutch }
    }

    /// Whether six of ten words are known.
    private func isMostlyKnown(_ text: String) -> Bool {
        guard english.isAvailable else { return false }
        let tokens = Pieces(text).texts.prefix(100).map { Token($0) }
        return tokens.count { isKnown($0.core) } * 10 >= tokens.count * 6
    }

    /// What kinds of damage a text can have, so that a clean one costs nothing.
    private struct Needs {
        var oddCharacters = false
        var unknownMarks = false

        init(_ units: [TextUnit]) {
            for unit in units where !Letters.isOrdinary(unit.text) {
                var previous: Character = " "
                for character in unit.text {
                    if Letters.isUnknownMark(character) { unknownMarks = true }
                    if Letters.isOdd(character) { oddCharacters = true }
                    if Letters.isCapital(character), Letters.isSmall(previous) {
                        oddCharacters = true
                    }
                    previous = character
                }
            }
        }
    }

    private static let presentation: [Character: String] = [
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st",
        "Ĳ": "IJ", "ĳ": "ij",
    ]

    private func unfold(_ unit: inout TextUnit) {
        // All of these begin with one of two bytes.
        guard unit.text.utf8.contains(where: { $0 == 0xEF || $0 == 0xC4 }),
            unit.text.contains(where: { Self.presentation[$0] != nil })
        else { return }
        Self.rewrite(&unit) { word in
            guard word.contains(where: { Self.presentation[$0] != nil }) else { return nil }
            return word.reduce(into: "") { $0 += Self.presentation[$1] ?? String($1) }
        }
    }

    /// Replaces single words and notes what changed; `body` gives `nil` for a word that stays.
    static func rewrite(_ unit: inout TextUnit, _ body: (String) -> String?) {
        var pieces = Pieces(unit.text)
        var repairs: [Repair] = []
        for index in pieces.texts.indices {
            let piece = pieces.texts[index]
            guard let mended = body(piece), mended != piece else { continue }
            repairs.append(Repair(from: Token(piece).core, to: Token(mended).core))
            pieces.texts[index] = mended
        }
        guard !repairs.isEmpty else { return }
        unit.note(repairs)
        unit.text = pieces.text
    }
}
