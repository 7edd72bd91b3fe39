/// The bytes of a segment file.
///
/// All numbers are little-endian.
///
///     0    8   magic "OWSEGM\r\n" (a transfer that changes line ends damages it)
///     8    4   version
///     12   4   number of sections
///     16   8   length of the file
///     24   8   number of passages
///     32   32  a section: kind (4), zero (4), offset (8), length (8), XXH3 of its bytes (8)
///     ..       further sections
///     ..   8   XXH3 of all bytes before this one: the frame
///     ..       the sections' bytes, each at a multiple of 8
///
/// Opening checks the frame; `Segment.check` checks every byte.
///
/// Sections:
/// - `terms`: blocks of 16 terms in byte order. A block holds the place of its first term's
///   postings and positions (two LEB128), then for each term: length of what it shares with the
///   term before (0 for the first), length of the rest, the rest, number of passages, length of
///   its postings, length of its positions.
/// - `termBlocks`: number of terms (8), then the offset of each block in `terms` (4 each).
/// - `postings`: for each passage of a term a LEB128 of twice the distance from the passage before
///   (the first: twice its ordinal); plus 1 when the only occurrence is one in the last field. Else
///   a byte with a bit for each field, and for each field in it the number of occurrences.
/// - `positions`: for each passage, for each field with occurrences, the distances between word
///   positions (the first: the position itself), LEB128.
/// - `lengths`: for each field, for each passage the number of words (2 bytes, capped).
/// - `totals`: for each field the sum of its lengths (8).
/// - `store`: the stored bytes of the passages behind each other; `storeOffsets`: where each
///   begins, and the end (8 each).
/// - `keys`: for each passage in order of its key: ordinal (4), offset (4) in what follows; then
///   the keys: length (LEB128) and bytes.
/// - `attachments`: number (4), then for each: length of the name, name, length of the value (LEB128
///   each), value.
enum SegmentFormat {
    static let magic: [UInt8] = Array("OWSEGM\r\n".utf8)
    static let version: UInt32 = 1
    static let headerSize = 32
    static let entrySize = 32
    static let alignment = 8
    static let termsInBlock = 16
    static let longestTerm = 255
    static let longestLength = Int(UInt16.max)

    enum Section: UInt32, CaseIterable {
        case terms = 1
        case termBlocks, postings, positions, lengths, totals, store, storeOffsets, keys
        case attachments

        var name: String { "\(self)" }
    }
}
