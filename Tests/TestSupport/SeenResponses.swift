internal import Foundation

/// Keeps the responses that tests see, for a check against the schema afterwards.
///
/// They are kept in the folder that `OUDERWIJS_SEEN` names; without it nothing happens.
public enum SeenResponses {
    private static let folder = ProcessInfo.processInfo.environment["OUDERWIJS_SEEN"]

    /// Keeps lines of JSON.
    public static func keep(_ lines: [UInt8]) {
        guard let folder else { return }
        let path = folder + "/" + UUID().uuidString + ".jsonl"
        try? Data(lines).write(to: URL(fileURLWithPath: path))
    }
}
