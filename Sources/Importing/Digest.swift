internal import CDigest

/// SHA-256, as source hashes and parts of ids use it.
///
/// Source: FIPS 180-4, as OpenSSL implements it with the processor's own instructions.
enum Digest {
    /// The hash in 64 lower-case hexadecimal digits.
    static func sha256(_ bytes: [UInt8]) -> String {
        var hash = [UInt8](repeating: 0, count: 32)
        let isDone = bytes.withUnsafeBytes { raw in
            EVP_Digest(raw.baseAddress, raw.count, &hash, nil, EVP_sha256(), nil)
        }
        // Fails only where the library was set up without this hash: no source could be told apart.
        precondition(isDone == 1, "SHA-256 is missing in libcrypto")
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 64) { text in
            for (index, byte) in hash.enumerated() {
                text[2 * index] = digits[Int(byte >> 4)]
                text[2 * index + 1] = digits[Int(byte & 15)]
            }
            return 64
        }
    }

    /// The first four hexadecimal digits of a text's hash.
    static func tag(_ text: String) -> String { String(sha256(Array(text.utf8)).prefix(4)) }
}
