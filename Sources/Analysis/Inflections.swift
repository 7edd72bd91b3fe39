/// Brings inflected forms back to a word of the dictionary: `klikt` to `klikken`, `ingevoegd` to
/// `invoegen`, `functies` to `functie`.
///
/// A suffix stripper must guess what is an ending; here only what the dictionary has counts, so
/// `markt` and `adres` stay what they are.
enum Inflections {
    /// Shortest word with an ending.
    private static let shortest = 4
    /// Shortest root of a verb.
    private static let shortestRoot = 2

    /// Endings of the third person and of the past, the longest first.
    private static let endings: [[UInt8]] = ["ten", "den", "te", "de", "t", "d"].map {
        Array($0.utf8)
    }
    /// Words that verbs are joined with, as one word when these are not at work in a clause.
    private static let particles: [[UInt8]] = [
        "aan", "achter", "af", "bij", "binnen", "buiten", "door", "in", "mee", "na", "neer", "om",
        "onder", "op", "open", "over", "rond", "samen", "tegen", "terug", "toe", "uit", "vast",
        "voor", "voort", "vrij", "weer", "weg",
    ].map { Array($0.utf8) }

    /// The dictionary's word that a word is a form of; `nil` for any other, or without a dictionary.
    ///
    /// - Parameters:
    ///   - word: Folded.
    ///   - lexicon: Tells which words the dictionary has.
    static func base(of word: UnsafeBufferPointer<UInt8>, in lexicon: Lexicon) -> [UInt8]? {
        guard lexicon.isLearnt, word.count >= shortest else { return nil }
        let letters = Array(word)
        let reader = Reader(lexicon: lexicon)
        return reader.singular(of: letters) ?? reader.verb(of: letters)
            ?? reader.verb(ofNoun: letters) ?? reader.adjective(of: letters)
    }

    /// Whether a word is a form of a verb of the dictionary, other than the infinitive: `hoort`.
    static func isVerb(_ word: UnsafeBufferPointer<UInt8>, in lexicon: Lexicon) -> Bool {
        guard lexicon.isLearnt, word.count >= shortest,
            let verb = Reader(lexicon: lexicon).verb(of: Array(word))
        else { return false }
        return verb.withUnsafeBufferPointer { lexicon.facts(of: $0).isVerb }
    }

    private struct Reader {
        let lexicon: Lexicon

        private func isEntry(_ word: some Collection<UInt8>) -> Bool {
            Array(word).withUnsafeBufferPointer { lexicon.facts(of: $0).isEntry }
        }

        private func isWord(_ word: [UInt8]) -> Bool {
            word.withUnsafeBufferPointer { lexicon.facts(of: $0).isInDictionary }
        }

        /// `functies`, `scripts`.
        func singular(of word: [UInt8]) -> [UInt8]? {
            guard word.last == UInt8(ascii: "s"), word.count > shortest, !isWord(word) else {
                return nil
            }
            let short = Array(word.dropLast())
            return isWord(short) ? short : nil
        }

        /// `installatie` of `installeren`.
        func verb(ofNoun word: [UInt8]) -> [UInt8]? {
            for ending in ["aties", "atie"] where word.hasSuffix(ending) {
                let root = Array(word.dropLast(ending.utf8.count))
                guard root.count > shortestRoot else { return nil }
                let verb = root + "eren".utf8
                return isWord(verb) ? verb : nil
            }
            return nil
        }

        /// Endings of the comparative and the superlative; behind an r the former has a d.
        private static let degrees: [[UInt8]] = ["dere", "der", "ere", "er", "ste", "st"].map {
            Array($0.utf8)
        }
        /// Shorter words in -st are something else: `dorst` is no degree of `dor`.
        private static let shortestSuperlative = 7

        /// `snel` of `sneller` and `snelste`.
        ///
        /// What is a noun by itself stays one, as `dichter` is.
        func adjective(of word: [UInt8]) -> [UInt8]? {
            guard !word.withUnsafeBufferPointer({ lexicon.facts(of: $0).isNoun }) else {
                return nil
            }
            for ending in Self.degrees where word.hasSuffix(ending) {
                let root = Array(word.dropLast(ending.count))
                guard root.count > shortestRoot else { continue }
                let isBehindR = root.last == UInt8(ascii: "r")
                switch ending[0] {
                case UInt8(ascii: "d"):
                    if isBehindR, isAdjective(root) { return root }
                case UInt8(ascii: "e"):
                    if let base = bases(ofInflected: root).first(where: isAdjective) { return base }
                default:
                    if ending.last == UInt8(ascii: "t"), word.count < Self.shortestSuperlative {
                        continue
                    }
                    if isAdjective(root) { return root }
                }
            }
            return nil
        }

        /// What a root may be without an ending behind it: `snell` of `snel`, `hog` of `hoog`, `boz`
        /// of `boos`.
        private func bases(ofInflected root: [UInt8]) -> [[UInt8]] {
            guard let last = root.last else { return [] }
            let before = root[root.count - 2]
            if last == before { return [Array(root.dropLast())] }
            let hard: UInt8
            switch last {
            case UInt8(ascii: "v"): hard = UInt8(ascii: "f")
            case UInt8(ascii: "z"): hard = UInt8(ascii: "s")
            default: hard = last
            }
            let end = [hard]
            var bases = [Array(root.dropLast()) + end]
            if Self.isVowel(before), !Self.isVowel(root[root.count - 3]) {
                bases.insert(Array(root.dropLast()) + [before] + end, at: 0)
            }
            return bases
        }

