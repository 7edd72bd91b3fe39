internal import Analysis
internal import Indexing

/// Reads questions into queries.
public struct QueryParser {
    let analyzer: Analyzer
    let index: SearchIndex
    let ranking: Ranking

    /// How much a word of everyday speech counts.
    private var light: Double

    private let memory: GroupMemory
    private let readings: ReadingMemory

    init(
        index: SearchIndex, memory: GroupMemory, readings: ReadingMemory, analyzer: Analyzer,
        ranking: Ranking
    ) {
        self.index = index
        self.memory = memory
        self.readings = readings
        self.analyzer = analyzer
        self.ranking = ranking
        light = ranking.light
    }

    /// A question in plain Dutch: intent, filters and negations are read from it.
    public func query(fromQuestion text: String) -> Query {
        let typed = QueryWord.words(of: text, by: analyzer)
        var words = mended(typed, isDoubtful: false)
        var query = Query()
        query.intent = Intent.of(text)
        query.expectedFact = ExpectedFact(askedBy: words)
        if query.expectedFact == nil, words.contains(where: { $0.mending != nil }) {
            // Where nothing has it, `lang` may have been read as another word.
            query.expectedFact = ExpectedFact(askedBy: typed)
        }
        query.parties = Parties.named(in: words.map(\.folded))
        FilterReader(index: index).read(&words, of: text, into: &query)
        query.negations = Self.negations(in: words, of: text)
        add(ExpectedAnswers.words(for: words), &words)
        var parser = self
        if query.intent == .keyword, !QuestionWords.speak(words.map(\.folded)) {
            parser.light = ranking.lightInHeading
        }
        parser.addGroups(for: words, to: &query)
        return query
    }

    /// A list of words; every word is welcome, none is required.
    public func query(from text: String) -> Query {
        var query = Query()
        addGroups(for: QueryWord.words(of: text, by: analyzer), to: &query)
        return query
    }

    /// Words that were function words until the question made them say what it is about.
    private func add(_ indices: [Int], _ words: inout [QueryWord]) {
        for index in indices { words[index].role = .content }
    }

    func addGroups(for all: [QueryWord], to query: inout Query) {
        let words = joined(mended(all.filter { $0.role != .filter }, isDoubtful: true))
        var begins: [(expression: Bool, pair: Bool)] = []
        for word in words {
            let reading = readings.reading(of: word, kind: light.bitPattern) { read(word) }
            if let mending = word.mending {
                query.corrections.append(
                    Query.Correction(
                        word: word.text, readAs: [word.folded] + mending.others.map(\.folded)))
            }
            for group in reading.groups { query.groups.append(group.placed(at: word)) }
            begins.append((reading.beginsExpression, reading.beginsPair))
        }
        query.groups += expressions(in: words, begins)
    }

    private func read(_ word: QueryWord) -> ReadingMemory.Reading {
        // Of a damaged table it is told where it is searched.
        let beginsExpression = try? index.synonyms.hasExpression(from: word.stem)
        let beginsPair = try? index.synonyms.hasPair(from: word.stem)
        return ReadingMemory.Reading(
            groups: [group(of: word)] + partGroups(of: word),
            beginsExpression: beginsExpression ?? true, beginsPair: beginsPair ?? true)
    }

    // MARK: words

    /// Two words that are one compound written apart become that compound: `thema avond`.
    private func joined(_ words: [QueryWord]) -> [QueryWord] {
        var result: [QueryWord] = []
        for word in words {
            if let last = result.last, let compound = compound(of: last, word) {
                result[result.count - 1] = compound
            } else {
                result.append(word)
            }
        }
        return result
    }

    private static let shortestPart = 3

    private func compound(of first: QueryWord, _ second: QueryWord) -> QueryWord? {
        guard first.isContent, second.isContent, first.parts.isEmpty || first.folded != first.text,
            first.folded.utf8.count >= Self.shortestPart,
            second.folded.utf8.count >= Self.shortestPart
        else { return nil }
        var compound = readings.compound(of: first, second) { whole(of: first, second) }
        compound?.range = first.range.lowerBound..<second.range.upperBound
        compound?.text = first.text + " " + second.text
        compound?.mending = first.mending ?? second.mending
        compound?.mending?.others = []
        return compound
    }

