internal import Indexing

/// The traits of a part's passages as an index keeps them, so that the next one finds near-duplicates without
/// the texts.
///
///     for each passage: documents from the one before, 1 when it has a label and then its hash (8), number of
///     words, and each word's number in the part; a number that is new is followed by the word's hash (8);
///     numbers are LEB128
enum PartTraits {
    /// Writes the traits of one part.
    struct Writer {
        private var numbers: [UInt64: Int] = [:]
        private var document: Int

        /// - Parameter document: The number of the part's first document.
        init(document: Int) { self.document = document }

        /// The bytes of a passage behind those before it.
        mutating func bytes(of traits: PassageTraits) -> [UInt8] {
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
        var reader = RecordReader(bytes, path: path)
        var document = document
        var hashes: [UInt64] = []
        while !reader.isAtEnd {
            document += try reader.number()
            let label = try reader.number() == 0 ? 0 : try reader.hash()
            var words: [UInt64] = []
            for _ in 0..<(try reader.number()) {
                let number = try reader.number()
                if number == hashes.count { hashes.append(try reader.hash()) }
                guard number < hashes.count else { throw reader.damaged }
                words.append(hashes[number])
            }
            try body(PassageTraits(document: document, label: label, ordered: words))
        }
    }
}
