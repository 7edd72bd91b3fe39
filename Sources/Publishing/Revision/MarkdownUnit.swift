/// A piece of a Markdown file that people edit as one: a heading, a paragraph, an item of a list.
struct MarkdownUnit {
    /// What a unit is.
    enum Kind: String, CaseIterable {
        case heading1 = "h1"
        case heading2 = "h2"
        case heading3 = "h3"
        case heading4 = "h4"
        case paragraph = "p"
        case quotation = "q"
        case item = "i"
        case table = "t"
        case division = "d"
        case comment = "c"
        case code = "f"
        case html = "b"

        var isHeading: Bool {
            switch self {
            case .heading1, .heading2, .heading3, .heading4: true
            default: false
            }
        }
    }

    let kind: Kind
    /// The blank lines above it, as they stand in the file.
    let gap: [String]
    /// Its lines, as they stand in the file, without line feeds.
    let lines: [String]
    /// The id of the passage that it names; the last one when there are more.
    let passage: String?
    /// Of its words, whatever marks them up.
    let fingerprint: Fingerprint

    init(_ kind: Kind, gap: [String], lines: [String]) {
        self.kind = kind
        self.gap = gap
        self.lines = lines
        let (words, passage) = MarkdownWords.of(kind, lines)
        self.passage = passage
        fingerprint = Fingerprint(kind.rawValue + words)
    }

    /// The first line of a division that shows two texts to choose from.
    static let conflictOpening = "::: {.conflict}"

    /// Whether somebody still has to choose here.
    var isConflict: Bool {
        kind == .division && (lines.first?.contains("conflict") ?? false)
    }
}

/// A short value that tells texts apart.
///
/// Source: FNV-1a of 64 bits, of Fowler, Noll and Vo.
struct Fingerprint: Hashable {
    private let value: UInt64

    init(_ text: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
        value = hash
    }

    /// Reads what `description` gives; `nil` for anything else.
    init?(written text: Substring) {
        guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
        self.value = value
    }

    /// 16 hexadecimal digits.
    var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
