internal import CSystem

/// Memory of the process.
package enum Memory {
    /// From now on memory of large blocks goes back to the system at once.
    ///
    /// Else the C library keeps ever larger blocks, as it has seen them come and go.
    package static func returnLargeBlocks() { ow_return_memory(512 << 10, 8 << 20) }

    /// From now on threads share few heaps: one for four cores.
    ///
    /// In a heap for each thread free blocks wait for that thread, and over days the process grows.
    package static func shareHeaps() { ow_limit_arenas(Int32(max(1, Parallel.cores / 4))) }
}
