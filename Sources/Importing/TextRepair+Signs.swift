// Signs that came out as some other character.
extension TextRepair {
    mutating func gatherOwnWords(_ units: [TextUnit]) {
        for unit in units {
            for piece in Pieces(unit.text).texts {
                let core = Token(piece).core
                guard core.count > 1, Letters.arePlain(core),
                    !Letters.hasInnerCapital(core)
                else { continue }
                own[core.lowercased(), default: 0] += 1
                if core.first?.isLowercase == true { small.insert(core) }
            }
        }
    }

    /// Words that are asked for one character at most: more would not change the answer.
    private static let mostEvidence = 2000

    /// Learns what each odd character stands for: the letters that make most words known.
    mutating func learn(_ units: [TextUnit]) {
        var inside: [Character: Set<String>] = [:]
        var atStart: [Character: Set<String>] = [:]
        func note(_ word: String, _ words: inout Set<String>) {
            if words.count < Self.mostEvidence { words.insert(word) }
        }
        for unit in units {
            for piece in Pieces(unit.text).texts {
                let token = Token(piece)
                // No word is longer, and each reading of one takes its length.
                guard token.core.utf8.count <= WordList.longestWord,
                    let first = token.core.first, !token.isForeign, !isKnown(token.core)
                else { continue }
                guard token.core.count > 2, !isCamelCase(token.core) else { continue }
                for character in Letters.suspects(in: token.core) {
                    note(token.core, &inside[character, default: []])
                }
                // `Uno-object` and `Uno-type` say nothing more than `Uno`.
                let start = String(token.core.prefix { $0 != "-" })
                if first.isUppercase || Letters.isOdd(first), start.count > 2, !isKnown(start) {
                    note(start, &atStart[first, default: []])
                }
            }
        }
        // Words with two odd characters are known once the first of these is.
        for _ in 0..<2 {
            for character in inside.keys.sorted() where table[character] == nil {
                table[character] = meaning(
                    of: character, in: inside[character] ?? [], atLeast: 1)
            }
        }
        // A capital at the start is mostly just that: one word is no evidence.
        for character in atStart.keys.sorted() where table[character] == nil {
            guard let tokens = atStart[character] else { continue }
            table[character] =
                meaning(of: character, in: tokens, atLeast: 3)
                ?? meaningAmongOthers(of: character, in: tokens)
        }
    }

    /// What a character at the start stands for in a text that is damaged for sure: there two words
    /// are evidence, or one that everybody uses.
    private func meaningAmongOthers(
        of character: Character, in tokens: Set<String>
    ) -> (letters: String, support: Int)? {
        guard table.values.contains(where: { $0.support > 2 }),
            let meaning = meaning(of: character, in: tokens, atLeast: 1)
        else { return nil }
        let isCommon = tokens.contains {
            replaced($0, [character: meaning.letters]).map {
                CommonWords.withSigns.contains($0.lowercased())
            } ?? false
        }
        return meaning.support > 1 || isCommon ? meaning : nil
    }

    func meaning(
        of character: Character, in tokens: Set<String>, atLeast least: Int
    ) -> (letters: String, support: Int)? {
        var known = table.mapValues(\.letters)
        var support: [(letters: String, support: Int)] = []
        var common: [String: Int] = [:]
        for letters in Self.ligatures {
            known[character] = letters
            let words = tokens.compactMap { replaced($0, known) }
            // A single short word could be chance.
            guard words.count >= least, words.count > 1 || (words.first?.count ?? 0) >= 5 else {
                continue
            }
            support.append((letters, words.count))
            common[letters] = words.count { CommonWords.withSigns.contains($0.lowercased()) }
        }
        // Of as many words those win that everybody uses.
        func weight(_ entry: (letters: String, support: Int)) -> (Int, Int) {
            (entry.support, common[entry.letters] ?? 0)
        }
        support.sort {
            weight($0) == weight($1) ? $0.letters < $1.letters : weight($0) > weight($1)
        }
        guard let best = support.first, support.count == 1 || weight(best) > weight(support[1])
        else { return nil }
        return best
    }

    /// A word with some of its odd characters replaced so that it is known, `nil` for none.
    func replaced(_ core: String, _ table: [Character: String]) -> String? {
        guard core.utf8.count <= WordList.longestWord else { return nil }
        let characters = Array(core)
        let places = characters.indices.filter { table[characters[$0]] != nil }
        guard !places.isEmpty, places.count <= 5 else { return nil }
        // As many as possible first: a capital at the start may be what it is.
        let choices = (1..<(1 << places.count)).sorted { $0.nonzeroBitCount > $1.nonzeroBitCount }
        for choice in choices {
            var word = ""
            for (index, character) in characters.enumerated() {
                if let bit = places.firstIndex(of: index), choice & (1 << bit) != 0 {
                    word += table[character] ?? ""
                } else {
                    word.append(character)
                }
            }
            if !Letters.hasInnerCapital(word), isKnown(word, leastPart: 4) { return word }
        }
        return nil
    }