    private func whole(of first: QueryWord, _ second: QueryWord) -> QueryWord? {
        for link in ["", "s"] {
            let whole = first.folded + link + second.folded
            // Most pairs are no word: that is seen without taking them apart.
            guard isWord(whole, stem: analyzer.stem(ofFolded: whole)) else { continue }
            let word = QueryWord.words(of: whole, by: analyzer)
            if word.count == 1, !word[0].parts.isEmpty { return word[0] }
        }
        return nil
    }

    /// Whether a passage or the dictionary has the word.
    private func isWord(_ folded: String, stem: [UInt8]) -> Bool {
        isInDictionary(folded, stem: stem)
            || (try? index.reader.find([TermReason.stem.prefix] + stem)) != nil
    }

    private func isInDictionary(_ folded: String, stem: [UInt8]) -> Bool {
        Array(folded.utf8).withUnsafeBufferPointer { index.lexicon.isWord($0) }
            || stem.withUnsafeBufferPointer { index.lexicon.isWord($0) }
    }

    private func find(_ term: [UInt8]) -> Bool { (try? memory.lookup.find(term)) != nil }

    /// Whether some passage has one of the terms.
    private func isKnown(_ group: TermGroup) -> Bool {
        (try? memory.findings(of: group).isKnown) ?? false
    }

    /// Whether some passage has the word itself, in any form.
    private func hasOwnForm(_ group: TermGroup) -> Bool {
        (try? memory.findings(of: group).hasOwn) ?? false
    }

    private func isKnown(_ groups: [TermGroup]) -> Bool {
        !groups.isEmpty && groups.allSatisfy(isKnown)
    }

    // MARK: groups

    func group(of word: QueryWord) -> TermGroup {
        let group = plainGroup(of: word)
        guard word.isContent, let mending = word.mending else { return group }
        let groups = [group] + mending.others.map(plainGroup)
        let factor = mending.isDoubtful ? ranking.mendedWord : ranking.mended
        let terms = groups.flatMap(\.terms).map { term in
            QueryTerm(
                bytes: term.bytes, weight: term.weight * factor,
                how: term.how.isWhole ? .spelling : term.how)
        }
        // Misspellings that the thesaurus knows keep what it has for them.
        let known = synonyms(of: mending.typed, factor: ranking.synonym)
        let isLight = groups.allSatisfy(\.isLight)
        return TermGroup(
            word: word.text, range: word.range, terms: terms + known, role: .content,
            weight: isLight ? light : 1, isLight: isLight,
            isVerbOrAdjective: group.isVerbOrAdjective)
    }

    private func plainGroup(of word: QueryWord) -> TermGroup {
        // What has no weight is left out: it would count as a match of nothing.
        let own = [
            QueryTerm(bytes: [TermReason.word.prefix] + word.folded.utf8, weight: 1, how: .word),
            QueryTerm(
                bytes: [TermReason.stem.prefix] + word.stem, weight: ranking.form, how: .form),
        ].filter { $0.weight > 0 }
        switch word.role {
        case .function, .filter:
            return TermGroup(
                word: word.text, range: word.range, terms: own, role: .function,
                weight: FunctionWords.isVerb(word.folded)
                    ? ranking.functionVerb : ranking.function)
        case .negation:
            let others = FunctionWords.negationsLike(word.folded).map {
                QueryTerm(
                    bytes: [TermReason.word.prefix] + $0.utf8, weight: ranking.inPart,
                    how: .synonym)
            }
            return TermGroup(
                word: word.text, range: word.range, terms: own + others, role: .negation,
                weight: ranking.negation)
        case .content, .light:
            let compounds = inCompounds(word.stem, factor: 1)
            let isLight = word.role == .light
            return TermGroup(
                word: word.text, range: word.range,
                terms: own + compounds + synonyms(of: word.stem, factor: ranking.synonym),
                role: .content, weight: isLight ? light : 1, isLight: isLight,
                isVerbOrAdjective: analyzer.isVerbOrAdjective(word.folded))
        }
    }

