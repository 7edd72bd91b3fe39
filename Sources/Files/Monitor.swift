#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// State that threads take turns with, and wait on for each other's changes.
///
/// Inside `enter` the state is this thread's alone, except while it waits.
public final class Monitor<State>: @unchecked Sendable {
    private var state: State
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let conditions: UnsafeMutableBufferPointer<pthread_cond_t>

    /// A monitor of a state.
    ///
    /// - Parameter conditions: How many things can be waited for, numbered from 0.
    public init(_ state: sending State, conditions: Int) {
        self.state = state
        self.conditions = .allocate(capacity: conditions)
        pthread_mutex_init(mutex, nil)
        for index in 0..<conditions {
            if let place = self.conditions.baseAddress { pthread_cond_init(place + index, nil) }
        }
    }

    deinit {
        for index in conditions.indices {
            if let place = conditions.baseAddress { pthread_cond_destroy(place + index) }
        }
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
        conditions.deallocate()
    }

    /// Runs `body` with the state while no other thread is inside.
    public func enter<Result>(_ body: (inout State) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&state)
    }

    /// Waits until `isReady`, looking again after each signal of `condition`, then runs `body`.
    public func enter<Result>(
        when condition: Int, _ isReady: (State) -> Bool, _ body: (inout State) -> Result
    ) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isReady(state) {
            if let place = conditions.baseAddress { pthread_cond_wait(place + condition, mutex) }
        }
        return body(&state)
    }

    /// Wakes one thread that waits for a condition.
    public func signal(_ condition: Int) {
        if let place = conditions.baseAddress { pthread_cond_signal(place + condition) }
    }

    /// Wakes all threads that wait for a condition.
    public func broadcast(_ condition: Int) {
        if let place = conditions.baseAddress { pthread_cond_broadcast(place + condition) }
    }
}
