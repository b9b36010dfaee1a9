// Preloaded into a program, keeps beside its folder a shadow that holds only what was synced: the
// disk as it would be found after a power cut at this moment.
//
//   GIG_CUT_FOLDER  the folder that is watched, as realpath gives it
//   GIG_CUT_SHADOW  its shadow, which starts as a copy of the folder; <shadow>.part must exist too
//
// The model is harsh on bytes and mild on names. A successful fsync or fdatasync makes the bytes
// that the file held when it was called the ones that survive, all at once; every later byte is
// lost, and so is a file that was never synced. A rename or removal survives at once, but a file
// renamed before it was synced doesn't arrive. What the model can't follow (O_SYNC, msync, hard
// links, sync of a whole file system) ends the program with a message instead of making the test
// blind.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { copy_bytes = 1 << 20, exit_model_left = 99 };

static pthread_mutex_t shadow_lock = PTHREAD_MUTEX_INITIALIZER;
static char copy_buffer[copy_bytes];  // Under shadow_lock.

#define REAL(name) ((__typeof__(&name))real_function(#name))

static void* real_function(const char* name) {
    void* found = dlsym(RTLD_NEXT, name);
    if (found == NULL) abort();
    return found;
}

static const char* setting(const char* name) {
    const char* value = getenv(name);
    return value != NULL && value[0] == '/' ? value : NULL;
}

static void leave_model(const char* what, const char* path) {
    fprintf(stderr, "power_cut_shim: can't follow %s of %s\n", what, path);
    _exit(exit_model_left);
}

/// The part of an absolute path below the watched folder, or NULL where it lies elsewhere.
static const char* inside(const char* path) {
    const char* folder = setting("GIG_CUT_FOLDER");
    if (folder == NULL || setting("GIG_CUT_SHADOW") == NULL) return NULL;
    const size_t length = strlen(folder);
    const int is_inside = strncmp(path, folder, length) == 0 && path[length] == '/';
    return is_inside ? path + length + 1 : NULL;
}

/// Where an open file lies. Empty for what has no name (pipes, removed files).
static void path_of(int file, char path[PATH_MAX]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = '\0';
}

/// The absolute path of a name that may not exist itself; empty where its folder doesn't.
static void resolve(int folder, const char* name, char path[PATH_MAX]) {
    char given[2 * PATH_MAX] = "";
    if (name[0] != '/' && folder == AT_FDCWD) {
        if (getcwd(given, PATH_MAX) == NULL) given[0] = '\0';
    } else if (name[0] != '/') {
        path_of(folder, given);
    }
    const size_t length = strlen(given);
    snprintf(given + length, sizeof given - length, "%s%s", length > 0 ? "/" : "", name);

    path[0] = '\0';
    char* last = strrchr(given, '/');
    char parent[PATH_MAX];
    if (last == NULL) return;
    *last = '\0';
    if (realpath(given[0] != '\0' ? given : "/", parent) == NULL) return;
    const int written = snprintf(path, PATH_MAX, "%s/%s", parent, last + 1);
    if (written >= PATH_MAX) path[0] = '\0';
}

static void shadow_of(const char* relative, char path[PATH_MAX]) {
    snprintf(path, PATH_MAX, "%s/%s", setting("GIG_CUT_SHADOW"), relative);
}

static void make_parents(char* path) {
    for (char* slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST) leave_model("making folders", path);
        *slash = '/';
    }
}

// The open file itself is read wherever it can be: opening it once more and closing it would drop
// the locks that SQLite holds on it.
static void copy_bytes_of(int file, int target, const char* path) {
    const int flags = fcntl(file, F_GETFL);
    int source = file;
    if ((flags & O_ACCMODE) == O_WRONLY) source = REAL(open)(path, O_RDONLY | O_CLOEXEC);
    off_t offset = 0;
    ssize_t got;
    while ((got = pread(source, copy_buffer, copy_bytes, offset)) > 0) {
        if (pwrite(target, copy_buffer, (size_t)got, offset) != got) leave_model("copying", path);
        offset += got;
    }
    if (got < 0) leave_model("reading", path);
    if (source != file) close(source);
}

