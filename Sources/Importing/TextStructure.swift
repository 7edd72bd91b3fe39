internal import Corpus

/// Finds title, headings, labels, lists and links among the units of a text.
struct TextStructure {
    var units: [TextUnit]
    private(set) var dropped: [String] = []
    var roles: [Role]
    var urls: [Int: String] = [:]
    private var links: [Link] = []

    enum Role: Hashable {
        case open, title, subtitle, gone, label, link, outline
        case heading(level: Int)
    }

    /// Longest heading in words and bytes.
    private static let headingWords = 14
    private static let headingLength = 120

    init(_ units: [TextUnit]) {
        self.units = []
        self.units.reserveCapacity(units.count)
        roles = []
        for unit in units {
            if unit.marker == nil, !unit.isAddress,
                FurnitureWords.isFurniture(unit.text) || Self.isTrackOfHeads(unit.text)
            {
                dropped.append(String(unit.text.prefix(60)))
                // The lines around it stand as far apart as they did with it.
                if let last = self.units.indices.last {
                    self.units[last].gapBelow = max(self.units[last].gapBelow, unit.gapBelow)
                }
                continue
            }
            self.units.append(unit)
        }
        roles = [Role](repeating: .open, count: self.units.count)
    }

    /// `Stap 1 Stap 3Stap 2`: the heads of the steps and nothing else, from a picture.
    private static func isTrackOfHeads(_ text: String) -> Bool {
        var rest = Text.key(text)[...]
        var heads = 0
        while !rest.isEmpty {
            guard let head = ["stap", "tip", "fase", "deel"].first(where: { rest.hasPrefix($0) })
            else { return false }
            rest = rest.dropFirst(head.count)
            let digits = rest.prefix { $0.isNumber }
            guard !digits.isEmpty else { return false }
            rest = rest.dropFirst(digits.count)
            heads += 1
        }
        return heads > 1
    }

    /// The draft with title, links and blocks.
    mutating func draft() -> Draft {
        var draft = Draft()
        findLinks()
        findTitle(&draft)
        findOutlines()
        findLabels()
        findHeadings()
        draft.blocks = blocks()
        draft.links = links
        findMakers(&draft)
        return draft
    }

    private func isShort(_ unit: TextUnit) -> Bool {
        unit.marker == nil && !unit.isAddress && unit.wordCount <= Self.headingWords
            && unit.text.utf8.count <= Self.headingLength
    }

    /// Whether a unit looks like a heading by itself: short, and no sentence.
    private func isHeadLike(_ unit: TextUnit) -> Bool {
        guard isShort(unit), let first = unit.text.first, !first.isLowercase,
            let last = unit.text.last, !".,;!…".contains(last)
        else { return false }
        return unit.text.contains(where: \.isLetter)
    }

    // MARK: Links

    /// Matches short lines with the addresses that stand together at the end.
    private mutating func findLinks() {
        var addresses: [String] = []
        for index in units.indices where units[index].isAddress {
            roles[index] = .gone
            if addresses.last != units[index].text { addresses.append(units[index].text) }
        }
        guard !addresses.isEmpty else { return }
        let start = units.firstIndex {
            isShort($0) && FurnitureWords.announcesSources($0.text)
        }
        let candidates = units.indices.filter {
            roles[$0] == .open && $0 > (start ?? -1) && isHeadLike(units[$0])
                && (start != nil || $0 + 60 > units.count)
        }
        let matched = LinkMatcher.match(candidates.map { units[$0].text }, addresses)
        for (address, place) in zip(addresses, matched) {
            guard let place else {
                links.append(Link(text: address, url: address))
                continue
            }
            let index = candidates[place]
            roles[index] = .link
            urls[index] = address
            links.append(Link(text: units[index].text, url: address))
        }
    }

    // MARK: Title

