// What gloss needs of PCRE2, with nothing of PCRE2's headers shown, and a search for plain words beside it.
#ifndef GLOSS_CPCRE2_H
#define GLOSS_CPCRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A compiled pattern. It does not change: any number of threads may have matchers on it.
typedef struct gloss_pattern gloss_pattern;
/// Room for one match of a pattern, and its limits on work. Not for two threads at a time; the pattern must outlive it.
typedef struct gloss_matcher gloss_matcher;

/// Compiles a regular expression given in UTF-8 (pcre2pattern(3), with UTF, UCP and MULTILINE; LF, CR and CRLF end
/// lines) and its JIT code where there is one. On an error: NULL, with the offset in bytes and PCRE2's own words.
gloss_pattern *gloss_pattern_compile(
    const uint8_t *text, size_t count, bool ignores_case,
    size_t *error_offset, char *error_words, size_t error_capacity);
void gloss_pattern_free(gloss_pattern *pattern);
/// The most characters that the pattern looks back from where a match begins.
uint32_t gloss_pattern_lookbehind(const gloss_pattern *pattern);

/// - limit: steps that may be taken from one place before the search is given up.
gloss_matcher *gloss_matcher_make(const gloss_pattern *pattern, uint32_t limit);
void gloss_matcher_free(gloss_matcher *matcher);

/// Finds the first match, not an empty one, that starts at `from` or later, and at `last` at the latest: 1 and its
/// offsets in bytes; 0 where there is none; -1 where the limits on work were reached before that was known. The
/// subject need not be valid UTF-8; `is_cut` says that text goes on after it, so that its end ends no line.
int32_t gloss_matcher_find(
    gloss_matcher *matcher, const uint8_t *subject, size_t count, size_t from, size_t last, bool is_cut,
    size_t *start, size_t *end);

/// ASCII characters, prepared to be searched for: a word, and perhaps more words after it.
typedef struct {
    /// In lower case when case is ignored.
    const uint8_t *bytes;
    /// The first word's bytes, and all; each space of these means any white space.
    size_t count, whole;
    bool ignores_case;
    /// Two places in the word whose bytes are seldom in texts: those are looked at first.
    size_t rare, other;
} gloss_word;

/// Where the word occurs first, starting at `from` or later and before `limit`, with what may be the words after it:
/// whether they are is not known where other than ASCII characters stand between them. -1 where it does not.
ptrdiff_t gloss_word_find(const gloss_word *word, const uint8_t *text, size_t count, size_t from, size_t limit);

#endif
