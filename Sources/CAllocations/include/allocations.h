#ifndef OW_ALLOCATIONS_H
#define OW_ALLOCATIONS_H

/// How often the calling thread has asked for memory so far: malloc, calloc, realloc and posix_memalign.
/// Counts on Linux, where the program is linked with `--wrap` for each; elsewhere 0.
unsigned long ow_allocations(void);

#endif
