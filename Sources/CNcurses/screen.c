// The one ncurses screen: taking the terminal, what terminfo says of it, one write a frame, giving it back.

#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <ncursesw/curses.h>
#include <ncursesw/term.h>

// term.h takes these two words as macros of its own.
#undef columns
#undef lines

static SCREEN *screen;
static WINDOW *window;
static FILE *input_file, *output_file;
static int terminal = -1;  // the caller's descriptor of the terminal
static int taken;
static int speaks_ansi;
static int takes_mouse, takes_paste;  // knows these private modes of xterm, or ignores those that it does not know
static char restoring[512];
static size_t restoring_length, restoring_mouse;  // bytes; those of `mouse_off`, which come first

// Buttons and the wheel, motion with a button held, and the form of reports that has no limit of columns; each line
// ends what the other began. Terminals ignore those that they do not know.
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";
static int wants_mouse;

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

// --- Taking and giving back -----------------------------------------------------------------------------------

static int is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

// Only LC_CTYPE: numbers and messages of the C library stay as files need them.
static int set_locale(void) {
    if (setlocale(LC_CTYPE, "") && is_utf8()) return 1;
    return setlocale(LC_CTYPE, "C.UTF-8") && is_utf8();
}

// Padding, "$<5>", is a delay for old hardware and no byte of the string.
static size_t without_padding(const char *at, char *to, size_t room) {
    size_t length = 0;
    while (*at && length < room) {
        const char *end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') : NULL;
        if (end) at = end + 1;
        else to[length++] = *at++;
    }
    return length;
}

static void add_restoring(const char *bytes) {
    size_t room = sizeof restoring - restoring_length;
    if (bytes) restoring_length += without_padding(bytes, restoring + restoring_length, room);
}

// A terminal whose own description uses a private mode, "ESC [ ?", reads past one that it does not know; "ansi" and
// "vt52" have none. The Linux console is kept from it.
static int can_tell_pastes(void) {
    static const char *const names[] = {"smkx", "rmkx", "smam", "rmam", "civis", "cnorm", "smcup", "flash"};
    const char *terminal_name = getenv("TERM");
    if (!speaks_ansi || (terminal_name && strncmp(terminal_name, "linux", 5) == 0)) return 0;
    if (takes_mouse) return 1;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *capability = screen_capability(names[i]);
        if (capability && strstr(capability, "\033[?")) return 1;
    }
    return 0;
}

static void build_restoring(void) {
    const char *address = screen_capability("cup");
    speaks_ansi = address && strncmp(address, "\033[", 2) == 0;
    restoring_length = 0;
    // The mouse changes what the terminal's own buttons do, so the terminal has to say that it has one.
    takes_mouse = speaks_ansi && (screen_capability("kmous") || screen_capability("BE") || screen_capability("XM"));
    takes_paste = can_tell_pastes();
    if (takes_mouse) add_restoring(mouse_off);
    restoring_mouse = restoring_length;
    if (takes_paste) add_restoring(paste_off);
    static const char *const names[] = {"sgr0", "op", "rmkx", "rmcup", "cnorm"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) add_restoring(screen_capability(names[i]));
    add_restoring("\r\n");
}

// newterm(3x) accepts a terminal that cannot place its cursor, so terminfo is asked first.
static int check_terminal(int output) {
    const char *name = getenv("TERM");
    if (!name || !*name) return screen_term_unset;
    int found = 0;
    if (setupterm(name, output, &found) != OK || !cur_term) return screen_term_unknown;
    int places = screen_capability("cup") != NULL;
    int result = places && strcmp(name, "dumb") != 0 ? screen_ok : screen_term_dumb;
    build_restoring();
    del_curterm(cur_term);
    return result;
}

