#define PCRE2_CODE_UNIT_WIDTH 8
#include "CPCRE2.h"
#include <pcre2.h>
#include <stdlib.h>

struct gloss_pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
};

// Enough for any search a reader means; a pattern that backtracks without end stops within about a second.
enum { MATCH_LIMIT = 20000000, HEAP_LIMIT_KIB = 65536 };

gloss_pattern *gloss_pattern_compile(
    const uint8_t *text, size_t count, bool ignores_case,
    size_t *error_offset, char *error_words, size_t error_capacity) {
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT;
    if (ignores_case) options |= PCRE2_CASELESS;
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile(text, count, options, &error, &offset, NULL);
    if (!code) {
        *error_offset = offset;
        pcre2_get_error_message(error, (PCRE2_UCHAR *)error_words, error_capacity);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    gloss_pattern *pattern = calloc(1, sizeof *pattern);
    pattern->code = code;
    pattern->match = pcre2_match_data_create_from_pattern(code, NULL);
    pattern->context = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
    pcre2_set_heap_limit(pattern->context, HEAP_LIMIT_KIB);
    return pattern;
}

void gloss_pattern_free(gloss_pattern *pattern) {
    if (!pattern) return;
    pcre2_match_context_free(pattern->context);
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    free(pattern);
}

int32_t gloss_pattern_find(
    gloss_pattern *pattern, const uint8_t *subject, size_t count, size_t from, size_t last,
    size_t *start, size_t *end) {
    pcre2_set_offset_limit(pattern->context, last);
    int result = pcre2_match(pattern->code, subject, count, from, PCRE2_NOTEMPTY, pattern->match, pattern->context);
    if (result == PCRE2_ERROR_NOMATCH) return 0;
    if (result < 0) return -1;
    PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(pattern->match);
    *start = offsets[0];
    *end = offsets[1];
    return 1;
}
