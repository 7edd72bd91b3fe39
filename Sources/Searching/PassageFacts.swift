internal import Analysis
internal import Corpus
internal import Indexing

/// What the ranking needs of a passage beside its words, without reading its text.
struct PassageFacts {
    /// The number of its kind of item among the `kinds` of the table.
    private(set) var kind = 0
    /// Whom the passage or its document is for; no bit for everyone.
    var audiences: UInt8 = 0
    /// Whose part it describes, by its headings; no bit for nobody's in particular.
    var parties: UInt8 = 0
    /// It describes its practice card, and tells nobody what to do.
    var isFrame = false
    /// It tells whom something is for or what is known of it, as advice never does.
    var isBackground = false
    /// It asks something.
    var isQuestion = false
    /// It leads in to what follows.
    var isIntroduction = false
    /// It has few words.
    var isShort = false
    /// The least number of minutes that it names for itself or its document.
    var minutes = 0
    /// The number of its document.
    var document: Int32 = 0

    /// Bits of the parties.
    enum Party {
        static let parent: UInt8 = 1
        static let teacher: UInt8 = 2
        static let leader: UInt8 = 4
        static let trainer: UInt8 = 8
    }

    /// The bit of an audience of the corpus.
    static func bit(of audience: Audience) -> UInt8 {
        switch audience {
        case .parent: Party.parent
        case .teacher: Party.teacher
        case .schoolLeader: Party.leader
        case .trainer: Party.trainer
        default: 0
        }
    }

    /// Headings of a practice card that describe the card.
    private static let frames: Set<String> = [
        "Doel", "Doelgroep", "Wanneer", "Tijd", "Materialen", "Bronnen", "Voorbereiding",
    ]
    /// Headings under which no advice stands.
    private static let backgrounds: Set<String> = ["Doelgroep", "Bewijs"]
    /// Passages of fewer words say too little to answer.
    private static let fewWords = 5

    /// The facts of a passage.
    ///
    /// - Parameters:
    ///   - passage: As in the corpus.
    ///   - words: Number of words of its label and text.
    ///   - document: Its number.
    ///   - documentMinutes: What its document says of its length; 0 for nothing.
    ///   - isAlone: It is all there is of its document, and leads in to nothing.
    init(
        _ passage: Passage, words: Int, document: Int, documentMinutes: Int, isAlone: Bool
    ) {
        self.document = Int32(clamping: document)
        for audience in passage.audiences { audiences |= Self.bit(of: audience) }
        parties = Parties.named(inHeadings: passage.headings + [passage.label])
        isFrame = passage.headings.last.map(Self.frames.contains) ?? false
        isBackground = passage.headings.last.map(Self.backgrounds.contains) ?? false
        let text = passage.text.isEmpty ? passage.label : passage.text
        isQuestion = passage.kind == .question || text.hasSuffix("?")
        isIntroduction = !isAlone && text.hasSuffix(":")
        isShort = words < Self.fewWords
        minutes = Durations.minutes(in: passage.text) ?? documentMinutes
    }

    /// Bytes of one passage in the index.
    static let size = 12

