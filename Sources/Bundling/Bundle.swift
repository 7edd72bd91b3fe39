public import Corpus
public import Searching

/// A workshop about a topic: which passages go where, and how long each part takes.
///
/// It holds no sentence of its own: what people read beside the quotations is put to it by the
/// interface.
public struct Bundle: Hashable, Sendable {
    /// As it was asked for, with single spaces.
    public let topic: String
    /// The minutes that the parts add up to.
    public let minutes: Int
    /// Whom the workshop is for: as asked, else those that most of its passages are for.
    public let audience: Audience
    /// What the corpus gives as the aim, at most a few; may be empty.
    public let goals: [Quote]
    /// What the corpus says is needed; may be empty.
    public let materials: [Quote]
    /// In order of time; the first starts at 0, each starts where the one before ends.
    public let parts: [Part]
    /// To discuss; empty where the corpus has nothing that can be claimed.
    public let statements: [Statement]
    /// A case, an exercise, where the corpus has one an agenda, a task for afterwards.
    public let exercises: [Exercise]
    /// To tick off.
    public let checklist: [Quote]
    /// What participants take home, from acquaintance to action.
    public let handout: [Quote]
    /// A quotation of each passage in the parts, in their order.
    public let quotes: [Quote]
    /// Every document that a passage of the bundle stands in, in order of first use.
    public let sources: [DocumentInfo]
    /// What is shown of each passage that is named anywhere in the bundle, by its id.
    public let excerpts: [String: Excerpt]

    /// What a part of the programme is in the whole.
    public enum Phase: String, Hashable, Sendable { case opening, core, closing, `break` }

    /// How people work in a part.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        case welcome, reasons, discussion, gallery, pause, casework, practice, selfCheck, plan
        case evaluation, buffer

        /// Where in the programme it stands.
        public var phase: Phase {
            switch self {
            case .welcome: .opening
            case .pause: .break
            case .evaluation, .buffer: .closing
            default: .core
            }
        }
    }

    /// A part of the programme.
    public struct Part: Hashable, Sendable {
        /// Minutes from the beginning.
        public let start: Int
        /// How long it takes; at least 1.
        public let minutes: Int
        /// How people work.
        public let form: Form
        /// Ids of the passages that it rests on; none stands in two parts.
        public let passages: [String]
    }

    /// Words of a passage.
    public struct Quote: Hashable, Sendable {
        /// Whole sentences of the passage's text, verbatim.
        public let text: String
        /// The id of the passage.
        public let passage: String
    }

    /// A quotation with where it comes from.
    public struct Excerpt: Hashable, Sendable {
        /// The words.
        public let quote: Quote
        /// The title of the document; may be empty.
        public let title: String
        /// The passage's label, else its innermost heading; may be empty.
        public let label: String
    }

    /// Something to agree or disagree with.
    public struct Statement: Hashable, Sendable {
        /// What is claimed of the quotation.
        public enum Claim: Hashable, Sendable, CaseIterable {
            case agreed, noTime, everyone, hardToReach, leadership, soon, essential

            /// Whether who agrees is for what the quotation says.
            public var isInFavour: Bool {
                switch self {
                case .agreed, .everyone, .soon, .essential: true
                case .noTime, .hardToReach, .leadership: false
                }
            }
        }

        /// What is claimed.
        public let claim: Claim
        /// What it is claimed of.
        public let quote: Quote
        /// Ids of passages that speak for the claim; empty when the corpus has none.
        public let supporting: [String]
        /// Ids of passages that speak against it, or ask for care; empty when the corpus has none.
        public let opposing: [String]
    }

    /// Something to do.
    public struct Exercise: Hashable, Sendable {
        /// What is done.
        public enum Kind: String, Hashable, Sendable { case casework, practice, agenda, transfer }

        /// What is done.
        public let kind: Kind
        /// The passages it rests on, in order.
        public let passages: [Quote]
    }
}
