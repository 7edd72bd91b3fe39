/// Finds the verb that a particle belongs to: `nodig ... uit` is a form of `uitnodigen`.
///
/// The verb stands before the particle in the same clause, or behind it with `te` between: `uit te
/// nodigen`.
struct SeparableVerbs {
    /// How many words may stand between the two.
    private static let reach = 12
    /// Particles that are prepositions more often: these end their clause, or another preposition or
    /// a conjunction follows.
    static let prepositions: Set<String> = [
        "aan", "in", "op", "voor", "bij", "over", "door", "onder", "om", "na", "langs", "tegen",
        "binnen", "achter",
    ]
    private static let followers: Set<String> = [
        "voor", "met", "in", "bij", "en", "of", "om", "als", "dat", "op", "aan", "naar", "tot",
        "van", "over", "door", "zodat", "want", "maar", "via", "tijdens", "te", "wanneer",
        "terwijl",
    ]

    /// A verb that was met in the clause.
    private struct Verb {
        var number: UInt16
        var position: Int
        /// Where in the stream its tokens end.
        var tokenEnd: Int
        var range: Range<Int>
    }

    private let forms: WordForms
    private var verbs: [Verb] = []
    /// A preposition that may be a particle, until the next word tells.
    private var pending: UInt8 = 0
    /// The particle two words back, when `te` came behind it.
    private var particleBeforeTe: UInt8 = 0
    private var lastParticle: UInt8 = 0

    init(_ forms: WordForms) { self.forms = forms }

    /// Whether a preposition in front of this word is likelier the particle of a verb.
    private static func isFollower(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count <= 8 && followers.contains(String(decoding: word, as: UTF8.self))
    }

    /// Forgets the clause.
    mutating func endClause(in stream: inout TokenStream) {
        settle(isParticle: true, &stream)
        verbs.removeAll(keepingCapacity: true)
        lastParticle = 0
        particleBeforeTe = 0
    }

    /// Takes in a word whose tokens were just written.
    mutating func add(
        _ record: TermCache.Record, _ word: UnsafeBufferPointer<UInt8>, range: Range<Int>,
        position: Int, to stream: inout TokenStream
    ) {
        if pending != 0 { settle(isParticle: Self.isFollower(word), &stream) }
        let isTe = word.count == 2 && word[0] == UInt8(ascii: "t") && word[1] == UInt8(ascii: "e")
        if record.verb != 0 {
            if particleBeforeTe != 0,
                let lemma = forms.joined(particleBeforeTe, record.verb)
            {
                stream.append(lemma, .stem, range: range, position: position)
            }
            if verbs.count >= 8 { verbs.removeFirst() }
            verbs.append(
                Verb(
                    number: record.verb, position: position, tokenEnd: stream.tokens.count,
                    range: range))
        }
        particleBeforeTe = isTe ? lastParticle : 0
        lastParticle = record.particle
        if record.particle != 0, !verbs.isEmpty {
            pending = record.particle
            if !forms.isPreposition(word) { settle(isParticle: true, &stream) }
        }
        if let first = verbs.first, position - first.position > Self.reach { verbs.removeFirst() }
    }

    /// Joins the particle that waits to its verb, when it is one.
    private mutating func settle(isParticle: Bool, _ stream: inout TokenStream) {
        defer { pending = 0 }
        guard pending != 0, isParticle else { return }
        for index in verbs.indices.reversed() {
            let verb = verbs[index]
            guard let lemma = forms.joined(pending, verb.number) else { continue }
            stream.insert(
                lemma, .stem, range: verb.range, position: verb.position, at: verb.tokenEnd)
            for later in verbs.indices where later >= index { verbs[later].tokenEnd += 1 }
            return
        }
    }
}
