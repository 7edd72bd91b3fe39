import Markup
import Publishing
import Testing

/// A sheet as a page: real headings, lists and tables, and no text that becomes markup.
@Suite struct HTMLWriterTests {
    private func names(_ tree: MarkupTree, _ wanted: String) -> [String] {
        (0..<tree.count).filter { tree.name($0) == wanted }.map { tree.rawText($0) }
    }

    @Test func readsBackAsItWasMeant() throws {
        let tree = try MarkupParser.html(Array(HTMLWriter.write(.example).utf8))
        #expect(names(tree, "h1") == ["1. Ouders & \"school\": *samen*"])
        #expect(names(tree, "h2") == ["Begin #"])
        #expect(names(tree, "h3") == ["Lijsten"])
        #expect(names(tree, "b") == [])
        #expect(
            names(tree, "p") == [
                "- geen lijst <b>vet</b> en *niet* schuin", "Een [huis]bezoek helpt.",
                "Zeg dit <rustig>.",
            ])
        #expect(names(tree, "cite") == ["Bron & co"])
        #expect(names(tree, "li").count == 5)
        #expect(names(tree, "caption") == ["Programma"])
        #expect(names(tree, "th") == ["Minuten", "Wat"])
        #expect(names(tree, "td") == ["10", "a|b", "15", "", "5", "c"])
    }

    @Test func keepsWhereItComesFrom() {
        let page = HTMLWriter.write(.example)
        #expect(page.contains("<figure data-passage=\"bron-1\">"))
        #expect(page.contains("<li data-passage=\"bron-2\">eerste</li>"))
        #expect(page.contains("<main data-topic=\"huis&quot;bezoek\\\" data-source=\"a\""))
    }

    @Test func largePrintHasLargeLetters() {
        var large = Sheet.example
        large.isLarge = true
        #expect(HTMLWriter.write(large).contains("font: 18pt"))
        #expect(HTMLWriter.write(.example).contains("font: 11pt"))
    }

    @Test func needsNothingBesideIt() {
        let page = HTMLWriter.write(.example)
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"nl\">"))
        for part in ["src=", "href=", "url(", "@import", "<script"] {
            #expect(!page.contains(part), "\(part)")
        }
    }
}
