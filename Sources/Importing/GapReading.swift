internal import Corpus

/// The reading of one paragraph that costs least.
struct GapReading {
    typealias Cost = TextRepair.Cost
    typealias Blank = TextRepair.Blank

    let repair: TextRepair
    let tokens: [Token]
    /// What stands behind each token but the last.
    let blanks: [Blank]
    let costs: [Double]
    let evidence: TextRepair.GapEvidence
    let memory: TextRepair.GapMemory

    /// Most parts of one word.
    private static let mostParts = 4

    init(
        _ repair: TextRepair, _ tokens: [Token], _ blanks: [Blank], _ costs: [Double],
        _ evidence: TextRepair.GapEvidence, _ memory: TextRepair.GapMemory
    ) {
        self.repair = repair
        self.memory = memory
        self.tokens = tokens
        self.blanks = blanks
        self.costs = costs
        self.evidence = evidence
    }

    /// Letters that a blank can stand for, the likeliest first.
    static let options = TextRepair.ligatures.sorted {
        (CommonWords.prior(of: $0), $0) < (CommonWords.prior(of: $1), $1)
    }

    /// A word made of some tokens.
    struct Step {
        var count: Int
        /// `nil` for tokens that stay as they are.
        var word: String?
        var cost: Double
        var completesStart = false
        var completesEnd = false
    }

    private struct Place {
        var cost = Double.infinity
        var from = 0
        var fromEnds = false
        var step = Step(count: 0, cost: 0)
    }

    /// The text with its repairs.
    func best() -> (text: String, repairs: [Repair])? {
        let count = tokens.count
        guard count > 0 else { return nil }
        // Reached with a last word as it stands, and with one that was given its end.
        var places = [[Place]](repeating: [Place(), Place()], count: count + 1)
        places[0][0].cost = 0
        for start in 0..<count {
            let steps = steps(from: start)
            for ends in [false, true] {
                let base = places[start][ends ? 1 : 0].cost
                guard base < .infinity else { continue }
                for step in steps {
                    let apart =
                        start == 0 || ends || step.completesStart ? 0 : penalty(start - 1)
                    let cost = base + step.cost + apart
                    let target = step.completesEnd ? 1 : 0
                    if cost < places[start + step.count][target].cost - 1e-9 {
                        places[start + step.count][target] = Place(
                            cost: cost, from: start, fromEnds: ends, step: step)
                    }
                }
            }
        }
        return written(places)
    }

    private func written(_ places: [[Place]]) -> (text: String, repairs: [Repair]) {
        var steps: [(start: Int, step: Step)] = []
        var end = tokens.count
        var ends = places[end][1].cost < places[end][0].cost
        while end > 0 {
            let place = places[end][ends ? 1 : 0]
            steps.append((place.from, place.step))
            end = place.from
            ends = place.fromEnds
        }
        var text = ""
        var repairs: [Repair] = []
        var previous: Step?
        for (start, step) in steps.reversed() {
            let last = start + step.count - 1
            // The blank was the sign: nothing stands between the word and its mark.
            let isAttached =
                previous?.completesEnd == true && isMark(start)
                || step.completesStart && start > 0 && isMark(start - 1)
            if previous != nil, !isAttached { text += " " }
            text += tokens[start].prefix + (step.word ?? tokens[start].core) + tokens[last].suffix
            if let word = step.word {
                var source = tokens[start].core
                for place in start..<last { source += blanks[place].shown + tokens[place + 1].core }
                repairs.append(Repair(from: source, to: word))
            }
            previous = step
        }
        return (text, repairs)
    }

    /// Whether a token is only a mark, such as the full stop behind a word that lost its end.
    func isMark(_ place: Int) -> Bool { tokens[place].core.isEmpty }

