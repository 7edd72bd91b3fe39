/// A meaning with the words that people use for it (SKOS concept).
public struct Concept: Hashable, Sendable {
    /// Unique in the thesaurus.
    public var id: String
    /// The word that texts should use.
    public var preferred: String = ""
    /// Other words that may be shown.
    public var alternatives: [String] = []
    /// Misspellings and the like: found, never shown.
    public var hidden: [String] = []
    /// What it means, in plain Dutch.
    public var definition: String?
    /// The slug of a topic.
    public var notation: String?
    /// Concepts that this one is a kind or part of.
    public var broader: [String] = []
    /// Concepts that are a kind or part of this one.
    public var narrower: [String] = []
    /// Concepts that are near without being above or below.
    public var related: [String] = []
    /// The scheme that it belongs to.
    public var scheme: String = ""

    /// A concept without labels.
    public init(id: String) { self.id = id }

    /// All labels, the preferred one first.
    public var labels: [String] { [preferred] + alternatives + hidden }
}

/// The words of the field and how they hang together.
public struct Thesaurus: Hashable, Sendable {
    /// In the order of the file.
    public var concepts: [Concept]

    /// A thesaurus of these concepts.
    public init(concepts: [Concept] = []) { self.concepts = concepts }

    /// The file's name in a corpus folder.
    public static let fileName = "begrippen.rdf"

    /// Something that is not as it should be.
    public enum Fault: Hashable, Sendable {
        /// Two concepts bear one id.
        case doubledConcept(id: String)
        /// A concept has no preferred label.
        case withoutLabel(id: String)
        /// A concept has one label twice.
        case doubledLabel(id: String, label: String)
        /// A relation leads nowhere.
        case dangling(id: String, target: String)
        /// A concept says that it is narrower than another, which does not say the reverse.
        case oneSided(id: String, target: String)
        /// A concept is broader than itself, over others.
        case loop(id: String)
    }

    /// All faults, in the order of the concepts; empty for a sound thesaurus.
    public func faults() -> [Fault] {
        var faults: [Fault] = []
        var byID: [String: Concept] = [:]
        for concept in concepts {
            if byID[concept.id] != nil { faults.append(.doubledConcept(id: concept.id)) }
            byID[concept.id] = concept
        }
        for concept in concepts {
            if concept.preferred.isEmpty { faults.append(.withoutLabel(id: concept.id)) }
            var seen: Set<String> = []
            for label in concept.labels where !seen.insert(label).inserted {
                faults.append(.doubledLabel(id: concept.id, label: label))
            }
            for (targets, reverse) in [
                (concept.broader, \Concept.narrower), (concept.narrower, \.broader),
                (concept.related, \.related),
            ] {
                for target in targets {
                    guard let other = byID[target] else {
                        faults.append(.dangling(id: concept.id, target: target))
                        continue
                    }
                    if !other[keyPath: reverse].contains(concept.id) {
                        faults.append(.oneSided(id: concept.id, target: target))
                    }
                }
            }
        }
        return faults + loops(byID)
    }

    /// Walks up from each concept; whoever comes back to itself is in a loop.
    private func loops(_ byID: [String: Concept]) -> [Fault] {
        concepts.compactMap { concept in
            var seen: Set<String> = []
            var open = concept.broader
            while let next = open.popLast() {
                if next == concept.id { return .loop(id: concept.id) }
                if seen.insert(next).inserted { open += byID[next]?.broader ?? [] }
            }
            return nil
        }
    }
}
