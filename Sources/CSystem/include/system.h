// What the system offers and Swift's module of the C library leaves out.
#ifndef OUDERWIJS_SYSTEM_H
#define OUDERWIJS_SYSTEM_H

/// Cores that the process may use; 0 where the system does not say.
int ow_allowed_cores(void);

/// From now on threads share this many heaps, where the C library would make several for each core.
void ow_limit_arenas(int count);

/// From now on blocks of `large` bytes or more go back to the system when they are freed, and free
/// memory at the end of the heap beyond `spare` bytes does.
void ow_return_memory(int large, int spare);

#endif