        private func isAdjective(_ base: [UInt8]) -> Bool {
            base.withUnsafeBufferPointer { lexicon.facts(of: $0).hasDegrees }
        }

        func verb(of word: [UInt8]) -> [UInt8]? {
            guard !isEntry(word), !isFormOfNoun(word) else { return nil }
            for ending in endings where word.hasSuffix(ending) {
                let root = Array(word.dropLast(ending.count))
                // The past ends in a t behind voiceless sounds, in a d behind all others, also behind
                // an f or s that is a v or z inside.
                let isPast = ending != [UInt8(ascii: "t")]
                let isVoiced = ending[0] == UInt8(ascii: "d")
                if isPast, Self.isVoiceless(root) == isVoiced, !Self.isSoft(root) { continue }
                if let verb = verb(withRoot: root, isVoiced: isPast ? isVoiced : nil) {
                    return verb
                }
            }
            if let verb = verb(ofParticiple: word) { return verb }
            guard word.hasSuffix("de") || word.hasSuffix("te") else { return nil }
            return verb(ofParticiple: word.dropLast())
        }

        /// `velden` of `veld`, `platte` of `plat`.
        private func isFormOfNoun(_ word: [UInt8]) -> Bool {
            switch word.last {
            case UInt8(ascii: "n"):
                return isEntry(word.dropLast()) || isEntry(word.dropLast(2))
            case UInt8(ascii: "e"):
                return isEntry(word.dropLast())
                    || word.dropLast().last == word.dropLast(2).last && isEntry(word.dropLast(2))
            default: return false
            }
        }

        private func verb(ofParticiple word: some BidirectionalCollection<UInt8>) -> [UInt8]? {
            let word = Array(word)
            guard let end = word.last, end == UInt8(ascii: "d") || end == UInt8(ascii: "t") else {
                return nil
            }
            for particle in [[]] + particles where word.starts(with: particle) {
                let rest = word.dropFirst(particle.count)
                guard rest.starts(with: "ge".utf8), rest.count > shortest else { continue }
                let whole = Array(rest.dropFirst(2))
                let root = Array(whole.dropLast())
                let isVoiceless = Self.isVoiceless(root)
                if (end == UInt8(ascii: "t")) == isVoiceless || Self.isSoft(root),
                    let verb = infinitive(
                        of: root, isVoiced: end == UInt8(ascii: "d"))
                {
                    return particle + verb
                }
                // The root itself ends in it: `getest`, `geleid`.
                if !isVoiceless || end == UInt8(ascii: "t"), let verb = infinitive(of: whole) {
                    return particle + verb
                }
            }
            return nil
        }

        /// A verb of the dictionary, by itself or with a particle in front.
        private func verb(withRoot root: [UInt8], isVoiced: Bool?) -> [UInt8]? {
            if let verb = infinitive(of: root, isVoiced: isVoiced) { return verb }
            for particle in particles
            where root.count > particle.count + shortestRoot && root.starts(with: particle) {
                if let verb = infinitive(
                    of: Array(root.dropFirst(particle.count)), isVoiced: isVoiced)
                {
                    return particle + verb
                }
            }
            return nil
        }

        /// The infinitive of the dictionary with a root: `maken` of `maak`, `drukken` of `druk`.
        ///
        /// - Parameter isVoiced: Whether an f or s at its end is a v or z inside; `nil` for both.
        private func infinitive(of root: [UInt8], isVoiced: Bool? = nil) -> [UInt8]? {
            guard root.count >= shortestRoot, let last = root.last else { return nil }
            guard !Self.isVowel(last) else {
                return [root + "en".utf8, root + "n".utf8].first(where: isWord)
            }
            var ends = [last]
            switch last {
            case UInt8(ascii: "f"): ends = [UInt8(ascii: "v"), last]
            case UInt8(ascii: "s"): ends = [UInt8(ascii: "z"), last]
            default: break
            }
            if ends.count > 1, let isVoiced { ends = isVoiced ? [ends[0]] : [last] }
            let before = root[root.count - 2]
            let isDouble = root.count > 2 && before == root[root.count - 3] && Self.isVowel(before)
            for end in ends {
                var stem = isDouble ? root.dropLast(2) : root.dropLast()
                stem.append(end)
                if !isDouble, end == last, Self.isVowel(before),
                    root.count < 3 || !Self.isVowel(root[root.count - 3])
                {
                    let doubled = Array(stem) + [end] + "en".utf8
                    if isWord(doubled) { return doubled }
                }
                let plain = Array(stem) + "en".utf8
                if isWord(plain) { return plain }
            }
            return nil
        }

        private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

        /// Whether the root ends in an f or s, which may be a v or z inside.
        private static func isSoft(_ root: [UInt8]) -> Bool {
            root.last.map { $0 == UInt8(ascii: "f") || $0 == UInt8(ascii: "s") } ?? false
        }

        private static func isVoiceless(_ root: some BidirectionalCollection<UInt8>) -> Bool {
            guard let last = root.last else { return false }
            return "tkfspx".utf8.contains(last)
                || last == UInt8(ascii: "h") && root.dropLast().last == UInt8(ascii: "c")
        }
    }
}

extension Array<UInt8> {
    fileprivate func hasSuffix(_ end: String) -> Bool {
        suffix(end.utf8.count).elementsEqual(end.utf8)
    }
    fileprivate func hasSuffix(_ end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
