internal import Corpus
internal import Files
internal import JSON

/// A page that was fetched.
struct FetchedPage: Hashable, Sendable {
    /// Where it stood after all redirects.
    var address: String
    var bytes: [UInt8]
}

/// Fetches pages through the program curl.
///
/// Each hop is looked at before it is taken: the scheme, the network addresses behind the host
/// (curl is held to those that were looked at), and what the site allows programs. Pages are kept
/// with their ETag, so that an unchanged one is not sent again.
final class WebFetcher {
    /// How pages are fetched.
    struct Options: Hashable, Sendable {
        /// Whether hosts of the own network may be asked.
        var allowsLocal = false
        /// Where pages are kept; `nil` for nowhere.
        var cache: String?
    }

    private static let program = "curl"
    private static let seconds = 30
    private static let mostRedirects = 5
    private static let robotsLimit = 512 << 10

    private let options: Options
    private var robots: [String: RobotRules] = [:]

    init(_ options: Options) { self.options = options }

    /// The page at an address.
    ///
    /// - Throws: `Rejection.web` or `Rejection.missingProgram`.
    func page(_ text: String) throws(Rejection) -> FetchedPage {
        var text = text
        for _ in 0...Self.mostRedirects {
            guard let address = WebAddress(text) else { throw .web(.badAddress) }
            guard try rules(of: address).allows(address.path) else { throw .web(.robots) }
            let kept = kept(address)
            let answer = try ask(address, limit: SourceReader.limit, kept: kept)
            switch answer.status {
            case 200..<300:
                keep(answer, of: address)
                return FetchedPage(address: address.text, bytes: answer.body)
            case 304:
                guard let kept else { throw .web(.status(304)) }
                return FetchedPage(address: address.text, bytes: kept.body)
            case 301, 302, 303, 307, 308:
                guard let next = answer.headers["location"],
                    let resolved = Address.resolve(next, base: address.text)
                else { throw .web(.badAddress) }
                // From a secured page nobody is led to an unsecured one.
                if address.scheme == "https", !resolved.hasPrefix("https:") {
                    throw .web(.badAddress)
                }
                text = resolved
            default: throw .web(.status(answer.status))
            }
        }
        throw .web(.redirects)
    }

    // MARK: what a site allows

    private func rules(of address: WebAddress) throws(Rejection) -> RobotRules {
        if let known = robots[address.origin] { return known }
        let rules = try fetchRules(of: address)
        robots[address.origin] = rules
        return rules
    }

    private func fetchRules(of address: WebAddress) throws(Rejection) -> RobotRules {
        var text = address.origin + "/robots.txt"
        for _ in 0...Self.mostRedirects {
            guard let place = WebAddress(text) else { return RobotRules() }
            let answer = try ask(place, limit: Self.robotsLimit, kept: nil)
            switch answer.status {
            case 200..<300: return RobotRules(String(decoding: answer.body, as: UTF8.self))
            case 301, 302, 303, 307, 308:
                guard let next = answer.headers["location"],
                    let resolved = Address.resolve(next, base: place.text)
                else { return RobotRules() }
                text = resolved
            // RFC 9309: what is not there forbids nothing, a site in trouble forbids all.
            case 400..<500: return RobotRules()
            default: throw .web(.robots)
            }
        }
        return RobotRules()
    }

    // MARK: one request

    private struct WebAnswer {
        var status: Int
        /// By their names in small letters.
        var headers: [String: String]
        var body: [UInt8]
    }

