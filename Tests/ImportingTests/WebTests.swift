import Corpus
import Files
import TestSupport
import Testing

@testable import Importing

struct WebAddressTests {
    @Test(arguments: [
        ("https://Voorbeeld.NL/a?b#c", "https://voorbeeld.nl/a?b"),
        ("http://voorbeeld.nl", "http://voorbeeld.nl/"),
        ("http://voorbeeld.nl:8080/x", "http://voorbeeld.nl:8080/x"),
        ("https://voorbeeld.nl:443/", "https://voorbeeld.nl/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("http://voorbeeld.nl?x=1", "http://voorbeeld.nl/?x=1"),
    ])
    func takesApart(text: String, whole: String) {
        #expect(WebAddress(text)?.text == whole)
    }

    @Test(arguments: [
        "ftp://voorbeeld.nl/", "file:///etc/passwd", "http://", "http:///x", "http://a:b/",
        "http://user@voorbeeld.nl/", "http://a:99999/", "http://a b/", "http://[::1", "gopher://x",
        "http://voorbeeld%2enl/",
    ])
    func refuses(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test(
        arguments: [
            ([8, 8, 8, 8], true), ([127, 0, 0, 1], false), ([10, 1, 2, 3], false),
            ([172, 31, 0, 1], false), ([172, 32, 0, 1], true), ([192, 168, 1, 1], false),
            ([169, 254, 169, 254], false), ([100, 64, 0, 1], false), ([0, 0, 0, 0], false),
            ([224, 0, 0, 1], false), ([255, 255, 255, 255], false), ([], false),
            ([0x20, 0x01, 0x48, 0x60] + [UInt8](repeating: 0, count: 12), true),
            ([UInt8](repeating: 0, count: 15) + [1], false),
            ([0xFE, 0x80] + [UInt8](repeating: 0, count: 14), false),
            ([0xFD, 0] + [UInt8](repeating: 0, count: 14), false),
            ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127, 0, 0, 1], false),
            ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 8, 8, 8, 8], true),
        ] as [([UInt8], Bool)])
    func knowsTheOwnNetwork(bytes: [UInt8], isPublic: Bool) {
        #expect(HostAddress(bytes: bytes).isPublic == isPublic)
    }
}

struct RobotRulesTests {
    private static let text = """
        User-agent: *
        Disallow: /prive/
        Allow: /prive/open
        Disallow: /*.pdf$   # geen bestanden
        Disallow:

        User-agent: Ander
        User-agent: Nog-een
        Disallow: /
        """

    @Test(arguments: [
        ("/", true), ("/prive/", false), ("/prive/x", false), ("/prive/open", true),
        ("/prive/open/x", true), ("/kaart.pdf", false), ("/kaart.pdf?x", true), ("/prive", true),
    ])
    func obeys(path: String, isAllowed: Bool) {
        #expect(RobotRules(Self.text).allows(path) == isAllowed)
    }

    @Test func prefersTheRulesForThisProgram() {
        let rules = RobotRules(Self.text + "\n\nUser-agent: ouderwijs\nDisallow: /niet\n")
        #expect(rules.allows("/prive/"))
        #expect(!rules.allows("/niet"))
    }

    @Test(arguments: ["", "onzin", "Disallow: /", "<html>", "User-agent: *\nDisallow"])
    func allowsWhatIsNotForbidden(text: String) {
        #expect(RobotRules(text).allows("/x"))
    }
}