    /// Whether two tokens may be one word.
    ///
    /// - Parameter isDamaged: Else `i-de` and `e-mail` begin with a letter that stands by itself.
    static func canJoin(_ head: Token, _ tail: Token, isDamaged: Bool = false) -> Bool {
        guard head.suffix.isEmpty, tail.prefix.isEmpty, !head.isForeign, !tail.isForeign,
            let start = tail.core.first, Letters.isSmall(start), let end = head.core.last,
            Letters.isSmall(end) || head.core.count == 1 && Letters.isCapital(end),
            isDamaged || tail.core.dropFirst().first != "-"
        else { return false }
        return Letters.arePlain(head.core) && Letters.arePlain(tail.core)
    }

    /// What it costs that two words stand apart where the blank is wider than others, or where a
    /// line ends in a text whose lines end in cut words.
    private func penalty(_ place: Int) -> Double {
        switch blanks[place] {
        case .two, .wideLine: evidence.isDamaged || evidence.isWideSplit ? 1.5 : 0
        case .three: evidence.isDamaged ? 1.5 : 0
        case .line: isCutWord(place) ? 1.5 : 0
        case .one:
            isBehindSign(place) || isLoose(place + 1) || evidence.isSplit && isCutWord(place)
                ? 1.5 : 0
        }
    }

    /// Whether a blank stands where this text has one inside of words: behind a sign.
    private func isBehindSign(_ place: Int) -> Bool {
        evidence.isBehind && blanks[place] == .one
            && TextRepair.endsInSign(tokens[place].core)
            && Self.canJoin(tokens[place], tokens[place + 1], isDamaged: true)
    }

    /// Whether a mark that ends a word or a sentence stands apart from it, in a damaged text.
    private func isLoose(_ place: Int) -> Bool {
        evidence.isDamaged && isMark(place)
            && tokens[place].prefix.allSatisfy { ".,;:!?)”’".contains($0) }
    }

    /// Whether two words are likelier one, in a text that has such.
    private func areLikelyOne(_ place: Int) -> Bool {
        let head = tokens[place].core.lowercased()
        let tail = tokens[place + 1].core.lowercased()
        if repair.isOnlyOne(head, tail) { return true }
        if CommonWords.starters.contains(head) {
            if CommonWords.pronominal.contains(head), CommonWords.starters.contains(tail) {
                return true
            }
            guard blanks[place] == .one else { return !areUsual(place) }
            let whole = repair.own[head + tail, default: 0]
            return whole > 0 && repair.own[tail, default: 0] <= whole
        }
        if blanks[place] != .one { return !CommonWords.openers.contains(head) }
        if evidence.isShattered, !areUsual(place) { return true }
        return repair.isLikelyWord(tokens[place].core, tail)
    }

    /// Whether this text has both words more often, and never the one that they would be.
    private func areUsual(_ place: Int) -> Bool {
        let head = tokens[place].core.lowercased()
        let tail = tokens[place + 1].core.lowercased()
        return repair.own[head + tail] == nil
            && min(repair.own[head, default: 0], repair.own[tail, default: 0]) > 3
    }

    /// Whether a blank stands in a word of the dictionary where this text has cut ones.
    private func isCutWord(_ place: Int) -> Bool {
        let blank = blanks[place]
        guard blank != .three, Self.canJoin(tokens[place], tokens[place + 1]) else { return false }
        let head = tokens[place].core
        let tail = tokens[place + 1].core
        if repair.isBroken(head, tail) { return true }
        let hasSuch =
            switch blank {
            case .one: evidence.isSplit
            case .line: evidence.isCut
            case .two, .wideLine: evidence.isWideSplit
            case .three: false
            }
        guard hasSuch else { return false }
        if repair.areOne(tokens, at: place, costs, apart: evidence.apart) { return true }
        if PairGrammar.areTwo(head.lowercased(), tail) { return false }
        if repair.isCutWord(head, tail) {
            return blank == .two || blank == .wideLine || areLikelyOne(place)
        }
        // Inside a line such pairs are mostly two words, even in a shattered text.
        return (blank != .one || repair.holds((head + tail).lowercased())) && !areUsual(place)
            && repair.isCutCompound(head, tail)
    }