    private func ask(
        _ address: WebAddress, limit: Int, kept: KeptPage?
    ) throws(Rejection) -> WebAnswer {
        let hosts = HostAddress.all(of: address.host)
        guard let first = hosts.first else { throw .web(.unknownHost(address.host)) }
        if !options.allowsLocal, !hosts.allSatisfy(\.isPublic) {
            throw .web(.local(address.host))
        }
        var arguments = [
            // The first word: without a configuration of the user's.
            "-q", "--silent", "--include", "--globoff", "--compressed", "--path-as-is",
            "--proto", "=http,https", "--max-time", "\(Self.seconds)", "--connect-timeout", "10",
            "--max-filesize", "\(limit)", "--user-agent", RobotRules.agent,
        ]
        if !address.host.contains(":") {
            arguments += ["--resolve", "\(address.host):\(address.port):\(first.text)"]
        }
        if let etag = kept?.etag { arguments += ["--header", "If-None-Match: \(etag)"] }
        if let date = kept?.modified { arguments += ["--header", "If-Modified-Since: \(date)"] }
        arguments += ["--url", address.text]
        var limits = ChildProcess.Limits()
        limits.seconds = Self.seconds + 5
        limits.output = limit + (1 << 16)
        let bytes: [UInt8]
        do { bytes = try ChildProcess.run(Self.program, arguments, limits: limits) } catch {
            switch error {
            case .missing(let name): throw .missingProgram(name: name, package: name)
            case .timedOut: throw .web(.tooSlow)
            case .tooMuchOutput: throw .web(.tooLarge(limit: limit))
            // The statuses of curl for a page that comes too slowly or is too large.
            case .failed(_, 28): throw .web(.tooSlow)
            case .failed(_, 63): throw .web(.tooLarge(limit: limit))
            case .failed: throw .web(.unreachable(address.host))
            }
        }
        guard let answer = Self.answer(from: bytes) else {
            throw .web(.unreachable(address.host))
        }
        return answer
    }

    /// Takes status, headers and body apart; interim answers (1xx) are passed over.
    private static func answer(from bytes: [UInt8]) -> WebAnswer? {
        var start = 0
        while true {
            guard let end = headEnd(in: bytes, from: start) else { return nil }
            let lines = String(decoding: bytes[start..<end.head], as: UTF8.self)
                .split(whereSeparator: \.isNewline)
            let words = lines.first?.split(separator: " ") ?? []
            guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
                return nil
            }
            start = end.body
            if (100..<200).contains(status) { continue }
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                headers[line[..<colon].lowercased()] = Text.clean(
                    String(line[line.index(after: colon)...]))
            }
            return WebAnswer(status: status, headers: headers, body: Array(bytes[start...]))
        }
    }

    private static func headEnd(in bytes: [UInt8], from start: Int) -> (head: Int, body: Int)? {
        var index = start
        while index + 3 < bytes.count {
            if bytes[index] == 0x0D, bytes[index + 1] == 0x0A, bytes[index + 2] == 0x0D,
                bytes[index + 3] == 0x0A
            {
                return (index, index + 4)
            }
            index += 1
        }
        return nil
    }

    // MARK: kept pages

    private struct KeptPage {
        var etag: String?
        var modified: String?
        var body: [UInt8]
    }

    private func cachePath(_ address: WebAddress) -> String? {
        options.cache.map { Path.join($0, Digest.sha256(Array(address.text.utf8))) }
    }

    private func kept(_ address: WebAddress) -> KeptPage? {
        guard let path = cachePath(address),
            let bytes = try? FileReader.bytes(of: path, limit: SourceReader.limit + (1 << 16)),
            let end = bytes.firstIndex(of: 0x0A),
            let head = try? JSONParser.parse(bytes[..<end]).object,
            head["url"]?.string == address.text
        else { return nil }
        return KeptPage(
            etag: head["etag"]?.string, modified: head["modified"]?.string,
            body: Array(bytes[(end + 1)...]))
    }

    /// Keeps a page that can be asked for again; that it cannot be kept is no fault.
    private func keep(_ answer: WebAnswer, of address: WebAddress) {
        let etag = answer.headers["etag"]
        let modified = answer.headers["last-modified"]
        guard let path = cachePath(address), let folder = options.cache,
            etag != nil || modified != nil
        else { return }
        var writer = JSONWriter()
        writer.object {
            $0.member("url", address.text)
            $0.memberIfAny("etag", etag)
            $0.memberIfAny("modified", modified)
        }
        writer.endLine()
        try? Folder.create(folder)
        try? AtomicFile.write(writer.bytes + answer.body, to: path)
    }
}
