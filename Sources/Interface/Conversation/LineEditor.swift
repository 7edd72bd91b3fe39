internal import CEdit

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What a person typed.
enum TypedLine: Equatable {
    case line(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D, or the end of a pipe.
    case end
}

/// Lines typed at a terminal, with history, search and completion, by libedit.
final class LineEditor {
    // The library calls back without saying for whom; there is one editor, on one thread.
    private nonisolated(unsafe) static weak var current: LineEditor?
    private nonisolated(unsafe) static let prompt = strdup(Texts.prompt)

    private let editor: OpaquePointer
    private let history: OpaquePointer
    private let complete: (String) -> [Completion]
    private var wasInterrupted = false

    /// Starts editing on the terminal; `nil` where the library or the terminal cannot.
    ///
    /// - Parameters:
    ///   - remembered: Earlier lines, oldest first.
    ///   - complete: What may come in the place of the end of a line.
    init?(remembered: [String], historySize: Int, complete: @escaping (String) -> [Completion]) {
        Self.useUTF8()
        guard
            let editor = el_init(
                "ouderwijs", fdopen(STDIN_FILENO, "r"), fdopen(STDOUT_FILENO, "w"),
                fdopen(STDERR_FILENO, "w")),
            let history = history_init()
        else { return nil }
        self.editor = editor
        self.history = history
        self.complete = complete
        Self.current = self
        _ = ow_set_prompt(editor) { _ in LineEditor.prompt }
        _ = ow_set_text(editor, EL_EDITOR, "emacs")
        _ = ow_history_size(history, Int32(historySize))
        _ = ow_set_history(editor, history)
        _ = ow_set_reader(editor) { _, place in
            guard let place, let editor = LineEditor.current else { return -1 }
            return editor.readCharacter(into: place)
        }
        _ = ow_add_function(editor, "ow-complete", "") { _, _ in
            LineEditor.current?.completeLine() ?? UInt8(CC_ERROR)
        }
        _ = ow_bind(editor, "^I", "ow-complete")
        // Ctrl with the arrows goes a word further.
        _ = ow_bind(editor, "\\e[1;5C", "em-next-word")
        _ = ow_bind(editor, "\\e[1;5D", "ed-prev-word")
        for line in remembered { remember(line) }
        Signals.watchForConversation()
    }

    /// Gives the terminal back.
    func close() {
        el_end(editor)
        Self.current = nil
    }

    /// Characters are those of UTF-8 whatever the environment says: the texts are, too.
    private static func useUTF8() {
        let name = setlocale(LC_CTYPE, "").map { String(cString: $0).lowercased() } ?? ""
        if !name.contains("utf-8"), !name.contains("utf8") { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    /// Makes a line one of those that the arrows bring back.
    func remember(_ line: String) { _ = ow_history_enter(history, line) }

    /// Waits for a line.
    func next() -> TypedLine {
        wasInterrupted = false
        // By itself the library shows the prompt first: keys that come at once would be taken for
        // those of a plain line.
        _ = ow_set_number(editor, EL_PREP_TERM, 1)
        var count: CInt = 0
        guard let text = el_gets(editor, &count), count > 0 else {
            if wasInterrupted { Terminal.write("\n") }
            return wasInterrupted ? .interrupted : .end
        }
        var line = String(cString: text)
        if line.hasSuffix("\n") { line.removeLast() }
        return .line(line)
    }

    // MARK: called by the library

    /// Reads one character; 0 at the end, -1 after Ctrl-C.
    private func readCharacter(into place: UnsafeMutablePointer<wchar_t>) -> CInt {
        var bytes: [UInt8] = []
        while true {
            guard waitForByte() else {
                errno = EINTR
                return -1
            }
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count == 1 else { return 0 }
            bytes.append(byte)
            // Ctrl-D that came while no line was read; the system keeps it so.
            if bytes == [0] { bytes = [4] }
            if let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first {
                place.pointee = wchar_t(scalar.value)
                return 1
            }
            // What is no character by its fourth byte never will be one.
            if bytes.count == 4 { bytes = [] }
        }
    }

    /// Waits for input, and draws anew when the terminal gets another size.
    ///
    /// - Returns: `false` after Ctrl-C.
    private func waitForByte() -> Bool {
        var entries = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&entries, nfds_t(entries.count), -1)
            while let event = Signals.next() {
                switch event {
                case .resize: el_resize(editor)
                case .interrupt:
                    wasInterrupted = true
                    return false
                }
            }
            if count > 0, entries[0].revents != 0 { return true }
            if count < 0, errno != EINTR { return true }
        }
    }

    private func completeLine() -> UInt8 {
        guard let info = el_line(editor)?.pointee, let start = info.buffer,
            let cursor = info.cursor
        else { return UInt8(CC_ERROR) }
        let bytes = UnsafeBufferPointer(start: start, count: cursor - start)
        let typed = String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let completions = complete(typed)
        guard let first = completions.first else { return UInt8(CC_ERROR) }
        if completions.count == 1 {
            replace(first.replaced, with: first.text + " ")
            return UInt8(CC_REFRESH)
        }
        let common = Completion.commonStart(of: completions.map(\.text))
        if common.count > first.replaced || completions.allSatisfy({ $0.text == common }) {
            replace(first.replaced, with: common)
            return UInt8(CC_REFRESH)
        }
        let lines = Completion.columns(completions.map(\.text), width: Terminal.width)
        Terminal.write("\n" + lines.map { $0 + "\n" }.joined())
        return UInt8(CC_REDISPLAY)
    }

    private func replace(_ count: Int, with text: String) {
        el_deletestr(editor, CInt(count))
        _ = el_insertstr(editor, text)
    }
}
