internal import Markup

/// The messages of a discussion: a thread of a forum, a question with its answers.
///
/// What programs for forums put beside each message (who wrote it, since when a member, how often
/// thanked) has as many names as there are programs. The messages give themselves away: they bear
/// the same name, they hold the sentences, and between them stand names and dates.
extension MainContent {
    /// Elements of one name, none of them inside another.
    private struct Group {
        var nodes: [Int] = []
        var text = 0
        var prose = 0
        var end = 0

        /// Sentences count for it, everything else against it.
        var score: Int { 2 * prose - text }
    }

    /// The elements that hold the messages, in reading order; empty where there are none.
    func foundMessages() -> [Int] {
        let all = max(1, proseLength(0))
        let groups = groups().filter { $0.nodes.count >= 2 && $0.prose * 10 >= all }
            .sorted { ($0.score, $0.text, -$0.nodes[0]) > ($1.score, $1.text, -$1.nodes[0]) }
            .prefix(Self.mostGroups)
        // What holds a message and the remarks on it has no name or date beside it.
        guard let best = groups.first(where: { $0.prose * 10 >= all * 4 && areSigned($0.nodes) })
        else { return [] }
        // Of names that fit as well the widest: each paragraph of a message may have its own.
        let widest = groups.filter { $0.score * 100 >= best.score * 99 && areSigned($0.nodes) }
            .max { $0.text < $1.text }
        let messages = (widest ?? best).nodes
        return (messages + remarks(on: messages, in: groups)).sorted()
    }

    /// Groups that are looked at.
    private static let mostGroups = 40

    /// The short messages between the others, such as remarks on an answer.
    private func remarks(on messages: [Int], in groups: ArraySlice<Group>) -> [Int] {
        guard let first = messages.first, let last = messages.last else { return [] }
        let group = groups.first { group in
            group.nodes.allSatisfy { node in
                first < node && node < last + Self.nearby
                    && !overlaps(node, messages)
            } && !verdict(group.nodes[0]).isSure && areSigned(group.nodes)
        }
        return group?.nodes ?? []
    }

    /// Whether an element holds one of some others, or stands in one.
    private func overlaps(_ node: Int, _ others: [Int]) -> Bool {
        let place = Self.place(of: node, in: others)
        return place < others.count && others[place] < tree.end(node)
            || place > 0 && node < tree.end(others[place - 1])
    }

    /// The elements of the page by each of their names, in the order of the first.
    private func groups() -> [Group] {
        var places: [ArraySlice<UInt8>: Int] = [:]
        var groups: [Group] = []
        for node in 0..<tree.count
        where textLength(node) > 0 && tree.hasAny(of: Self.groupNames, node) {
            switch tree.tag(node) {
            case .p, .a, .body, .html: continue
            default: break
            }
            for attribute in Self.groupNames {
                guard let value = tree.bytes(of: attribute, node) else { continue }
                for name in value.split(separator: 0x20, maxSplits: Self.mostNames)
                    .prefix(Self.mostNames)
                {
                    let place = places[name] ?? groups.count
                    if place == groups.count {
                        places[name] = place
                        groups.append(Group())
                    }
                    guard node >= groups[place].end else { continue }
                    groups[place].nodes.append(node)
                    groups[place].text += textLength(node)
                    groups[place].prose += proseLength(node)
                    groups[place].end = tree.end(node)
                }
            }
        }
        return groups
    }

    /// An element has no more names that tell anything.
    private static let mostNames = 32
    private static let groupNames: [HTMLAttribute] = [.class, .itemprop]

    /// Whether most messages have a name or a date beside them, and few a heading of their own: that
    /// would be an overview, or the parts of a text.
    private func areSigned(_ nodes: [Int]) -> Bool {
        var signed = 0
        var headed = 0
        var start = titleHeading.map { tree.end($0) } ?? 0
        for (index, node) in nodes.enumerated() {
            let next = index + 1 < nodes.count ? nodes[index + 1] : tree.count
            let around = [min(start, node)..<node, tree.end(node)..<next]
            if around.contains(where: { $0.contains(where: isSignature) }) { signed += 1 }
            if around[0].contains(where: isOwnHeading) { headed += 1 }
            start = tree.end(node)
        }
        return signed * 2 >= nodes.count && headed * 2 < nodes.count
    }

    /// Whether an element, or the one around it, is a name or a date.
    private func isSigned(_ node: Int) -> Bool {
        isSignature(node) || tree.parent(node).map(isSignature) ?? false
    }

    private func isSignature(_ node: Int) -> Bool {
        if tree.tag(node) == .time { return true }
        guard tree.hasAny(of: Self.names, node) else { return false }
        let verdict = verdict(node)
        return verdict.isByline || verdict.isPerson
    }

    /// Whether a heading says something else than the page's title, which replies repeat, or a name.
    private func isOwnHeading(_ node: Int) -> Bool {
        guard tree.tag(node).isHeading, textLength(node) > 0, !isSigned(node), let titleHeading,
            !tree.descendants(node).contains(where: isSignature)
        else { return false }
        let title = Text.key(tree.rawText(titleHeading))
        let key = Text.key(tree.rawText(node))
        // `Re: Samen lezen` under `Onderwerp: Samen lezen`.
        return !key.hasSuffix(title)
            && !(key.hasPrefix("re") && title.hasSuffix(key.dropFirst(2)))
    }

