import Corpus
import Files
import TestSupport
import Testing

@testable import Importing

#if canImport(Glibc)
    import Glibc
#endif

/// Folders of hostile, broken and odd sources, made by a generator with a seed: each bad one is a
/// line of the report, the good ones beside it are all imported, and nothing leaks.
@Suite struct HostileFolderTests {
    /// What a file that nobody imported holds; found anywhere, it leaked.
    private static let canary = "kanarie-7f3a"
    private static let sentence = "De mentor belt elk gezin in de eerste week van het schooljaar."
    private static let good = page("<h1>Goede buur</h1><p>\(sentence)</p>")

    private static func page(_ body: String) -> String {
        "<!DOCTYPE html><html lang=nl><head><meta charset=utf-8></head><body>\(body)</body></html>"
    }

    private static func card(_ id: String, _ text: String, before: String = "") -> String {
        "\(before)<praktijkkaart id=\"\(id)\"><titel>Kaart</titel><doel><alinea>\(text)</alinea></doel></praktijkkaart>"
    }

    /// Sources that are refused, by their names.
    private static func refused(_ canaryFile: String) -> [String: [UInt8]] {
        var noise = SeededGenerator(7)
        func random(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
        }
        func entity(_ declaration: String, _ text: String) -> [UInt8] {
            Array(card("e", text, before: "<!DOCTYPE praktijkkaart [\(declaration)]>").utf8)
        }
        let lol = (1..<10).map { level in
            "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
        }
        let word = "word/document.xml"
        return [
            "lach.xml": entity("<!ENTITY a0 \"lol\">" + lol.joined(), "&a9;"),
            "kwadraat.xml": entity(
                "<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">",
                String(repeating: "&a;", count: 50_000)),
            "buiten.xml": entity("<!ENTITY e SYSTEM \"file://\(canaryFile)\">", "&e;"),
            "parameter.xml": entity(
                "<!ENTITY % p SYSTEM \"file://\(canaryFile)\">%p;", sentence),
            "invoegen.xml": Array(
                "<praktijkkaart id='i' xmlns:xi='http://www.w3.org/2001/XInclude'><titel>K</titel><doel><alinea><xi:include parse='text' href='file://\(canaryFile)'/></alinea></doel></praktijkkaart>"
                    .utf8),
            "diep.xml": Array(
                (String(repeating: "<x>", count: 300) + String(repeating: "</x>", count: 300)).utf8),
            "woorden.xml": Array("<recept><stap>Meng.</stap></recept>".utf8),
            "afgebroken.xml": Array(card("a", sentence).utf8.prefix(90)),
            "verkeerd.xml": Array(
                card("v", sentence).replacing("</alinea>", with: "</alinia>").utf8),
            "ongeldig.xml": Array("<praktijkkaart id='o'><doel/></praktijkkaart>".utf8),
            "nul.xml": Array(card("n", sentence + "\0" + sentence).utf8),
            "kenmerken.xml": Array(
                ("<praktijkkaart " + (0..<5000).map { "a\($0)='1'" }.joined(separator: " ") + "/>")
                    .utf8),
            "leeg.html": [], "wit.html": Array(" \n\t ".utf8),
            "zonder.html": Array(page("<img src=x><script>var a</script>").utf8),
            "plaatje.html": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A] + random(2000),
            "gepakt.html": [0x1F, 0x8B, 8, 0] + random(2000),
            "leeg.txt": [], "nullen.txt": [UInt8](repeating: 0, count: 100_000),
            "ruis.txt": random(50_000),
            "regels.txt": Array(String(repeating: "a\n", count: 500_001).utf8),
            "ruis.pdf": Array("%PDF-1.7\n".utf8) + random(5000),
            "kop.pdf": Array("%PDF-1.7\n".utf8),
            "ruis.docx": [0x50, 0x4B, 3, 4] + random(3000),
            "zonder.docx": zip([("[Content_Types].xml", Array("<Types/>".utf8))]),
            "entiteit.docx": zip([
                ("[Content_Types].xml", Array("<Types/>".utf8)),
                (
                    word,
                    Array(
                        "<!DOCTYPE x [<!ENTITY e SYSTEM '\(canaryFile)'>]><document>&e;</document>"
                            .utf8)
                ),
            ]),
            "diep.docx": zip([
                ("[Content_Types].xml", Array("<Types/>".utf8)),
                (word, Array(String(repeating: "<p>", count: 5000).utf8)),
            ]),
            "afgebroken.odt": Array(
                zip([
                    ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)),
                    ("content.xml", Array("<a/>".utf8)),
                ]).dropLast(30)),
            "oud.doc.docx": [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + random(1000),
        ]
    }

    /// Odd sources that are imported all the same, and hold the sentence.
    private static func odd(_ canaryFile: String) -> [String: [UInt8]] {
        let wide = card("breed", sentence, before: "<?xml version='1.0' encoding='utf-16'?>")
        return [
            "diep.html": Array(
                page(String(repeating: "<div>", count: 20_000) + "<p>\(sentence)</p>").utf8),
            "los.html": Array(
                page("<p>\(sentence)</p>" + String(repeating: "</div>", count: 50_000)).utf8),
            "nul.html": Array(page("<p>\(sentence)\0</p>").utf8),
            "afgebroken.html": Array(page("<p>\(sentence)</p><p class=\"x").utf8.dropLast(14)),
            "kapot.html": Array(page("<p>\(sentence)</p><p>E").utf8) + [0xC3],
            "buiten.html": Array(
                page(
                    "<p>\(sentence)</p><iframe src='file://\(canaryFile)'></iframe><object data='\(canaryFile)'></object>"
                ).utf8),
            "entiteit.html": Array(
                "<!DOCTYPE html [<!ENTITY e SYSTEM 'file://\(canaryFile)'>]>\(page("<p>\(sentence)</p><p>&e;</p>"))"
                    .utf8),
            "getallen.html": Array(
                page(
                    "<p>\(sentence)</p><ol start=99999999999999999999><li value=-9223372036854775808>Een stap<li>Nog een stap</ol><table><tr><td colspan=1000000000>Cel<td>Cel</table>"
                ).utf8),
            "nesten.html": Array(
                page(String(repeating: "<ul><li>Een stap", count: 5000) + sentence).utf8),
            "data.html": Array(
                page(
                    "<p>\(sentence)</p><script type='application/ld+json'>\(String(repeating: "[", count: 50_000))</script>"
                ).utf8),
            "breed.xml": wide.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            "een\nregel.html": Array(page("<p>\(sentence)</p>").utf8),
            "-rf.html": Array(page("<p>\(sentence)</p>").utf8),
            "a\"b'c`$(touch x);.html": Array(page("<p>\(sentence)</p>").utf8),
            "cafe\u{301}.txt": Array("Titel\n\n\(sentence)\n".utf8),
            "X.HTML": Array(page("<p>\(sentence)</p>").utf8),
            "ansi.txt": Array("Titel\n\n\(sentence)\u{1B}[31m rood\u{7}\n".utf8),
            "nummer.txt": Array("Titel\n\n99999999999999999999. Punt\n\n\(sentence)\n".utf8),
        ]
    }

    @Test(.timeLimit(.minutes(2))) func eachBadSourceIsALine() throws {
        let secret = try ScratchFolder()
        try secret.write("kanarie.txt", Self.canary)
        let canaryFile = secret.path + "/kanarie.txt"
        let sources = try ScratchFolder()
        let corpus = try ScratchFolder()
        let refused = Self.refused(canaryFile)
        let odd = Self.odd(canaryFile)
        for (name, bytes) in refused.merging(odd, uniquingKeysWith: { first, _ in first }) {
            try AtomicFile.write(bytes, to: sources.path + "/" + name)
        }
        for index in 0..<5 { try sources.write("buur/\(index).html", Self.good) }
        #expect(symlink(sources.path, sources.path + "/lus") == 0)
        #expect(symlink(canaryFile, sources.path + "/wijst.txt") == 0)
        #expect(symlink("/dev/zero", sources.path + "/eindeloos.html") == 0)
        #expect(mkfifo(sources.path + "/pijp.html", 0o600) == 0)
        let report = try Importer(into: corpus.path).run(sources: [sources.path])
        let rejected = report.entries.filter {
            if case .rejected = $0.outcome { true } else { false }
        }
        .map { String($0.path.dropFirst(sources.path.count + 1)) }
        #expect(Set(rejected).count == rejected.count)
        let wanted = Array(refused.keys) + ["wijst.txt", "eindeloos.html", "pijp.html"]
        #expect(
            Set(rejected).symmetricDifference(wanted).isEmpty,
            "\(Set(rejected).symmetricDifference(wanted))")
        #expect(report.documents == odd.count + 5)
        let lines = try corpus.bytes(CorpusFile.name).split(separator: 0x0A)
        for line in lines {
            #expect(Text.holds(String(decoding: line, as: UTF8.self), "eerste week"))
        }
        #expect(!lines.contains { Text.holds(String(decoding: $0, as: UTF8.self), Self.canary) })
    }

    /// Sources of 60 MB: refused or read, within 20 seconds of an optimized program and little memory.
    static let heavy: [(name: String, head: String, unit: String)] = [
        ("alinea.html", "<p>a</p>", "<p>De school belt alle ouders op en vraagt hoe het gaat.</p>"),
        ("lijst.html", "<ul>", "<li>De school belt alle ouders<ul><li>en wacht</ul>"),
        ("tabel.html", "<table>", "<tr><td>1<td>De school belt alle ouders op."),
        ("kop.html", "<p>a</p>", "<h2>Een kop</h2><p>De school belt alle ouders.</p>"),
        ("velden.html", "<p>De school belt.</p>", "<input><br>"),
        ("teken.html", "<p>De school belt.</p>", "<"), ("en.html", "<p>De school belt.</p>", "&"),
        ("stukjes.html", "<p>", "<i>a</i>"), ("regels.txt", "Titel\n\n", "De school belt op.\n"),
        ("woord.txt", "Titel\n\n", "x"), ("accent.txt", "Titel\n\nDe a", "\u{301}"),
        ("zin.txt", "Titel\n\n", "De school belt alle ouders op. "), ("leeg.txt", "", "\n"),
        ("accent.html", "<p>De a", "\u{301}\u{323}"), ("verwijs.html", "<p>De a", "&#x301;"),
    ]

    @Test(
        .serialized,
        .enabled("set OUDERWIJS_LONG_TESTS for these") {
            getenv("OUDERWIJS_LONG_TESTS") != nil
        }, arguments: heavy)
    func heavySourcesStayInBounds(name: String, head: String, unit: String) throws {
        var bytes = Array(head.utf8)
        bytes.reserveCapacity(61 << 20)
        while bytes.count < 60 << 20 { bytes.append(contentsOf: unit.utf8) }
        let clock = ContinuousClock()
        let time = clock.measure {
            _ = try? SourceReader.draft(bytes, name: name, options: Importer.Options())
        }
        #if DEBUG
            // Not optimized, the same steps take five times as long and more.
            let bound = Duration.seconds(100)
        #else
            let bound = Duration.seconds(20)
        #endif
        #expect(time < bound, "\(name): \(time)")
        // The peak of the whole process, with the source here and there.
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #expect(usage.ru_maxrss < 330_000, "\(name): \(usage.ru_maxrss) KB")
    }

    /// An archive whose entries are stored as they are.
    private static func zip(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var result: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in entries {
            let fields =
                number(20, 2) + number(0, 8) + number(checksum(bytes), 4) + number(bytes.count, 4)
                + number(bytes.count, 4) + number(name.utf8.count, 2) + number(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + number(20, 2) + fields + number(0, 10)
                + number(result.count, 4) + Array(name.utf8)
            result += [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + bytes
        }
        let start = result.count
        return result + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(entries.count, 2)
            + number(entries.count, 2) + number(directory.count, 4) + number(start, 4)
            + number(0, 2)
    }

    /// CRC-32 as in ISO 3309.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 0 ? 0 : 0xEDB8_8320) }
        }
        return Int(crc ^ 0xFFFF_FFFF)
    }
}
