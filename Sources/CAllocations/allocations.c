#include "allocations.h"

#include <stddef.h>

static _Thread_local unsigned long count;

unsigned long ow_allocations(void) { return count; }

#ifdef __linux__
// With `--wrap=malloc` the linker calls `__wrap_malloc` for `malloc`, which is then `__real_malloc`.
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
int __real_posix_memalign(void **, size_t, size_t);

void *__wrap_malloc(size_t size) {
    count++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t number, size_t size) {
    count++;
    return __real_calloc(number, size);
}

void *__wrap_realloc(void *old, size_t size) {
    count++;
    return __real_realloc(old, size);
}

int __wrap_posix_memalign(void **result, size_t alignment, size_t size) {
    count++;
    return __real_posix_memalign(result, alignment, size);
}
#endif
