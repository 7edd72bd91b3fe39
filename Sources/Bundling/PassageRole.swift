internal import Corpus

/// What a passage can do in a workshop.
enum PassageRole: Hashable {
    case summary, goal, material, preparation, reason, idea, step, caution, question, indicator
    case text
    /// Says for whom or when something is; or only points elsewhere.
    case frame

    /// The role of a passage, from its kind and the heading that it stands under.
    init(of passage: Passage) {
        switch passage.kind {
        case .link, .definition: self = .frame
        case .question: self = .question
        case .indicator: self = .indicator
        case .benefit: self = .reason
        case .tip, .activity, .example: self = .idea
        default:
            self = Self.byHeading[passage.headings.first?.lowercased() ?? ""] ?? .text
            if passage.kind == .step { self = .step }
        }
        let headings = passage.headings + [passage.label]
        let isAside = headings.contains { heading in
            Self.asides.contains { heading.lowercased().hasPrefix($0) }
        }
        if passage.text.isEmpty || isAside { self = .frame }
    }

    /// How headings begin over what is told about the text itself.
    private static let asides = [
        "verder lezen", "wat eigen werk", "wat van", "waar dit op rust", "verantwoording",
    ]

    /// The headings of a practice card.
    private static let byHeading: [String: PassageRole] = [
        "samenvatting": .summary, "doel": .goal, "materialen": .material,
        "voorbereiding": .preparation, "bewijs": .reason, "aandachtspunten": .caution,
        "doelgroep": .frame, "wanneer": .frame, "tijd": .frame, "bronnen": .frame,
    ]
}
