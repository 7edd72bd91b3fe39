/// Work on all cores whose results are taken in order.
public enum OrderedWork {
    /// Makes a value for each number below `count`, and takes them one at a time, in order.
    ///
    /// No thread is further ahead of what was taken than there are threads: the values that wait are few.
    ///
    /// - Parameters:
    ///   - count: 0 does nothing.
    ///   - threads: At most so many; the system may give fewer.
    ///   - state: Called once by each thread, for what `make` uses again and again.
    ///   - make: Runs on several threads at once.
    ///   - take: Runs on one thread at a time.
    public static func run<State, Value: Sendable>(
        _ count: Int, threads: Int, state: @Sendable () -> State,
        make: @Sendable (inout State, Int) -> Value, take: (Int, Value) -> Void
    ) {
        let threads = max(1, min(threads, count))
        withoutActuallyEscaping(take) { take in
            let taker = Taker(take)
            let monitor = Monitor(Progress<Value>(), conditions: 1)
            @Sendable func work() {
                var own = state()
                while true {
                    let index: Int? = monitor.enter(
                        when: 0, { $0.next >= count || $0.next < $0.taken + 2 * threads }
                    ) { progress in
                        guard progress.next < count else { return nil }
                        defer { progress.next += 1 }
                        return progress.next
                    }
                    guard let index else { return }
                    let value = make(&own, index)
                    monitor.enter { progress in
                        progress.waiting[index] = value
                        while let value = progress.waiting.removeValue(forKey: progress.taken) {
                            taker.take(progress.taken, value)
                            progress.taken += 1
                        }
                    }
                    monitor.broadcast(0)
                }
            }
            Parallel.beside(threads - 1) { _ in
                work()
            } run: { _ in
                work()
            }
        }
    }

    private struct Progress<Value> {
        var next = 0
        var taken = 0
        var waiting: [Int: Value] = [:]
    }

    /// What takes the values, by one thread at a time.
    private final class Taker<Value>: @unchecked Sendable {
        // Called inside the monitor only.
        let take: (Int, Value) -> Void

        init(_ take: @escaping (Int, Value) -> Void) { self.take = take }
    }
}
