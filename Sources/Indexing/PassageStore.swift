internal import CZstd
internal import Synchronization

/// The stored bytes of passages in compressed blocks; one block is read for a passage.
///
/// A block holds passages that follow each other:
///
///     0   4  length of the block before compression
///     4   8  XXH3 of the bytes that follow
///     12  .. a Zstandard frame of: number of passages, for each the length of its bytes (LEB128), then
///            the bytes
enum PassageStore {
    /// Bytes that a block gathers before it is compressed: larger blocks are smaller on the disk and
    /// slower for a hit.
    static let blockSize = 64 << 10
    /// No block is unpacked to more: damaged lengths must not take all memory.
    static let mostBytes = 64 << 20
    static let headSize = 12
    static let level: Int32 = 9
}

/// Compressed blocks with what finds a passage in them.
struct StoredBlocks: Sendable {
    /// What finds a passage: the first one of each block, and where the block begins.
    struct Index: Sendable {
        var firsts: [UInt32] = []
        var offsets: [UInt64] = []
    }

    /// The blocks behind each other.
    var bytes: [UInt8] = []
    var index = Index()
}

/// Gathers passages into compressed blocks.
struct StoreWriter: ~Copyable {
    private var blocks = StoredBlocks()
    private var lengths: [UInt8] = []
    private var pending: [UInt8] = []
    private var inBlock = 0
    private var passages = 0
    private let context: OpaquePointer?

    init() { context = ZSTD_createCCtx() }

    deinit { ZSTD_freeCCtx(context) }

    /// Whether no passage waits for those that will share its block.
    var isBetweenBlocks: Bool { inBlock == 0 }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        lengths.append(variable: bytes.count)
        pending.append(contentsOf: bytes)
        inBlock += 1
        passages += 1
        if pending.count >= PassageStore.blockSize { endBlock() }
    }

    /// What follows goes into another block.
    mutating func endBlock() {
        guard inBlock > 0 else { return }
        var plain: [UInt8] = []
        plain.append(variable: inBlock)
        plain += lengths
        plain += pending
        let bound = ZSTD_compressBound(plain.count)
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let size = ZSTD_compressCCtx(
                context, buffer.baseAddress, bound, plain, plain.count, PassageStore.level)
            // Fails only for want of memory, with which nothing goes on.
            precondition(ZSTD_isError(size) == 0, "zstd")
            count = size
        }
        blocks.index.firsts.append(UInt32(passages - inBlock))
        blocks.index.offsets.append(UInt64(blocks.bytes.count))
        blocks.bytes.append(u32: UInt32(plain.count))
        blocks.bytes.append(u64: Checksum.of(packed))
        blocks.bytes.append(contentsOf: packed)
        lengths.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        inBlock = 0
    }

    /// The blocks so far, without those that are still gathered; they are forgotten here.
    mutating func takeBlocks() -> StoredBlocks {
        let result = blocks
        blocks = StoredBlocks()
        return result
    }

    /// All blocks; the writer is empty then.
    mutating func finish() -> StoredBlocks {
        endBlock()
        passages = 0
        return takeBlocks()
    }
}

/// Reads passages out of compressed blocks.
///
/// Blocks of a small store stay unpacked once they were; of a large one each is unpacked again.
final class StoreReader: Sendable {
    private let store: SectionBytes
    private let index: SectionBytes
    private let passageCount: Int
    /// Number of blocks.
    let blockCount: Int
    private let known: [Slot]

    /// A place for a block that is filled once, by whichever thread is first.
    private final class Slot: Sendable {
        let block = AtomicLazyReference<StoredBlock>()
    }

    /// Compressed bytes of a store whose blocks stay unpacked: some megabytes then.
    private static let smallStore = 2 << 20

