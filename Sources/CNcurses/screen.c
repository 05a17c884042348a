// The one ncurses screen: taking the terminal, cells, one write a frame, giving it back.

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
#include <sys/mman.h>
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
static int drawing = -1;   // the descriptor that ncurses writes to
static int memory = -1;    // takes a frame's bytes; -1 where there is no memfd
static int straight;       // the next refresh sets terminal modes, so it must reach the terminal itself
static int taken;
static int default_colors;
static int speaks_ansi;
static const char *questions;  // written before the frame of a refresh; NULL for none
static size_t questions_length;
static char restoring[512];
static size_t restoring_length;

static cchar_t *cells;
static int cell_limit;

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

static void add_restoring(const char *bytes) {
    if (!bytes) return;
    for (const char *at = bytes; *at && restoring_length < sizeof restoring;) {
        // Padding, "$<5>", is a delay for old hardware and no byte of the string.
        const char *end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') : NULL;
        if (end) at = end + 1;
        else restoring[restoring_length++] = *at++;
    }
}

static void build_restoring(void) {
    const char *address = screen_capability("cup");
    speaks_ansi = address && strncmp(address, "\033[", 2) == 0;
    restoring_length = 0;
    if (speaks_ansi) add_restoring(mouse_off);
    if (speaks_ansi) add_restoring(paste_off);
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

static void set_paste(int on) {
    if (speaks_ansi) write_all(on ? paste_on : paste_off, sizeof paste_on - 1);
}

static void report_mouse(int on) {
    if (speaks_ansi) write_all(on ? mouse_on : mouse_off, sizeof mouse_on - 1);
}

void screen_want_mouse(int wanted) {
    if (wants_mouse == wanted) return;
    wants_mouse = wanted;
    if (screen && taken) report_mouse(wanted);
}

int screen_send(const char *bytes, size_t count) {
    if (!screen || !taken || !speaks_ansi) return ENOTTY;
    return write_all(bytes, count);
}

static void close_files(void) {
    if (output_file) fclose(output_file);
    if (input_file) fclose(input_file);
    if (memory >= 0) close(memory);
    output_file = input_file = NULL;
    memory = drawing = -1;
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
    idlok(window, TRUE);
    // Shifting the rest of a row would tear clusters whose cells the terminal counts otherwise.
    idcok(window, FALSE);
    typeahead(-1);
    default_colors = 0;
    if (has_colors() && start_color() == OK) default_colors = use_default_colors() == OK;
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
    memory = memfd_create("frame", MFD_CLOEXEC);
    // Before newterm, which changes the terminal's modes: the guard keeps those that are to be given back.
    guard_arm(terminal, restoring, restoring_length);
    guard_set(1);
    screen = input_file && output_file ? newterm(NULL, output_file, input_file) : NULL;
    if (!screen) {
        guard_disarm();
        close_files();
        return screen_failed;
    }
    drawing = fileno(output_file);
    taken = straight = 1;
    set_up_window();
    int columns, rows;
    screen_measure(&columns, &rows);
    screen_resize(columns, rows);
    set_paste(1);
    if (!registered) registered = atexit(screen_leave) == 0;
    return screen_ok;
}

void screen_leave(void) {
    if (!screen || !taken) return;
    taken = 0;
    if (wants_mouse) report_mouse(0);
    set_paste(0);
    endwin();
    guard_set(0);
}

void screen_enter(void) {
    if (!screen || taken) return;
    taken = straight = 1;
    guard_set(1);
    clearok(window, TRUE);
    screen_refresh(-1, 0);
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
    free(cells);
    cells = NULL;
    cell_limit = 0;
}

// --- Size and colours -----------------------------------------------------------------------------------------

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
    clearok(window, TRUE);
}

int screen_colors(void) { return has_colors() ? COLORS : 0; }

int screen_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

int screen_has_default_colors(void) { return default_colors; }

void screen_set_pair(int pair, int foreground, int background) { init_extended_pair(pair, foreground, background); }

// --- Drawing --------------------------------------------------------------------------------------------------

static attr_t ncurses_attributes(unsigned attributes) {
    attr_t result = A_NORMAL;
    if (attributes & 1) result |= A_BOLD;
    if (attributes & 2) result |= A_DIM;
    if (attributes & 4) result |= A_ITALIC;
    if (attributes & 8) result |= A_UNDERLINE;
    if (attributes & 16) result |= A_REVERSE;
    return result;
}

