/// Cuts the texts that word tables are written as.
///
/// At bytes: cutting a String at characters costs more than all else that a question takes.
enum TableText {
    /// The pieces between separators, empty ones left out.
    static func pieces(
        of text: String, at isSeparator: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A }
    ) -> [String] {
        text.utf8.split(whereSeparator: isSeparator).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The lines of a table, each as its words.
    static func lines(of text: String) -> [[String]] {
        text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
            line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

extension String {
    /// As `hasSuffix`, byte by byte.
    func endsInBytes(of end: String) -> Bool {
        utf8.count >= end.utf8.count && utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    }
}
