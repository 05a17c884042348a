// What gloss needs of ICU, with nothing of ICU's headers shown: they clash with Foundation's own copy.
#ifndef GLOSS_CICU_H
#define GLOSS_CICU_H

#include <stdbool.h>
#include <stdint.h>

/// A break iterator over one UTF-8 text, opened once and set on text after text.
typedef struct gloss_breaker gloss_breaker;

typedef enum {
    GLOSS_BREAK_WORD,
    GLOSS_BREAK_LINE,
    GLOSS_BREAK_SENTENCE,
    GLOSS_BREAK_GRAPHEME,
} gloss_break_kind;

/// Opens an iterator with the rules of the root locale (UAX #14 and #29). NULL when ICU has no data for it.
gloss_breaker *gloss_breaker_open(gloss_break_kind kind);
void gloss_breaker_close(gloss_breaker *breaker);

/// Finds the boundaries of a valid UTF-8 text of `count` bytes. Writes up to `capacity` of them, after 0 and up to
/// and with `count`, as byte offsets, and for each the rule status of ICU (`ubrk_getRuleStatus`) where `statuses`
/// is not NULL. Returns how many there are in all, which may be more than `capacity`; -1 on an error of ICU.
int32_t gloss_breaker_boundaries(
    gloss_breaker *breaker, const uint8_t *text, int32_t count,
    int32_t *offsets, int32_t *statuses, int32_t capacity);

/// The rule status from which on a line break is one that must be made (`UBRK_LINE_HARD`).
int32_t gloss_line_break_is_mandatory(int32_t status);
/// Whether the word that ends at a boundary is made of letters, digits or ideographs.
int32_t gloss_word_break_is_word(int32_t status);

/// Cells that one code point takes by itself: -1 for controls and what is no character, 0 for marks and format
/// characters that join what precedes them, 2 for East Asian Wide and Fullwidth (UAX #11), else 1.
int32_t gloss_code_point_cells(int32_t code_point);

/// Code point properties that decide how a character may be shown.
typedef enum {
    GLOSS_SHOW_PLAIN,
    /// General category Cc.
    GLOSS_SHOW_CONTROL,
    /// Invisible, or able to change the order of others: shown by name (`<202e>`).
    GLOSS_SHOW_BY_NAME,
    /// Unassigned, private use, surrogate, noncharacter: shown as U+FFFD.
    GLOSS_SHOW_REPLACED,
} gloss_show;

#endif
