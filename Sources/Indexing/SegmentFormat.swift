/// The bytes of a segment file.
///
/// All numbers are little-endian; "number" without a size is LEB128.
///
///     0    8   magic "OWSEGM\r\n" (a transfer that changes line ends damages it)
///     8    4   version
///     12   4   zero
///     16   ..  the sections' bytes, each at a multiple of 8
///     ..   32  a section: kind (4), zero (4), offset (8), length (8), XXH3 of its bytes (8)
///     ..       further sections
///     end-32  8   number of passages
///     end-24  8   number of sections
///     end-16  8   XXH3 of the header, the table of sections and the two numbers above: the frame
///     end-8   8   magic "OWSEGEND"
///
/// The frame stands behind the sections, so that a segment is written in one go. Opening checks the
/// frame; `Segment.check` checks every byte.
///
/// Sections:
/// - `model`: number of fields (1 byte), 1 when positions are kept (1 byte), then the `ImpactModel`:
///   saturation, for each field its weight, for each field its penalty, for each field the average
///   length (8 bytes each, IEEE 754).
/// - `patterns`: how often a term can occur in the fields of a passage: number of patterns (4), for
///   each the number of postings with it (8), then for each the count of each field (1 byte each,
///   255 stands for all above). The most frequent pattern is number 0.
/// - `terms`: blocks of 16 terms in byte order. A block holds the places of its terms' first postings
///   and positions (two numbers), then for each term: length of what it shares with the term before
///   (0 for the first), length of the rest, the rest, number of passages, and
///   - of a term in one passage: ordinal, pattern and for each occurrence its position (the first of
///     a field) or its distance from the one before;
///   - else: length of its list in `postings`, length of its list in `positions`.
/// - `termIndex`: number of terms (8), for each block the first eight bytes of its first term
///   (big-endian, 8), then for each block its offset in `terms` (4).
/// - `postings`: for each term in several passages a list of blocks of 128 postings, the last one with
///   fewer. The list starts with a bound on its impacts (1 byte: 256ths, rounded up). A list of several
///   blocks goes on with the tenth best impact (1 byte: 256ths, rounded down), the bytes of an offset
///   (1 byte: 2 to 4), and for each block: its last ordinal (3 each), its offset behind all this (2 to
///   4 each), the offset of its positions in the term's list there (likewise), the bound on its impacts
///   (1 each). Then the blocks: distances between ordinals less 1 (before the first block: -1), then
///   the patterns, each as `BlockCoding` and `kernels.h` tell.
/// - `positions`: for each block of a list the positions of its postings, one behind the other: for each
///   field in the pattern the first position and then distances, as `PackedPositions` tells.
/// - `lengths`: for each field, for each passage the `LengthCode` of its number of words.
/// - `totals`: for each field the sum of the exact lengths (8).
/// - `store`: compressed blocks of the passages' stored bytes, see `PassageStore`.
/// - `storeIndex`: number of blocks (4), for each its first passage (4), then for each its offset (8).
enum SegmentFormat {
    static let magic: [UInt8] = Array("OWSEGM\r\n".utf8)
    static let endMagic: [UInt8] = Array("OWSEGEND".utf8)
    static let version: UInt32 = 4
    static let headerSize = 16
    static let entrySize = 32
    static let tailSize = 32
    static let alignment = 8
    static let termsInBlock = 16
    static let longestTerm = 255
    static let blockSize = 128
    static let rankOfTenth = 10
    /// Bytes before the columns of a list of several blocks.
    static let listHead = 3
    /// Distances between ordinals then fit 24 bits, and sums of a block's never pass 32.
    static let mostPassages = 1 << 24

    enum Section: UInt32, CaseIterable {
        case model = 1
        case patterns, terms, termIndex, postings, positions, lengths, totals, store, storeIndex

        /// As messages about damage call it; spelled out, for looking it up takes a part of each opening.
        var name: String {
            switch self {
            case .model: "model"
            case .patterns: "patterns"
            case .terms: "terms"
            case .termIndex: "termIndex"
            case .postings: "postings"
            case .positions: "positions"
            case .lengths: "lengths"
            case .totals: "totals"
            case .store: "store"
            case .storeIndex: "storeIndex"
            }
        }
    }

    /// An impact in 256ths, rounded up.
    static func boundCode(of impact: UInt16) -> UInt8 { UInt8(min(255, (Int(impact) + 255) >> 8)) }

    /// The greatest impact with such a code.
    static func bound(of code: UInt8) -> UInt32 {
        code == 255 ? 65_535 : UInt32(code) << 8
    }
}
