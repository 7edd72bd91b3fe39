internal import Files

/// A session as a text that can be played again.
///
///     > what was typed
///       what was answered
///     ! what went wrong
final class Recording {
    /// Where it is written to.
    let path: String
    private var text = ""

    init(path: String) { self.path = path }

    /// Adds a line with its reply, and saves all.
    func add(
        _ line: String, _ reply: Reply, in conversation: Conversation
    ) throws(FileError) {
        text += Self.text(of: line, reply, in: conversation)
        try AtomicFile.write(Array(text.utf8), to: path)
    }

    /// A line and its reply in the form of the file.
    ///
    /// Those who play it again get the same layout whatever their terminal is.
    static func text(of line: String, _ reply: Reply, in conversation: Conversation) -> String {
        var renderer = TextRenderer()
        conversation.adapt(&renderer.style)
        var result = "> \(line)\n"
        for part in reply.parts {
            let (mark, text) =
                switch part {
                case .text(let render): ("  ", render(renderer))
                case .fault(let text): ("! ", renderer.paragraphs([text]))
                }
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                result += line.isEmpty ? "\n" : "\(mark)\(line)\n"
            }
        }
        return result
    }

    /// The lines that were typed in a recording.
    static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.hasPrefix("> ") }
            .map { String($0.dropFirst(2)) }
    }
}