    /// A stem as a part of compounds in the text.
    private func inCompounds(
        _ stem: [UInt8], factor: Double
    ) -> [QueryTerm] {
        [
            QueryTerm(
                bytes: [TermReason.head.prefix] + stem, weight: factor * ranking.inHead, how: .head),
            QueryTerm(
                bytes: [TermReason.part.prefix] + stem, weight: factor * ranking.inPart, how: .part),
        ].filter(tells)
    }

    /// Whether a term has weight, and some passage or title has it.
    private func tells(_ term: QueryTerm) -> Bool {
        func occurs(_ find: () throws(IndexError) -> TermMatches?) -> Bool {
            // What cannot be read is told of when it is searched for.
            do { return try find() != nil } catch { return true }
        }
        return term.weight > 0
            && (occurs { () throws(IndexError) in try memory.lookup.find(term) }
                || occurs { () throws(IndexError) in
                    try memory.lookup.find(TitleTerm.of(term.bytes))
                })
    }

    func partGroups(of word: QueryWord) -> [TermGroup] {
        guard word.isContent, ranking.head > 0 else { return [] }
        return word.parts.filter { part in
            // `anderstalig` is not about `anders`.
            let text = String(decoding: part.stem, as: UTF8.self)
            return part.isHead
                || !FunctionWords.contains(text) && !analyzer.isLight(stem: part.stem)
        }.map { part in
            TermGroup(
                word: word.text, range: word.range,
                terms: [
                    QueryTerm(
                        bytes: [TermReason.stem.prefix] + part.stem, weight: 1,
                        how: part.isHead ? .head : .part)
                ] + inCompounds(part.stem, factor: 1.25)
                    + synonyms(of: part.stem, factor: ranking.partSynonym),
                role: .support, weight: part.isHead ? ranking.head : ranking.modifier)
        }
    }

    /// What the thesaurus has for the stems of a word or expression.
    private func synonyms(of key: [UInt8], factor: Double) -> [QueryTerm] {
        guard factor > 0 else { return [] }
        // A damaged table costs the synonyms, not the answer.
        let found = (try? index.synonyms.synonyms(of: key)) ?? []
        let variants = [
            (TermReason.stem, ranking.form), (.head, ranking.inHead), (.part, ranking.inPart),
        ]
        var terms: [QueryTerm] = []
        for synonym in found {
            let weight = ranking.weight(of: synonym) * factor
            for (reason, share) in variants where weight * share > 0 && synonym.occurs(as: reason) {
                terms.append(
                    QueryTerm(
                        bytes: [reason.prefix] + synonym.stem, weight: weight * share,
                        how: synonym.how))
            }
        }
        return terms
    }

    // MARK: mistyped words

    /// The words, with those in place of mistyped ones that they were probably meant to be.
    ///
    /// - Parameter isDoubtful: Whether those are mended, too, that may be right as they are.
    private func mended(_ words: [QueryWord], isDoubtful: Bool) -> [QueryWord] {
        guard ranking.mended > 0 else { return words }
        return words.map { word in
            guard word.isContent, word.mending == nil,
                var mended = readings.mended(word, { mend(word) }),
                let mending = mended.mending, isDoubtful || !mending.isDoubtful
            else { return word }
            mended.text = word.text
            mended.range = word.range
            return mended
        }
    }

    /// A compound of known parts is mistyped when it is one letter from a word of the passages.
    private static let nearInCompound = Spelling.Mistake.letter
    /// So is a word that is none of theirs, and that nothing in them stands for, by a slip.
    private static let nearWord = Spelling.Mistake.slip

