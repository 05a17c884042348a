// System calls that Swift's Glibc module does not show, or shows only as variadic functions.
#ifndef GLOSS_CFILES_H
#define GLOSS_CFILES_H

#include <sys/types.h>

/// openat(2). Returns a descriptor, or -1 with errno.
int gloss_open_at(int directory, const char *name, int flags, mode_t mode);

/// renameat2(2) with RENAME_NOREPLACE within one directory. Returns 0, or -1 with errno (EEXIST when `to` is there).
int gloss_rename_new(int directory, const char *from, const char *to);

/// The same from one directory into another of the same file system.
int gloss_move_new(int from_directory, const char *from, int to_directory, const char *to);

/// renameat2(2) with RENAME_EXCHANGE within one directory. Returns 0, or -1 with errno.
int gloss_rename_exchange(int directory, const char *from, const char *to);

/// flock(2) with LOCK_EX, tried for at most `milliseconds`. Returns 0, or -1 with errno (EWOULDBLOCK when it is
/// still held by somebody else).
int gloss_lock(int descriptor, int milliseconds);

/// Gives the file `to` the owner, the mode, the access control list and the extended attributes of `from`, as far as
/// we may and the file system has them. Returns 0, or -1 with errno. Where the group cannot be kept, the mode
/// gives the new group nothing.
int gloss_copy_attributes(int from, int to);

/// The bits that the mode of a new file lacks (umask(2)), as proc(5) tells them: to ask umask itself is to set it, and
/// other threads make files meanwhile. 0077 where they cannot be had.
mode_t gloss_file_mask(void);

/// gettid(2): the number of the calling thread, which no other living thread or process of this system has.
pid_t gloss_thread_number(void);

/// Calls `visit` with every name in the directory but "." and "..". Returns 0, or -1 with errno.
int gloss_each_name(int directory, void *context, void (*visit)(void *context, const char *name));

/// inotify_init1(2). Returns a descriptor that is readable when there is something to take, or -1 with errno.
int gloss_watch_open(void);

/// Watches a directory for files that are put in place or written. Returns a number, the same for the same directory,
/// or -1 with errno.
int gloss_watch_add(int watch, const char *directory);

/// Watches the directory with this number no longer.
void gloss_watch_remove(int watch, int number);

/// Calls `visit` with each event since the last call: the directory's number and the name of the file in it. The
/// number is -1 when there were too many events to be kept: anything may have happened then.
void gloss_watch_take(int watch, void *context, void (*visit)(void *context, int number, const char *name));

/// Whether a file is open for writing somewhere on this machine: 1 or 0. Asked through a lease (fcntl(2), F_SETLEASE),
/// which only the file's owner gets; 0 where the system would not say.
int gloss_is_open_for_writing(const char *path);

/// O_DIRECTORY, O_NOFOLLOW and O_CLOEXEC, whose values differ between processors.
extern const int gloss_o_directory;
extern const int gloss_o_nofollow;
extern const int gloss_o_cloexec;

#endif