static int make_room(int index) {
    if (index < cell_limit) return 1;
    int limit = index + 256;
    cchar_t *larger = realloc(cells, (size_t)limit * sizeof *cells);
    if (!larger) return 0;
    memset(larger + cell_limit, 0, (size_t)(limit - cell_limit) * sizeof *cells);
    cells = larger;
    cell_limit = limit;
    return 1;
}

_Static_assert(CCHARW_MAX >= cluster_pieces, "a cell of ncurses holds every piece of a cluster");

void screen_put(int index, const int32_t *codes, int count, unsigned attributes, int pair) {
    if (index < 0 || count <= 0 || !make_room(index + count - 1)) return;
    // The short pair is for terminals with few; the int behind `opts` is ncurses' way beyond 32,767 pairs.
    short short_pair = (short)(pair > 32767 ? 32767 : pair);
    attr_t attr = ncurses_attributes(attributes);
    cchar_t blank;
    setcchar(&blank, L" ", attr, short_pair, &pair);
    for (int cell = 0; cell < count; cell++) {
        int32_t code = codes[cell];
        if (code >= 0x20 && code < 0x7f) {
            // As setcchar(3x) makes it, which takes much longer.
            cells[index + cell] = blank;
            cells[index + cell].chars[0] = code;
            continue;
        }
        int32_t pieces[cluster_pieces];
        wchar_t wide[cluster_pieces + 1] = {0};
        int piece_count = cluster_expand(code, pieces);
        for (int i = 0; i < piece_count; i++) wide[i] = pieces[i];
        setcchar(&cells[index + cell], wide, attr, short_pair, &pair);
    }
}

void screen_draw_row(int row, int count) {
    if (!window || count > cell_limit) return;
    mvwadd_wchnstr(window, row, 0, cells, count);
}

void screen_erase(void) {
    if (window) werase(window);
}

void screen_forget(void) {
    if (window) clearok(window, TRUE);
}

// ncurses writes a page in some thirty pieces. While it draws, its descriptor is a file in memory; the terminal
// then gets the frame in one piece and never shows half of it.
static int refresh_through_memory(void) {
    if (lseek(memory, 0, SEEK_SET) != 0) return errno;
    if (questions && write(memory, questions, questions_length) != (ssize_t)questions_length) return EIO;
    if (dup3(memory, drawing, O_CLOEXEC) < 0) return errno;
    wrefresh(window);
    if (dup3(terminal, drawing, O_CLOEXEC) < 0) return errno;
    off_t length = lseek(memory, 0, SEEK_CUR);
    if (length <= 0) return 0;
    // What a former, longer frame left behind is not read. A frame is hardly ever too long for this.
    static char frame[64 * 1024];
    if ((size_t)length <= sizeof frame) {
        if (pread(memory, frame, (size_t)length, 0) != length) return EIO;
        return write_all(frame, (size_t)length);
    }
    char *bytes = mmap(NULL, (size_t)length, PROT_READ, MAP_SHARED, memory, 0);
    if (bytes == MAP_FAILED) return errno;
    int result = write_all(bytes, (size_t)length);
    munmap(bytes, (size_t)length);
    return result;
}

int screen_refresh(int cursor_column, int cursor_row) {
    if (!window || !taken) return 0;
    curs_set(cursor_column < 0 ? 0 : 1);
    if (cursor_column >= 0) wmove(window, cursor_row, cursor_column);
    if (!straight && memory >= 0) return refresh_through_memory();
    straight = 0;
    wrefresh(window);
    return 0;
}

int screen_ask(const char *bytes, size_t length) {
    if (!window || !taken || !speaks_ansi || straight || memory < 0) return 0;
    wredrawln(window, getmaxy(window) - 1, 1);
    questions = bytes;
    questions_length = length;
    int result = refresh_through_memory();
    questions = NULL;
    return result == 0;
}

int screen_places_columns(void) { return speaks_ansi; }

void screen_ring(void) {
    if (taken) beep();
}

const char *screen_capability(const char *name) {
    const char *bytes = tigetstr(name);
    return bytes == (const char *)-1 ? NULL : bytes;
}
