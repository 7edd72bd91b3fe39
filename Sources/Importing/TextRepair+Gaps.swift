internal import Corpus

// Signs that came out as a blank, and words that a blank cut in two.
extension TextRepair {
    /// Joins the parts of words between which a sign was lost, and gives words back the sign that
    /// they began or ended with.
    ///
    /// Each paragraph gets the reading that costs least (Viterbi): words that are known cost little,
    /// unknown ones much, and each blank that is taken for a sign something, less where the rest
    /// of the text shows such damage.
    mutating func closeGaps(_ units: inout [TextUnit], in places: [Bool]) {
        let memory = GapMemory()
        // What a unit needs: nothing, a reading where the text is damaged, or one in any case.
        var needs: [(unit: Int, always: Bool)] = []
        var counts = GapCounts()
        for index in units.indices where places[index] {
            let pieces = Pieces(units[index].text)
            let tokens = pieces.texts.map { Token($0) }
            let costs = tokens.map { cost(of: $0, memory) }
            let isSpecial = pieces.blanks.contains { $0 != .one && $0 != .line }
            if count(tokens, pieces.blanks, costs, &counts) || isSpecial {
                needs.append((index, true))
            } else if !pieces.blanks.isEmpty {
                needs.append((index, false))
            }
        }
        // Only where there is a first sign of such damage: most pairs are no word.
        if !counts.split.isEmpty || !counts.cut.isEmpty {
            for (index, _) in needs {
                countApart(Pieces(units[index].text).texts.map { Token($0) }, &counts)
            }
        }
        if !counts.split.isEmpty {
            for (index, _) in needs {
                let pieces = Pieces(units[index].text)
                countLikely(pieces.texts.map { Token($0) }, pieces.blanks, &counts)
            }
        }
        let evidence = counts.evidence(own: own)
        let isDamaged =
            evidence.isDamaged || evidence.isSplit || evidence.isCut || evidence.isWideSplit
            || evidence.isBehind
        for (index, always) in needs where always || isDamaged {
            let pieces = Pieces(units[index].text)
            let tokens = pieces.texts.map { Token($0) }
            let costs = tokens.map { cost(of: $0, memory) }
            let reading = GapReading(self, tokens, pieces.blanks, costs, evidence, memory)
            guard let result = reading.best(), !result.repairs.isEmpty else { continue }
            units[index].text = result.text
            units[index].repairs += result.repairs
        }
    }

    /// What was found for words and their parts; damage comes again and again.
    final class GapMemory {
        var costs: [String: Double] = [:]
        var words: [String: (text: String, cost: Double)?] = [:]
        /// Of words with each sign behind and before them; those not asked for are no number.
        var completed: [String: [Double]] = [:]
    }

    private func cost(of token: Token, _ memory: GapMemory) -> Double {
        if let cost = memory.costs[token.core] { return cost }
        let cost = cost(of: token)
        memory.costs[token.core] = cost
        return cost
    }

    enum Cost {
        /// A word that many texts have, made whole again.
        static let sure = 0.2
        /// A word that this text has more often, or that is common.
        static let common = 0.5
        static let known = 1.0
        /// A word that the dictionary has only the parts of.
        static let compound = 2.0
        static let name = 3.0
        /// A known word of three letters or less that hardly anybody uses.
        static let rare = 4.0
        static let unknown = 6.0
    }

    /// What a word costs by itself.
    func cost(of token: Token) -> Double {
        let core = token.core
        guard !core.isEmpty, !token.isForeign, Letters.arePlain(core) else {
            return Cost.common
        }
        if CommonWords.isShort(core) { return Cost.common }
        if isWord(core) {
            if core.count <= 3 {
                return CommonWords.isShort(core.lowercased()) ? Cost.common : Cost.rare
            }
            return own[core.lowercased(), default: 0] > 1 ? Cost.common : Cost.known
        }
        return core.first?.isUppercase == true && core.count > 1 ? Cost.name : Cost.unknown
    }
}
