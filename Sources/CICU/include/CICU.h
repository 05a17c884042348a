// What gloss needs of ICU, with nothing of ICU's headers shown: they clash with Foundation's own copy.
#ifndef GLOSS_CICU_H
#define GLOSS_CICU_H

#include <stdbool.h>
#include <stdint.h>

/// A break iterator of ICU, opened once and set on text after text. Not for two threads at a time.
typedef struct gloss_breaker gloss_breaker;

typedef enum {
    GLOSS_BREAK_WORD,
    GLOSS_BREAK_LINE,
} gloss_break_kind;

/// What follows from a boundary's rule status (`ubrk_getRuleStatus`).
typedef enum {
    GLOSS_BOUNDARY_PLAIN = 0,
    /// A word of letters, digits, kana or ideographs ends here.
    GLOSS_BOUNDARY_WORD = 1,
    /// The row must end here (UAX #14, rules LB4 and LB5).
    GLOSS_BOUNDARY_MANDATORY = 2,
} gloss_boundary_kind;

/// Opens an iterator with the rules of the root locale (UAX #14, UAX #29). NULL when ICU has no data for it.
gloss_breaker *gloss_breaker_open(gloss_break_kind kind);
void gloss_breaker_close(gloss_breaker *breaker);

/// Finds the boundaries of a valid UTF-8 text of `count` bytes, 0 left out, `count` included: byte offsets, and a
/// `gloss_boundary_kind` for each. At most `capacity` of both are written. Returns how many were written, or -1 on
/// an error of ICU.
int32_t gloss_breaker_boundaries(
    gloss_breaker *breaker, const uint8_t *text, int32_t count,
    int32_t *offsets, uint8_t *kinds, int32_t capacity);

/// What a code point is to a screen.
typedef enum {
    GLOSS_CHARACTER_PLAIN,
    /// General category Cc.
    GLOSS_CHARACTER_CONTROL,
    /// U+0085, U+2028, U+2029.
    GLOSS_CHARACTER_LINE_BREAK,
    /// A control of the bidirectional algorithm (property Bidi_Control).
    GLOSS_CHARACTER_BIDI,
    /// Leaves no mark of its own where a reader might miss it (Default_Ignorable_Code_Point, U+2800).
    GLOSS_CHARACTER_INVISIBLE,
    /// Unassigned, private use or a noncharacter: no font and no terminal agree on it.
    GLOSS_CHARACTER_UNKNOWN,
    /// Joins what precedes it (Mn, Me, Hangul medials and finals).
    GLOSS_CHARACTER_MARK,
    /// U+200D.
    GLOSS_CHARACTER_JOINER,
    /// A variation selector or U+200C: changes the shape of what precedes it and has none of its own.
    GLOSS_CHARACTER_SHAPER,
    /// Extended_Pictographic.
    GLOSS_CHARACTER_PICTOGRAPH,
    /// Regional_Indicator: two make a flag.
    GLOSS_CHARACTER_REGIONAL,
    /// Emoji_Modifier: a skin tone.
    GLOSS_CHARACTER_SKIN_TONE,
} gloss_character;

gloss_character gloss_character_of(int32_t code_point);

/// Cells that a code point takes by itself: 0 for what joins its predecessor, 2 for East Asian Wide and Fullwidth
/// (UAX #11) and for what most terminals take to be so, else 1. For kinds that are never drawn as they are the answer says nothing.
int32_t gloss_character_cells(int32_t code_point);

/// Writes a valid UTF-8 text in Normalization Form C or D (UAX #15). Returns the bytes written, or -1 on an error of
/// ICU or where `capacity` is too small; 12 bytes for each byte of the text are enough.
int32_t gloss_normalize(bool composed, const uint8_t *text, int32_t count, uint8_t *out, int32_t capacity);

/// The full compatibility decomposition of a code point (UAX #15, NFKD), by `unorm2_getDecomposition`. At most
/// `capacity` code points are written, 18 are always enough. Returns how many; 0 when it does not decompose, or on an
/// error of ICU.
int32_t gloss_decomposition(int32_t code_point, int32_t *parts, int32_t capacity);

#endif