    private mutating func findTitle(_ draft: inout Draft) {
        let free = units.indices.filter { roles[$0] == .open }
        guard let first = free.first else { return }
        if titleBySize(&draft, free) { return }
        let head = units[first]
        let isTitle =
            isHeadLike(head) && (head.gapBelow > 0 || head.lineCount > 1 || isNextHead(first))
        guard isTitle, !isFollowedByLists(first) || head.text.hasSuffix(":") || free.count > 1
        else {
            titleAtEnd(&draft, free)
            return
        }
        roles[first] = .title
        draft.title = Self.withoutColon(head.text)
        guard free.count > 2, isHeadLike(units[free[1]]) else { return }
        let second = units[free[1]]
        if Self.areSimilar(head.text, second.text) {
            // The name of the page and its heading: the heading stands next to the text.
            roles[first] = .gone
            roles[free[1]] = .title
            draft.title = Self.withoutColon(second.text)
        } else if second.gap <= 1, second.gapBelow > 0, units[free[2]].marker == nil,
            second.gapBelow > 1 || head.gapBelow == 0, KindRules.numbered(second.text) == nil,
            !second.text.hasSuffix("?")
        {
            roles[free[1]] = .subtitle
            draft.subtitle = second.text
        }
    }

    /// The largest print of the first page is the title, where print has sizes.
    private mutating func titleBySize(_ draft: inout Draft, _ free: [Int]) -> Bool {
        let early = free.filter { (units[$0].page ?? 1) == (units[free[0]].page ?? 1) }
        guard let place = early.max(by: { (units[$0].size, $1) < (units[$1].size, $0) }),
            units[place].size > 0, isShort(units[place])
        else { return false }
        roles[place] = .title
        draft.title = Self.withoutColon(units[place].text)
        return true
    }

    private func isNextHead(_ index: Int) -> Bool {
        index + 1 < units.count && isHeadLike(units[index + 1]) && units[index + 1].gap == 0
    }

    private func isFollowedByLists(_ index: Int) -> Bool {
        index + 1 < units.count && units[index + 1].marker != nil && units[index].gapBelow == 0
    }

    /// Slides are sometimes read backwards: then the title is the last line.
    private mutating func titleAtEnd(_ draft: inout Draft, _ free: [Int]) {
        guard let last = free.last, free.count > 2, isHeadLike(units[last]),
            units[last].startsPage || units[last].gap > 0
        else { return }
        roles[last] = .title
        draft.title = Self.withoutColon(units[last].text)
    }

    static func withoutColon(_ text: String) -> String {
        text.hasSuffix(":") ? String(text.dropLast()).trimming { $0 == " " } : text
    }

    private static func areSimilar(_ left: String, _ right: String) -> Bool {
        let left = Set(Text.words(Text.folded(left)))
        let right = Set(Text.words(Text.folded(right)))
        guard left.count > 2, right.count > 2 else { return false }
        return left.intersection(right).count * 10 >= left.union(right).count * 7
    }

    // MARK: Repeated outlines

    /// Finds lists of what comes: entries that stand again further down as headings with text.
    private mutating func findOutlines() {
        var later: [String: Int] = [:]
        for index in units.indices where roles[index] == .open && isShort(units[index]) {
            later[Text.key(units[index].text)] = index
        }
        for index in units.indices where roles[index] == .open {
            // Extraction puts blanks into words, but does not make a page of a heading.
            guard units[index].text.utf8.count <= 4 * Self.headingLength else { continue }
            let key = Text.key(units[index].text)
            guard !key.isEmpty, let place = later[key], place > index else { continue }
            let isEntry = units[index].marker != nil || isHeadLike(units[index])
            guard isEntry, isHeadLike(units[place]) else { continue }
            roles[index] = .outline
            roles[place] = .heading(level: 2)
            // The two are the same words: where they differ, extraction broke the first.
            if Self.isBroken(units[index].text, from: units[place].text) {
                units[index].repairs.append(
                    Self.difference(units[index].text, units[place].text))
                units[index].text = units[place].text
            }
        }
    }

