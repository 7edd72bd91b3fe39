internal import CSystem

/// Memory of the process.
package enum Memory {
    /// From now on memory of large blocks goes back to the system at once.
    ///
    /// Else the C library keeps ever larger blocks, as it has seen them come and go.
    package static func returnLargeBlocks() { ow_return_memory(512 << 10, 8 << 20) }
}
