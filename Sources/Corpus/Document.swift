/// One source: a page, card or file, with its structure.
public struct Document: Hashable, Sendable {
    /// Stable over imports; never empty.
    public var id: String
    /// What it is as a whole.
    public var kind: DocumentKind = .article
    /// The title; empty when the source has none.
    public var title: String
    /// The line under the title.
    public var subtitle: String?
    /// Language tag, such as `nl`.
    public var language: String?
    /// In the order of the source.
    public var authors: [String] = []
    /// Who brought it out.
    public var publisher: String?
    /// Of publication.
    public var year: Int?
    /// Name or address of the licence.
    public var license: String?
    /// Whom it is meant for; of an item: where that differs from the document.
    public var audiences: [Audience] = []
    /// Slugs of what it is about.
    public var topics: [String] = []
    /// Where it came from; `nil` for a text without a source.
    public var source: Source?
    /// References to something outside the document.
    public var links: [Link] = []
    /// The structure in reading order.
    public var sections: [Section] = []
    /// The whole text, for documents without sections.
    public var text: String?

    /// A document without content.
    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

/// Where a document came from.
public struct Source: Hashable, Sendable {
    /// Relative to the imported root, with `/`.
    public var file: String
    /// Where it is found on the web.
    public var url: String?
    /// Such as `text/html`.
    public var mediaType: String?
    /// Of the source's bytes, in lower-case hexadecimal.
    public var sha256: String?
    /// The publication that the text rests on, as a person cites it.
    public var citation: String?

    /// A source that is this file.
    public init(file: String) { self.file = file }
}

/// A reference from a document to something outside it.
public struct Link: Hashable, Sendable {
    /// What a reader sees.
    public var text: String
    /// Where it is found on the web.
    public var url: String
    /// What it is to the document, such as `practice-card`.
    public var relation: String?
    /// The id of the corpus document behind the link.
    public var document: String?

    /// A link without a relation.
    public init(text: String, url: String) {
        self.text = text
        self.url = url
    }
}

/// A part of a document under one heading.
public struct Section: Hashable, Sendable {
    /// Unique in the document.
    public var id: String
    /// Empty for text that stands before the first heading.
    public var heading: String
    /// What it is.
    public var kind: ItemKind?
    /// The place in a numbered series, from 1.
    public var number: Int?
    /// The section's own items, in reading order.
    public var items: [Item] = []
    /// The sections inside, which come after the items.
    public var sections: [Section] = []

    /// A section without content.
    public init(id: String, heading: String) {
        self.id = id
        self.heading = heading
    }
}

/// A piece of text that can be quoted by itself.
public struct Item: Hashable, Sendable {
    /// Unique in the corpus: `document/slug`.
    public var id: String
    /// What it is.
    public var kind: ItemKind
    /// The place in a numbered series, from 1.
    public var number: Int?
    /// The short name in front; empty when there is none.
    public var label: String = ""
    /// NFC, no markup, single spaces; never empty together with the label.
    public var text: String
    /// Where it is found on the web.
    public var url: String?
    /// Whom it is meant for; of an item: where that differs from the document.
    public var audiences: [Audience] = []
    /// Slugs of what it is about.
    public var topics: [String] = []
    /// Where it stands in the source.
    public var locator: Locator?
    /// Words that extraction had damaged, in order.
    public var repairs: [Repair] = []
    /// Points below this one.
    public var items: [Item] = []

    /// An item without label or sub-items.
    public init(id: String, kind: ItemKind, text: String) {
        self.id = id
        self.kind = kind
        self.text = text
    }
}

/// A place in a source.
public struct Locator: Hashable, Sendable {
    /// Page, from 1.
    public var page: Int?
    /// Line, from 1.
    public var line: Int?

    /// A place.
    public init(page: Int? = nil, line: Int? = nil) {
        self.page = page
        self.line = line
    }
}

/// A word that extraction had damaged and the importer mended.
public struct Repair: Hashable, Sendable {
    /// As it stood in the source.
    public var from: String
    /// As it was meant.
    public var to: String

    /// A repair.
    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}