    /// What a word was probably meant to be; `nil` when it is right, or not near to anything.
    private func mend(_ word: QueryWord) -> QueryWord? {
        let group = plainGroup(of: word)
        guard !hasOwnForm(group) else { return nil }
        let parts = partGroups(of: word)
        let isCompound = isKnown(parts)
        let isWord =
            index.lexicon.isWord(word.folded)
            || !isCompound && word.stem.withUnsafeBufferPointer { index.lexicon.isWord($0) }
        if isWord, ranking.mendedWord == 0 || isKnown(group) || parts.contains(where: isKnown) {
            return nil
        }
        let most =
            isWord ? Self.nearWord : isCompound ? Self.nearInCompound : Spelling.Mistake.two
        // A damaged table costs the mending, not the answer.
        let candidates = ((try? Spelling(index).candidates(for: word.folded)) ?? [])
            .filter { $0.mistake <= most }
        // What the thesaurus has as it stands is not mistyped.
        guard !candidates.contains(where: { $0.mistake == .none }) else { return nil }
        var read = candidates.compactMap { QueryWord.words(of: $0.word, by: analyzer).first }
        guard var first = read.first else { return nil }
        read.removeFirst()
        if !first.isContent { read = [] }
        for place in read.indices where !read[place].isContent { read[place].role = .light }
        first.mending = QueryWord.Mending(typed: word.stem, others: read, isDoubtful: isWord)
        return first
    }

    /// Expressions of the thesaurus, such as "te pakken krijgen", with what may stand for them.
    ///
    /// - Parameter begins: For each word whether it begins an expression or two words apart.
    private func expressions(
        in words: [QueryWord], _ begins: [(expression: Bool, pair: Bool)]
    ) -> [TermGroup] {
        var groups: [TermGroup] = []
        func add(_ inside: [QueryWord], _ terms: [QueryTerm], _ weight: Double) {
            guard let first = inside.first, let last = inside.last else { return }
            groups.append(
                TermGroup(
                    word: inside.map(\.text).joined(separator: " "),
                    range: first.range.lowerBound..<last.range.upperBound, terms: terms,
                    role: inside.contains(where: \.isContent) ? .support : .content,
                    weight: weight))
        }
        let stems = words.map { Fingerprint.of($0.stem) }
        for start in words.indices where begins[start].expression {
            let last = min(words.count, start + SynonymTable.longestKey)
            var key = stems[start]
            for end in start + 1..<max(last, start + 1) {
                key = Key.mixed(key, stems[end])
                let terms = readings.terms(for: key) {
                    synonyms(
                        of: Array(
                            words[start...end].map(\.stem).joined(separator: [UInt8(ascii: " ")])),
                        factor: ranking.synonym)
                }
                if !terms.isEmpty { add(Array(words[start...end]), terms, ranking.expression) }
            }
        }
        let known = Set(groups.map(\.key))
        let telling = words.indices.filter { words[$0].isContent || words[$0].role == .negation }
        for start in telling.indices {
            for end in start + 1..<min(telling.count, start + 1 + Self.pairReach) {
                let places = [telling[start], telling[end]]
                guard places.contains(where: { begins[$0].pair }) else { continue }
                let key = places.map { stems[$0] }.sorted().reduce(Self.pairMark, Key.mixed)
                let terms = readings.terms(for: key) {
                    synonyms(
                        of: SynonymTable.pairKey(words[places[0]].stem, words[places[1]].stem),
                        factor: ranking.synonym)
                }
                guard !terms.isEmpty else { continue }
                let pair = places.map { words[$0] }
                // Words that passages have themselves say the same already.
                let isKnown = pair.allSatisfy { find([TermReason.stem.prefix] + $0.stem) }
                add(
                    pair, terms,
                    ranking.expression * (isKnown ? ranking.apartKnown : ranking.apart))
            }
        }
        // What was met word for word is not met again as two words apart.
        return groups.filter { group in
            group.weight == ranking.expression || !known.contains(group.key)
        }
    }

    /// Keeps the keys of two words apart from those of words in order.
    private static let pairMark: UInt64 = 1
    /// How far apart in words that say something the two words of an expression may stand.
    private static let pairReach = 3

    /// The negations with the content word that they turn round, as typed.
    private static func negations(in words: [QueryWord], of text: String) -> [String] {
        let bytes = Array(text.utf8)
        return words.indices.filter { words[$0].role == .negation }.map { place in
            let ahead = words[place...].dropFirst().prefix(3)
            let end = ahead.first(where: \.isContent) ?? words[place]
            let range = words[place].range.lowerBound..<end.range.upperBound
            return String(decoding: bytes[range], as: UTF8.self)
        }
    }
}
