// What the gaps of a whole text say.
extension TextRepair {
    /// What the gaps of a whole text say about how it was damaged.
    struct GapEvidence {
        /// Letters whose signs are missing, with how much they are to be expected.
        var lost: [String: Double] = [:]
        /// Whether a sign became one blank, so that any blank may hide one; else it became two.
        var isNarrow = false
        /// Whether blanks cut words anywhere, or at the ends of lines.
        var isSplit = false
        /// Whether so many are that two words which could be one mostly are.
        var isShattered = false
        var isCut = false
        /// Whether wide blanks cut words.
        var isWideSplit = false
        /// Whether signs were kept and a blank was put behind each of them: `posi ti eve`.
        var isBehind = false
        /// How often two words stand side by side that are one together, by that one.
        var apart: [String: Int] = [:]

        var isDamaged: Bool { !lost.isEmpty }
    }

    struct GapCounts {
        var narrow: [String: Int] = [:]
        var wide: [String: Int] = [:]
        /// Words that pairs give as they are of which one part at least is none.
        var split: Set<String> = []
        /// Words that pairs give of which both parts are words, but hardly ever stand side by side.
        var likely: Set<String> = []
        var cut: Set<String> = []
        /// How often pairs stand side by side that are a word together, by that word.
        var apart: [String: Int] = [:]
        /// Likely ones at line ends, each time.
        var likelyCuts = 0
        /// How often wide blanks stand in such words, twice for those of which neither part is one.
        var wideSplit = 0
        /// How often a blank stands behind a sign inside a word.
        var behind = 0
        /// Line ends in a word of the dictionary, also where both its parts are words.
        var cutWords = 0
        /// Wide blanks, and those that stand in such a word.
        var wides = 0
        var wideWords = 0
        var tokens = 0
        var lines = 0
        /// Lost signs that were found, and the tokens among which: no more are sought than tell.
        private var signs = 0
        private var sampled = 0
        private static let mostSigns = 500

        /// Whether enough lost signs were found.
        var isSampled: Bool { signs >= Self.mostSigns }

        mutating func note(_ letters: String, isWide: Bool) {
            if isWide { wide[letters, default: 0] += 1 } else { narrow[letters, default: 0] += 1 }
            signs += 1
            sampled = tokens
        }

        func evidence(own: [String: Int]) -> GapEvidence {
            var evidence = GapEvidence()
            evidence.apart = apart
            let narrowSum = narrow.values.reduce(0, +)
            let wideSum = wide.values.reduce(0, +)
            evidence.isNarrow = narrowSum > wideSum
            // Sound texts have one such word in thousands, and hardly two; of the likely ones one in
            // a thousand, but those alone say nothing.
            let splits = split.count + likely.count / 2
            evidence.isSplit = !split.isEmpty && splits >= 2 && splits * 600 >= tokens
            evidence.isShattered = split.count >= 4 && split.count * 100 >= tokens
            evidence.isWideSplit =
                wideSplit >= 4 && wideSplit * 200 >= tokens
                || wideWords >= 2 && wideWords * 2 >= wides
            // In sound texts one line end in twenty is a word by chance, but of two known ones.
            let cuts = cut.count + cutWords
            let likely = cut.count + likelyCuts
            evidence.isCut =
                cut.count >= 2 && cut.count * 40 >= lines
                || !cut.isEmpty && likely >= 3 && likely * 40 >= lines
                || !cut.isEmpty && cuts >= 3 && cuts * 12 >= lines
            let kept = own.reduce(0) { $0 + (Self.holdsSign($1.key) ? $1.value : 0) }
            evidence.isBehind = behind >= 2 && kept <= behind
            let sure = evidence.isNarrow ? narrow : wide
            let sum = max(narrowSum, wideSum)
            guard sum >= 2 else { return evidence }
            for letters in TextRepair.ligatures {
                let whole = own.reduce(0) { $0 + (Text.holds($1.key, letters) ? $1.value : 0) }
                let found = sure[letters, default: 0]
                let count = isSampled ? found * tokens / max(1, sampled) : found
                // A sign that this text has kept elsewhere is not lost here.
                if count > 0 ? whole <= count * 3 : whole == 0 {
                    evidence.lost[letters] = CommonWords.prior(of: letters)
                }
            }
            return evidence
        }

