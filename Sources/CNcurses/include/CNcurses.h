// What Swift may see of ncurses, of the signals and of the crash guard: plain C types, nothing of curses.h.
// There is one screen a process; all of this is for one thread, but for what says otherwise.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stddef.h>
#include <stdint.h>

// --- screen.c -------------------------------------------------------------------------------------------------

enum {
    screen_ok = 0,
    screen_no_locale,      // neither the user's locale nor C.UTF-8 is a UTF-8 one
    screen_term_unset,     // TERM is unset or empty
    screen_term_unknown,   // terminfo has no such terminal
    screen_term_dumb,      // the terminal cannot place its cursor
    screen_failed,         // newterm(3x) or a call for its files failed
};

/// Takes the terminal: locale, newterm(3x), raw mode, keypad, alternate screen, bracketed paste. Both descriptors
/// must be terminals and stay open and the caller's until `screen_close`. Returns one of the values above.
int screen_open(int input, int output);
/// Gives the terminal back as it was. Does nothing when it is given back already. Also run by exit(3).
void screen_leave(void);
/// Takes the terminal again after `screen_leave`; the next refresh draws everything.
void screen_enter(void);
/// Gives the terminal back for good.
void screen_close(void);

/// The size in cells as the terminal says it now (TIOCGWINSZ), or as terminfo does where it says 0; at least 1 × 1.
void screen_measure(int *columns, int *rows);
/// Makes ncurses' windows that large.
void screen_resize(int columns, int rows);

/// Colours of the terminal, 0 for a monochrome one.
int screen_colors(void);
/// Colour pairs that `screen_set_pair` takes: 1 up to one less than this.
int screen_pairs(void);
/// Whether -1 is allowed as the terminal's own colour.
int screen_has_default_colors(void);
/// Defines a pair. A pair that is on the screen must not be changed before `screen_forget`.
void screen_set_pair(int pair, int foreground, int background);

/// Makes `count` cells of the row that is being built, from cell `index` on; a wide cell counts as one. Each of `codes`
/// is a code point or that of a cluster; `attributes` are 1 bold, 2 dim, 4 italic, 8 underline, 16 reverse; pair 0 is
/// the terminal's own colours.
void screen_put(int index, const int32_t *codes, int count, unsigned attributes, int pair);
/// Draws the first `count` cells of the row that was built.
void screen_draw_row(int row, int count);
/// Empties the window.
void screen_erase(void);
/// The next refresh draws everything, whatever the terminal is believed to show.
void screen_forget(void);
/// Sends what changed, in one write(2) where it can. A negative column hides the cursor.
/// Returns 0, or the errno of a write that failed.
int screen_refresh(int cursor_column, int cursor_row);
/// Sets whether the terminal reports the mouse while the screen is taken; at first it does not.
void screen_want_mouse(int wanted);
/// Sends a control string to the terminal as it is, between two frames. Returns 0, the errno of a write that failed,
/// or ENOTTY where the terminal does not speak ANSI's language or is not taken.
int screen_send(const char *bytes, size_t count);
/// Writes these bytes, which leave the cursor where it was and may spoil the last row, and draws that row again, all
/// in one write(2). Right after `screen_refresh`. Returns 0 where that cannot be, and nothing was written.
int screen_ask(const char *bytes, size_t length);
/// Whether the terminal takes the control sequences of ECMA-48.
int screen_places_columns(void);
/// Rings the terminal's bell.
void screen_ring(void);

/// The bytes of a terminfo string capability, such as "kcuu1"; NULL where the terminal has none.
const char *screen_capability(const char *name);

// --- clusters.c -----------------------------------------------------------------------------------------------

enum {
    cluster_first = 0x100000,  // the private plane 16: the code point of cluster 0
    cluster_limit = 0xfffe,    // clusters there may be
    cluster_bytes = 80,        // of UTF-8 in one cluster
    cluster_pieces = 5,        // of 16 bytes that it is written in
};

/// Says what cluster `index` is from now on: its UTF-8, cut at `cluster_bytes`, and its width in cells.
void cluster_set(int index, const char *bytes, int length, int width);
/// Writes the codes that a cell holds for `code`: itself and, for a cluster, one for each later piece. Returns how
/// many, up to `cluster_pieces`.
int cluster_expand(int32_t code, int32_t *codes);
/// The width that the C library gives to a code point, in cells; -1 for what it does not know or print.
int cluster_library_width(int32_t code);

// --- signals.c ------------------------------------------------------------------------------------------------

/// Installs the handlers of SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT and SIGWINCH; those that the process was
/// started to ignore stay ignored. Returns a descriptor from which each signal is read as one byte, its number; or
/// -1 with errno set.
int signals_open(void);
/// Puts back the actions that the process was started with. The descriptor stays open for the next session.
void signals_close(void);
/// Sets whether SIGTSTP is to be read as a byte (1) or stops the process (0).
void signals_catch_stop(int catch);
/// Stops the process, or its whole group, as SIGTSTP does, and returns when it runs again; at once where the
/// system does not let it stop (an orphaned process group).
void signals_stop(int group);

/// From now on a fatal signal (SEGV, BUS, ILL, TRAP, ABRT, FPE) first writes `string` to the terminal and gives it
/// back the modes it has at the moment of this call.
void guard_arm(int terminal, const char *string, size_t length);
/// Sets whether there is anything to give back.
void guard_set(int active);
/// Puts the former actions back.
void guard_disarm(void);

#endif