    func replace(in unit: inout TextUnit) {
        let letters = table.mapValues(\.letters)
        guard !letters.isEmpty else { return }
        // No sign is a small letter.
        Self.rewrite(&unit) { Letters.areSmall($0) ? nil : replacement(of: $0, letters) }
    }

    func replacement(of piece: String, _ letters: [Character: String]) -> String? {
        let token = Token(piece)
        guard token.core.count > 2, !token.isForeign,
            token.core.contains(where: { letters[$0] != nil })
        else { return nil }
        if isKnown(token.core) { return commonWord(behind: token, letters) }
        let support = token.core.compactMap { table[$0]?.support }.min() ?? 0
        if support < 3, isCamelCase(token.core) { return nil }
        if let word = replaced(token.core, letters) { return token.with(word) }
        if token.core.contains(where: { Letters.isUnknownMark($0) }) { return nil }
        return (compound(token.core) ?? inner(token.core)).map { token.with($0) }
    }

    /// The common word that a known one hides: where `O` stands for `ti` in many words, `Oen` is
    /// `tien`.
    private func commonWord(behind token: Token, _ letters: [Character: String]) -> String? {
        guard let first = token.core.first, first.isUppercase, let sign = table[first],
            sign.support > 4, !small.contains(token.core.lowercased())
        else { return nil }
        let word = sign.letters + token.core.dropFirst()
        return CommonWords.withSigns.contains(word) ? token.with(word) : nil
    }

    /// A word of two known words, when all its odd characters are well attested.
    func compound(_ core: String) -> String? {
        var word = ""
        for (index, character) in core.enumerated() {
            if let (letters, support) = table[character] {
                guard support >= 3 else { return nil }
                word += letters
            } else if index > 0, character.isUppercase || Letters.isOdd(character) {
                return nil
            } else {
                word.append(character)
            }
        }
        let characters = Array(word)
        guard characters.count >= 8 else { return nil }
        for place in 4...characters.count - 4 {
            let head = String(characters[..<place])
            let tail = String(characters[place...])
            if words.knows(head), words.knows(tail) { return word }
        }
        return nil
    }

    /// Replaces well-attested characters inside a word that the dictionary does not have.
    func inner(_ core: String) -> String? {
        let characters = Array(core)
        var word = String(characters[0])
        var changed = false
        for index in characters.indices.dropFirst() {
            let character = characters[index]
            let before = characters[index - 1]
            if let (letters, support) = table[character], support >= 3, before.isLowercase,
                index + 1 == characters.count || characters[index + 1].isLowercase
            {
                word += letters
                changed = true
            } else {
                word.append(character)
            }
        }
        return changed && !Letters.hasInnerCapital(word) ? word : nil
    }

    /// Whether a word is known, or each of its parts between hyphens.
    func isKnown(_ word: String, leastPart: Int = 2) -> Bool {
        guard word.utf8.contains(UInt8(ascii: "-")) else { return isListed(word) }
        if leastPart == 2, words.knows(word) { return true }
        let parts = word.split(separator: "-")
        return parts.count > 1
            && parts.allSatisfy { $0.count >= leastPart && isListed(String($0)) }
    }

    /// Whether a dictionary has a word; short English ones are Dutch words broken off too often.
    private func isListed(_ word: String) -> Bool {
        // The library cuts words at such marks and knows the parts.
        guard !word.utf8.contains(UInt8(ascii: "#")) else { return false }
        return words.knows(word) || word.utf8.count >= 4 && english.knows(word)
    }

    /// Whether a word is known and no single letter: the dictionary has all of these.
    func isWord(_ word: String) -> Bool {
        isKnown(word) && (word.count > 1 || word == "u")
    }

    /// Whether a word is put together with capitals, as names of products are.
    ///
    /// `PowerPoint`, `iPad`; behind a longer start in small letters a capital is no part of a name.
    func isCamelCase(_ word: String) -> Bool {
        let core = String(word.prefix { $0 != "-" })
        if core.first?.isUppercase == false {
            let start = core.prefix { $0.isLowercase }
            let rest = String(core.dropFirst(start.count))
            guard start.count == 1 else {
                // A blank was lost between two words.
                return rest.count > 3 && isListed(rest) && isListed(String(start))
            }
            return rest.count < 3 || rest.allSatisfy(\.isUppercase) || isListed(rest)
        }
        // `KiB`, `MeV`: units.
        if core.count < 4, core.last?.isUppercase == true { return true }
        var parts: [String] = []
        for character in core {
            if character.isUppercase || parts.isEmpty { parts.append("") }
            parts[parts.count - 1].append(character)
        }
        return parts.count > 1 && parts.allSatisfy { $0.count > 1 && words.knows($0) }
    }
}
