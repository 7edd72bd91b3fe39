internal import JSON
internal import Markup

/// Texts that a page hands to its script, which draws them where it runs.
enum PageState {
    /// The longest text in the data of a page; `nil` where none is as long as an article.
    ///
    /// Pages by React, Vue and the like come with `<script type="application/json">`.
    static func text(of tree: MarkupTree) -> String? {
        var best: String?
        var seen = 0
        for node in 0..<tree.count where tree.tag(node) == .script {
            guard let type = tree.attribute(.type, of: node)?.lowercased(),
                type == "application/json",
                let value = try? JSONParser.parse(Array(tree.rawText(node).utf8))
            else { continue }
            var waiting = [value]
            while let value = waiting.popLast(), seen < mostValues {
                seen += 1
                switch value {
                case .array(let values): waiting += values.reversed()
                case .object(let object): waiting += object.members.reversed().map(\.value)
                case .string(let text):
                    if text.utf8.count > best?.utf8.count ?? shortest - 1, isText(text) {
                        best = text
                    }
                default: break
                }
            }
        }
        return best
    }

    private static let mostValues = 100_000
    private static let shortest = 400

    /// Whether a string is made of sentences, not of code, data or addresses.
    private static func isText(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
        else { return false }
        let blanks = text.utf8.count { $0 == 0x20 }
        return blanks * 20 >= text.utf8.count && text.contains(". ")
            && !text.contains("function(") && !text.contains("=>")
    }
}
