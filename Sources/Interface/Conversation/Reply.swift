/// What the conversation says to one line.
struct Reply {
    /// A piece of it.
    enum Part {
        /// Text, laid out when it is known for whom.
        case text((TextRenderer) -> String)
        /// A sentence about what went wrong.
        case fault(String)
    }

    var parts: [Part] = []
    /// Whether the conversation is over.
    var isEnd = false

    static var nothing: Reply { Reply() }

    static func fault(_ text: String) -> Reply { Reply(parts: [.fault(text)]) }

    static func text(_ render: @escaping (TextRenderer) -> String) -> Reply {
        Reply(parts: [.text(render)])
    }

    /// Paragraphs, wrapped.
    static func say(_ texts: String...) -> Reply { .text { $0.paragraphs(texts) } }
}
