/// Finds the verb that a particle belongs to: `nodig ... uit` is a form of `uitnodigen`.
///
/// The verb stands before the particle in the same clause, or behind it with `te` between: `uit te
/// nodigen`.
struct SeparableVerbs {
    /// How many words may stand between the two.
    private static let reach = 12
    /// Particles that are prepositions more often: these end their clause, or another preposition or
    /// a conjunction follows.
    private static let prepositions: Set<String> = [
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
        var number: Int
        var position: Int
        /// Where in the stream its tokens end.
        var tokenEnd: Int
        var range: Range<Int>
    }

    /// Numbers of particles and verbs, and for each pair the joined lemma.
    private struct Table: Sendable {
        var particles: [[UInt8]: UInt8] = [:]
        var isPreposition: [Bool] = [false]
        var verbs: [[UInt8]: UInt16] = [:]
        /// By particle number times 4096 plus verb number; empty for no pair.
        var joined: [Int: [UInt8]] = [:]
        var followers: Set<[UInt8]> = []

        init() {
            for (index, particle) in Lemmas.table.particles.enumerated() {
                particles[particle] = UInt8(index + 1)
                isPreposition.append(
                    prepositions.contains(String(decoding: particle, as: UTF8.self)))
                let pairs = particle.withUnsafeBufferPointer {
                    Lemmas.table.verbs(with: $0) ?? [:]
                }
                for (verb, lemma) in pairs {
                    let number = verbs[verb] ?? UInt16(verbs.count + 1)
                    verbs[verb] = number
                    joined[(index + 1) << 12 | Int(number)] = lemma
                }
            }
            self.followers = Set(SeparableVerbs.followers.map { Array($0.utf8) })
        }
    }

    private static let table = Table()

    private var verbs: [Verb] = []
    /// A preposition that may be a particle, until the next word tells.
    private var pending = 0
    /// The particle two words back, when `te` came behind it.
    private var particleBeforeTe = 0
    private var lastParticle = 0

    /// The number of a folded word as a particle, or 0.
    static func particle(_ word: UnsafeBufferPointer<UInt8>) -> UInt8 {
        word.count <= 7 ? table.particles[Array(word)] ?? 0 : 0
    }

    /// The number of a lemma as a verb, or 0.
    static func verb(_ lemma: some Collection<UInt8>) -> UInt16 { table.verbs[Array(lemma)] ?? 0 }

    /// Whether a preposition in front of this word is likelier the particle of a verb.
    private static func isFollower(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count <= 8 && table.followers.contains(Array(word))
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
                let lemma = Self.table.joined[particleBeforeTe << 12 | Int(record.verb)]
            {
                stream.append(lemma, .stem, range: range, position: position)
            }
            if verbs.count >= 8 { verbs.removeFirst() }
            verbs.append(
                Verb(
                    number: Int(record.verb), position: position, tokenEnd: stream.tokens.count,
                    range: range))
        }
        particleBeforeTe = isTe ? lastParticle : 0
        lastParticle = Int(record.particle)
        if record.particle != 0, !verbs.isEmpty {
            pending = Int(record.particle)
            if !Self.table.isPreposition[pending] { settle(isParticle: true, &stream) }
        }
        if let first = verbs.first, position - first.position > Self.reach { verbs.removeFirst() }
    }

    /// Joins the particle that waits to its verb, when it is one.
    private mutating func settle(isParticle: Bool, _ stream: inout TokenStream) {
        defer { pending = 0 }
        guard pending != 0, isParticle else { return }
        for index in verbs.indices.reversed() {
            let verb = verbs[index]
            guard let lemma = Self.table.joined[pending << 12 | verb.number] else { continue }
            stream.insert(
                lemma, .stem, range: verb.range, position: verb.position, at: verb.tokenEnd)
            for later in verbs.indices where later >= index { verbs[later].tokenEnd += 1 }
            return
        }
    }
}
