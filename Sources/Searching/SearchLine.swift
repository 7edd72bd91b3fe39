/// How a search line was read, as data.
public indirect enum QueryPiece: Hashable, Sendable {
    /// Any form of a word.
    case word(String)
    /// The word just as written: `=ouders`.
    case exact(String)
    /// All words that start so: `ouder*`.
    case prefix(String)
    /// Words behind each other: `"alle ouders"`.
    case phrase(String)
    /// Two words with at most this many others between them: `ouder NABIJ/5 gesprek`.
    case near(String, String, Int)
    /// A value that a passage must have: `soort:tip`.
    case field(SearchField, String)
    /// Not this.
    case not(QueryPiece)
    /// Each of these: `huisbezoek EN vader`.
    case all([QueryPiece])
    /// One of these or more: `huisbezoek OF koffie`.
    case any([QueryPiece])
}

/// What a passage may be held to by `veld:waarde`.
public enum SearchField: String, Hashable, Sendable, CaseIterable {
    case kind, audience, topic, document

    /// The field with this Dutch or English name, or `nil`.
    static func named(_ name: String) -> SearchField? {
        switch name.lowercased() {
        case "soort", "kind": .kind
        case "doelgroep", "audience": .audience
        case "thema", "onderwerp", "topic": .topic
        case "bron", "document", "source": .document
        default: nil
        }
    }
}

/// What was odd in a search line, and read as well as it could be.
public enum QueryHint: Hashable, Sendable {
    /// A quotation mark without its second.
    case openQuote
    /// A bracket without its second.
    case openBracket
    /// A closing bracket without an opening one.
    case strayBracket
    /// `EN`, `OF`, `NIET` or `NABIJ` with nothing to work on.
    case danglingOperator(String)
    /// `veld:` with a name that is no field.
    case unknownField(String)
    /// `veld:` without a value.
    case emptyField(String)
    /// A prefix of fewer than two letters.
    case shortPrefix(String)
    /// Brackets in brackets beyond the limit.
    case tooDeep
}

/// Reads the query language of `zoek`.
///
///     line    = { clause }
///     clause  = factor { ("EN" | "AND" | "+") factor | ("OF" | "OR") factor }
///     factor  = ("NIET" | "NOT" | "-") factor | "(" line ")" | atom [ "NABIJ" [ "/" n ] atom ]
///     atom    = word | "=" word | word "*" | '"' words '"' | field ":" value
///
/// Words that stand by themselves are welcome and not required. Whatever does not fit is passed
/// over with a hint; no line is refused.
struct SearchLine {
    /// What was read, in order; words that stand by themselves one by one.
    private(set) var pieces: [QueryPiece] = []
    /// What was odd.
    private(set) var hints: [QueryHint] = []

    private enum Symbol: Equatable {
        case open, close
        case and, or, not
        case near(Int)
        case atom(QueryPiece)
    }

    private var symbols: [(symbol: Symbol, text: String)] = []
    private var place = 0
    private static let deepest = 32
    /// Words between two that are near, unless said otherwise.
    private static let usualDistance = 5
    private static let longestDistance = 100

    init(_ text: String) {
        readSymbols(Array(text.unicodeScalars))
        pieces = readLine(depth: 0)
        while place < symbols.count {
            hints.append(.strayBracket)
            place += 1
            pieces += readLine(depth: 0)
        }
    }

