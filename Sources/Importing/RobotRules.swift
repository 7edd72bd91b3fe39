/// What a site allows programs to fetch.
///
/// Source: RFC 9309, Robots Exclusion Protocol.
struct RobotRules: Hashable, Sendable {
    private var rules: [(isAllowed: Bool, pattern: [UInt8])] = []

    /// The name under which this program obeys.
    static let agent = "ouderwijs"

    /// Rules that allow everything.
    init() {}

    /// The rules of a `robots.txt` for this program: those of the groups that name it, else those
    /// for all.
    init(_ text: String) {
        var own: [(Bool, [UInt8])] = []
        var general: [(Bool, [UInt8])] = []
        var hasOwn = false
        var agents: Set<String> = []
        var isInRules = false
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.prefix { $0 != "#" }
            guard let colon = content.firstIndex(of: ":") else { continue }
            let key = Text.clean(String(content[..<colon])).lowercased()
            let value = Text.clean(String(content[content.index(after: colon)...]))
            switch key {
            case "user-agent":
                if isInRules { agents = [] }
                isInRules = false
                agents.insert(value.lowercased())
                if agents.contains(Self.agent) { hasOwn = true }
            case "allow", "disallow":
                isInRules = true
                guard !value.isEmpty else { continue }
                let rule = (key == "allow", Array(value.utf8))
                if agents.contains(Self.agent) { own.append(rule) }
                if agents.contains("*") { general.append(rule) }
            default: continue
            }
        }
        rules = hasOwn ? own : general
    }

    /// Whether a path may be fetched: the longest pattern decides, of equals the one that allows.
    func allows(_ path: String) -> Bool {
        let path = Array(path.utf8)
        var best: (length: Int, isAllowed: Bool) = (-1, true)
        for rule in rules where Self.matches(rule.pattern, path) {
            let length = rule.pattern.count
            if length > best.length || length == best.length && rule.isAllowed {
                best = (length, rule.isAllowed)
            }
        }
        return best.isAllowed
    }

    /// Whether a pattern with `*` and a closing `$` fits the beginning of a path.
    private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let pattern = isAnchored ? pattern.dropLast() : pattern[...]
        // The places in the path that the pattern so far may have come to.
        var places: Set<Int> = [0]
        for letter in pattern {
            if letter == UInt8(ascii: "*") {
                guard let first = places.min() else { return false }
                places = Set(first...path.count)
            } else {
                places = Set(
                    places.compactMap { $0 < path.count && path[$0] == letter ? $0 + 1 : nil })
            }
            if places.isEmpty { return false }
        }
        return isAnchored ? places.contains(path.count) : true
    }

    static func == (left: RobotRules, right: RobotRules) -> Bool {
        left.rules.elementsEqual(right.rules) { $0 == $1 }
    }

    func hash(into hasher: inout Hasher) {
        for rule in rules { hasher.combine(rule.pattern) }
    }
}
