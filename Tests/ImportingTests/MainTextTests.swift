import Corpus
import Files
import Markup
import Testing

@testable import Importing

/// Main content of annotated pages: words kept and words too many.
@Suite struct MainTextTests {
    private static let root = Path.join(
        Path.parent(of: Path.parent(of: Path.parent(of: #filePath))), "Tests/MainText")

    static let pages: [String] =
        (try? Folder.names(in: root).compactMap(\.text).filter { $0.hasSuffix(".html") }.sorted())
        ?? []

    /// The least that any page reaches, and all together.
    private static let floor = 0.9
    private static let meanFloor = 0.985

    @Test func keepsTheMainTextAndLittleElse() throws {
        var scores: [Double] = []
        for page in Self.pages {
            let source = try Self.source(page)
            let score = Self.agreement(
                Self.words(try Sample.document(source, name: page)),
                Self.words(of: Self.marked(source)))
            #expect(score >= Self.floor, "\(page): \(score)")
            scores.append(score)
        }
        let mean = scores.reduce(0, +) / Double(max(1, scores.count))
        print("main text: F1 \(mean) over \(scores.count) pages")
        #expect(scores.count >= 30)
        #expect(mean >= Self.meanFloor)
    }

    @Test(arguments: pages) func findsTheTitle(page: String) throws {
        let source = try Self.source(page)
        let start = try #require(source.firstRange(of: "<!--title: "))
        let rest = source[start.upperBound...]
        let title = rest[..<(try #require(rest.firstRange(of: "-->")).lowerBound)]
        #expect(try Sample.document(source, name: page).title == title)
    }

    @Test func entriesOfListsStayEntries() throws {
        var entries = 0
        var merged: [String] = []
        for page in Self.pages {
            let source = try Self.source(page)
            let items = Set(Self.items(try Sample.document(source, name: page)).map(Self.letters))
            for entry in Self.entries(of: Self.marked(source)).map(Self.letters) {
                entries += 1
                if !items.contains(entry) { merged.append("\(page): \(entry)") }
            }
        }
        print("entries of lists: \(entries - merged.count) of \(entries) stay entries")
        #expect(entries >= 150)
        #expect(Double(merged.count) <= Double(entries) * 0.02, "\(merged)")
    }

    /// Texts of the entries of lists without lists of their own.
    private static func entries(of markup: String) -> [String] {
        guard let tree = try? MarkupParser.html(Array("<body>\(markup)</body>".utf8)) else {
            return []
        }
        return (0..<tree.count).compactMap { node in
            guard tree.tag(node) == .li,
                !tree.descendants(node).contains(where: { $0 != node && tree.tag($0) == .li })
            else { return nil }
            let text = tree.rawText(node)
            return letters(text).isEmpty ? nil : text
        }
    }

    private static func items(_ document: Document) -> [String] {
        func texts(_ item: Item) -> [String] {
            [item.label + item.text] + item.items.flatMap(texts)
        }
        func texts(_ section: Section) -> [String] {
            section.items.flatMap(texts) + section.sections.flatMap(texts)
        }
        return document.sections.flatMap(texts)
    }

    private static func letters(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private static func source(_ page: String) throws -> String {
        String(
            decoding: try FileReader.bytes(of: Path.join(root, page), limit: 1 << 20),
            as: UTF8.self)
    }

    /// The pieces between the marks, as markup.
    private static func marked(_ source: String) -> String {
        source.split(separator: "<!--main-->").dropFirst()
            .map { piece in
                String(
                    piece[..<(piece.firstRange(of: "<!--/main-->")?.lowerBound ?? piece.endIndex)])
            }
            .joined(separator: " ")
    }

    private static func words(of markup: String) -> [String: Int] {
        // Elements end words, as they do in the outline.
        let spaced = markup.replacing("<", with: " <")
        let tree = try? MarkupParser.html(Array("<body>\(spaced)</body>".utf8))
        return count(tree.flatMap { $0.count > 0 ? $0.rawText(0) : nil } ?? "")
    }

    private static func words(_ document: Document) -> [String: Int] {
        func text(_ item: Item) -> String {
            item.label + " " + item.text + " " + item.items.map(text).joined(separator: " ")
        }
        func text(_ section: Section) -> String {
            section.heading + " " + section.items.map(text).joined(separator: " ") + " "
                + section.sections.map(text).joined(separator: " ")
        }
        return count(document.sections.map(text).joined(separator: " "))
    }

    private static func count(_ text: String) -> [String: Int] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
            .reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }

    /// F1 over words.
    private static func agreement(_ found: [String: Int], _ wanted: [String: Int]) -> Double {
        let both = found.reduce(0) { $0 + min($1.value, wanted[$1.key] ?? 0) }
        let all = found.values.reduce(0, +) + wanted.values.reduce(0, +)
        return all == 0 ? 1 : 2 * Double(both) / Double(all)
    }
}
