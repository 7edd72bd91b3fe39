/// Finds the parts of a Dutch compound.
///
/// A word is split into two or three words of the lexicon, with `s`, `en` or `e` allowed as a link
/// between them. Of all splits the one with the fewest parts is taken, then the one whose rarest
/// part was met most often, then the one with the longest first part: a part that no text uses by
/// itself is more likely an accident of letters.
///
/// Source of the idea: P. Koehn and K. Knight, Empirical Methods for Compound Splitting, EACL 2003.
struct CompoundSplitter {
    private let lexicon: Lexicon
    private let stemmer: Stemmer

    /// Shortest part in letters.
    private static let minimumPart = 3
    /// Words shorter than this are not split.
    private static let minimumWord = 7
    /// Three letters are an accident so easily that such a part must be met this often.
    private static let minimumCountOfShortPart = 3

    /// Words that stand in front of others without being what those are about.
    private static let particles: Set<[UInt8]> = Set(
        [
            "aan", "achter", "af", "bij", "binnen", "boven", "buiten", "door", "mee", "met", "na",
            "naar", "om", "onder", "op", "over", "rond", "tegen", "terug", "toe", "tussen", "uit",
            "voor", "weg", "her", "samen",
        ].map { Array($0.utf8) })

    private static let links: [[UInt8]] = ["", "s", "en", "e"].map { Array($0.utf8) }

    init(lexicon: Lexicon, stemmer: Stemmer) {
        self.lexicon = lexicon
        self.stemmer = stemmer
    }

    /// The parts of a folded word that carry meaning, as byte ranges in it; empty when it is whole.
    func parts(of word: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        guard lexicon.count > 0, word.count >= Self.minimumWord, word.count <= 64 else { return [] }
        guard let best = best(word, from: 0, parts: 3, first: true) else { return [] }
        return best.parts.filter { !isParticle(word[$0]) }
    }

    private struct Split {
        var parts: [Range<Int>]
        var rarest: Int
    }

    private func best(
        _ word: UnsafeBufferPointer<UInt8>, from start: Int, parts: Int, first: Bool
    ) -> Split? {
        var best: Split?
        // The rest as the last part.
        if !first, let count = partCount(word, start..<word.count) {
            best = Split(parts: [start..<word.count], rarest: count)
        }
        guard parts > 1 else { return best }
        let lastEnd = word.count - Self.minimumPart
        guard start + 2 <= lastEnd else { return best }
        for end in stride(from: lastEnd, through: start + 2, by: -1) {
            let part = start..<end
            let particle = first && isParticle(word[part])
            guard let count = particle ? Int.max : partCount(word, part) else { continue }
            for link in Self.links {
                let next = end + link.count
                guard next <= lastEnd, word[end..<next].elementsEqual(link),
                    !(particle && !link.isEmpty),
                    let rest = self.best(word, from: next, parts: parts - 1, first: false)
                else { continue }
                let split = Split(parts: [part] + rest.parts, rarest: min(count, rest.rarest))
                if isBetter(split, than: best) { best = split }
            }
        }
        return best
    }

    private func isBetter(_ split: Split, than other: Split?) -> Bool {
        guard let other else { return true }
        if split.parts.count != other.parts.count { return split.parts.count < other.parts.count }
        return split.rarest > other.rarest
    }

    /// A form that no text has may be one of a word that some text has.
    private func countOfStem(_ part: UnsafeBufferPointer<UInt8>) -> Int {
        guard part.count > Self.minimumPart else { return 0 }
        var stem: [UInt8] = []
        stemmer.append(part, to: &stem)
        guard stem.count > Self.minimumPart else { return 0 }
        return stem.withUnsafeBufferPointer { lexicon.count(of: $0) }
    }

    private func isParticle(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        part.count <= 6 && Self.particles.contains(Array(part))
    }

    private func partCount(_ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count >= Self.minimumPart else { return nil }
        let part = UnsafeBufferPointer(rebasing: word[range])
        let count = max(lexicon.count(of: part), countOfStem(part))
        guard count > 0, range.count > 3 || count >= Self.minimumCountOfShortPart else {
            return nil
        }
        return count
    }
}
