import Retrieval
import Testing

struct RarityTests {
    @Test func takesTheLogarithm() {
        for (number, expected) in [
            (1.0, 0.0), (2, 0.6931471805599453), (10, 2.302585092994046), (0.1, -2.302585092994046),
            (1.0000001, 9.999999505838704e-08), (1e9, 20.72326583694641), (1.5, 0.4054651081081644),
        ] {
            #expect(abs(Rarity.logarithm(number) - expected) < 1e-14 * max(1, abs(expected)))
        }
    }
}