    // MARK: Words from here on

    private func steps(from start: Int) -> [Step] {
        var result = [Step(count: 1, cost: costs[start])]
        complete(start, &result)
        if evidence.isDamaged, costs[start] >= Cost.rare { result += completed(start, start) }
        var end = start
        var weak = costs[start] >= Cost.name ? 1 : 0
        while end - start + 1 < Self.mostParts, end + 1 < tokens.count,
            Self.canJoin(
                tokens[end], tokens[end + 1], isDamaged: evidence.isDamaged || evidence.isBehind)
        {
            end += 1
            weak += costs[end] >= Cost.rare ? 1 : 0
            // Most parts of a word that was cut are none; two words that are could be one.
            let strong = end - start + 1 - weak
            guard strong <= 1 || end == start + 1 && mayBeOne(start) else { continue }
            if let step = joined(start, end) {
                result.append(step)
            } else if end == start + 1, evidence.isDamaged {
                result += completed(start, end)
            }
        }
        return result
    }

    /// Whether two words that are known could be one.
    private func mayBeOne(_ start: Int) -> Bool {
        let isSplit =
            switch blanks[start] {
            case .one: evidence.isSplit || isBehindSign(start)
            case .line: evidence.isCut || evidence.isSplit
            case .two, .wideLine: evidence.isWideSplit
            case .three: false
            }
        guard !isSplit, evidence.isDamaged else { return isSplit }
        if tokens[start].core.count <= 3 { return true }
        // `veer en` is `veertien`.
        return Self.options.contains {
            CommonWords.withSigns.contains(tokens[start].core + $0 + tokens[start + 1].core)
        }
    }

    /// Whether a word is one of the small ones that are in every sentence.
    private func isSmall(_ place: Int) -> Bool {
        CommonWords.isShort(tokens[place].core.lowercased())
    }

    /// The best word that signs between some tokens give.
    private func joined(_ start: Int, _ end: Int) -> Step? {
        var key = tokens[start].core
        for place in start..<end {
            key.append(blanks[place].rawValue)
            key += tokens[place + 1].core
        }
        let word: (text: String, cost: Double)?
        if let known = memory.words[key] {
            word = known
        } else {
            word = found(start, end)
            memory.words[key] = word
        }
        return word.map { Step(count: end - start + 1, word: $0.text, cost: $0.cost) }
    }

    func found(
        _ start: Int, _ end: Int, before: String = "", behind: String = ""
    ) -> (text: String, cost: Double)? {
        var words: [(text: String, cost: Double)] = [(before + tokens[start].core, 0)]
        for place in start..<end {
            let between = between(place).prefix(end - start > 2 ? 5 : 36)
            guard !between.isEmpty else { return nil }
            var longer: [(text: String, cost: Double)] = []
            for word in words {
                for (letters, cost) in between {
                    longer.append((word.text + letters + tokens[place + 1].core, word.cost + cost))
                }
            }
            words = longer
        }
        if !behind.isEmpty { words = words.map { ($0.text + behind, $0.cost) } }
        var best: (text: String, cost: Double)?
        let areSmall = end == start + 1 && isSmall(start) && isSmall(end)
        for word in words where word.text.count >= 4 {
            if areSmall, !isCutWord(start),
                !CommonWords.withSigns.contains(word.text.lowercased())
            {
                continue
            }
            // Asking the dictionary takes long where it does not know the answer.
            let most = best?.cost ?? .infinity
            guard word.cost + leastCost(ofWhole: word.text) < most else { continue }
            let cost = word.cost + self.cost(ofWhole: word.text)
            if cost < most { best = (word.text, cost) }
        }
        guard best == nil, end == start + 1, before.isEmpty, behind.isEmpty,
            evidence.isDamaged || evidence.isWideSplit || evidence.isBehind,
            costs[start] >= Cost.name,
            costs[end] >= Cost.rare
        else { return best }
        return words.first { $0.text.count >= 9 && repair.isCompound($0.text) }.map {
            ($0.text, $0.cost + Cost.compound)
        }
    }

