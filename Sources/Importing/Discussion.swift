/// Signs by which a page may be a discussion.
enum Discussion {
    /// Whether a `generator` is a program for forums.
    static func isProgram(_ generator: String) -> Bool {
        let name = generator.lowercased()
        return programs.contains { name.hasPrefix($0) }
    }

    private static let programs = [
        "discourse", "flarum", "fluxbb", "invision", "lithium", "mybb", "nodebb", "phpbb",
        "punbb", "simple machines", "smf", "vanilla", "vbulletin", "woltlab", "xenforo", "yabb",
    ]

    /// Whether a part of an address names a discussion.
    static func isAddress(_ address: String) -> Bool {
        guard let scheme = address.firstRange(of: "://") else { return false }
        return address[scheme.upperBound...].split { "/?#.=&".contains($0) }.contains {
            parts.contains($0.lowercased())
        }
    }

    private static let parts: Set<String> = [
        "forum", "forums", "thread", "threads", "topic", "topics", "viewtopic", "showthread",
        "question", "questions", "vraag", "vragen", "discussion", "discussions", "discussie",
        "discussies", "comments", "issues", "community", "gesprek", "viewthread", "showtopic",
        "board", "boards", "t5", "fragen", "thema",
        "themen", "foro", "foros", "tema", "sujet",
    ]

    /// Whether a type of schema.org is a discussion.
    static func isType(_ type: ArraySlice<UInt8>) -> Bool {
        types.contains { type.count > $0.count && type.suffix($0.count).elementsEqual($0) }
    }

    private static let types = ["/DiscussionForumPosting", "/QAPage"].map { Array($0.utf8) }

    /// Whether an `id` is that of one message among many, such as `post-12`.
    static func isNumberedMessage(_ id: ArraySlice<UInt8>) -> Bool {
        guard let last = id.last, last &- 48 < 10, id.count <= 40 else { return false }
        let word = id.prefix { $0 | 0x20 &- 97 < 26 }
        let number = id.dropFirst(word.count).drop {
            $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        return !number.isEmpty && number.allSatisfy { $0 &- 48 < 10 }
            && messages.contains { word.elementsEqual($0) }
    }

    private static let messages = [
        "post", "msg", "message", "bericht", "pid", "p", "reply", "answer",
    ]
    .map { Array($0.utf8) }
}
