internal import Corpus
internal import JSON
internal import Markup

/// What a page says about itself in JSON-LD by the vocabulary of schema.org.
struct StructuredData {
    /// A question with its answer, or a step with its text.
    struct Entry: Hashable, Sendable {
        var name: String
        var text: String
    }

    private(set) var questions: [Entry] = []
    private(set) var steps: [Entry] = []
    private(set) var headline: String?
    /// Whether the page is said to be one article.
    private(set) var isPost = false
    /// Whether the page is said to be a discussion.
    private(set) var isDiscussion = false
    /// The text of the article, markup and all.
    private(set) var body: String?
    /// What is said of a product, a vacancy, an event and the like.
    private var description: String?
    private var authors: [String] = []
    private var publisher: String?
    private var date: String?
    private var language: String?
    private var license: String?

    /// Most objects that are looked at, of all scripts together.
    private static let limit = 5000
    private static let articles: Set<String> = [
        "Article", "NewsArticle", "BlogPosting", "WebPage", "TechArticle", "ScholarlyArticle",
        "Report", "HowTo", "FAQPage", "QAPage", "LearningResource", "CreativeWork",
        "WebPageElement",
    ]

    private static let discussions: Set<String> = ["DiscussionForumPosting", "QAPage"]
    private static let described: Set<String> = [
        "Product", "ProductGroup", "JobPosting", "Event", "Course", "Recipe", "Book", "Service",
    ]
    private static let posts: Set<String> = ["Article", "NewsArticle", "BlogPosting"]

    init(_ tree: MarkupTree) {
        var seen = 0
        for node in 0..<tree.count where tree.tag(node) == .script {
            guard let type = tree.attribute(.type, of: node),
                Text.holds(type.lowercased(), "ld+json"),
                let value = try? JSONParser.parse(Array(tree.rawText(node).utf8))
            else { continue }
            read(value, &seen)
        }
    }

    /// Looks through an object and the ones inside, with a stack of its own.
    private mutating func read(_ value: JSONValue, _ seen: inout Int) {
        var waiting = [value]
        while let value = waiting.popLast(), seen < Self.limit {
            seen += 1
            switch value {
            case .array(let values): waiting += values.reversed()
            case .object(let object):
                take(object)
                for name in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                    if let inner = object[name] { waiting.append(inner) }
                }
            default: break
            }
        }
    }

    private mutating func take(_ object: JSONObject) {
        let types = Self.texts(object["@type"])
        isDiscussion = isDiscussion || !Self.discussions.isDisjoint(with: types)
        if types.contains("Question") {
            let answer = object["acceptedAnswer"] ?? object["suggestedAnswer"]
            let text = Self.objects(answer).first.flatMap { $0["text"]?.string } ?? ""
            let name = Self.plain(object["name"]?.string ?? object["text"]?.string ?? "")
            if !name.isEmpty { questions.append(Entry(name: name, text: Self.plain(text))) }
            return
        }
        if !Self.described.isDisjoint(with: types) {
            description = description ?? object["description"]?.string.map { Self.plain($0) }
            takeSteps(object["recipeInstructions"], depth: 0)
        }
        if types.contains("HowTo") { takeSteps(object["step"], depth: 0) }
        guard !Self.articles.isDisjoint(with: types) else { return }
        isPost = isPost || !Self.posts.isDisjoint(with: types)
        headline = headline ?? object["headline"]?.string.map { Self.plain($0) }
        if authors.isEmpty { authors = Self.names(object["author"]) }
        body = body ?? object["articleBody"]?.string
        publisher = publisher ?? Self.names(object["publisher"]).first
        date = date ?? object["datePublished"]?.string
        language = language ?? object["inLanguage"]?.string
        license = license ?? object["license"]?.string
    }

    private mutating func takeSteps(_ value: JSONValue?, depth: Int) {
        guard depth < 4 else { return }
        for step in Self.objects(value) {
            if let inner = step["itemListElement"], step["text"] == nil {
                takeSteps(inner, depth: depth + 1)
                continue
            }
            let text = Self.plain(step["text"]?.string ?? "")
            let name = Self.plain(step["name"]?.string ?? "")
            guard !text.isEmpty || !name.isEmpty else { continue }
            let repeats = Text.key(text).hasPrefix(Text.key(name))
            steps.append(
                text.isEmpty
                    ? Entry(name: "", text: name) : Entry(name: repeats ? "" : name, text: text))
        }
    }

    private static func objects(_ value: JSONValue?) -> [JSONObject] {
        switch value {
        case .some(.object(let object)): [object]
        case .some(.array(let values)): values.compactMap(\.object)
        default: []
        }
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        if let text = value?.string { return [text] }
        return value?.array?.compactMap(\.string) ?? []
    }

    private static func names(_ value: JSONValue?) -> [String] {
        let names = texts(value) + objects(value).compactMap { $0["name"]?.string }
        return names.map { Text.clean($0) }.filter { !$0.isEmpty && !Address.isWeb($0) }
    }

    /// A text that may hold markup, without it.
    static func plain(_ text: String) -> String {
        guard text.contains("<") || text.contains("&"),
            let tree = try? MarkupParser.html(Array(text.utf8)), tree.count > 0
        else { return Text.clean(text) }
        var result = ""
        for node in 0..<tree.count {
            if tree.isText(node) {
                result += String(decoding: tree.textBytes(node), as: UTF8.self)
            } else if tree.tag(node) == .p || tree.tag(node) == .li || tree.tag(node) == .br {
                result += " "
            }
        }
        return Text.clean(result)
    }

    /// Fills in what the head did not say.
    func fill(_ draft: inout Draft) {
        if draft.authors.isEmpty { draft.authors = authors }
        draft.publisher = draft.publisher ?? publisher
        draft.year = draft.year ?? PageMetadata.year(date)
        draft.license = draft.license ?? license
        if draft.language == nil, let language {
            let tag = language.lowercased().prefix { $0.isLetter }
            draft.language = (2...3).contains(tag.count) ? String(tag) : nil
        }
    }

    /// Adds what is said of a product where the page shows fewer sentences itself: it draws them by
    /// script.
    private func describe(_ blocks: inout [Block], unless keys: String) {
        guard let description, description.utf8.count >= 60,
            !keys.contains(Text.key(description))
        else { return }
        let shown = blocks.reduce(0) { $0 + ($1.text.utf8.count >= 60 ? $1.text.utf8.count : 0) }
        if shown < description.utf8.count { blocks.insert(Block(.paragraph, description), at: 0) }
    }

    /// Makes headings of the paragraphs that are questions, and adds what the page draws by script.
    func complete(_ blocks: inout [Block]) {
        guard !questions.isEmpty || !steps.isEmpty || description != nil else { return }
        var known: [String: Int] = [:]
        var keys = ""
        for (index, block) in blocks.enumerated() {
            let key = Text.key(block.label + block.text)
            known[key] = known[key] ?? index
            keys += key + "\n"
        }
        for question in questions {
            if let place = known[Text.key(question.name)] {
                if blocks[place].shape == .paragraph, blocks[place].id == nil {
                    blocks[place].shape = .heading(level: 7)
                }
            } else if !question.text.isEmpty, !keys.contains(Text.key(question.text)) {
                blocks.append(Block(.heading(level: 2), question.name))
                blocks.append(Block(.paragraph, question.text))
            }
        }
        for (index, step) in steps.enumerated() where !keys.contains(Text.key(step.text)) {
            var block = Block(.item, step.text)
            block.label = step.name
            block.kind = .step
            block.number = index + 1
            blocks.append(block)
        }
        describe(&blocks, unless: keys)
    }
}
