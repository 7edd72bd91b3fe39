/// How rare a term is.
public enum Rarity {
    /// The inverse document frequency: ln(1 + (total - passages + 0.5) / (passages + 0.5)).
    ///
    /// Never negative. Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework:
    /// BM25 and Beyond, Foundations and Trends in Information Retrieval 3(4), 2009; with 1 added
    /// inside, as search engines do, so that frequent terms still count.
    public static func of(passages: Int, among total: Int) -> Double {
        let with = Double(min(passages, total))
        return logarithm(1 + (Double(total) - with + 0.5) / (with + 0.5))
    }

    /// The natural logarithm of a positive finite number, the same on every machine.
    ///
    /// Halving brings the number near 1; there ln m = 2 artanh((m-1)/(m+1)) as a power series, with
    /// an error under 1e-15.
    public static func logarithm(_ number: Double) -> Double {
        let ln2 = 0.693147180559945309417
        var exponent = Double(number.exponent)
        var mantissa = number.significand
        if mantissa > 1.4142135623730951 {
            mantissa /= 2
            exponent += 1
        }
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var power = ratio
        var sum = 0.0
        for odd in stride(from: 1.0, through: 25, by: 2) {
            sum += power / odd
            power *= square
        }
        return exponent * ln2 + 2 * sum
    }
}
