internal import Files

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Shows text that does not fit on the terminal a screen at a time.
struct Pager {
    /// The command, `nil` for writing straight on.
    let command: String?

    /// The one that the environment names, else `less` or `more` where they are.
    init(environment: (String) -> String?, isUsable: Bool) {
        guard isUsable else {
            command = nil
            return
        }
        if let named = environment("PAGER") {
            command = named == "cat" ? nil : named
        } else if ChildProcess.find("less") != nil {
            command = "less -R"
        } else {
            command = ChildProcess.find("more") == nil ? nil : "more"
        }
    }

    /// Shows a text.
    ///
    /// - Parameter rows: Lines of the terminal; one of them stays for the prompt.
    func show(_ text: String, rows: Int) {
        let lines = text.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        guard let command, lines >= rows else {
            Terminal.write(text)
            return
        }
        // Without it `less` shows the bytes of letters where the environment names no UTF-8.
        setenv("LESSCHARSET", "utf-8", 0)
        guard let pipe = popen(command, "w") else {
            Terminal.write(text)
            return
        }
        // What the pager does with Ctrl-C is its own affair.
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, pipe)
        pclose(pipe)
    }
}
