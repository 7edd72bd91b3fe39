internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Work on all cores.
public enum Parallel {
    /// Cores that the process may use, at least one.
    public static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Bytes of stack for each thread: as much as the first thread of a process has.
    private static let stackSize = 8 << 20

    /// Calls `body` for each number below `count`, on several threads at once, and waits for all.
    ///
    /// - Parameters:
    ///   - count: 0 calls nothing.
    ///   - body: Called in no fixed order; what it writes must be apart for each number.
    public static func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            let work = Work(count: count, body: body)
            var threads: [pthread_t] = []
            for _ in 1..<max(2, min(cores, count)) where count > 1 && cores > 1 {
                if let thread = start(work) { threads.append(thread) }
            }
            work.run()
            for thread in threads { pthread_join(thread, nil) }
        }
    }

    private static func start(_ work: Work) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        #if canImport(Glibc)
            var thread = pthread_t()
            let argument = Unmanaged.passUnretained(work).toOpaque()
            let code = pthread_create(&thread, &attributes, { Parallel.main($0) }, argument)
            return code == 0 ? thread : nil
        #else
            var thread: pthread_t?
            let argument = Unmanaged.passUnretained(work).toOpaque()
            let code = pthread_create(&thread, &attributes, { Parallel.main($0) }, argument)
            return code == 0 ? thread : nil
        #endif
    }

    private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        // Kept alive by `forEach`, which waits for this thread.
        Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().run()
        return nil
    }

    private final class Work: Sendable {
        private let count: Int
        private let body: @Sendable (Int) -> Void
        private let next = Atomic<Int>(0)

        init(count: Int, body: @escaping @Sendable (Int) -> Void) {
            self.count = count
            self.body = body
        }

        func run() {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index)
            }
        }
    }
}