    // MARK: symbols

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        ["\"", "\u{201C}", "\u{201D}", "\u{201E}"].contains(scalar)
    }

    private mutating func readSymbols(_ text: [Unicode.Scalar]) {
        var index = 0
        while index < text.count {
            let scalar = text[index]
            if Self.isSpace(scalar) {
                index += 1
            } else if scalar == "(" {
                symbols.append((.open, "("))
                index += 1
            } else if scalar == ")" {
                symbols.append((.close, ")"))
                index += 1
            } else if Self.isQuote(scalar) {
                index = readQuote(text, from: index + 1) { .phrase($0) }
            } else if scalar == "-" || scalar == "+", index + 1 < text.count,
                !Self.isSpace(text[index + 1])
            {
                symbols.append((scalar == "-" ? .not : .and, String(scalar)))
                index += 1
            } else {
                index = readWord(text, from: index)
            }
        }
    }

    private mutating func readQuote(
        _ text: [Unicode.Scalar], from start: Int, _ make: (String) -> QueryPiece
    ) -> Int {
        let end = text[start...].firstIndex(where: Self.isQuote)
        if end == nil { hints.append(.openQuote) }
        let inside = Self.string(text[start..<(end ?? text.count)])
        if !inside.isEmpty { symbols.append((.atom(make(inside)), inside)) }
        return (end ?? text.count) + 1
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func readWord(_ text: [Unicode.Scalar], from start: Int) -> Int {
        var end = start
        var colon: Int?
        while end < text.count, !Self.isSpace(text[end]), text[end] != ")",
            !(Self.isQuote(text[end]) && end != start), !(text[end] == "(" && end == start)
        {
            if text[end] == ":", colon == nil { colon = end }
            end += 1
        }
        let word = Self.string(text[start..<end])
        if let colon, colon > start {
            let name = Self.string(text[start..<colon])
            let isAddress = text[colon...].starts(with: ["\u{3A}", "/", "/"])
            if let field = SearchField.named(name) {
                if colon + 1 < text.count, Self.isQuote(text[colon + 1]) {
                    return readQuote(text, from: colon + 2) { .field(field, $0) }
                }
                let value = Self.string(text[colon + 1..<end])
                if value.isEmpty {
                    hints.append(.emptyField(name))
                } else {
                    symbols.append((.atom(.field(field, value)), word))
                }
                return end
            }
            if !isAddress, name.unicodeScalars.allSatisfy(\.properties.isAlphabetic) {
                hints.append(.unknownField(name))
            }
        }
        symbols.append((symbol(of: word), word))
        return end
    }

    private mutating func symbol(of word: String) -> Symbol {
        switch word {
        case "EN", "AND", "&&": return .and
        case "OF", "OR", "||": return .or
        case "NIET", "NOT": return .not
        default: break
        }
        for name in ["NABIJ", "NEAR"] where word.hasPrefix(name) {
            let rest = word.dropFirst(name.count)
            if rest.isEmpty { return .near(Self.usualDistance) }
            if rest.hasPrefix("/"), let number = Int(rest.dropFirst()), number >= 0 {
                return .near(min(number, Self.longestDistance))
            }
        }
        if word.hasPrefix("="), word.count > 1 { return .atom(.exact(String(word.dropFirst()))) }
        if word.hasSuffix("*") {
            let stem = String(word.prefix { $0 != "*" })
            if stem.count >= 2 { return .atom(.prefix(stem)) }
            hints.append(.shortPrefix(stem))
            return .atom(.word(stem))
        }
        return .atom(.word(word))
    }

    // MARK: grammar

    private mutating func readLine(depth: Int) -> [QueryPiece] {
        var result: [QueryPiece] = []
        while place < symbols.count, symbols[place].symbol != .close {
            let start = place
            if let piece = readClause(depth: depth) { result.append(piece) }
            // An operator with nothing to work on was told of; go past what is left of it.
            if place == start { place += 1 }
        }
        return result
    }

    /// Factors with `EN` bind before those with `OF`.
    private mutating func readClause(depth: Int) -> QueryPiece? {
        readOperands(.or, depth: depth) { $0.readConjunction(depth: depth) }
    }

    private mutating func readConjunction(depth: Int) -> QueryPiece? {
        readOperands(.and, depth: depth) { $0.readFactor(depth: depth) }
    }

    private mutating func readOperands(
        _ symbol: Symbol, depth: Int, _ read: (inout SearchLine) -> QueryPiece?
    ) -> QueryPiece? {
        var pieces: [QueryPiece] = []
        if let first = read(&self) { pieces.append(first) }
        var isRequired = false
        while place < symbols.count, symbols[place].symbol == symbol {
            let name = symbols[place].text
            place += 1
            guard let piece = read(&self) else {
                hints.append(.danglingOperator(name))
                continue
            }
            if pieces.isEmpty {
                // `+word` requires the word; another operator needs something in front.
                if name == "+" { isRequired = true } else { hints.append(.danglingOperator(name)) }
            }
            pieces.append(piece)
        }
        guard pieces.count > 1 || isRequired else { return pieces.first }
        return symbol == .and ? .all(pieces) : .any(pieces)
    }

    private mutating func readFactor(depth: Int) -> QueryPiece? {
        guard place < symbols.count else { return nil }
        let (symbol, text) = symbols[place]
        switch symbol {
        case .and, .or, .close: return nil
        case .near:
            hints.append(.danglingOperator(text))
            place += 1
            return nil
        case .not:
            place += 1
            guard depth < Self.deepest else {
                hints.append(.tooDeep)
                return nil
            }
            guard let piece = readFactor(depth: depth + 1) else {
                hints.append(.danglingOperator(text))
                return nil
            }
            if case .not(let inner) = piece { return inner }
            return .not(piece)
        case .open:
            place += 1
            guard depth < Self.deepest else {
                hints.append(.tooDeep)
                return nil
            }
            let inside = readLine(depth: depth + 1)
            if place < symbols.count { place += 1 } else { hints.append(.openBracket) }
            if inside.isEmpty { return nil }
            return inside.count == 1 ? inside[0] : .any(inside)
        case .atom(let atom):
            place += 1
            return readNear(atom) ?? atom
        }
    }

    /// `atom NABIJ/n atom`, or `nil` when no such operator follows.
    private mutating func readNear(_ left: QueryPiece) -> QueryPiece? {
        guard place < symbols.count, case .near(let distance) = symbols[place].symbol else {
            return nil
        }
        let name = symbols[place].text
        place += 1
        guard case .word(let first) = left, place < symbols.count,
            case .atom(.word(let second)) = symbols[place].symbol
        else {
            hints.append(.danglingOperator(name))
            return nil
        }
        place += 1
        return .near(first, second, distance)
    }
}
