/// The pages for `man`, made from the command table.
enum ManualPage {
    /// The page of the whole program, or of one command.
    static func text(for command: CommandName?) -> String {
        let name = command.map { "ouderwijs-\($0.rawValue)" } ?? "ouderwijs"
        let summary = command.map(Texts.summary) ?? Texts.programSummary
        var lines = [
            ".TH \(escaped(name.uppercased())) 1 \"\" \"Ouderwijs \(Program.version)\" \"Ouderwijs\"",
            heading(Texts.manualName), "\(escaped(name)) \\- \(escaped(summary))",
            heading(Texts.manualUsage),
            ".B \(escaped(Texts.usageLine(of: command)))",
            heading(Texts.manualDescription),
        ]
        lines += paragraphs(command.map(Texts.details) ?? Texts.programDetails)
        if command == nil {
            lines.append(heading(Texts.manualCommands))
            for command in CommandName.allCases {
                lines += entry(Texts.written(command), Texts.summary(of: command))
            }
        }
        lines.append(heading(Texts.manualOptions))
        for option in command?.options ?? CommandTable.general {
            lines += entry(Texts.written(option), Texts.help(for: option))
        }
        if command == nil {
            lines.append(heading(Texts.manualConversation))
            for command in ConversationCommand.allCases {
                lines += entry(
                    Texts.written(command),
                    "\(Texts.summary(of: command)). \(Texts.names(of: command))")
            }
            lines.append(heading(Texts.manualStatus))
            for (status, meaning) in Texts.statusMeanings { lines += entry(status, meaning) }
        }
        lines.append(heading(Texts.manualExamples))
        for example in command.map(Texts.examples) ?? Texts.programExamples {
            lines += [".PP", ".nf", escaped(example), ".fi"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func heading(_ text: String) -> String { ".SH \"\(escaped(text))\"" }

    private static func entry(_ name: String, _ text: String) -> [String] {
        [".TP", ".B \(escaped(name))", escaped(text)]
    }

    private static func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n").map { escaped(String($0)) }
    }

    /// Text as roff takes it: a backslash, a hyphen and a first point or quote mean something there.
    private static func escaped(_ text: String) -> String {
        var result = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        if let first = result.first, first == "." || first == "'" { result = "\\&" + result }
        return result.replacing("\"", with: "\\(dq")
    }
}
