internal import Markup

/// Lines of text out of the places of words on pages.
struct PageLayout {
    private struct Placed {
        var text: String
        var left: Double
        var top: Double
        var bottom: Double
        var page: Int
        var startsBlock: Bool
        var height: Double { bottom - top }
    }
    private var placed: [Placed] = []
    private var pageHeights: [Double] = []

    init(_ tree: MarkupTree) {
        var page = 0
        var startsBlock = false
        func number(_ name: String, _ node: Int) -> Double {
            let value = tree.attribute(named: name, of: node).flatMap { Double($0) } ?? 0
            return value.isFinite ? min(max(value, -1e6), 1e6) : 0
        }
        for node in 0..<tree.count where !tree.isText(node) {
            switch tree.name(node) {
            case "page":
                page += 1
                pageHeights.append(number("height", node))
            case "block": startsBlock = true
            case "line":
                let words = tree.children(node).filter { tree.name($0) == "word" }
                var text = words.map { tree.rawText($0) }.joined(separator: " ")
                if words.count > 1, Self.isNumber(tree.rawText(words[0])) {
                    // A number set apart by a wide blank counts an entry.
                    let blank = number("xMin", words[1]) - number("xMax", words[0])
                    let height = number("yMax", node) - number("yMin", node)
                    if blank > height * 0.6, let space = text.firstIndex(of: " ") {
                        text.insert(".", at: space)
                    }
                }
                guard text.contains(where: { !$0.isWhitespace }) else { continue }
                placed.append(
                    Placed(
                        text: text, left: number("xMin", node), top: number("yMin", node),
                        bottom: number("yMax", node), page: page, startsBlock: startsBlock))
                startsBlock = false
            default: break
            }
        }
        attachMarkers()
    }

    private static func isNumber(_ text: String) -> Bool {
        (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { $0 &- 48 < 10 }
    }

    /// Puts marks of lists that stand in a column of their own before their lines.
    private mutating func attachMarkers() {
        var gone: Set<Int> = []
        for index in placed.indices {
            let mark = placed[index]
            guard mark.text.utf8.count <= 4, let line = TextLines.lines(of: mark.text + " x").first,
                line.marker != nil, line.text == "x"
            else { continue }
            var best: Int?
            for other in max(0, index - 60)..<min(placed.count, index + 60)
            where other != index && placed[other].page == mark.page && !gone.contains(other) {
                let line = placed[other]
                guard abs(line.top - mark.top) < mark.height * 0.6, line.left > mark.left else {
                    continue
                }
                if best.map({ line.left < placed[$0].left }) ?? true { best = other }
            }
            guard let best else { continue }
            placed[best].text = "\(mark.text) \(placed[best].text)"
            placed[best].left = mark.left
            gone.insert(index)
        }
        guard !gone.isEmpty else { return }
        placed = placed.indices.filter { !gone.contains($0) }.map { placed[$0] }
    }

    /// The lines in reading order, without what stands on every page.
    func lines() -> [TextLine] {
        let kept = placed.filter { !repeated.contains(key(of: $0)) && !isPageNumber($0) }
        let body = bodyHeight(kept)
        var result: [TextLine] = []
        var number = 0
        var blockLeft = 0.0
        for (index, line) in kept.enumerated() {
            number += 1
            if line.startsBlock || index == 0 { blockLeft = line.left }
            let indent = max(0, Int((line.left - blockLeft) / max(1, body * 0.4)))
            let raw = String(repeating: " ", count: min(40, indent)) + line.text
            guard var text = TextLines.lines(of: raw).first else { continue }
            text.number = number
            text.page = line.page
            text.size = size(line.height, body)
            let previous = index > 0 ? kept[index - 1] : nil
            text.startsPage = previous.map { $0.page != line.page } ?? false
            text.gap = gap(from: previous, to: line, body)
            result.append(text)
        }
        return result
    }

    private func gap(from previous: Placed?, to line: Placed, _ body: Double) -> Int {
        guard let previous, previous.page == line.page else { return 0 }
        let distance = line.top - previous.bottom
        if distance > body * 1.4 || distance < -body * 2 { return 2 }
        return line.startsBlock || distance > body * 0.6 ? (line.startsBlock ? 2 : 1) : 0
    }

    /// How much larger than the body, in steps of about an eighth; 0 for the body itself.
    private func size(_ height: Double, _ body: Double) -> Int {
        guard body > 0, height > body * 1.12 else { return 0 }
        return min(20, Int((height / body - 1) * 8) + 1)
    }

    /// Height of the lines that hold most of the text.
    private func bodyHeight(_ lines: [Placed]) -> Double {
        var weights: [Int: Int] = [:]
        for line in lines { weights[Int(line.height * 4), default: 0] += line.text.utf8.count }
        let best = weights.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return Double(best?.key ?? 40) / 4
    }

    // MARK: Heads and feet of pages

    private func key(of line: Placed) -> String {
        let letters = Text.key(line.text).filter { !$0.isNumber }
        return "\(Int(line.top / 4)) \(letters)"
    }

    /// Lines that stand at one height of three pages or more, but for their numbers.
    private var repeated: Set<String> {
        guard pageHeights.count >= 3 else { return [] }
        var pages: [String: Set<Int>] = [:]
        for line in placed where isAtEdge(line) {
            pages[key(of: line), default: []].insert(line.page)
        }
        return Set(
            pages.filter { $0.value.count >= 3 && $0.value.count * 2 >= pageHeights.count }.keys)
    }

    private func isAtEdge(_ line: Placed) -> Bool {
        guard line.page >= 1, line.page <= pageHeights.count else { return false }
        let height = pageHeights[line.page - 1]
        return line.top < height * 0.12 || line.bottom > height * 0.88
    }

    private func isPageNumber(_ line: Placed) -> Bool {
        guard isAtEdge(line), line.text.utf8.count <= 16 else { return false }
        let key = Text.key(line.text)
        let digits = key.drop { !$0.isNumber }
        let words = key.prefix { !$0.isNumber }
        return !digits.isEmpty && digits.count <= 7
            && ["", "pagina", "blz", "page", "p"].contains(String(words))
    }
}
