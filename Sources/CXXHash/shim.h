#ifndef OW_CXXHASH_SHIM_H
#define OW_CXXHASH_SHIM_H

// Inlined: the program then needs no shared library of it at run time.
#define XXH_INLINE_ALL
#include <xxhash.h>

static inline uint64_t ow_xxh3(const void *bytes, size_t count) { return XXH3_64bits(bytes, count); }

#endif