    init(
        store: SectionBytes, index: SectionBytes, passageCount: Int
    ) throws(IndexError) {
        blockCount = Int(try index.u32(at: 0))
        guard index.count == 4 + blockCount * 12, blockCount <= passageCount else {
            throw index.damaged
        }
        self.store = store
        self.index = index
        self.passageCount = passageCount
        known = store.count <= Self.smallStore ? (0..<blockCount).map { _ in Slot() } : []
    }

    /// The stored bytes of a passage.
    func passage(_ passage: Int) throws(IndexError) -> ArraySlice<UInt8> {
        let number = try block(of: passage)
        let block: StoredBlock
        if number >= known.count {
            block = try unpacked(number)
        } else if let kept = known[number].block.load() {
            block = kept
        } else {
            block = known[number].block.storeIfNil(try unpacked(number))
        }
        guard let bytes = block.passage(passage) else { throw store.damaged }
        return bytes
    }

    private func first(of block: Int) throws(IndexError) -> Int {
        block < blockCount ? Int(try index.u32(at: 4 + block * 4)) : passageCount
    }

    private func range(of block: Int) throws(IndexError) -> Range<Int> {
        let start = try index.size(at: 4 + blockCount * 4 + block * 8)
        let end =
            block + 1 < blockCount
            ? try index.size(at: 4 + blockCount * 4 + block * 8 + 8) : store.count
        guard start <= end, end <= store.count else { throw index.damaged }
        return start..<end
    }

    /// The block that holds a passage.
    func block(of passage: Int) throws(IndexError) -> Int {
        guard passage >= 0, passage < passageCount, blockCount > 0 else { throw index.damaged }
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            if try first(of: middle) <= passage { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { throw index.damaged }
        return low - 1
    }

    /// The packed bytes of a block, as they stand, with its first passage.
    func packed(
        _ block: Int
    ) throws(IndexError) -> (bytes: UnsafeRawBufferPointer, first: Int) {
        (try store.slice(try range(of: block)), try first(of: block))
    }

    /// An unpacked block.
    func unpacked(_ block: Int) throws(IndexError) -> StoredBlock {
        let bytes = try store.slice(try range(of: block))
        let head = SectionBytes(bytes: bytes, path: store.path, part: store.part)
        let size = Int(try head.u32(at: 0))
        let packed = try head.slice(min(PassageStore.headSize, bytes.count)..<bytes.count)
        guard bytes.count > PassageStore.headSize, size <= PassageStore.mostBytes,
            Checksum.of(packed) == (try head.u64(at: 4))
        else { throw store.damaged }
        guard let plain = PackedBytes.unpacked(packed, size: size) else { throw store.damaged }
        let first = try first(of: block)
        let end = try self.first(of: block + 1)
        return try StoredBlock(plain, first: first, count: end - first, of: store)
    }
}

/// One unpacked block.
final class StoredBlock: Sendable {
    let first: Int
    private let bytes: [UInt8]
    private let ends: [Int]
    private let start: Int

    /// Number of passages.
    var count: Int { ends.count }

    init(_ bytes: [UInt8], first: Int, count: Int, of store: SectionBytes) throws(IndexError) {
        var ends: [Int] = []
        let start = bytes.withUnsafeBytes { raw -> Int? in
            let plain = SectionBytes(bytes: raw, path: store.path, part: store.part)
            var offset = 0
            guard let number = try? plain.variable(at: &offset), Int(number) == count else {
                return nil
            }
            var end = 0
            for _ in 0..<count {
                guard let length = try? plain.variable(at: &offset) else { return nil }
                end += Int(length)
                ends.append(end)
            }
            return offset + end == raw.count ? offset : nil
        }
        guard let start else { throw store.damaged }
        self.first = first
        self.bytes = bytes
        self.ends = ends
        self.start = start
    }

    /// The bytes of a passage of this block.
    func passage(_ passage: Int) -> ArraySlice<UInt8>? {
        let index = passage - first
        guard ends.indices.contains(index) else { return nil }
        return bytes[start + (index > 0 ? ends[index - 1] : 0)..<start + ends[index]]
    }
}
