#define _GNU_SOURCE
#include "CFiles.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

const int gloss_o_directory = O_DIRECTORY;
const int gloss_o_nofollow = O_NOFOLLOW;
const int gloss_o_cloexec = O_CLOEXEC;

int gloss_open_at(int directory, const char *name, int flags, mode_t mode) {
    return openat(directory, name, flags, mode);
}

int gloss_rename_new(int directory, const char *from, const char *to) {
    return renameat2(directory, from, directory, to, RENAME_NOREPLACE);
}

int gloss_move_new(int from_directory, const char *from, int to_directory, const char *to) {
    return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
}

int gloss_rename_exchange(int directory, const char *from, const char *to) {
    return renameat2(directory, from, directory, to, RENAME_EXCHANGE);
}

int gloss_lock(int descriptor, int milliseconds) {
    const struct timespec pause = {0, 10 * 1000 * 1000};
    for (int waited = 0;; waited += 10) {
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return 0;
        if (errno != EWOULDBLOCK && errno != EINTR) return -1;
        if (waited >= milliseconds) {
            errno = EWOULDBLOCK;
            return -1;
        }
        nanosleep(&pause, NULL);
    }
}

pid_t gloss_thread_number(void) { return gettid(); }

static void copy_xattrs(int from, int to) {
    ssize_t size = flistxattr(from, NULL, 0);
    if (size <= 0) return;
    char *names = malloc((size_t)size);
    if (!names) return;
    size = flistxattr(from, names, (size_t)size);
    for (ssize_t at = 0; at < size; at += (ssize_t)strlen(names + at) + 1) {
        const char *name = names + at;
        ssize_t length = fgetxattr(from, name, NULL, 0);
        if (length < 0) continue;
        char *value = malloc(length > 0 ? (size_t)length : 1);
        if (!value) continue;
        length = fgetxattr(from, name, value, (size_t)length);
        // Some names, such as security.*, are not ours to give: the file is complete without them.
        if (length >= 0) (void)fsetxattr(to, name, value, (size_t)length, 0);
        free(value);
    }
    free(names);
}

int gloss_copy_attributes(int from, int to) {
    struct stat old, new;
    if (fstat(from, &old) != 0 || fstat(to, &new) != 0) return -1;
    mode_t mode = old.st_mode & 0777;
    if (old.st_uid != new.st_uid || old.st_gid != new.st_gid) {
        if (fchown(to, old.st_uid, old.st_gid) != 0 && old.st_gid != new.st_gid
            && fchown(to, (uid_t)-1, old.st_gid) != 0)
            mode &= ~(mode_t)070;
    }
    // Some file systems have no modes of their own; a new file is never wider than it should be.
    if (fchmod(to, mode) != 0 && errno != EPERM && errno != EOPNOTSUPP) return -1;
    if ((mode & 070) == (old.st_mode & 070)) copy_xattrs(from, to);
    return 0;
}

int gloss_each_name(int directory, void *context, void (*visit)(void *context, const char *name)) {
    int own = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (own < 0) return -1;
    DIR *stream = fdopendir(own);
    if (!stream) {
        int saved = errno;
        close(own);
        errno = saved;
        return -1;
    }
    int result = 0;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(stream);
        if (!entry) {
            if (errno != 0) result = -1;
            break;
        }
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) visit(context, entry->d_name);
    }
    int saved = errno;
    closedir(stream);
    errno = saved;
    return result;
}

int gloss_is_open_for_writing(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) return 0;
    int answer = 0;
    // Whoever opens the file for writing in this very moment has us sent a signal: by default one that would end us.
    if (fcntl(file, F_SETSIG, SIGURG) == 0) {
        if (fcntl(file, F_SETLEASE, F_RDLCK) == 0) fcntl(file, F_SETLEASE, F_UNLCK);
        else answer = errno == EAGAIN;
    }
    close(file);
    return answer;
}

int gloss_watch_open(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

int gloss_watch_add(int watch, const char *directory) {
    // A file that is put in place, linked, or written where it stands.
    return inotify_add_watch(watch, directory, IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE | IN_ONLYDIR);
}

void gloss_watch_remove(int watch, int number) { inotify_rm_watch(watch, number); }

void gloss_watch_take(int watch, void *context, void (*visit)(void *context, int number, const char *name)) {
    char buffer[16 * 1024] __attribute__((aligned(__alignof__(struct inotify_event))));
    for (;;) {
        ssize_t size = read(watch, buffer, sizeof buffer);
        if (size <= 0) return;
        for (char *at = buffer; at < buffer + size;) {
            const struct inotify_event *event = (const struct inotify_event *)at;
            if (event->mask & IN_Q_OVERFLOW) visit(context, -1, "");
            else if (event->len > 0) visit(context, event->wd, event->name);
            at += sizeof *event + event->len;
        }
    }
}

mode_t gloss_file_mask(void) {
    unsigned mask = 0077;
    FILE *status = fopen("/proc/self/status", "re");
    if (!status) return mask;
    char line[256];
    while (fgets(line, sizeof line, status)) {
        if (sscanf(line, "Umask: %o", &mask) == 1) break;
    }
    fclose(status);
    return mask & 0777;
}
