#include "CICU.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>

struct gloss_breaker {
    UBreakIterator *iterator;
    UText *text;
    gloss_break_kind kind;
};

gloss_breaker *gloss_breaker_open(gloss_break_kind kind) {
    static const UBreakIteratorType types[] = {UBRK_WORD, UBRK_LINE};
    UErrorCode error = U_ZERO_ERROR;
    gloss_breaker *breaker = calloc(1, sizeof *breaker);
    if (!breaker) return NULL;
    breaker->kind = kind;
    breaker->iterator = ubrk_open(types[kind], "", NULL, 0, &error);
    if (U_FAILURE(error)) {
        free(breaker);
        return NULL;
    }
    return breaker;
}

void gloss_breaker_close(gloss_breaker *breaker) {
    if (!breaker) return;
    ubrk_close(breaker->iterator);
    if (breaker->text) utext_close(breaker->text);
    free(breaker);
}

static uint8_t boundary_kind(gloss_break_kind kind, int32_t status) {
    if (kind == GLOSS_BREAK_WORD) return status >= UBRK_WORD_NONE_LIMIT ? GLOSS_BOUNDARY_WORD : 0;
    if (kind == GLOSS_BREAK_LINE) return status >= UBRK_LINE_HARD ? GLOSS_BOUNDARY_MANDATORY : 0;
    return GLOSS_BOUNDARY_PLAIN;
}

int32_t gloss_breaker_boundaries(
    gloss_breaker *breaker, const uint8_t *text, int32_t count,
    int32_t *offsets, uint8_t *kinds, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    breaker->text = utext_openUTF8(breaker->text, (const char *)text, count, &error);
    ubrk_setUText(breaker->iterator, breaker->text, &error);
    if (U_FAILURE(error)) return -1;
    int32_t written = 0;
    ubrk_first(breaker->iterator);
    for (int32_t next = ubrk_next(breaker->iterator); next != UBRK_DONE && written < capacity;
         next = ubrk_next(breaker->iterator)) {
        offsets[written] = next;
        kinds[written] = boundary_kind(breaker->kind, ubrk_getRuleStatus(breaker->iterator));
        written += 1;
    }
    return written;
}

static bool is_hangul_tail(int32_t c) {
    int32_t type = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
    return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

gloss_character gloss_character_of(int32_t c) {
    if (c >= 0x20 && c < 0x7F) return GLOSS_CHARACTER_PLAIN;
    if (c == 0x85 || c == 0x2028 || c == 0x2029) return GLOSS_CHARACTER_LINE_BREAK;
    int8_t type = u_charType(c);
    if (type == U_CONTROL_CHAR) return GLOSS_CHARACTER_CONTROL;
    if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL)) return GLOSS_CHARACTER_BIDI;
    if (c == 0x200D) return GLOSS_CHARACTER_JOINER;
    if (c == 0x200C || c == 0x034F || u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR)) return GLOSS_CHARACTER_SHAPER;
    if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE) return GLOSS_CHARACTER_UNKNOWN;
    if (c == 0x2800 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return GLOSS_CHARACTER_INVISIBLE;
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || is_hangul_tail(c)) return GLOSS_CHARACTER_MARK;
    if (type == U_FORMAT_CHAR && !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK))
        return GLOSS_CHARACTER_INVISIBLE;
    if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR)) return GLOSS_CHARACTER_REGIONAL;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) return GLOSS_CHARACTER_SKIN_TONE;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return GLOSS_CHARACTER_PICTOGRAPH;
    return GLOSS_CHARACTER_PLAIN;
}

int32_t gloss_character_cells(int32_t c) {
    if (c >= 0x20 && c < 0x7F) return 1;
    int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || is_hangul_tail(c)) return 0;
    // Circled numbers on black squares and hexagrams: two cells to the C library and, with it, to most terminals.
    if ((c >= 0x3248 && c <= 0x324F) || (c >= 0x4DC0 && c <= 0x4DFF)) return 2;
    switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
        return 2;
    default:
        return 1;
    }
}

int32_t gloss_decomposition(int32_t code_point, int32_t *parts, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKDInstance(&status);
    if (U_FAILURE(status)) return 0;
    UChar units[48];
    int32_t length = unorm2_getDecomposition(normalizer, code_point, units, 48, &status);
    if (U_FAILURE(status) || length <= 0) return 0;
    int32_t count = 0;
    for (int32_t at = 0; at < length && count < capacity;) {
        UChar32 part;
        U16_NEXT(units, at, length, part);
        parts[count++] = part;
    }
    return count;
}