/// With the program curl, against a server of this process.
@Suite(.enabled(if: ChildProcess.find("curl") != nil)) struct FetchTests {
    private static func page(_ title: String, _ extra: String = "", link: String = "") -> String {
        let body = """
            <!DOCTYPE html><html lang="nl"><head><title>\(title)</title></head><body><main><h1>\(title)</h1>
            <p>Nodig de ouders van je groep uit voor een kop koffie op school.</p>\(link)</main></body></html>
            """
        return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\(extra)"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + body
    }

    private static func bare(_ status: String, _ header: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(header)Content-Length: 0\r\nConnection: close\r\n\r\n"
    }

    private static func run(
        _ sources: [String], into folder: TemporaryFolder, allowsLocal: Bool = true,
        followsCards: Bool = false
    ) throws -> ImportReport {
        var options = Importer.Options()
        options.allowsLocal = allowsLocal
        options.followsCards = followsCards
        options.cache = folder.file("web")
        return try Importer(into: folder.file("C"), options: options).run(sources: sources)
    }

    @Test func importsAPageAndKeepsItsAddress() throws {
        let server = try LoopbackServer { request in
            request.path == "/robots.txt" ? Self.bare("404 Not Found") : Self.page("Koffie")
        }
        let folder = try TemporaryFolder()
        let report = try Self.run([server.origin + "/ouders/koffie"], into: folder)
        #expect(report.rejected == 0)
        let document = try #require(
            try CorpusFile.documents(of: folder.file("C/corpus.jsonl")).first)
        #expect(document.title == "Koffie")
        #expect(document.source?.url == server.origin + "/ouders/koffie")
    }

    @Test func asksNothingOfTheOwnNetworkUnlessAllowed() throws {
        let server = try LoopbackServer { _ in Self.page("Geheim") }
        let folder = try TemporaryFolder()
        let addresses = [
            server.origin + "/x", "http://localhost:\(server.port)/x",
            "http://[::1]:\(server.port)/x",
        ]
        let report = try Self.run(addresses, into: folder, allowsLocal: false)
        #expect(report.rejected == 3)
        #expect(server.requests.isEmpty)
    }

    @Test func followsRedirectsAFewTimes() throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/robots.txt": Self.bare("404 Not Found")
            case "/oud": Self.bare("301 Moved Permanently", "Location: /nieuw\r\n")
            case "/nieuw": Self.page("Nieuw")
            case "/weg": Self.bare("302 Found", "Location: file:///etc/passwd\r\n")
            default: Self.bare("302 Found", "Location: /rond\r\n")
            }
        }
        let folder = try TemporaryFolder()
        let report = try Self.run(
            ["/oud", "/rond", "/weg"].map { server.origin + $0 }, into: folder)
        #expect(report.entries[1].outcome == .rejected(.web(.redirects)))
        #expect(report.entries[2].outcome == .rejected(.web(.badAddress)))
        let documents = try CorpusFile.documents(of: folder.file("C/corpus.jsonl"))
        #expect(documents.map(\.source?.url) == [server.origin + "/nieuw"])
    }

    @Test func obeysTheSite() throws {
        let server = try LoopbackServer { request in
            request.path == "/robots.txt"
                ? "HTTP/1.1 200 OK\r\nContent-Length: 31\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /prive\n"
                : Self.page("Open")
        }
        let folder = try TemporaryFolder()
        let report = try Self.run(["/prive", "/open"].map { server.origin + $0 }, into: folder)
        #expect(report.entries[0].outcome == .rejected(.web(.robots)))
        #expect(report.rejected == 1)
        #expect(server.requests.map(\.path) == ["/robots.txt", "/open"])
    }

    @Test func asksOnlyForWhatChanged() throws {
        let server = try LoopbackServer { request in
            if request.path == "/robots.txt" { return Self.bare("404 Not Found") }
            if request.headers["if-none-match"] == "\"een\"" {
                return Self.bare("304 Not Modified")
            }
            return Self.page("Koffie", "ETag: \"een\"\r\n")
        }
        let folder = try TemporaryFolder()
        let address = server.origin + "/koffie"
        _ = try Self.run([address], into: folder)
        let again = try Self.run([address], into: folder)
        guard case .unchanged = try #require(again.entries.first).outcome else {
            Issue.record("\(again)")
            return
        }
        #expect(server.requests.filter { $0.headers["if-none-match"] != nil }.count == 1)
    }

    @Test(arguments: ["404 Not Found", "500 Internal Server Error", "403 Forbidden"])
    func tellsTheStatus(status: String) throws {
        let server = try LoopbackServer { request in
            Self.bare(request.path == "/robots.txt" ? "404 Not Found" : status)
        }
        let folder = try TemporaryFolder()
        let report = try Self.run([server.origin + "/x"], into: folder)
        let code = try #require(Int(status.prefix(3)))
        #expect(report.entries.first?.outcome == .rejected(.web(.status(code))))
    }

    @Test func followsPracticeCardsWhenAsked() throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/robots.txt": Self.bare("404 Not Found")
            case "/praktijkkaart-koffie": Self.page("Praktijkkaart koffie")
            default:
                Self.page(
                    "Overzicht",
                    link:
                        "<p>Lees ook de praktijkkaart <a href=\"/praktijkkaart-koffie\">Koffie</a>, daar staat meer.</p>"
                )
            }
        }
        let folder = try TemporaryFolder()
        let report = try Self.run([server.origin + "/overzicht"], into: folder, followsCards: true)
        #expect(report.entries.map(\.path).last == server.origin + "/praktijkkaart-koffie")
        let overview = try #require(
            try CorpusFile.documents(of: folder.file("C/corpus.jsonl")).first { !$0.links.isEmpty })
        #expect(overview.links.first?.document != nil)
    }

    @Test func sendsNothingOfOnesOwn() throws {
        let server = try LoopbackServer { _ in Self.page("X") }
        let folder = try TemporaryFolder()
        _ = try Self.run([server.origin + "/x"], into: folder)
        let names = Set(server.requests.flatMap(\.headers.keys))
        #expect(names.isSubset(of: ["host", "accept", "user-agent", "accept-encoding"]))
    }
}
