/// Web addresses as text.
///
/// Source: RFC 3986 section 5, as far as links of pages need it.
enum Address {
    /// An absolute http or https address of a link, `nil` for one inside the page, of another
    /// scheme, or relative without a base.
    static func resolve(_ link: String, base: String?) -> String? {
        let link = link.trimming { $0.isWhitespace }
        guard !link.isEmpty, link.utf8.count < 4000, !link.hasPrefix("#") else { return nil }
        if isWeb(link) { return encoded(link) }
        if let scheme = link.firstIndex(of: ":"),
            link[..<scheme].allSatisfy({ $0.isLetter || $0.isNumber || "+.-".contains($0) })
        {
            return nil
        }
        guard let base, isWeb(base), let parts = split(base) else { return nil }
        if link.hasPrefix("//") { return encoded(parts.scheme + ":" + link) }
        if link.hasPrefix("/") { return encoded(parts.origin + normal(link)) }
        if link.hasPrefix("?") { return encoded(parts.origin + parts.path + link) }
        let folder = parts.path.lastIndex(of: "/").map { parts.path[...$0] } ?? "/"
        return encoded(parts.origin + normal(folder + link))
    }

    /// Whether an address begins with http or https.
    static func isWeb(_ address: String) -> Bool {
        let start = address.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    private static func split(
        _ address: String
    ) -> (scheme: String, origin: String, path: String)? {
        guard let colon = address.firstIndex(of: ":") else { return nil }
        let scheme = address[..<colon].lowercased()
        let host = address[address.index(after: colon)...].dropFirst(2)
        let hostEnd = host.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? host.endIndex
        let path = host[hostEnd...].prefix { $0 != "?" && $0 != "#" }
        return (scheme, "\(scheme)://\(host[..<hostEnd])", path.isEmpty ? "/" : String(path))
    }

    /// A path without `.` and `..`, and what follows it as it is.
    private static func normal(_ path: some StringProtocol) -> String {
        let end = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
        var parts: [Substring] = []
        let pieces = String(path[..<end]).split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            switch part {
            case ".": if isLast { parts.append("") }
            case "..":
                if parts.count > 1 { parts.removeLast() }
                if isLast { parts.append("") }
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/") + path[end...]
    }

    /// Spaces and controls percent-encoded, so that the address is one word.
    private static func encoded(_ address: String) -> String {
        guard address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return address }
        var result: [UInt8] = []
        for byte in address.utf8 {
            guard byte <= 0x20 || byte == 0x7F else {
                result.append(byte)
                continue
            }
            let hex = String(byte, radix: 16, uppercase: true)
            result.append(contentsOf: (hex.count == 1 ? "%0\(hex)" : "%\(hex)").utf8)
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension StringProtocol {
    /// Without the characters at both ends for which a test holds.
    func trimming(_ test: (Character) -> Bool) -> String {
        var rest = self[...]
        while let first = rest.first, test(first) { rest = rest.dropFirst() }
        while let last = rest.last, test(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