/// Copies the file's bytes of now beside the shadow; `part` becomes the copy's path.
static void copy_part(int file, const struct stat* status, const char* path, char part[PATH_MAX]) {
    static unsigned long number = 0;
    snprintf(part, PATH_MAX, "%s.part/%lu", setting("GIG_CUT_SHADOW"), ++number);
    const int target = REAL(open)(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (target < 0) leave_model("making a copy", path);
    copy_bytes_of(file, target, path);
    if (fchmod(target, status->st_mode & 07777) != 0) leave_model("permissions", path);
    close(target);
}

/// Syncs with `sync_file`, then lets the bytes from before the call survive. One at a time: an
/// older copy must not overtake a newer one.
static int sync_and_keep(int file, int (*sync_file)(int)) {
    char path[PATH_MAX];
    struct stat status;
    path_of(file, path);
    const char* relative = inside(path);
    if (relative == NULL || fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_nlink == 0) {
        return sync_file(file);
    }

    pthread_mutex_lock(&shadow_lock);
    char part[PATH_MAX];
    char kept[PATH_MAX];
    copy_part(file, &status, path, part);
    const int outcome = sync_file(file);
    const int error = errno;
    if (outcome == 0) {
        shadow_of(relative, kept);
        make_parents(kept);
        if (REAL(rename)(part, kept) != 0) leave_model("keeping", path);
    }
    pthread_mutex_unlock(&shadow_lock);
    errno = error;
    return outcome;
}

int fsync(int file) {
    return sync_and_keep(file, REAL(fsync));
}

int fdatasync(int file) {
    return sync_and_keep(file, REAL(fdatasync));
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
    char old_path[PATH_MAX];
    char new_path[PATH_MAX];
    resolve(from_folder, from, old_path);
    resolve(to_folder, to, new_path);
    const char* old_name = inside(old_path);
    const char* new_name = inside(new_path);
    if ((old_name || new_name) && (flags & RENAME_EXCHANGE)) leave_model("exchange", old_path);

    pthread_mutex_lock(&shadow_lock);
    const int outcome = REAL(renameat2)(from_folder, from, to_folder, to, flags);
    const int error = errno;
    if (outcome == 0 && old_name != NULL) {
        char old_kept[PATH_MAX];
        char new_kept[PATH_MAX];
        shadow_of(old_name, old_kept);
        if (new_name != NULL && access(old_kept, F_OK) == 0) {
            shadow_of(new_name, new_kept);
            make_parents(new_kept);
            if (REAL(rename)(old_kept, new_kept) != 0) leave_model("rename", old_path);
        } else if (new_name == NULL) {
            REAL(remove)(old_kept);
        }
    }
    pthread_mutex_unlock(&shadow_lock);
    errno = error;
    return outcome;
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
    return renameat2(from_folder, from, to_folder, to, 0);
}

int rename(const char* from, const char* to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlinkat(int folder, const char* name, int flags) {
    char path[PATH_MAX];
    resolve(folder, name, path);
    const char* relative = inside(path);

    pthread_mutex_lock(&shadow_lock);
    const int outcome = REAL(unlinkat)(folder, name, flags);
    const int error = errno;
    if (outcome == 0 && relative != NULL) {
        char kept[PATH_MAX];
        shadow_of(relative, kept);
        REAL(unlinkat)(AT_FDCWD, kept, flags);
    }
    pthread_mutex_unlock(&shadow_lock);
    errno = error;
    return outcome;
}

int unlink(const char* name) {
    return unlinkat(AT_FDCWD, name, 0);
}

int rmdir(const char* name) {
    return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}

int remove(const char* name) {
    const int outcome = unlinkat(AT_FDCWD, name, 0);
    return outcome != 0 && errno == EISDIR ? rmdir(name) : outcome;
}

// Below: what the model doesn't follow.

static int has_mode(int flags) {
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

static int open_checked(int folder, const char* name, int flags, mode_t mode) {
    const int file = REAL(openat)(folder, name, flags, mode);
    if (file < 0 || (flags & (O_SYNC | O_DSYNC)) == 0) return file;
    char path[PATH_MAX];
    path_of(file, path);
    if (inside(path) != NULL) leave_model("O_SYNC", path);
    return file;
}

#define DEFINE_OPEN(name)                                 \
    int name(const char* path, int flags, ...) {          \
        mode_t mode = 0;                                  \
        if (has_mode(flags)) {                            \
            va_list rest;                                 \
            va_start(rest, flags);                        \
            mode = va_arg(rest, mode_t);                  \
            va_end(rest);                                 \
        }                                                 \
        return open_checked(AT_FDCWD, path, flags, mode); \
    }

#define DEFINE_OPENAT(name)                                  \
    int name(int folder, const char* path, int flags, ...) { \
        mode_t mode = 0;                                     \
        if (has_mode(flags)) {                               \
            va_list rest;                                    \
            va_start(rest, flags);                           \
            mode = va_arg(rest, mode_t);                     \
            va_end(rest);                                    \
        }                                                    \
        return open_checked(folder, path, flags, mode);      \
    }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

int msync(void* start, size_t length, int flags) {
    if (setting("GIG_CUT_FOLDER") != NULL) leave_model("msync", setting("GIG_CUT_FOLDER"));
    return REAL(msync)(start, length, flags);
}

int syncfs(int file) {
    char path[PATH_MAX];
    path_of(file, path);
    if (inside(path) != NULL) leave_model("syncfs", path);
    return REAL(syncfs)(file);
}

void sync(void) {
    if (setting("GIG_CUT_FOLDER") != NULL) leave_model("sync", setting("GIG_CUT_FOLDER"));
    REAL(sync)();
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
    char path[PATH_MAX];
    resolve(to_folder, to, path);
    if (inside(path) != NULL) leave_model("a hard link", path);
    return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int link(const char* from, const char* to) {
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}
