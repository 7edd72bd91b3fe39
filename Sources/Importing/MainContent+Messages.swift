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
        let groups = groups().filter { $0.nodes.count >= 2 && $0.prose * 10 >= all * 4 }
        guard let best = groups.map(\.score).max(), best > 0 else { return [] }
        // Of names that fit as well the widest: each paragraph of a message may have its own.
        let fitting = groups.filter { $0.score * 100 >= best * 99 }
        guard let group = fitting.max(by: { ($0.text, -$0.nodes[0]) < ($1.text, -$1.nodes[0]) }),
            areSigned(group.nodes)
        else { return [] }
        return group.nodes
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
        let place = firstMessage(from: node)
        return place < messages.count && messages[place] < tree.end(node)
    }

    /// Whether a node stands in a message.
    func isInMessage(_ node: Int) -> Bool {
        let place = firstMessage(from: node + 1)
        return place > 0 && node < tree.end(messages[place - 1])
    }

    /// The place of the first message that begins at a node or behind it, by halving.
    private func firstMessage(from node: Int) -> Int {
        var low = 0
        var high = messages.count
        while low < high {
            let middle = (low + high) / 2
            if messages[middle] < node { low = middle + 1 } else { high = middle }
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
