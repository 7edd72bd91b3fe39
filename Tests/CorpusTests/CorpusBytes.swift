import Files

enum CorpusBytes {
    static func of(_ path: String) throws -> [UInt8] {
        try FileReader.bytes(of: path, limit: 1 << 20)
    }
}
