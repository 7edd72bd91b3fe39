internal import Bundling
internal import Corpus
internal import Publishing

/// What is asked to be printed.
struct BundleRequest {
    /// What it is about.
    enum Subject: Hashable {
        /// A workshop about a topic or question.
        case topic(String)
        /// A workshop from passages that a person kept under this name.
        case folder(String)
        /// A document as it stands in the corpus, by its id: a practice card.
        case card(String)
    }

    /// Why something cannot be asked for.
    enum Fault: Error {
        case subjects
        case property(String, String)
    }

    var subject: Subject
    var minutes = Bundler.defaultMinutes
    /// `nil` when none was asked for.
    var audience: Audience?
    var edition = BundleEdition.trainer

    init(_ subject: Subject) { self.subject = subject }

    /// As the call of the program says, with the words of the topic.
    ///
    /// - Throws: `Fault.subjects` unless there is exactly one subject.
    init(_ invocation: Invocation, topic: String) throws(Fault) {
        var subjects: [Subject] = invocation.arguments.isEmpty ? [] : [.topic(topic)]
        if let folder = invocation.text(.map) { subjects.append(.folder(folder)) }
        if let card = invocation.text(.kaart) { subjects.append(.card(card)) }
        guard let subject = subjects.first, subjects.count == 1 else { throw .subjects }
        self.init(subject)
        minutes = invocation.number(.duur) ?? Bundler.defaultMinutes
        audience = invocation.text(.doelgroep).map { Audience(rawValue: $0) }
        edition = invocation.text(.editie).flatMap(BundleEdition.init(rawValue:)) ?? .trainer
    }

    private static let names = (
        topic: "topic", folder: "folder", card: "card", minutes: "minutes", audience: "audience",
        edition: "edition"
    )

    /// As the head of a file says that was written earlier.
    ///
    /// - Throws: `Fault`.
    init(_ properties: [Sheet.Property]) throws(Fault) {
        func value(_ name: String) -> String? { properties.first { $0.name == name }?.value }
        let subjects = [
            value(Self.names.topic).map(Subject.topic),
            value(Self.names.folder).map(Subject.folder),
            value(Self.names.card).map(Subject.card),
        ].compactMap(\.self)
        guard let subject = subjects.first, subjects.count == 1 else { throw .subjects }
        self.init(subject)
        if let written = value(Self.names.minutes) {
            guard let number = Int(written), Bundler.minutes.contains(number) else {
                throw .property(Self.names.minutes, written)
            }
            minutes = number
        }
        if let written = value(Self.names.audience) {
            guard let known = CommandTable.audiences[written] else {
                throw .property(Self.names.audience, written)
            }
            audience = Audience(rawValue: known)
        }
        if let written = value(Self.names.edition) {
            guard let known = BundleEdition(rawValue: written) else {
                throw .property(Self.names.edition, written)
            }
            edition = known
        }
    }

    /// What the head of a file says, so that it can be asked for again.
    var properties: [Sheet.Property] {
        let edition = Sheet.Property(Self.names.edition, edition.rawValue)
        let subject: Sheet.Property
        switch self.subject {
        case .topic(let topic): subject = Sheet.Property(Self.names.topic, topic)
        case .folder(let folder): subject = Sheet.Property(Self.names.folder, folder)
        case .card(let card): return [Sheet.Property(Self.names.card, card), edition]
        }
        let minutes = Sheet.Property(Self.names.minutes, String(minutes))
        let audience = audience.map { Sheet.Property(Self.names.audience, $0.rawValue) }
        return [subject, minutes] + [audience].compactMap(\.self) + [edition]
    }

    /// What its files are called.
    var name: String {
        switch subject {
        case .topic(let name), .folder(let name), .card(let name): name
        }
    }
}
