#ifndef OW_CXXHASH_SHIM_H
#define OW_CXXHASH_SHIM_H

// Inlined: the program then needs no shared library of it at run time.
#define XXH_INLINE_ALL
#include <xxhash.h>

static inline uint64_t ow_xxh3(const void *bytes, size_t count) { return XXH3_64bits(bytes, count); }

/// A checksum of bytes that come in pieces; `ow_xxh3_start` gives NULL without memory.
static inline void *ow_xxh3_start(void) {
    XXH3_state_t *state = XXH3_createState();
    if (state) XXH3_64bits_reset(state);
    return state;
}
static inline void ow_xxh3_add(void *state, const void *bytes, size_t count) {
    XXH3_64bits_update((XXH3_state_t *)state, bytes, count);
}
static inline uint64_t ow_xxh3_value(const void *state) {
    return XXH3_64bits_digest((const XXH3_state_t *)state);
}
static inline void ow_xxh3_end(void *state) { XXH3_freeState((XXH3_state_t *)state); }

#endif
