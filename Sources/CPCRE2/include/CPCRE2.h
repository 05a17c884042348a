// What gloss needs of PCRE2, with nothing of PCRE2's headers shown.
#ifndef GLOSS_CPCRE2_H
#define GLOSS_CPCRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A compiled pattern with room for one match. Not for two threads at a time.
typedef struct gloss_pattern gloss_pattern;

/// Compiles a regular expression given in UTF-8 (pcre2pattern(3), with UTF and UCP) and its JIT code where there is
/// one. On an error: NULL, with the offset in bytes and PCRE2's own words.
gloss_pattern *gloss_pattern_compile(
    const uint8_t *text, size_t count, bool ignores_case,
    size_t *error_offset, char *error_words, size_t error_capacity);
void gloss_pattern_free(gloss_pattern *pattern);

/// Finds the first match that starts at `from` or later, and at `last` at the latest: 1 and its offsets in bytes; 0 where there is none; -1 where
/// the limits on work were reached before that was known. The subject need not be valid UTF-8.
int32_t gloss_pattern_find(
    gloss_pattern *pattern, const uint8_t *subject, size_t count, size_t from, size_t last,
    size_t *start, size_t *end);

#endif