        /// Whether a word has a sign before its end.
        private static func holdsSign(_ word: String) -> Bool {
            TextRepair.signs.contains { sign in
                word.firstRange(of: sign).map { $0.upperBound < word.endIndex } ?? false
            }
        }
    }

    /// Counts the pairs of which only a sign or nothing between them makes a word, and tells whether
    /// there are any.
    func count(
        _ tokens: [Token], _ blanks: [Blank], _ costs: [Double], _ counts: inout GapCounts
    ) -> Bool {
        counts.tokens += tokens.count
        var found = false
        for place in tokens.indices.dropLast() {
            let blank = blanks[place]
            if blank == .line || blank == .two || blank == .wideLine {
                let isCutWord =
                    GapReading.canJoin(tokens[place], tokens[place + 1])
                    && isCutWord(tokens[place].core, tokens[place + 1].core)
                if blank == .line {
                    counts.lines += 1
                    counts.cutWords += isCutWord ? 1 : 0
                    let isLikely =
                        isCutWord && isSurelyOne(tokens[place].core, tokens[place + 1].core)
                    counts.likelyCuts += isLikely ? 1 : 0
                } else {
                    counts.wides += 1
                    counts.wideWords += isCutWord ? 1 : 0
                }
            }
            let head = tokens[place].core
            let tail = tokens[place + 1].core
            let weak = (costs[place] >= Cost.name, costs[place + 1] >= Cost.rare)
            // Most pairs are two known words: the cheaper question comes first.
            guard weak.0 || weak.1 else {
                if blank == .one, isOnlyOne(head, tail),
                    GapReading.canJoin(tokens[place], tokens[place + 1])
                {
                    counts.split.insert(head + tail)
                }
                continue
            }
            guard GapReading.canJoin(tokens[place], tokens[place + 1]) else { continue }
            found =
                found || weak.0 && weak.1 || isBroken(head, tail)
                || costs[place] >= Cost.unknown && isBrokenOff(tokens[place], tokens[place + 1])
            let isBehind = blank == .one && Self.endsInSign(head)
            guard head.count + tail.count >= 4, isBehind || !standApart(head, tail) else {
                continue
            }
            if isKnown(head + tail) {
                switch blank {
                case .line: counts.cut.insert(head + tail)
                case .one where Self.endsInSign(head): counts.behind += 1
                case .one:
                    // `Ar kel` is `Arkel` by chance, and `c over` is about a quantity.
                    let isChance =
                        head.count == 1 || tail.count == 1
                        || Self.signs.contains { isKnown(head + $0 + tail) }
                    if !isChance { counts.split.insert(head + tail) }
                case .two, .three, .wideLine: counts.wideSplit += weak.0 && weak.1 ? 2 : 1
                }
                continue
            }
            guard !counts.isSampled else { continue }
            let letters = Self.ligatures.first {
                let whole = head + $0 + tail
                guard blank == .two || weak.0 && weak.1 else {
                    return CommonWords.withSigns.contains(whole)
                }
                return whole.count >= 6 && isKnown(whole)
            }
            guard let letters else { continue }
            switch blank {
            case .two: counts.note(letters, isWide: true)
            case .one, .line: counts.note(letters, isWide: false)
            case .three, .wideLine: break
            }
        }
        return found
    }

    /// Adds how often pairs stand side by side that are a word together.
    func countApart(_ tokens: [Token], _ counts: inout GapCounts) {
        for place in tokens.indices.dropLast()
        where GapReading.canJoin(tokens[place], tokens[place + 1]) {
            let whole = tokens[place].core + tokens[place + 1].core
            if whole.utf8.count >= 5, words.knows(whole) {
                counts.apart[whole.lowercased(), default: 0] += 1
            }
        }
    }

