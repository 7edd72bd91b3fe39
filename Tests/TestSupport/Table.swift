import Foundation

/// A table of cases in `Tests/Tables`: a case a line, cells separated by tabs.
public enum Table {
    /// The lines of a table; empty ones and those that begin with `#` are passed over.
    public static func rows(_ name: String) -> [[String]] {
        let path = ProgramRun.checkout + "/Tests/Tables/" + name
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
