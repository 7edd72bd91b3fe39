internal import Markup

/// What stands around the content of nearly any page, whatever its names.
extension MainContent {
    /// Blocks that ask for an address to send news to, and the last lines of a page with the sign
    /// for copyright.
    func foundEdges() -> Set<Int> {
        var edges: Set<Int> = []
        for node in 0..<tree.count
        where tree.tag(node) == .form && tree.end(node) - node < Self.smallForm {
            if let block = subscription(around: node) { edges.insert(block) }
        }
        if let last = (0..<tree.count).last(where: { isCopyright($0) }),
            let block = closing(around: last)
        {
            edges.insert(block)
        }
        return edges
    }

    /// The block around a form that has one field, for an address of electronic mail.
    private func subscription(around form: Int) -> Int? {
        let fields = tree.descendants(form).filter { inner in
            switch tree.tag(inner) {
            case .textarea, .select: true
            case .input:
                tree.attribute(.type, of: inner).map { Self.filledIn.contains($0.lowercased()) }
                    ?? true
            default: false
            }
        }
        guard fields.count == 1, let field = fields.first,
            tree.attribute(.type, of: field)?.lowercased() == "email"
        else { return nil }
        return widest(around: form) { textLength($0) <= Self.invitation }
    }

    /// Nodes of a form that asks one thing.
    private static let smallForm = 200
    private static let filledIn: Set<String> = [
        "text", "email", "password", "tel", "url", "number", "date", "search",
    ]
    /// An invitation to subscribe has no more bytes.
    private static let invitation = 300

    /// Whether a text begins with the sign for copyright and stands late on the page.
    private func isCopyright(_ node: Int) -> Bool {
        guard tree.isText(node), textLength(node) > 0,
            textLength(from: 0, to: node) * 10 >= textLength(0) * 6
        else { return false }
        return tree.textBytes(node).drop { $0 <= 0x20 }.starts(with: Self.copyright)
    }

    private static let copyright = Array("©".utf8)

    /// The block around the last lines of a page: without a sentence, and a small part of the page.
    private func closing(around node: Int) -> Int? {
        widest(around: node) {
            proseLength($0) == 0 && textLength($0) * 5 <= textLength(0)
                && textLength(from: 0, to: $0) * 10 >= textLength(0) * 6
        }
    }

    /// The widest element around a node that fits, without the title; `nil` where none does.
    private func widest(around node: Int, _ fits: (Int) -> Bool) -> Int? {
        var result: Int?
        var place = tree.isText(node) ? tree.parent(node) : node
        while let element = place, fits(element), !holdsTitle(element) {
            switch tree.tag(element) {
            case .body, .html, .main, .article: return result
            default: result = element
            }
            place = tree.parent(element)
        }
        return result
    }
}
