/// What a document is as a whole.
///
/// Open: a corpus of another program may bring kinds of its own.
public struct DocumentKind: RawRepresentable, Hashable, Sendable {
    /// The name in `corpus.jsonl`.
    public let rawValue: String
    /// A kind with this name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A list of things to do together.
    public static let activities = Self(rawValue: "activities")
    /// A card for school leaders, in steps.
    public static let qualityCard = Self(rawValue: "quality-card")
    /// A list of tips.
    public static let tips = Self(rawValue: "tips")
    /// Points to hold a school against.
    public static let checklist = Self(rawValue: "checklist")
    /// Questions with their answers.
    public static let faq = Self(rawValue: "faq")
    /// An approach with goal, steps and evidence.
    public static let practiceCard = Self(rawValue: "practice-card")
    /// A guide to a publication.
    public static let guide = Self(rawValue: "guide")
    /// Any other text.
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

    /// Something to do with parents.
    public static let activity = Self(rawValue: "activity")
    /// An advice.
    public static let tip = Self(rawValue: "tip")
    /// A part of a series of actions.
    public static let step = Self(rawValue: "step")
    /// A part of another item.
    public static let point = Self(rawValue: "point")
    /// A question, often one for a team to discuss.
    public static let question = Self(rawValue: "question")
    /// An answer to the question that heads it.
    public static let answer = Self(rawValue: "answer")
    /// A sign by which quality is seen.
    public static let indicator = Self(rawValue: "indicator")
    /// An example.
    public static let example = Self(rawValue: "example")
    /// What something yields.
    public static let benefit = Self(rawValue: "benefit")
    /// What one party does.
    public static let role = Self(rawValue: "role")
    /// What a word means.
    public static let definition = Self(rawValue: "definition")
    /// A claim.
    public static let statement = Self(rawValue: "statement")
    /// Running text.
    public static let paragraph = Self(rawValue: "paragraph")
    /// A reference.
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

    /// Teachers and mentors.
    public static let teacher = Self(rawValue: "teacher")
    /// School leaders.
    public static let schoolLeader = Self(rawValue: "school-leader")
    /// Parents and carers.
    public static let parent = Self(rawValue: "parent")
    /// Trainers.
    public static let trainer = Self(rawValue: "trainer")

    /// The audiences of the contract, in its order.
    public static let known: [Self] = [.teacher, .schoolLeader, .parent, .trainer]
}
