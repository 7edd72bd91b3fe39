/// The parts of a web address that fetching needs.
struct WebAddress: Hashable, Sendable {
    /// `http` or `https`.
    let scheme: String
    /// In small letters, without brackets.
    let host: String
    let port: Int
    /// Path and query, from the slash.
    let path: String

    /// Takes an address apart; `nil` for one that is not fetched: of another scheme, with a user's
    /// name, or with an odd host.
    init?(_ text: String) {
        guard Address.isWeb(text), let colon = text.firstIndex(of: ":") else { return nil }
        scheme = text[..<colon].lowercased()
        var rest = text[text.index(colon, offsetBy: 3)...]
        if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        var authority = rest[..<end]
        let tail = rest[end...]
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        // A name in front of the host hides where an address leads to.
        guard !authority.contains("@") else { return nil }
        var number = scheme == "https" ? 443 : 80
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            let behind = authority[authority.index(after: close)...]
            host = authority[authority.index(after: authority.startIndex)..<close].lowercased()
            if behind.hasPrefix(":") {
                guard let found = Int(behind.dropFirst()) else { return nil }
                number = found
            } else if !behind.isEmpty {
                return nil
            }
        } else {
            if let mark = authority.lastIndex(of: ":") {
                guard let found = Int(authority[authority.index(after: mark)...]) else {
                    return nil
                }
                number = found
                authority = authority[..<mark]
            }
            host = authority.lowercased()
        }
        guard (1...65535).contains(number), !host.isEmpty,
            host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") })
        else { return nil }
        port = number
    }

    /// Scheme, host and port.
    var origin: String {
        let written = host.contains(":") ? "[\(host)]" : host
        let usual = scheme == "https" ? 443 : 80
        return "\(scheme)://\(written)" + (port == usual ? "" : ":\(port)")
    }

    /// The whole address.
    var text: String { origin + path }
}
