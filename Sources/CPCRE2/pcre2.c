#define PCRE2_CODE_UNIT_WIDTH 8
#include "CPCRE2.h"
#include <pcre2.h>
#include <stdlib.h>

struct gloss_pattern {
    pcre2_code *code;
};

struct gloss_matcher {
    const gloss_pattern *pattern;
    pcre2_match_data *match;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

enum { HEAP_LIMIT_KIB = 16384, STACK_START = 32768, STACK_LIMIT = 4 << 20 };

gloss_pattern *gloss_pattern_compile(
    const uint8_t *text, size_t count, bool ignores_case,
    size_t *error_offset, char *error_words, size_t error_capacity) {
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT
        | PCRE2_NEVER_BACKSLASH_C;
    if (ignores_case) options |= PCRE2_CASELESS;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context) return NULL;
    pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile(text, count, options, &error, &offset, context);
    pcre2_compile_context_free(context);
    if (!code) {
        *error_offset = offset;
        pcre2_get_error_message(error, (PCRE2_UCHAR *)error_words, error_capacity);
        return NULL;
    }
    // Without JIT code the interpreter does it, more slowly.
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    gloss_pattern *pattern = malloc(sizeof *pattern);
    if (!pattern) {
        pcre2_code_free(code);
        return NULL;
    }
    pattern->code = code;
    return pattern;
}

void gloss_pattern_free(gloss_pattern *pattern) {
    if (!pattern) return;
    pcre2_code_free(pattern->code);
    free(pattern);
}

uint32_t gloss_pattern_lookbehind(const gloss_pattern *pattern) {
    uint32_t characters = 0;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_MAXLOOKBEHIND, &characters);
    return characters;
}

gloss_matcher *gloss_matcher_make(const gloss_pattern *pattern, uint32_t limit) {
    gloss_matcher *matcher = calloc(1, sizeof *matcher);
    if (!matcher) return NULL;
    matcher->pattern = pattern;
    matcher->match = pcre2_match_data_create(1, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    if (!matcher->match || !matcher->context) {
        gloss_matcher_free(matcher);
        return NULL;
    }
    pcre2_set_match_limit(matcher->context, limit);
    pcre2_set_depth_limit(matcher->context, limit);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    return matcher;
}

void gloss_matcher_free(gloss_matcher *matcher) {
    if (!matcher) return;
    pcre2_match_context_free(matcher->context);
    pcre2_match_data_free(matcher->match);
    pcre2_jit_stack_free(matcher->stack);
    free(matcher);
}

int32_t gloss_matcher_find(
    gloss_matcher *matcher, const uint8_t *subject, size_t count, size_t from, size_t last, bool is_cut,
    size_t *start, size_t *end) {
    uint32_t options = PCRE2_NOTEMPTY | (is_cut ? PCRE2_NOTEOL : 0);
    pcre2_set_offset_limit(matcher->context, last);
    const pcre2_code *code = matcher->pattern->code;
    int result = pcre2_match(code, subject, count, from, options, matcher->match, matcher->context);
    if (result == PCRE2_ERROR_JIT_STACKLIMIT && !matcher->stack) {
        // Most patterns do with the little room on the machine's stack.
        matcher->stack = pcre2_jit_stack_create(STACK_START, STACK_LIMIT, NULL);
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
        result = pcre2_match(code, subject, count, from, options, matcher->match, matcher->context);
    }
    if (result == PCRE2_ERROR_NOMATCH) return 0;
    if (result < 0) return -1;
    PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->match);
    // \K may put the start of a match behind its end, or before where the search began.
    if (offsets[0] < from || offsets[1] <= offsets[0]) return -1;
    *start = offsets[0];
    *end = offsets[1];
    return 1;
}
