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
/// Takes the terminal again after `screen_leave`; it shows an empty screen then.
void screen_enter(void);
/// Gives the terminal back for good.
void screen_close(void);

/// The size in cells as the terminal says it now (TIOCGWINSZ), or as terminfo does where it says 0; at least 1 × 1.
void screen_measure(int *columns, int *rows);
/// Says to ncurses how large the terminal is now.
void screen_resize(int columns, int rows);

/// Sends the bytes of a frame to the terminal, in one write(2) where it takes them. Nothing is sent, and 0 returned,
/// while the terminal is given back. Returns 0, or the errno of a write that failed.
int screen_send_frame(const char *bytes, size_t count);
/// Sets whether the terminal reports the mouse while the screen is taken; at first it does not.
void screen_want_mouse(int wanted);
/// Sends a control string to the terminal as it is, between two frames. Returns 0, the errno of a write that failed,
/// or ENOTTY where the terminal does not speak ANSI's language or is not taken.
int screen_send(const char *bytes, size_t count);
/// Whether the terminal takes the control sequences of ECMA-48.
int screen_speaks_ansi(void);
/// Rings the terminal's bell.
void screen_ring(void);

/// The bytes of a terminfo string capability, such as "kcuu1"; NULL where the terminal has none.
const char *screen_capability(const char *name);
/// A number of terminfo, such as "colors"; -1 where the terminal has none.
int screen_number(const char *name);
/// A flag of terminfo, such as "bce".
int screen_flag(const char *name);
/// Writes a string capability to `to`, its parameters (terminfo(5)) filled in and its padding left out; a capability
/// without parameters ignores them. Returns how many bytes it has, at most `room`; 0 where the terminal has none.
size_t screen_expand(const char *name, int first, int second, char *to, size_t room);

/// The width that the C library gives to a code point, in cells; -1 for what it does not know or print.
int screen_library_width(int32_t code);

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
/// Leaves out the first bytes of that string: what they end has not begun.
void guard_skip(size_t bytes);
/// Sets whether there is anything to give back.
void guard_set(int active);
/// Puts the former actions back.
void guard_disarm(void);

#endif
