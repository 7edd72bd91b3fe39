// Makes one call that writes fail: loaded before the C library, it counts the calls of write, fsync and
// rename of the program, and from number FAULT_AT on gives ENOSPC or EIO, or writes half and then no more.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static long calls;

static int fails(void) {
    static long at = -1;
    if (at < 0) at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
    return at > 0 && ++calls >= at;
}

// Output for people is let through: the test reads it.
static int watched(int descriptor) { return descriptor > 2; }

ssize_t write(int descriptor, const void *bytes, size_t count) {
    ssize_t (*next)(int, const void *, size_t) =
        (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (watched(descriptor) && fails()) {
        static int halved;
        if (getenv("FAULT_SHORT") && !halved && count > 1) {
            halved = 1;
            return next(descriptor, bytes, count / 2);
        }
        errno = ENOSPC;
        return -1;
    }
    return next(descriptor, bytes, count);
}

int fsync(int descriptor) {
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (fails()) {
        errno = EIO;
        return -1;
    }
    return next(descriptor);
}

int rename(const char *from, const char *to) {
    int (*next)(const char *, const char *) =
        (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
    if (fails()) {
        errno = EIO;
        return -1;
    }
    return next(from, to);
}
