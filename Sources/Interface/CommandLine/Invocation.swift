/// A mistake in how the program was called.
package enum UsageError: Error, Hashable, Sendable {
    case unknownCommand(String, near: String?)
    case unknownOption(String, near: String?)
    case missingValue(OptionName)
    case unexpectedValue(OptionName)
    case badNumber(OptionName, got: String, allowed: ClosedRange<Int>)
    case badChoice(OptionName, got: String, near: String?)
    case doubled(OptionName)
    case missingArgument(CommandName)
    case tooManyArguments(CommandName, first: String)
}

/// A call of the program, taken apart.
package struct Invocation: Hashable, Sendable {
    /// `nil` for a call without subcommand.
    package var command: CommandName?
    /// Words that are no options.
    package var arguments: [String] = []
    private var values: [OptionName: [String]] = [:]

    /// Takes apart the words behind the program's name.
    ///
    /// - Throws: `UsageError`.
    package init(_ words: [String]) throws(UsageError) {
        var rest = words[...]
        if let first = rest.first, !first.hasPrefix("-") {
            guard let command = Self.command(named: first) else {
                throw .unknownCommand(first, near: Nearest.of(first, in: Self.commandNames))
            }
            self.command = command
            rest = rest.dropFirst()
        }
        let options = command?.options ?? CommandTable.general
        while let word = rest.popFirst() {
            if word == "--" {
                arguments += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                arguments.append(word)
                continue
            }
            try readOption(word, options: options, rest: &rest)
        }
        guard !has(.help), !has(.version) else { return }
        if let command {
            let allowed = command.argumentCount
            if arguments.count < allowed.lowerBound { throw .missingArgument(command) }
            if arguments.count > allowed.upperBound {
                throw .tooManyArguments(command, first: arguments[allowed.upperBound])
            }
        } else if let first = arguments.first {
            throw .unknownCommand(first, near: Nearest.of(first, in: Self.commandNames))
        }
    }

    private mutating func readOption(
        _ word: String, options: [Option], rest: inout ArraySlice<String>
    ) throws(UsageError) {
        let pieces = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let written = String(pieces[0])
        guard
            let option = options.first(where: {
                $0.name.flag == written || $0.name.aliases.contains(written)
            })
        else {
            throw .unknownOption(written, near: Nearest.of(written, in: options.map(\.name.flag)))
        }
        var value = pieces.count > 1 ? String(pieces[1]) : nil
        if case .flag = option.value {
            guard value == nil else { throw .unexpectedValue(option.name) }
            values[option.name] = [""]
            return
        }
        if value == nil { value = rest.popFirst() }
        guard let value else { throw .missingValue(option.name) }
        guard option.isRepeatable || values[option.name] == nil else { throw .doubled(option.name) }
        values[option.name, default: []].append(try checked(value, for: option))
    }

    private func checked(_ value: String, for option: Option) throws(UsageError) -> String {
        switch option.value {
        case .flag, .text: return value
        case .number(let range):
            guard let number = Int(value), range.contains(number) else {
                throw .badNumber(option.name, got: value, allowed: range)
            }
            return value
        case .choice(let words):
            guard let meaning = words[value.lowercased()] else {
                throw .badChoice(
                    option.name, got: value, near: Nearest.of(value, in: words.keys.sorted()))
            }
            return meaning
        }
    }

    package func has(_ option: OptionName) -> Bool { values[option] != nil }
    package func text(_ option: OptionName) -> String? { values[option]?.first }
    package func texts(_ option: OptionName) -> [String] { values[option] ?? [] }
    package func number(_ option: OptionName) -> Int? { text(option).flatMap { Int($0) } }

    static func command(named word: String) -> CommandName? {
        CommandName(rawValue: word) ?? CommandName.allCases.first { $0.alias == word }
    }

    private static let commandNames = CommandName.allCases.flatMap {
        [$0.rawValue] + [$0.alias].compactMap(\.self)
    }
}