    /// Whether a text differs from another only by spaces too many.
    private static func isBroken(_ text: String, from whole: String) -> Bool {
        let pieces = text.split(separator: " ")
        let words = whole.split(separator: " ")
        return pieces.count > words.count && pieces.joined() == words.joined()
            && words.allSatisfy { !Letters.hasInnerCapital(String($0)) }
    }

    /// The words that differ, without those that both texts begin and end with.
    private static func difference(_ from: String, _ to: String) -> Repair {
        var from = from.split(separator: " ")[...]
        var to = to.split(separator: " ")[...]
        while from.count > 1, to.count > 1, from.first == to.first {
            from.removeFirst()
            to.removeFirst()
        }
        while from.count > 1, to.count > 1, from.last == to.last {
            from.removeLast()
            to.removeLast()
        }
        return Repair(from: from.joined(separator: " "), to: to.joined(separator: " "))
    }

    // MARK: Labels

    /// Finds the groups of short lines that each have their text right below.
    private mutating func findLabels() {
        var start = 0
        while start < units.count {
            var end = start + 1
            while end < units.count, !units[end].startsPage { end += 1 }
            labels(in: start..<end)
            start = end
        }
    }

    private func isLabelLike(_ index: Int) -> Bool {
        roles[index] == .open && isHeadLike(units[index]) && units[index].wordCount <= 6
            && units[index].lineCount == 1 && units[index].gapBelow == 0
            && index + 1 < units.count && !units[index].text.hasSuffix("?")
            && KindRules.numbered(units[index].text) == nil && roles[index + 1] == .open
            && !isHeadLike(units[index + 1])
    }

    private mutating func labels(in page: Range<Int>) {
        let found = page.filter { isLabelLike($0) }
        let tight = found.count { units[$0].gap == 0 }
        guard found.count >= 3, tight * 2 >= found.count, let first = found.first else { return }
        for index in found { roles[index] = .label }
        // A head that stands between the labels is that of the whole page.
        guard
            let head = page.first(where: { index in
                index > first && roles[index] == .open && isHeadLike(units[index])
                    && units[index].gapBelow > 0 && units[index].gap > 0
            })
        else { return }
        if !page.contains(where: { $0 < first && roles[$0] != .gone }) {
            let unit = units.remove(at: head)
            roles.remove(at: head)
            shiftAddresses(from: head, to: first)
            units.insert(unit, at: first)
            roles.insert(.heading(level: 2), at: first)
        } else {
            roles[head] = .heading(level: 2)
        }
    }

    private mutating func shiftAddresses(from: Int, to: Int) {
        guard !urls.isEmpty else { return }
        var moved: [Int: String] = [:]
        for (index, url) in urls {
            moved[index >= to && index < from ? index + 1 : index] = url
        }
        urls = moved
    }

    // MARK: Headings

    private mutating func findHeadings() {
        for index in units.indices where roles[index] == .open {
            let unit = units[index]
            if unit.size > 0, isShort(unit) {
                roles[index] = .heading(level: max(2, 12 - unit.size))
                continue
            }
            guard isHeadLike(unit), index + 1 < units.count else { continue }
            if KindRules.numbered(unit.text) != nil {
                roles[index] = .heading(level: 2)
            } else if unit.text.hasSuffix(":") {
                // `Rol van ouders:` is a heading, a phrase before a list is not.
                if unit.wordCount <= 5, unit.gap > 0, unit.gapBelow > 0,
                    units[index + 1].marker == nil
                {
                    roles[index] = .heading(level: 3)
                }
            } else if unit.gap > 0 || unit.startsPage || index == 0 {
                let isQuestion = unit.text.hasSuffix("?")
                let standsAlone = unit.gapBelow > 0 || units[index + 1].marker != nil
                if standsAlone || isQuestion { roles[index] = .heading(level: 2) }
            }
        }
    }
}
