internal import Files
internal import JSON

/// Works on the lines of standard input on all cores and writes what comes of them, in their order.
///
/// One thread reads, the others work. Whoever finishes the line that is next writes it, with those
/// behind it that are ready: at once when no other line waits to be worked on, else with the next ones.
/// There is no queue beyond `capacity`: while the reader of the output is slow, no input is taken.
struct LinePipeline<Job: Sendable> {
    /// Works on one job, on one thread.
    ///
    /// What it writes is the response; a job that writes nothing gets none. `false` when the line
    /// failed.
    typealias Worker = (_ job: Job, _ writer: inout JSONWriter) -> Bool

    /// Lines that are in work or wait for their turn, at most.
    private static var capacity: Int { 64 }
    /// Bytes of responses that may wait for their turn before no further line is begun.
    private static var waitingLimit: Int { 4 << 20 }
    /// While lines wait to be worked on, responses of less than this go out together.
    private static var together: Int { 16 << 10 }
    /// The largest buffer that is kept for the next line.
    private static var keptLimit: Int { 64 << 10 }
    /// The largest buffer that is kept for the next responses that go out together.
    private static var keptBatch: Int { 1 << 20 }

    /// Makes the job of a line, on the thread that reads; `nil` for a line that needs none.
    let job: (_ line: LineReader.Line, _ number: Int) -> Job?
    /// Makes the worker of a thread.
    let makeWorker: @Sendable () -> Worker

    private enum Condition {
        /// There is a job to begin, or there never will be again.
        static var work: Int { 0 }
        /// There is room for a job, or all are done.
        static var room: Int { 1 }
    }

    private struct Slot {
        var job: Job?
        var writer = JSONWriter()
        var isDone = false
    }

    /// The jobs numbered from `head` up to `tail`, of which those below `next` were begun.
    private struct State {
        var slots: [Slot]
        var head = 0
        var next = 0
        var tail = 0
        var waitingBytes = 0
        /// Memory for responses that go out together, while none do.
        var batch: [UInt8] = []
        var isWriting = false
        var isClosed = false
        var hasFailed = false

        var hasRoom: Bool { tail - head < slots.count }

        /// The line that is next may always begin, else nothing would ever be written.
        var mayBegin: Bool {
            next < tail ? next == head || waitingBytes < LinePipeline.waitingLimit : isClosed
        }
    }

    /// Runs until the end of input or a signal to stop; every line that was taken is answered.
    ///
    /// - Returns: `partly` when a line failed.
    func run(_ reader: LineReader) -> ExitStatus {
        // Long lines and large responses come and go.
        Memory.returnLargeBlocks()
        Memory.shareHeaps()
        let monitor = Monitor(
            State(slots: (0..<Self.capacity).map { _ in Slot() }), conditions: 2)
        let makeWorker = makeWorker
        Parallel.beside(Parallel.cores) { _ in
            let work = makeWorker()
            while Self.workOnce(monitor, work) {}
        } run: { threads in
            // Without a thread the lines are worked on here.
            let work = threads == 0 ? makeWorker() : nil
            var reader = reader
            while let line = reader.next() {
                guard let job = job(line, reader.number) else { continue }
                monitor.enter(when: Condition.room) {
                    $0.hasRoom
                } _: {
                    $0.slots[$0.tail % Self.capacity].job = job
                    $0.tail += 1
                }
                monitor.signal(Condition.work)
                if let work { _ = Self.workOnce(monitor, work) }
            }
            monitor.enter { $0.isClosed = true }
            monitor.broadcast(Condition.work)
            monitor.enter(when: Condition.room) {
                $0.head == $0.tail && !$0.isWriting
            } _: { _ in
            }
        }
        return monitor.enter { $0.hasFailed } ? .partly : .done
    }

    /// Waits for a job and carries it out; `false` when there are no more.
    private static func workOnce(_ monitor: Monitor<State>, _ work: Worker) -> Bool {
        let begun = monitor.enter(when: Condition.work) {
            $0.mayBegin
        } _: { state -> (number: Int, job: Job, writer: JSONWriter)? in
            guard state.next < state.tail else { return nil }
            let number = state.next
            state.next += 1
            let place = number % capacity
            guard let job = state.slots[place].job else { return nil }
            state.slots[place].job = nil
            let writer = state.slots[place].writer
            state.slots[place].writer = JSONWriter()
            return (number, job, writer)
        }
        guard let begun else { return false }
        var writer = begun.writer
        writer.reset()
        let isSound = work(begun.job, &writer)
        if !writer.bytes.isEmpty { writer.endLine() }
        monitor.enter { state in
            let place = begun.number % capacity
            state.slots[place].isDone = true
            state.waitingBytes += writer.bytes.count
            state.slots[place].writer = writer
            if !isSound { state.hasFailed = true }
        }
        writeReady(monitor)
        return true
    }

    /// Writes all responses whose turn has come, unless another thread is at it.
    private static func writeReady(_ monitor: Monitor<State>) {
        while true {
            var batch: [UInt8] = []
            let wakesReader = monitor.enter { state -> Bool? in
                guard !state.isWriting, state.head < state.next else { return nil }
                guard state.slots[state.head % capacity].isDone else { return nil }
                // Who works on the line that waits comes here again.
                guard state.next == state.tail || state.waitingBytes >= together else { return nil }
                let before = state.tail - state.head
                swap(&batch, &state.batch)
                while state.head < state.next, state.slots[state.head % capacity].isDone {
                    let place = state.head % capacity
                    let count = state.slots[place].writer.bytes.count
                    batch += state.slots[place].writer.bytes
                    state.waitingBytes -= count
                    state.slots[place].isDone = false
                    if state.slots[place].writer.bytes.capacity > keptLimit {
                        state.slots[place].writer = JSONWriter()
                    }
                    state.head += 1
                }
                state.isWriting = true
                // Half of the places at once: else the threads would take turns for each line.
                let half = capacity / 2
                return before > half && state.tail - state.head <= half
            }
            guard let wakesReader else { return }
            Terminal.write(batch)
            batch.removeAll(keepingCapacity: batch.capacity <= keptBatch)
            let isClosed = monitor.enter { state in
                state.isWriting = false
                swap(&batch, &state.batch)
                return state.isClosed
            }
            if wakesReader || isClosed { monitor.broadcast(Condition.room) }
            // A thread may wait because too much was waiting.
            monitor.broadcast(Condition.work)
        }
    }
}
