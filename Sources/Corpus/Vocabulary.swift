/// What a document is as a whole.
///
/// Open: a corpus of another program may bring kinds of its own.
public struct DocumentKind: RawRepresentable, Hashable, Sendable {
    /// The name in `corpus.jsonl`.
    public let rawValue: String
    /// A kind with this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let activities = Self(rawValue: "activities")
    public static let qualityCard = Self(rawValue: "quality-card")
    public static let tips = Self(rawValue: "tips")
    public static let checklist = Self(rawValue: "checklist")
    public static let faq = Self(rawValue: "faq")
    public static let practiceCard = Self(rawValue: "practice-card")
    public static let guide = Self(rawValue: "guide")
    public static let article = Self(rawValue: "article")

    /// The kinds of the contract, in its order.
    public static let known: [Self] = [
        .activities, .qualityCard, .tips, .checklist, .faq, .practiceCard, .guide, .article,
    ]
}

/// What a section or item is.
///
/// Open: a corpus of another program may bring kinds of its own.
public struct ItemKind: RawRepresentable, Hashable, Sendable {
    /// The name in `corpus.jsonl`.
    public let rawValue: String
    /// A kind with this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let activity = Self(rawValue: "activity")
    public static let tip = Self(rawValue: "tip")
    public static let step = Self(rawValue: "step")
    public static let point = Self(rawValue: "point")
    public static let question = Self(rawValue: "question")
    public static let answer = Self(rawValue: "answer")
    public static let indicator = Self(rawValue: "indicator")
    public static let example = Self(rawValue: "example")
    public static let benefit = Self(rawValue: "benefit")
    public static let role = Self(rawValue: "role")
    public static let definition = Self(rawValue: "definition")
    public static let statement = Self(rawValue: "statement")
    public static let paragraph = Self(rawValue: "paragraph")
    public static let link = Self(rawValue: "link")

    /// The kinds of the contract, in its order.
    public static let known: [Self] = [
        .activity, .tip, .step, .point, .question, .answer, .indicator, .example, .benefit, .role,
        .definition, .statement, .paragraph, .link,
    ]
}

/// Whom a text is meant for.
public struct Audience: RawRepresentable, Hashable, Sendable {
    /// The name in `corpus.jsonl`.
    public let rawValue: String
    /// An audience with this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let teacher = Self(rawValue: "teacher")
    public static let schoolLeader = Self(rawValue: "school-leader")
    public static let parent = Self(rawValue: "parent")
    public static let trainer = Self(rawValue: "trainer")

    /// The audiences of the contract, in its order.
    public static let known: [Self] = [.teacher, .schoolLeader, .parent, .trainer]
}
