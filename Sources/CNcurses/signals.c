// Signals as bytes in a pipe, and the guard that gives the terminal back when the program dies of a fault.

#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

// --- Signals as bytes -----------------------------------------------------------------------------------------

static const int caught[] = {SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
static int pipe_ends[2] = {-1, -1};

static void note(int number) {
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds thousands of signals that nobody has read: one more says nothing new.
    if (write(pipe_ends[1], &byte, 1) < 0) errno = 0;
    errno = kept;
}

static void catch(int number) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

// ncurses has put handlers in place of the default by now, so what the process was started with is asked for
// before, when the program is loaded.
static struct sigaction initial[COUNT(caught)];

__attribute__((constructor)) static void read_initial(void) {
    for (size_t i = 0; i < COUNT(caught); i++) sigaction(caught[i], NULL, &initial[i]);
}

int signals_open(void) {
    if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    for (size_t i = 0; i < COUNT(caught); i++) {
        if (initial[i].sa_handler != SIG_IGN) catch(caught[i]);
    }
    return pipe_ends[0];
}

// The pipe is kept: another thread may be inside the handler.
void signals_close(void) {
    for (size_t i = 0; i < COUNT(caught); i++) sigaction(caught[i], &initial[i], NULL);
}

void signals_catch_stop(int on) {
    for (size_t i = 0; i < COUNT(caught); i++) {
        if (caught[i] != SIGTSTP || initial[i].sa_handler == SIG_IGN) continue;
        if (on && pipe_ends[0] >= 0) catch(SIGTSTP);
        else sigaction(SIGTSTP, &initial[i], NULL);
    }
}

void signals_stop(int group) {
    struct sigaction ignore = {.sa_handler = SIG_IGN}, normal = {.sa_handler = SIG_DFL}, former;
    sigaction(SIGTSTP, &ignore, &former);
    // The others of the group first, while this process ignores the signal: sent to a process, a signal may be
    // taken by any thread, a moment later; raise(3) stops in the call itself.
    if (group) kill(0, SIGTSTP);
    sigaction(SIGTSTP, &normal, NULL);
    sigset_t only, mask;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &only, &mask);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &former, NULL);
}

// --- The guard ------------------------------------------------------------------------------------------------

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
static struct sigaction former_fatal[COUNT(fatal)];
static atomic_int guard_active;
static int guard_armed;
static int guard_terminal;
static struct termios guard_modes;
static char guard_string[512];
static size_t guard_length;
static atomic_size_t guard_skipped;
static char guard_stack[64 * 1024];

static const char farewell[] = "gloss: stopped by a fault of its own; what was shown as saved is saved\n";

// Only calls that POSIX lists as async-signal-safe.
static void die(int number) {
    if (atomic_exchange(&guard_active, 0)) {
        // Output that cannot be written now cannot be helped either: the process is ending.
        size_t skipped = atomic_load(&guard_skipped);
        ssize_t written = write(guard_terminal, guard_string + skipped, guard_length - skipped);
        tcsetattr(guard_terminal, TCSANOW, &guard_modes);
        written = write(STDERR_FILENO, farewell, sizeof farewell - 1);
        (void)written;
    }
    struct sigaction normal = {.sa_handler = SIG_DFL};
    sigaction(number, &normal, NULL);
    raise(number);
}

void guard_arm(int terminal, const char *string, size_t length) {
    guard_terminal = terminal;
    guard_length = length < sizeof guard_string ? length : sizeof guard_string;
    memcpy(guard_string, string, guard_length);
    tcgetattr(terminal, &guard_modes);
    if (guard_armed) return;
    guard_armed = 1;
    // The alternate stack belongs to this thread: a stack that overflowed has no room left for a handler.
    stack_t stack = {.ss_sp = guard_stack, .ss_size = sizeof guard_stack};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = die, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i], &action, &former_fatal[i]);
}

void guard_skip(size_t bytes) { atomic_store(&guard_skipped, bytes < guard_length ? bytes : guard_length); }

void guard_set(int active) { atomic_store(&guard_active, active); }

void guard_disarm(void) {
    guard_set(0);
    if (!guard_armed) return;
    guard_armed = 0;
    for (size_t i = 0; i < COUNT(fatal); i++) sigaction(fatal[i], &former_fatal[i], NULL);
}
