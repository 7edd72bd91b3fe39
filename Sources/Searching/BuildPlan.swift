internal import Files

/// How much a build does at once, so that it keeps to its memory.
///
/// The index is the same whatever the plan.
struct BuildPlan {
    /// Threads that invert chunks.
    var threads: Int
    /// Occurrences that each of them gathers.
    var capacity: Int
    /// Bytes of a chunk of the corpus.
    var chunkSize: Int
    /// Different words that each of them remembers.
    var words: Int
    /// Bytes of a region of the corpus, on the average; this and the next alone are seen in the index.
    var regionSize = CorpusChunks.regionSize
    /// Bytes of a part of a small corpus, on the average.
    var partSize = CorpusChunks.leastPartSize

    /// What the words of a dictionary and of the corpora take, with the program itself.
    private static let fixed = 88 << 20
    /// A thread with less than this only gets in the way.
    private static let leastOfThread = 20 << 20
    /// An occurrence is 8 bytes, 5 more once it is put in order, and has its part in the terms and in
    /// what waits to be taken.
    private static let bytesOfOccurrence = 24
    /// Occurrences that a byte of a corpus gives, at most, in texts as they are.
    private static let occurrencesOfByte = 0.75
    /// A word with its terms, in bytes.
    private static let bytesOfWord = 192

    /// What a document takes while it is read, times its line: the line's JSON, and its texts.
    private static let documentOfLine = 3

    private let memory: Int

    /// A plan.
    ///
    /// - Parameters:
    ///   - memory: Bytes.
    ///   - cores: Threads at most.
    init(memory: Int, cores: Int) {
        self.memory = memory
        let free = max(Self.leastOfThread, memory - Self.fixed)
        threads = max(1, min(cores, free / Self.leastOfThread))
        let share = free / threads
        // A third for the words, in powers of two as `Analyzer` wants them.
        var words = 4096
        while words < 1 << 17, words * 2 * Self.bytesOfWord <= share / 3 { words *= 2 }
        self.words = words
        capacity = min(4 << 20, (share - words * Self.bytesOfWord) / Self.bytesOfOccurrence)
        chunkSize = Int(Double(capacity) / Self.occurrencesOfByte)
    }
    /// The same plan with room for documents in memory, one a thread; where there is not enough, a
    /// single thread takes more than it may.
    ///
    /// - Parameter line: Bytes of the longest line of the corpora.
    func withRoom(forLine line: Int) -> BuildPlan {
        var plan = self
        let document = line * Self.documentOfLine
        let free = memory - Self.fixed
        plan.threads = max(1, min(threads, free / (Self.leastOfThread + document)))
        let share = max(Self.leastOfThread, free / plan.threads - document)
        let least = BuildPlan(memory: Self.fixed + share, cores: 1)
        plan.words = min(words, least.words)
        plan.capacity = min(capacity, least.capacity)
        return plan
    }
}
