internal import Indexing

/// Tells which passages meet the conditions of a query.
struct Conditions {
    private let index: SearchIndex

    init(_ index: SearchIndex) { self.index = index }

    /// For each passage whether it meets all conditions; `nil` when there are none.
    func allowed(by query: Query) throws(IndexError) -> [Bool]? {
        var conditions = query.conditions
        if !query.filter.isEmpty { conditions.append(.filter(query.filter)) }
        if query.requiresAll {
            conditions += query.contentGroups.map { group in
                // A compound is also met by its parts.
                let supports = query.groups.filter {
                    $0.role == .support && $0.range.overlaps(group.range)
                }
                let own = Condition.word(group.terms.map(\.bytes))
                guard !supports.isEmpty else { return own }
                return .any([own, .all(supports.map { .word($0.terms.map(\.bytes)) })])
            }
        }
        var result = conditions.isEmpty ? nil : try passages(of: .all(conditions))
        guard query.audiences != 0 || query.mostMinutes > 0 else { return result }
        var read = result ?? [Bool](repeating: true, count: index.passageCount)
        for passage in read.indices where read[passage] {
            let facts = index.facts[passage]
            let isForOthers =
                query.audiences != 0 && facts.audiences != 0
                && facts.audiences & query.audiences == 0
            let isTooLong = query.mostMinutes > 0 && facts.minutes > query.mostMinutes
            read[passage] = !isForOthers && !isTooLong
        }
        result = read
        return result
    }

    private var none: [Bool] { [Bool](repeating: false, count: index.passageCount) }

    private func passages(of condition: Condition) throws(IndexError) -> [Bool] {
        switch condition {
        case .word(let terms): return try passages(withOneOf: terms)
        case .prefix(let prefix):
            var infos: [TermMatches] = []
            try index.reader.forEachTerm(prefix: [0x77] + prefix) { _, info in
                infos.append(info)
                return true
            }
            var result = none
            for info in infos { try mark(info, in: &result) }
            return result
        case .phrase(let groups):
            return try passages(of: groups) { places, found in
                Set(places.filter { found.contains($0 + 1) }.map { $0 + 1 })
            }
        case .near(let groups, let distance):
            return try passages(of: groups) { places, found in
                found.filter { other in
                    places.contains { abs($0 - other) <= distance + 1 && $0 != other }
                }
            }
        case .filter(let filter):
            var result = [Bool](repeating: true, count: index.passageCount)
            for (facet, values) in filter.byFacet where !values.isEmpty {
                let found = try passages(withOneOf: values.map { facet.term($0) })
                for passage in result.indices where !found[passage] { result[passage] = false }
            }
            return result
        case .not(let inner): return try passages(of: inner).map { !$0 }
        case .all(let conditions):
            var result = [Bool](repeating: true, count: index.passageCount)
            for condition in conditions {
                let found = try passages(of: condition)
                for passage in result.indices where !found[passage] { result[passage] = false }
            }
            return result
        case .any(let conditions):
            var result = none
            for condition in conditions {
                let found = try passages(of: condition)
                for passage in result.indices where found[passage] { result[passage] = true }
            }
            return result
        }
    }

    private func passages(withOneOf terms: [[UInt8]]) throws(IndexError) -> [Bool] {
        var result = none
        for term in terms {
            if let info = try index.reader.find(term) { try mark(info, in: &result) }
        }
        return result
    }

    private func mark(_ info: TermMatches, in result: inout [Bool]) throws(IndexError) {
        try index.reader.forEachPassage(of: info) { result[$0] = true }
    }

    /// The passages in which the words stand in one field, each at a place that goes with one of
    /// the places of the word before.
    private func passages(
        of groups: [TermGroup], _ follow: (Set<Int>, Set<Int>) -> Set<Int>
    ) throws(IndexError) -> [Bool] {
        var result = none
        for field in Field.allCases {
            var open: [Int: Set<Int>]?
            for group in groups {
                let found = try places(of: group, in: field)
                guard let old = open else {
                    open = found
                    continue
                }
                var next: [Int: Set<Int>] = [:]
                for (passage, places) in old {
                    guard let others = found[passage] else { continue }
                    let common = follow(places, others)
                    if !common.isEmpty { next[passage] = common }
                }
                open = next
            }
            for passage in (open ?? [:]).keys { result[passage] = true }
        }
        return result
    }

    private func places(
        of group: TermGroup, in field: Field
    ) throws(IndexError) -> [Int: Set<Int>] {
        var found: [Int: Set<Int>] = [:]
        for term in group.terms {
            guard let info = try index.reader.find(term.bytes) else { continue }
            var cursor = try index.reader.postings(of: info)
            while try cursor.next() {
                guard cursor.counts[field.rawValue] > 0 else { continue }
                found[cursor.passage, default: []].formUnion(
                    try cursor.positions(in: field.rawValue))
            }
        }
        return found
    }
}
