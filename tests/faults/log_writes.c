/* Loaded before the C library, this writes down what a program does to the files below $LOGGED, in order, into $LOG.
   A record: kind, lengths of two paths and of the data, an offset, then the paths and the data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static char *paths[MOST];
static int out = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static void emit(char kind, const char *a, const char *b, int64_t offset, const void *data, uint32_t size) {
    struct { char kind, pad[3]; uint32_t a, b, size; int64_t offset; } head;
    memset(&head, 0, sizeof head);
    head.kind = kind; head.a = a ? strlen(a) : 0; head.b = b ? strlen(b) : 0; head.size = size; head.offset = offset;
    struct iovec parts[] = {{&head, sizeof head}, {(void *)a, head.a}, {(void *)b, head.b}, {(void *)data, size}};
    pthread_mutex_lock(&turn);
    if (out < 0) out = REAL(open)(getenv("LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (writev(out, parts, 4) < 0) abort();
    pthread_mutex_unlock(&turn);
}

static const char *whole(int folder, const char *path, char *room) {
    char at[PATH_MAX];
    if (path[0] == '/') { snprintf(room, PATH_MAX, "%s", path); return room; }
    if (folder == AT_FDCWD) { if (!getcwd(at, sizeof at)) return path; }
    else {
        char link[64]; snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t n = readlink(link, at, sizeof at - 1); if (n < 0) return path; at[n] = 0;
    }
    if (snprintf(room, PATH_MAX, "%s/%s", at, path) >= PATH_MAX) abort();
    return room;
}

static int ours(const char *path) {
    const char *under = getenv("LOGGED");
    return under && !strncmp(path, under, strlen(under));
}

static int opened(int fd, int folder, const char *path, int flags, int there) {
    char room[PATH_MAX]; const char *full = whole(folder, path, room);
    if (fd < 0 || fd >= MOST || !ours(full)) return fd;
    free(paths[fd]); paths[fd] = strdup(full);
    if ((flags & O_CREAT) && !there) emit('c', full, NULL, 0, NULL, 0);
    if (flags & O_TRUNC) emit('t', full, NULL, 0, NULL, 0);
    return fd;
}

#define OPEN(name, at, declared, ...)                                                              \
    int name declared {                                                                            \
        mode_t mode = 0; struct stat found;                                                        \
        if (flags & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); mode = va_arg(l, int); va_end(l); } \
        int there = fstatat(at, path, &found, 0) == 0;                                             \
        return opened(REAL(name)(__VA_ARGS__, mode), at, path, flags, there);                      \
    }
OPEN(open, AT_FDCWD, (const char *path, int flags, ...), path, flags)
OPEN(open64, AT_FDCWD, (const char *path, int flags, ...), path, flags)
OPEN(openat, folder, (int folder, const char *path, int flags, ...), folder, path, flags)
OPEN(openat64, folder, (int folder, const char *path, int flags, ...), folder, path, flags)

static void wrote(int fd, const void *data, ssize_t done, int64_t offset) {
    if (done > 0 && fd >= 0 && fd < MOST && paths[fd]) emit('w', paths[fd], NULL, offset, data, done);
}

ssize_t write(int fd, const void *data, size_t size) {
    int64_t at = 0;
    if (fd >= 0 && fd < MOST && paths[fd]) {
        struct stat found;
        at = (fcntl(fd, F_GETFL) & O_APPEND) && !fstat(fd, &found) ? found.st_size : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t done = REAL(write)(fd, data, size); wrote(fd, data, done, at); return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    ssize_t done = REAL(pwrite)(fd, data, size, at); wrote(fd, data, done, at); return done;
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    ssize_t done = REAL(pwrite64)(fd, data, size, at); wrote(fd, data, done, at); return done;
}
static int did(int done, int fd, char kind, int64_t offset) {
    if (!done && fd >= 0 && fd < MOST && paths[fd]) emit(kind, paths[fd], NULL, offset, NULL, 0);
    return done;
}
int ftruncate(int fd, off_t size) { return did(REAL(ftruncate)(fd, size), fd, 't', size); }
int ftruncate64(int fd, off64_t size) { return did(REAL(ftruncate64)(fd, size), fd, 't', size); }
int fsync(int fd) { return did(REAL(fsync)(fd), fd, 's', 0); }
int fdatasync(int fd) { return did(REAL(fdatasync)(fd), fd, 's', 0); }
int close(int fd) {
    if (fd >= 0 && fd < MOST && paths[fd]) { free(paths[fd]); paths[fd] = NULL; }
    return REAL(close)(fd);
}
static int moved(int done, char kind, int at, const char *a, int to, const char *b) {
    char one[PATH_MAX], two[PATH_MAX];
    if (done) return done;
    const char *from = whole(at, a, one), *into = b ? whole(to, b, two) : NULL;
    if (ours(from) || (into && ours(into))) emit(kind, from, into, 0, NULL, 0);
    return done;
}
int rename(const char *a, const char *b) { return moved(REAL(rename)(a, b), 'r', AT_FDCWD, a, AT_FDCWD, b); }
int renameat(int x, const char *a, int y, const char *b) { return moved(REAL(renameat)(x, a, y, b), 'r', x, a, y, b); }
int link(const char *a, const char *b) { return moved(REAL(link)(a, b), 'l', AT_FDCWD, a, AT_FDCWD, b); }
int linkat(int x, const char *a, int y, const char *b, int flags) {
    return moved(REAL(linkat)(x, a, y, b, flags), 'l', x, a, y, b);
}
int unlink(const char *a) { return moved(REAL(unlink)(a), 'u', AT_FDCWD, a, 0, NULL); }
int unlinkat(int x, const char *a, int flags) {
    return moved(REAL(unlinkat)(x, a, flags), flags & AT_REMOVEDIR ? 'd' : 'u', x, a, 0, NULL);
}
int rmdir(const char *a) { return moved(REAL(rmdir)(a), 'd', AT_FDCWD, a, 0, NULL); }
int mkdir(const char *a, mode_t mode) { return moved(REAL(mkdir)(a, mode), 'm', AT_FDCWD, a, 0, NULL); }
