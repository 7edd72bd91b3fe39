internal import CKernels
internal import Indexing

/// Sums and marks of passages that follow each other in a segment.
///
/// Small enough that sums and lengths stay in the fastest cache. The memory belongs to the retriever.
struct Window {
    /// Passages of a window.
    static let size = 8192

    /// The first passage and the one behind the last.
    var low: UInt32 = 0
    var high: UInt32 = 0
    /// A sum for each passage.
    let sums: UnsafeMutablePointer<UInt16>
    /// A bit for each passage.
    let marks: UnsafeMutablePointer<UInt64>

    @inline(__always)
    func mark(_ local: Int) { marks[local >> 6] |= 1 << UInt64(local & 63) }

    /// A window over the same memory with the bounds of another.
    func at(_ other: Window) -> Window {
        var window = self
        window.low = other.low
        window.high = other.high
        return window
    }

    /// Makes all sums 0.
    func clearSums() { sums.update(repeating: 0, count: Self.size) }

    /// Takes all marks away.
    func clearMarks() { marks.update(repeating: 0, count: Self.size / 64) }
}

/// Impacts in one segment.
struct ImpactScorer {
    private let table: ImpactTable
    private let fields: [UnsafePointer<UInt8>]
    private let rows: UnsafePointer<UInt16>
    private let fieldOfRow: UnsafePointer<UInt8>
    /// Lengths of the first field.
    let lengths: UnsafePointer<UInt8>
    /// A row of 256 for each of the first 16 patterns, where there is one field; else `nil`.
    let values: UnsafePointer<UInt16>?
    /// By how much impacts may pass the bounds in the segment.
    let growth: Double
    /// No impact is smaller.
    let least: UInt32

    /// A scorer whose pointers live as long as `buffers` and the segment.
    init?(_ table: ImpactTable, buffers: ImpactBuffers, segment: Segment) {
        var fields: [UnsafePointer<UInt8>] = []
        for field in 0..<segment.fieldCount {
            guard let codes = segment.lengthCodes(field: field) else { return nil }
            fields.append(codes)
        }
        guard let first = fields.first else { return nil }
        self.table = table
        self.fields = fields
        lengths = first
        rows = UnsafePointer(buffers.values)
        fieldOfRow = UnsafePointer(buffers.fields)
        values = table.isSimple ? UnsafePointer(buffers.values) : nil
        growth = table.growth(from: segment.averages)
        least = table.least
    }

    /// What an impact gives a term of a weight, both under 65,536.
    @inline(__always)
    static func value(_ weight: UInt32, _ impact: UInt32) -> UInt32 { (weight * impact) >> 16 }

    /// The impact of a pattern in a passage.
    @inline(__always)
    func impact(_ pattern: UInt32, _ passage: UInt32) -> UInt32 {
        if pattern < ImpactTable.rows {
            let field = Int(fieldOfRow[Int(pattern)])
            // 255 for a pattern of several fields.
            if field < fields.count {
                return UInt32(rows[Int(pattern) * 256 + Int(fields[field][Int(passage)])])
            }
        }
        return UInt32(table.impact(pattern: Int(pattern)) { fields[$0][Int(passage)] })
    }

    /// The impact of counts in a passage.
    func impact(counts: SIMD8<UInt8>, _ passage: UInt32) -> UInt32 {
        UInt32(table.impact(counts: counts) { fields[$0][Int(passage)] })
    }
}

/// The tables of a segment's impacts as plain memory.
final class ImpactBuffers {
    let values: UnsafeMutablePointer<UInt16>
    let fields: UnsafeMutablePointer<UInt8>

    init(_ table: ImpactTable) {
        values = .allocate(capacity: table.values.count)
        values.initialize(from: table.values, count: table.values.count)
        fields = .allocate(capacity: table.fieldOfRow.count)
        fields.initialize(from: table.fieldOfRow, count: table.fieldOfRow.count)
    }

    deinit {
        values.deallocate()
        fields.deallocate()
    }
}