    /// Whether an element holds a message, or is one.
    func holdsMessage(_ node: Int) -> Bool {
        let place = Self.place(of: node, in: messages)
        return place < messages.count && messages[place] < tree.end(node)
    }

    /// Whether a node stands in a message.
    func isInMessage(_ node: Int) -> Bool {
        let place = Self.place(of: node + 1, in: messages)
        return place > 0 && node < tree.end(messages[place - 1])
    }

    /// The place of the first of some nodes in order that is this one or behind it, by halving.
    private static func place(of node: Int, in nodes: [Int]) -> Int {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a node of a discussion is none of its messages: what stands between and behind them,
    /// before the title, and without a sentence between that and the first; `nil` where other signs
    /// have to tell.
    func isBesideMessages(_ node: Int) -> Bool? {
        guard let first = messages.first else { return nil }
        if holdsMessage(node) { return false }
        if isInMessage(node) { return nil }
        if node > first { return true }
        guard let titleHeading else { return proseLength(node) == 0 }
        if holdsTitle(node) { return false }
        if node < titleHeading { return true }
        return node < tree.end(titleHeading) || proseLength(node) > 0 ? nil : true
    }

    /// Who wrote each message and when, by the message: `Vera, 5 mei 2025`.
    ///
    /// Most programs put both before the message, some behind it.
    func foundSignatures() -> [Int: String] {
        var before: [Int: String] = [:]
        var behind: [Int: String] = [:]
        for (index, node) in messages.enumerated() {
            let record = record(of: index)
            before[node] = signature(in: max(record.lowerBound, node - Self.nearby)..<node)
            let end = min(record.upperBound, tree.end(node) + Self.nearby)
            behind[node] = signature(in: tree.end(node)..<end)
        }
        return before.count >= behind.count ? before : behind
    }

    /// The widest element around a message without another; what stands between it and its
    /// neighbours where there is none.
    private func record(of index: Int) -> Range<Int> {
        let node = messages[index]
        let start =
            index > 0 ? tree.end(messages[index - 1]) : titleHeading.map { tree.end($0) } ?? 0
        let end = index + 1 < messages.count ? messages[index + 1] : tree.count
        var record: Range<Int>?
        var place = tree.parent(node)
        while let element = place, element >= start, tree.end(element) <= end {
            record = element..<tree.end(element)
            place = tree.parent(element)
        }
        return record ?? min(start, node)..<end
    }

    /// Nodes around a message among which its signature is sought.
    private static let nearby = 120

    /// The name in a part of the page, and a date if there is one; `nil` without a name.
    private func signature(in nodes: Range<Int>) -> String? {
        guard let name = nodes.lazy.compactMap(personName).first else { return nil }
        let date =
            nodes.lazy.filter(isTime).compactMap(date).first
            ?? nodes.lazy.compactMap(date).first { $0 != name }
        return date.map { "\(name), \($0)" } ?? name
    }

    /// The text of the first link in an element that is named after a person, or its first text.
    private func personName(_ node: Int) -> String? {
        guard textLength(node) > 0, tree.hasAny(of: Self.names, node) else { return nil }
        let verdict = verdict(node)
        guard verdict.isPerson || verdict.isByline, tree.tag(node) != .time else { return nil }
        let inner = tree.tag(node) == .a ? node..<tree.end(node) : tree.descendants(node)
        let link = inner.first { tree.tag($0) == .a && textLength($0) > 0 }
        guard let text = link ?? inner.first(where: { tree.isText($0) && textLength($0) > 0 })
        else { return nil }
        let name = Text.clean(tree.rawText(text))
        return name.utf8.count <= Self.longestSign && name.contains(where: \.isLetter)
            && !name.contains(":") && (verdict.isPerson || name.first?.isNumber == false)
            ? name : nil
    }

    /// Whether an element is a time by its tag, that of a program's own among them.
    private func isTime(_ node: Int) -> Bool {
        if tree.tag(node) == .time { return true }
        return tree.tag(node) == .other && !tree.isText(node) && tree.name(node).contains("time")
    }

    private func date(_ node: Int) -> String? {
        guard textLength(node) > 0, textLength(node) <= Self.longestSign,
            isTime(node) || tree.hasAny(of: Self.names, node) && verdict(node).isByline
        else { return nil }
        let text = Text.clean(tree.rawText(node))
        let words = text.split { !$0.isLetter }.count
        return words <= 4 && text.contains(where: \.isNumber) ? text : nil
    }

    /// A name or a date has no more bytes.
    private static let longestSign = 40

    /// The smallest element that holds the title and all messages.
    func discussionRoot() -> Int? {
        guard var root = messages.first, let last = messages.last else { return nil }
        let start = min(root, titleHeading ?? root)
        while let parent = tree.parent(root), root > start || tree.end(root) <= last {
            root = parent
        }
        return root
    }
}
