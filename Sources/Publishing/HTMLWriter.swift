/// Writes a sheet as one HTML file that needs nothing beside it, for the screen and for paper.
public enum HTMLWriter {
    /// The sheet as a file; without blocks it is a page with the title alone.
    public static func write(_ sheet: Sheet) -> String {
        let title = PlainText.escaped(sheet.title)
        var lines = [
            "<!DOCTYPE html>",
            "<html lang=\"\(PlainText.escaped(sheet.language))\">",
            "<head>",
            "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>\(title)</title>",
            "<style>\n\(HTMLStyle.sheet(large: sheet.isLarge))\n</style>",
            "</head>",
            "<body>",
            "<main\(attributes(sheet.properties))>",
            "<h1>\(title)</h1>",
        ]
        for (place, block) in sheet.blocks.enumerated() {
            let next = place + 1 < sheet.blocks.count ? sheet.blocks[place + 1] : nil
            lines += self.lines(of: block, isLead: next?.isIntroduced ?? false)
        }
        lines += ["</main>", "</body>", "</html>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The properties as data of the element; a name comes once, with its first value.
    private static func attributes(_ properties: [Sheet.Property]) -> String {
        var seen: [String] = []
        var result = ""
        for property in properties {
            let name = String(
                property.name.lowercased().unicodeScalars.map { scalar in
                    let isPlain =
                        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
                    return isPlain ? Character(scalar) : "-"
                })
            guard !name.isEmpty, !seen.contains(name) else { continue }
            seen.append(name)
            result += " data-\(name)=\"\(PlainText.escaped(property.value))\""
        }
        return result
    }

    private static func lines(of block: Sheet.Block, isLead: Bool) -> [String] {
        switch block {
        case .heading(let level, let text):
            let tag = "h\(min(4, max(1, level)) + 1)"
            return element(tag, text)
        case .paragraph(let text, let passage):
            return element("p", text, (isLead ? " class=\"lead\"" : "") + data(passage))
        case .quotation(let text, let source, let passage):
            let quote = element("p", text)
            guard !quote.isEmpty else { return [] }
            let source = PlainText.escaped(source)
            return ["<figure\(data(passage))>", "<blockquote>"] + quote + ["</blockquote>"]
                + (source.isEmpty ? [] : ["<figcaption><cite>\(source)</cite></figcaption>"])
                + ["</figure>"]
        case .list(let ordered, let items):
            return list(ordered ? "ol" : "ul", "", items) { $0 }
        case .checklist(let items):
            return list("ul", " class=\"checklist\"", items) {
                "<label><input type=\"checkbox\"> <span>\($0)</span></label>"
            }
        case .table(let caption, let header, let rows):
            return table(caption, header, rows)
        case .note(let text):
            let text = PlainText.escaped(text)
            return text.isEmpty ? [] : ["<div class=\"note\" role=\"note\"><p>\(text)</p></div>"]
        case .pageBreak:
            return ["<div class=\"page-break\"></div>"]
        }
    }

    private static func element(
        _ tag: String, _ text: String, _ attributes: String = ""
    ) -> [String] {
        let text = PlainText.escaped(text)
        return text.isEmpty ? [] : ["<\(tag)\(attributes)>\(text)</\(tag)>"]
    }

    private static func data(_ passage: String?) -> String {
        let id = PlainText.escaped(passage ?? "")
        return id.isEmpty ? "" : " data-passage=\"\(id)\""
    }

    private static func list(
        _ tag: String, _ attributes: String, _ items: [Sheet.Item], _ content: (String) -> String
    ) -> [String] {
        let lines = items.compactMap { item -> String? in
            let text = PlainText.escaped(item.text)
            return text.isEmpty ? nil : "<li\(data(item.passage))>\(content(text))</li>"
        }
        return lines.isEmpty ? [] : ["<\(tag)\(attributes)>"] + lines + ["</\(tag)>"]
    }

    private static func table(
        _ caption: String, _ header: [String], _ rows: [[String]]
    ) -> [String] {
        guard !header.isEmpty else { return [] }
        let caption = PlainText.escaped(caption)
        var lines = ["<table>"]
        if !caption.isEmpty { lines.append("<caption>\(caption)</caption>") }
        let cells = header.map { text in
            let text = PlainText.escaped(text)
            // A heading without words is no heading to who hears the page.
            return text.isEmpty ? "<td></td>" : "<th scope=\"col\">\(text)</th>"
        }
        lines += ["<thead>", "<tr>" + cells.joined() + "</tr>", "</thead>", "<tbody>"]
        for row in Sheet.rows(rows, width: header.count) {
            lines.append(
                "<tr>" + row.map { "<td>\(PlainText.escaped($0))</td>" }.joined() + "</tr>")
        }
        return lines + ["</tbody>", "</table>"]
    }
}
