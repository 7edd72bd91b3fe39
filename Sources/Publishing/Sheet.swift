/// A text as it will be printed: blocks in reading order, without any file format.
///
/// Every writer (Markdown, HTML, word processor, slides) takes a sheet, and none knows what the sheet is about.
public struct Sheet: Sendable, Equatable {
    /// The title, one line, without markup.
    public var title: String
    /// The language as a BCP 47 tag.
    public var language: String
    /// Whether it is for who reads with difficulty: in letters of 18 points.
    public var isLarge = false
    /// What is told about the sheet as a whole, in order: for the head of a Markdown file or a file's properties.
    public var properties: [Property]
    /// The blocks in reading order; a heading of level 1 opens a chapter and is never missing a level below it.
    public var blocks: [Block]

    /// A sheet; without blocks it is a title alone.
    public init(
        title: String, language: String = "nl", properties: [Property] = [], blocks: [Block] = []
    ) {
        self.title = title
        self.language = language
        self.properties = properties
        self.blocks = blocks
    }

    /// One fact about the sheet: a name of the field (`topic`, `minutes`) and its value.
    public struct Property: Sendable, Equatable {
        /// The field, in lower case.
        public var name: String
        /// What it says, in one line.
        public var value: String

        /// A property of this name.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A piece of the sheet that stands by itself.
    public enum Block: Sendable, Equatable {
        /// A heading; `level` is 1 for a chapter, 2 for a section, at most 4.
        case heading(level: Int, text: String)
        /// A paragraph; `passage` is the id of the passage that it speaks about, when it does.
        case paragraph(String, passage: String? = nil)
        /// The words of somebody else, with where they come from and the id of the passage they stand in.
        case quotation(text: String, source: String, passage: String)
        case list(ordered: Bool, items: [Item])
        /// Boxes to tick.
        case checklist([Item])
        /// A table with a row of headings; each row has as many cells as `header`.
        case table(caption: String, header: [String], rows: [[String]])
        /// What only the one who leads the session reads; the notes of a slide.
        case note(String)
        case pageBreak
    }

    /// An item of a list; `passage` is the id of the passage that it quotes, when it does.
    public struct Item: Sendable, Equatable {
        /// The words, in one line.
        public var text: String
        /// The id of the quoted passage.
        public var passage: String?

        /// An item with these words.
        public init(_ text: String, passage: String? = nil) {
            self.text = text
            self.passage = passage
        }
    }
}
