internal import CDigest

/// SHA-256, as source hashes and parts of ids use it.
///
/// Source: FIPS 180-4, as libmd implements it.
enum Digest {
    /// The hash in 64 lower-case hexadecimal digits.
    static func sha256(_ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: 65)
        bytes.withUnsafeBytes { raw in
            _ = SHA256Data(
                raw.bindMemory(to: UInt8.self).baseAddress, raw.count, &text)
        }
        return String(decoding: text.prefix(64).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The first four hexadecimal digits of a text's hash.
    static func tag(_ text: String) -> String { String(sha256(Array(text.utf8)).prefix(4)) }
}