    /// Adds the words that pairs give which are likelier one.
    func countLikely(_ tokens: [Token], _ blanks: [Blank], _ counts: inout GapCounts) {
        for place in tokens.indices.dropLast() where blanks[place] == .one {
            guard GapReading.canJoin(tokens[place], tokens[place + 1]) else { continue }
            let head = tokens[place].core
            let tail = tokens[place + 1].core
            if !standApart(head, tail), isLikelyWord(head, tail) {
                counts.likely.insert(head + tail)
            }
        }
    }

    /// Whether two pieces are a word of the dictionary that was cut: not one that is put together of
    /// them, and not two words that often meet, such as `met een`.
    func isCutWord(_ head: String, _ tail: String) -> Bool {
        head.count + tail.count >= 5 && !CommonWords.followers.contains(tail)
            && words.lists(head + tail)
    }

    /// Whether two pieces are a word of the dictionary and one of them is none: no sound text has
    /// these side by side.
    func isBroken(_ head: String, _ tail: String) -> Bool {
        !CommonWords.openers.contains(head.lowercased())
            && (isNoWord(head) && head.count > 1 || isNoWord(tail) && tail.count > 2)
            && isCutWord(head, tail)
    }

    /// Whether a piece is no word of either language, nor a small one that anybody uses.
    private func isNoWord(_ piece: String) -> Bool {
        guard !english.knows(piece) else { return false }
        return piece.count <= 3 ? !CommonWords.isShort(piece.lowercased()) : !isKnown(piece)
    }

    /// Whether two words hardly ever stand side by side.
    func isOnlyOne(_ head: String, _ tail: String) -> Bool {
        let start = head.lowercased()
        return CommonWords.wholes.contains(start + tail)
            || CommonWords.prefixes.contains(start) && isCutWord(head, tail)
    }

    /// Whether the first of two words that give one does not stand before just any other.
    func isSurelyOne(_ head: String, _ tail: String) -> Bool {
        let start = head.lowercased()
        return !CommonWords.starters.contains(start) && !CommonWords.openers.contains(start)
            || isOnlyOne(head, tail)
    }

    /// Whether two words are likelier one that was cut in a text that has such: neither stands beside
    /// any other word, and this text has the second only here, or the whole as well.
    func isLikelyWord(_ head: String, _ tail: String) -> Bool {
        isSurelyOne(head, tail) && (own[tail, default: 0] <= 1 || holds(head.lowercased() + tail))
            && isCutWord(head, tail)
    }

    /// Whether this text has a word, in the singular or the plural.
    func holds(_ word: String) -> Bool {
        own[word] != nil
            || ["en", "s"].contains {
                own[word + $0] != nil
                    || word.hasSuffix($0) && own[String(word.dropLast($0.count))] != nil
            }
    }

    /// The signs that nearly all fonts have that have any.
    static let signs = ["ti", "tt", "ft", "fi", "ff", "fl"]

    /// Whether the last letters of a piece are such a sign.
    static func endsInSign(_ piece: String) -> Bool { signs.contains { piece.hasSuffix($0) } }

    /// Whether two pieces are a compound that was cut: the first part of most is a noun as it stands
    /// in no plural, and what follows a noun by chance is often a verb.
    func isCutCompound(_ head: String, _ tail: String) -> Bool {
        head.count >= 4 && tail.count >= 4 && !tail.hasSuffix("t")
            && !["en", "s", "e"].contains { head.hasSuffix($0) }
            && !CommonWords.starters.contains(head.lowercased()) && isKnown(head + tail)
    }

    /// Whether an unknown piece goes on with a longer one that is short by chance: `luiste ren`.
    func isBrokenOff(_ head: Token, _ tail: Token) -> Bool {
        head.core.count > 2 && tail.core.count > 2 && isCutWord(head.core, tail.core)
    }

    /// Whether two words stand well by themselves, one of them a small one that is in every
    /// sentence: `volgen de` is no `volgende`.
    func standApart(_ head: String, _ tail: String) -> Bool {
        let (head, tail) = (head.lowercased(), tail.lowercased())
        let areShort = (CommonWords.isShort(head), CommonWords.isShort(tail))
        return areShort.0 && areShort.1 || areShort.0 && isWord(tail)
            || areShort.1 && isWord(head)
    }
}