    func cost(ofWhole word: String) -> Double {
        let count = repair.own[word.lowercased(), default: 0]
        guard repair.isKnown(word) || count > 0 && (count > 1 || repair.isCompound(word)) else {
            return .infinity
        }
        return leastCost(ofWhole: word)
    }

    /// What a word costs if it is known.
    private func leastCost(ofWhole word: String) -> Double {
        let folded = word.lowercased()
        if CommonWords.withSigns.contains(folded) { return Cost.sure }
        if repair.own[folded] != nil { return Cost.common }
        return word.count < 5 ? Cost.known + 1.5 : Cost.known
    }

    /// Whether this text has a word much more often than the one it begins with.
    private func isUsual(_ whole: String, beside head: String) -> Bool {
        repair.own[whole, default: 0] > 2 * repair.own[head, default: 0]
    }

    /// What a blank can stand for, with what that costs.
    private func between(_ place: Int) -> [(letters: String, cost: Double)] {
        let isUnknown =
            costs[place] >= Cost.name && costs[place + 1] >= Cost.rare
            || costs[place] >= Cost.unknown && repair.isBrokenOff(tokens[place], tokens[place + 1])
        let head = tokens[place].core
        let tail = tokens[place + 1].core
        let whole = (head + tail).lowercased()
        // A small word at the start may be a part, `be sluiten`, where the text has the whole.
        let standApart =
            repair.standApart(head, tail) && (isSmall(place + 1) || repair.own[whole] == nil)
            && !isUsual(whole, beside: head.lowercased())
        var result: [(letters: String, cost: Double)] = []
        switch blanks[place] {
        case .two where evidence.isNarrow && evidence.isDamaged,
            .three where !evidence.isNarrow && evidence.isDamaged:
            // Two signs in a row: `compe  e` is `competitie`.
            guard costs[place] >= Cost.name || costs[place + 1] >= Cost.rare else { break }
            let lost = TextRepair.signs.filter { evidence.lost[$0] != nil }
            for first in lost {
                for second in lost {
                    let priors = CommonWords.prior(of: first) + CommonWords.prior(of: second)
                    result.append((first + second, 1 + priors))
                }
            }
            result.sort { ($0.cost, $0.letters) < ($1.cost, $1.letters) }
        case .two, .wideLine:
            result.append(("", evidence.isWideSplit ? 0.5 : 1))
            for letters in Self.options {
                let prior = CommonWords.prior(of: letters)
                let isExpected = blanks[place] == .two && evidence.lost[letters] != nil
                result.append((letters, (isExpected ? 0.3 : 1) + prior))
            }
        case .three: break
        case .one, .line:
            let isCut = blanks[place] == .line && evidence.isCut
            if isCutWord(place) || isBehindSign(place) {
                result.append(("", 0.3))
            } else if standApart {
                // Two words that stand well by themselves.
            } else if evidence.isSplit || isCut {
                let isOwn =
                    repair.own[whole] != nil && !CommonWords.starters.contains(head.lowercased())
                result.append(("", isOwn ? 0.2 : isUnknown || repair.own[whole] != nil ? 0.7 : 2))
            } else if isUnknown, head.count > 1, tail.count > 1 {
                // `Dim s` is about a variable.
                result.append(("", 2))
            }
            for letters in Self.options {
                let prior = CommonWords.prior(of: letters)
                if evidence.isNarrow, evidence.lost[letters] != nil {
                    result.append((letters, 0.7 + prior))
                } else if isUnknown {
                    result.append((letters, 3 + prior))
                }
            }
        }
        return result
    }
}
