import Testing

@testable import Publishing

/// A sheet as Markdown: every block in its form, and no text that becomes markup.
@Suite struct MarkdownWriterTests {
    @Test func writesEveryBlock() {
        #expect(
            MarkdownWriter.write(.example) == """
                ---
                title: "1\\\\. Ouders & \\"school\\": \\\\*samen\\\\*"
                lang: "nl"
                topic: "huis\\"bezoek\\\\"
                source:
                  - "a"
                  - "b"
                "on": "90"
                ---

                # Begin \\#

                \\- geen lijst \\<b>vet\\</b> en \\*niet\\* schuin

                > Een \\[huis\\]bezoek helpt.
                >
                > — Bron & co <!-- passage: bron-1 -->

                ## Lijsten

                - eerste <!-- passage: bron-2 -->
                - 1\\. tweede

                <!-- -->

                1. stap
                2. nog een stap

                <!-- -->

                - [ ] stoelen klaar

                | Minuten | Wat |
                |-------|-----|
                | 10 | a\\|b |
                | 15 |  |
                | 5 | c |

                : Programma

                ::: notes
                Zeg dit \\<rustig>.
                :::

                <div style="page-break-after: always"></div>

                """)
    }

    @Test(arguments: [
        ("(a) x", "(a\\) x"), ("iv. x", "iv\\. x"), ("2026. x", "2026\\. x"),
        ("1.5 uur", "1.5 uur"),
        ("p. 3", "p\\. 3"), ("Nee. Toch", "Nee. Toch"), ("+ x", "\\+ x"), ("> x", "\\> x"),
        ("::: notes", "\\::: notes"), ("% x", "\\% x"), ("...", "..."), ("", ""), (")", ")"),
        ("# x", "\\# x"), ("## x", "\\#\\# x"), ("| x", "\\| x"), ("~~~", "\\~\\~\\~"),
        ("a_b _c_", "a_b \\_c\\_"), ("a@b.nl @c", "a@b.nl \\@c"), ("&amp; & R&D", "\\&amp; & R&D"),
        ("http://a.nl/#x_y", "http://a.nl/#x_y"), ("x {#id}", "x \\{#id\\}"), ("$1$", "\\$1\\$"),
        ("é. x", "é. x"), ("\\", "\\\\"),
    ])
    func escapes(text: String, expected: String) {
        #expect(MarkdownText.block(text) == expected)
    }

    @Test func aPassageCannotEndItsComment() {
        let sheet = Sheet(
            title: "", blocks: [.quotation(text: "a", source: "", passage: "x --> y")])
        #expect(MarkdownWriter.write(sheet).hasSuffix("\n> a <!-- passage: x -- y -->\n"))
    }

    @Test func withoutBlocksThereIsAHeadAlone() {
        #expect(MarkdownWriter.write(Sheet(title: "A")) == "---\ntitle: \"A\"\nlang: \"nl\"\n---\n")
    }
}