    /// The bytes, in which a kind has its number among `kinds`, to which it is added if need be.
    func encoded(_ kind: ItemKind, kinds: inout [String]) -> [UInt8] {
        var flags: UInt8 = 0
        if isFrame { flags |= 1 }
        if isQuestion { flags |= 2 }
        if isIntroduction { flags |= 4 }
        if isShort { flags |= 8 }
        if isBackground { flags |= 16 }
        let length = UInt16(clamping: minutes)
        var bytes: [UInt8] = [
            Self.code(of: kind.rawValue, in: &kinds), flags, audiences, parties,
            UInt8(length & 0xFF), UInt8(length >> 8), 0, 0,
        ]
        withUnsafeBytes(of: document.littleEndian) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// The bytes of passages with other numbers: kinds as in `all`, to which new ones are added, and
    /// documents `firstDocument` higher.
    static func renumbered(
        _ bytes: [UInt8], kinds: [String], among all: inout [String], firstDocument: Int
    ) -> [UInt8] {
        var bytes = bytes
        // Kinds have their numbers in the order in which passages have them.
        var codes = [UInt8?](repeating: nil, count: kinds.count)
        for start in stride(from: 0, to: bytes.count, by: size) {
            let code = Int(bytes[start])
            if code < codes.count, codes[code] == nil {
                codes[code] = Self.code(of: kinds[code], in: &all)
            }
            bytes[start] = code < codes.count ? codes[code] ?? 0 : UInt8(mostKinds)
            bytes.withUnsafeMutableBytes { raw in
                let place = start + documentOffset
                let number = raw.loadUnaligned(fromByteOffset: place, as: Int32.self).littleEndian
                raw.storeBytes(
                    of: Int32(clamping: Int(number) + firstDocument).littleEndian,
                    toByteOffset: place, as: Int32.self)
            }
        }
        return bytes
    }

    /// The number of a kind; kinds beyond those that have one count as paragraphs.
    private static func code(of kind: String, in kinds: inout [String]) -> UInt8 {
        if let known = kinds.firstIndex(of: kind) { return UInt8(known) }
        guard kinds.count < mostKinds else { return UInt8(mostKinds) }
        kinds.append(kind)
        return UInt8(kinds.count - 1)
    }

    static let mostKinds = 255
    private static let documentOffset = 8

    init(kinds: Int, bytes: UnsafeRawBufferPointer) {
        kind = min(Int(bytes[0]), kinds - 1)
        isFrame = bytes[1] & 1 != 0
        isQuestion = bytes[1] & 2 != 0
        isIntroduction = bytes[1] & 4 != 0
        isShort = bytes[1] & 8 != 0
        isBackground = bytes[1] & 16 != 0
        audiences = bytes[2]
        parties = bytes[3]
        minutes = Int(bytes[4]) | Int(bytes[5]) << 8
        document = Self.document(in: bytes, at: 0)
    }

    /// The number of the document in the bytes of a passage.
    fileprivate static func document(in bytes: UnsafeRawBufferPointer, at start: Int) -> Int32 {
        bytes.loadUnaligned(fromByteOffset: start + documentOffset, as: Int32.self).littleEndian
    }
}

/// The facts of all passages, read in place.
///
///     number of kinds (LEB128), their names; then for each passage 12 bytes:
///     kind (1), flags (1: frame, question, introduction, short, background), audiences (1), parties (1),
///     minutes (2), 0 (2), document (4); numbers are little-endian
struct FactsTable: @unchecked Sendable {
    // Read-only memory of the index that hands this out: safe to share.
    private let bytes: UnsafeRawBufferPointer
    /// By number; the last is that of passages whose kind has none.
    let kinds: [ItemKind]

    init(_ all: UnsafeRawBufferPointer, passages: Int, path: String) throws(IndexError) {
        var reader = RecordReader(all, path: path)
        kinds = try reader.texts().map(ItemKind.init) + [.paragraph]
        let start = all.count - passages * PassageFacts.size
        guard start >= 0 else { throw .damaged(path: path, part: Attachment.facts) }
        bytes = UnsafeRawBufferPointer(rebasing: all[start...])
    }

    /// The number of a passage's document.
    func document(of passage: Int) -> Int32 {
        PassageFacts.document(in: bytes, at: passage * PassageFacts.size)
    }

    /// The facts of a passage of the index.
    subscript(_ passage: Int) -> PassageFacts {
        let start = passage * PassageFacts.size
        return PassageFacts(
            kinds: kinds.count,
            bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + PassageFacts.size]))
    }
}

/// Lengths of time in a text.
enum Durations {
    /// The least number of minutes that a text names, or `nil` when it names none.
    static func minutes(in text: String) -> Int? {
        let words = QuestionWords.words(of: text)
        var least: Int?
        for (number, unit) in zip(words, words.dropFirst()) {
            guard let value = value(of: number), let factor = units[unit] else { continue }
            let minutes = Int(value * Double(factor))
            if minutes > 0, minutes < least ?? Int.max { least = minutes }
        }
        return least
    }

