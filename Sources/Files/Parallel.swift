internal import CSystem
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Work on all cores.
public enum Parallel {
    /// Cores that the process may use, at least one: fewer than there are where it was bound to some.
    public static var cores: Int {
        let allowed = Int(ow_allowed_cores())
        return allowed > 0 ? allowed : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

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
            let helpers = count > 1 ? max(1, min(cores, count) - 1) : 0
            beside(cores > 1 ? helpers : 0) { _ in
                work.run()
            } run: { _ in
                work.run()
            }
        }
    }

    /// Calls `body` on threads of their own, each with its number, while `run` runs on this one;
    /// waits for all.
    ///
    /// - Parameters:
    ///   - threads: The number of threads; the system may give fewer.
    ///   - body: Called once on each thread.
    ///   - run: Gets the number of threads that there are, which may be 0.
    public static func beside(
        _ threads: Int, _ body: @Sendable (Int) -> Void, run: (Int) -> Void
    ) {
        withoutActuallyEscaping(body) { body in
            var calls: [(thread: pthread_t, call: Call)] = []
            for number in 0..<threads {
                let call = Call(number: number, body: body)
                if let thread = start(call) { calls.append((thread, call)) }
            }
            run(calls.count)
            for (thread, call) in calls {
                pthread_join(thread, nil)
                withExtendedLifetime(call) {}
            }
        }
    }

    private static func start(_ call: Call) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        #if canImport(Glibc)
            var thread = pthread_t()
            let argument = Unmanaged.passUnretained(call).toOpaque()
            let code = pthread_create(&thread, &attributes, { Parallel.main($0) }, argument)
            return code == 0 ? thread : nil
        #else
            var thread: pthread_t?
            let argument = Unmanaged.passUnretained(call).toOpaque()
            let code = pthread_create(&thread, &attributes, { Parallel.main($0) }, argument)
            return code == 0 ? thread : nil
        #endif
    }

    private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        // Kept alive by `beside`, which waits for this thread.
        let call = Unmanaged<Call>.fromOpaque(argument).takeUnretainedValue()
        call.body(call.number)
        return nil
    }

    private final class Call: Sendable {
        let number: Int
        let body: @Sendable (Int) -> Void

        init(number: Int, body: @escaping @Sendable (Int) -> Void) {
            self.number = number
            self.body = body
        }
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
