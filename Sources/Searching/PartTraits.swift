internal import Indexing

/// The traits of a part's passages as an index keeps them, so that the next one finds near-duplicates without
/// the texts.
///
///     pieces (length and bytes), each packed; in them
///     for each passage: documents from the one before, 1 when it has a label and then its hash (8), number of
///     words, and each word's number in the part; a number that is new is followed by the word's hash (8);
///     numbers are LEB128
enum PartTraits {
    /// Writes the traits of one part.
    struct Writer {
        private var numbers: [UInt64: Int] = [:]
        private var document: Int
        private var piece: [UInt8] = []

        /// Bytes from which on a piece is packed: they are held.
        private static let pieceSize = 1 << 18

        /// - Parameter document: The number of the part's first document.
        init(document: Int) { self.document = document }

        /// Adds a passage behind those before it.
        ///
        /// - Returns: A piece that is full, if one is.
        mutating func add(_ traits: PassageTraits) -> [UInt8] {
            var writer = RecordWriter()
            writer.append(traits.document - document)
            document = traits.document
            writer.append(traits.label == 0 ? 0 : 1)
            if traits.label != 0 { writer.append(hash: traits.label) }
            writer.append(traits.words.count)
            for word in traits.words {
                if let number = numbers[word] {
                    writer.append(number)
                } else {
                    writer.append(numbers.count)
                    writer.append(hash: word)
                    numbers[word] = numbers.count
                }
            }
            piece += writer.bytes
            return piece.count < Self.pieceSize ? [] : end()
        }

        /// The last piece.
        mutating func end() -> [UInt8] {
            guard !piece.isEmpty else { return [] }
            var writer = RecordWriter()
            writer.append(PackedBytes.pack(piece))
            piece.removeAll(keepingCapacity: true)
            return writer.bytes
        }
    }

    /// Calls `body` with the traits of each passage.
    ///
    /// - Parameter document: The number of the part's first document.
    /// - Throws: `IndexError.damaged`, or what `body` throws.
    static func forEach(
        in bytes: UnsafeRawBufferPointer, path: String, document: Int,
        _ body: (PassageTraits) throws(IndexError) -> Void
    ) throws(IndexError) {
        var pieces = RecordReader(bytes, path: path)
        var document = document
        var hashes: [UInt64] = []
        while !pieces.isAtEnd {
            try PackedBytes.withUnpacked(pieces.slice(), path: path) {
                (piece) throws(IndexError) in
                var reader = RecordReader(piece, path: path)
                while !reader.isAtEnd {
                    try body(traits(&reader, &document, &hashes))
                }
            }
        }
    }

    private static func traits(
        _ reader: inout RecordReader, _ document: inout Int, _ hashes: inout [UInt64]
    ) throws(IndexError) -> PassageTraits {
        document += try reader.number()
        let label = try reader.number() == 0 ? 0 : try reader.hash()
        var words: [UInt64] = []
        for _ in 0..<(try reader.number()) {
            let number = try reader.number()
            if number == hashes.count { hashes.append(try reader.hash()) }
            guard number < hashes.count else { throw reader.damaged }
            words.append(hashes[number])
        }
        return PassageTraits(document: document, label: label, ordered: words)
    }
}