static int write_all(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(terminal, bytes, count);
        if (written >= 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd ready = {.fd = terminal, .events = POLLOUT};
            if (poll(&ready, 1, 1000) < 0 && errno != EINTR) return errno;
            if (ready.revents & (POLLERR | POLLHUP | POLLNVAL)) return EIO;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static void write_capability(const char *name) {
    char bytes[64];
    const char *capability = screen_capability(name);
    if (capability) write_all(bytes, without_padding(capability, bytes, sizeof bytes));
}

static void set_paste(int on) {
    if (takes_paste) write_all(on ? paste_on : paste_off, sizeof paste_on - 1);
}

static void report_mouse(int on) {
    if (takes_mouse) write_all(on ? mouse_on : mouse_off, sizeof mouse_on - 1);
}

void screen_want_mouse(int wanted) {
    if (wants_mouse == wanted) return;
    wants_mouse = wanted;
    guard_skip(wanted ? 0 : restoring_mouse);
    if (screen && taken) report_mouse(wanted);
}

int screen_send(const char *bytes, size_t count) {
    if (!screen || !taken || !speaks_ansi) return ENOTTY;
    return write_all(bytes, count);
}

static void close_files(void) {
    if (output_file) fclose(output_file);
    if (input_file) fclose(input_file);
    output_file = input_file = NULL;
}

static FILE *open_copy(int descriptor, const char *mode) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return NULL;
    FILE *file = fdopen(copy, mode);
    if (!file) close(copy);
    return file;
}

static void set_up_window(void) {
    window = stdscr;
    raw();
    noecho();
    nonl();
    keypad(window, TRUE);
}

// ncurses takes the terminal (modes, alternate screen, keypad) with the first drawing of its window, which stays
// empty: what is on the screen is sent by `screen_send_frame`.
static void begin(void) {
    clearok(window, TRUE);
    wrefresh(window);
}

int screen_open(int input, int output) {
    static int registered;
    if (screen) return screen_failed;
    if (!set_locale()) return screen_no_locale;
    int checked = check_terminal(output);
    if (checked != screen_ok) return checked;
    terminal = output;
    input_file = open_copy(input, "r");
    output_file = open_copy(output, "w");
    // Before newterm, which changes the terminal's modes: the guard keeps those that are to be given back.
    guard_arm(terminal, restoring, restoring_length);
    guard_skip(restoring_mouse);
    guard_set(1);
    screen = input_file && output_file ? newterm(NULL, output_file, input_file) : NULL;
    if (!screen) {
        guard_disarm();
        close_files();
        return screen_failed;
    }
    taken = 1;
    set_up_window();
    int columns, rows;
    screen_measure(&columns, &rows);
    screen_resize(columns, rows);
    begin();
    set_paste(1);
    if (!registered) registered = atexit(screen_leave) == 0;
    return screen_ok;
}

void screen_leave(void) {
    if (!screen || !taken) return;
    taken = 0;
    write_capability("sgr0");
    write_capability("op");
    write_capability("cnorm");
    if (wants_mouse) report_mouse(0);
    set_paste(0);
    endwin();
    guard_set(0);
}

void screen_enter(void) {
    if (!screen || taken) return;
    taken = 1;
    guard_set(1);
    begin();
    set_paste(1);
    if (wants_mouse) report_mouse(1);
}

void screen_close(void) {
    if (!screen) return;
    screen_leave();
    wants_mouse = 0;
    guard_disarm();
    delscreen(screen);
    screen = NULL;
    window = NULL;
    close_files();
}

// --- Size -----------------------------------------------------------------------------------------

void screen_measure(int *columns, int *rows) {
    struct winsize size = {0};
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) size = (struct winsize){0};
    int named_columns = tigetnum("cols"), named_rows = tigetnum("lines");
    *columns = size.ws_col > 0 ? size.ws_col : named_columns > 0 ? named_columns : 80;
    *rows = size.ws_row > 0 ? size.ws_row : named_rows > 0 ? named_rows : 24;
}

// resize_term, not resizeterm: the latter also puts a KEY_RESIZE into a queue that nobody reads.
void screen_resize(int columns, int rows) {
    if (!screen || columns < 1 || rows < 1) return;
    if (columns != getmaxx(window) || rows != getmaxy(window)) resize_term(rows, columns);
}

// --- Drawing --------------------------------------------------------------------------------------------------

int screen_send_frame(const char *bytes, size_t count) { return screen && taken ? write_all(bytes, count) : 0; }

int screen_speaks_ansi(void) { return speaks_ansi; }

void screen_ring(void) {
    if (taken) beep();
}

// --- Terminfo -------------------------------------------------------------------------------------------------

const char *screen_capability(const char *name) {
    const char *bytes = tigetstr(name);
    return bytes == (const char *)-1 ? NULL : bytes;
}

int screen_number(const char *name) {
    int number = tigetnum(name);
    return number < 0 ? -1 : number;
}

int screen_flag(const char *name) { return tigetflag(name) > 0; }

size_t screen_expand(const char *name, int first, int second, char *to, size_t room) {
    const char *bytes = screen_capability(name);
    if (bytes) bytes = tparm(bytes, (long)first, (long)second, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    return bytes ? without_padding(bytes, to, room) : 0;
}

int screen_library_width(int32_t code) { return code >= 0x20 && code < 0x7f ? 1 : wcwidth((wchar_t)code); }
