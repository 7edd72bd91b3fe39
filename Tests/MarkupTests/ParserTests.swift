import Testing

@testable import Markup

/// Trees of HTML and XML.
@Suite struct ParserTests {
    private func html(_ text: String) throws -> MarkupTree {
        try MarkupParser.html(Array(text.utf8))
    }

    @Test func readsAPage() throws {
        let tree = try html("<html lang=nl><body>\n<p class='a b'>Eén &amp; <b>twee</b></p><li>x")
        let paragraph = try #require((0..<tree.count).first { tree.tag($0) == .p })
        #expect(tree.attribute(.class, of: paragraph) == "a b")
        #expect(tree.rawText(paragraph) == "Eén & twee")
        #expect(tree.line(paragraph) == 2)
        #expect(tree.attribute(.lang, of: 0) == "nl")
        #expect(tree.children(paragraph).map { tree.isText($0) } == [true, false])
        #expect(tree.parent(paragraph).map { tree.tag($0) } == .body)
    }

    @Test func anEmptyPageIsAnEmptyTree() throws {
        #expect(try html("").count == 0)
    }

    @Test func keepsDataAttributes() throws {
        let tree = try html("<p data-kind=tip data-number=3 aria-hidden=true onclick=x>a</p>")
        let paragraph = try #require((0..<tree.count).first { tree.tag($0) == .p })
        #expect(tree.attribute(.dataKind, of: paragraph) == "tip")
        #expect(tree.attribute(.dataNumber, of: paragraph) == "3")
        #expect(tree.attribute(.ariaHidden, of: paragraph) == "true")
    }

    @Test func keepsWhatLiesDeep() throws {
        let depth = 100_000
        let tree = try html(
            String(repeating: "<div>", count: depth) + "diep"
                + String(repeating: "</div>", count: depth))
        #expect(tree.rawText(0) == "diep")
        #expect(tree.count > depth)
    }

    @Test func keepsLongTexts() throws {
        let tree = try html("<p>" + String(repeating: "woord ", count: 2_500_000) + "einde</p>")
        #expect(tree.rawText(0).hasSuffix("einde"))
    }

    @Test func rangesOfDescendantsNest() throws {
        var generator = SplitMix(state: 3)
        let parts = [
            "<div>", "</div>", "<p>", "</p>", "<ul><li>", "</ul>", "a", "<table>", "</b>", "<b>",
        ]
        for _ in 0..<300 {
            let text = (0..<40).map { _ in parts[Int(generator.next() % 10)] }.joined()
            let tree = try html(text)
            for node in 0..<tree.count {
                #expect(tree.end(node) > node && tree.end(node) <= tree.count)
                if let parent = tree.parent(node) {
                    #expect(parent < node && tree.end(node) <= tree.end(parent))
                }
            }
        }
    }

    @Test func readsXML() throws {
        let tree = try MarkupParser.xml(
            Array("<kaart id=\"x\">\n<titel>A&#233;</titel></kaart>".utf8))
        #expect(tree.name(0) == "kaart")
        #expect(tree.attribute(named: "id", of: 0) == "x")
        #expect(tree.rawText(0).contains("Aé"))
        let title = try #require(tree.children(0).first { tree.name($0) == "titel" })
        #expect(tree.line(title) == 2)
    }

    static let bad: [(String, MarkupError.Kind)] = [
        ("<a><b></a>", .syntax), ("", .syntax), ("<a>&onbekend;</a>", .syntax), ("<a", .syntax),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", .declarations),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", .declarations),
        ("<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", .declarations),
        ("<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>", .declarations),
        ("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/x'> %x;]><a/>", .declarations),
        (String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300), .tooDeep),
    ]

    @Test(arguments: bad)
    func refuses(text: String, kind: MarkupError.Kind) {
        let error = #expect(throws: MarkupError.self) { try MarkupParser.xml(Array(text.utf8)) }
        #expect(error?.kind == kind)
    }

    @Test func anOutsideDocumentTypeIsNotRead() throws {
        let text = "<!DOCTYPE html SYSTEM \"file:///etc/passwd\"><html><p>a&eacute;b</p></html>"
        #expect(try MarkupParser.xml(Array(text.utf8)).rawText(0) == "aéb")
    }

    @Test func validates() throws {
        let schema = try MarkupSchema(
            Array(
                """
                <element name="a" xmlns="http://relaxng.org/ns/structure/1.0">
                <zeroOrMore><element name="b"><text/></element></zeroOrMore></element>
                """.utf8))
        try schema.validate(Array("<a><b>x</b></a>".utf8))
        let error = #expect(throws: MarkupError.self) {
            try schema.validate(Array("<a>\n<b/>\n<c/></a>".utf8))
        }
        guard case .invalid(let line, let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(line == 3)
        #expect(message.contains("c"))
    }

    @Test func refusesABadSchema() {
        let error = #expect(throws: MarkupError.self) { try MarkupSchema(Array("<x/>".utf8)) }
        #expect(error?.kind == .schema)
    }
}

extension MarkupError {
    enum Kind { case syntax, invalid, tooDeep, declarations, schema, tooLarge }
    var kind: Kind {
        switch self {
        case .syntax: .syntax
        case .invalid: .invalid
        case .tooDeep: .tooDeep
        case .declarations: .declarations
        case .schema: .schema
        case .tooLarge: .tooLarge
        }
    }
}
