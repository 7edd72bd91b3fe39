#define _GNU_SOURCE
#include "system.h"

#ifdef __linux__
#include <malloc.h>
#include <sched.h>
#endif

int ow_allowed_cores(void) {
#ifdef __linux__
    // 8,192 cores, eight times what a plain set holds.
    cpu_set_t sets[8];
    CPU_ZERO_S(sizeof(sets), sets);
    if (sched_getaffinity(0, sizeof(sets), sets) != 0) { return 0; }
    return CPU_COUNT_S(sizeof(sets), sets);
#else
    return 0;
#endif
}

void ow_limit_arenas(int count) {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, count);
#else
    (void)count;
#endif
}

void ow_return_memory(int large, int spare) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, large);
    mallopt(M_TRIM_THRESHOLD, spare);
#else
    (void)large;
    (void)spare;
#endif
}
