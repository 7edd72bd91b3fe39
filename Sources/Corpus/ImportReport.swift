public import Files

/// What became of each source of an import.
public struct ImportReport: Hashable, Sendable {
    /// One line of the report.
    public struct Entry: Hashable, Sendable {
        /// The source as the user named it or as it was found in a folder.
        public let path: String
        /// What became of it.
        public let outcome: ImportOutcome

        /// A line of the report.
        public init(path: String, outcome: ImportOutcome) {
            self.path = path
            self.outcome = outcome
        }
    }

    /// In the order of the sources.
    public var entries: [Entry] = []
    /// Documents in the corpus afterwards.
    public var documents = 0
    /// Whether `corpus.jsonl` was written; it is not when nothing changed or for a trial.
    public var written = false

    /// A report without lines.
    public init() {}

    /// Number of sources that were refused.
    public var rejected: Int {
        entries.count { if case .rejected = $0.outcome { true } else { false } }
    }
}

/// What became of one source.
public enum ImportOutcome: Hashable, Sendable {
    /// A new document, or a new version of one.
    case imported(ImportSummary)
    /// The same bytes as at the last import.
    case unchanged(document: String)
    /// Left out.
    case rejected(Rejection)
}

/// Counts of one imported document.
public struct ImportSummary: Hashable, Sendable {
    /// The id of the document.
    public var document: String
    /// Its title; empty when the source has none.
    public var title: String
    /// Number of its passages.
    public var passages: Int
    /// Whether an older version of it was replaced.
    public var replaced: Bool
    /// Damaged words that were mended.
    public var repairs: Int
    /// Pieces of page furniture that were left out, in reading order.
    public var dropped: [String]

    /// Counts of a document.
    public init(
        document: String, title: String, passages: Int, replaced: Bool = false, repairs: Int = 0,
        dropped: [String] = []
    ) {
        self.document = document
        self.title = title
        self.passages = passages
        self.replaced = replaced
        self.repairs = repairs
        self.dropped = dropped
    }
}

/// Why a source was left out.
public enum Rejection: Error, Hashable, Sendable {
    /// The file cannot be read.
    case file(FileError)
    /// The file's name is not text.
    case nameNotText
    /// The bytes are of a kind that is not imported; `detected` is a media type.
    case unsupported(detected: String)
    /// No text is left when the page furniture is gone.
    case empty
    /// Not well-formed, or not by the schema; `message` is libxml2's.
    case markup(line: Int, message: String)
    /// XML of a vocabulary that is not known; `root` names its root element.
    case vocabulary(root: String)
    /// Elements nested deeper than allowed.
    case tooDeep(line: Int)
    /// A document type with declarations of its own, which can be used for attacks.
    case declarations(line: Int)
    /// Larger than the parser can hold.
    case tooLarge
    /// A file of a known kind whose inside is broken or crafted; `part` names where.
    case damaged(part: String)
    /// The program that reads this kind is not installed.
    case missingProgram(name: String, package: String)
    /// The outside program failed, or took more time or memory than it may.
    case programFailed(name: String)
    /// A page could not be fetched.
    case web(WebFault)
    /// Another source of this import has the same id.
    case duplicate(id: String, other: String)
}

/// Why a page could not be fetched.
public enum WebFault: Hashable, Sendable {
    /// No web address, or one that is not fetched for safety.
    case badAddress
    /// The host stands in the own network.
    case local(String)
    /// Nobody knows the host.
    case unknownHost(String)
    /// The site does not want programs there.
    case robots
    /// The site answered with this status instead of a page.
    case status(Int)
    /// Led on from page to page too often.
    case redirects
    /// The host does not answer, or its certificate is not trusted.
    case unreachable(String)
    /// The page did not come in time.
    case tooSlow
    /// The page is larger than allowed; `limit` in bytes.
    case tooLarge(limit: Int)
}
