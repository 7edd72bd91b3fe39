/// Scripts that let a shell complete the command line, made from the command table.
enum ShellCompletion: String, CaseIterable {
    case bash, zsh, fish

    /// The whole script.
    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    private static let commands = CommandName.allCases

    /// The names of an option: `--aantal --limit -n`.
    private static func names(of option: Option) -> [String] {
        [option.name.flag] + option.name.aliases
    }

    /// Words that may stand as the value of an option; `nil` where files may.
    private static func words(of option: Option) -> [String]? {
        switch option.value {
        case .choice(let words): words.keys.sorted()
        case .text("BESTAND"), .text("MAP"), .text("PAD"): nil
        case .flag, .text, .number: []
        }
    }

    /// Words that may stand behind a command; `nil` where files may.
    private static func words(of command: CommandName) -> [String]? {
        switch command {
        case .importeer: nil
        case .schema: Schemas.Subject.allCases.map(\.rawValue)
        case .aanvulling: allCases.map(\.rawValue)
        case .handleiding: CommandName.allCases.map(\.rawValue)
        default: []
        }
    }

    private static func patterns(of command: CommandName) -> String {
        ([command.rawValue] + [command.alias].compactMap(\.self)).joined(separator: "|")
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }

    // MARK: bash

    private static var bashScript: String {
        let names = commands.map(\.rawValue).joined(separator: " ")
        var lines = [
            "_ouderwijs() {",
            "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=",
            "    local index options words=",
            "    for ((index = 1; index < COMP_CWORD; index++)); do",
            "        case ${COMP_WORDS[index]} in -*) ;; *) command=${COMP_WORDS[index]}; break ;; esac",
            "    done",
            "    case $before in",
        ]
        var seen: Set<OptionName> = []
        for option in commands.flatMap(\.options) + CommandTable.general
        where option.value != .flag && seen.insert(option.name).inserted {
            let pattern = Self.names(of: option).joined(separator: "|")
            let reply = words(of: option).map {
                "compgen -W \(quoted($0.joined(separator: " "))) -- \"$word\""
            }
            lines.append(
                "    \(pattern)) COMPREPLY=($(\(reply ?? "compgen -f -- \"$word\""))); return ;;")
        }
        lines += ["    esac", "    case $command in"]
        for command in commands {
            let options = command.options.flatMap(Self.names).joined(separator: " ")
            let extra = words(of: command).map { "words=\(quoted($0.joined(separator: " ")))" }
            lines.append(
                "    \(patterns(of: command))) options=\(quoted(options)); \(extra ?? "words=FILES") ;;"
            )
        }
        let general = CommandTable.general.flatMap(Self.names).joined(separator: " ")
        lines += [
            "    *) options=\(quoted(general)); words=\(quoted(names)) ;;",
            "    esac",
            "    case $word in",
            "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;",
            "    *)",
            "        if [ \"$words\" = FILES ]; then",
            "            COMPREPLY=($(compgen -f -- \"$word\"))",
            "        else",
            "            COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))",
            "        fi",
            "        ;;",
            "    esac",
            "}",
            "complete -o filenames -F _ouderwijs ouderwijs",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: zsh

    private static func zshSpecification(_ option: Option) -> [String] {
        let text = Texts.help(for: option).replacing("[", with: "\\[").replacing("]", with: "\\]")
            .replacing(":", with: "\\:")
        let value: String =
            switch option.value {
            case .flag: ""
            case .number: ":N:"
            case .choice(let words): ":WOORD:(\(words.keys.sorted().joined(separator: " ")))"
            case .text("BESTAND"): ":BESTAND:_files"
            case .text("MAP"): ":MAP:_files -/"
            case .text(let placeholder): ":\(placeholder):"
            }
        let repeats = option.isRepeatable ? "*" : ""
        return names(of: option).map { quoted("\(repeats)\($0)[\(text)]\(value)") }
    }

    private static var zshScript: String {
        var lines = [
            "#compdef ouderwijs", "_ouderwijs() {", "    local -a commands", "    commands=(",
        ]
        for command in commands {
            let summary = Texts.summary(of: command).replacing(":", with: "\\:")
            lines.append("        \(quoted("\(command.rawValue):\(summary)"))")
        }
        lines += [
            "    )", "    if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then",
            "        _describe -t commands commando commands", "        return", "    fi",
            "    case $words[2] in",
        ]
        for command in commands {
            let argument =
                switch words(of: command) {
                case nil: "'*:BRON:_files'"
                case let words? where !words.isEmpty:
                    quoted("*:WOORD:(\(words.joined(separator: " ")))")
                default: ""
                }
            let rest = (command.options.flatMap(zshSpecification) + [argument])
                .filter { !$0.isEmpty }
            lines.append("    \(patterns(of: command)))")
            lines.append("        shift words; ((CURRENT--))")
            lines.append("        _arguments \(rest.joined(separator: " "))")
            lines.append("        ;;")
        }
        let general = CommandTable.general.flatMap(zshSpecification).joined(separator: " ")
        lines += [
            "    *) _arguments \(general) ;;", "    esac", "}",
            "if [ \"$funcstack[1]\" = _ouderwijs ]; then _ouderwijs \"$@\"; else compdef _ouderwijs ouderwijs; fi",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: fish

    private static func fishLine(_ option: Option, _ condition: String) -> String {
        var parts = ["complete -c ouderwijs -n \(quoted(condition))"]
        for name in names(of: option) {
            parts.append(
                name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())")
        }
        if option.value != .flag {
            parts.append("-r")
            if let words = words(of: option) {
                parts.append("-f")
                if !words.isEmpty { parts.append("-a \(quoted(words.joined(separator: " ")))") }
            } else {
                parts.append("-F")
            }
        }
        parts.append("-d \(quoted(Texts.help(for: option)))")
        return parts.joined(separator: " ")
    }

    private static var fishScript: String {
        var lines = ["complete -c ouderwijs -f"]
        for command in commands {
            lines.append(
                "complete -c ouderwijs -n __fish_use_subcommand -a \(command.rawValue) "
                    + "-d \(quoted(Texts.summary(of: command)))")
        }
        lines += CommandTable.general.map { fishLine($0, "__fish_use_subcommand") }
        for command in commands {
            let names = patterns(of: command).replacing("|", with: " ")
            let condition = "__fish_seen_subcommand_from \(names)"
            switch words(of: command) {
            case nil: lines.append("complete -c ouderwijs -n \(quoted(condition)) -F")
            case let words? where !words.isEmpty:
                lines.append(
                    "complete -c ouderwijs -n \(quoted(condition)) "
                        + "-a \(quoted(words.joined(separator: " ")))")
            default: break
            }
            lines += command.options.map { fishLine($0, condition) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
