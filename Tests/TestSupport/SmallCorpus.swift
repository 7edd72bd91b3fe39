internal import Foundation

/// A corpus of a few documents, imported and indexed by the program itself.
public final class SmallCorpus: Sendable {
    private let folder: TemporaryFolder

    /// The folder of the corpus.
    public var corpus: String { folder.file("C") }
    /// The folder of the index.
    public var index: String { folder.file("I") }
    /// The options that name both.
    public var options: [String] { ["--corpus", corpus, "--index", index] }

    /// One for all tests of a process that only read.
    public static let shared = Result { try SmallCorpus() }

    /// Imports and indexes the sources.
    public init() throws {
        folder = try TemporaryFolder()
        for (name, text) in Self.sources { try folder.write(text, to: "bronnen/" + name) }
        try folder.write(Self.thesaurus, to: "C/begrippen.rdf")
        let run = try ProgramRun.run(
            ["importeer", folder.file("bronnen"), "--corpus", folder.file("C")]
                + ["--index", folder.file("I"), "--stil"])
        guard run.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Adds a source and indexes anew.
    public func add(_ text: String, as name: String) throws {
        let path = try folder.write(text, to: "later/" + name)
        _ = try ProgramRun.run(["importeer", path, "--stil"] + options)
    }

    private static let sources = [
        "samen.html": """
        <!DOCTYPE html><html lang="nl"><head><title>Samen met ouders</title></head><body><main>
        <h1>Samen met ouders</h1><h2>Ideeën voor contact</h2>
        <ul><li id="koffie" data-kind="activity" data-topic="koffiemoment contact"><strong class="label">Koffiemoment</strong> Nodig alle ouders uit voor koffie. Zo bereik je ook ouders die je weinig ziet.</li>
        <li id="bezoek" data-kind="activity" data-audience="teacher" data-topic="huisbezoek"><strong class="label">Huisbezoek</strong> Een huisbezoek kost tijd, maar je leert het gezin goed kennen.</li>
        <li id="avond" data-kind="tip" data-audience="school-leader" data-topic="contact"><strong class="label">Ouderavond</strong> Kies voor een ouderavond een onderwerp dat ouders zelf noemen.</li></ul>
        <h2>Vragen</h2>
        <p>Wie van de ouders zie je nooit op school, en hoe komt dat?</p>
        </main></body></html>
        """,
        "praten.xml": """
        <?xml version="1.0" encoding="UTF-8"?>
        <praktijkkaart id="praten"><titel>Een goed gesprek met ouders</titel>
        <samenvatting><alinea>Een gesprek met ouders dat rust geeft, ook bij slecht nieuws.</alinea></samenvatting>
        <doel><alinea>Ouders en school begrijpen elkaar.</alinea></doel>
        <stappen><stap>Bereid het gesprek voor en kies één doel.</stap>
        <stap>Begin met wat goed gaat, en vraag wat ouders zelf zien.</stap>
        <stap>Vat samen wat jullie afspreken, en bel na twee weken.</stap></stappen></praktijkkaart>
        """,
    ]

    private static let thesaurus = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
        <skos:Concept rdf:about="urn:proef:avond"><skos:prefLabel xml:lang="nl">ouderavond</skos:prefLabel>
        <skos:altLabel xml:lang="nl">informatieavond</skos:altLabel>
        <skos:definition xml:lang="nl">Een avond op school waarvoor alle ouders worden uitgenodigd.</skos:definition>
        <skos:related rdf:resource="urn:proef:gesprek"/></skos:Concept>
        <skos:Concept rdf:about="urn:proef:gesprek"><skos:prefLabel xml:lang="nl">oudergesprek</skos:prefLabel>
        <skos:altLabel xml:lang="nl">gesprek met ouders</skos:altLabel>
        <skos:related rdf:resource="urn:proef:avond"/></skos:Concept>
        </rdf:RDF>
        """
}
