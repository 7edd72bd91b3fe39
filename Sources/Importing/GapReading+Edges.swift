internal import Corpus

// Signs that were lost at the edges of words.
extension GapReading {
    /// Words that lost signs at two places, one of them an edge where a wide blank stands: at both
    /// edges of a token, or at one and between two of them.
    func completed(_ start: Int, _ end: Int) -> [Step] {
        let lost = Self.options.compactMap { letters in evidence.lost[letters].map { (letters, $0) }
        }
        let fronts = start > 0 && isEdge(start - 1) ? [("", -0.3)] + lost : [("", -0.3)]
        let backs = end + 1 < tokens.count && isEdge(end) ? [("", -0.3)] + lost : [("", -0.3)]
        var result: [Step] = []
        for (front, frontCost) in fronts {
            for (back, backCost) in backs {
                let edges = (front.isEmpty ? 0 : 1) + (back.isEmpty ? 0 : 1)
                guard edges + end - start == 2,
                    let word = found(start, end, before: front, behind: back),
                    word.cost < Cost.unknown
                else { continue }
                result.append(
                    Step(
                        count: end - start + 1, word: word.text,
                        cost: word.cost + frontCost + backCost + 0.6,
                        completesStart: !front.isEmpty, completesEnd: !back.isEmpty))
            }
        }
        return result
    }

    /// Whether a blank is as wide as one beside a word that lost a sign at its edge.
    private func isEdge(_ place: Int) -> Bool {
        switch blanks[place] {
        case .one, .line: false
        case .two: evidence.isNarrow
        case .three, .wideLine: true
        }
    }

    /// What a word costs with one of the options at its end, or at its start.
    private func cost(ofCompleted core: String, with option: Int, atEnd: Bool) -> Double {
        let place = option * 2 + (atEnd ? 1 : 0)
        if let cost = memory.completed[core]?[place], !cost.isNaN { return cost }
        let letters = Self.options[option]
        let word = atEnd ? core + letters : letters + core
        let whole = cost(ofWhole: word)
        let isCompound = whole == .infinity && repair.isCompound(word, tailFirst: !atEnd)
        let cost = isCompound ? Cost.compound : whole
        memory.completed[
            core, default: [Double](repeating: .nan, count: Self.options.count * 2)][place] = cost
        return cost
    }

    /// A word that lost its first or last sign.
    func complete(_ place: Int, _ steps: inout [Step]) {
        let token = tokens[place]
        let isPlain = evidence.isDamaged || costs[place] >= Cost.unknown && standsByWideBlank(place)
        guard isPlain, token.core.count > 1 || token.core.first?.isLowercase == true,
            Letters.arePlain(token.core), !token.isForeign
        else { return }
        let isWeak = costs[place] >= Cost.rare
        if token.suffix.isEmpty, let price = price(behind: place, isWeak) {
            for (option, prior) in edges(price) {
                let cost =
                    cost(ofCompleted: token.core, with: option, atEnd: true) + price + prior
                if cost < .infinity {
                    let letters = Self.options[option]
                    let word = token.core + letters
                    steps.append(Step(count: 1, word: word, cost: cost, completesEnd: true))
                }
            }
        }
        if token.prefix.isEmpty, token.core.first?.isLowercase == true,
            let price = price(before: place, isWeak)
        {
            for (option, prior) in edges(price) {
                let cost =
                    cost(ofCompleted: token.core, with: option, atEnd: false) + price + prior
                if cost < .infinity {
                    let letters = Self.options[option]
                    let word = letters + token.core
                    steps.append(Step(count: 1, word: word, cost: cost, completesStart: true))
                }
            }
        }
        steps.sort { ($0.cost, $0.word ?? "") < ($1.cost, $1.word ?? "") }
    }

    /// Whether three blanks stand on one side: there a sign was lost, if only once in this text.
    private func standsByWideBlank(_ place: Int) -> Bool {
        place > 0 && blanks[place - 1] == .three
            || place + 1 < tokens.count && blanks[place] == .three
    }

    /// Letters that a word can have lost at an edge; next to a wide blank also those that this text
    /// has elsewhere.
    private func edges(_ price: Double) -> [(option: Int, prior: Double)] {
        Self.options.enumerated().compactMap { option, letters in
            if let prior = evidence.lost[letters] { return (option, prior) }
            return price < 0.5 ? (option, CommonWords.prior(of: letters) + 1) : nil
        }
    }

    private func price(behind place: Int, _ isWeak: Bool) -> Double? {
        guard place + 1 < tokens.count else { return isWeak ? 1 : nil }
        if isMark(place + 1) { return 0.3 }
        return price(blanks[place], isWeak, tokens[place].core.count > 2)
    }

    private func price(before place: Int, _ isWeak: Bool) -> Double? {
        guard place > 0 else { return isWeak ? 1 : nil }
        if isMark(place - 1) { return 0.3 }
        return price(blanks[place - 1], isWeak, tokens[place].core.count > 2)
    }

    private func price(_ blank: Blank, _ isWeak: Bool, _ isLong: Bool) -> Double? {
        switch blank {
        case .three: 0.3
        case .wideLine: evidence.isDamaged ? 0.3 : isWeak ? 1 : nil
        case .two: evidence.isNarrow ? 0.3 : isWeak ? 1 : nil
        case .line: isWeak ? 1 : nil
        case .one: isWeak && isLong ? 2 : nil
        }
    }
}