    /// The number that a word or a row of digits stands for.
    static func value(of word: String) -> Double? {
        if let value = Int(word), (1...10_000).contains(value) { return Double(value) }
        return words[word]
    }

    /// Whether a folded word stands for a number.
    static func isNumber(_ word: String) -> Bool {
        words[word] != nil || word.utf8.first.map { $0 &- UInt8(ascii: "0") < 10 } ?? false
    }

    static let units = [
        "minuut": 1, "minuten": 1, "min": 1, "kwartier": 15, "uur": 60, "uren": 60, "uurtje": 60,
    ]
    private static let words: [String: Double] = [
        "een": 1, "half": 0.5, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
        "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13,
        "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18,
        "negentien": 19, "vijfentwintig": 25, "twintig": 20, "dertig": 30, "veertig": 40,
        "vijfenveertig": 45,
        "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90,
        "honderd": 100, "duizend": 1000, "anderhalf": 1.5,
    ]
}

/// Whose part a text or question is about.
enum Parties {
    private static let words: [String: UInt8] = {
        var words: [String: UInt8] = [:]
        for word in [
            "ouder", "ouders", "moeder", "vader", "verzorger", "verzorgers", "mama", "papa",
        ] {
            words[word] = PassageFacts.Party.parent
        }
        for word in [
            "leraar", "leraren", "leerkracht", "leerkrachten", "docent", "docenten", "juf",
            "meester",
            "mentor", "mentoren",
        ] { words[word] = PassageFacts.Party.teacher }
        for word in [
            "schoolleider", "schoolleiders", "schoolleiding", "directeur", "directie",
            "directeuren",
        ] { words[word] = PassageFacts.Party.leader }
        for word in ["school", "scholen", "team"] {
            words[word] = PassageFacts.Party.teacher | PassageFacts.Party.leader
        }
        return words
    }()

    /// The parties whose part the headings describe: "Rol van ouders", "Hoe kan ik als ouder ...".
    static func named(inHeadings headings: [String]) -> UInt8 {
        for heading in headings.reversed() {
            let found = named(in: QuestionWords.words(of: heading))
            if found != 0 { return found }
        }
        return 0
    }

    /// The parties whose part a question asks about: "wat kan een ouder zelf doen", "ik als vader",
    /// "mijn dochter wil niet naar school".
    static func named(in words: [String]) -> UInt8 {
        var found: UInt8 = 0
        for (lead, word) in zip(words, words.dropFirst()) {
            // Teachers speak of their pupils.
            let isParent =
                own.contains(lead) && children.contains(word)
                || lead == "als" && self.words[word] == PassageFacts.Party.parent
                    && !word.hasSuffix("s")
            if isParent { found |= PassageFacts.Party.parent }
        }
        for (index, word) in words.enumerated() {
            guard let party = self.words[word] else { continue }
            var before = words[..<index]
            while let last = before.last, articles.contains(last) { before = before.dropLast() }
            guard let lead = before.last else { continue }
            let second = before.dropLast().last ?? ""
            let isRole =
                lead == "als" && ["ik", "zelf", "je", "jij", "eraan", "hier"].contains(second)
                || lead == "van"
                    && ["rol", "taak", "taken", "inbreng", "bijdrage"].contains(second)
                || ["kan", "kunnen", "moet", "moeten", "mag", "mogen"].contains(lead)
                    && ["wat", "hoe", "hoeveel", "waarom", "wanneer"].contains(second)
                || ["hebben", "heeft", "spelen", "speelt"].contains(lead)
                    && ["rol", "rollen", "taak", "taken"].contains(second)
                || lead == "doet" && second == "wat"
            if isRole { found |= party }
        }
        return found
    }

    private static let own: Set<String> = ["mijn", "m'n", "onze", "ons", "je", "jouw", "uw"]
    private static let children: Set<String> = [
        "kind", "zoon", "dochter", "zoontje", "dochtertje", "kleinkind", "kleinzoon",
        "kleindochter",
    ]
    private static let articles: Set<String> = ["de", "het", "een", "mijn", "onze", "je", "elke"]
}
