import Corpus
import Testing

@testable import Importing

@Suite struct DocBookTests {
    @Test func readsAnArticle() throws {
        let document = try Sample.document(
            """
            <?xml version="1.0"?>
            <article xmlns="http://docbook.org/ns/docbook" xmlns:xlink="http://www.w3.org/1999/xlink"
              version="5.0" xml:lang="nl">
            <info><title>Ouders in de klas</title><author><personname>A. Kok</personname></author>
            <date>2022-05-01</date></info>
            <para>Kijk ook op <link xlink:href="https://voorbeeld.example/a">de site</link>.</para>
            <section><title>Voorbereiden</title>
            <itemizedlist><listitem><para>Vraag wie er komt.</para>
              <itemizedlist><listitem><para>Bel wie niet leest.</para></listitem></itemizedlist>
            </listitem></itemizedlist>
            <procedure><step><para>Nodig uit.</para></step><step><para>Zet koffie.</para>
            <para>Dek de tafel.</para></step></procedure>
            <section><title>Woorden</title><variablelist><varlistentry><term>Inloop</term>
            <listitem><para>Ouders komen de klas in.</para></listitem></varlistentry></variablelist>
            </section></section>
            <section><title>Tijden</title><informaltable><tgroup cols="2"><tbody><row>
            <entry>Maandag</entry><entry>Groep 3</entry></row></tbody></tgroup></informaltable>
            <note><para>Let op de <emphasis>vakantie</emphasis>.</para></note></section>
            </article>
            """, name: "a.xml")
        #expect(document.title == "Ouders in de klas")
        #expect(document.authors == ["A. Kok"] && document.year == 2022)
        #expect(document.language == "nl")
        #expect(document.links.map(\.url) == ["https://voorbeeld.example/a"])
        #expect(
            outline(document) == [
                "paragraph: Kijk ook op de site.", "# Voorbereiden", " point: Vraag wie er komt.",
                "  point: Bel wie niet leest.", " step: 1 Nodig uit.",
                " step: 2 Zet koffie. Dek de tafel.", " # Woorden",
                "  definition: [Inloop] Ouders komen de klas in.", "# Tijden",
                " point: Maandag | Groep 3", " paragraph: Let op de vakantie.",
            ])
    }

    @Test func readsABookOfTheOlderVersion() throws {
        let document = try Sample.document(
            """
            <book><bookinfo><title>Handleiding</title></bookinfo>
            <chapter><title>Begin</title><para>Eerst dit.</para>
            <sect1><title>Daarna</title><orderedlist><listitem><para>Een.</para></listitem>
            <listitem><para>Zie <ulink url="https://voorbeeld.example/b">hier</ulink>.</para></listitem>
            </orderedlist></sect1></chapter></book>
            """, name: "b.xml")
        #expect(document.title == "Handleiding" && document.kind == .guide)
        #expect(
            outline(document) == [
                "# Begin", " paragraph: Eerst dit.", " # Daarna", "  point: 1 Een.",
                "  point: 2 Zie hier.",
            ])
    }

    @Test func otherArticlesAreNone() {
        #expect(throws: Rejection.vocabulary(root: "article")) {
            try Sample.document(
                "<?xml version='1.0'?><article><front/><body><p>Tekst.</p></body></article>",
                name: "c.xml")
        }
    }
}

@Suite struct KindTests {
    @Test func statementsOfASchoolAreIndicators() throws {
        let lines = [
            "De school heeft een plan voor contact.", "Leraren bellen elke ouder een keer.",
            "Het team bespreekt wat ouders zeggen.", "De directie maakt tijd vrij.",
            "Er staat koffie klaar.", "Ouders weten bij wie ze terechtkunnen.",
        ]
        let list = lines.map { "<li>\($0)</li>" }.joined()
        let document = try Sample.document(
            "<html><body><main><h1>Contact</h1><ol>\(list)</ol></main></body></html>",
            name: "a.html")
        #expect(document.kind == .checklist)
        #expect(document.sections[0].items.map(\.kind) == Array(repeating: .indicator, count: 6))
    }

    @Test func ordinaryStepsAreNone() throws {
        let list = (1...6).map { "<li>Bel ouder \($0) van de school op.</li>" }.joined()
        let document = try Sample.document(
            "<html><body><main><h1>Contact</h1><ol>\(list)</ol></main></body></html>",
            name: "a.html")
        #expect(document.sections[0].items.allSatisfy { $0.kind == .point })
    }

    @Test func whatSomebodyCanDoIsATip() throws {
        let document = try Sample.document(
            """
            <html><body><main><h1>Contact</h1><h2>Wat kunnen scholen doen?</h2>
            <p>Er zijn drie dingen:</p><ol><li>Bel eerst.</li><li>Schrijf kort.</li></ol>
            <h2>Waarom helpt het?</h2><ol><li>Het kind merkt het.</li></ol></main></body></html>
            """, name: "a.html")
        #expect(document.sections[0].items[0].items.map(\.kind) == [.tip, .tip])
        #expect(document.sections[1].items.map(\.kind) == [.point])
    }
}
