/// The numbers by which occurrences in a passage become an impact, BM25F without the rarity of the term.
///
/// The impact of a term in a passage is
///
///     f / (saturation + f), with f = sum over fields of
///         weight * count / (1 - penalty + penalty * length / average length)
///
/// as a whole number of 65,536ths, rounded down. Only sums, products and quotients of binary
/// floating-point numbers in the order of the fields: the same on every machine.
///
/// Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
/// Foundations and Trends in Information Retrieval 3(4), 2009, section 3.6.
public struct ImpactModel: Hashable, Sendable {
    /// How soon more occurrences stop to count; above 0.
    public var saturation: Double
    /// For each field what an occurrence counts for; from 0.
    public var weights: [Double]
    /// For each field how much its length counts against it, from 0 (not at all) to 1.
    public var penalties: [Double]

    /// Impacts are parts of this.
    public static let one = 65_536

    /// A model; as many penalties as weights, 1 to 8.
    public init(saturation: Double, weights: [Double], penalties: [Double]) {
        precondition(weights.count == penalties.count && (1...8).contains(weights.count))
        self.saturation = saturation
        self.weights = weights
        self.penalties = penalties
    }

    /// The number of fields.
    public var fieldCount: Int { weights.count }

    /// What an occurrence in a field counts for, by the code of the field's length.
    func occurrenceWeights(field: Int, average: Double) -> [Double] {
        (0..<256).map { code in
            let length = Double(LengthCode.length(of: UInt8(code)))
            let relative = average > 0 ? length / average : 1
            let divisor = 1 - penalties[field] + penalties[field] * relative
            return weights[field] / (divisor > 0 ? divisor : 1)
        }
    }

    /// The impact of a weighted number of occurrences.
    func impact(of frequency: Double) -> UInt16 {
        UInt16(min(65_535, Double(Self.one) * (frequency / (saturation + frequency))))
    }
}

/// Impacts by pattern and lengths, for given average lengths.
package final class ImpactTable: Sendable {
    /// Patterns that have a row of their own.
    package static let rows = 16

    package let model: ImpactModel
    package let averages: [Double]
    private let occurrenceWeights: [[Double]]
    /// The patterns: for each the count of each field.
    private let patterns: [SIMD8<UInt8>]
    /// For the first patterns the only field in it, or 255 when there are several.
    package let fieldOfRow: [UInt8]
    /// For each of these patterns an impact for each length code; zeros where there are several.
    package let values: [UInt16]
    /// Whether a row serves each pattern below `rows`: with one field only.
    package var isSimple: Bool { model.fieldCount == 1 }
    /// No impact is smaller: that of one occurrence in the longest field.
    package let least: UInt32

    package init(model: ImpactModel, averages: [Double], patterns: [SIMD8<UInt8>]) {
        self.model = model
        self.averages = averages
        self.patterns = patterns
        occurrenceWeights = (0..<model.fieldCount).map {
            model.occurrenceWeights(field: $0, average: averages[$0])
        }
        var fields = [UInt8](repeating: 255, count: Self.rows)
        var values = [UInt16](repeating: 0, count: Self.rows * 256)
        for (row, pattern) in patterns.prefix(Self.rows).enumerated() {
            let present = (0..<model.fieldCount).filter { pattern[$0] > 0 }
            guard present.count == 1, let field = present.first else { continue }
            fields[row] = UInt8(field)
            for code in 0..<256 {
                values[row * 256 + code] = model.impact(
                    of: Double(pattern[field]) * occurrenceWeights[field][code])
            }
        }
        let smallest = occurrenceWeights.map { $0.min() ?? 0 }.min() ?? 0
        least = UInt32(model.impact(of: smallest))
        fieldOfRow = fields
        self.values = values
    }

    /// The impact of a pattern in a passage; 0 for a pattern that is not known.
    ///
    /// - Parameters:
    ///   - pattern: Its number.
    ///   - length: Gives the length code of a field.
    package func impact(pattern: Int, length: (Int) -> UInt8) -> UInt16 {
        guard pattern < patterns.count else { return 0 }
        if pattern < Self.rows, fieldOfRow[pattern] != 255 {
            return values[pattern * 256 + Int(length(Int(fieldOfRow[pattern])))]
        }
        return impact(counts: patterns[pattern], length: length)
    }

    /// The impact of counts of the fields in a passage.
    package func impact(counts: SIMD8<UInt8>, length: (Int) -> UInt8) -> UInt16 {
        var frequency = 0.0
        for field in 0..<model.fieldCount where counts[field] > 0 {
            frequency += Double(counts[field]) * occurrenceWeights[field][Int(length(field))]
        }
        return model.impact(of: frequency)
    }

    /// By how much impacts may be above those of a table with other averages; 1 for equal ones.
    package func growth(from other: [Double]) -> Double {
        var growth = 1.0
        for (mine, others) in zip(averages, other) {
            if others > 0 { growth = max(growth, mine / others) }
            if others <= 0, mine > 0 { growth = .infinity }
        }
        return growth
    }
}
